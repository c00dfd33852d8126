/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Searching a small index: each part of the language, sorting, paging, facets, filters. */
#include "sample.h"
#include <casebank/error.h>
#include <string.h>

static void give_place(CbCase *item, const char *municipality, const char *topic, const char *date)
{
    if (municipality != NULL)
        g_ptr_array_add(item->municipalities, g_strdup(municipality));
    if (topic != NULL)
        g_ptr_array_add(item->topics, g_strdup(topic));
    item->updated = g_strdup(date);
}

static void fill(CbWriter *writer)
{
    static const char *const handbook[] = {
        "Velkommen til dit forløb hos os.",
        "Et blik i hånden: din vejleder har en plan for læringen i praktikken.", NULL};
    CbCase *item = sample_case("mentor", "Mentorordning mindsker frafald",
                               "Et markant fald i frafaldet blandt eleverne. Hver elev har en "
                               "mentor.");
    give_place(item, "Egeby", "Fastholdelse", "2021-05-01");
    item->contact = g_strdup("Teamleder Anna Andersen\nTelefon 12 34 56 78\nanna@example.dk");
    g_ptr_array_add(item->sections,
                    cb_section_new("Resultater", "res", "Af 14 elever er 12 stadig i gang."));
    sample_add(writer, item);

    item = sample_case("buddy", "Buddy på første dag",
                       "En fast makker tager imod. Frafald i faldet markant er ingen god sætning.");
    give_place(item, "Birkelund", "Introduktion", "2023-11-17");
    sample_attach(item, "Elevens håndbog.pdf", "håndbog", handbook);
    sample_add(writer, item);

    item = sample_case("praktik", "Vejledere på fuldtid",
                       "Vejlederne giver elever i praktik støtte. Frafaldet er faldet.");
    give_place(item, "Egeby", "Fastholdelse", "2019-01-31");
    g_ptr_array_add(item->municipalities, g_strdup("Nye Ådal"));
    sample_add(writer, item);

    item = sample_case("udateret", "Sprogmakkere", "En makker hjælper med sproget.");
    item->contact = g_strdup("Mentor Bo Bertelsen");
    sample_add(writer, item);
}

static void test_all_words_must_be_in_the_case(Sample *sample)
{
    sample_expect(sample, "frafald", "mentor praktik buddy");
    sample_expect(sample, "mentor OG frafald", "mentor");
    sample_expect(sample, "makker OG vejleder", "buddy"); /* one in the page, one in its PDF */
    sample_expect(sample, "mentor OG sproget", "");
}

static void test_operators(Sample *sample)
{
    sample_expect(sample, "mentor ELLER sproget", "udateret mentor");
    sample_expect(sample, "frafald IKKE makker", "mentor praktik");
    sample_expect(sample, "frafald -makker -vejleder", "mentor");
    sample_expect(sample, "IKKE frafald", "udateret");
    sample_expect(sample, "(mentor ELLER makker) OG frafald", "mentor buddy");
    sample_expect(sample, "sproget ELLER IKKE frafald", "udateret");
}

static void test_phrases_keep_their_order_and_stop_words(Sample *sample)
{
    sample_expect(sample, "\"fald i frafaldet\"", "mentor");
    sample_expect(sample, "\"frafald i faldet\"", "buddy");
    sample_expect(sample, "\"fald frafald\"", "");
    sample_expect(sample, "\"har elev\"", "");
    sample_expect(sample, "\"elever har en mentorer\"", "mentor"); /* any inflection */
}

static void test_exact_words_and_phrases(Sample *sample)
{
    sample_expect(sample, "=frafaldet", "mentor praktik");
    sample_expect(sample, "=frafald", "mentor buddy");
    sample_expect(sample, "=\"fald i frafaldet\"", "mentor");
    sample_expect(sample, "=\"fald i frafald\"", "");
    sample_expect(sample, "=\"mentorordning mindsker\"", "mentor"); /* in the title alone */
    sample_expect(sample, "=\"plan for læringen\"", "buddy");       /* on a page of a PDF */
    sample_expect(sample, "=\"elevens håndbog\"", "buddy");         /* in the name of a file */
}

static void test_prefixes(Sample *sample)
{
    sample_expect(sample, "fraf*", "mentor praktik buddy");
    sample_expect(sample, "sprog*", "udateret");
    sample_expect(sample, "ukulel*", "");
    sample_expect(sample, "kommune:eg*", "mentor praktik");
    sample_expect(sample, "titel:ment*", "mentor");
    sample_expect(sample, "kontakt:and*", "mentor");
    sample_expect(sample, "mak* ELLER ment*", "mentor udateret buddy");
}

static void test_titles_and_files(Sample *sample)
{
    sample_expect(sample, "titel:frafald", "mentor");
    sample_expect(sample, "titel:\"første dag\"", "buddy");
    sample_expect(sample, "titel:\"dag første\"", "");
    sample_expect(sample, "titel:=mindsker", "mentor");
    sample_expect(sample, "titel:=mindske", "");
    sample_expect(sample, "titel:(frafald ELLER dag)", "buddy mentor");
    sample_expect(sample, "fil:håndbog", "buddy");
    sample_expect(sample, "fil:\"elevens håndbog\"", "buddy");
    sample_expect(sample, "fil:frafald", "");
}

static void test_contacts_are_searched_and_shown_only_when_asked_for(Sample *sample)
{
    sample_expect(sample, "Andersen", "");
    sample_expect(sample, "kontakt:mentor", "udateret");
    sample_expect(sample, "kontakt:\"anna andersen\"", "mentor");
    sample_expect(sample, "kontakt:\"andersen anna\"", "");
    CbRequest request = CB_REQUEST_INIT;
    request.text = "kontakt:anna@example.dk";
    g_autoptr(CbAnswer) asked = sample_ask(sample, &request);
    g_assert_nonnull(strstr(((CbHit *)asked->hits->pdata[0])->contact, "12 34 56 78"));
    request.text = "titel:mentorordning -kontakt:bertelsen";
    g_autoptr(CbAnswer) other = sample_ask(sample, &request);
    g_assert_null(((CbHit *)other->hits->pdata[0])->contact);
}

static void test_filters(Sample *sample)
{
    sample_expect(sample, "kommune:egeby", "mentor praktik");
    sample_expect(sample, "kommune:\"Egeby Kommune\"", "mentor praktik");
    sample_expect(sample, "kommune:\"Birkelunds Kommune\"", "buddy");
    sample_expect(sample, "kommune:\"nye aadal\"", "praktik");
    sample_expect(sample, "kommune:Nye", "");
    sample_expect(sample, "type:håndbog", "buddy");
    sample_expect(sample, "emne:fastholdelse -mentor", "praktik");
    sample_expect(sample, "år:2021", "mentor");
    sample_expect(sample, "år:2019..2021", "mentor praktik");
    sample_expect(sample, "år:2021..", "mentor buddy");
    sample_expect(sample, "år:..2020", "praktik");
    sample_expect(sample, "har:pdf", "buddy");
    sample_expect(sample, "har:effekt", "mentor");
    sample_expect(sample, "frafald kommune:Egeby år:2019", "praktik");
}

static void test_words_of_a_case_meet_in_any_spelling(Sample *sample)
{
    sample_expect(sample, "haandbog", "buddy");
    sample_expect(sample, "HÅNDBOG", "buddy");
    sample_expect(sample, "aadal", "praktik");
}

static void test_an_empty_query_gives_every_case(Sample *sample)
{
    sample_expect(sample, "", "mentor buddy praktik udateret");
    sample_expect(sample, " ... ", "mentor buddy praktik udateret");
}

static void test_stop_words_alone_are_searched_for(Sample *sample)
{
    sample_expect(sample, "tager", "buddy");
    sample_expect(sample, "på", "praktik buddy");
    sample_expect(sample, "på frafald", "mentor praktik buddy");
}

static void test_sorting_by_date_puts_undated_last(Sample *sample)
{
    CbRequest request = CB_REQUEST_INIT;
    request.sort = CB_SORT_DATE;
    g_autoptr(CbAnswer) all = sample_ask(sample, &request);
    g_autofree char *ids = sample_ids(all);
    g_assert_cmpstr(ids, ==, "buddy mentor praktik udateret");
    request.text = "frafald";
    g_autoptr(CbAnswer) some = sample_ask(sample, &request);
    g_autofree char *some_ids = sample_ids(some);
    g_assert_cmpstr(some_ids, ==, "buddy mentor praktik");
}

static void test_titles_weigh_most(Sample *sample)
{
    CbRequest request = CB_REQUEST_INIT;
    request.text = "frafald";
    g_autoptr(CbAnswer) answer = sample_ask(sample, &request);
    g_assert_cmpstr(((CbHit *)answer->hits->pdata[0])->case_id, ==, "mentor");
    g_assert_cmpfloat(((CbHit *)answer->hits->pdata[0])->score, >,
                      ((CbHit *)answer->hits->pdata[1])->score);
}

/* The counts of a facet as "Egeby 2, Birkelund 1". */
static char *counts(const CbAnswer *answer, const char *name)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < answer->facets->len; i++) {
        const CbFacet *facet = answer->facets->pdata[i];
        for (guint j = 0; strcmp(facet->name, name) == 0 && j < facet->values->len; j++) {
            const CbFacetValue *value = facet->values->pdata[j];
            g_string_append_printf(out, "%s%s %u", j > 0 ? ", " : "", value->value, value->count);
        }
    }
    return g_string_free(out, FALSE);
}

static void expect_counts(const CbAnswer *answer, const char *name, const char *expected)
{
    g_autofree char *actual = counts(answer, name);
    g_assert_cmpstr(actual, ==, expected);
}

static void test_facets_count_all_hits_whatever_the_page(Sample *sample)
{
    CbRequest request = CB_REQUEST_INIT;
    request.text = "frafald";
    request.per_page = 1;
    for (request.page = 1; request.page <= 5; request.page++) {
        g_autoptr(CbAnswer) answer = sample_ask(sample, &request);
        g_assert_cmpuint(answer->total, ==, 3);
        expect_counts(answer, "municipality", "Egeby 2, Birkelund 1, Nye Ådal 1");
        expect_counts(answer, "type", "håndbog 1");
        expect_counts(answer, "year", "2023 1, 2021 1, 2019 1");
        expect_counts(answer, "topic", "Fastholdelse 2, Introduktion 1");
    }
}

static void test_choosing_a_facet_value_leaves_its_count(Sample *sample)
{
    const char *egeby[] = {"EGEBY", NULL}, *topics[] = {"Introduktion", NULL};
    CbRequest request = CB_REQUEST_INIT;
    request.text = "frafald";
    request.municipalities = egeby;
    g_autoptr(CbAnswer) answer = sample_ask(sample, &request);
    g_assert_cmpuint(answer->total, ==, 2);
    expect_counts(answer, "topic", "Fastholdelse 2");
    request.topics = topics;
    g_autoptr(CbAnswer) none = sample_ask(sample, &request);
    g_assert_cmpuint(none->total, ==, 0);
    request.municipalities = NULL;
    request.year_from = request.year_to = 2023;
    g_autoptr(CbAnswer) year = sample_ask(sample, &request);
    g_assert_cmpuint(year->total, ==, 1);
}

static void test_several_values_of_a_filter_are_alternatives(Sample *sample)
{
    const char *places[] = {"Birkelund", "Nye Ådal", NULL}, *types[] = {"håndbog", NULL};
    CbRequest request = CB_REQUEST_INIT;
    request.municipalities = places;
    g_autoptr(CbAnswer) answer = sample_ask(sample, &request);
    g_assert_cmpuint(answer->total, ==, 2);
    request.types = types;
    g_autoptr(CbAnswer) both = sample_ask(sample, &request);
    g_autofree char *ids = sample_ids(both);
    g_assert_cmpstr(ids, ==, "buddy");
}

static void test_a_page_beyond_the_last_is_empty(Sample *sample)
{
    CbRequest request = CB_REQUEST_INIT;
    request.text = "frafald";
    request.page = G_MAXUINT;
    request.per_page = CB_MAX_PER_PAGE;
    g_autoptr(CbAnswer) answer = sample_ask(sample, &request);
    g_assert_cmpuint(answer->hits->len, ==, 0);
    g_assert_cmpuint(answer->total, ==, 3);
}

static void expect_usage_error(Sample *sample, const CbRequest *request)
{
    g_autoptr(GError) error = NULL;
    g_assert_null(cb_search(sample->index, request, &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_USAGE);
}

static void test_requests_out_of_range_are_refused(Sample *sample)
{
    CbRequest request = CB_REQUEST_INIT;
    request.page = 0;
    expect_usage_error(sample, &request);
    request = (CbRequest)CB_REQUEST_INIT;
    request.per_page = 0;
    expect_usage_error(sample, &request);
    request.per_page = CB_MAX_PER_PAGE + 1;
    expect_usage_error(sample, &request);
    request = (CbRequest)CB_REQUEST_INIT;
    request.max_passages = CB_MAX_PASSAGES + 1;
    expect_usage_error(sample, &request);
}

static void test_hits_carry_what_is_known_of_the_case(Sample *sample)
{
    CbRequest request = CB_REQUEST_INIT;
    request.text = "makker vejleder";
    g_autoptr(CbAnswer) answer = sample_ask(sample, &request);
    const CbHit *hit = answer->hits->pdata[0];
    g_assert_cmpstr(hit->case_id, ==, "buddy");
    g_assert_cmpstr(hit->title, ==, "Buddy på første dag");
    g_assert_cmpstr(hit->municipalities[0], ==, "Birkelund");
    g_assert_cmpstr(hit->url, ==, "https://www.example.dk/buddy.html");
    g_assert_cmpstr(hit->source, ==, "buddy.html");
    g_assert_cmpstr(hit->updated, ==, "2023-11-17");
    g_assert_cmpuint(hit->attachments->len, ==, 1);
    g_assert_cmpfloat(answer->took_ms, >, 0);
}

static void fill_other(CbWriter *writer)
{
    sample_add(writer, sample_case("ny", "En ny sag om frafald", "Ny tekst."));
}

static void test_a_new_generation_is_followed(Sample *sample)
{
    sample_expect(sample, "frafald", "mentor praktik buddy");
    sample_rebuild(sample, fill_other);
    sample_expect(sample, "frafald", "ny");
}

static void run(gconstpointer test)
{
    g_autoptr(Sample) sample = sample_new(fill);
    (*(void (*const *)(Sample *))test)(sample);
}

int main(int argc, char **argv)
{
    static const struct {
        void (*test)(Sample *);
        const char *path;
    } tests[] = {
        {test_all_words_must_be_in_the_case, "/search/all-words"},
        {test_operators, "/search/operators"},
        {test_phrases_keep_their_order_and_stop_words, "/search/phrases"},
        {test_exact_words_and_phrases, "/search/exact"},
        {test_prefixes, "/search/prefixes"},
        {test_titles_and_files, "/search/titles-and-files"},
        {test_contacts_are_searched_and_shown_only_when_asked_for, "/search/contacts"},
        {test_filters, "/search/filters"},
        {test_words_of_a_case_meet_in_any_spelling, "/search/spellings"},
        {test_an_empty_query_gives_every_case, "/search/empty"},
        {test_stop_words_alone_are_searched_for, "/search/stop-words"},
        {test_sorting_by_date_puts_undated_last, "/search/by-date"},
        {test_titles_weigh_most, "/search/titles-first"},
        {test_facets_count_all_hits_whatever_the_page, "/search/facets"},
        {test_choosing_a_facet_value_leaves_its_count, "/search/facet-values"},
        {test_several_values_of_a_filter_are_alternatives, "/search/alternatives"},
        {test_a_page_beyond_the_last_is_empty, "/search/beyond-the-last"},
        {test_requests_out_of_range_are_refused, "/search/out-of-range"},
        {test_hits_carry_what_is_known_of_the_case, "/search/hits"},
        {test_a_new_generation_is_followed, "/search/generations"},
    };
    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
        g_test_add_data_func(tests[i].path, &tests[i].test, run);
    return g_test_run();
}
