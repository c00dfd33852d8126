/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading what a request asks for. */
#include "target.h"

#include <casebank/error.h>

static void check_path(const char *raw, const char *path)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CbTarget) target = cb_target_parse(raw, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(target->path, ==, path);
}

static void test_paths(void)
{
    check_path("/v1/search", "/v1/search");
    check_path("/v1/cases/a%2Fb%3ac", "/v1/cases/a/b:c");
    check_path("/v1/cases/s%c3%b8g+her", "/v1/cases/søg+her"); /* plus is a plus in a path */
    check_path("/a/../b", "/a/../b");                          /* no file is opened by it */
    check_path("http://www.example.dk:8080/v1/search?q=x", "/v1/search");
    check_path("HTTP://www.example.dk", "/");
    check_path("http://www.example.dk?q=x", "/");
    check_path("*", "*");
}

static void test_parameters(void)
{
    static const struct {
        const char *name, *value;
    } expected[] = {{"q", "mentor frafald"},
                    {"year", "2019..2023"},
                    {"municipality", "Høje-Taastrup"},
                    {"municipality", "a=b"},
                    {"tom", ""},
                    {"flag", ""}};
    g_autoptr(GError) error = NULL;
    g_autoptr(CbTarget) target = cb_target_parse(
        "/v1/search?q=mentor+frafald&&year=2019..2023&municipality=H%C3%B8je-Taastrup&"
        "municipality=a=b&tom=&flag&",
        &error);
    g_assert_no_error(error);
    g_assert_cmpuint(target->parameters->len, ==, G_N_ELEMENTS(expected));
    for (guint i = 0; i < target->parameters->len; i++) {
        const CbParameter *parameter = target->parameters->pdata[i];
        g_assert_cmpstr(parameter->name, ==, expected[i].name);
        g_assert_cmpstr(parameter->value, ==, expected[i].value);
    }
}

static void test_mistakes_are_refused(void)
{
    static const char *const wrong[] = {"/%",
                                        "/%4",
                                        "/%zz",
                                        "/a%00b",
                                        "/%ff",
                                        "/v1/search?q=%",
                                        "/v1/search?q=%E6",
                                        "/v1/search?%00=1",
                                        "/v1/search?q=a%00",
                                        "/v1/search?q=%F0%80%80%80",
                                        "/v1/search?q=\xe6",
                                        "/%C0%80"};
    for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(cb_target_parse(wrong[i], &error));
        g_assert_error(error, CB_ERROR, CB_ERROR_USAGE);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/target/paths", test_paths);
    g_test_add_func("/target/parameters", test_parameters);
    g_test_add_func("/target/mistakes", test_mistakes_are_refused);
    return g_test_run();
}
