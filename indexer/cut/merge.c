/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Makes one case of those that are the same.
 *
 * The pairs that same.c and pairs.c find, the strongest first, are joined into groups. A join is
 * refused when it would bring together cases of two municipalities, or two cases of one page, that
 * only a third one connects. In each group the fullest text wins: full cases before teasers, then
 * the longer one.
 */
#include "merge.h"

#include "fold.h"
#include "municipality.h"
#include "pairs.h"
#include <string.h>

/* The cases that were found to be one; a case alone has none. */
typedef struct {
    GArray *members;   /* guint */
    GPtrArray *places; /* char* */
    GHashTable *pages; /* number of a page -> 1 + a member that stands on it */
} Group;

typedef struct {
    CbEntry *entries;
    guint n;
    Group **groups; /* of each entry; shared by its members */
    guint *winners; /* of each entry: the one that its group became */
} Merge;

/* ---- groups ---- */

static Group *group_new(const Merge *merge, guint index)
{
    Group *group = g_new0(Group, 1);
    group->members = g_array_new(FALSE, FALSE, sizeof(guint));
    g_array_append_val(group->members, index);
    group->places = g_ptr_array_new_with_free_func(g_free);
    cb_municipalities_union(group->places, merge->entries[index].item->municipalities);
    group->pages = g_hash_table_new(NULL, NULL);
    g_hash_table_insert(group->pages, GUINT_TO_POINTER(merge->entries[index].page),
                        GUINT_TO_POINTER(index + 1));
    return group;
}

static void group_free(Group *group)
{
    g_array_unref(group->members);
    g_ptr_array_unref(group->places);
    g_hash_table_unref(group->pages);
    g_free(group);
}

/* Whether two cases of one page, and no copies, would meet. */
static gboolean would_meet(const Merge *merge, const Group *into, const Group *from)
{
    GHashTableIter iter;
    gpointer page, member;
    g_hash_table_iter_init(&iter, from->pages);
    while (g_hash_table_iter_next(&iter, &page, &member)) {
        guint other = GPOINTER_TO_UINT(g_hash_table_lookup(into->pages, page));
        if (other > 0 &&
            !cb_is_copy(&merge->entries[other - 1], &merge->entries[GPOINTER_TO_UINT(member) - 1]))
            return TRUE;
    }
    return FALSE;
}

static void take_members(Merge *merge, Group *into, Group *from)
{
    for (guint i = 0; i < from->members->len; i++) {
        guint index = g_array_index(from->members, guint, i);
        merge->groups[index] = into;
        g_hash_table_insert(into->pages, GUINT_TO_POINTER(merge->entries[index].page),
                            GUINT_TO_POINTER(index + 1));
    }
    g_array_append_vals(into->members, from->members->data, from->members->len);
    cb_municipalities_union(into->places, from->places);
    group_free(from);
}

/* The smaller group goes into the larger, so that nobody moves often. */
static void join(Merge *merge, guint a, guint b)
{
    Group *into = merge->groups[a], *from = merge->groups[b];
    if (into->members->len < from->members->len) {
        into = merge->groups[b];
        from = merge->groups[a];
    }
    if (into != from && cb_compare_places(into->places, from->places) != CB_PLACES_DIFFER &&
        !would_meet(merge, into, from))
        take_members(merge, into, from);
}

static void make_groups(Merge *merge)
{
    merge->groups = g_new(Group *, MAX(merge->n, 1));
    for (guint i = 0; i < merge->n; i++)
        merge->groups[i] = group_new(merge, i);
    g_autoptr(GArray) pairs = cb_find_pairs(merge->entries, merge->n);
    for (guint i = 0; i < pairs->len; i++) {
        const CbPair *pair = &g_array_index(pairs, CbPair, i);
        join(merge, pair->a, pair->b);
    }
}

/* ---- one of many ---- */

static gboolean is_fuller(const CbEntry *a, const CbEntry *b)
{
    if (a->item->kind != b->item->kind)
        return a->item->kind == CB_CASE_FULL;
    return a->size > b->size;
}

/* The first of the fullest; members are in order. */
static guint fullest(const Merge *merge, const Group *group)
{
    guint best = g_array_index(group->members, guint, 0);
    for (guint i = 1; i < group->members->len; i++) {
        guint index = g_array_index(group->members, guint, i);
        if (is_fuller(&merge->entries[index], &merge->entries[best]))
            best = index;
    }
    return best;
}

static gboolean has_attachment(const CbCase *item, const CbAttachment *wanted)
{
    g_autofree char *name = cb_fold(wanted->name);
    for (guint i = 0; i < item->attachments->len; i++) {
        const CbAttachment *other = g_ptr_array_index(item->attachments, i);
        if (wanted->source != NULL && other->source != NULL) {
            if (g_str_equal(wanted->source, other->source))
                return TRUE;
            continue;
        }
        g_autofree char *other_name = cb_fold(other->name);
        if (g_str_equal(name, other_name))
            return TRUE;
    }
    return FALSE;
}

static void take_attachments(CbCase *into, CbCase *from)
{
    for (guint i = 0; i < from->attachments->len;) {
        if (has_attachment(into, g_ptr_array_index(from->attachments, i)))
            i++;
        else
            g_ptr_array_add(into->attachments, g_ptr_array_steal_index(from->attachments, i));
    }
}

static void take_string(char **into, char **from)
{
    if (*into == NULL)
        *into = g_steal_pointer(from);
}

/* @listed: the places that @into has already. */
static void add_also_in(CbCase *into, CbAlsoIn *place, GHashTable *listed)
{
    char *key = g_strdup_printf("%s\n%s", place->source, place->url);
    if (g_hash_table_add(listed, key))
        g_ptr_array_add(into->also_in, place);
    else
        cb_also_in_free(place);
}

static void absorb(CbCase *into, CbCase *from, GHashTable *listed)
{
    take_attachments(into, from);
    cb_municipalities_union(into->municipalities, from->municipalities);
    cb_municipalities_union(into->topics, from->topics);
    take_string(&into->contact, &from->contact);
    take_string(&into->updated, &from->updated);
    add_also_in(into, cb_also_in_new(from->title, from->url, from->source), listed);
    while (from->also_in->len > 0)
        add_also_in(into, g_ptr_array_steal_index(from->also_in, 0), listed);
}

/* A teaser's link was noted as its only also_in (cut.h). It has told what it can; where else a
 * case stands is told by the cases that are here. */
static void forget_links(Merge *merge)
{
    for (guint i = 0; i < merge->n; i++) {
        CbCase *item = merge->entries[i].item;
        if (item->kind == CB_CASE_TEASER)
            g_ptr_array_set_size(item->also_in, 0);
    }
}

/* ---- the result ---- */

static int compare_numbers(gconstpointer a, gconstpointer b)
{
    guint x = *(const guint *)a, y = *(const guint *)b;
    return (x > y) - (x < y);
}

/* Moves what the other members have to the fullest. */
static void absorb_group(Merge *merge, const Group *group)
{
    g_autoptr(GHashTable) listed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_array_sort(group->members, compare_numbers);
    guint winner = fullest(merge, group);
    for (guint i = 0; i < group->members->len; i++) {
        guint index = g_array_index(group->members, guint, i);
        merge->winners[index] = winner;
        if (index != winner)
            absorb(merge->entries[winner].item, merge->entries[index].item, listed);
    }
}

/* Each group when its first member comes by; frees them all. */
static void absorb_groups(Merge *merge)
{
    merge->winners = g_new0(guint, MAX(merge->n, 1));
    for (guint i = 0; i < merge->n; i++) {
        Group *group = merge->groups[i];
        if (group == NULL)
            continue;
        absorb_group(merge, group);
        for (guint m = 0; m < group->members->len; m++)
            merge->groups[g_array_index(group->members, guint, m)] = NULL;
        group_free(group);
    }
    g_clear_pointer(&merge->groups, g_free);
}

/* @ids: each id -> how often it was wanted. "a", "a~2", "a~3"; an id of a page's own, or of a case
 * elsewhere, that looks so moves on. */
static void make_unique(CbCase *item, GHashTable *ids, GHashTable *taken)
{
    g_autofree char *wanted = g_strdup(item->id);
    gpointer count = g_hash_table_lookup(ids, wanted);
    guint copy =
        MAX(GPOINTER_TO_UINT(count), taken != NULL && g_hash_table_contains(taken, wanted));
    while (g_hash_table_contains(ids, item->id) ||
           (taken != NULL && g_hash_table_contains(taken, item->id))) {
        g_free(item->id);
        item->id = g_strdup_printf("%s~%u", wanted, ++copy);
    }
    if (copy > 0)
        g_hash_table_insert(ids, g_strdup(wanted), GUINT_TO_POINTER(copy));
    g_hash_table_insert(ids, g_strdup(item->id), GUINT_TO_POINTER(1));
}

/* Those that won, ids made unique; frees the others. places[i] is where the i'th went. */
static GPtrArray *keep_winners(const Merge *merge, GPtrArray *cases, GHashTable *taken,
                               guint *places)
{
    GPtrArray *kept = g_ptr_array_new_with_free_func((GDestroyNotify)cb_case_free);
    g_autoptr(GHashTable) ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_ptr_array_set_free_func(cases, NULL);
    for (guint i = 0; i < cases->len; i++) {
        CbCase *item = g_ptr_array_index(cases, i);
        if (merge->winners[i] != i) {
            cb_case_free(item);
            continue;
        }
        make_unique(item, ids, taken);
        places[i] = kept->len;
        g_ptr_array_add(kept, item);
    }
    g_ptr_array_unref(cases);
    return kept;
}

static void tell_places(const Merge *merge, const guint *places, CbMergeFrame *frame)
{
    g_clear_pointer(&frame->became, g_array_unref);
    frame->became = g_array_sized_new(FALSE, FALSE, sizeof(guint), merge->n);
    for (guint i = 0; i < merge->n; i++)
        g_array_append_val(frame->became, places[merge->winners[i]]);
}

GPtrArray *cb_merge_cases(GPtrArray *cases, CbMergeFrame *frame)
{
    GArray **common = frame != NULL ? &frame->common : NULL;
    Merge merge = {.entries = cb_entries_new(cases, common, frame != NULL ? frame->texts : NULL),
                   .n = cases->len};
    g_autofree guint *places = g_new0(guint, MAX(cases->len, 1));
    make_groups(&merge);
    forget_links(&merge);
    absorb_groups(&merge);
    cb_entries_free(merge.entries, merge.n);
    GPtrArray *kept = keep_winners(&merge, cases, frame != NULL ? frame->taken : NULL, places);
    if (frame != NULL)
        tell_places(&merge, places, frame);
    g_free(merge.winners);
    return kept;
}

void cb_merge_frame_clear(CbMergeFrame *frame)
{
    g_clear_pointer(&frame->common, g_array_unref);
    g_clear_pointer(&frame->became, g_array_unref);
}
