/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far a recognised text is from the true one. */
#include "compare.h"

static gunichar *to_characters(const char *text, glong *n)
{
    g_autofree char *stripped = g_strstrip(g_strdup(text));
    g_autoptr(GRegex) blanks = g_regex_new("\\s+", 0, 0, NULL);
    g_autofree char *even = g_regex_replace_literal(blanks, stripped, -1, 0, " ", 0, NULL);
    return g_utf8_to_ucs4_fast(even, -1, n);
}

guint character_errors(const char *truth, const char *text, guint *n_characters)
{
    glong n_truth, n_text;
    g_autofree gunichar *a = to_characters(truth, &n_truth), *b = to_characters(text, &n_text);
    g_autofree guint *row = g_new0(guint, (gsize)n_text + 1);
    for (glong j = 0; j <= n_text; j++)
        row[j] = (guint)j;
    for (glong i = 1; i <= n_truth; i++) {
        guint diagonal = row[0];
        row[0] = (guint)i;
        for (glong j = 1; j <= n_text; j++) {
            guint change = diagonal + (a[i - 1] != b[j - 1] ? 1 : 0);
            diagonal = row[j];
            row[j] = MIN(change, MIN(row[j], row[j - 1]) + 1);
        }
    }
    if (n_characters != NULL)
        *n_characters = (guint)n_truth;
    return row[n_text];
}
