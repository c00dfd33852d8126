/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What looks into a search: deciders, spies, matching terms, expand sets. */
#include <string.h>

#include "search.h"

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
    Search search = search_start();
    Counter counter = {0};
    xapc_match_options options = XAPC_MATCH_OPTIONS_INIT;
    options.decider = decide_north;
    options.decider_user = &counter;
    CHECK_HITS(&search, &options, "1 3");
    CHECK_UINT((uint64_t)counter.calls, 4);
    search_finish(&search);
}

static void a_decider_can_stop_the_match(void)
{
    Search search = search_start();
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
    search_finish(&search);
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
    Search search = search_start();
    Counter counter = {0};
    xapc_matchspy *spy = NULL;
    CHECK_OK(spy = xapc_matchspy_new(count_match, &counter, count_destruction, &error));
    CHECK_OK(xapc_enquire_add_matchspy(search.enquire, spy, &error));
    xapc_matchspy_free(spy); /* the enquire keeps it */
    xapc_mset_free(search_run(&search, NULL));
    CHECK_UINT((uint64_t)counter.calls, 4);
    CHECK_OK(xapc_enquire_clear_matchspies(search.enquire, &error));
    CHECK_UINT((uint64_t)counter.calls, 1004);
    xapc_mset_free(search_run(&search, NULL));
    CHECK_UINT((uint64_t)counter.calls, 1004);
    search_finish(&search);
}

static void a_spy_can_stop_the_match(void)
{
    Search search = search_start();
    Counter counter = {.result_at = 3, .result = -1};
    xapc_matchspy *spy = NULL;
    CHECK_OK(spy = xapc_matchspy_new(count_match, &counter, NULL, &error));
    CHECK_OK(xapc_enquire_add_matchspy(search.enquire, spy, &error));
    CHECK_ERROR(xapc_enquire_get_mset(search.enquire, 0, 10, NULL, &error), XAPC_ERROR_CALLBACK);
    CHECK_UINT((uint64_t)counter.calls, 3);
    search_finish(&search);
    xapc_matchspy_free(spy);
}

static void values_are_counted(void)
{
    Search search = search_start();
    xapc_matchspy *spy = NULL;
    xapc_termiter *it = NULL;
    xapc_doccount count = 0;
    CHECK_OK(spy = xapc_matchspy_new_value_count(SLOT_PLACE, &error));
    CHECK_OK(xapc_enquire_add_matchspy(search.enquire, spy, &error));
    search_set_query(&search, fixture_term("")); /* all documents */
    xapc_mset_free(search_run(&search, NULL));
    CHECK_UINT(xapc_matchspy_get_total(spy), 6);
    CHECK_OK(it = xapc_matchspy_values(spy, &error));
    CHECK(xapc_termiter_next(it, NULL));
    CHECK_STRING(xapc_termiter_get_term(it, NULL), "east");
    CHECK_OK(xapc_termiter_get_termfreq(it, &count, &error));
    CHECK_UINT(count, 1);
    xapc_termiter_free(it);
    CHECK_OK(it = xapc_matchspy_top_values(spy, 1, &error));
    search_finish(&search);
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
    Search search = search_start();
    xapc_matchspy *spy = NULL;
    CHECK_OK(spy = xapc_matchspy_new_value_count(SLOT_PLACE, &error));
    CHECK_OK(xapc_enquire_add_matchspy(search.enquire, spy, &error));
    CHECK_OK(xapc_enquire_set_collapse_key(search.enquire, SLOT_PLACE, 1, &error));
    xapc_mset *mset = search_run(&search, NULL);
    CHECK_UINT(xapc_mset_size(mset), 2);
    CHECK_UINT(xapc_matchspy_get_total(spy), 4);
    xapc_mset_free(mset);
    xapc_matchspy_free(spy);
    search_finish(&search);
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
    Search search = search_start();
    const xapc_bytes three[] = {{"pupils", 6}, {"letter", 6}, {"mentor", 6}};
    xapc_query *query = NULL;
    xapc_termiter *it = NULL;
    CHECK_OK(query = xapc_query_new_combined_terms(XAPC_OP_OR, three, 3, 0, &error));
    search_set_query(&search, query);
    CHECK_OK(it = xapc_enquire_matching_terms(search.enquire, 5, &error));
    CHECK(xapc_termiter_next(it, NULL) && xapc_termiter_next(it, NULL));
    CHECK(!xapc_termiter_next(it, NULL));
    xapc_termiter_free(it);
    CHECK_ERROR(xapc_enquire_matching_terms(search.enquire, 99, &error), XAPC_ERROR_DOC_NOT_FOUND);
    search_finish(&search);
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
    Search search = search_start();
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
    search_finish(&search);
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
    Search search = search_start();
    xapc_expand_options options = XAPC_EXPAND_OPTIONS_INIT;
    search_set_query(&search, fixture_term("letter"));
    CHECK(!eset_has(&search, NULL, "letter"));
    CHECK(eset_has(&search, NULL, "welcome"));
    options.include_query_terms = true;
    options.use_exact_termfreq = true;
    CHECK(eset_has(&search, &options, "letter"));
    options.scheme = "bo1";
    CHECK(eset_has(&search, &options, "welcome"));
    options.min_weight = 1e6;
    CHECK(!eset_has(&search, &options, "welcome"));
    search_finish(&search);
}

static void wrong_expansions_are_refused(void)
{
    Search search = search_start();
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
    search_finish(&search);
}

static const tap_test tests[] = {
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
