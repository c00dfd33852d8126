/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fuzzes the thesaurus reader, and queries that are widened by what it read: a file is refused with
 * its line or read, and its own text as a query gets no more than the bounds allow.
 */
#include "search/query.h"
#include <casebank/error.h>
#include <casebank/search.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_words(const CbNode *node)
{
    for (guint i = 0; node->children != NULL && i < node->children->len; i++)
        check_words(node->children->pdata[i]);
    for (guint i = 0; node->words != NULL && i < node->words->len; i++) {
        const CbQueryWord *word = node->words->pdata[i];
        g_assert_cmpuint(word->synonyms->len, <=, CB_MAX_WORD_SYNONYMS);
        for (guint j = 0; j < word->synonyms->len; j++) {
            const CbQuerySynonym *synonym = word->synonyms->pdata[j];
            g_assert_true(synonym->weight > 0 && synonym->weight <= 1);
            g_assert_cmpuint(g_strv_length(synonym->stems), >=, 1);
            g_assert_cmpuint(g_strv_length(synonym->stems), <=, CB_MAX_SYNONYM_WORDS);
        }
    }
}

static void widen(const CbThesaurus *thesaurus, CbAnalyzer *analyzer, const char *text)
{
    const CbQueryReading reading = {.thesaurus = thesaurus};
    g_autoptr(CbQuery) query = cb_query_parse(text);
    cb_query_analyze_as(query, analyzer, &reading);
    if (query->root != NULL)
        check_words(query->root);
    for (guint i = 0; i < query->expansions->len; i++) {
        const CbExpansion *expansion = query->expansions->pdata[i];
        g_assert_cmpint(expansion->word[0], !=, '\0');
        g_assert_cmpuint(g_strv_length(expansion->added), >=, 1);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static CbAnalyzer *analyzer;
    if (analyzer == NULL) {
        g_autoptr(GError) error = NULL;
        g_autoptr(CbLexicon) lexicon = cb_lexicon_open(NULL, &error);
        g_assert_no_error(error);
        const CbAnalyzerOptions options = {.lexicon = lexicon};
        analyzer = cb_analyzer_new_with(&options);
    }
    g_autofree char *text = g_strndup((const char *)data, size);
    g_autoptr(GError) error = NULL;
    g_autoptr(CbThesaurus) thesaurus = cb_thesaurus_parse(text, size, "fil", analyzer, &error);
    if (thesaurus != NULL) {
        widen(thesaurus, analyzer, text);
    } else {
        g_assert_error(error, CB_ERROR, CB_ERROR_BAD_FILE);
        g_assert_true(g_str_has_prefix(error->message, "fil, linje "));
        g_assert_true(g_utf8_validate(error->message, -1, NULL));
    }
    return 0;
}
