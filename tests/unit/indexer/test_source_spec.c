/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sources and base URLs as they are written on the command line. */
#include "source_spec.h"
#include <casebank/error.h>
#include <glib/gstdio.h>

static void assert_spec(const char *text, const char *name, const char *root)
{
    g_auto(CbSourceSpec) spec = {0};
    g_autoptr(GError) error = NULL;
    g_assert_true(cb_source_spec_parse(text, &spec, &error));
    g_assert_no_error(error);
    g_assert_cmpstr(spec.name, ==, name);
    g_assert_cmpstr(spec.root, ==, root);
}

static void assert_refused(const char *text)
{
    g_auto(CbSourceSpec) spec = {0};
    g_autoptr(GError) error = NULL;
    g_assert_false(cb_source_spec_parse(text, &spec, &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_USAGE);
}

static void test_names(void)
{
    assert_spec("sider", NULL, "sider");
    assert_spec("kurser=/srv/kurser", "kurser", "/srv/kurser");
    assert_spec("Århus-2.del_1=a=b", "Århus-2.del_1", "a=b");
}

static void test_paths_are_no_names(void)
{
    assert_spec("./a=b", NULL, "./a=b");
    assert_spec("/srv/a=b", NULL, "/srv/a=b");
}

static void test_bad_names_are_refused(void)
{
    assert_refused("=sider");
    assert_refused("to ord=sider");
    assert_refused("-x=sider");
    assert_refused("..=sider");
    assert_refused("a\xff=sider");
    assert_refused("kurser=");
    g_autofree char *name = g_strnfill(CB_MAX_SOURCE_NAME_CHARS + 1, 'a');
    g_autofree char *text = g_strconcat(name, "=sider", NULL);
    assert_refused(text);
}

/* A folder that was a source before names were thought of stays one. */
static void test_folder_that_is_there_is_a_folder(void)
{
    g_autofree char *old = g_get_current_dir();
    g_autofree char *folder = g_dir_make_tmp("casebank-spec-XXXXXX", NULL);
    g_assert_cmpint(g_chdir(folder), ==, 0);
    g_assert_true(g_file_set_contents("aar=2024", "", 0, NULL));
    assert_spec("aar=2024", NULL, "aar=2024");
    assert_spec("aar=2025", "aar", "2025");
    g_assert_cmpint(g_remove("aar=2024"), ==, 0);
    g_assert_cmpint(g_chdir(old), ==, 0);
    g_assert_cmpint(g_rmdir(folder), ==, 0);
}

static void assert_url(const char *text, const char *name, const char *url)
{
    g_autofree char *found = NULL;
    g_autoptr(GError) error = NULL;
    g_assert_cmpstr(cb_base_url_parse(text, &found, &error), ==, url);
    g_assert_cmpstr(found, ==, name);
    if (url == NULL)
        g_assert_error(error, CB_ERROR, CB_ERROR_USAGE);
}

static void test_base_urls(void)
{
    assert_url("https://www.example.dk/?a=b", NULL, "https://www.example.dk/?a=b");
    assert_url("kurser=http://example.dk/kurser", "kurser", "http://example.dk/kurser");
    assert_url("www.example.dk", NULL, NULL);
    assert_url("kurser=www.example.dk", NULL, NULL);
    assert_url("https://", NULL, NULL);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/source-spec/names", test_names);
    g_test_add_func("/source-spec/paths", test_paths_are_no_names);
    g_test_add_func("/source-spec/bad-names", test_bad_names_are_refused);
    g_test_add_func("/source-spec/folder-that-is-there", test_folder_that_is_there_is_a_folder);
    g_test_add_func("/source-spec/base-urls", test_base_urls);
    return g_test_run();
}
