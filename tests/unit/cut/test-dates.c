/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cut/dates.h"

static void assert_date(const char *text, const char *expected)
{
    g_autofree char *date = cb_date_parse(text, NULL);
    g_assert_cmpstr(date, ==, expected);
}

static void test_forms(void)
{
    assert_date("14. marts 2024", "2024-03-14");
    assert_date("d. 14. mar 2024", "2024-03-14");
    assert_date("den 1. sept. 2023", "2023-09-01");
    assert_date("3. maj 2021 kl. 10", "2021-05-03");
    assert_date("14 MARTS 2024", "2024-03-14");
    assert_date("14.03.2024", "2024-03-14");
    assert_date("14/3-2024", "2024-03-14");
    assert_date("14-03-24", "2024-03-14");
    assert_date("14. 3. 2024", "2024-03-14");
    assert_date("2024-03-14", "2024-03-14");
    assert_date("2024-03-14T09:30:00+01:00", "2024-03-14");
}

static void test_dates_that_do_not_exist(void)
{
    assert_date("31. februar 2024", NULL);
    assert_date("29. februar 2023", NULL);
    assert_date("29. februar 2024", "2024-02-29");
    assert_date("0. marts 2024", NULL);
    assert_date("2024-13-01", NULL);
    assert_date("14.13.2024", NULL);
    assert_date("14. marts 1823", NULL);
    assert_date("14. marts", NULL);
    assert_date("14. martsvind 2024", NULL);
    assert_date("marts 2024", NULL);
    assert_date("2024", NULL);
    assert_date("20240314", NULL);
    assert_date("", NULL);
    assert_date("99999999999999999999", NULL);
}

static void assert_updated(const char *text, const char *expected)
{
    gboolean label_only;
    g_autofree char *date = cb_date_updated(text, &label_only);
    g_assert_cmpstr(date, ==, expected);
    g_assert_false(label_only);
}

static void test_lines_about_the_page(void)
{
    assert_updated("Sidst opdateret: 14. marts 2024", "2024-03-14");
    assert_updated("Senest opdateret d. 14.03.2024", "2024-03-14");
    assert_updated("Publiceret 3. maj 2021 | Sidst opdateret 4. maj 2022", "2022-05-04");
    assert_updated("Offentliggjort: 3. maj 2021", "2021-05-03");
    assert_updated("Siden er sidst opdateret den 3. maj 2021", "2021-05-03");
    assert_updated("Sidst opdateret: 31. februar 2024", NULL);
}

static void test_lines_about_something_else(void)
{
    assert_updated("Håndbogen blev sidst opdateret 3. maj 2021", NULL);
    assert_updated("Der er indgået en aftale 3. maj 2021", NULL);
    assert_updated("Uopdateret: 3. maj 2021", NULL);
}

static void test_label_alone(void)
{
    gboolean label_only;
    g_assert_null(cb_date_updated("Sidst opdateret:", &label_only));
    g_assert_true(label_only);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/dates/forms", test_forms);
    g_test_add_func("/dates/dates-that-do-not-exist", test_dates_that_do_not_exist);
    g_test_add_func("/dates/lines-about-the-page", test_lines_about_the_page);
    g_test_add_func("/dates/lines-about-something-else", test_lines_about_something_else);
    g_test_add_func("/dates/label-alone", test_label_alone);
    return g_test_run();
}
