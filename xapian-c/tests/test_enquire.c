/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running queries: weighting, order, collapsing, cutoffs. */
#include <string.h>

#include "search.h"

static double weight_of_first(const Search *search)
{
    xapc_mset *mset = search_run(search, NULL);
    xapc_hit hit = {0};
    CHECK_OK(xapc_mset_get_hit(mset, 0, &hit, &error));
    xapc_mset_free(mset);
    return hit.weight;
}

/* ---- The query ---- */

static void the_query_is_kept(void)
{
    Search search = search_start();
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
    search_finish(&search);
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
    search_set_query(&search, fixture_term("handbook"));
    CHECK_HITS(&search, NULL, "6");
    CHECK_OK(writer = xapc_writer_open(path, NULL, &error));
    CHECK_OK(xapc_writer_delete_document(writer, 6, &error));
    CHECK_OK(xapc_writer_close(writer, &error));
    xapc_writer_free(writer);
    CHECK_HITS(&search, NULL, "6");
    CHECK_OK(xapc_database_reopen(db, NULL, &error));
    CHECK_HITS(&search, NULL, "");
    xapc_database_free(db);
    search_finish(&search);
}

/* ---- Weighting ---- */

static void bm25_follows_its_parameters(void)
{
    Search search = search_start();
    xapc_bm25_options options = XAPC_BM25_OPTIONS_INIT;
    search_set_query(&search, fixture_term("mentor"));
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
    search_finish(&search);
}

static void bm25plus_adds_its_delta(void)
{
    Search search = search_start();
    xapc_bm25plus_options options = XAPC_BM25PLUS_OPTIONS_INIT;
    CHECK_OK(xapc_enquire_set_weight_bm25plus(search.enquire, NULL, &error));
    double with = weight_of_first(&search);
    options.delta = 0;
    CHECK_OK(xapc_enquire_set_weight_bm25plus(search.enquire, &options, &error));
    CHECK(weight_of_first(&search) < with);
    options.delta = -1;
    CHECK_ERROR(xapc_enquire_set_weight_bm25plus(search.enquire, &options, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    search_finish(&search);
}

static void boolean_and_coordinate_weights_are_plain_numbers(void)
{
    Search search = search_start();
    const xapc_bytes two[] = {{"pupils", 6}, {"letter", 6}};
    xapc_query *query = NULL;
    CHECK_OK(query = xapc_query_new_combined_terms(XAPC_OP_OR, two, 2, 0, &error));
    search_set_query(&search, query);
    CHECK_OK(xapc_enquire_set_weight_bool(search.enquire, &error));
    CHECK_NEAR(weight_of_first(&search), 0);
    CHECK_OK(xapc_enquire_set_weight_coord(search.enquire, &error));
    CHECK_NEAR(weight_of_first(&search), 2);
    search_finish(&search);
}

static void other_weightings_weigh(void)
{
    Search search = search_start();
    search_set_query(&search, fixture_term("mentor"));
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
        xapc_mset_free(search_run(&search, NULL));
    }
    CHECK_ERROR(xapc_enquire_set_weight_dfr(search.enquire, XAPC_DFR_PL2, 0, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    CHECK_ERROR(
        xapc_enquire_set_weight_dfr(search.enquire, (xapc_dfr)(XAPC_DFR_DPH + 1), 1, &error),
        XAPC_ERROR_INVALID_ARGUMENT);
    search_finish(&search);
}

static void language_models_weigh_with_every_smoothing(void)
{
    Search search = search_start();
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
    search_finish(&search);
}

static void relevant_documents_move_the_weights(void)
{
    Search search = search_start();
    xapc_match_options options = XAPC_MATCH_OPTIONS_INIT;
    xapc_rset *rset = NULL;
    xapc_hit without = {0}, with = {0};
    CHECK_OK(rset = xapc_rset_new(&error));
    CHECK_OK(xapc_rset_add_document(rset, 1, &error));
    CHECK_OK(xapc_rset_add_document(rset, 2, &error));
    xapc_mset *mset = search_run(&search, NULL);
    CHECK_OK(xapc_mset_get_hit(mset, 0, &without, &error));
    xapc_mset_free(mset);
    options.rset = rset;
    mset = search_run(&search, &options);
    CHECK_OK(xapc_mset_get_hit(mset, 0, &with, &error));
    CHECK(with.weight > without.weight);
    xapc_mset_free(mset);
    xapc_rset_free(rset);
    search_finish(&search);
}

/* ---- Which hits, and in what order ---- */

static void hits_are_sorted_by_value(void)
{
    Search search = search_start();
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
    search_finish(&search);
}

static void hits_are_sorted_by_several_values(void)
{
    Search search = search_start();
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
    search_finish(&search);
}

static void equal_hits_come_by_id(void)
{
    Search search = search_start();
    CHECK_OK(xapc_enquire_set_weight_bool(search.enquire, &error));
    CHECK_OK(xapc_enquire_set_docid_order(search.enquire, XAPC_DOCID_DESCENDING, &error));
    CHECK_HITS(&search, NULL, "5 3 2 1");
    CHECK_OK(xapc_enquire_set_docid_order(search.enquire, XAPC_DOCID_ASCENDING, &error));
    CHECK_HITS(&search, NULL, "1 2 3 5");
    CHECK_OK(xapc_enquire_set_docid_order(search.enquire, XAPC_DOCID_DONT_CARE, &error));
    CHECK_ERROR(xapc_enquire_set_docid_order(search.enquire, (xapc_docid_order)3, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    search_finish(&search);
}

static void equal_values_are_collapsed_to_the_best(void)
{
    Search search = search_start();
    xapc_hit hit = {0};
    CHECK_OK(xapc_enquire_set_weight_bool(search.enquire, &error));
    CHECK_OK(xapc_enquire_set_collapse_key(search.enquire, SLOT_PLACE, 1, &error));
    CHECK_HITS(&search, NULL, "1 2"); /* 3 is north as 1 is, 5 south as 2 is */
    xapc_mset *mset = search_run(&search, NULL);
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
    search_finish(&search);
}

static void cutoffs_leave_out_the_rest(void)
{
    Search search = search_start();
    const xapc_bytes two[] = {{"pupils", 6}, {"letter", 6}};
    xapc_query *query = NULL;
    CHECK_OK(query = xapc_query_new_combined_terms(XAPC_OP_OR, two, 2, 0, &error));
    search_set_query(&search, query);
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
    search_finish(&search);
}

static void a_percentage_and_a_sort_by_value_do_not_go_together(void)
{
    Search search = search_start();
    CHECK_OK(xapc_enquire_set_cutoff(search.enquire, 10, 0, &error));
    CHECK_OK(
        xapc_enquire_set_sort_by_value(search.enquire, XAPC_SORT_VALUE, SLOT_YEAR, false, &error));
    CHECK_ERROR(xapc_enquire_get_mset(search.enquire, 0, 10, NULL, &error),
                XAPC_ERROR_UNIMPLEMENTED);
    search_finish(&search);
}

static void a_time_limit_leaves_the_hits(void)
{
    Search search = search_start();
    CHECK_OK(xapc_enquire_set_time_limit(search.enquire, 1, &error));
    CHECK_HITS(&search, NULL, "1 3 5 2");
    search_finish(&search);
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
};

int main(void)
{
    return TAP_RUN(tests);
}
