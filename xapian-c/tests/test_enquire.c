/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running queries: weighting, order, collapsing, deciders, spies, expand sets. */
#include <stdio.h>
#include <string.h>

#include "fixture.h"
#include "tap.h"

/* What every test here starts with: the six documents and an enquire for the term "pupils", which
 * documents 1, 2, 3 and 5 have. */
typedef struct {
    xapc_writer *writer;
    xapc_enquire *enquire;
} Search;

static void set_query(Search *search, xapc_query *query)
{
    CHECK_OK(xapc_enquire_set_query(search->enquire, query, 0, &error));
    xapc_query_free(query);
}

static Search start(void)
{
    Search search = {fixture_memory(), NULL};
    fixture_fill(search.writer);
    CHECK_OK(search.enquire = xapc_enquire_new(xapc_writer_database(search.writer), &error));
    set_query(&search, fixture_term("pupils"));
    return search;
}

static void finish(Search *search)
{
    xapc_enquire_free(search->enquire);
    xapc_writer_free(search->writer);
}

static xapc_mset *run(const Search *search, const xapc_match_options *options)
{
    xapc_mset *mset = NULL;
    CHECK_OK(mset = xapc_enquire_get_mset(search->enquire, 0, 10, options, &error));
    return mset;
}

/* The ids of the hits in order, with spaces between. */
static void hits(const Search *search, const xapc_match_options *options, char *text, size_t size)
{
    xapc_mset *mset = run(search, options);
    text[0] = '\0';
    for (xapc_doccount i = 0; i < xapc_mset_size(mset); i++) {
        size_t used = strlen(text);
        snprintf(text + used, size - used, "%s%u", used ? " " : "", xapc_mset_get_docid(mset, i));
    }
    xapc_mset_free(mset);
}

#define CHECK_HITS(search, options, want)                                                          \
    do {                                                                                           \
        char have_[100];                                                                           \
        hits(search, options, have_, sizeof have_);                                                \
        CHECK_STRING(have_, want);                                                                 \
    } while (0)

static double weight_of_first(const Search *search)
{
    xapc_mset *mset = run(search, NULL);
    xapc_hit hit = {0};
    CHECK_OK(xapc_mset_get_hit(mset, 0, &hit, &error));
    xapc_mset_free(mset);
    return hit.weight;
}

/* ---- The query ---- */

static void the_query_is_kept(void)
{
    Search search = start();
    xapc_query *query = NULL;
    char *description = NULL;
    CHECK_OK(query = xapc_enquire_get_query(search.enquire, &error));
    CHECK_OWNED(xapc_query_get_description(query, NULL), "Query(pupils)");
    xapc_query_free(query);
    CHECK_OK(description = xapc_enquire_get_description(search.enquire, &error));
    CHECK(strstr(description, "pupils") != NULL);
    xapc_free(description);
    CHECK_ERROR(xapc_enquire_set_query(search.enquire, NULL, 0, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    finish(&search);
    CHECK_ERROR(xapc_enquire_new(NULL, &error), XAPC_ERROR_INVALID_ARGUMENT);
}

static void an_enquire_follows_the_reopening_of_its_database(void)
{
    const char *path = fixture_database("followed");
    xapc_database *db = NULL;
    xapc_writer *writer = NULL;
    CHECK_OK(db = xapc_database_open(path, XAPC_BACKEND_AUTO, &error));
    Search search = {NULL, NULL};
    CHECK_OK(search.enquire = xapc_enquire_new(db, &error));
    set_query(&search, fixture_term("handbook"));
    CHECK_HITS(&search, NULL, "6");
    CHECK_OK(writer = xapc_writer_open(path, NULL, &error));
    CHECK_OK(xapc_writer_delete_document(writer, 6, &error));
    CHECK_OK(xapc_writer_close(writer, &error));
    xapc_writer_free(writer);
    CHECK_HITS(&search, NULL, "6");
    CHECK_OK(xapc_database_reopen(db, NULL, &error));
    CHECK_HITS(&search, NULL, "");
    xapc_database_free(db);
    finish(&search);
}

/* ---- Weighting ---- */

static void bm25_follows_its_parameters(void)
{
    Search search = start();
    xapc_bm25_options options = XAPC_BM25_OPTIONS_INIT;
    set_query(&search, fixture_term("mentor"));
    double first = weight_of_first(&search);
    CHECK_OK(xapc_enquire_set_weight_bm25(search.enquire, NULL, &error));
    CHECK_NEAR(weight_of_first(&search), first);
    /* With b 1 document 2 pays for its length in full; with k1 0 its wdf of 2 counts as 1. */
    options.b = 0;
    CHECK_OK(xapc_enquire_set_weight_bm25(search.enquire, &options, &error));
    CHECK_HITS(&search, NULL, "2 1");
    options.k1 = 0;
    CHECK_OK(xapc_enquire_set_weight_bm25(search.enquire, &options, &error));
    CHECK_HITS(&search, NULL, "1 2");
    options.k1 = -1;
    CHECK_ERROR(xapc_enquire_set_weight_bm25(search.enquire, &options, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    options.k1 = 1;
    options.b = 1.5;
    CHECK_ERROR(xapc_enquire_set_weight_bm25(search.enquire, &options, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    finish(&search);
}

static void bm25plus_adds_its_delta(void)
{
    Search search = start();
    xapc_bm25plus_options options = XAPC_BM25PLUS_OPTIONS_INIT;
    CHECK_OK(xapc_enquire_set_weight_bm25plus(search.enquire, NULL, &error));
    double with = weight_of_first(&search);
    options.delta = 0;
    CHECK_OK(xapc_enquire_set_weight_bm25plus(search.enquire, &options, &error));
    CHECK(weight_of_first(&search) < with);
    options.delta = -1;
    CHECK_ERROR(xapc_enquire_set_weight_bm25plus(search.enquire, &options, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    finish(&search);
}

static void boolean_and_coordinate_weights_are_plain_numbers(void)
{
    Search search = start();
    const xapc_bytes two[] = {{"pupils", 6}, {"letter", 6}};
    xapc_query *query = NULL;
    CHECK_OK(query = xapc_query_new_combined_terms(XAPC_OP_OR, two, 2, 0, &error));
    set_query(&search, query);
    CHECK_OK(xapc_enquire_set_weight_bool(search.enquire, &error));
    CHECK_NEAR(weight_of_first(&search), 0);
    CHECK_OK(xapc_enquire_set_weight_coord(search.enquire, &error));
    CHECK_NEAR(weight_of_first(&search), 2);
    finish(&search);
}

static void other_weightings_weigh(void)
{
    Search search = start();
    set_query(&search, fixture_term("mentor"));
    CHECK_OK(xapc_enquire_set_weight_trad(search.enquire, 1, &error));
    CHECK(weight_of_first(&search) > 0);
    CHECK_ERROR(xapc_enquire_set_weight_trad(search.enquire, -1, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    CHECK_OK(xapc_enquire_set_weight_tfidf(search.enquire, "nnn", &error));
    CHECK_NEAR(weight_of_first(&search), 2); /* the wdf in document 2 */
    CHECK_OK(xapc_enquire_set_weight_tfidf(search.enquire, NULL, &error));
    CHECK(weight_of_first(&search) > 0);
    CHECK_ERROR(xapc_enquire_set_weight_tfidf(search.enquire, "xyz", &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    for (int model = XAPC_DFR_INL2; model <= XAPC_DFR_DPH; model++) {
        CHECK_OK(xapc_enquire_set_weight_dfr(search.enquire, (xapc_dfr)model, 1, &error));
        xapc_mset_free(run(&search, NULL));
    }
    CHECK_ERROR(xapc_enquire_set_weight_dfr(search.enquire, XAPC_DFR_PL2, 0, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    CHECK_ERROR(
        xapc_enquire_set_weight_dfr(search.enquire, (xapc_dfr)(XAPC_DFR_DPH + 1), 1, &error),
        XAPC_ERROR_INVALID_ARGUMENT);
    finish(&search);
}

static void language_models_weigh_with_every_smoothing(void)
{
    Search search = start();
    xapc_lm_options options = XAPC_LM_OPTIONS_INIT;
    CHECK_OK(xapc_enquire_set_weight_lm(search.enquire, NULL, &error));
    for (int smoothing = XAPC_LM_TWO_STAGE; smoothing <= XAPC_LM_DIRICHLET_PLUS; smoothing++) {
        options.smoothing = (xapc_lm_smoothing)smoothing;
        CHECK_OK(xapc_enquire_set_weight_lm(search.enquire, &options, &error));
        CHECK(weight_of_first(&search) > 0);
    }
    options.smoothing = (xapc_lm_smoothing)0;
    CHECK_ERROR(xapc_enquire_set_weight_lm(search.enquire, &options, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    finish(&search);
}

static void relevant_documents_move_the_weights(void)
{
    Search search = start();
    xapc_match_options options = XAPC_MATCH_OPTIONS_INIT;
    xapc_rset *rset = NULL;
    xapc_hit without = {0}, with = {0};
    CHECK_OK(rset = xapc_rset_new(&error));
    CHECK_OK(xapc_rset_add_document(rset, 1, &error));
    CHECK_OK(xapc_rset_add_document(rset, 2, &error));
    xapc_mset *mset = run(&search, NULL);
    CHECK_OK(xapc_mset_get_hit(mset, 0, &without, &error));
    xapc_mset_free(mset);
    options.rset = rset;
    mset = run(&search, &options);
    CHECK_OK(xapc_mset_get_hit(mset, 0, &with, &error));
    CHECK(with.weight > without.weight);
    xapc_mset_free(mset);
    xapc_rset_free(rset);
    finish(&search);
}

/* ---- Which hits, and in what order ---- */

static void hits_are_sorted_by_value(void)
{
    Search search = start();
    CHECK_OK(
        xapc_enquire_set_sort_by_value(search.enquire, XAPC_SORT_VALUE, SLOT_YEAR, false, &error));
    CHECK_HITS(&search, NULL, "1 3 2 5");
    CHECK_OK(xapc_enquire_set_sort_by_value(search.enquire, XAPC_SORT_VALUE_THEN_RELEVANCE,
                                            SLOT_YEAR, true, &error));
    CHECK_HITS(&search, NULL, "5 2 3 1");
    CHECK_OK(xapc_enquire_set_weight_bool(search.enquire, &error));
    CHECK_OK(xapc_enquire_set_sort_by_value(search.enquire, XAPC_SORT_RELEVANCE_THEN_VALUE,
                                            SLOT_YEAR, true, &error));
    CHECK_HITS(&search, NULL, "5 2 3 1");
    CHECK_OK(xapc_enquire_set_sort_by_relevance(search.enquire, &error));
    CHECK_HITS(&search, NULL, "1 2 3 5");
    CHECK_OK(xapc_enquire_set_sort_by_value(search.enquire, XAPC_SORT_RELEVANCE, 0, false, &error));
    CHECK_HITS(&search, NULL, "1 2 3 5");
    CHECK_ERROR(xapc_enquire_set_sort_by_value(search.enquire, (xapc_sort)7, 0, false, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    finish(&search);
}

static void hits_are_sorted_by_several_values(void)
{
    Search search = start();
    const xapc_sort_key keys[] = {{SLOT_PLACE, true}, {SLOT_YEAR, false}};
    CHECK_OK(xapc_enquire_set_sort_by_values(search.enquire, XAPC_SORT_VALUE, keys, 2, &error));
    CHECK_HITS(&search, NULL, "2 5 1 3"); /* south 2021 2022, north 2019 2020 */
    CHECK_OK(xapc_enquire_set_sort_by_values(search.enquire, XAPC_SORT_VALUE_THEN_RELEVANCE, keys,
                                             2, &error));
    CHECK_HITS(&search, NULL, "2 5 1 3");
    CHECK_OK(xapc_enquire_set_weight_bool(search.enquire, &error));
    CHECK_OK(xapc_enquire_set_sort_by_values(search.enquire, XAPC_SORT_RELEVANCE_THEN_VALUE, keys,
                                             2, &error));
    CHECK_HITS(&search, NULL, "2 5 1 3");
    CHECK_ERROR(
        xapc_enquire_set_sort_by_values(search.enquire, XAPC_SORT_RELEVANCE, keys, 2, &error),
        XAPC_ERROR_INVALID_ARGUMENT);
    CHECK_ERROR(xapc_enquire_set_sort_by_values(search.enquire, XAPC_SORT_VALUE, keys, 0, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    CHECK_ERROR(xapc_enquire_set_sort_by_values(search.enquire, XAPC_SORT_VALUE, NULL, 2, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    finish(&search);
}

static void equal_hits_come_by_id(void)
{
    Search search = start();
    CHECK_OK(xapc_enquire_set_weight_bool(search.enquire, &error));
    CHECK_OK(xapc_enquire_set_docid_order(search.enquire, XAPC_DOCID_DESCENDING, &error));
    CHECK_HITS(&search, NULL, "5 3 2 1");
    CHECK_OK(xapc_enquire_set_docid_order(search.enquire, XAPC_DOCID_ASCENDING, &error));
    CHECK_HITS(&search, NULL, "1 2 3 5");
    CHECK_OK(xapc_enquire_set_docid_order(search.enquire, XAPC_DOCID_DONT_CARE, &error));
    CHECK_ERROR(xapc_enquire_set_docid_order(search.enquire, (xapc_docid_order)3, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    finish(&search);
}

static void equal_values_are_collapsed_to_the_best(void)
{
    Search search = start();
    xapc_hit hit = {0};
    CHECK_OK(xapc_enquire_set_weight_bool(search.enquire, &error));
    CHECK_OK(xapc_enquire_set_collapse_key(search.enquire, SLOT_PLACE, 1, &error));
    CHECK_HITS(&search, NULL, "1 2"); /* 3 is north as 1 is, 5 south as 2 is */
    xapc_mset *mset = run(&search, NULL);
    CHECK_OWNED(xapc_mset_get_collapse_key(mset, 0, NULL, NULL), "north");
    CHECK_OK(xapc_mset_get_hit(mset, 0, &hit, &error));
    CHECK_UINT(hit.collapse_count, 1);
    CHECK_UINT(xapc_mset_get_uncollapsed_matches_upper_bound(mset), 4);
    xapc_mset_free(mset);
    CHECK_OK(xapc_enquire_set_collapse_key(search.enquire, SLOT_PLACE, 2, &error));
    CHECK_HITS(&search, NULL, "1 2 3 5");
    CHECK_OK(xapc_enquire_set_collapse_key(search.enquire, SLOT_PLACE, 0, &error));
    CHECK_HITS(&search, NULL, "1 2 3 5");
    CHECK_OK(xapc_enquire_set_collapse_key(search.enquire, XAPC_BAD_VALUENO, 1, &error));
    CHECK_HITS(&search, NULL, "1 2 3 5");
    finish(&search);
}

static void cutoffs_leave_out_the_rest(void)
{
    Search search = start();
    const xapc_bytes two[] = {{"pupils", 6}, {"letter", 6}};
    xapc_query *query = NULL;
    CHECK_OK(query = xapc_query_new_combined_terms(XAPC_OP_OR, two, 2, 0, &error));
    set_query(&search, query);
    CHECK_OK(xapc_enquire_set_cutoff(search.enquire, 90, 0, &error));
    CHECK_HITS(&search, NULL, "5");
    CHECK_OK(xapc_enquire_set_cutoff(search.enquire, 0, 1000, &error));
    CHECK_HITS(&search, NULL, "");
    CHECK_ERROR(xapc_enquire_set_cutoff(search.enquire, 101, 0, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    CHECK_ERROR(xapc_enquire_set_cutoff(search.enquire, -1, 0, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    CHECK_ERROR(xapc_enquire_set_cutoff(search.enquire, 0, -1, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    finish(&search);
}

static void a_percentage_and_a_sort_by_value_do_not_go_together(void)
{
    Search search = start();
    CHECK_OK(xapc_enquire_set_cutoff(search.enquire, 10, 0, &error));
    CHECK_OK(
        xapc_enquire_set_sort_by_value(search.enquire, XAPC_SORT_VALUE, SLOT_YEAR, false, &error));
    CHECK_ERROR(xapc_enquire_get_mset(search.enquire, 0, 10, NULL, &error),
                XAPC_ERROR_UNIMPLEMENTED);
    finish(&search);
}

static void a_time_limit_leaves_the_hits(void)
{
    Search search = start();
    CHECK_OK(xapc_enquire_set_time_limit(search.enquire, 1, &error));
    CHECK_HITS(&search, NULL, "1 3 5 2");
    finish(&search);
}

/* ---- Deciders and spies ---- */

typedef struct {
    int calls, result_at, result;
} Counter;

/* Takes documents from the north; at call `result_at` it returns `result`. */
static int decide_north(const xapc_document *doc, void *user)
{
    Counter *counter = user;
    char place[8] = "";
    size_t len = 0;
    if (++counter->calls == counter->result_at)
        return counter->result;
    if (!xapc_document_copy_value(doc, SLOT_PLACE, place, sizeof place, &len, NULL))
        return -1;
    return len == 5 && memcmp(place, "north", 5) == 0;
}

static void a_decider_chooses_the_hits(void)
{
    Search search = start();
    Counter counter = {0};
    xapc_match_options options = XAPC_MATCH_OPTIONS_INIT;
    options.decider = decide_north;
    options.decider_user = &counter;
    CHECK_HITS(&search, &options, "1 3");
    CHECK_UINT((uint64_t)counter.calls, 4);
    finish(&search);
}

static void a_decider_can_stop_the_match(void)
{
    Search search = start();
    Counter counter = {.result_at = 2, .result = -42};
    xapc_match_options options = XAPC_MATCH_OPTIONS_INIT;
    options.decider = decide_north;
    options.decider_user = &counter;
    xapc_error *failure = NULL;
    CHECK(!xapc_enquire_get_mset(search.enquire, 0, 10, &options, &failure));
    CHECK_UINT(xapc_error_code(failure), XAPC_ERROR_CALLBACK);
    CHECK(xapc_error_callback_result(failure) == -42);
    xapc_error_free(failure);
    CHECK_HITS(&search, NULL, "1 3 5 2"); /* the enquire is none the worse */
    finish(&search);
}

static int count_match(const xapc_document *doc, double weight, void *user)
{
    Counter *counter = user;
    if (++counter->calls == counter->result_at)
        return counter->result;
    return xapc_document_get_docid(doc) > 0 && weight > 0 ? 0 : -1;
}

static void count_destruction(void *user)
{
    ((Counter *)user)->calls += 1000;
}

static void a_spy_sees_every_match(void)
{
    Search search = start();
    Counter counter = {0};
    xapc_matchspy *spy = NULL;
    CHECK_OK(spy = xapc_matchspy_new(count_match, &counter, count_destruction, &error));
    CHECK_OK(xapc_enquire_add_matchspy(search.enquire, spy, &error));
    xapc_matchspy_free(spy); /* the enquire keeps it */
    xapc_mset_free(run(&search, NULL));
    CHECK_UINT((uint64_t)counter.calls, 4);
    CHECK_OK(xapc_enquire_clear_matchspies(search.enquire, &error));
    CHECK_UINT((uint64_t)counter.calls, 1004);
    xapc_mset_free(run(&search, NULL));
    CHECK_UINT((uint64_t)counter.calls, 1004);
    finish(&search);
}

static void a_spy_can_stop_the_match(void)
{
    Search search = start();
    Counter counter = {.result_at = 3, .result = -1};
    xapc_matchspy *spy = NULL;
    CHECK_OK(spy = xapc_matchspy_new(count_match, &counter, NULL, &error));
    CHECK_OK(xapc_enquire_add_matchspy(search.enquire, spy, &error));
    CHECK_ERROR(xapc_enquire_get_mset(search.enquire, 0, 10, NULL, &error), XAPC_ERROR_CALLBACK);
    CHECK_UINT((uint64_t)counter.calls, 3);
    finish(&search);
    xapc_matchspy_free(spy);
}

static void values_are_counted(void)
{
    Search search = start();
    xapc_matchspy *spy = NULL;
    xapc_termiter *it = NULL;
    xapc_doccount count = 0;
    CHECK_OK(spy = xapc_matchspy_new_value_count(SLOT_PLACE, &error));
    CHECK_OK(xapc_enquire_add_matchspy(search.enquire, spy, &error));
    set_query(&search, fixture_term("")); /* all documents */
    xapc_mset_free(run(&search, NULL));
    CHECK_UINT(xapc_matchspy_get_total(spy), 6);
    CHECK_OK(it = xapc_matchspy_values(spy, &error));
    CHECK(xapc_termiter_next(it, NULL));
    CHECK_STRING(xapc_termiter_get_term(it, NULL), "east");
    CHECK_OK(xapc_termiter_get_termfreq(it, &count, &error));
    CHECK_UINT(count, 1);
    xapc_termiter_free(it);
    CHECK_OK(it = xapc_matchspy_top_values(spy, 1, &error));
    finish(&search);
    xapc_matchspy_free(spy);
    CHECK(xapc_termiter_next(it, NULL));
    CHECK_STRING(xapc_termiter_get_term(it, NULL), "north");
    CHECK_OK(xapc_termiter_get_termfreq(it, &count, &error));
    CHECK_UINT(count, 2);
    CHECK(!xapc_termiter_next(it, NULL));
    xapc_termiter_free(it);
}

static void a_spy_sees_what_is_collapsed_away(void)
{
    Search search = start();
    xapc_matchspy *spy = NULL;
    CHECK_OK(spy = xapc_matchspy_new_value_count(SLOT_PLACE, &error));
    CHECK_OK(xapc_enquire_add_matchspy(search.enquire, spy, &error));
    CHECK_OK(xapc_enquire_set_collapse_key(search.enquire, SLOT_PLACE, 1, &error));
    xapc_mset *mset = run(&search, NULL);
    CHECK_UINT(xapc_mset_size(mset), 2);
    CHECK_UINT(xapc_matchspy_get_total(spy), 4);
    xapc_mset_free(mset);
    xapc_matchspy_free(spy);
    finish(&search);
}

static void a_spy_in_c_counts_no_values(void)
{
    Counter counter = {0};
    xapc_matchspy *spy = NULL;
    CHECK_OK(spy = xapc_matchspy_new(count_match, &counter, count_destruction, &error));
    CHECK_UINT(xapc_matchspy_get_total(spy), 0);
    CHECK_ERROR(xapc_matchspy_values(spy, &error), XAPC_ERROR_INVALID_OPERATION);
    CHECK_ERROR(xapc_matchspy_top_values(spy, 3, &error), XAPC_ERROR_INVALID_OPERATION);
    xapc_matchspy_free(spy);
    CHECK_UINT((uint64_t)counter.calls, 1000);
    CHECK_ERROR(xapc_matchspy_new(NULL, &counter, count_destruction, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    CHECK_UINT((uint64_t)counter.calls, 1000);
}

/* ---- Matching terms and expand sets ---- */

static void a_hits_matching_terms_are_told(void)
{
    Search search = start();
    const xapc_bytes three[] = {{"pupils", 6}, {"letter", 6}, {"mentor", 6}};
    xapc_query *query = NULL;
    xapc_termiter *it = NULL;
    CHECK_OK(query = xapc_query_new_combined_terms(XAPC_OP_OR, three, 3, 0, &error));
    set_query(&search, query);
    CHECK_OK(it = xapc_enquire_matching_terms(search.enquire, 5, &error));
    CHECK(xapc_termiter_next(it, NULL) && xapc_termiter_next(it, NULL));
    CHECK(!xapc_termiter_next(it, NULL));
    xapc_termiter_free(it);
    CHECK_ERROR(xapc_enquire_matching_terms(search.enquire, 99, &error), XAPC_ERROR_DOC_NOT_FOUND);
    finish(&search);
}

static int no_q(const char *term, size_t len, void *user)
{
    Counter *counter = user;
    if (++counter->calls == counter->result_at)
        return counter->result;
    return len > 0 && term[0] != 'Q';
}

static xapc_rset *relevant(xapc_docid docid)
{
    xapc_rset *rset = NULL;
    CHECK_OK(rset = xapc_rset_new(&error));
    CHECK_OK(xapc_rset_add_document(rset, docid, &error));
    return rset;
}

static void typical_terms_of_a_document_are_found(void)
{
    Search search = start();
    Counter counter = {0};
    xapc_rset *rset = relevant(5);
    xapc_eset *eset = NULL;
    xapc_expand_options options = XAPC_EXPAND_OPTIONS_INIT;
    options.decider = no_q;
    options.decider_user = &counter;
    CHECK_OK(eset = xapc_enquire_get_eset(search.enquire, 2, rset, &options, &error));
    CHECK_UINT(xapc_eset_size(eset), 2);
    size_t len = 0;
    const char *term = xapc_eset_get_term(eset, 0, &len);
    CHECK_UINT(len, strlen(term));
    CHECK(strcmp(term, "letter") == 0 || strcmp(term, "welcome") == 0);
    CHECK(xapc_eset_get_weight(eset, 0) >= xapc_eset_get_weight(eset, 1));
    CHECK(xapc_eset_get_weight(eset, 1) > 0);
    CHECK(xapc_eset_get_ebound(eset) >= 2);
    CHECK(xapc_eset_get_term(eset, 2, NULL) == NULL);
    CHECK_NEAR(xapc_eset_get_weight(eset, 2), 0);
    xapc_eset_free(eset);
    xapc_rset_free(rset);
    finish(&search);
    CHECK_UINT(xapc_eset_size(NULL) + xapc_eset_get_ebound(NULL), 0);
}

static bool eset_has(const Search *search, const xapc_expand_options *options, const char *term)
{
    xapc_rset *rset = relevant(5);
    xapc_eset *eset = NULL;
    bool found = false;
    CHECK_OK(eset = xapc_enquire_get_eset(search->enquire, 50, rset, options, &error));
    for (xapc_termcount i = 0; i < xapc_eset_size(eset); i++)
        found = found || strcmp(xapc_eset_get_term(eset, i, NULL), term) == 0;
    xapc_eset_free(eset);
    xapc_rset_free(rset);
    return found;
}

static void the_querys_own_terms_are_expanded_on_request(void)
{
    Search search = start();
    xapc_expand_options options = XAPC_EXPAND_OPTIONS_INIT;
    set_query(&search, fixture_term("letter"));
    CHECK(!eset_has(&search, NULL, "letter"));
    CHECK(eset_has(&search, NULL, "welcome"));
    options.include_query_terms = true;
    options.use_exact_termfreq = true;
    CHECK(eset_has(&search, &options, "letter"));
    options.scheme = "bo1";
    CHECK(eset_has(&search, &options, "welcome"));
    options.min_weight = 1e6;
    CHECK(!eset_has(&search, &options, "welcome"));
    finish(&search);
}

static void wrong_expansions_are_refused(void)
{
    Search search = start();
    Counter counter = {.result_at = 2, .result = -9};
    xapc_rset *rset = relevant(5);
    xapc_expand_options options = XAPC_EXPAND_OPTIONS_INIT;
    options.scheme = "no such scheme";
    CHECK_ERROR(xapc_enquire_get_eset(search.enquire, 5, rset, &options, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    CHECK_ERROR(xapc_enquire_get_eset(search.enquire, 5, NULL, NULL, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    options.scheme = "trad";
    options.decider = no_q;
    options.decider_user = &counter;
    CHECK_ERROR(xapc_enquire_get_eset(search.enquire, 5, rset, &options, &error),
                XAPC_ERROR_CALLBACK);
    xapc_rset_free(rset);
    finish(&search);
}

static const tap_test tests[] = {
    {"the query is kept", the_query_is_kept},
    {"an enquire follows the reopening of its database",
     an_enquire_follows_the_reopening_of_its_database},
    {"BM25 follows its parameters", bm25_follows_its_parameters},
    {"BM25+ adds its delta", bm25plus_adds_its_delta},
    {"boolean and coordinate weights are plain numbers",
     boolean_and_coordinate_weights_are_plain_numbers},
    {"other weightings weigh", other_weightings_weigh},
    {"language models weigh with every smoothing", language_models_weigh_with_every_smoothing},
    {"relevant documents move the weights", relevant_documents_move_the_weights},
    {"hits are sorted by value", hits_are_sorted_by_value},
    {"hits are sorted by several values", hits_are_sorted_by_several_values},
    {"equal hits come by id", equal_hits_come_by_id},
    {"equal values are collapsed to the best", equal_values_are_collapsed_to_the_best},
    {"cutoffs leave out the rest", cutoffs_leave_out_the_rest},
    {"a percentage and a sort by value do not go together",
     a_percentage_and_a_sort_by_value_do_not_go_together},
    {"a time limit leaves the hits", a_time_limit_leaves_the_hits},
    {"a decider chooses the hits", a_decider_chooses_the_hits},
    {"a decider can stop the match", a_decider_can_stop_the_match},
    {"a spy sees every match, and is let go", a_spy_sees_every_match},
    {"a spy can stop the match", a_spy_can_stop_the_match},
    {"values are counted", values_are_counted},
    {"a spy sees what is collapsed away", a_spy_sees_what_is_collapsed_away},
    {"a spy in C counts no values", a_spy_in_c_counts_no_values},
    {"a hit's matching terms are told", a_hits_matching_terms_are_told},
    {"typical terms of a document are found", typical_terms_of_a_document_are_found},
    {"the query's own terms are expanded on request", the_querys_own_terms_are_expanded_on_request},
    {"wrong expansions are refused", wrong_expansions_are_refused},
};

int main(void)
{
    return TAP_RUN(tests);
}
