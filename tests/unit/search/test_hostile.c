/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Queries that nobody means well: they give an answer, in bounded time, and never an error. */
#include "sample.h"
#include <string.h>

#define MAX_SECONDS 10 /* with sanitizers on a busy machine; each takes milliseconds */

static void fill(CbWriter *writer)
{
    static const char *const pages[] = {"En side om mentorer og frafald i kommunen.", NULL};
    for (guint i = 0; i < 200; i++) {
        g_autofree char *id = g_strdup_printf("sag%u", i);
        g_autofree char *text = g_strdup_printf(
            "Sag %u om mentor%u, elev%u og frafald. Fald i frafaldet.", i, i, i % 7);
        CbCase *item = sample_case(id, "En sag om elever", text);
        if (i % 5 == 0)
            sample_attach(item, "Folder.pdf", "folder", pages);
        sample_add(writer, item);
    }
}

static void ask(Sample *sample, const char *query)
{
    CbRequest request = CB_REQUEST_INIT;
    request.text = query;
    gint64 start = g_get_monotonic_time();
    g_autoptr(CbAnswer) answer = sample_ask(sample, &request);
    g_autofree char *json = cb_answer_to_json(answer, FALSE);
    g_assert_true(g_utf8_validate(json, -1, NULL));
    g_assert_true(g_utf8_validate(answer->interpreted, -1, NULL));
    g_assert_cmpint(g_get_monotonic_time() - start, <, MAX_SECONDS * G_USEC_PER_SEC);
}

static void ask_repeated(Sample *sample, const char *part, guint n)
{
    g_autoptr(GString) query = g_string_new(NULL);
    for (guint i = 0; i < n; i++)
        g_string_append(query, part);
    ask(sample, query->str);
}

static void test_endless_queries(void)
{
    static const char *const parts[] = {
        "(",
        ")",
        "-(",
        "IKKE ",
        "ELLER ",
        "OG ",
        "\"",
        "=\"",
        "mentor ",
        "mentor",
        "mentor* ",
        "m* ",
        "titel:",
        "titel:(",
        "kommune:x ",
        "år:2019 ",
        "’",
        "» ",
        "=frafald ",
        "\"fald i\" ",
        "=\"fald i frafaldet\" ",
        "æøå ",
        "\xff",
        "\xe2\x80",
        "a-b-c-",
        "((a ELLER b) OG c) ",
        "-mentor ",
        "kontakt:a ",
    };
    g_autoptr(Sample) sample = sample_new(fill);
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        g_test_message("%s", parts[i]);
        ask_repeated(sample, parts[i], 5000);
    }
}

static void test_five_thousand_different_words(void)
{
    g_autoptr(Sample) sample = sample_new(fill);
    g_autoptr(GString) query = g_string_new(NULL);
    for (guint i = 0; i < 5000; i++)
        g_string_append_printf(query, "mentor%u ", i);
    ask(sample, query->str);
}

static void test_prefixes_that_stand_for_very_many_words(void)
{
    g_autoptr(Sample) sample = sample_new(fill);
    sample_expect(sample, "mentor199*", "sag199");
    CbRequest request = CB_REQUEST_INIT;
    request.text = "me*";
    g_autoptr(CbAnswer) answer = sample_ask(sample, &request);
    g_assert_cmpuint(answer->total, ==, 200);
    ask(sample, "me* el* fr* sa* om* fo* en* mentor1* mentor2* elev*");
}

/* Xapian 1.4.22 is known to crash on an OR of a MAX of a SYNONYM and a scaled AND. Prefixes are
 * SYNONYMs, and filters are scaled; here they stand in every place under OR, with few and with many
 * hits wanted. */
static void test_synonyms_and_scaled_lists_under_or(void)
{
    static const char *const queries[] = {
        "me* ELLER (mentor1 frafald)",
        "(me* titel:elever) ELLER (fr* kommune:x) ELLER elev3",
        "el* ELLER titel:el* ELLER fil:fo* ELLER \"fald i frafaldet\"",
        "(=mentor7 ELLER me*) (fr* ELLER =\"fald i frafaldet\")",
        "mentor1 mentor2 mentor3 mentor4 mentor5 elev1 me* ELLER fr*",
        "IKKE (me* ELLER (mentor1 OG el*))",
    };
    g_autoptr(Sample) sample = sample_new(fill);
    for (gsize i = 0; i < G_N_ELEMENTS(queries); i++)
        for (guint per_page = 1; per_page <= CB_MAX_PER_PAGE; per_page *= 10) {
            CbRequest request = CB_REQUEST_INIT;
            request.text = queries[i];
            request.per_page = per_page;
            request.sort = i % 2 == 0 ? CB_SORT_RELEVANCE : CB_SORT_DATE;
            cb_answer_free(sample_ask(sample, &request));
        }
}

static void test_values_longer_than_a_term(void)
{
    static const char *const fields[] = {
        "kommune:", "titel:", "emne:", "type:", "=", "har:", "fil:"};
    g_autoptr(Sample) sample = sample_new(fill);
    g_autofree char *word = g_strnfill(3000, 'z');
    for (gsize i = 0; i < G_N_ELEMENTS(fields); i++) {
        g_autofree char *query = g_strconcat(fields[i], word, NULL);
        g_autofree char *prefix = g_strconcat(query, "*", NULL);
        ask(sample, query);
        ask(sample, prefix);
    }
}

/* What is put together at random from the language's own pieces. */
static void test_random_queries(void)
{
    static const char *const pieces[] = {
        "mentor", "frafald",  "i",  "og",     " ",        " ",    " ",     "(",     ")",
        "\"",     "=",        "-",  "*",      " ELLER ",  " OG ", "IKKE ", "år:",   "2019",
        "..",     "kommune:", "me", "titel:", "kontakt:", "har:", "»",     "«",     "’",
        "fald",   "elev3",    ":",  "\xc3",   "ø",        "fil:", "\n",    "type:", "emne:"};
    g_autoptr(Sample) sample = sample_new(fill);
    for (guint i = 0; i < 400; i++) {
        g_autoptr(GString) query = g_string_new(NULL);
        for (int n = g_test_rand_int_range(1, 25); n > 0; n--)
            g_string_append(query, pieces[g_test_rand_int_range(0, G_N_ELEMENTS(pieces))]);
        g_test_message("%s", query->str);
        ask(sample, query->str);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/hostile/endless", test_endless_queries);
    g_test_add_func("/hostile/different-words", test_five_thousand_different_words);
    g_test_add_func("/hostile/prefixes", test_prefixes_that_stand_for_very_many_words);
    g_test_add_func("/hostile/synonyms-under-or", test_synonyms_and_scaled_lists_under_or);
    g_test_add_func("/hostile/long-values", test_values_longer_than_a_term);
    g_test_add_func("/hostile/random", test_random_queries);
    return g_test_run();
}
