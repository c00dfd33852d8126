/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case from a line, and what is said of a line that gives none. */
#include "bad_lines.h"
#include "line_case.h"
#include <casebank/error.h>
#include <string.h>

static gboolean read_tsv(const char *text, CbLineCase *line, GError **error)
{
    g_autofree char *copy = g_strdup(text);
    return cb_line_case_from_tsv(copy, line, error);
}

static gboolean read_json(const char *text, CbLineCase *line, GError **error)
{
    return cb_line_case_from_json(text, strlen(text), line, error);
}

typedef gboolean (*ReadFunc)(const char *text, CbLineCase *line, GError **error);

/* @words: of the message. */
static void assert_refused(ReadFunc read, const char *text, const char *words)
{
    g_auto(CbLineCase) line = {0};
    g_autoptr(GError) error = NULL;
    g_assert_false(read(text, &line, &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_BAD_FILE);
    if (strstr(error->message, words) == NULL)
        g_error("»%s« is not in »%s« for %s", words, error->message, text);
}

static void assert_read(ReadFunc read, const char *text, CbLineCase *line)
{
    g_autoptr(GError) error = NULL;
    g_assert_true(read(text, line, &error));
    g_assert_no_error(error);
}

static const char *section_text(const CbCase *item)
{
    g_assert_cmpuint(item->sections->len, ==, 1);
    return ((const CbSection *)item->sections->pdata[0])->text;
}

static char *long_text(guint n)
{
    char *text = g_strnfill(n, 'x');
    return text;
}

/* --- Tab-separated --------------------------------------------------------------------------- */

static void test_tsv_has_id_title_and_text(void)
{
    g_auto(CbLineCase) line = {0};
    assert_read(read_tsv, "a/1:b\t En  titel \tTekst\tmed tabulator. ", &line);
    g_assert_cmpstr(line.item->id, ==, "a/1:b");
    g_assert_cmpint(line.item->kind, ==, CB_CASE_FULL);
    g_assert_cmpstr(line.item->title, ==, "En titel");
    g_assert_cmpstr(line.item->lead, ==, "");
    g_assert_cmpstr(section_text(line.item), ==, "Tekst\tmed tabulator.");
}

static void test_tsv_title_may_be_empty(void)
{
    g_auto(CbLineCase) line = {0};
    assert_read(read_tsv, "1\t\tTekst", &line);
    g_assert_cmpstr(line.item->title, ==, "");
}

static void test_tsv_without_what_it_needs_is_refused(void)
{
    assert_refused(read_tsv, "1", "tre kolonner");
    assert_refused(read_tsv, "1\tTitel", "tre kolonner");
    assert_refused(read_tsv, "\tTitel\tTekst", "intet id");
    assert_refused(read_tsv, "  \tTitel\tTekst", "intet id");
    assert_refused(read_tsv, "1\t \t ", "hverken titel eller tekst");
}

static void test_id_is_bounded_and_printable(void)
{
    g_autofree char *most = long_text(CB_MAX_CASE_ID_BYTES);
    g_autofree char *good = g_strconcat(most, "\tT\tx", NULL);
    g_autofree char *bad = g_strconcat(most, "x\tT\tx", NULL);
    g_auto(CbLineCase) line = {0};
    assert_read(read_tsv, good, &line);
    assert_refused(read_tsv, bad, "241 byte, højst 240");
    assert_refused(read_tsv, "a\033[2J\tT\tx", "styretegn");
}

/* --- JSON ------------------------------------------------------------------------------------ */

static void test_json_has_all_fields(void)
{
    g_auto(CbLineCase) line = {0};
    assert_read(
        read_json,
        "{\"id\":\"17\",\"title\":\"Mentor\",\"text\":\"Første.\\n\\nAndet.\\nTredje.\","
        "\"url\":\"https://www.example.dk/17\",\"municipalities\":[\"Nordlund\",\"Nordlund\"],"
        "\"updated\":\"2024-03-14T10:00:00Z\",\"attachments\":[\"bilag/a.pdf\","
        "{\"file\":\"b.pdf\",\"name\":\"Planche.pdf\",\"url\":\"https://www.example.dk/b\"},"
        "\"https://www.example.dk/c.pdf\"],\"ukendt\":{\"a\":[1]}}",
        &line);
    const CbCase *item = line.item;
    g_assert_cmpstr(item->id, ==, "17");
    g_assert_cmpstr(item->title, ==, "Mentor");
    g_assert_cmpstr(item->lead, ==, "Første.");
    g_assert_cmpstr(section_text(item), ==, "Andet.\nTredje.");
    g_assert_cmpstr(item->url, ==, "https://www.example.dk/17");
    g_assert_cmpuint(item->municipalities->len, ==, 1);
    g_assert_cmpstr(item->municipalities->pdata[0], ==, "Nordlund");
    g_assert_cmpstr(item->updated, ==, "2024-03-14");
    g_assert_cmpuint(line.notes->len, ==, 0);
    g_assert_cmpuint(item->attachments->len, ==, 3);
    const CbAttachment *first = item->attachments->pdata[0], *second = item->attachments->pdata[1],
                       *third = item->attachments->pdata[2];
    g_assert_cmpstr(first->source, ==, "bilag/a.pdf");
    g_assert_cmpstr(first->name, ==, "a.pdf");
    g_assert_cmpstr(second->source, ==, "b.pdf");
    g_assert_cmpstr(second->name, ==, "Planche.pdf");
    g_assert_cmpstr(second->url, ==, "https://www.example.dk/b");
    g_assert_null(third->source);
    g_assert_cmpstr(third->url, ==, "https://www.example.dk/c.pdf");
}

static void test_json_needs_little(void)
{
    g_auto(CbLineCase) numbered = {0}, titled = {0}, html = {0};
    assert_read(read_json, "{\"id\":17,\"text\":\"x\",\"title\":null}", &numbered);
    g_assert_cmpstr(numbered.item->id, ==, "17");
    g_assert_cmpstr(numbered.item->title, ==, "");
    assert_read(read_json, " {\"id\":\"a\",\"title\":\"T\"} ", &titled);
    assert_read(read_json, "{\"id\":\"a\",\"html\":\"<p>x\"}", &html);
    g_assert_cmpstr(html.html, ==, "<p>x");
}

static void test_json_that_is_none_is_refused(void)
{
    assert_refused(read_json, "nej", "ikke JSON");
    assert_refused(read_json, "{\"id\":\"1\",\"text\":\"x\"", "ikke JSON (ved tegn");
    assert_refused(read_json, "[]", "ikke et JSON-objekt");
    assert_refused(read_json, "{\"id\":\"1\",\"text\":\"x\"} x", "ikke JSON");
    assert_refused(read_json, "{\"id\":\"1\",\"id\":\"2\",\"text\":\"x\"}", "to gange");
    assert_refused(read_json, "{\"id\":\"1\",\"text\":\"a\\u0000b\"}", "nul-tegn");
    assert_refused(read_json, "{\"id\":\"1\",\"text\":\"\\ud800\"}", "ikke JSON");
}

static void test_json_with_wrong_fields_is_refused(void)
{
    assert_refused(read_json, "{\"text\":\"x\"}", "intet id");
    assert_refused(read_json, "{\"id\":null,\"text\":\"x\"}", "intet id");
    assert_refused(read_json, "{\"id\":\"\",\"text\":\"x\"}", "intet id");
    assert_refused(read_json, "{\"id\":[1],\"text\":\"x\"}", "»id« skal være en tekst");
    assert_refused(read_json, "{\"id\":\"a\\nb\",\"text\":\"x\"}", "styretegn");
    assert_refused(read_json, "{\"id\":\"1\",\"text\":5}", "»text« skal være en tekst");
    assert_refused(read_json, "{\"id\":\"1\",\"text\":\"x\",\"html\":\"x\"}", "kun være den ene");
    assert_refused(read_json, "{\"id\":\"1\",\"text\":\"x\",\"municipalities\":\"Nordlund\"}",
                   "»municipalities« skal være en liste");
    assert_refused(read_json, "{\"id\":\"1\",\"text\":\"x\",\"municipalities\":[1]}",
                   "en liste af tekster");
    assert_refused(read_json, "{\"id\":\"1\",\"text\":\"x\",\"attachments\":[[]]}",
                   "tekster eller objekter");
    assert_refused(read_json, "{\"id\":\"1\",\"text\":\"x\",\"attachments\":[{\"name\":\"a\"}]}",
                   "hverken »file« eller »url«");
    assert_refused(read_json, "{\"id\":\"1\",\"title\":\" \"}", "hverken titel, tekst eller bilag");
}

static void test_date_that_is_none_is_noted_and_left_out(void)
{
    g_auto(CbLineCase) line = {0};
    assert_read(read_json, "{\"id\":\"1\",\"text\":\"x\",\"updated\":\"i går\"}", &line);
    g_assert_null(line.item->updated);
    g_assert_cmpuint(line.notes->len, ==, 1);
    g_assert_cmpstr(line.notes->pdata[0], ==, "»updated« er ingen dato: »i går«");
}

static void test_values_are_bounded_in_number(void)
{
    g_autoptr(GString) many = g_string_new("{\"id\":\"1\",\"text\":\"x\",\"a\":[[]");
    for (guint i = 0; i < CB_MAX_CASE_LINE_VALUES; i++)
        g_string_append(many, ",[]");
    g_string_append(many, "]}");
    assert_refused(read_json, many->str, "over 100000 værdier");

    g_autofree char *commas = g_strnfill(CB_MAX_CASE_LINE_VALUES + 1, ',');
    g_autofree char *text = g_strdup_printf("{\"id\":\"1\",\"text\":\"\\\"%s\"}", commas);
    g_auto(CbLineCase) line = {0};
    assert_read(read_json, text, &line); /* in a text they are no values */
}

static void test_nesting_is_bounded(void)
{
    g_autofree char *deep = g_strnfill(50000, '[');
    g_autofree char *text = g_strdup_printf("{\"id\":\"1\",\"text\":\"x\",\"a\":%s", deep);
    assert_refused(read_json, text, "for mange lister i hinanden");
}

static void test_paragraphs_are_kept_apart_by_one_blank_line(void)
{
    g_auto(CbLineCase) line = {0};
    assert_read(read_json,
                "{\"id\":\"1\",\"text\":\"\\r\\n  A \\r\\n \\r\\n\\r\\n B\\r\\n C\\t\\n\\n\\n\"}",
                &line);
    g_assert_cmpstr(line.item->lead, ==, "A");
    g_assert_cmpstr(section_text(line.item), ==, "B\nC");
}

/* --- Telling of bad lines -------------------------------------------------------------------- */

static void test_bad_lines_are_named_up_to_a_thousand(void)
{
    g_autoptr(CbReport) report = cb_report_new(TRUE);
    g_autoptr(CbBadLines) none = cb_bad_lines_new(report, "a.tsv");
    g_autoptr(CbBadLines) two = cb_bad_lines_new(report, "a.tsv");
    g_autoptr(CbBadLines) many = cb_bad_lines_new(report, "a.tsv");
    g_assert_null(cb_bad_lines_finish(none));

    cb_bad_lines_add(two, 3, "der er intet id");
    cb_bad_lines_add(two, 9, "er ikke UTF-8");
    g_autofree char *told = cb_bad_lines_finish(two);
    g_assert_cmpstr(told, ==, "linje 3: der er intet id; linje 9: er ikke UTF-8");

    for (guint i = 1; i <= CB_MAX_BAD_LINES + 5; i++)
        cb_bad_lines_add(many, i, "x");
    g_autofree char *rest = cb_bad_lines_finish(many);
    g_assert_true(g_str_has_suffix(rest, "; og 5 linjer til, fra linje 1001 til 1005"));
    g_assert_cmpuint(cb_report_n_problems(report), ==, 2 + CB_MAX_BAD_LINES + 1);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/line-case/tsv", test_tsv_has_id_title_and_text);
    g_test_add_func("/line-case/tsv-title", test_tsv_title_may_be_empty);
    g_test_add_func("/line-case/tsv-refused", test_tsv_without_what_it_needs_is_refused);
    g_test_add_func("/line-case/id", test_id_is_bounded_and_printable);
    g_test_add_func("/line-case/json", test_json_has_all_fields);
    g_test_add_func("/line-case/json-little", test_json_needs_little);
    g_test_add_func("/line-case/not-json", test_json_that_is_none_is_refused);
    g_test_add_func("/line-case/json-fields", test_json_with_wrong_fields_is_refused);
    g_test_add_func("/line-case/date", test_date_that_is_none_is_noted_and_left_out);
    g_test_add_func("/line-case/values", test_values_are_bounded_in_number);
    g_test_add_func("/line-case/nesting", test_nesting_is_bounded);
    g_test_add_func("/line-case/paragraphs", test_paragraphs_are_kept_apart_by_one_blank_line);
    g_test_add_func("/bad-lines/named", test_bad_lines_are_named_up_to_a_thousand);
    return g_test_run();
}
