/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Real PDFs against poppler's own tools: as many pages as pdfinfo counts, and on each page the
 * words that pdftotext finds there. Skipped where the files or the tools are absent.
 */
#include "read_pdf.h"
#include <string.h>

#define LEAST_LETTERS 4
#define LEAST_FOUND 0.99

/* What a tool prints, or NULL. */
static char *run(const char *tool, const char *path, const char *last)
{
    char *argv[] = {g_strdup(tool), g_strdup(path), g_strdup(last), NULL};
    char *out = NULL;
    gint status = 0;
    gboolean ok = g_spawn_sync(NULL, argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL,
                               NULL, NULL, &out, NULL, &status, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(argv); i++)
        g_free(argv[i]);
    if (ok && g_spawn_check_wait_status(status, NULL))
        return out;
    g_free(out);
    return NULL;
}

static guint count_pages(const char *path)
{
    g_autofree char *out = run("pdfinfo", path, NULL);
    const char *line = out != NULL ? strstr(out, "\nPages:") : NULL;
    g_assert_nonnull(line);
    return (guint)g_ascii_strtoull(line + strlen("\nPages:"), NULL, 10);
}

/* As words are to be compared: letters for ligatures, no soft hyphens, no hyphens at line ends. */
static char *normalize(const char *text)
{
    g_autoptr(GString) plain = g_string_new(NULL);
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        const char *next = g_utf8_next_char(p);
        if ((c == '-' || c == 0x2010) && *next == '\n')
            p = next;
        else if (c != 0xad)
            g_string_append_unichar(plain, c);
    }
    return g_utf8_normalize(plain->str, -1, G_NORMALIZE_NFKC);
}

/* The next run of letters in @at, which moves behind it; NULL at the end. */
static char *next_word(const char **at)
{
    const char *p = *at;
    while (*p != '\0' && !g_unichar_isalpha(g_utf8_get_char(p)))
        p = g_utf8_next_char(p);
    const char *start = p;
    while (*p != '\0' && g_unichar_isalpha(g_utf8_get_char(p)))
        p = g_utf8_next_char(p);
    *at = p;
    return p > start ? g_strndup(start, (gsize)(p - start)) : NULL;
}

/* The words of a page. Pdftotext drops every hyphen at a line end, so words around a hyphen count
 * as one word too. */
static GHashTable *collect_words(const char *text)
{
    GHashTable *words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autofree char *before = NULL;
    const char *end = text;
    char *word;
    for (const char *at = text; (word = next_word(&at)) != NULL;) {
        if (before != NULL && *end == '-')
            g_hash_table_add(words, g_strconcat(before, word, NULL));
        g_free(before);
        before = g_strdup(word);
        end = at;
        g_hash_table_add(words, word);
    }
    return words;
}

static void compare_page(const char *theirs, const char *ours, guint *all, guint *found)
{
    g_autofree char *normal = normalize(theirs);
    g_autofree char *normal_ours = normalize(ours);
    g_autoptr(GHashTable) words = collect_words(normal_ours);
    char *word;
    for (const char *at = normal; (word = next_word(&at)) != NULL; g_free(word)) {
        if (g_utf8_strlen(word, -1) < LEAST_LETTERS)
            continue;
        (*all)++;
        if (g_hash_table_contains(words, word))
            (*found)++;
        else
            g_test_message("lost: %s", word);
    }
}

static void test_words_and_pages(gconstpointer data)
{
    const char *path = data;
    g_autoptr(ReadPdf) read = read_pdf_file(path);
    g_assert_cmpint(read->state, ==, CB_EXTRACT_OK);
    g_assert_cmpuint(read->n_pages, ==, count_pages(path));
    g_assert_cmpuint(read->pages->len, ==, read->n_pages);
    g_autofree char *text = run("pdftotext", path, "-");
    g_assert_nonnull(text);
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_auto(GStrv) pages = g_strsplit(valid, "\f", -1);
    guint all = 0, found = 0;
    for (guint i = 0; i < read->n_pages && pages[i] != NULL; i++)
        compare_page(pages[i], read_pdf_page(read, i + 1), &all, &found);
    g_test_message("%u of %u words", found, all);
    g_assert_cmpfloat(found, >=, LEAST_FOUND * all);
}

static void test_nothing_to_compare(void)
{
    g_test_skip("needs the measuring data (CASEBANK_SHARED), pdftotext and pdfinfo");
}

static void add_tests(const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;
    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *test = g_strconcat("/pdf/words/", name, NULL);
        if (g_str_has_suffix(name, ".pdf"))
            g_test_add_data_func_full(test, g_build_filename(folder, name, NULL),
                                      test_words_and_pages, g_free);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_autofree char *folder = shared_path("data/pdf");
    g_autofree char *pdftotext = g_find_program_in_path("pdftotext");
    g_autofree char *pdfinfo = g_find_program_in_path("pdfinfo");
    if (folder != NULL && pdftotext != NULL && pdfinfo != NULL)
        add_tests(folder);
    else
        g_test_add_func("/pdf/words/skipped", test_nothing_to_compare);
    return g_test_run();
}
