/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole pages of tests/data/html: each gives the blocks in the file beside it. And the sample case
 * bank: no page of it keeps anything of its frame. */
#include "page_dump.h"
#include <extract/html_read.h>
#include <string.h>

static char *source_path(const char *first, const char *second)
{
    return g_build_filename(g_getenv("CASEBANK_SOURCE_DIR"), first, second, NULL);
}

static CbPage *read_page(const char *path)
{
    g_autofree char *data = NULL;
    g_autofree char *reason = NULL;
    g_autoptr(GError) error = NULL;
    gsize length;
    g_file_get_contents(path, &data, &length, &error);
    g_assert_no_error(error);
    CbPage *page = cb_html_parse((const guint8 *)data, length, &reason);
    g_assert_nonnull(page);
    return page;
}

static void test_page_gives_its_blocks(gconstpointer data)
{
    const char *path = data;
    g_autoptr(CbPage) page = read_page(path);
    g_autofree char *dump = cb_page_dump(page);
    g_autofree char *stem = g_strndup(path, strlen(path) - strlen(".html"));
    g_autofree char *expected_path = g_strconcat(stem, ".blocks", NULL);
    g_autofree char *expected = NULL;
    g_autoptr(GError) error = NULL;
    g_file_get_contents(expected_path, &expected, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(dump, ==, expected);
}

/* What stands around every page of the sample. */
static void test_sample_page_keeps_no_frame(gconstpointer data)
{
    static const char *const frame[] = {"Gå til hovedindhold", "Log ind",       "Vi bruger cookies",
                                        "Privatlivspolitik",   "Brugernavn",    "Læs også",
                                        "Søg på siden",        "Kun nødvendige"};
    g_autoptr(CbPage) page = read_page(data);
    g_autofree char *dump = cb_page_dump(page);
    for (guint i = 0; i < G_N_ELEMENTS(frame); i++)
        g_assert_null(strstr(dump, frame[i]));
    g_assert_nonnull(strstr(dump, "\nh1 "));
    g_assert_cmpuint(page->blocks->len, >, 5);
}

/* Calls @add for each page in @folder and below. */
static void each_page(const char *folder, void (*add)(const char *path))
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GDir) dir = g_dir_open(folder, 0, &error);
    g_assert_no_error(error);
    for (const char *name; (name = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (g_file_test(path, G_FILE_TEST_IS_DIR))
            each_page(path, add);
        else if (g_str_has_suffix(name, ".html") || g_str_has_suffix(name, ".htm"))
            add(path);
    }
}

static void add_test(const char *group, const char *path, GTestDataFunc function)
{
    g_autofree char *name = g_path_get_basename(path);
    g_autofree char *test = g_strdup_printf("/html/%s/%s", group, name);
    g_test_add_data_func_full(test, g_strdup(path), function, g_free);
}

static void add_page(const char *path)
{
    add_test("page", path, test_page_gives_its_blocks);
}

static void add_sample(const char *path)
{
    add_test("sample", path, test_sample_page_keeps_no_frame);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_autofree char *pages = source_path("tests", "data/html");
    g_autofree char *sample = source_path("corpus", "pages");
    each_page(pages, add_page);
    each_page(sample, add_sample);
    return g_test_run();
}
