/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading queries and judgements: what is taken, and how a bad line is told. */
#include "eval_files.h"

#include <casebank/error.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct {
    char *folder, *queries, *judgments;
} Fixture;

static void set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->folder = g_dir_make_tmp("casebank-eval-XXXXXX", NULL);
    fixture->queries = g_build_filename(fixture->folder, "q.tsv", NULL);
    fixture->judgments = g_build_filename(fixture->folder, "j.tsv", NULL);
}

static void tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_remove(fixture->queries);
    g_remove(fixture->judgments);
    g_rmdir(fixture->folder);
    g_free(fixture->queries);
    g_free(fixture->judgments);
    g_free(fixture->folder);
}

static GPtrArray *read_both(const Fixture *fixture, const char *queries, const char *judgments,
                            GError **error)
{
    g_assert_true(g_file_set_contents(fixture->queries, queries, -1, NULL));
    g_assert_true(g_file_set_contents(fixture->judgments, judgments, -1, NULL));
    return cb_judged_queries_read(fixture->queries, fixture->judgments, error);
}

static int grade_of(const GPtrArray *queries, guint i, const char *id)
{
    const CbJudgedQuery *query = g_ptr_array_index(queries, i);
    return GPOINTER_TO_INT(g_hash_table_lookup(query->grades, id));
}

static void test_queries_have_their_grades(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) queries =
        read_both(fixture, "\xEF\xBB\xBF# en bemærkning\n\nq1\tmentor (frafald)\r\nq2\tbuddy",
                  "q2\ta\t3\n#\n \nq1\ta\t0\nq1\tb c\t-1\nq9\td\t1\n", &error);
    g_assert_no_error(error);
    g_assert_cmpuint(queries->len, ==, 2);
    const CbJudgedQuery *first = g_ptr_array_index(queries, 0);
    g_assert_cmpstr(first->qid, ==, "q1");
    g_assert_cmpstr(first->text, ==, "mentor (frafald)");
    g_assert_true(g_hash_table_contains(first->grades, "a"));
    g_assert_cmpint(grade_of(queries, 0, "b c"), ==, -1);
    g_assert_cmpint(grade_of(queries, 1, "a"), ==, 3);
}

static void assert_refused(const Fixture *fixture, const char *queries, const char *judgments,
                           const char *words)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) read = read_both(fixture, queries, judgments, &error);
    g_assert_null(read);
    g_assert_error(error, CB_ERROR, CB_ERROR_USAGE);
    if (!strstr(error->message, words))
        g_error("»%s« is not in »%s«", words, error->message);
}

static void test_bad_lines_are_named_by_file_and_number(Fixture *fixture, gconstpointer data)
{
    (void)data;
    assert_refused(fixture, "q1\tx\nq2\n", "", "q.tsv: linje 2: der skal være 2 kolonner");
    assert_refused(fixture, "q1\tx\ny\tz\tw\n", "", "ikke 3");
    assert_refused(fixture, "q1\t \n", "", "linje 1: kolonne 2 er tom");
    assert_refused(fixture, "q1\tx\nq1\ty\n", "", "»q1« står der to gange");
    assert_refused(fixture, "q1\t\xFF\n", "", "linje 1: er ikke UTF-8");
    assert_refused(fixture, "q1\tx\n", "q1\ta\t4\n", "j.tsv: linje 1: karakteren skal være");
    assert_refused(fixture, "q1\tx\n", "q1\ta\t-2\n", "fra -1 til 3");
    assert_refused(fixture, "q1\tx\n", "q1\ta\tgod\n", "karakteren");
    assert_refused(fixture, "q1\tx\n", "q1\ta\t1\nq1\ta\t0\n",
                   "linje 2: sagen »a« er bedømt to gange");
    assert_refused(fixture, "q1\n\nq2\n", "", "linje 1: der skal være 2 kolonner");
}

static void test_all_bad_lines_are_told_up_to_ten(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GString) bad = g_string_new(NULL);
    for (guint i = 0; i < 12; i++)
        g_string_append(bad, "x\n");
    assert_refused(fixture, bad->str, "", "linje 10: der skal være 2 kolonner");
    assert_refused(fixture, bad->str, "", "; og 2 linjer til");
}

static void test_file_that_is_not_there_is_named(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    g_assert_null(cb_judged_queries_read(fixture->queries, fixture->judgments, &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_USAGE);
    g_assert_nonnull(strstr(error->message, "q.tsv kan ikke læses"));
    g_clear_error(&error);
    g_assert_null(cb_judged_queries_read(fixture->folder, fixture->judgments, &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_USAGE);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, test) g_test_add(name, Fixture, NULL, set_up, test, tear_down)
    ADD("/eval-files/grades", test_queries_have_their_grades);
    ADD("/eval-files/bad-lines", test_bad_lines_are_named_by_file_and_number);
    ADD("/eval-files/many-bad-lines", test_all_bad_lines_are_told_up_to_ten);
    ADD("/eval-files/not-there", test_file_that_is_not_there_is_named);
    return g_test_run();
}
