/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the values of a search request. */
#include "frontend/values.h"

#include <casebank/error.h>

static void test_numbers_in_range(void)
{
    guint number = 0;
    g_assert_true(cb_value_number("n", "1", 1, 100, &number, NULL));
    g_assert_cmpuint(number, ==, 1);
    g_assert_true(cb_value_number("n", "0100", 1, 100, &number, NULL));
    g_assert_cmpuint(number, ==, 100);
}

static void test_what_is_no_number(void)
{
    static const char *const wrong[] = {
        "",   "0", "101", "-1", "+1", " 1", "1 ", "1.5", "0x10", "et", "99999999999999999999999",
        "1\n"};
    for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autoptr(GError) error = NULL;
        guint number = 42;
        g_assert_false(cb_value_number("n", wrong[i], 1, 100, &number, &error));
        g_assert_error(error, CB_ERROR, CB_ERROR_USAGE);
        g_assert_cmpuint(number, ==, 42);
    }
}

static void test_years(void)
{
    static const struct {
        const char *text;
        guint from, to;
    } cases[] = {
        {"2021", 2021, 2021}, {"2019..2023", 2019, 2023}, {"2019..", 2019, 0}, {"..2023", 0, 2023}};
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        guint from = 1, to = 1;
        g_assert_true(cb_value_years("år", cases[i].text, &from, &to, NULL));
        g_assert_cmpuint(from, ==, cases[i].from);
        g_assert_cmpuint(to, ==, cases[i].to);
    }
}

static void test_what_is_no_year(void)
{
    static const char *const wrong[] = {
        "",          "..",      "21",   "20211",           "2023..2019", "2019...2023",
        "2019-2023", "2019..x", "0000", "2019..2020..2021"};
    for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autoptr(GError) error = NULL;
        guint from = 7, to = 8;
        g_assert_false(cb_value_years("--aar", wrong[i], &from, &to, &error));
        g_assert_error(error, CB_ERROR, CB_ERROR_USAGE);
        g_assert_true(g_str_has_prefix(error->message, "--aar "));
        g_assert_cmpuint(from, ==, 7);
        g_assert_cmpuint(to, ==, 8);
    }
}

static void test_sort_in_both_languages(void)
{
    g_autoptr(GError) error = NULL;
    CbSort sort = CB_SORT_RELEVANCE;
    g_assert_true(cb_value_sort("sort", "date", &sort, NULL));
    g_assert_cmpint(sort, ==, CB_SORT_DATE);
    g_assert_true(cb_value_sort("sort", "relevans", &sort, NULL));
    g_assert_cmpint(sort, ==, CB_SORT_RELEVANCE);
    g_assert_true(cb_value_sort("sort", "dato", &sort, NULL));
    g_assert_cmpint(sort, ==, CB_SORT_DATE);
    g_assert_false(cb_value_sort("sort", "Date", &sort, &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_USAGE);
}

static void test_text_must_be_utf8(void)
{
    g_autoptr(GError) error = NULL;
    g_assert_true(cb_value_text("q", "blåbærgrød", NULL));
    g_assert_false(cb_value_text("q", "bl\345b\346rgr\370d", &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_USAGE);
}

static void test_shown_text_is_short_and_harmless(void)
{
    g_autofree char *controls = cb_shown_text("a\033[2Jb\nc");
    g_assert_cmpstr(controls, ==, "a [2Jb c");
    g_autofree char *letters = g_strnfill(500, 'x');
    g_autofree char *cut = cb_shown_text(letters);
    g_assert_cmpint(g_utf8_strlen(cut, -1), ==, 81);
    g_assert_true(g_str_has_suffix(cut, "…"));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/values/numbers", test_numbers_in_range);
    g_test_add_func("/values/no-numbers", test_what_is_no_number);
    g_test_add_func("/values/years", test_years);
    g_test_add_func("/values/no-years", test_what_is_no_year);
    g_test_add_func("/values/sort", test_sort_in_both_languages);
    g_test_add_func("/values/utf8", test_text_must_be_utf8);
    g_test_add_func("/values/shown-text", test_shown_text_is_short_and_harmless);
    return g_test_run();
}
