/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The terms of one word: the word, its parts, and the runs of parts inside it.
 *
 * A compound of three parts and more has words inside it too: praktikvejledere in
 * fuldtids|praktik|vejledere. Which of the runs are words nobody can know, so each gives a term;
 * compounds of many parts are rare.
 */
#include "analyzer_private.h"
#include "lexicon.h"
#include "stopwords.h"
#include <string.h>

void cb_term_store_init(CbTermStore *store)
{
    store->terms = g_array_new(FALSE, FALSE, sizeof(CbTerm));
    store->strings = g_string_chunk_new(65536);
}

void cb_term_store_empty(CbTermStore *store)
{
    g_array_set_size(store->terms, 0);
    g_string_chunk_clear(store->strings);
}

void cb_term_store_clear(CbTermStore *store)
{
    g_array_unref(store->terms);
    g_string_chunk_free(store->strings);
}

/* --- Letters typed as two --------------------------------------------------------------------- */

static gboolean makes_sense(const CbLexicon *lexicon, const GString *word)
{
    CbSplit split;
    CbLexiconEntry entry = cb_lexicon_find_genitive(lexicon, word->str, word->len);
    return (entry & CB_ENTRY_LISTED) != 0 ||
           (cb_compound_split(lexicon, word->str, word->len, &split) && !split.guessed);
}

/* Each pair has as many bytes as its letter in UTF-8, so that places in the word stay the same. */
static gboolean replace_pairs(GString *word)
{
    static const char *const pairs[] = {"ae", "oe", "aa"}, *const letters[] = {"æ", "ø", "å"};
    gboolean changed = FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++)
        for (char *p = strstr(word->str, pairs[i]); p != NULL; p = strstr(p + 2, pairs[i])) {
            memcpy(p, letters[i], 2);
            changed = TRUE;
        }
    return changed;
}

gboolean cb_restore_letters(const CbLexicon *lexicon, GString *word)
{
    if (strpbrk(word->str, "eao") == NULL)
        return FALSE;
    g_autoptr(GString) restored = g_string_new_len(word->str, (gssize)word->len);
    if (!replace_pairs(restored) || makes_sense(lexicon, word) || !makes_sense(lexicon, restored))
        return FALSE;
    g_string_assign(word, restored->str);
    return TRUE;
}

static gboolean has_pair(const GString *word)
{
    for (const char *p = word->str; *p != '\0'; p++)
        if ((p[0] == 'a' && (p[1] == 'e' || p[1] == 'a')) || (p[0] == 'o' && p[1] == 'e'))
            return TRUE;
    return FALSE;
}

/* --- Terms ------------------------------------------------------------------------------------ */

/* Adds the term whose letters are [@start, @start + @length) of the normalised word. */
static CbTerm *add_term(CbAnalyzer *analyzer, CbTermStore *store, gsize start, gsize length,
                        const CbSplit *split)
{
    const char *text = analyzer->word->str + start;
    g_string_truncate(analyzer->form, 0);
    g_string_truncate(analyzer->stem, 0);
    cb_fold_append(text, length, analyzer->form);
    cb_stemmer_append(analyzer->stemmer, text, length, split, analyzer->stem);
    CbTerm term = {.form = g_string_chunk_insert(store->strings, analyzer->form->str)};
    term.stem = strcmp(analyzer->form->str, analyzer->stem->str) == 0
                    ? term.form
                    : g_string_chunk_insert(store->strings, analyzer->stem->str);
    g_array_append_val(store->terms, term);
    return &g_array_index(store->terms, CbTerm, store->terms->len - 1);
}

/* Where each part stands in the word as it is written. */
typedef struct {
    gsize start[CB_MAX_PARTS], end[CB_MAX_PARTS];
} Places;

static Places find_places(const char *raw, gsize length, const CbSplit *split)
{
    Places places;
    for (guint i = 0; i < split->n; i++) {
        const CbPart *part = &split->parts[i];
        places.start[i] = cb_normalize_offset(raw, length, part->start);
        places.end[i] = cb_normalize_offset(raw, length, part->start + part->length);
    }
    places.end[split->n - 1] = length; /* with an ending after an apostrophe */
    return places;
}

/* The parts from @first to @last as a word of its own. */
static void add_run(CbAnalyzer *analyzer, CbTermStore *store, const CbSplit *split,
                    const Places *places, guint first, guint last)
{
    CbSplit inner = {.n = last - first + 1};
    gsize start = split->parts[first].start;
    for (guint i = 0; i < inner.n; i++) {
        inner.parts[i] = split->parts[first + i];
        inner.parts[i].start -= (guint)start;
    }
    gsize length = inner.parts[inner.n - 1].start + inner.parts[inner.n - 1].length;
    CbTerm *term = add_term(analyzer, store, start, length, &inner);
    term->start = (guint)places->start[first];
    term->length = (guint)(places->end[last] - places->start[first]);
    term->first_part = first;
    term->n_parts = inner.n;
    if (inner.n == 1) {
        g_autofree char *part = g_strndup(analyzer->word->str + start, length);
        term->stop = cb_is_stop_word(part);
    }
}

static void add_parts(CbAnalyzer *analyzer, CbTermStore *store, const char *raw, gsize length,
                      const CbSplit *split)
{
    Places places = find_places(raw, length, split);
    for (guint first = 0; first < split->n; first++)
        for (guint last = first; last < split->n; last++)
            if (last - first + 1 < split->n)
                add_run(analyzer, store, split, &places, first, last);
}

CbWordTerms cb_word_terms(CbAnalyzer *analyzer, const char *raw, gsize length, CbTermStore *store)
{
    CbWordTerms terms = {.store = store, .first = store->terms->len};
    GString *word = analyzer->word;
    cb_normalize_word(raw, length, word);
    if (word->len == 0)
        return terms;
    gboolean stop = cb_is_stop_word(word->str);
    if (analyzer->lexicon != NULL && has_pair(word))
        cb_restore_letters(analyzer->lexicon, word);
    CbSplit split = {.n = 0};
    /* a word this long may have been cut */
    if (analyzer->compounds && !stop && word->len < CB_MAX_WORD_CODE_POINTS)
        cb_compound_split(analyzer->lexicon, word->str, word->len, &split);
    CbTerm *whole = add_term(analyzer, store, 0, word->len, &split);
    whole->length = (guint)length;
    whole->n_parts = split.n;
    whole->stop = stop;
    if (split.n > 1)
        add_parts(analyzer, store, raw, length, &split);
    terms.n = store->terms->len - terms.first;
    return terms;
}
