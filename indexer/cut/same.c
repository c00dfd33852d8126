/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether two cases are the same case, by what they say.
 *
 * Of the shorter text's runs of three words (shingle.h) the share that stands in the longer is its
 * containment; a teaser that repeats its page's lead has 1.0, and a section that was reworded here
 * and there 0.7 to 0.9. Measured on the pages of a case bank, two cases of one municipality share
 * at most 0.06, and any two cases at most 0.15, through phrases like "har siden 2019 arbejdet med".
 * So half is the line, and 0.3 when the titles agree as well. A municipality that both name must be
 * the same: the same template filled in by two municipalities is two cases. Where one of them names
 * none, more is asked of the text.
 *
 * What a bank writes in all its cases would make two of one municipality alike. So shingles that
 * stand in cases of three municipalities, or on eight pages that name none, do not count at all.
 *
 * Two sections of one page are never the same case, even with much text in common: whoever wrote
 * the page made two of them. Only a copy, title and text, is.
 */
#include "same.h"

#include "fold.h"
#include <string.h>

#define SAME_TEXT 0.5
#define SAME_TEXT_AND_TITLE 0.3 /* and so much of the title: */
#define SAME_TITLE 0.7
#define SAME_TEXT_ELSEWHERE 0.7 /* where only one names a municipality */
#define COPY 0.9
#define MIN_SHINGLES 8 /* of a text that can tell */

#define BYTES_OF_WORD 6 /* in Danish, with the space behind: for every word a shingle */

#define COMMON_PLACES 3
#define COMMON_PAGES 8
/* A shingle's lowest bits make room for who has it: a municipality, or a page without one. */
#define OWNER_MASK CB_COMMON_MASK
#define OWNER_PAGE ((guint64)1 << 23)
#define FILTER_BYTES ((gsize)1 << 21) /* a bit for each value of a shingle's upper 24 bits */

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

/* ---- what a bank writes everywhere ---- */

/* The number of the municipality that comes first; without one, that of the page behind them all.
 */
static guint64 owner_of(GHashTable *places, const CbEntry *entry)
{
    if (entry->item->municipalities->len == 0)
        return OWNER_PAGE | entry->page;
    return number_of(places, g_ptr_array_index(entry->item->municipalities, 0));
}

/* Every shingle that may stand in several cases, with the owner of its case, sorted. */
static GArray *owned_shingles(const CbEntry *entries, guint n)
{
    g_autoptr(GHashTable) places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    guint all = 0;
    for (guint i = 0; i < n; i++)
        all += entries[i].text.n;
    GArray *numbers = g_array_sized_new(FALSE, FALSE, sizeof(guint64), all);
    for (guint i = 0; i < n; i++) {
        guint64 owner = owner_of(places, &entries[i]);
        for (guint s = 0; s < entries[i].text.n; s++) {
            guint64 number = (entries[i].text.hashes[s] & ~OWNER_MASK) | owner;
            g_array_append_val(numbers, number);
        }
    }
    cb_sort_numbers((guint64 *)(void *)numbers->data, numbers->len);
    return numbers;
}

/* Whether the shingle whose owners are numbers[start, end) stands everywhere. */
static gboolean is_common(const GArray *numbers, guint start, guint end)
{
    guint places = 0, pages = 0;
    for (guint i = start; i < end; i++) {
        guint64 number = g_array_index(numbers, guint64, i);
        if (i > start && number == g_array_index(numbers, guint64, i - 1))
            continue;
        if (number & OWNER_PAGE)
            pages++;
        else
            places++;
    }
    return places >= COMMON_PLACES || pages >= COMMON_PAGES;
}

/* Those that stand everywhere, without their owners; sorted. */
static GArray *find_common(const CbEntry *entries, guint n)
{
    g_autoptr(GArray) numbers = owned_shingles(entries, n);
    GArray *common = g_array_new(FALSE, FALSE, sizeof(guint64));
    for (guint start = 0, end; start < numbers->len; start = end) {
        guint64 shingle = g_array_index(numbers, guint64, start) & ~OWNER_MASK;
        for (end = start + 1; end < numbers->len; end++)
            if ((g_array_index(numbers, guint64, end) & ~OWNER_MASK) != shingle)
                break;
        if (is_common(numbers, start, end))
            g_array_append_val(common, shingle);
    }
    return common;
}

static int compare_numbers(gconstpointer a, gconstpointer b)
{
    guint64 x = *(const guint64 *)a, y = *(const guint64 *)b;
    return (x > y) - (x < y);
}

/* A bit for each shingle of @common, so that most others need not be looked up. */
static guint8 *make_filter(const GArray *common)
{
    guint8 *filter = g_malloc0(FILTER_BYTES);
    for (guint i = 0; i < common->len; i++) {
        guint64 bit = g_array_index(common, guint64, i) >> 40;
        filter[bit / 8] |= (guint8)(1u << (bit % 8));
    }
    return filter;
}

static void drop_common(CbEntry *entry, GArray *common, const guint8 *filter)
{
    CbShingles *text = &entry->text;
    guint kept = 0;
    for (guint s = 0; s < text->n; s++) {
        guint64 shingle = text->hashes[s] & ~OWNER_MASK, bit = shingle >> 40;
        if ((filter[bit / 8] >> (bit % 8) & 1) == 0 ||
            !g_array_binary_search(common, &shingle, compare_numbers, NULL))
            text->hashes[kept++] = text->hashes[s];
    }
    entry->n_shingles -= text->n - kept;
    text->n = kept;
}

/* ---- what cases say ---- */

static void lend(const CbTextLender *texts, CbCase *item)
{
    if (texts != NULL)
        texts->lend(item, texts->data);
}

static void take_back(const CbTextLender *texts, CbCase *item)
{
    if (texts != NULL)
        texts->take_back(item, texts->data);
}

static gsize text_size(const CbCase *item)
{
    gsize size = strlen(item->lead);
    for (guint i = 0; i < item->sections->len; i++)
        size += strlen(((const CbSection *)g_ptr_array_index(item->sections, i))->text);
    return size;
}

/* Which shingles may stand in more than one case. */
static CbRepeats *find_repeats(const GPtrArray *cases, const CbTextLender *texts)
{
    guint64 bytes = texts != NULL ? texts->bytes : 0;
    for (guint i = 0; texts == NULL && i < cases->len; i++)
        bytes += text_size(cases->pdata[i]);
    CbRepeats *repeats = cb_repeats_new((gsize)bytes / BYTES_OF_WORD);
    for (guint i = 0; i < cases->len; i++) {
        lend(texts, cases->pdata[i]);
        cb_repeats_add_case(repeats, cases->pdata[i]);
        take_back(texts, cases->pdata[i]);
    }
    return repeats;
}

/* Of all texts no more is kept at once than what several may have: a fifth, or less.
 * @common: (nullable): what stands everywhere, where that is known before. */
static void read_texts(CbEntry *entries, const GPtrArray *cases, GArray *common,
                       const CbTextLender *texts)
{
    g_autoptr(CbRepeats) repeats = find_repeats(cases, texts);
    g_autofree guint8 *filter = common != NULL ? make_filter(common) : NULL;
    for (guint i = 0; i < cases->len; i++) {
        CbEntry *entry = &entries[i];
        lend(texts, entry->item);
        entry->size = text_size(entry->item);
        entry->text = cb_shingles_of_case(entry->item);
        entry->n_shingles = entry->text.n;
        take_back(texts, entry->item);
        if (common != NULL)
            drop_common(entry, common, filter);
        cb_shingles_keep_repeats(&entry->text, repeats);
    }
}

/* Drops what they show to stand everywhere. */
static GArray *show_common(CbEntry *entries, guint n)
{
    GArray *common =
        n < OWNER_PAGE ? find_common(entries, n) : g_array_new(FALSE, FALSE, sizeof(guint64));
    g_autofree guint8 *filter = make_filter(common);
    for (guint i = 0; common->len > 0 && i < n; i++)
        drop_common(&entries[i], common, filter);
    return common;
}

CbEntry *cb_entries_new(const GPtrArray *cases, GArray **common, const CbTextLender *texts)
{
    g_autoptr(GHashTable) pages = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    CbEntry *entries = g_new0(CbEntry, MAX(cases->len, 1));
    for (guint i = 0; i < cases->len; i++) {
        CbEntry *entry = &entries[i];
        entry->item = g_ptr_array_index(cases, i);
        entry->title = bare_title(entry->item->title);
        entry->page = number_of(pages, entry->item->source != NULL ? entry->item->source : "");
    }
    g_autoptr(GArray) shown = NULL;
    GArray *known = common != NULL ? *common : NULL;
    read_texts(entries, cases, known, texts);
    if (known == NULL)
        shown = show_common(entries, cases->len);
    if (common != NULL && known == NULL)
        *common = g_steal_pointer(&shown);
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
    guint shorter = MIN(a->n_shingles, b->n_shingles);
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
    return found >= 2 ? (double)found / all : 0;
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
    gboolean told = MIN(a->n_shingles, b->n_shingles) >= MIN_SHINGLES;
    gboolean teaser = a->item->kind == CB_CASE_TEASER || b->item->kind == CB_CASE_TEASER;
    gboolean named = title > 0 && g_str_equal(a->title, b->title);
    if (places == CB_PLACES_UNKNOWN)
        return (told && text >= SAME_TEXT_ELSEWHERE) || (named && text >= SAME_TEXT) ? text : 0;
    if ((told && text >= SAME_TEXT) || (text >= SAME_TEXT_AND_TITLE && title >= SAME_TITLE) ||
        cb_is_copy(a, b))
        return text + title;
    return named && teaser ? title : 0;
}
