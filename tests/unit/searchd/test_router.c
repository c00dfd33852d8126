/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a request to an answer, without HTTP. What needs an index is in tests/integration/searchd.
 */
#include "router.h"

#include <jansson.h>
#include <string.h>

static CbReaderPool pool = {.dir = NULL};

/** Asks, and checks the status and (nullable) the problem's code and parameter. */
static void check(const char *method, const char *target, guint status, const char *code,
                  const char *parameter)
{
    g_autoptr(CbReply) reply = cb_route(&pool, method, target);
    json_t *body = json_loads(reply->body, 0, NULL);

    if (reply->status != status)
        g_error("%s %s: %u, not %u: %s", method, target, reply->status, status, reply->body);
    g_assert_cmpstr(reply->content_type, ==, "application/problem+json; charset=utf-8");
    g_assert_cmpstr(json_string_value(json_object_get(body, "type")), ==, "about:blank");
    g_assert_cmpint(json_integer_value(json_object_get(body, "status")), ==, status);
    g_assert_cmpstr(json_string_value(json_object_get(body, "code")), ==, code);
    g_assert_cmpstr(json_string_value(json_object_get(body, "parameter")), ==, parameter);
    g_assert_cmpuint(json_string_length(json_object_get(body, "title")), >, 0);
    g_assert_cmpuint(json_string_length(json_object_get(body, "detail")), >, 0);
    json_decref(body);
}

static void test_unknown_addresses(void)
{
    static const char *const wrong[] = {
        "/", "/v1", "/v1/search/", "/V1/search", "/v1/cases", "/v1/cases/", "*"};
    for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++)
        check("GET", wrong[i], 404, "no-such-address", NULL);
    check("POST", "/v2/search", 404, "no-such-address", NULL);
}

static void test_other_methods(void)
{
    static const char *const methods[] = {"POST", "PUT", "DELETE", "OPTIONS", "get", "BREW"};
    for (gsize i = 0; i < G_N_ELEMENTS(methods); i++) {
        g_autoptr(CbReply) reply = cb_route(&pool, methods[i], "/v1/search?q=x");
        g_assert_cmpuint(reply->status, ==, 405);
        g_assert_cmpstr(reply->allow, ==, "GET, HEAD");
    }
}

static void test_bad_addresses(void)
{
    check("GET", "/v1/search?q=%zz", 400, "bad-address", NULL);
    check("GET", "/v1/cases/a%00b", 400, "bad-address", NULL);
    check("GET", "/v1/search?q=%ff", 400, "bad-address", NULL);
}

static void test_bad_parameters_are_named(void)
{
    static const struct {
        const char *target, *parameter;
    } cases[] = {
        {"/v1/search?page=0", "page"},
        {"/v1/search?page=-1", "page"},
        {"/v1/search?page=1.5", "page"},
        {"/v1/search?page=99999999999", "page"},
        {"/v1/search?per_page=101", "per_page"},
        {"/v1/search?passages=11", "passages"},
        {"/v1/search?sort=title", "sort"},
        {"/v1/search?year=i+fjor", "year"},
        {"/v1/search?relax=maybe", "relax"},
        {"/v1/search?q=a&q=b", "q"},
        {"/v1/search?page=1&page=1", "page"},
        {"/v1/search?q=a&muncipality=Vejle", "muncipality"},
        {"/v1/search?q=a&=b", ""},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
        check("GET", cases[i].target, 400, "bad-parameter", cases[i].parameter);
}

static void test_without_an_index_everything_else_is_503(void)
{
    static const char everything[] =
        "/v1/search?q=a&municipality=a&municipality=b&type=c&topic=d&year=2019..2023&sort=date&"
        "page=2&per_page=100&passages=0&relax=0";
    static const char *const targets[] = {
        "/v1/search", "/v1/search?q=&page=&municipality=", "/v1/cases/a/b", "/healthz", everything};
    for (gsize i = 0; i < G_N_ELEMENTS(targets); i++) {
        g_autoptr(CbReply) reply = cb_route(&pool, "GET", targets[i]);
        check("GET", targets[i], 503, "no-index", NULL);
        g_assert_cmpuint(reply->retry_after, >, 0);
        g_assert_null(strstr(reply->body, pool.dir)); /* nobody's business */
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    cb_reader_pool_init(&pool, "/nonexistent/casebank.index");
    g_test_add_func("/router/unknown-addresses", test_unknown_addresses);
    g_test_add_func("/router/methods", test_other_methods);
    g_test_add_func("/router/bad-addresses", test_bad_addresses);
    g_test_add_func("/router/bad-parameters", test_bad_parameters_are_named);
    g_test_add_func("/router/no-index", test_without_an_index_everything_else_is_503);
    int result = g_test_run();
    cb_reader_pool_clear(&pool);
    return result;
}
