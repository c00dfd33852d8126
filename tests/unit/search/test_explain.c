/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a case is a hit or not: what is told is what the search does. */
#include "sample.h"
#include <casebank/error.h>
#include <casebank/explain.h>
#include <glib/gstdio.h>
#include <string.h>

static Sample *sample;
static CbThesaurus *thesaurus;

static void add_name(GPtrArray *names, const char *name)
{
    g_ptr_array_add(names, g_strdup(name));
}

static void add_section(CbCase *item, const char *heading, const char *text)
{
    g_ptr_array_add(item->sections, cb_section_new(heading, NULL, text));
}

static CbCase *mentor_case(void)
{
    static const char *const pages[] = {"En vejleder og en mentor taler med eleven.",
                                        "Frafald kan forebygges. Mentoren lytter.", NULL};
    CbCase *item = sample_case("sager/mentor", "Mentorer på første dag", NULL);
    g_free(item->lead);
    item->lead = g_strdup("Egeby giver hver elev en mentor.");
    item->updated = g_strdup("2021-05-01");
    item->contact = g_strdup("Udviklingskonsulenten");
    add_name(item->municipalities, "Egeby");
    add_name(item->topics, "Fastholdelse");
    add_section(item, "Effekt", "Frafaldet faldt, og trivslen steg.");
    sample_attach(item, "Håndbog for mentorer.pdf", "håndbog", pages);
    return item;
}

static void fill(CbWriter *writer)
{
    sample_add(writer, mentor_case());
    sample_add(writer, sample_case("sager/frafald", "Elevfrafald",
                                   "Elevfrafaldet er stort. Frafald koster."));
    sample_add(writer, sample_case("sager/dele", "To ord",
                                   "Hver elev tæller. Et frafald er et nederlag. "
                                   "Vores praktikvejledere er på fuldtid."));
    CbCase *buddy = sample_case("sager/buddy", "En buddy", "Hver elev har en buddy og en dag.");
    add_name(buddy->municipalities, "Birkelund");
    sample_add(writer, buddy);
    sample_add(writer, sample_case("sager/andet", "Noget andet", "Her er sprog og ro."));
    sample_add(writer, sample_case("sager/vej", "Asfalt", "Denne vej kræver arbejde."));
    sample_add(
        writer,
        sample_case("sager/langt", "Asfalt",
                    "Denne vej er lang og smal, grøn og gul, høj og lav, tør og våd, kold og "
                    "varm, tom og fuld, brun og grå, og den kræver arbejde."));
    for (guint i = 0; i < 12; i++) {
        g_autofree char *id = g_strdup_printf("fyld%u", i);
        sample_add(writer, sample_case(id, "Fyld", "Bolig og bustransport i en by."));
    }
}

static CbThesaurus *make_thesaurus(CbAnalyzer *analyzer)
{
    g_autofree char *path = NULL;
    g_autoptr(GError) error = NULL;
    int fd = g_file_open_tmp("casebank-explain-XXXXXX", &path, NULL);
    g_assert_true(g_close(fd, NULL));
    g_assert_true(g_file_set_contents(path, "0.6 | mentor, buddy\n", -1, NULL));
    CbThesaurus *made = cb_thesaurus_load(path, analyzer, &error);
    g_assert_no_error(error);
    g_remove(path);
    return made;
}

static CbRequest request_of(const char *query)
{
    CbRequest request = CB_REQUEST_INIT;
    request.text = query;
    request.thesaurus = thesaurus;
    return request;
}

static CbExplanation *explain_as(const CbRequest *request, const char *id)
{
    g_autoptr(GError) error = NULL;
    CbExplanation *explanation = cb_explain(sample->index, request, id, &error);
    g_test_message("»%s« %s", request->text, id);
    g_assert_no_error(error);
    g_assert_cmpstr(explanation->case_id, ==, id);
    return explanation;
}

static CbExplanation *explain(const char *query, const char *id)
{
    const CbRequest request = request_of(query);
    return explain_as(&request, id);
}

static const CbExplainedWord *word_at(const CbExplanation *explanation, guint i)
{
    g_assert_cmpuint(i, <, explanation->words->len);
    return explanation->words->pdata[i];
}

/* It must be there. */
static const CbExplainedForm *find_form(const CbExplainedWord *word, const char *text)
{
    for (guint i = 0; i < word->forms->len; i++) {
        const CbExplainedForm *form = word->forms->pdata[i];
        if (strcmp(form->text, text) == 0)
            return form;
    }
    g_error("no form »%s«", text);
}

/* --- The sum --------------------------------------------------------------------------------- */

static void expect_adds_up(const CbExplanation *explanation)
{
    double sum = explanation->passage_score;
    for (guint i = 0; i < explanation->words->len; i++)
        sum += word_at(explanation, i)->score;
    g_assert_cmpfloat_with_epsilon(sum * explanation->coverage, explanation->score, 1e-9);
}

/* Every hit of the query is explained as it was found. Returns how many there are. */
static guint expect_as_searched(const CbRequest *asked)
{
    CbRequest request = *asked;
    request.per_page = CB_MAX_PER_PAGE;
    g_autoptr(CbAnswer) answer = sample_ask(sample, &request);
    for (guint i = 0; i < answer->hits->len; i++) {
        const CbHit *hit = answer->hits->pdata[i];
        g_autoptr(CbExplanation) explanation = explain_as(asked, hit->case_id);
        g_assert_cmpuint(explanation->place, ==, i + 1);
        g_assert_cmpuint(explanation->total, ==, answer->total);
        g_assert_cmpint(explanation->found, ==, hit->relaxed ? CB_FOUND_RELAXED : CB_FOUND_STRICT);
        g_assert_cmpuint(explanation->removed_by->len, ==, 0);
        g_assert_true(explanation->listed_score == hit->score); /* to the last bit */
        g_assert_true(explanation->score == hit->score);
        expect_adds_up(explanation);
    }
    return answer->total;
}

static void test_the_sum_is_the_score(void)
{
    static const struct {
        const char *query;
        guint hits;
    } queries[] = {
        {"frafald", 3},
        {"mentor frafald", 4},
        {"elevfrafald", 3},
        {"mentor", 2}, /* the other by its synonym */
        {"ment*", 1},
        {"=frafald", 3},
        {"mentor ELLER sprog", 3},
        {"\"hver elev\"", 3},
        {"titel:mentor frafald", 1},
        {"hvordan kan en mentor mindske frafald når en elev har brug for ro i praktikken", 5},
        {"", 19},
        {"kommune:Egeby", 1},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(queries); i++) {
        const CbRequest request = request_of(queries[i].query);
        g_assert_cmpuint(expect_as_searched(&request), ==, queries[i].hits);
    }
}

static void test_the_sum_follows_the_setting(void)
{
    CbRankOptions options = cb_rank_defaults;
    CbRequest request = request_of("mentor frafald");
    g_autoptr(CbExplanation) before = explain_as(&request, "sager/mentor");
    g_assert_true(cb_rank_options_set(&options, "title=9", NULL));
    request.rank = &options;
    g_assert_cmpuint(expect_as_searched(&request), ==, 4);
    g_autoptr(CbExplanation) after = explain_as(&request, "sager/mentor");
    g_assert_cmpfloat(after->score, >, before->score);
}

static void test_below_the_depth_the_list_has_other_scores(void)
{
    CbRankOptions options = cb_rank_defaults;
    CbRequest request = request_of("frafald");
    options.depth = 1;
    request.rank = &options;
    g_autoptr(CbAnswer) answer = sample_ask(sample, &request);
    const CbHit *last = answer->hits->pdata[answer->hits->len - 1];
    g_autoptr(CbExplanation) explanation = explain_as(&request, last->case_id);
    g_assert_cmpuint(explanation->place, ==, answer->total);
    g_assert_true(explanation->listed_score == last->score);
    expect_adds_up(explanation);
}

static void test_a_word_tells_of_its_rarity_and_fields(void)
{
    g_autoptr(CbExplanation) explanation = explain("mentor", "sager/mentor");
    const CbExplainedWord *word = word_at(explanation, 0);
    g_assert_cmpuint(word->n_cases, ==, 2);
    g_assert_cmpfloat(word->idf, >, 0);
    g_assert_cmpuint(word->ways->len, ==, 1);
    const CbExplainedWay *way = word->ways->pdata[0];
    g_assert_cmpint(way->kind, ==, CB_WAY_WORD);
    g_assert_cmpfloat(way->title, ==, 1);
    g_assert_cmpfloat(way->lead, ==, 3); /* the first words go on into the PDF here */
    g_assert_cmpfloat(way->body, ==, 1);
    g_assert_cmpfloat(way->attachment, ==, 2);
    g_assert_cmpfloat_with_epsilon(way->frequency, word->frequency, 1e-6);
}

static void test_the_best_passage_is_shown(void)
{
    g_autoptr(CbExplanation) explanation = explain("frafald forebygges", "sager/mentor");
    g_assert_cmpfloat(explanation->passage_score, >, 0);
    g_assert_cmpstr(explanation->passage->attachment, ==, "Håndbog for mentorer.pdf");
    g_assert_cmpuint(explanation->passage->page, ==, 2);
    g_autofree char *marked = sample_marked(explanation->passage);
    g_assert_nonnull(strstr(marked, "[Frafald] kan [forebygges]."));
}

/* --- Words ----------------------------------------------------------------------------------- */

static void expect_place(const CbExplainedForm *form, guint i, CbPlaceKind kind, const char *name,
                         guint page)
{
    g_assert_cmpuint(i, <, form->places->len);
    const CbExplainedPlace *place = form->places->pdata[i];
    g_assert_cmpint(place->kind, ==, kind);
    g_assert_cmpstr(place->name, ==, name);
    g_assert_cmpuint(place->page, ==, page);
    g_assert_cmpuint(place->count, ==, 1);
}

static void test_forms_and_places_are_told(void)
{
    g_autoptr(CbExplanation) explanation = explain("mentor frafald", "sager/mentor");
    const CbExplainedWord *mentor = word_at(explanation, 0), *frafald = word_at(explanation, 1);
    g_assert_cmpstr(mentor->text, ==, "mentor");
    g_assert_true(mentor->found && frafald->found);
    g_assert_cmpuint(mentor->count, ==, 5);
    g_assert_cmpuint(mentor->n_forms, ==, 3);
    const CbExplainedForm *mentorer = find_form(mentor, "mentorer");
    g_assert_cmpuint(mentorer->n_places, ==, 2);
    expect_place(mentorer, 0, CB_PLACE_TITLE, NULL, 0);
    expect_place(mentorer, 1, CB_PLACE_FILE, "Håndbog for mentorer.pdf", 0);
    const CbExplainedForm *plain = find_form(mentor, "mentor");
    expect_place(plain, 0, CB_PLACE_LEAD, NULL, 0);
    expect_place(plain, 1, CB_PLACE_PAGE, "Håndbog for mentorer.pdf", 1);
    expect_place(find_form(frafald, "Frafaldet"), 0, CB_PLACE_SECTION, "Effekt", 0);
}

static void test_a_lacking_word_is_named(void)
{
    g_autoptr(CbExplanation) explanation = explain("mentor sprog", "sager/mentor");
    g_assert_cmpint(explanation->found, ==, CB_FOUND_RELAXED);
    const CbExplainedWord *lacking = word_at(explanation, 1);
    g_assert_cmpstr(lacking->text, ==, "sprog");
    g_assert_false(lacking->found);
    g_assert_cmpuint(lacking->forms->len, ==, 0);
    g_assert_cmpuint(lacking->n_cases, ==, 1);
    g_assert_cmpfloat(lacking->score, ==, 0);
    g_assert_cmpfloat(explanation->coverage, <, 1);
}

static void test_the_part_that_fits_is_told(void)
{
    g_autoptr(CbExplanation) explanation = explain("vejleder", "sager/dele");
    const CbExplainedForm *form = word_at(explanation, 0)->forms->pdata[0];
    g_assert_cmpstr(form->text, ==, "praktikvejledere");
    g_assert_cmpstr(form->part, ==, "vejledere");
    g_assert_cmpint(form->way, ==, CB_WAY_WORD);
}

static void test_parts_of_a_compound_that_stand_apart(void)
{
    g_autoptr(CbExplanation) apart = explain("elevfrafald", "sager/dele");
    g_assert_true(word_at(apart, 0)->found);
    g_assert_cmpuint(word_at(apart, 0)->count, ==, 0);
    g_assert_cmpint(find_form(word_at(apart, 0), "elev")->way, ==, CB_WAY_PARTS);
    g_autoptr(CbExplanation) whole = explain("elevfrafald", "sager/frafald");
    const CbExplainedForm *itself = word_at(whole, 0)->forms->pdata[0];
    g_assert_cmpint(itself->way, ==, CB_WAY_WORD);
    g_assert_cmpuint(word_at(whole, 0)->count, ==, 2);
    g_autoptr(CbExplanation) one = explain("elevfrafald", "sager/buddy");
    g_assert_cmpint(one->found, ==, CB_FOUND_NO);
    g_assert_false(word_at(one, 0)->found);
    g_assert_false(find_form(word_at(one, 0), "elev")->counts);
}

/* The dictionary has the compound: its parts say the same only side by side. */
static void test_parts_of_a_listed_compound_must_stand_close(void)
{
    g_autoptr(CbExplanation) near = explain("vejarbejde", "sager/vej");
    g_assert_cmpint(near->found, ==, CB_FOUND_STRICT);
    g_assert_true(word_at(near, 0)->found);
    g_autoptr(CbExplanation) far = explain("vejarbejde", "sager/langt");
    g_assert_cmpint(far->found, ==, CB_FOUND_NO);
    g_assert_false(word_at(far, 0)->found);
    g_assert_false(find_form(word_at(far, 0), "arbejde")->counts);
}

static void test_synonyms_and_expansions_are_told(void)
{
    g_autoptr(CbExplanation) explanation = explain("mentor", "sager/buddy");
    const CbExplainedForm *form = word_at(explanation, 0)->forms->pdata[0];
    g_assert_cmpint(form->way, ==, CB_WAY_SYNONYM);
    g_assert_cmpstr(form->synonym, ==, "buddy");
    g_assert_cmpuint(form->count, ==, 2);
    g_assert_cmpuint(explanation->expansions->len, ==, 1);
    CbRequest request = request_of("mentor");
    request.thesaurus = NULL;
    g_autoptr(CbExplanation) without = explain_as(&request, "sager/buddy");
    g_assert_cmpint(without->found, ==, CB_FOUND_NO);
    g_assert_false(word_at(without, 0)->found);
}

static void test_words_joined_in_the_text(void)
{
    g_autoptr(CbExplanation) explanation = explain("praktik vejleder", "sager/dele");
    g_assert_cmpint(explanation->found, ==, CB_FOUND_STRICT);
    g_assert_cmpuint(find_form(word_at(explanation, 0), "praktikvejledere")->count, ==, 1);
    g_assert_cmpuint(find_form(word_at(explanation, 1), "praktikvejledere")->count, ==, 1);
}

static void test_a_municipality_counts_as_a_word(void)
{
    g_autoptr(CbExplanation) explanation = explain("Birkelund", "sager/buddy");
    g_assert_cmpint(explanation->found, ==, CB_FOUND_STRICT);
    g_assert_true(word_at(explanation, 0)->found);
    expect_place(word_at(explanation, 0)->forms->pdata[0], 0, CB_PLACE_MUNICIPALITY, NULL, 0);
}

/* --- What keeps a case out ------------------------------------------------------------------- */

static void expect_removal(const CbExplanation *explanation, const char *kind, const char *text,
                           const char *reason)
{
    g_assert_cmpint(explanation->found, ==, CB_FOUND_NO);
    g_assert_cmpuint(explanation->place, ==, 0);
    g_assert_cmpuint(explanation->removed_by->len, ==, 1);
    const CbRemoval *removal = explanation->removed_by->pdata[0];
    g_assert_cmpstr(removal->kind, ==, kind);
    g_assert_cmpstr(removal->text, ==, text);
    g_assert_cmpstr(removal->reason, ==, reason);
}

static void test_each_condition_of_a_query_is_named(void)
{
    static const struct {
        const char *query, *kind, *text, *reason;
    } queries[] = {
        {"mentor kommune:Birkelund", "municipality", "kommune:Birkelund",
         "Sagen er fra Egeby, ikke Birkelund"},
        {"mentor type:planche", "type", "type:planche",
         "Ingen af sagens bilag er af typen planche; de er: håndbog"},
        {"mentor emne:Rekruttering", "topic", "emne:Rekruttering",
         "Sagen står under Fastholdelse, ikke under emnet Rekruttering"},
        {"mentor år:2022..", "year", "år:2022..",
         "Sagen er dateret 2021, og der er valgt år 2022.."},
        {"mentor har:noget", "has", "har:noget",
         "Ingen sager har »noget«: der er har:effekt og har:pdf"},
        {"mentor titel:frafald", "title", "titel:frafald",
         "»frafald« står ikke i sagens overskrift"},
        {"mentor fil:planche", "file", "fil:planche", "»planche« står ikke i navnet på et bilag"},
        {"mentor kontakt:rektor", "contact", "kontakt:rektor",
         "»rektor« står ikke blandt sagens kontakter"},
        {"mentor \"frafald faldt meget\"", "phrase", "\"frafald faldt meget\"",
         "Ordene »frafald faldt meget« står ikke lige efter hinanden i sagen"},
        {"mentor =mentors", "exact", "=mentors", "»mentors« står ikke i sagen, som det er skrevet"},
        {"mentor sprog*", "prefix", "sprog*", "Intet ord, der begynder med »sprog«, står i sagen"},
        {"mentor IKKE frafald", "not", "IKKE frafald",
         "Søgningen vil ikke have »frafald«, og sagen har det"},
        {"mentor (sprog ELLER bolig)", "any", "sprog ELLER bolig",
         "Sagen har intet af dette: »sprog ELLER bolig«"},
        {"mentor OG sprog", "word", "sprog", "»sprog« står ikke i sagen"},
        {"sprog", "words", "sprog", "Sagen har ikke ordet »sprog«"},
        {"bolig by", "words", "bolig by", "Sagen har ingen af ordene »bolig« og »by«"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(queries); i++) {
        g_autoptr(CbExplanation) explanation = explain(queries[i].query, "sager/mentor");
        expect_removal(explanation, queries[i].kind, queries[i].text, queries[i].reason);
    }
}

static void test_all_conditions_are_named(void)
{
    g_autoptr(CbExplanation) explanation =
        explain("titel:frafald kommune:Birkelund har:pdf", "sager/mentor");
    g_assert_cmpuint(explanation->removed_by->len, ==, 2);
}

static void test_each_filter_of_a_request_is_named(void)
{
    static const char *const municipality[] = {"Birkelund", NULL},
                             *const type[] = {"planche", NULL},
                             *const topic[] = {"Rekruttering", "Sprog", NULL};
    const CbRequest plain = request_of("mentor");
    CbRequest requests[] = {plain, plain, plain, plain};
    requests[0].municipalities = municipality;
    requests[1].types = type;
    requests[2].topics = topic;
    requests[3].year_to = 2020;
    static const char *const reasons[] = {
        "Sagen er fra Egeby, ikke Birkelund",
        "Ingen af sagens bilag er af typen planche; de er: håndbog",
        "Sagen står under Fastholdelse, ikke under emnet Rekruttering eller Sprog",
        "Sagen er dateret 2021, og der er valgt år ..2020"};
    static const char *const kinds[] = {"municipality", "type", "topic", "year"};
    for (gsize i = 0; i < G_N_ELEMENTS(requests); i++) {
        g_autoptr(CbExplanation) explanation = explain_as(&requests[i], "sager/mentor");
        const CbRemoval *removal = explanation->removed_by->pdata[0];
        expect_removal(explanation, kinds[i], removal->text, reasons[i]);
    }
    g_autoptr(CbExplanation) bare = explain_as(&requests[0], "sager/andet");
    const CbRemoval *none = bare->removed_by->pdata[0];
    g_assert_cmpstr(none->reason, ==, "Sagen nævner ingen kommune, og der er valgt Birkelund");
}

static void test_why_a_case_with_some_of_the_words_is_left_out(void)
{
    CbRequest request = request_of("mentor sprog");
    request.no_relax = TRUE;
    g_autoptr(CbExplanation) strict = explain_as(&request, "sager/mentor");
    expect_removal(strict, "strict-only", "sprog",
                   "Sagen mangler »sprog«, og der er kun søgt efter sager med alle ordene");
    g_autoptr(CbExplanation) question =
        explain("hvordan hjælper frafald bustransport bolig by", "sager/mentor");
    g_assert_cmpint(question->found, ==, CB_FOUND_NO);
    g_assert_cmpstr(((CbRemoval *)question->removed_by->pdata[0])->kind, ==, "coverage");
}

static void fill_enough(CbWriter *writer)
{
    for (guint i = 0; i < 10; i++) {
        g_autofree char *id = g_strdup_printf("begge%u", i);
        sample_add(writer, sample_case(id, "Titel", "En mentor mod frafald."));
    }
    sample_add(writer, sample_case("en", "Titel", "En mentor."));
}

static void test_enough_strict_hits_leave_the_others_out(void)
{
    Sample *before = sample;
    g_autoptr(Sample) enough = sample_new(fill_enough);
    sample = enough;
    CbRequest request = CB_REQUEST_INIT;
    request.text = "mentor frafald";
    g_autoptr(CbExplanation) explanation = explain_as(&request, "en");
    expect_removal(explanation, "enough", "frafald",
                   "Sagen mangler »frafald«, og når 10 sager eller flere har alle ordene, vises "
                   "kun de");
    sample = before;
}

/* --- Around it ------------------------------------------------------------------------------- */

static void test_a_suggestion_is_applied_as_in_a_search(void)
{
    g_autoptr(CbExplanation) explanation = explain("bustransprot", "fyld3");
    g_assert_cmpstr(explanation->suggestion, ==, "bustransport");
    g_assert_true(explanation->suggestion_applied);
    g_assert_cmpstr(explanation->text, ==, "bustransprot");
    g_assert_cmpint(explanation->found, ==, CB_FOUND_STRICT);
    g_assert_cmpstr(word_at(explanation, 0)->text, ==, "bustransport");
}

static void expect_no_case(const char *id, const char *message)
{
    g_autoptr(GError) error = NULL;
    const CbRequest request = request_of("mentor");
    g_assert_null(cb_explain(sample->index, &request, id, &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_NOT_FOUND);
    g_assert_cmpstr(error->message, ==, message);
}

static void test_near_ids_are_offered(void)
{
    expect_no_case("mentor", "der er ingen sag med id »mentor«; mente du »sager/mentor«?");
    expect_no_case("sager/mentro", "der er ingen sag med id »sager/mentro«; mente du "
                                   "»sager/mentor«?");
    expect_no_case("Sager/Buddy", "der er ingen sag med id »Sager/Buddy«; mente du "
                                  "»sager/buddy«?");
    expect_no_case("fyld1x", "der er ingen sag med id »fyld1x«; mente du »fyld1«, »fyld10« eller "
                             "»fyld11«?");
    expect_no_case("ukulelebanjo", "der er ingen sag med id »ukulelebanjo«");
    expect_no_case("", "der er ingen sag med id »«");
    g_autofree char *long_id = g_strnfill(1000, 'x');
    g_autofree char *message = g_strdup_printf("der er ingen sag med id »%s«", long_id);
    expect_no_case(long_id, message);
}

static void test_hostile_queries_are_explained(void)
{
    g_autofree char *letters = g_strnfill(300, 'a');
    GString *many = g_string_new(NULL);
    for (guint i = 0; i < 2000; i++)
        g_string_append_printf(many, "frafald%u mentor* (", i);
    g_autofree char *terms = g_string_free(many, FALSE);
    const char *queries[] = {"\xff\xfe", "😀",   "og i at", "x",
                             letters,    terms, "\"\"",    "IKKE mentor"};
    for (gsize i = 0; i < G_N_ELEMENTS(queries); i++) {
        g_autoptr(CbExplanation) explanation = explain(queries[i], "sager/mentor");
        g_autofree char *json = cb_explanation_to_json(explanation, TRUE);
        g_assert_true(g_utf8_validate(json, -1, NULL));
    }
}

static void test_json_has_it_all(void)
{
    static const char *const keys[] = {
        "\"version\":1",    "\"found\":\"relaxed\"",  "\"place\":2",
        "\"total\":3",      "\"word\":\"mentor\"",    "\"by\":\"word\"",
        "\"in\":\"title\"", "\"passage\":{\"from\":", "\"coverage\":0.",
        "\"removed_by\":[]"};
    g_autoptr(CbExplanation) explanation = explain("mentor sprog", "sager/mentor");
    g_autofree char *json = cb_explanation_to_json(explanation, FALSE);
    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
        g_test_message("%s", keys[i]);
        g_assert_nonnull(strstr(json, keys[i]));
    }
    g_autoptr(CbExplanation) out = explain("sprog", "sager/mentor");
    g_autofree char *none = cb_explanation_to_json(out, FALSE);
    g_assert_nonnull(strstr(none, "\"place\":null"));
    g_assert_nonnull(strstr(none, "\"listed_score\":null"));
    g_assert_nonnull(strstr(none, "\"kind\":\"words\",\"text\":\"sprog\""));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/explain/sum", test_the_sum_is_the_score);
    g_test_add_func("/explain/setting", test_the_sum_follows_the_setting);
    g_test_add_func("/explain/depth", test_below_the_depth_the_list_has_other_scores);
    g_test_add_func("/explain/fields", test_a_word_tells_of_its_rarity_and_fields);
    g_test_add_func("/explain/passage", test_the_best_passage_is_shown);
    g_test_add_func("/explain/forms", test_forms_and_places_are_told);
    g_test_add_func("/explain/lacking", test_a_lacking_word_is_named);
    g_test_add_func("/explain/part", test_the_part_that_fits_is_told);
    g_test_add_func("/explain/parts-apart", test_parts_of_a_compound_that_stand_apart);
    g_test_add_func("/explain/parts-close", test_parts_of_a_listed_compound_must_stand_close);
    g_test_add_func("/explain/synonyms", test_synonyms_and_expansions_are_told);
    g_test_add_func("/explain/joined", test_words_joined_in_the_text);
    g_test_add_func("/explain/municipality", test_a_municipality_counts_as_a_word);
    g_test_add_func("/explain/conditions", test_each_condition_of_a_query_is_named);
    g_test_add_func("/explain/all-conditions", test_all_conditions_are_named);
    g_test_add_func("/explain/filters", test_each_filter_of_a_request_is_named);
    g_test_add_func("/explain/some-words", test_why_a_case_with_some_of_the_words_is_left_out);
    g_test_add_func("/explain/enough", test_enough_strict_hits_leave_the_others_out);
    g_test_add_func("/explain/suggestion", test_a_suggestion_is_applied_as_in_a_search);
    g_test_add_func("/explain/near-ids", test_near_ids_are_offered);
    g_test_add_func("/explain/hostile", test_hostile_queries_are_explained);
    g_test_add_func("/explain/json", test_json_has_it_all);
    sample = sample_new(fill);
    thesaurus = make_thesaurus(cb_index_analyzer(sample->index));
    int status = g_test_run();
    cb_thesaurus_unref(thesaurus);
    sample_free(sample);
    return status;
}
