/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query_widen.h"
#include "answer.h"
#include <casebank/words.h>
#include <string.h>

typedef struct {
    CbQuery *query;
    CbAnalyzer *analyzer;
    const CbQueryReading *reading;
    GHashTable *asked;    /* stems of plain words of the query */
    GHashTable *reported; /* stems of entries, joined by blanks: once is enough */
} Widening;

static void clear_run_word(gpointer data)
{
    g_free(((CbRunWord *)data)->stem);
}

CbQueryRun *cb_query_run_new(char *text)
{
    CbQueryRun *run = g_new0(CbQueryRun, 1);
    run->text = text;
    run->words = g_array_new(FALSE, FALSE, sizeof(CbRunWord));
    g_array_set_clear_func(run->words, clear_run_word);
    return run;
}

void cb_query_run_free(CbQueryRun *run)
{
    g_free(run->text);
    g_array_unref(run->words);
    g_free(run);
}

static CbRunWord *run_word(const CbQueryRun *run, guint i)
{
    return &g_array_index(run->words, CbRunWord, i);
}

static gboolean is_there(const Widening *widening, const char *stem)
{
    const CbQueryReading *reading = widening->reading;
    return reading->has_stem == NULL || reading->has_stem(stem, reading->data);
}

static gboolean has_letter(const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++)
        if (!g_ascii_isdigit(text[i]))
            return TRUE;
    return FALSE;
}

static gboolean may_join(const CbQueryRun *run, guint left)
{
    const CbRunWord *a = run_word(run, left), *b = run_word(run, left + 1);
    return !a->word->stop && !b->word->stop && !a->hyphenated && !b->hyphenated &&
           has_letter(run->text + a->start, a->end - a->start);
}

/* --- Synonyms -------------------------------------------------------------------------------- */

/* A run of words that is an entry of the thesaurus. */
typedef struct {
    const CbQueryRun *run;
    guint first, n;
    const GPtrArray *synonyms; /* CbSynonym* */
} Entry;

static gboolean find_entry(const Widening *widening, const CbQueryRun *run, guint first,
                           Entry *entry)
{
    const char *stems[CB_MAX_SYNONYM_WORDS];
    const CbThesaurus *thesaurus = widening->reading->thesaurus;
    guint n =
        MIN(MIN(cb_thesaurus_longest(thesaurus), CB_MAX_SYNONYM_WORDS), run->words->len - first);
    for (guint i = 0; i < n; i++)
        stems[i] = run_word(run, first + i)->stem;
    *entry = (Entry){.run = run, .first = first, .n = n};
    for (; entry->n > 0; entry->n--) {
        entry->synonyms = cb_thesaurus_find(thesaurus, stems, entry->n);
        if (entry->synonyms != NULL)
            return TRUE;
    }
    return FALSE;
}

static gboolean is_asked_for(const Widening *widening, const CbSynonym *synonym)
{
    return synonym->weight < 1 && g_strv_length(synonym->stems) == 1 &&
           g_hash_table_contains(widening->asked, synonym->stems[0]);
}

static int by_weight(gconstpointer a, gconstpointer b)
{
    const CbSynonym *left = *(const CbSynonym *const *)a, *right = *(const CbSynonym *const *)b;
    return (left->weight < right->weight) - (left->weight > right->weight);
}

/* The entry's synonyms of that kind, best first; in the file's order where they weigh the same. */
static GPtrArray *choose(const Widening *widening, const Entry *entry, gboolean related)
{
    GPtrArray *chosen = g_ptr_array_new();
    for (guint i = 0; i < entry->synonyms->len; i++) {
        const CbSynonym *synonym = entry->synonyms->pdata[i];
        if (synonym->related == related && !is_asked_for(widening, synonym))
            g_ptr_array_add(chosen, entry->synonyms->pdata[i]);
    }
    g_ptr_array_sort(chosen, by_weight); /* stable */
    g_ptr_array_set_size(chosen, (int)MIN(chosen->len, CB_MAX_WORD_SYNONYMS));
    return chosen;
}

static gboolean has_synonym(const CbQueryWord *word, const CbSynonym *synonym)
{
    for (guint i = 0; i < word->synonyms->len; i++)
        if (strcmp(((const CbQuerySynonym *)word->synonyms->pdata[i])->text, synonym->text) == 0)
            return TRUE;
    return FALSE;
}

static void add_synonym(CbQueryWord *word, const CbSynonym *from)
{
    if (word->synonyms->len >= CB_MAX_WORD_SYNONYMS || has_synonym(word, from))
        return;
    CbQuerySynonym *synonym = g_new0(CbQuerySynonym, 1);
    synonym->text = g_strdup(from->text);
    synonym->stems = g_strdupv(from->stems);
    synonym->weight = from->weight;
    g_ptr_array_add(word->synonyms, synonym);
}

static void add_synonyms(const Entry *entry, const GPtrArray *synonyms)
{
    for (guint i = 0; i < entry->n; i++)
        for (guint j = 0; j < synonyms->len; j++)
            add_synonym(run_word(entry->run, entry->first + i)->word, synonyms->pdata[j]);
}

static gboolean is_found(const Widening *widening, const CbSynonym *synonym)
{
    for (gsize i = 0; synonym->stems[i] != NULL; i++)
        if (!is_there(widening, synonym->stems[i]))
            return FALSE;
    return TRUE;
}

/* As it is written in the query. */
static char *entry_text(const Entry *entry)
{
    gsize start = run_word(entry->run, entry->first)->start;
    gsize end = run_word(entry->run, entry->first + entry->n - 1)->end;
    return g_strndup(entry->run->text + start, end - start);
}

/* What is only offered must lead somewhere. */
static void keep_found(const Widening *widening, GPtrArray *synonyms)
{
    for (guint i = synonyms->len; i-- > 0;)
        if (!is_found(widening, synonyms->pdata[i]))
            g_ptr_array_remove_index(synonyms, i);
}

/* One CbExpansion for those of each weight. */
static void report(const Widening *widening, const Entry *entry, const GPtrArray *synonyms,
                   GPtrArray *expansions)
{
    for (guint i = 0; i < synonyms->len;) {
        double weight = ((const CbSynonym *)synonyms->pdata[i])->weight;
        g_autoptr(GStrvBuilder) added = g_strv_builder_new(), found = g_strv_builder_new();
        for (; i < synonyms->len; i++) {
            const CbSynonym *synonym = synonyms->pdata[i];
            if (synonym->weight < weight)
                break;
            g_strv_builder_add(added, synonym->text);
            if (is_found(widening, synonym))
                g_strv_builder_add(found, synonym->text);
        }
        CbExpansion *expansion = g_new0(CbExpansion, 1);
        expansion->word = entry_text(entry);
        expansion->added = g_strv_builder_end(added);
        expansion->found = g_strv_builder_end(found);
        expansion->weight = weight;
        g_ptr_array_add(expansions, expansion);
    }
}

static char *entry_key(const Entry *entry)
{
    GString *key = g_string_new(NULL);
    for (guint i = 0; i < entry->n; i++)
        g_string_append_printf(key, "%s ", run_word(entry->run, entry->first + i)->stem);
    return g_string_free(key, FALSE);
}

static void apply_entry(const Widening *widening, const Entry *entry)
{
    g_autoptr(GPtrArray) same = choose(widening, entry, FALSE);
    g_autoptr(GPtrArray) related = choose(widening, entry, TRUE);
    add_synonyms(entry, same);
    if (!g_hash_table_add(widening->reported, entry_key(entry)))
        return;
    report(widening, entry, same, widening->query->expansions);
    keep_found(widening, related);
    report(widening, entry, related, widening->query->related);
}

static void add_from_thesaurus(const Widening *widening, const CbQueryRun *run)
{
    Entry entry;
    for (guint i = 0; i < run->words->len; i += MAX(entry.n, 1))
        if (find_entry(widening, run, i, &entry))
            apply_entry(widening, &entry);
}

/* Two words written as one: "gf 2" is the entry "gf2" too, whatever each of them is. */
static void add_from_joined_entry(const Widening *widening, const CbQueryRun *run, guint left)
{
    const CbRunWord *a = run_word(run, left), *b = run_word(run, left + 1);
    g_autofree char *joined =
        g_strdup_printf("%.*s%.*s", (int)(a->end - a->start), run->text + a->start,
                        (int)(b->end - b->start), run->text + b->start);
    g_autoptr(CbWordAnalysis) word = cb_word_analyze(widening->analyzer, joined);
    const char *stem = word->stem;
    Entry entry = {.run = run, .first = left, .n = 2};
    entry.synonyms = cb_thesaurus_find(widening->reading->thesaurus, &stem, 1);
    if (entry.synonyms != NULL)
        apply_entry(widening, &entry);
}

/* --- Synonyms of parts ----------------------------------------------------------------------- */

#define MAX_SWAPS 60 /* tried a word; each costs an analysis and two looks into the index */

static void synonym_free(gpointer data)
{
    CbSynonym *synonym = data;
    g_free(synonym->text);
    g_strfreev(synonym->stems);
    g_free(synonym);
}

/* The compound with @other in the place of one of its parts. */
static char *swapped(const CbWordAnalysis *compound, guint part, const char *other,
                     const char *link)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < compound->parts->len; i++) {
        const CbWordPart *own = compound->parts->pdata[i];
        g_string_append(text, i == part ? other : own->text);
        g_string_append(text, i == part ? link : own->link);
    }
    return g_string_free(text, FALSE);
}

/* Adds the swapped compound to @found when a case has it. */
static void try_swapped(const Widening *widening, const CbQueryWord *word, char *text,
                        double weight, GPtrArray *found)
{
    g_autoptr(CbWordAnalysis) analysis = cb_word_analyze(widening->analyzer, text);
    CbSynonym *synonym = g_new0(CbSynonym, 1);
    synonym->text = text;
    synonym->stems = g_new0(char *, 2);
    synonym->stems[0] = g_strdup(analysis->stem);
    synonym->weight = weight;
    if (strcmp(analysis->stem, word->stem) != 0 && !has_synonym(word, synonym) &&
        is_there(widening, analysis->stem))
        g_ptr_array_add(found, synonym);
    else
        synonym_free(synonym);
}

static void swap_part(const Widening *widening, const CbQueryWord *word,
                      const CbWordAnalysis *compound, guint part, guint *n_tried, GPtrArray *found)
{
    static const char *const links[] = {"", "s", "e"};
    const char *stem = ((const CbWordPart *)compound->parts->pdata[part])->stem;
    const GPtrArray *synonyms = cb_thesaurus_find(widening->reading->thesaurus, &stem, 1);
    guint n_links = part + 1 < compound->parts->len ? G_N_ELEMENTS(links) : 1;
    for (guint i = 0; synonyms != NULL && i < synonyms->len; i++) {
        const CbSynonym *synonym = synonyms->pdata[i];
        if (synonym->related || synonym->stems[1] != NULL)
            continue;
        for (guint j = 0; j < n_links && (*n_tried)++ < MAX_SWAPS; j++)
            try_swapped(widening, word, swapped(compound, part, synonym->text, links[j]),
                        synonym->weight, found);
    }
}

/* What is renamed is renamed in compounds too: "oplæringsdag" was a praktikdag. */
static void add_from_parts(const Widening *widening, const CbQueryRun *run, guint which)
{
    const CbRunWord *at = run_word(run, which);
    if (at->word->parts == NULL || at->hyphenated || widening->reading->has_stem == NULL)
        return; /* without an index there is no saying which of them are words */
    g_autofree char *text = g_strndup(run->text + at->start, at->end - at->start);
    g_autoptr(CbWordAnalysis) compound = cb_word_analyze(widening->analyzer, text);
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(synonym_free);
    guint n_tried = 0;
    for (guint i = 0; i < compound->parts->len; i++)
        swap_part(widening, at->word, compound, i, &n_tried, found);
    if (found->len == 0)
        return;
    const Entry entry = {.run = run, .first = which, .n = 1};
    g_ptr_array_sort(found, by_weight);
    add_synonyms(&entry, found);
    report(widening, &entry, found, widening->query->expansions);
}

/* --- Two words as one ------------------------------------------------------------------------ */

static void join_neighbours(const Widening *widening, const CbQueryRun *run, guint left)
{
    CbRunWord *a = run_word(run, left), *b = run_word(run, left + 1);
    g_autofree char *first = g_strndup(run->text + a->start, a->end - a->start);
    g_autofree char *second = g_strndup(run->text + b->start, b->end - b->start);
    g_auto(GStrv) joined = cb_word_join(widening->analyzer, first, second);
    for (gsize i = 0; joined[i] != NULL; i++)
        if (is_there(widening, joined[i])) {
            cb_query_word_join(a->word, joined[i]);
            cb_query_word_join(b->word, joined[i]);
        }
}

/* --- All ------------------------------------------------------------------------------------- */

static void widen_run(const Widening *widening, const CbQueryRun *run)
{
    const CbQueryReading *reading = widening->reading;
    if (reading->thesaurus != NULL)
        add_from_thesaurus(widening, run);
    for (guint i = 0; i < run->words->len && reading->thesaurus != NULL; i++)
        add_from_parts(widening, run, i);
    for (guint i = 0; i + 1 < run->words->len; i++) {
        if (!may_join(run, i))
            continue;
        if (reading->thesaurus != NULL)
            add_from_joined_entry(widening, run, i);
        if (!reading->no_compounds)
            join_neighbours(widening, run, i);
    }
}

void cb_query_widen(CbQuery *query, GPtrArray *runs, CbAnalyzer *analyzer,
                    const CbQueryReading *reading)
{
    g_autoptr(GHashTable) asked = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) reported = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const Widening widening = {query, analyzer, reading, asked, reported};
    for (guint i = 0; i < runs->len; i++) {
        const CbQueryRun *run = runs->pdata[i];
        for (guint j = 0; j < run->words->len; j++)
            g_hash_table_add(asked, run_word(run, j)->stem);
    }
    for (guint i = 0; i < runs->len; i++)
        widen_run(&widening, runs->pdata[i]);
}
