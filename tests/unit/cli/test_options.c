/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a command line. */
#include "frontend/options.h"

#include <casebank/error.h>

typedef struct {
    gboolean flag;
    const char *text;
    GPtrArray *texts, *rest;
    guint number;
    GError *error;
    gboolean ok;
    char **args; /* the others borrow from it */
} Parsed;

static void parse(Parsed *parsed, const char *const *words)
{
    *parsed = (Parsed){
        .texts = g_ptr_array_new_with_free_func(g_free), .rest = g_ptr_array_new(), .number = 7};
    const CbOption table[] = {
        {"flag", NULL, 'f', CB_OPTION_FLAG, &parsed->flag, 0, 0},
        {"index", "indeks", 'i', CB_OPTION_TEXT, &parsed->text, 0, 0},
        {"kommune", "municipality", 0, CB_OPTION_TEXTS, parsed->texts, 0, 0},
        {"side", "page", 0, CB_OPTION_NUMBER, &parsed->number, 1, 100},
        {"år", NULL, 0, CB_OPTION_TEXT, &parsed->text, 0, 0},
        {.name = NULL},
    };
    g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
    for (gsize i = 0; words[i]; i++)
        g_strv_builder_add(builder, words[i]);
    parsed->args = g_strv_builder_end(builder);
    parsed->ok = cb_options_parse(table, parsed->args, parsed->rest, &parsed->error);
}

static void clear(Parsed *parsed)
{
    g_ptr_array_unref(parsed->texts);
    g_ptr_array_unref(parsed->rest);
    g_strfreev(parsed->args);
    g_clear_error(&parsed->error);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Parsed, clear)

#define PARSE(...) parse(&parsed, (const char *const[]){__VA_ARGS__, NULL})

static void test_long_names_with_and_without_equals(void)
{
    g_auto(Parsed) parsed;
    PARSE("--index=a=b", "--side", "12", "--flag");
    g_assert_no_error(parsed.error);
    g_assert_cmpstr(parsed.text, ==, "a=b");
    g_assert_cmpuint(parsed.number, ==, 12);
    g_assert_true(parsed.flag);
    g_assert_cmpuint(parsed.rest->len, ==, 0);
}

static void test_other_names_and_letters(void)
{
    g_auto(Parsed) parsed;
    PARSE("--indeks", "x", "-f", "--page=3", "--municipality", "Vejle", "--kommune=Odense");
    g_assert_no_error(parsed.error);
    g_assert_cmpstr(parsed.text, ==, "x");
    g_assert_true(parsed.flag);
    g_assert_cmpuint(parsed.number, ==, 3);
    g_assert_cmpuint(parsed.texts->len, ==, 2);
    g_assert_cmpstr(parsed.texts->pdata[0], ==, "Vejle");
    g_assert_cmpstr(parsed.texts->pdata[1], ==, "Odense");
}

static void test_name_with_danish_letters(void)
{
    g_auto(Parsed) parsed;
    PARSE("--år", "2021");
    g_assert_no_error(parsed.error);
    g_assert_cmpstr(parsed.text, ==, "2021");
}

static void test_word_with_one_dash_is_part_of_the_query(void)
{
    g_auto(Parsed) parsed;
    PARSE("frafald", "-mentor", "-", "-1");
    g_assert_error(parsed.error, CB_ERROR, CB_ERROR_USAGE); /* "-1" looks like an option */
    clear(&parsed);
    PARSE("frafald", "-mentor", "-");
    g_assert_no_error(parsed.error);
    g_assert_cmpuint(parsed.rest->len, ==, 3);
    g_assert_cmpstr(parsed.rest->pdata[1], ==, "-mentor");
}

static void test_two_dashes_end_the_options(void)
{
    g_auto(Parsed) parsed;
    PARSE("--flag", "--", "--side", "-f");
    g_assert_no_error(parsed.error);
    g_assert_cmpuint(parsed.rest->len, ==, 2);
    g_assert_cmpstr(parsed.rest->pdata[0], ==, "--side");
    g_assert_cmpuint(parsed.number, ==, 7);
}

static void expect_error(const Parsed *parsed, const char *part)
{
    g_assert_false(parsed->ok);
    g_assert_error(parsed->error, CB_ERROR, CB_ERROR_USAGE);
    if (!strstr(parsed->error->message, part))
        g_error("»%s« says nothing of »%s«", parsed->error->message, part);
}

static void test_mistakes_are_named(void)
{
    static const struct {
        const char *words[3], *says;
    } cases[] = {
        {{"--komune", "Vejle", NULL}, "--komune; mente du --kommune?"},
        {{"--xyzzy=secret", NULL, NULL}, "kender ikke --xyzzy"},
        {{"-q", NULL, NULL}, "kender ikke -q"},
        {{"--index", NULL, NULL}, "--index mangler en værdi"},
        {{"--index", "--flag", NULL}, "--index mangler en værdi"},
        {{"--flag=1", NULL, NULL}, "--flag skal ikke have en værdi"},
        {{"--side", "0", NULL}, "--side skal være et helt tal fra 1 til 100, ikke »0«"},
        {{"--side=", NULL, NULL}, "--side"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(Parsed) parsed;
        parse(&parsed, cases[i].words);
        expect_error(&parsed, cases[i].says);
    }
}

static void test_unknown_option_with_bad_bytes_is_shown_safely(void)
{
    g_auto(Parsed) parsed;
    PARSE("--\033[31m\377");
    expect_error(&parsed, "kender ikke --");
    g_assert_true(g_utf8_validate(parsed.error->message, -1, NULL));
    g_assert_null(strchr(parsed.error->message, '\033'));
}

static void test_nearest_name(void)
{
    static const char *const names[] = {"search", "show", "status", NULL};
    g_assert_cmpstr(cb_nearest_name(names, "serach"), ==, "search");
    g_assert_cmpstr(cb_nearest_name(names, "statu"), ==, "status");
    g_assert_cmpstr(cb_nearest_name(names, "shwo"), ==, NULL);
    g_assert_cmpstr(cb_nearest_name(names, "mentor"), ==, NULL);
    g_assert_cmpstr(cb_nearest_name(names, ""), ==, NULL);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/options/long-names", test_long_names_with_and_without_equals);
    g_test_add_func("/options/aliases-and-letters", test_other_names_and_letters);
    g_test_add_func("/options/danish-letters", test_name_with_danish_letters);
    g_test_add_func("/options/dash-word-is-query", test_word_with_one_dash_is_part_of_the_query);
    g_test_add_func("/options/two-dashes", test_two_dashes_end_the_options);
    g_test_add_func("/options/mistakes-named", test_mistakes_are_named);
    g_test_add_func("/options/shown-safely", test_unknown_option_with_bad_bytes_is_shown_safely);
    g_test_add_func("/options/nearest-name", test_nearest_name);
    return g_test_run();
}
