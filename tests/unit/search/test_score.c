/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The second stage of ranking: what a query looks for, how often it stands where, and what a case
 * is worth for it. */
#include "build.h"
#include "counts.h"
#include "query_read.h"
#include "sample.h"
#include "score.h"
#include <casebank/error.h>
#include <math.h>
#include <string.h>

#define FILLER                                                                                      \
    "Kommunen har en plan for hele året, og alle i huset kender den godt. Der er møde hver uge, " \
    "og referatet hænger i gangen ved siden af kalenderen. "

static Sample *sample;

/* Document ids are given in this order, from 1. */
enum {
    IN_TITLE = 1,
    IN_BODY,
    SHORT,
    LONG,
    COMPOUND,
    APART,
    ONE_PART,
    TOGETHER,
    SPREAD,
    IN_ATTACHMENT,
    TWIN_1,
    TWIN_2,
    N_CASES = TWIN_2
};

static void add_section(CbCase *item, const char *text)
{
    g_ptr_array_add(item->sections, cb_section_new("Afsnit", NULL, text));
}

static void fill(CbWriter *writer)
{
    static const char *const page[] = {FILLER FILLER "Et kompas i lommen.", NULL};
    sample_add(writer, sample_case("titel", "Kompas og kurs", FILLER FILLER "Et skib."));
    sample_add(writer, sample_case("tekst", "Et skib", FILLER FILLER "Kompas og kurs."));
    sample_add(writer, sample_case("kort", "Haven", FILLER FILLER "En kaktus."));
    sample_add(writer, sample_case("lang", "Haven", FILLER FILLER FILLER FILLER "En kaktus."));
    sample_add(writer, sample_case("sammensat", "Tal", FILLER "Elevfrafaldet er lavt."));
    sample_add(writer, sample_case("delt", "Tal", FILLER "En elev siger, at frafald er dyrt."));
    sample_add(writer, sample_case("en-del", "Tal", FILLER "En elev siger, at alt er dyrt."));
    CbCase *together = sample_case("samlet", "Dyr", NULL);
    add_section(together, FILLER FILLER); /* all that counts as lead */
    add_section(together, FILLER "En hest og en ged.");
    add_section(together, FILLER "En mark med korn.");
    sample_add(writer, together);
    CbCase *spread = sample_case("spredt", "Dyr", NULL);
    add_section(spread, FILLER FILLER);
    add_section(spread, FILLER "En hest med korn.");
    add_section(spread, FILLER "En mark og en ged.");
    sample_add(writer, spread);
    CbCase *attached = sample_case("bilag", "Et skib", FILLER FILLER "Et sejl.");
    sample_attach(attached, "Bog.pdf", "folder", page);
    sample_add(writer, attached);
    sample_add(writer, sample_case("tvilling1", "Bro", FILLER "Broen er rød."));
    sample_add(writer, sample_case("tvilling2", "Bro", FILLER "Broen er rød."));
}

static CbQuery *read_query(const char *text)
{
    g_autoptr(GError) error = NULL;
    CbRequest request = CB_REQUEST_INIT;
    request.text = text;
    CbQuery *query = cb_query_read(sample->index, &request, &error);
    g_assert_no_error(error);
    return query;
}

/* --- Concepts -------------------------------------------------------------------------------- */

/* "mentor(word mentor) elevfrafald?(word elevfrafald, parts elev+frafald)"; "?" for an optional
 * one, "=" for ways that are whole words only. */
static char *print_concepts(const GArray *concepts)
{
    GString *out = g_string_new(NULL);
    static const char *const kinds[] = {"word", "joined", "parts", "synonym"};
    for (guint i = 0; i < concepts->len; i++) {
        const CbConcept *concept = &g_array_index(concepts, CbConcept, i);
        g_string_append_printf(out, "%s%s%s(", i > 0 ? " " : "", concept->text,
                               concept->optional ? "?" : "");
        for (guint j = 0; j < concept->ways->len; j++) {
            const CbWay *way = &g_array_index(concept->ways, CbWay, j);
            g_string_append_printf(out, "%s%s%s ", j > 0 ? ", " : "", kinds[way->kind],
                                   way->whole ? "=" : "");
            for (guint k = 0; k < way->stems->len; k++)
                g_string_append_printf(out, "%s%s", k > 0 ? "+" : "",
                                       (const char *)way->stems->pdata[k]);
        }
        g_string_append(out, ")");
    }
    return g_string_free(out, FALSE);
}

static void expect_concepts(const char *text, double parts, const char *wanted)
{
    g_autoptr(CbQuery) query = read_query(text);
    g_autoptr(GArray) concepts = cb_concepts_new(query->root, parts);
    g_autofree char *printed = print_concepts(concepts);
    g_test_message("%s", text);
    g_assert_cmpstr(printed, ==, wanted);
}

static void test_a_query_is_flattened_into_concepts(void)
{
    expect_concepts("kompas skib", 1, "kompas(word kompas) skib(word skib)");
    expect_concepts("elevfrafald", 1, "elevfrafald(word elevfrafald, parts elev+frafald)");
    expect_concepts("elevfrafald", 0, "elevfrafald(word elevfrafald)");
    expect_concepts("kompas ELLER skib", 1, "kompas?(word kompas) skib?(word skib)");
    expect_concepts("=kompas", 1, "kompas(word= kompas)");
    expect_concepts("\"kompas kurs\"", 1, "kompas(word= kompas) kurs(word= kurs)");
    expect_concepts("titel:kompas", 1, "kompas(word kompas)");
}

static void test_what_is_excluded_or_filters_is_no_concept(void)
{
    expect_concepts("kompas IKKE skib", 1, "kompas(word kompas)");
    expect_concepts("kommune:Egeby type:folder år:2020 fil:bog kontakt:x har:pdf", 1, "");
    expect_concepts("", 1, "");
}

static void test_a_word_said_twice_is_one_concept(void)
{
    expect_concepts("kompas kompasset kompas", 1, "kompas(word kompas)");
}

/* --- Counts ---------------------------------------------------------------------------------- */

typedef struct {
    CbCaseSet set;
    const CbCounts *counts;
} Counted;

static void count(Counted *counted, const char *stem, gboolean whole)
{
    xapc_docid docids[N_CASES];
    for (guint i = 0; i < N_CASES; i++)
        docids[i] = i + 1;
    cb_case_set_init(&counted->set, sample->index, docids, N_CASES);
    cb_case_set_want(&counted->set, stem, whole);
    cb_case_set_count(&counted->set);
    counted->counts = cb_case_set_counts(&counted->set, stem, whole);
}

static void clear_counted(Counted *counted)
{
    cb_case_set_clear(&counted->set);
}

static double in_field(const Counted *counted, CbTextField field, guint docid)
{
    return (double)counted->counts->fields[field][docid - 1];
}

static void test_occurrences_are_counted_by_field(void)
{
    Counted kompas;
    count(&kompas, "kompas", FALSE);
    g_assert_cmpfloat(in_field(&kompas, CB_TEXT_TITLE, IN_TITLE), ==, 1);
    g_assert_cmpfloat(in_field(&kompas, CB_TEXT_BODY, IN_TITLE), ==, 0);
    g_assert_cmpfloat(in_field(&kompas, CB_TEXT_TITLE, IN_BODY), ==, 0);
    g_assert_cmpfloat(in_field(&kompas, CB_TEXT_BODY, IN_BODY), ==, 1);
    g_assert_cmpfloat(in_field(&kompas, CB_TEXT_LEAD, IN_BODY), ==, 0); /* beyond its first words */
    g_assert_cmpfloat(in_field(&kompas, CB_TEXT_BODY, IN_ATTACHMENT), ==, 0);
    g_assert_cmpfloat(in_field(&kompas, CB_TEXT_ATTACHMENT, IN_ATTACHMENT), ==, 1);
    clear_counted(&kompas);
    Counted plan;
    count(&plan, "plan", FALSE);
    g_assert_cmpfloat(in_field(&plan, CB_TEXT_LEAD, IN_BODY), ==, 2);
    g_assert_cmpfloat(in_field(&plan, CB_TEXT_BODY, IN_BODY), ==, 2);
    g_assert_cmpfloat(in_field(&plan, CB_TEXT_BODY, LONG), ==, 4);
    clear_counted(&plan);
}

static void test_a_part_counts_half_a_word(void)
{
    Counted inside, whole;
    count(&inside, "frafald", FALSE);
    g_assert_cmpfloat(in_field(&inside, CB_TEXT_BODY, COMPOUND), ==, 0.5);
    g_assert_cmpfloat(in_field(&inside, CB_TEXT_BODY, APART), ==, 1);
    clear_counted(&inside);
    count(&whole, "frafald", TRUE);
    g_assert_cmpfloat(in_field(&whole, CB_TEXT_BODY, COMPOUND), ==, 0);
    g_assert_cmpfloat(in_field(&whole, CB_TEXT_BODY, APART), ==, 1);
    clear_counted(&whole);
}

static void test_occurrences_are_counted_by_passage(void)
{
    Counted ged;
    count(&ged, "ged", FALSE);
    guint together = ged.set.first[TOGETHER - 1] + 1, spread = ged.set.first[SPREAD - 1] + 1;
    g_assert_cmpuint(ged.set.statistics[TOGETHER - 1].n_passages, ==, 3);
    g_assert_cmpfloat((double)ged.counts->passages[together], ==, 1);
    g_assert_cmpfloat((double)ged.counts->passages[together + 1], ==, 0);
    g_assert_cmpfloat((double)ged.counts->passages[spread], ==, 0);
    g_assert_cmpfloat((double)ged.counts->passages[spread + 1], ==, 1);
    clear_counted(&ged);
}

static guint frequency(const char *text)
{
    g_autoptr(CbQuery) query = read_query(text);
    g_autoptr(GArray) concepts = cb_concepts_new(query->root, 1);
    CbCaseSet set;
    const xapc_docid docid = 1;
    cb_case_set_init(&set, sample->index, &docid, 1);
    guint n = cb_concept_frequency(&set, &g_array_index(concepts, CbConcept, 0));
    g_assert_null(set.error);
    cb_case_set_clear(&set);
    return n;
}

static void test_a_concept_is_as_frequent_as_all_its_ways(void)
{
    g_assert_cmpuint(frequency("kompas"), ==, 3);
    g_assert_cmpuint(frequency("frafald"), ==, 2);
    g_assert_cmpuint(frequency("elev"), ==, 3);
    g_assert_cmpuint(frequency("elevfrafald"), ==, 2); /* itself, and its parts; not one of them */
    g_assert_cmpuint(frequency("ukulele"), ==, 0);
}

/* --- Scores ---------------------------------------------------------------------------------- */

static double score_with(const CbRankOptions *options, const char *text, guint docid)
{
    g_autoptr(CbQuery) query = read_query(text);
    g_autoptr(CbScorer) scorer = cb_scorer_new(sample->index, query->root, options);
    g_autoptr(GArray) cases = g_array_new(FALSE, FALSE, sizeof(CbScored));
    for (guint i = 1; i <= N_CASES; i++) {
        CbScored item = {.docid = i};
        g_array_append_val(cases, item);
    }
    xapc_error *error = NULL;
    g_assert_true(cb_scorer_run(scorer, cases, &error));
    return g_array_index(cases, CbScored, docid - 1).score;
}

static double score(const char *text, guint docid)
{
    return score_with(&cb_rank_defaults, text, docid);
}

static void test_a_word_in_the_title_beats_one_in_the_body(void)
{
    g_assert_cmpfloat(score("kompas", IN_TITLE), >, score("kompas", IN_BODY));
    CbRankOptions flat = cb_rank_defaults;
    flat.title = 0;
    g_assert_cmpfloat(score_with(&flat, "kompas", IN_TITLE), <, score("kompas", IN_BODY));
}

static void test_the_page_beats_its_attachments(void)
{
    g_assert_cmpfloat(score("kompas", IN_BODY), >, score("kompas", IN_ATTACHMENT));
    CbRankOptions none = cb_rank_defaults;
    none.attachment = 0;
    none.passage_single = 0;
    g_assert_cmpfloat(score_with(&none, "kompas", IN_ATTACHMENT), ==, 0);
}

static void test_a_short_case_beats_a_long_one(void)
{
    g_assert_cmpfloat(score("kaktus", SHORT), >, score("kaktus", LONG));
    CbRankOptions blind = cb_rank_defaults;
    blind.b_body = 0;
    blind.b_passage = 0;
    g_assert_cmpfloat(score_with(&blind, "kaktus", SHORT), ==, score_with(&blind, "kaktus", LONG));
}

static void test_parts_apart_count_when_all_are_there(void)
{
    g_assert_cmpfloat(score("elevfrafald", COMPOUND), >, score("elevfrafald", APART));
    g_assert_cmpfloat(score("elevfrafald", APART), >, 0);
    g_assert_cmpfloat(score("elevfrafald", ONE_PART), ==, 0);
    CbRankOptions without = cb_rank_defaults;
    without.parts = 0;
    g_assert_cmpfloat(score_with(&without, "elevfrafald", APART), ==, 0);
    g_assert_cmpfloat(score_with(&without, "elevfrafald", COMPOUND), >, 0);
}

static void test_words_in_one_passage_beat_words_in_two(void)
{
    g_assert_cmpfloat(score("hest ged", TOGETHER), >, score("hest ged", SPREAD));
    CbRankOptions without = cb_rank_defaults;
    without.passage = 0;
    g_assert_cmpfloat(score_with(&without, "hest ged", TOGETHER), ==,
                      score_with(&without, "hest ged", SPREAD));
}

/* Both words are in two cases, and so as rare: half of the query is there. */
static void test_what_is_lacking_takes_its_share(void)
{
    CbRankOptions none = cb_rank_defaults;
    none.coverage = 0;
    double all = score_with(&none, "hest kaktus", TOGETHER);
    g_assert_cmpfloat_with_epsilon(score("hest kaktus", TOGETHER),
                                   all * pow(0.5, cb_rank_defaults.coverage), 1e-9);
    CbRankOptions hard = cb_rank_defaults;
    hard.coverage = 2;
    g_assert_cmpfloat_with_epsilon(score_with(&hard, "hest kaktus", TOGETHER), all * 0.25, 1e-9);
}

static void test_lacking_one_of_several_as_good_is_no_lack(void)
{
    g_autoptr(CbQuery) query = read_query("hest ELLER kaktus");
    g_autoptr(CbScorer) scorer = cb_scorer_new(sample->index, query->root, &cb_rank_defaults);
    g_auto(CbScoreSum) sum = {0};
    xapc_error *error = NULL;
    g_assert_true(cb_scorer_explain(scorer, TOGETHER, &sum, &error));
    g_assert_cmpfloat(sum.coverage, ==, 1);
    g_assert_cmpfloat(sum.score, >, 0);
}

static void test_a_case_without_any_of_it_is_worth_nothing(void)
{
    g_assert_cmpfloat(score("ukulele", IN_TITLE), ==, 0);
    g_assert_cmpfloat(score("kompas ukulele", SHORT), ==, 0);
}

static void test_a_score_explained_is_the_score_given(void)
{
    static const char *const queries[] = {
        "kompas", "elevfrafald plan",      "hest ged ukulele",
        "kom*",   "\"en hest\" ELLER bro", "møde uge referat gang plan"};
    for (gsize i = 0; i < G_N_ELEMENTS(queries); i++) {
        g_autoptr(CbQuery) query = read_query(queries[i]);
        g_autoptr(CbScorer) scorer = cb_scorer_new(sample->index, query->root, &cb_rank_defaults);
        for (guint docid = 1; docid <= N_CASES; docid++) {
            g_auto(CbScoreSum) sum = {0};
            xapc_error *error = NULL;
            g_assert_true(cb_scorer_explain(scorer, docid, &sum, &error));
            g_assert_true(sum.score == score(queries[i], docid)); /* to the last bit */
        }
    }
}

/* --- The list -------------------------------------------------------------------------------- */

static void test_ties_are_sorted_by_document_id(void)
{
    g_assert_true(score("bro", TWIN_1) == score("bro", TWIN_2));
    sample_expect(sample, "bro", "tvilling1 tvilling2");
    sample_expect(sample, "rød bro", "tvilling1 tvilling2");
}

static void expect_same_hit(const CbHit *hit, const CbHit *same)
{
    g_assert_cmpstr(hit->case_id, ==, same->case_id);
    g_assert_true(hit->score == same->score);
}

/* Laid end to end, pages of any size are the list of one big page: none twice, none left out. */
static void expect_one_list(const CbRankOptions *options, const char *query)
{
    CbRequest request = CB_REQUEST_INIT;
    request.text = query;
    request.rank = options;
    request.per_page = CB_MAX_PER_PAGE;
    g_autoptr(CbAnswer) whole = sample_ask(sample, &request);
    g_assert_cmpuint(whole->total, ==, N_CASES);
    for (request.per_page = 1; request.per_page <= N_CASES; request.per_page++) {
        guint at = 0;
        for (request.page = 1; at < N_CASES; request.page++) {
            g_autoptr(CbAnswer) page = sample_ask(sample, &request);
            g_assert_cmpuint(page->hits->len, >, 0);
            for (guint i = 0; i < page->hits->len; i++, at++)
                expect_same_hit(page->hits->pdata[i], whole->hits->pdata[at]);
        }
    }
}

static void test_pages_beyond_the_depth_go_on_with_the_list(void)
{
    CbRankOptions options = cb_rank_defaults;
    for (options.depth = 0; options.depth <= N_CASES + 1; options.depth++)
        expect_one_list(&options, "møde");
}

static void test_scores_fall_along_the_list(void)
{
    CbRankOptions options = cb_rank_defaults;
    options.depth = 4;
    CbRequest request = CB_REQUEST_INIT;
    request.text = "møde";
    request.rank = &options;
    request.per_page = CB_MAX_PER_PAGE;
    g_autoptr(CbAnswer) answer = sample_ask(sample, &request);
    for (guint i = 1; i < answer->hits->len; i++)
        g_assert_cmpfloat(((const CbHit *)answer->hits->pdata[i])->score, <=,
                          ((const CbHit *)answer->hits->pdata[i - 1])->score);
}

/* --- The setting ----------------------------------------------------------------------------- */

static void test_the_setting_is_changed_by_name(void)
{
    CbRankOptions options = cb_rank_defaults;
    g_assert_true(cb_rank_options_set(&options, "title=2.5", NULL));
    g_assert_true(cb_rank_options_set(&options, "depth=17", NULL));
    g_assert_true(cb_rank_options_set(&options, "b_passage=0", NULL));
    g_assert_cmpfloat(options.title, ==, 2.5);
    g_assert_cmpuint(options.depth, ==, 17);
    g_assert_cmpfloat(options.b_passage, ==, 0);
    g_assert_cmpfloat(options.k1, ==, cb_rank_defaults.k1);
}

static void test_a_bad_setting_is_refused_and_changes_nothing(void)
{
    static const char *const settings[] = {
        "",         "title",  "title=",     "=3",         "fart=3", "title=x", "title=3x",
        "title=-1", "k1=nan", "b_body=1.5", "depth=1001", "k1=1e9", "Title=1"};
    for (gsize i = 0; i < G_N_ELEMENTS(settings); i++) {
        CbRankOptions options = cb_rank_defaults;
        g_autoptr(GError) error = NULL;
        g_test_message("%s", settings[i]);
        g_assert_false(cb_rank_options_set(&options, settings[i], &error));
        g_assert_error(error, CB_ERROR, CB_ERROR_USAGE);
        g_assert_nonnull(strstr(error->message, "k1_passage"));
        g_assert_true(options.depth == cb_rank_defaults.depth);
        g_assert_true(options.title == cb_rank_defaults.title);
        g_assert_true(options.k1 == cb_rank_defaults.k1);
        g_assert_true(options.b_body == cb_rank_defaults.b_body);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/concepts/flattened", test_a_query_is_flattened_into_concepts);
    g_test_add_func("/concepts/left-out", test_what_is_excluded_or_filters_is_no_concept);
    g_test_add_func("/concepts/twice", test_a_word_said_twice_is_one_concept);
    g_test_add_func("/counts/fields", test_occurrences_are_counted_by_field);
    g_test_add_func("/counts/parts", test_a_part_counts_half_a_word);
    g_test_add_func("/counts/passages", test_occurrences_are_counted_by_passage);
    g_test_add_func("/counts/cases", test_a_concept_is_as_frequent_as_all_its_ways);
    g_test_add_func("/score/title", test_a_word_in_the_title_beats_one_in_the_body);
    g_test_add_func("/score/attachment", test_the_page_beats_its_attachments);
    g_test_add_func("/score/length", test_a_short_case_beats_a_long_one);
    g_test_add_func("/score/parts", test_parts_apart_count_when_all_are_there);
    g_test_add_func("/score/passage", test_words_in_one_passage_beat_words_in_two);
    g_test_add_func("/score/coverage", test_what_is_lacking_takes_its_share);
    g_test_add_func("/score/optional", test_lacking_one_of_several_as_good_is_no_lack);
    g_test_add_func("/score/nothing", test_a_case_without_any_of_it_is_worth_nothing);
    g_test_add_func("/score/explained", test_a_score_explained_is_the_score_given);
    g_test_add_func("/list/ties", test_ties_are_sorted_by_document_id);
    g_test_add_func("/list/pages", test_pages_beyond_the_depth_go_on_with_the_list);
    g_test_add_func("/list/falling", test_scores_fall_along_the_list);
    g_test_add_func("/setting/by-name", test_the_setting_is_changed_by_name);
    g_test_add_func("/setting/bad", test_a_bad_setting_is_refused_and_changes_nothing);
    sample = sample_new(fill);
    int status = g_test_run();
    sample_free(sample);
    return status;
}
