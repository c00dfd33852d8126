/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands that an answer suggests. */
#include "next_page.h"
#include "written_answer.h"

static CbAnswer *page_of(guint page, guint total)
{
    CbAnswer *answer = answer_new("x", total);
    answer->page = page;
    answer_add_hit(answer, "id", "Titel");
    return answer;
}

#define NEXT(answer, ...) cb_next_page_command((char *[]){__VA_ARGS__, NULL}, answer)

static char word_a[] = "--index", word_b[] = "min mappe", word_c[] = "\"fald i\"", word_d[] = "år";
static char side[] = "--side", two[] = "2", page_two[] = "--page=2", dashes[] = "--", x[] = "x";

static void test_same_command_with_the_next_page(void)
{
    g_autoptr(CbAnswer) answer = page_of(1, 11);
    g_autofree char *command = NEXT(answer, word_a, word_b, word_c, word_d);
    g_assert_cmpstr(command, ==, "casebank search --side 2 --index 'min mappe' '\"fald i\"' år");
}

static void test_page_option_is_replaced(void)
{
    g_autoptr(CbAnswer) answer = page_of(2, 21);
    g_autofree char *apart = NEXT(answer, side, two, x);
    g_assert_cmpstr(apart, ==, "casebank search --side 3 x");
    g_autofree char *joined = NEXT(answer, x, page_two);
    g_assert_cmpstr(joined, ==, "casebank search --side 3 x");
    g_autofree char *query = NEXT(answer, dashes, side, two);
    g_assert_cmpstr(query, ==, "casebank search --side 3 -- --side 2");
}

static void test_no_command_after_the_last_page(void)
{
    g_autoptr(CbAnswer) answer = page_of(2, 20);
    g_assert_null(NEXT(answer, x));
}

static void test_quoting(void)
{
    g_autofree char *empty = cb_quote_word("");
    g_assert_cmpstr(empty, ==, "''");
    g_autofree char *plain = cb_quote_word("sager/mentor-2:første_dag");
    g_assert_cmpstr(plain, ==, "sager/mentor-2:første_dag");
    g_autofree char *star = cb_quote_word("fasthold*");
    g_assert_cmpstr(star, ==, "'fasthold*'");
}

static void test_show_names_the_index_when_it_was_named(void)
{
    g_autofree char *plain = cb_show_command(NULL);
    g_assert_cmpstr(plain, ==, "casebank show");
    g_autofree char *named = cb_show_command("min mappe");
    g_assert_cmpstr(named, ==, "casebank show --index 'min mappe'");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_set_prgname("casebank");
    g_test_add_func("/next-page/same-command", test_same_command_with_the_next_page);
    g_test_add_func("/next-page/page-option", test_page_option_is_replaced);
    g_test_add_func("/next-page/last", test_no_command_after_the_last_page);
    g_test_add_func("/next-page/quoting", test_quoting);
    g_test_add_func("/next-page/show", test_show_names_the_index_when_it_was_named);
    return g_test_run();
}
