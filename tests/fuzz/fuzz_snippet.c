/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fuzzes snippets: the first line is a query, the rest a passage. What is shown is short, and its
 * marks lie in it, in order. */
#include "search/snippet.h"
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_snippet(const CbSnippet *snippet)
{
    g_assert_true(g_utf8_validate(snippet->text, -1, NULL));
    glong length = g_utf8_strlen(snippet->text, -1);
    g_assert_cmpint(length, <=, CB_SNIPPET_LENGTH);
    guint last = 0;
    for (guint i = 0; i < snippet->marks->len; i++) {
        CbMark mark = g_array_index(snippet->marks, CbMark, i);
        g_assert_cmpuint(mark.start, >=, last);
        g_assert_cmpuint(mark.start, <, mark.end);
        g_assert_cmpuint(mark.end, <=, (guint)length);
        g_assert_nonnull(cb_mark_kind_name(mark.kind));
        last = mark.end;
    }
    g_autofree char *html = cb_marks_to_html(snippet->text, snippet->marks);
    g_assert_true(g_utf8_validate(html, -1, NULL));
}

static CbAnalyzer *make_analyzer(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CbLexicon) lexicon = cb_lexicon_open(NULL, &error);
    g_assert_no_error(error);
    const CbAnalyzerOptions options = {.lexicon = lexicon};
    return cb_analyzer_new_with(&options);
}

/* Every other word of the query gets itself as synonym, alone and with the words after it. */
static void add_synonyms(CbNode *node)
{
    for (guint i = 0; node->children != NULL && i < node->children->len; i++)
        add_synonyms(node->children->pdata[i]);
    for (guint i = 0; node->words != NULL && i < node->words->len; i += 2) {
        CbQueryWord *word = node->words->pdata[i];
        for (guint n = 1; n <= 3 && i + n <= node->words->len; n++) {
            CbQuerySynonym *synonym = g_new0(CbQuerySynonym, 1);
            g_autoptr(GStrvBuilder) stems = g_strv_builder_new();
            for (guint j = 0; j < n; j++)
                g_strv_builder_add(stems, ((CbQueryWord *)node->words->pdata[i + j])->stem);
            synonym->text = g_strdup(word->form);
            synonym->stems = g_strv_builder_end(stems);
            synonym->weight = 0.5;
            g_ptr_array_add(word->synonyms, synonym);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static CbAnalyzer *analyzer;
    if (analyzer == NULL)
        analyzer = make_analyzer();
    g_autofree char *input = g_strndup((const char *)data, size);
    char *text = strchr(input, '\n');
    if (text == NULL || !g_utf8_validate(text, -1, NULL))
        return 0;
    *text++ = '\0';
    g_autoptr(CbQuery) query = cb_query_parse(input);
    cb_query_analyze(query, analyzer);
    if (query->root != NULL)
        add_synonyms(query->root);
    g_autoptr(CbMatcher) matcher = cb_matcher_new(query->root);
    g_autoptr(GArray) shown = g_array_new(FALSE, FALSE, sizeof(guint64));
    CbSnippet snippet;
    if (cb_snippet_make(matcher, analyzer, text, shown, &snippet)) {
        check_snippet(&snippet);
        cb_snippet_clear(&snippet);
    }
    return 0;
}
