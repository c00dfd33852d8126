/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether two cases are the same case, by what they say.
 *
 * Of the shorter text's runs of three words (shingle.h) the share that stands in the longer is its
 * containment; a teaser that repeats its page's lead has 1.0, and a section that was reworded here
 * and there about 0.8. Measured on real pages of a case bank, two cases of one municipality share
 * at most 0.15, through phrases like "har siden 2019 arbejdet med". So half is the line, and a
 * quarter when the titles agree as well. A municipality that both name must be the same: the same
 * template filled in by two municipalities is two cases. Where one of them names none, more is
 * asked of the text.
 *
 * Two sections of one page are never the same case, even with much text in common: whoever wrote
 * the page made two of them. Only a copy, title and text, is.
 */
#include "same.h"

#include "fold.h"
#include <string.h>

#define SAME_TEXT 0.5
#define SAME_TEXT_AND_TITLE 0.25
#define SAME_TEXT_ELSEWHERE 0.7 /* where only one names a municipality */
#define COPY 0.9
#define MIN_SHINGLES 8 /* of a text that can tell */

/* "Aalborg Kommune: Mentorindsats" -> "mentorindsats" */
static char *bare_title(const char *title)
{
    const char *colon = strstr(title, ": ");
    if (colon != NULL) {
        g_autofree char *before = cb_fold_len(title, (gsize)(colon - title));
        if (g_str_has_suffix(before, " kommune") || g_str_has_suffix(before, " kommuner"))
            return cb_fold(colon);
    }
    return cb_fold(title);
}

static guint number_of(GHashTable *numbers, const char *text)
{
    gpointer known = g_hash_table_lookup(numbers, text);
    if (known == NULL) {
        known = GUINT_TO_POINTER(g_hash_table_size(numbers) + 1);
        g_hash_table_insert(numbers, g_strdup(text), known);
    }
    return GPOINTER_TO_UINT(known);
}

CbEntry *cb_entries_new(const GPtrArray *cases)
{
    g_autoptr(GHashTable) pages = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    CbEntry *entries = g_new0(CbEntry, MAX(cases->len, 1));
    for (guint i = 0; i < cases->len; i++) {
        CbEntry *entry = &entries[i];
        entry->item = g_ptr_array_index(cases, i);
        entry->text = cb_shingles_of_case(entry->item);
        entry->title = bare_title(entry->item->title);
        entry->page = number_of(pages, entry->item->source != NULL ? entry->item->source : "");
    }
    return entries;
}

void cb_entries_free(CbEntry *entries, guint n)
{
    for (guint i = 0; i < n; i++) {
        cb_shingles_clear(&entries[i].text);
        g_free(entries[i].title);
    }
    g_free(entries);
}

CbPlaces cb_compare_places(const GPtrArray *a, const GPtrArray *b)
{
    if (a->len == 0 || b->len == 0)
        return CB_PLACES_UNKNOWN;
    for (guint i = 0; i < a->len; i++)
        for (guint j = 0; j < b->len; j++)
            if (g_str_equal(g_ptr_array_index(a, i), g_ptr_array_index(b, j)))
                return CB_PLACES_MEET;
    return CB_PLACES_DIFFER;
}

double cb_containment(const CbEntry *a, const CbEntry *b)
{
    guint shorter = MIN(a->text.n, b->text.n);
    return shorter > 0 ? (double)cb_shingles_common(&a->text, &b->text) / shorter : 0;
}

double cb_title_agreement(const CbEntry *a, const CbEntry *b)
{
    gboolean first = strlen(a->title) <= strlen(b->title);
    const char *shorter = first ? a->title : b->title;
    g_autofree char *longer = g_strconcat(" ", first ? b->title : a->title, " ", NULL);
    g_auto(GStrv) words = g_strsplit(shorter, " ", -1);
    guint all = 0, found = 0;
    for (char **word = words; *word != NULL; word++) {
        if (strlen(*word) < 4)
            continue;
        g_autofree char *whole = g_strconcat(" ", *word, " ", NULL);
        all++;
        found += strstr(longer, whole) != NULL;
    }
    return all >= 2 ? (double)found / all : 0;
}

gboolean cb_is_copy(const CbEntry *a, const CbEntry *b)
{
    return g_str_equal(a->title, b->title) && cb_containment(a, b) >= COPY;
}

double cb_sameness(const CbEntry *a, const CbEntry *b)
{
    CbPlaces places = cb_compare_places(a->item->municipalities, b->item->municipalities);
    if (places == CB_PLACES_DIFFER || a->item->kind == CB_CASE_DOCUMENT ||
        b->item->kind == CB_CASE_DOCUMENT)
        return 0;
    if (a->page == b->page)
        return cb_is_copy(a, b) ? 1 : 0;
    double text = cb_containment(a, b), title = cb_title_agreement(a, b);
    gboolean told = MIN(a->text.n, b->text.n) >= MIN_SHINGLES;
    gboolean teaser = a->item->kind == CB_CASE_TEASER || b->item->kind == CB_CASE_TEASER;
    gboolean named = title > 0 && g_str_equal(a->title, b->title);
    if (places == CB_PLACES_UNKNOWN)
        return (told && text >= SAME_TEXT_ELSEWHERE) || (named && text >= SAME_TEXT) ? text : 0;
    if ((told && text >= SAME_TEXT) || (text >= SAME_TEXT_AND_TITLE && title >= 0.5) ||
        text >= COPY)
        return text + title;
    return named && teaser ? title : 0;
}
