/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which files of a folder are taken, in which order, and what is told about the others. */
#include "folder.h"
#include "scan.h"
#include <casebank/error.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    char *root;
    GString *problems;
} Fixture;

static void set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->root = folder_new();
    fixture->problems = g_string_new(NULL);
}

static void tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    folder_free(fixture->root);
    g_string_free(fixture->problems, TRUE);
}

static void make_link(const Fixture *fixture, const char *target, const char *path)
{
    g_autofree char *file = g_build_filename(fixture->root, path, NULL);
    g_assert_cmpint(symlink(target, file), ==, 0);
}

static void note_problem(const char *path, const char *reason, gpointer data)
{
    (void)reason;
    g_string_append_printf(data, "%s;", path);
}

static GPtrArray *scan(const Fixture *fixture, const char *root, GError **error)
{
    const CbScanOptions options = {.problem = note_problem, .data = fixture->problems};
    return cb_scan_folder(root, &options, error);
}

static void assert_found(Fixture *fixture, const char *expected)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) files = scan(fixture, fixture->root, &error);
    g_assert_no_error(error);
    g_autoptr(GString) found = g_string_new(NULL);
    for (guint i = 0; i < files->len; i++)
        g_string_append_printf(found, "%s ", ((const CbFoundFile *)files->pdata[i])->path);
    g_assert_cmpstr(found->str, ==, expected);
}

static void test_pages_and_pdfs_in_order(Fixture *fixture, gconstpointer data)
{
    (void)data;
    make(fixture->root, "b.HTML", "x");
    make(fixture->root, "a/side.htm", "x");
    make(fixture->root, "a/Håndbog.pdf", "x");
    make(fixture->root, "c.txt", "x");
    assert_found(fixture, "a/Håndbog.pdf a/side.htm b.HTML c.txt ");
}

static void test_other_files_are_passed_over(Fixture *fixture, gconstpointer data)
{
    (void)data;
    make(fixture->root, "billede.png", "x");
    make(fixture->root, ".skjult.html", "x");
    make(fixture->root, ".git/side.html", "x");
    make(fixture->root, "robots.txt", "x");
    make(fixture->root, CB_MUNICIPALITIES_FILE, "x");
    make(fixture->root, "uden-endelse", "x");
    assert_found(fixture, "");
    g_assert_cmpstr(fixture->problems->str, ==, "");
}

static void test_folder_inside_itself_is_one_problem(Fixture *fixture, gconstpointer data)
{
    (void)data;
    make(fixture->root, "a/side.html", "x");
    make_link(fixture, "..", "a/op");
    assert_found(fixture, "a/side.html ");
    g_assert_cmpstr(fixture->problems->str, ==, "a/op;");
}

static void test_dead_link_is_a_problem(Fixture *fixture, gconstpointer data)
{
    (void)data;
    make_link(fixture, "findes-ikke.pdf", "link.pdf");
    assert_found(fixture, "");
    g_assert_cmpstr(fixture->problems->str, ==, "link.pdf;");
}

static void test_link_to_a_folder_is_followed(Fixture *fixture, gconstpointer data)
{
    (void)data;
    make(fixture->root, "a/side.html", "x");
    make_link(fixture, "a", "b");
    assert_found(fixture, "a/side.html b/side.html ");
}

static void test_single_file_is_a_source(Fixture *fixture, gconstpointer data)
{
    (void)data;
    make(fixture->root, "side.html", "x");
    g_autofree char *file = g_build_filename(fixture->root, "side.html", NULL);
    g_autoptr(GPtrArray) files = scan(fixture, file, NULL);
    g_assert_cmpuint(files->len, ==, 1);
    g_assert_cmpstr(((const CbFoundFile *)files->pdata[0])->path, ==, "side.html");
}

static void test_missing_folder_is_an_error(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autofree char *missing = g_build_filename(fixture->root, "mangler", NULL);
    g_autoptr(GError) error = NULL;
    g_assert_null(scan(fixture, missing, &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_IO);
    g_assert_nonnull(strstr(error->message, "mangler"));
}

/* Opens a file that was found, after something else came in its place; the alarm of a test that
 * hangs is ctest's. */
static void assert_not_opened(const Fixture *fixture, int (*replace)(const char *file), int code)
{
    g_autofree char *file = g_build_filename(fixture->root, "side.html", NULL);
    g_autoptr(GError) error = NULL;
    make(fixture->root, "side.html", "x");
    g_autoptr(GPtrArray) files = scan(fixture, fixture->root, NULL);
    g_assert_cmpuint(files->len, ==, 1);
    g_assert_cmpint(g_unlink(file), ==, 0);
    g_assert_cmpint(replace(file), ==, 0);
    g_assert_cmpint(cb_found_file_open(files->pdata[0], &error), ==, -1);
    g_assert_error(error, CB_ERROR, code);
}

static int make_pipe(const char *file)
{
    return mkfifo(file, 0600);
}

static int make_folder(const char *file)
{
    return g_mkdir(file, 0700);
}

static int make_nothing(const char *file)
{
    (void)file;
    return 0;
}

static void test_pipe_in_its_place_is_not_waited_for(Fixture *fixture, gconstpointer data)
{
    (void)data;
    assert_not_opened(fixture, make_pipe, CB_ERROR_BAD_FILE);
}

static void test_folder_in_its_place_is_not_opened(Fixture *fixture, gconstpointer data)
{
    (void)data;
    assert_not_opened(fixture, make_folder, CB_ERROR_BAD_FILE);
}

static void test_file_that_is_gone_is_said_to_be(Fixture *fixture, gconstpointer data)
{
    (void)data;
    assert_not_opened(fixture, make_nothing, CB_ERROR_NOT_FOUND);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(path, func) g_test_add(path, Fixture, NULL, set_up, func, tear_down)
    ADD("/scan/pages-and-pdfs", test_pages_and_pdfs_in_order);
    ADD("/scan/other-files", test_other_files_are_passed_over);
    ADD("/scan/folder-inside-itself", test_folder_inside_itself_is_one_problem);
    ADD("/scan/dead-link", test_dead_link_is_a_problem);
    ADD("/scan/link-to-a-folder", test_link_to_a_folder_is_followed);
    ADD("/scan/single-file", test_single_file_is_a_source);
    ADD("/scan/missing-folder", test_missing_folder_is_an_error);
    ADD("/scan/pipe-in-its-place", test_pipe_in_its_place_is_not_waited_for);
    ADD("/scan/folder-in-its-place", test_folder_in_its_place_is_not_opened);
    ADD("/scan/gone", test_file_that_is_gone_is_said_to_be);
#undef ADD
    return g_test_run();
}
