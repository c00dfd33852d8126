/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was recognised on pictures of pages ranks a little lower than what is written as text. */
#include "sample.h"
#include <casebank/explain.h>
#include <string.h>

#define FILLER                                                                                      \
    "Kommunen har en plan for hele året, og alle i huset kender den godt. Der er møde hver uge, " \
    "og referatet hænger i gangen ved siden af kalenderen. Alle kan læse det, når de vil, og "   \
    "spørge lederen bagefter."

static Sample *sample;

static void attach(CbCase *item, const char *name, const char *text, gboolean recognised)
{
    const char *const pages[] = {text, NULL};
    CbAttachment *attachment = sample_attach(item, name, "folder", pages);
    ((CbPdfPage *)attachment->pages->pdata[0])->ocr = recognised;
}

/* A page with an attachment of one page. */
static void add_pair(CbWriter *writer, const char *id, const char *title, const char *text,
                     gboolean recognised)
{
    CbCase *item = sample_case(id, title, FILLER);
    attach(item, "Bilag.pdf", text, recognised);
    sample_add(writer, item);
}

/* An attachment without a page. */
static void add_alone(CbWriter *writer, const char *id, const char *text, gboolean recognised)
{
    CbCase *item = sample_case(id, "Et dokument", NULL);
    item->kind = CB_CASE_DOCUMENT;
    attach(item, "Bilag.pdf", text, recognised);
    sample_add(writer, item);
}

/* A scan comes before its twin, so that a tie would put it first. */
static void fill(CbWriter *writer)
{
    static const char compass[] = FILLER " Et kompas viser vej over heden.";
    static const char forest[] = FILLER " Der er dådyr i skoven.";
    add_pair(writer, "skannet", "Udflugt", compass, TRUE);
    add_pair(writer, "skrevet", "Udflugt", compass, FALSE);
    add_pair(writer, "titel-skannet", "Fregat", forest, TRUE);
    add_pair(writer, "titel-skrevet", "Fregat", forest, FALSE);
    add_pair(writer, "titel-begge", "Fregat", FILLER " En fregat i havnen.", TRUE);
    add_alone(writer, "alene-skannet", "Sukkertoppen er stejl.", TRUE);
    add_alone(writer, "alene-skrevet", "Sukkertoppen er stejl.", FALSE);
    CbCase *two = sample_case("to-bilag", "Nætter", FILLER);
    attach(two, "A.pdf", "Et nordlys ses fra gangen om natten.", TRUE);
    attach(two, "B.pdf", "Et nordlys ses fra gården om aftenen.", FALSE);
    sample_add(writer, two);
    CbCase *more = sample_case("flere-ord", "Nætter", FILLER);
    attach(more, "A.pdf", "En sortspætte hakker i en birketræsstamme hver nat.", TRUE);
    attach(more, "B.pdf", "En sortspætte flyver forbi huset hver eneste aften.", FALSE);
    sample_add(writer, more);
}

static CbAnswer *ask_with(const CbRankOptions *options, const char *query)
{
    CbRequest request = CB_REQUEST_INIT;
    request.text = query;
    request.per_page = CB_MAX_PER_PAGE;
    request.rank = options;
    return sample_ask(sample, &request);
}

static CbAnswer *ask(const char *query)
{
    return ask_with(NULL, query);
}

static double score_of(const CbAnswer *answer, const char *id)
{
    for (guint i = 0; i < answer->hits->len; i++) {
        const CbHit *hit = answer->hits->pdata[i];
        if (g_str_equal(hit->case_id, id))
            return hit->score;
    }
    g_assert_not_reached();
}

/* With recognised words worth as much as others. */
static CbRankOptions credulous(void)
{
    CbRankOptions options = cb_rank_defaults;
    g_assert_true(cb_rank_options_set(&options, "ocr=1", NULL));
    return options;
}

static void test_of_two_equal_cases_the_written_one_is_first(void)
{
    sample_expect(sample, "kompas", "skrevet skannet");
    sample_expect(sample, "kompas heden", "skrevet skannet");
    sample_expect(sample, "\"viser vej\"", "skrevet skannet");
    const CbRankOptions options = credulous();
    g_autoptr(CbAnswer) answer = ask_with(&options, "kompas");
    g_autofree char *ids = sample_ids(answer);
    g_assert_cmpstr(ids, ==, "skannet skrevet");
}

static void test_a_case_loses_at_most_the_share(void)
{
    static const char *const queries[] = {"kompas", "kompas heden", "kompasvej", "kom*"};
    for (gsize i = 0; i < G_N_ELEMENTS(queries); i++) {
        g_autoptr(CbAnswer) answer = ask(queries[i]);
        double written = score_of(answer, "skrevet"), scanned = score_of(answer, "skannet");
        g_test_message("%s: %f, %f", queries[i], written, scanned);
        g_assert_cmpfloat(scanned, <, written);
        g_assert_cmpfloat(scanned, >=, cb_rank_defaults.ocr * written);
    }
}

static void test_scans_do_not_lower_a_case_whose_title_matches(void)
{
    g_autoptr(CbAnswer) answer = ask("fregat");
    double written = score_of(answer, "titel-skrevet");
    g_assert_true(score_of(answer, "titel-skannet") == written); /* to the last bit */
    g_assert_cmpfloat(score_of(answer, "titel-begge"), >, written);
}

/* Its first words are the lead, which counts more. */
static void test_a_scan_without_a_page_ranks_lower_too(void)
{
    sample_expect(sample, "sukkertoppen", "alene-skrevet alene-skannet");
    CbRankOptions lead_alone = cb_rank_defaults;
    lead_alone.attachment = lead_alone.passage_single = 0;
    g_autoptr(CbAnswer) answer = ask_with(&lead_alone, "sukkertoppen");
    g_assert_cmpfloat(score_of(answer, "alene-skannet"), <, score_of(answer, "alene-skrevet"));
    g_assert_cmpfloat(score_of(answer, "alene-skannet"), >, 0);
}

static gboolean first_passage_is_recognised(const CbAnswer *answer)
{
    const CbHit *hit = answer->hits->pdata[0];
    g_assert_cmpuint(hit->passages->len, ==, 2);
    return ((const CbPassage *)hit->passages->pdata[0])->ocr;
}

static void test_of_two_equal_passages_the_written_one_is_first(void)
{
    g_autoptr(CbAnswer) answer = ask("nordlys");
    g_assert_false(first_passage_is_recognised(answer));
    const CbRankOptions options = credulous();
    g_autoptr(CbAnswer) trusting = ask_with(&options, "nordlys");
    g_assert_true(first_passage_is_recognised(trusting));
}

static void test_a_recognised_passage_with_more_of_the_query_stays_first(void)
{
    g_autoptr(CbAnswer) answer = ask("sortspætte birketræsstamme");
    g_assert_true(first_passage_is_recognised(answer));
}

static void test_explain_tells_what_was_recognised(void)
{
    CbRequest request = CB_REQUEST_INIT;
    request.text = "kompas";
    static const struct {
        const char *id;
        double recognised;
    } cases[] = {{"skannet", 1}, {"skrevet", 0}};
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(CbExplanation) told = cb_explain(sample->index, &request, cases[i].id, &error);
        g_assert_no_error(error);
        const CbExplainedWord *word = told->words->pdata[0];
        const CbExplainedWay *way = word->ways->pdata[0];
        g_assert_cmpfloat(way->attachment, ==, 1);
        g_assert_cmpfloat(way->ocr, ==, cases[i].recognised);
        g_assert_true(told->score == told->listed_score);
        g_autofree char *json = cb_explanation_to_json(told, FALSE);
        g_assert_cmpint(strstr(json, "\"ocr\":1.0") != NULL, ==, cases[i].recognised > 0);
    }
}

/* Where nothing was recognised the setting does nothing. */
static void test_written_text_is_ranked_as_ever(void)
{
    static const char *const queries[] = {"fregat", "plan uge", "skrevet", "dådyr"};
    CbRankOptions none = cb_rank_defaults;
    g_assert_true(cb_rank_options_set(&none, "ocr=0", NULL));
    for (gsize i = 0; i < G_N_ELEMENTS(queries); i++) {
        g_autoptr(CbAnswer) usual = ask(queries[i]);
        g_autoptr(CbAnswer) other = ask_with(&none, queries[i]);
        g_assert_cmpuint(usual->total, ==, other->total);
        for (guint j = 0; j < usual->hits->len; j++) {
            const CbHit *hit = usual->hits->pdata[j];
            if (g_str_has_suffix(hit->case_id, "-skrevet") || g_str_equal(hit->case_id, "skrevet"))
                g_assert_true(hit->score == score_of(other, hit->case_id));
        }
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/recognised/cases", test_of_two_equal_cases_the_written_one_is_first);
    g_test_add_func("/recognised/share", test_a_case_loses_at_most_the_share);
    g_test_add_func("/recognised/title", test_scans_do_not_lower_a_case_whose_title_matches);
    g_test_add_func("/recognised/alone", test_a_scan_without_a_page_ranks_lower_too);
    g_test_add_func("/recognised/passages", test_of_two_equal_passages_the_written_one_is_first);
    g_test_add_func("/recognised/more",
                    test_a_recognised_passage_with_more_of_the_query_stays_first);
    g_test_add_func("/recognised/explained", test_explain_tells_what_was_recognised);
    g_test_add_func("/recognised/none", test_written_text_is_ranked_as_ever);
    sample = sample_new(fill);
    int status = g_test_run();
    sample_free(sample);
    return status;
}
