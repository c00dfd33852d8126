/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cases tell of an effect. */
#include "effect.h"

static gboolean tells(const char *heading, const char *text)
{
    g_autoptr(CbCase) item = cb_case_new();
    g_ptr_array_add(item->sections, cb_section_new(heading, NULL, text));
    return cb_case_tells_effect(item);
}

static void test_effect_heading(void)
{
    g_assert_true(tells("Effekter af indsatsen", "Eleverne er glade."));
    g_assert_true(tells("Resultater", "Eleverne er glade."));
}

static void test_share_with_change(void)
{
    g_assert_true(tells(NULL, "Frafaldet er reduceret fra 30 % til 12 %."));
    g_assert_true(tells(NULL, "Der ses et fald på 40 pct. det første år."));
    g_assert_true(tells(NULL, "Af holdet er 9 af 11 stadig i gang."));
}

static void test_share_without_change(void)
{
    g_assert_false(tells("Baggrund", "Omkring 20 pct. af eleverne bor uden for kommunen."));
}

static void test_change_without_share(void)
{
    g_assert_false(tells("Baggrund", "Kommunen ønsker et fald i frafaldet."));
}

static void test_year_is_no_share(void)
{
    g_assert_false(tells("Baggrund", "Siden 2019 har flere elever søgt."));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/effect/heading", test_effect_heading);
    g_test_add_func("/effect/share-with-change", test_share_with_change);
    g_test_add_func("/effect/share-without-change", test_share_without_change);
    g_test_add_func("/effect/change-without-share", test_change_without_share);
    g_test_add_func("/effect/year-is-no-share", test_year_is_no_share);
    return g_test_run();
}
