/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The analysis of a single word, told with its reasons. */
#include "analyzer_private.h"
#include "lexicon.h"
#include "stopwords.h"
#include <casebank/words.h>
#include <string.h>

const char *cb_stem_reason_name(CbStemReason reason)
{
    static const char *const names[] = {"none", "exception", "snowball", "compound"};
    return names[reason];
}

static void word_part_free(gpointer data)
{
    CbWordPart *part = data;
    g_free(part->text);
    g_free(part->link);
    g_free(part->stem);
    g_free(part);
}

void cb_word_analysis_free(CbWordAnalysis *analysis)
{
    if (analysis == NULL)
        return;
    g_free(analysis->normalized);
    g_free(analysis->restored);
    g_free(analysis->key);
    g_free(analysis->stem);
    g_ptr_array_unref(analysis->parts);
    g_free(analysis);
}

/* Normalised without what cb_analyzer_run() would take for breaks. */
static void normalize(const char *text, GString *out)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_autoptr(GString) plain = g_string_new(NULL);
    for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p))
        if (cb_char_class(g_utf8_get_char(p)) != CB_CHAR_BREAK)
            g_string_append_unichar(plain, g_utf8_get_char(p));
    cb_normalize_word(plain->str, plain->len, out);
}

static CbStemReason reason_of(CbStemRule rule)
{
    switch (rule) {
    case CB_STEM_EXCEPTION:
        return CB_RULE_EXCEPTION;
    case CB_STEM_SNOWBALL:
        return CB_RULE_SNOWBALL;
    case CB_STEM_NONE:
        break;
    }
    return CB_RULE_NONE;
}

static char *stem_of(CbAnalyzer *analyzer, const char *word, gsize length, const CbSplit *split,
                     CbStemRule *rule)
{
    g_autoptr(GString) stem = g_string_new(NULL);
    *rule = cb_stemmer_append(analyzer->stemmer, word, length, split, stem);
    return g_string_free(g_steal_pointer(&stem), FALSE);
}

static void take_parts(CbAnalyzer *analyzer, const char *word, const CbSplit *split,
                       CbWordAnalysis *analysis)
{
    for (guint i = 0; i < split->n; i++) {
        const CbPart *part = &split->parts[i];
        const char *text = word + part->start;
        CbWordPart *out = g_new0(CbWordPart, 1);
        CbStemRule rule;
        out->text = g_strndup(text, part->length);
        out->link = g_strndup(text + part->length, part->link);
        out->stem = stem_of(analyzer, text, part->length, NULL, &rule);
        out->start = (guint)g_utf8_strlen(word, (gssize)part->start);
        out->length = (guint)g_utf8_strlen(text, (gssize)part->length);
        g_ptr_array_add(analysis->parts, out);
    }
}

/* Everything that needs the lexicon; @word may come out with its letters restored. */
static void divide(CbAnalyzer *analyzer, GString *word, CbWordAnalysis *analysis, CbSplit *split)
{
    if (analyzer->lexicon == NULL)
        return;
    if (cb_restore_letters(analyzer->lexicon, word))
        analysis->restored = g_strdup(word->str);
    CbLexiconEntry entry = cb_lexicon_find_genitive(analyzer->lexicon, word->str, word->len);
    analysis->listed = (entry & CB_ENTRY_LISTED) != 0;
    if (!analyzer->compounds || analysis->stop || word->len >= CB_MAX_WORD_CODE_POINTS)
        return;
    cb_compound_split(analyzer->lexicon, word->str, word->len, split);
    analysis->guessed = split->guessed;
    take_parts(analyzer, word->str, split, analysis);
}

CbWordAnalysis *cb_word_analyze(CbAnalyzer *analyzer, const char *word)
{
    CbWordAnalysis *analysis = g_new0(CbWordAnalysis, 1);
    g_autoptr(GString) normalized = g_string_new(NULL), key = g_string_new(NULL);
    normalize(word, normalized);
    analysis->parts = g_ptr_array_new_with_free_func(word_part_free);
    analysis->normalized = g_strdup(normalized->str);
    analysis->stop = cb_is_stop_word(normalized->str);
    cb_fold_append(normalized->str, normalized->len, key);
    analysis->key = g_string_free(g_steal_pointer(&key), FALSE);
    CbSplit split = {.n = 0};
    divide(analyzer, normalized, analysis, &split);
    CbStemRule rule;
    analysis->stem = stem_of(analyzer, normalized->str, normalized->len, &split, &rule);
    analysis->head_reason = normalized->len > 0 ? reason_of(rule) : CB_RULE_NONE;
    analysis->reason = split.n > 0 ? CB_RULE_COMPOUND : analysis->head_reason;
    return analysis;
}

gboolean cb_word_is_known(CbAnalyzer *analyzer, const char *word)
{
    g_autoptr(CbWordAnalysis) analysis = cb_word_analyze(analyzer, word);
    return analysis->listed || (analysis->parts->len > 0 && !analysis->guessed);
}

/* Whether a part of the word begins at @start, in code points. */
static gboolean is_divided_at(const CbWordAnalysis *word, glong start)
{
    for (guint i = 0; i < word->parts->len; i++)
        if (((const CbWordPart *)word->parts->pdata[i])->start == (guint)start)
            return TRUE;
    return FALSE;
}

char **cb_word_join(CbAnalyzer *analyzer, const char *left, const char *right)
{
    static const char *const links[] = {"", "s", "e"};
    g_autoptr(GPtrArray) stems = g_ptr_array_new();
    g_autoptr(GString) normalized = g_string_new(NULL);
    normalize(left, normalized);
    glong length = g_utf8_strlen(normalized->str, -1);
    for (gsize i = 0; i < G_N_ELEMENTS(links); i++) {
        g_autofree char *joined = g_strconcat(left, links[i], right, NULL);
        g_autoptr(CbWordAnalysis) analysis = cb_word_analyze(analyzer, joined);
        if (!is_divided_at(analysis, length + (glong)strlen(links[i])) &&
            !g_ptr_array_find_with_equal_func(stems, analysis->stem, g_str_equal, NULL))
            g_ptr_array_add(stems, g_steal_pointer(&analysis->stem));
    }
    g_ptr_array_add(stems, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&stems), FALSE);
}
