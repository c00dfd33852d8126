/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Finds the pairs of cases that are the same case.
 *
 * By text: every shingle of every case goes into one array, together with the case's municipality,
 * and the array is sorted, so that cases which share a shingle come to stand together; what stands
 * in one case alone is left out before. Each case then counts how often every other one stands
 * beside it, and those that do often enough are compared. Where very many share a shingle (a bank's
 * boilerplate) only the first of them are counted, which bounds the work to a constant for each
 * shingle.
 *
 * By title: cases of one municipality with the same title are compared, whatever their text.
 *
 * By link: a teaser says which page it is about. That counts unless the municipalities speak
 * against it; when the link leads to a page of several cases, its fragment, the municipality or the
 * text tells which.
 */
#include "pairs.h"

#include "fold.h"
#include <string.h>

#define MAX_BESIDE 16         /* cases of one shingle that are counted */
#define MAX_CASES_OF_PAGE 200 /* of more a link cannot tell which */
#define INDEX_BITS 24
#define FILTER_BITS 20
#define LINKED 1.0 /* the strength of a link */

typedef struct {
    const CbEntry *entries;
    guint n;
    GArray *pairs;
} Search;

static void add_pair(Search *search, guint a, guint b, double strength)
{
    if (strength <= 0 || a == b)
        return;
    CbPair pair = {a, b, strength};
    g_array_append_val(search->pairs, pair);
}

/* ---- by text ---- */

typedef struct {
    guint64 *numbers; /* key and, in the low INDEX_BITS bits, a case's index; sorted */
    gsize n;
    guint *groups; /* where the group of each posting of each case begins in @numbers */
    gsize *starts; /* of each case's part of @groups; n_entries + 1 */
} Postings;

static guint64 posting(guint64 key, guint index)
{
    return (key & ~(((guint64)1 << INDEX_BITS) - 1)) | index;
}

static guint64 place_hash(const char *place)
{
    return cb_hash_mix(g_str_hash(place), strlen(place));
}

/* Marks the shingles of cases without a municipality, which may match any other's. */
static void fill_filter(const Search *search, guint8 *filter)
{
    for (guint i = 0; i < search->n; i++) {
        const CbEntry *entry = &search->entries[i];
        for (guint s = 0; entry->item->municipalities->len == 0 && s < entry->text.n; s++) {
            guint64 bit = entry->text.hashes[s] >> (64 - FILTER_BITS);
            filter[bit / 8] |= (guint8)(1u << (bit % 8));
        }
    }
}

static gboolean in_filter(const guint8 *filter, guint64 hash)
{
    guint64 bit = hash >> (64 - FILTER_BITS);
    return (filter[bit / 8] >> (bit % 8)) & 1;
}

/* Told of each key of each case: a shingle with one of its municipalities, and a shingle alone
 * where a case without municipality may have it. */
typedef void (*KeyFunc)(guint64 key, guint index, gpointer data);

static void foreach_key(const Search *search, const guint8 *filter, KeyFunc func, gpointer data)
{
    for (guint i = 0; i < search->n; i++) {
        const CbEntry *entry = &search->entries[i];
        for (guint p = 0; p < entry->item->municipalities->len; p++) {
            guint64 place = place_hash(g_ptr_array_index(entry->item->municipalities, p));
            for (guint s = 0; s < entry->text.n; s++)
                func(cb_hash_mix(entry->text.hashes[s], place), i, data);
        }
        for (guint s = 0; s < entry->text.n; s++)
            if (in_filter(filter, entry->text.hashes[s]))
                func(cb_hash_mix(entry->text.hashes[s], 0), i, data);
    }
}

static void count_key(guint64 key, guint index, gpointer data)
{
    (void)key;
    (void)index;
    (*(gsize *)data)++;
}

static void note_key(guint64 key, guint index, gpointer data)
{
    (void)index;
    cb_repeats_add(data, posting(key, 0));
}

typedef struct {
    const CbRepeats *repeats;
    GArray *numbers;
} Collector;

static void collect_key(guint64 key, guint index, gpointer data)
{
    const Collector *collector = data;
    guint64 number = posting(key, index);
    if (cb_repeats_has(collector->repeats, posting(key, 0)))
        g_array_append_val(collector->numbers, number);
}

/* One number for each key that several cases may have. */
static GArray *make_numbers(const Search *search)
{
    g_autofree guint8 *filter = g_malloc0(((gsize)1 << FILTER_BITS) / 8);
    gsize n = 0;
    fill_filter(search, filter);
    foreach_key(search, filter, count_key, &n);
    g_autoptr(CbRepeats) repeats = cb_repeats_new(n);
    foreach_key(search, filter, note_key, repeats);
    Collector collector = {repeats, g_array_new(FALSE, FALSE, sizeof(guint64))};
    foreach_key(search, filter, collect_key, &collector);
    return collector.numbers;
}

static guint index_of(guint64 number)
{
    return (guint)(number & (((guint64)1 << INDEX_BITS) - 1));
}

static gsize group_end(const Postings *postings, gsize start)
{
    gsize end = start + 1;
    while (end < postings->n &&
           postings->numbers[end] >> INDEX_BITS == postings->numbers[start] >> INDEX_BITS)
        end++;
    return end;
}

/* Sets where each case's groups lie: those that it shares with a case before it. */
static void link_groups(Postings *postings, guint n_cases)
{
    for (guint round = 0; round < 2; round++) {
        for (gsize start = 0, end; start < postings->n; start = end) {
            end = group_end(postings, start);
            for (gsize i = start + 1; i < end; i++) {
                guint index = index_of(postings->numbers[i]);
                if (round == 0)
                    postings->starts[index + 1]++;
                else
                    postings->groups[postings->starts[index]++] = (guint)start;
            }
        }
        if (round == 1)
            break;
        for (guint i = 0; i < n_cases; i++)
            postings->starts[i + 1] += postings->starts[i];
        postings->groups = g_new(guint, MAX(postings->starts[n_cases], 1));
    }
    /* Filling moved each start to the next one's place. */
    memmove(postings->starts + 1, postings->starts, n_cases * sizeof postings->starts[0]);
    postings->starts[0] = 0;
}

/* Counts in @beside how often each earlier case shares a group with @index; the cases with a count
 * are listed in @touched. */
static void count_beside(const Postings *postings, guint index, guint *beside, GArray *touched)
{
    for (gsize g = postings->starts[index]; g < postings->starts[index + 1]; g++) {
        gsize start = postings->groups[g];
        guint64 key = postings->numbers[start] >> INDEX_BITS;
        for (gsize i = start; i < start + MAX_BESIDE && i < postings->n; i++) {
            guint other = index_of(postings->numbers[i]);
            if (postings->numbers[i] >> INDEX_BITS != key || other >= index)
                break;
            if (beside[other]++ == 0)
                g_array_append_val(touched, other);
        }
    }
}

static void pair_beside(Search *search, guint index, guint *beside, const GArray *touched)
{
    const CbEntry *entry = &search->entries[index];
    for (guint t = 0; t < touched->len; t++) {
        guint other = g_array_index(touched, guint, t);
        guint shorter = MIN(entry->n_shingles, search->entries[other].n_shingles);
        if (beside[other] * 10 >= shorter)
            add_pair(search, index, other, cb_sameness(entry, &search->entries[other]));
        beside[other] = 0;
    }
}

static void pair_by_text(Search *search)
{
    g_autoptr(GArray) numbers = make_numbers(search);
    Postings postings = {.numbers = (guint64 *)(void *)numbers->data, .n = numbers->len};
    cb_sort_numbers(postings.numbers, postings.n);
    postings.starts = g_new0(gsize, search->n + 2);
    link_groups(&postings, search->n);
    g_autofree guint *beside = g_new0(guint, MAX(search->n, 1));
    g_autoptr(GArray) touched = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < search->n; i++) {
        g_array_set_size(touched, 0);
        count_beside(&postings, i, beside, touched);
        pair_beside(search, i, beside, touched);
    }
    g_free(postings.groups);
    g_free(postings.starts);
}

/* ---- by title ---- */

/* Pairs each case with the one before it that has the same title and a municipality in common. */
static void pair_by_title(Search *search)
{
    g_autoptr(GHashTable) last = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < search->n; i++) {
        const CbEntry *entry = &search->entries[i];
        for (guint p = 0; p < entry->item->municipalities->len; p++) {
            const char *place = g_ptr_array_index(entry->item->municipalities, p);
            char *key = g_strconcat(place, "\n", entry->title, NULL);
            guint before = GPOINTER_TO_UINT(g_hash_table_lookup(last, key));
            if (before > 0)
                add_pair(search, i, before - 1, cb_sameness(entry, &search->entries[before - 1]));
            g_hash_table_insert(last, key, GUINT_TO_POINTER(i + 1));
        }
    }
}

/* ---- by link ---- */

static void note_page(GHashTable *pages, const char *path, guint index)
{
    char *key = cb_page_key(path);
    GArray *cases = g_hash_table_lookup(pages, key);
    if (cases == NULL) {
        cases = g_array_new(FALSE, FALSE, sizeof(guint));
        g_hash_table_insert(pages, g_strdup(key), cases);
    }
    g_array_append_val(cases, index);
    g_free(key);
}

/* The full cases of each page, by its path and by its URL. */
static GHashTable *find_pages(const Search *search)
{
    GHashTable *pages =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
    for (guint i = 0; i < search->n; i++) {
        const CbCase *item = search->entries[i].item;
        if (item->kind != CB_CASE_FULL)
            continue;
        if (item->source != NULL)
            note_page(pages, item->source, i);
        if (item->url != NULL)
            note_page(pages, item->url, i);
    }
    return pages;
}

/* Whether @fragment leads to @item, a section of its page. */
static gboolean is_at_fragment(const CbCase *item, const char *fragment)
{
    const char *hash = item->url != NULL ? strchr(item->url, '#') : NULL;
    if (hash != NULL && g_str_equal(hash + 1, fragment))
        return TRUE;
    for (guint i = 0; i < item->sections->len; i++)
        if (g_strcmp0(((const CbSection *)g_ptr_array_index(item->sections, i))->anchor,
                      fragment) == 0)
            return TRUE;
    const char *colon = strrchr(item->id, ':');
    g_autofree char *slug = cb_slug(fragment);
    return colon != NULL && g_str_equal(colon + 1, slug);
}

/* How well a case of the target's page fits the teaser; 0 for not at all. */
static double fit(const CbEntry *teaser, const CbEntry *target, const char *fragment,
                  gboolean only_one)
{
    CbPlaces places = cb_compare_places(teaser->item->municipalities, target->item->municipalities);
    if (places == CB_PLACES_DIFFER)
        return 0;
    if (fragment != NULL && is_at_fragment(target->item, fragment))
        return 4;
    double words = cb_containment(teaser, target) + cb_title_agreement(teaser, target);
    return words + (places == CB_PLACES_MEET ? 0.5 : 0) + (only_one ? 0.5 : 0);
}

static void pair_with_page(Search *search, guint index, const GArray *cases, const char *fragment)
{
    if (cases->len > MAX_CASES_OF_PAGE)
        return;
    const CbEntry *teaser = &search->entries[index];
    guint best = index;
    double best_fit = 0;
    for (guint i = 0; i < cases->len; i++) {
        guint other = g_array_index(cases, guint, i);
        double now = fit(teaser, &search->entries[other], fragment, cases->len == 1);
        if (now > best_fit) {
            best_fit = now;
            best = other;
        }
    }
    if (best_fit >= 0.5)
        add_pair(search, index, best, LINKED);
}

static void pair_by_link(Search *search)
{
    g_autoptr(GHashTable) pages = find_pages(search);
    for (guint i = 0; i < search->n; i++) {
        const CbCase *item = search->entries[i].item;
        if (item->kind != CB_CASE_TEASER || item->also_in->len == 0)
            continue;
        const CbAlsoIn *target = g_ptr_array_index(item->also_in, 0);
        const char *const places[] = {target->source, target->url};
        for (guint p = 0; p < G_N_ELEMENTS(places); p++) {
            if (places[p] == NULL)
                continue;
            g_autofree char *key = cb_page_key(places[p]);
            const GArray *cases = g_hash_table_lookup(pages, key);
            const char *hash = strchr(places[p], '#');
            if (cases == NULL)
                continue;
            pair_with_page(search, i, cases, hash != NULL ? hash + 1 : NULL);
            break;
        }
    }
}

static int compare_pairs(gconstpointer x, gconstpointer y)
{
    const CbPair *a = x, *b = y;
    if (a->strength > b->strength || a->strength < b->strength)
        return a->strength > b->strength ? -1 : 1;
    if (a->a != b->a)
        return a->a < b->a ? -1 : 1;
    return (a->b > b->b) - (a->b < b->b);
}

GArray *cb_find_pairs(const CbEntry *entries, guint n)
{
    Search search = {entries, n, g_array_new(FALSE, FALSE, sizeof(CbPair))};
    /* An index must fit beside the hash of a shingle. */
    if (n < 1u << INDEX_BITS)
        pair_by_text(&search);
    pair_by_title(&search);
    pair_by_link(&search);
    g_array_sort(search.pairs, compare_pairs);
    return search.pairs;
}
