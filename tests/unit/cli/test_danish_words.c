/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Danish for people. */
#include "danish.h"

#define ASSERT_TEXT(call, expected)                                                                \
    do {                                                                                           \
        g_autofree char *text = call;                                                              \
        g_assert_cmpstr(text, ==, expected);                                                       \
    } while (0)

static void test_dates(void)
{
    ASSERT_TEXT(cb_danish_date("2024-03-14"), "14. marts 2024");
    ASSERT_TEXT(cb_danish_date("2019-12-01"), "1. december 2019");
    ASSERT_TEXT(cb_danish_date("2019-13-01"), "2019-13-01");
    ASSERT_TEXT(cb_danish_date("i går"), "i går");
}

static void test_times_are_local(void)
{
    g_setenv("TZ", "Europe/Copenhagen", TRUE);
    ASSERT_TEXT(cb_danish_time("2026-07-14T22:05:09Z"), "15. juli 2026 kl. 00.05");
    ASSERT_TEXT(cb_danish_time("aldrig"), "aldrig");
}

static void test_numbers(void)
{
    ASSERT_TEXT(cb_danish_number(0), "0");
    ASSERT_TEXT(cb_danish_number(999), "999");
    ASSERT_TEXT(cb_danish_number(1000), "1.000");
    ASSERT_TEXT(cb_danish_number(1234567), "1.234.567");
    ASSERT_TEXT(cb_danish_count(1, "sag", "sager"), "1 sag");
    ASSERT_TEXT(cb_danish_count(0, "sag", "sager"), "0 sager");
}

static void test_sizes(void)
{
    ASSERT_TEXT(cb_danish_size(0), "0 byte");
    ASSERT_TEXT(cb_danish_size(999), "999 byte");
    ASSERT_TEXT(cb_danish_size(1000), "1,0 kB");
    ASSERT_TEXT(cb_danish_size(1250000), "1,2 MB");
    ASSERT_TEXT(cb_danish_size(999949), "999 kB");
    ASSERT_TEXT(cb_danish_size(123456789012), "123 GB");
    ASSERT_TEXT(cb_danish_size(G_MAXUINT64), "18.446.744 TB");
}

static void test_long_queries_are_cut(void)
{
    g_autofree char *same = cb_danish_query("mentor frafald");
    g_assert_cmpstr(same, ==, "mentor frafald");
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i <= CB_NAMED_QUERY; i++)
        g_string_append(text, "æ");
    g_autofree char *cut = cb_danish_query(text->str);
    g_assert_cmpint(g_utf8_strlen(cut, -1), ==, CB_NAMED_QUERY);
    g_assert_true(g_str_has_suffix(cut, "æ…"));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/danish-words/dates", test_dates);
    g_test_add_func("/danish-words/times", test_times_are_local);
    g_test_add_func("/danish-words/numbers", test_numbers);
    g_test_add_func("/danish-words/sizes", test_sizes);
    g_test_add_func("/danish-words/queries", test_long_queries_are_cut);
    return g_test_run();
}
