/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cases are found when a query is widened, and when that is switched off. */
#include "sample.h"
#include <casebank/error.h>
#include <string.h>

static void fill(CbWriter *writer)
{
    static const char *const texts[][2] = {
        {"ssa", "Uddannelsen til SSA tager tre år."},
        {"assistent", "Her uddannes social- og sundhedsassistenter."},
        {"gf2", "Eleverne begynder på GF2."},
        {"grundforloeb", "Eleverne begynder på grundforløb 2."},
        {"oplaering", "I oplæringen møder eleven sin vejleder."},
        {"praktik", "I praktikken møder eleven sin vejleder."},
        {"mentorindsats", "En mentorindsats i kommunen."},
        {"buddy", "Alle får en buddy."},
        {"onboarding", "Onboarding af nye kolleger."},
        {"tosprogede", "Et forløb for tosprogede."},
        {"hold", "Uddannelsen har et hold nummer 2."},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        sample_add(writer, sample_case(texts[i][0], texts[i][0], texts[i][1]));
}

static CbThesaurus *shipped(Sample *sample)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_build_filename(g_getenv("CASEBANK_SOURCE_DIR"), "engine", "danish",
                                             "thesaurus.txt", NULL);
    CbThesaurus *thesaurus = cb_thesaurus_load(path, cb_index_analyzer(sample->index), &error);
    g_assert_no_error(error);
    return thesaurus;
}

static int by_text(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The ids of the cases with all words, by the alphabet. */
static void expect(Sample *sample, CbRequest request, const char *query, const char *expected)
{
    request.text = query;
    request.no_relax = TRUE;
    g_autoptr(CbAnswer) answer = sample_ask(sample, &request);
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    for (guint i = 0; i < answer->hits->len; i++)
        g_ptr_array_add(ids, ((CbHit *)answer->hits->pdata[i])->case_id);
    g_ptr_array_sort(ids, by_text);
    g_ptr_array_add(ids, NULL);
    g_autofree char *found = g_strjoinv(" ", (char **)ids->pdata);
    g_test_message("%s", query);
    g_assert_cmpstr(found, ==, expected);
}

static void test_other_words_for_the_same_are_found(Sample *sample)
{
    g_autoptr(CbThesaurus) thesaurus = shipped(sample);
    CbRequest request = CB_REQUEST_INIT;
    expect(sample, request, "SSA", "ssa");
    request.thesaurus = thesaurus;
    expect(sample, request, "SSA", "assistent ssa");
    expect(sample, request, "social- og sundhedsassistent", "assistent ssa");
    expect(sample, request, "grundforløb 2", "gf2 grundforloeb");
    expect(sample, request, "GF2", "gf2 grundforloeb");
    expect(sample, request, "gf 2", "gf2 grundforloeb");
    expect(sample, request, "praktik vejleder", "oplaering praktik");
    expect(sample, request, "dansk som andetsprog", "tosprogede");
    expect(sample, request, "praktik ELLER SSA", "assistent oplaering praktik ssa");
}

static void test_the_word_itself_alone(Sample *sample)
{
    g_autoptr(CbThesaurus) thesaurus = shipped(sample);
    CbRequest request = CB_REQUEST_INIT;
    request.thesaurus = thesaurus;
    expect(sample, request, "=praktikken", "praktik");
    expect(sample, request, "\"praktik\"", "praktik");
    expect(sample, request, "titel:praktik", "praktik");
    expect(sample, request, "vejleder -praktik", "mentorindsats oplaering");
    request.exact = TRUE;
    expect(sample, request, "praktikken", "praktik");
    expect(sample, request, "praktikkens", "");
}

static void test_joined_and_divided_words(Sample *sample)
{
    CbRequest request = CB_REQUEST_INIT;
    expect(sample, request, "on-boarding", "onboarding");
    expect(sample, request, "on boarding", "onboarding");
    expect(sample, request, "mentor indsats", "mentorindsats");
    expect(sample, request, "indsats", "mentorindsats");
    request.no_compounds = TRUE;
    expect(sample, request, "indsats", "");
    expect(sample, request, "mentor indsats", "");
    expect(sample, request, "mentorindsatsen", "mentorindsats");
}

static void test_another_analysis_is_told(Sample *sample)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CbAnalyzer) other = cb_analyzer_new();
    const char text[] = "1 | abe, bil";
    g_autoptr(CbThesaurus) thesaurus = cb_thesaurus_parse(text, strlen(text), "fil", other, &error);
    g_assert_no_error(error);
    CbRequest request = CB_REQUEST_INIT;
    request.text = "abe";
    request.thesaurus = thesaurus;
    g_assert_null(cb_search(sample->index, &request, &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_BUSY);
}

static void test_an_empty_page_has_a_reason(Sample *sample)
{
    static const char *const queries[][2] = {
        {"zebra", "Ingen af sagerne har ordet »zebra«"},
        {"zebra giraf", "Ingen af sagerne har ordene »zebra« eller »giraf«"},
        {"a1 b2 c3 d4 e5", "Ingen af sagerne har ordene »a1«, »b2«, »c3« og 2 til"},
        {"hvorfor", "Søgningen har kun småord"},
        {"buddy OG onboarding", "Ordene findes, men ingen sag har dem"},
        {"buddy kommune:Egeby", "Ingen sag passer"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(queries); i++) {
        CbRequest request = CB_REQUEST_INIT;
        request.text = queries[i][0];
        g_autoptr(CbAnswer) answer = sample_ask(sample, &request);
        g_test_message("%s", queries[i][0]);
        g_assert_cmpuint(answer->total, ==, 0);
        g_assert_cmpuint(answer->notes->len, ==, 1);
        g_assert_true(g_str_has_prefix(answer->notes->pdata[0], queries[i][1]));
    }
}

/* Xapian 1.4.22 crashes on some trees of scaled lists; here every word is several. */
static void test_widened_words_in_every_place(Sample *sample)
{
    static const char *const queries[] = {
        "(praktik ELLER elevfrafald) mentor",
        "IKKE (SSA ELLER mentorindsats) elev",
        "SSA gf2 praktik elev medarbejder plejecenter onboarding",
        "praktik* ELLER (SSA mentor) ELLER \"buddy\"",
        "(mentorindsats ELLER oplæring) (SSA ELLER titel:gf2) -ledig",
    };
    g_autoptr(CbThesaurus) thesaurus = shipped(sample);
    g_autoptr(GString) many = g_string_new(NULL);
    for (guint i = 0; i < 16; i++)
        g_string_append(many, "SSA hjemmepleje plejecenter medarbejder ");
    for (gsize i = 0; i <= G_N_ELEMENTS(queries); i++)
        for (guint per_page = 1; per_page <= CB_MAX_PER_PAGE; per_page *= 10) {
            CbRequest request = CB_REQUEST_INIT;
            request.text = i < G_N_ELEMENTS(queries) ? queries[i] : many->str;
            request.per_page = per_page;
            request.thesaurus = thesaurus;
            cb_answer_free(sample_ask(sample, &request));
        }
}

int main(int argc, char **argv)
{
    static const struct {
        void (*run)(Sample *sample);
        const char *name;
    } tests[] = {
        {test_other_words_for_the_same_are_found, "/widened/same"},
        {test_the_word_itself_alone, "/widened/itself"},
        {test_joined_and_divided_words, "/widened/joined"},
        {test_another_analysis_is_told, "/widened/other-analysis"},
        {test_an_empty_page_has_a_reason, "/widened/empty-page"},
        {test_widened_words_in_every_place, "/widened/every-place"},
    };
    g_test_init(&argc, &argv, NULL);
    g_autoptr(Sample) sample = sample_new(fill);
    for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
        g_test_add_data_func(tests[i].name, sample, (GTestDataFunc)(void (*)(void))tests[i].run);
    return g_test_run();
}
