/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fuzzes the Danish analysis with the lexicon of this build: parts follow each other and lie in
 * their word, tokens come in order and lie in the text, whatever the text is.
 */
#include <casebank/words.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct {
    gsize size, last_start;
    guint position;
} Seen;

static gboolean on_token(const CbToken *token, gpointer data)
{
    Seen *seen = data;
    g_assert_cmpuint(token->start, >=, seen->last_start); /* of the last word */
    g_assert_cmpuint(token->position, >=, seen->position);
    g_assert_cmpuint(token->length, >, 0);
    g_assert_cmpuint(token->length, <=, seen->size - token->start);
    g_assert_true(g_utf8_validate(token->form, -1, NULL));
    g_assert_true(g_utf8_validate(token->stem, -1, NULL));
    g_assert_cmpint(token->stem[0], !=, '\0');
    g_assert_cmpuint(strlen(token->stem), <, 240);
    if (token->kind == CB_TOKEN_WORD)
        seen->last_start = token->start;
    seen->position = token->position;
    return TRUE;
}

static void check_word(CbAnalyzer *analyzer, const char *text)
{
    g_autoptr(CbWordAnalysis) word = cb_word_analyze(analyzer, text);
    const char *letters = word->restored != NULL ? word->restored : word->normalized;
    guint at = 0;
    for (guint i = 0; i < word->parts->len; i++) {
        const CbWordPart *part = word->parts->pdata[i];
        g_assert_cmpuint(part->start, ==, at);
        g_assert_cmpuint(part->length, ==, (guint)g_utf8_strlen(part->text, -1));
        at += part->length + (guint)g_utf8_strlen(part->link, -1);
    }
    if (word->parts->len > 0)
        g_assert_cmpuint(at, ==, (guint)g_utf8_strlen(letters, -1));
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
    Seen seen = {.size = size};
    cb_analyzer_run(analyzer, (const char *)data, (gssize)size, on_token, &seen);
    g_autofree char *text = g_strndup((const char *)data, size);
    check_word(analyzer, text);
    return 0;
}
