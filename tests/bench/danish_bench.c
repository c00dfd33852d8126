/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How fast the Danish analysis is: words a second on one core, in CPU time.
 *
 * Usage: danish-bench FILE...
 *
 * The files are plain text. Three figures: with the analyzer as it is used (it remembers words),
 * with every word met for the first time (each different word of the files once), and without a
 * lexicon, which is what the lexicon costs. And how long it takes to open the lexicon.
 */
#include <casebank/analyzer.h>
#include <locale.h>
#include <string.h>
#include <time.h>

#define MIN_SECONDS 1.0

static double cpu_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Touches what a real user of the tokens would read. */
static gboolean count_token(const CbToken *token, gpointer data)
{
    *(gsize *)data += (guchar)token->stem[0] + (gsize)token->kind;
    return TRUE;
}

/* Runs over the text again and again; with a new analyzer each time when @cold. */
static void measure(const char *name, const CbAnalyzerOptions *options, const GString *text,
                    gboolean cold)
{
    g_autoptr(CbAnalyzer) analyzer = cb_analyzer_new_with(options);
    gsize sum = 0, words = 0;
    double seconds = 0;
    while (seconds < MIN_SECONDS) {
        if (cold) {
            cb_analyzer_free(analyzer);
            analyzer = cb_analyzer_new_with(options);
        }
        double start = cpu_seconds();
        words += cb_analyzer_run(analyzer, text->str, (gssize)text->len, count_token, &sum);
        seconds += cpu_seconds() - start;
    }
    g_print("%-38s %9.0f words/s  (%zu)\n", name, (double)words / seconds, sum % 10);
}

/* Each different word once, in the order of the text. */
static GString *different_words(const GString *text)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GString *words = g_string_new(NULL);
    g_autofree char *copy = g_strndup(text->str, text->len);
    g_autofree char *lower = g_utf8_strdown(copy, -1);
    g_auto(GStrv) pieces = g_strsplit_set(lower, " \t\r\n.,;:()/-\"", -1);
    for (gsize i = 0; pieces[i] != NULL; i++)
        if (pieces[i][0] != '\0' && g_hash_table_add(seen, g_strdup(pieces[i])))
            g_string_append_printf(words, "%s ", pieces[i]);
    return words;
}

static void measure_opening(void)
{
    enum { N = 200 };
    double start = cpu_seconds();
    for (guint i = 0; i < N; i++)
        cb_lexicon_unref(cb_lexicon_open(NULL, NULL));
    g_print("%-38s %9.3f ms\n", "opening the lexicon", (cpu_seconds() - start) * 1000 / N);
}

int main(int argc, char **argv)
{
    setlocale(LC_ALL, "");
    g_autoptr(GError) error = NULL;
    g_autoptr(CbLexicon) lexicon = cb_lexicon_open(NULL, &error);
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 1; i < argc && error == NULL; i++) {
        g_autofree char *contents = NULL;
        gsize length;
        if (g_file_get_contents(argv[i], &contents, &length, &error))
            g_string_append_len(text, contents, (gssize)length);
    }
    if (error != NULL || text->len == 0) {
        g_printerr("danish-bench: %s\n", error != NULL ? error->message : "name files of text");
        return 2;
    }
    g_autoptr(GString) different = different_words(text);
    const CbAnalyzerOptions with = {.lexicon = lexicon}, without = {.lexicon = NULL};
    measure("text", &with, text, FALSE);
    measure("text, no lexicon", &without, text, FALSE);
    measure("different words", &with, different, TRUE);
    measure("different words, no lexicon", &without, different, TRUE);
    measure_opening();
    return 0;
}
