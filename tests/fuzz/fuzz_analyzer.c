/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fuzzes the analysis of running text: tokens come in order, lie in the text, and fit in a term. */
#include <casebank/analyzer.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct {
    gsize size, last_start;
    guint n_positions;
} Seen;

static gboolean on_token(const CbToken *token, gpointer data)
{
    Seen *seen = data;
    g_assert_cmpuint(token->start, >=, seen->last_start);
    g_assert_cmpuint(token->length, >, 0);
    g_assert_cmpuint(token->length, <=, seen->size - token->start);
    g_assert_true(g_utf8_validate(token->form, -1, NULL));
    g_assert_true(g_utf8_validate(token->stem, -1, NULL));
    g_assert_cmpint(token->stem[0], !=, '\0');
    /* What Xapian takes is 245 bytes; the prefix needs some of them. */
    g_assert_cmpuint(strlen(token->form), <, 240);
    g_assert_cmpuint(strlen(token->stem), <, 240);
    seen->last_start = token->start;
    seen->n_positions = MAX(seen->n_positions, token->position + 1);
    return TRUE;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static CbAnalyzer *analyzer;
    if (analyzer == NULL)
        analyzer = cb_analyzer_new();
    Seen seen = {.size = size};
    guint n = cb_analyzer_run(analyzer, (const char *)data, (gssize)size, on_token, &seen);
    g_assert_cmpuint(seen.n_positions, <=, n);
    g_autofree char *text = g_strndup((const char *)data, size);
    g_autofree char *key = cb_fold_key(text);
    g_assert_true(g_utf8_validate(key, -1, NULL));
    g_assert_false(g_str_has_prefix(key, " ") || g_str_has_suffix(key, " "));
    return 0;
}
