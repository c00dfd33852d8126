/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An answer as tab-separated values. */
#include "tsv.h"
#include "written_answer.h"

#include <locale.h>

static void check(const CbAnswer *answer, gboolean header, const char *expected)
{
    GString *rows = cb_tsv_answer(answer, header);
    g_assert_cmpstr(rows->str, ==, expected);
    g_string_free(rows, TRUE);
}

static void test_one_line_a_hit(void)
{
    g_autoptr(CbAnswer) answer = answer_new("x", 12);
    answer->page = 2;
    CbHit *hit = answer_add_hit(answer, "sager/a:b", "Titel");
    hit->score = 12.34567;
    hit->municipalities = g_strsplit("Nordstrand,Engholm", ",", -1);
    hit->updated = g_strdup("2024-03-14");
    hit->url = g_strdup("https://www.example.dk/a");
    hit->source = g_strdup("a.html");
    hit_add_pdf_page(hit, "H.pdf", 4, "iv", "Uddrag.");
    hit_add_section(hit, "Effekt", "Ikke vist.");
    answer_add_hit(answer, "c", "Uden noget")->kind = CB_CASE_TEASER;

    check(answer, FALSE,
          "11\t12.3457\tsager/a:b\tcase\tTitel\tNordstrand; Engholm\t2024-03-14\t"
          "https://www.example.dk/a\ta.html\tH.pdf, side 4 (iv)\tUddrag.\n"
          "12\t1.0000\tc\tteaser\tUden noget\t\t\t\t\t\t\n");
}

static void test_header_names_the_columns(void)
{
    g_autoptr(CbAnswer) answer = answer_new("x", 0);
    check(
        answer, TRUE,
        "rank\tscore\tcase_id\tkind\ttitle\tmunicipalities\tupdated\turl\tsource\torigin\ttext\n");
    check(answer, FALSE, "");
}

static void test_values_stay_on_their_line_and_in_their_column(void)
{
    g_autoptr(CbAnswer) answer = answer_new("x", 1);
    CbHit *hit = answer_add_hit(answer, "a\\b", "t\ti\nt\re\033l");
    hit->summary = g_strdup("ræv");
    check(answer, FALSE, "1\t1.0000\ta\\\\b\tcase\tt\\ti\\nt\\re\\x1bl\t\t\t\t\t\træv\n");
}

static void test_numbers_have_a_point_in_every_locale(void)
{
    g_autoptr(CbAnswer) answer = answer_new("x", 1);
    answer_add_hit(answer, "a", "b")->score = 0.5;
    if (!setlocale(LC_ALL, "da_DK.UTF-8")) {
        g_test_skip("the locale da_DK.UTF-8 is not installed");
        return;
    }
    check(answer, FALSE, "1\t0.5000\ta\tcase\tb\t\t\t\t\t\t\n");
    setlocale(LC_ALL, "C");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/tsv/one-line-a-hit", test_one_line_a_hit);
    g_test_add_func("/tsv/header", test_header_names_the_columns);
    g_test_add_func("/tsv/escapes", test_values_stay_on_their_line_and_in_their_column);
    g_test_add_func("/tsv/locale", test_numbers_have_a_point_in_every_locale);
    return g_test_run();
}
