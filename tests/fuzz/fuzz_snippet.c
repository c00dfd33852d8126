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
        last = mark.end;
    }
    g_autofree char *html = cb_marks_to_html(snippet->text, snippet->marks);
    g_assert_true(g_utf8_validate(html, -1, NULL));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static CbAnalyzer *analyzer;
    if (analyzer == NULL)
        analyzer = cb_analyzer_new();
    g_autofree char *input = g_strndup((const char *)data, size);
    char *text = strchr(input, '\n');
    if (text == NULL || !g_utf8_validate(text, -1, NULL))
        return 0;
    *text++ = '\0';
    g_autoptr(CbQuery) query = cb_query_parse(input);
    cb_query_analyze(query, analyzer);
    g_autoptr(CbMatcher) matcher = cb_matcher_new(query->root);
    g_autoptr(GArray) shown = g_array_new(FALSE, FALSE, sizeof(guint64));
    CbSnippet snippet;
    if (cb_snippet_make(matcher, analyzer, text, shown, &snippet)) {
        check_snippet(&snippet);
        cb_snippet_clear(&snippet);
    }
    return 0;
}
