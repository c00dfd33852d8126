/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What completion and "Mente du" cost with a large vocabulary:
 *   suggest-bench WORD-LIST      one word a line, "/" and what follows left out: a .dic of hunspell
 *   suggest-bench                100,000 invented words, which are nearer each other than real ones
 */
#include "generation.h"
#include "index_private.h"
#include "query_read.h"
#include "spelling.h"
#include <casebank/suggest.h>
#include <locale.h>
#include <string.h>

#define WORDS_PER_CASE 250
#define INVENTED 100000
#define ROUNDS 300

static const char *const syllables[] = {"fra",  "fald", "men", "tor", "prak", "tik", "vej", "le",
                                        "der",  "ud",   "dan", "nel", "se",   "ind", "sat", "op",
                                        "lær",  "ing",  "for", "løb", "hånd", "bog", "sam", "tal",
                                        "triv", "sel",  "bud", "dy",  "ple",  "je",  "hje", "mål"};

/* The same number gives the same word; different ones different words. */
static char *invented_word(guint number)
{
    GString *word = g_string_new(NULL);
    for (guint rest = number + G_N_ELEMENTS(syllables); rest > 0; rest /= G_N_ELEMENTS(syllables))
        g_string_append(word, syllables[rest % G_N_ELEMENTS(syllables)]);
    return g_string_free(word, FALSE);
}

static GPtrArray *invented_words(void)
{
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < INVENTED; i++)
        g_ptr_array_add(words, invented_word(i));
    return words;
}

static GPtrArray *listed_words(const char *path)
{
    g_autofree char *text = NULL;
    g_autoptr(GError) error = NULL;
    if (!g_file_get_contents(path, &text, NULL, &error))
        g_error("%s", error->message);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    for (char **line = lines; *line != NULL; line++)
        g_ptr_array_add(words, g_strndup(*line, strcspn(*line, "/")));
    return words;
}

static void fill(CbWriter *writer, const GPtrArray *words)
{
    for (guint first = 0; first < words->len; first += WORDS_PER_CASE) {
        g_autoptr(GString) text = g_string_new("om");
        for (guint i = first; i < MIN(first + WORDS_PER_CASE, words->len); i++)
            g_string_append_printf(text, " %s", (const char *)words->pdata[i]);
        CbCase *item = cb_case_new();
        item->id = g_strdup_printf("%u", first);
        item->title = g_utf8_substring(text->str, 0, MIN(40, g_utf8_strlen(text->str, -1)));
        g_ptr_array_add(item->sections, cb_section_new(NULL, NULL, text->str));
        g_autoptr(GError) error = NULL;
        if (!cb_writer_add_case(writer, item, &error))
            g_error("%s", error->message);
        cb_case_free(item);
    }
}

static CbIndex *make_index(const char *dir, const GPtrArray *words)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CbWriter) writer = cb_writer_new(dir, NULL, &error);
    if (writer == NULL)
        g_error("%s", error->message);
    fill(writer, words);
    if (!cb_writer_publish(writer, &error))
        g_error("%s", error->message);
    CbIndex *index = cb_index_open(dir, &error);
    if (index == NULL)
        g_error("%s", error->message);
    return index;
}

static void report(const char *what, gint64 microseconds)
{
    g_print("%-48s %6" G_GINT64_FORMAT " microseconds\n", what, microseconds);
}

/* The quickest of the rounds: what others do on the machine is left out. */
static void time_suggest(CbIndex *index, const char *text)
{
    gint64 best = G_MAXINT64;
    for (guint i = 0; i < ROUNDS; i++) {
        gint64 start = g_get_monotonic_time();
        g_autoptr(GPtrArray) suggestions = cb_suggest(index, text, CB_SUGGESTIONS, NULL);
        best = MIN(best, g_get_monotonic_time() - start);
        g_assert_nonnull(suggestions);
    }
    g_autofree char *what = g_strdup_printf("suggest \"%s\"", text);
    report(what, best);
}

static void time_spelling(CbIndex *index, const char *text)
{
    CbRequest request = CB_REQUEST_INIT;
    request.text = text;
    g_autoptr(CbQuery) query = cb_query_read(index, &request, NULL);
    g_autofree char *suggestion = NULL;
    gint64 best = G_MAXINT64;
    for (guint i = 0; i < ROUNDS; i++) {
        g_free(suggestion);
        gint64 start = g_get_monotonic_time();
        suggestion = cb_spelling_suggest(index, query, text, NULL);
        best = MIN(best, g_get_monotonic_time() - start);
    }
    g_autofree char *what =
        g_strdup_printf("correct \"%s\": %s", text, suggestion != NULL ? suggestion : "-");
    report(what, best);
}

int main(int argc, char **argv)
{
    setlocale(LC_CTYPE, "");
    static const char *const typed[] = {"f", "fra", "fraf", "tor", "om ", "mentorfra", "qq"};
    static const char *const misspelt[] = {"mentor", "metorfald", "praktikvejlder", "lærringsbuddy",
                                           "xqzwvxqzw"};
    g_autoptr(GPtrArray) words = argc > 1 ? listed_words(argv[1]) : invented_words();
    g_autofree char *root = g_dir_make_tmp("casebank-suggest-XXXXXX", NULL);
    g_autofree char *dir = g_build_filename(root, "index", NULL);
    g_autoptr(CbIndex) index = make_index(dir, words);
    gint64 start = g_get_monotonic_time();
    const CbVocabulary *vocabulary = cb_index_vocabulary(index, NULL);
    report("reading the vocabulary the first time", g_get_monotonic_time() - start);
    g_print("%u words, %u titles\n", cb_vocabulary_n_words(vocabulary),
            cb_vocabulary_n_titles(vocabulary));
    for (gsize i = 0; i < G_N_ELEMENTS(typed); i++)
        time_suggest(index, typed[i]);
    for (gsize i = 0; i < G_N_ELEMENTS(misspelt); i++)
        time_spelling(index, misspelt[i]);
    cb_tree_remove(root);
    return 0;
}
