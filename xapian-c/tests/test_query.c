/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Queries: every operator, run over the six documents. */
#include <stdio.h>
#include <string.h>

#include "search.h"

/* The ids of the documents that match, ascending, with spaces between; frees the query. */
static void matches(xapc_query *query, char *text, size_t size)
{
    Search search = search_start();
    search_set_query(&search, query);
    CHECK_OK(xapc_enquire_set_weight_bool(search.enquire, &error));
    search_hits(&search, NULL, text, size);
    search_finish(&search);
}

#define CHECK_MATCHES(query, want)                                                                 \
    do {                                                                                           \
        char have_[100];                                                                           \
        matches(query, have_, sizeof have_);                                                       \
        CHECK_STRING(have_, want);                                                                 \
    } while (0)

static xapc_query *terms(xapc_op op, const char *a, const char *b, xapc_termcount parameter)
{
    const xapc_bytes both[] = {{a, strlen(a)}, {b, XAPC_NUL_TERMINATED}};
    xapc_query *query = NULL;
    CHECK_OK(query = xapc_query_new_combined_terms(op, both, 2, parameter, &error));
    return query;
}

static void check_description(const xapc_query *query, const char *want)
{
    CHECK_OWNED(xapc_query_get_description(query, NULL), want);
}

static void terms_match_their_documents(void)
{
    CHECK_MATCHES(fixture_term("mentor"), "1 2");
    CHECK_MATCHES(fixture_term("nobody"), "");
    CHECK_MATCHES(fixture_term(""), "1 2 3 4 5 6");
}

static void all_and_nothing_match_all_and_nothing(void)
{
    xapc_query *query = NULL;
    CHECK_OK(query = xapc_query_new_match_all(&error));
    CHECK_UINT(xapc_query_get_type(query), XAPC_LEAF_MATCH_ALL);
    CHECK_MATCHES(query, "1 2 3 4 5 6");
    CHECK_OK(query = xapc_query_new_match_nothing(&error));
    CHECK(xapc_query_empty(query));
    CHECK_UINT(xapc_query_get_type(query), XAPC_LEAF_MATCH_NOTHING);
    CHECK_MATCHES(query, "");
}

static void boolean_operators_combine_sets(void)
{
    CHECK_MATCHES(terms(XAPC_OP_AND, "mentor", "buddy", 0), "2");
    CHECK_MATCHES(terms(XAPC_OP_OR, "mentor", "buddy", 0), "1 2 3");
    CHECK_MATCHES(terms(XAPC_OP_AND_NOT, "mentor", "buddy", 0), "1");
    CHECK_MATCHES(terms(XAPC_OP_XOR, "mentor", "buddy", 0), "1 3");
    CHECK_MATCHES(terms(XAPC_OP_AND_MAYBE, "mentor", "buddy", 0), "1 2");
    CHECK_MATCHES(terms(XAPC_OP_FILTER, "mentor", "buddy", 0), "2");
    CHECK_MATCHES(terms(XAPC_OP_SYNONYM, "mentor", "buddy", 0), "1 2 3");
    CHECK_MATCHES(terms(XAPC_OP_MAX, "mentor", "buddy", 0), "1 2 3");
}

static void near_and_phrase_look_at_positions(void)
{
    CHECK_MATCHES(terms(XAPC_OP_PHRASE, "new", "pupils", 0), "1 5");
    CHECK_MATCHES(terms(XAPC_OP_PHRASE, "pupils", "new", 0), "");
    CHECK_MATCHES(terms(XAPC_OP_PHRASE, "mentor", "pupils", 4), "1");
    CHECK_MATCHES(terms(XAPC_OP_PHRASE, "mentor", "pupils", 5), "1 2");
    CHECK_MATCHES(terms(XAPC_OP_NEAR, "pupils", "new", 2), "1 5");
}

static void near_takes_terms_and_nothing_deeper(void)
{
    const xapc_query *parts[] = {fixture_term("a"), terms(XAPC_OP_AND, "b", "c", 0)};
    CHECK_ERROR(xapc_query_new_combined(XAPC_OP_NEAR, parts, 2, 5, &error),
                XAPC_ERROR_UNIMPLEMENTED);
    xapc_query_free((void *)(uintptr_t)parts[0]);
    xapc_query_free((void *)(uintptr_t)parts[1]);
}

static void more_than_two_are_combined(void)
{
    xapc_query *a = fixture_term("mentor"), *b = fixture_term("buddy"), *c = fixture_term("talks");
    const xapc_query *parts[] = {a, b, c};
    xapc_query *query = NULL;
    CHECK_OK(query = xapc_query_new_combined(XAPC_OP_XOR, parts, 3, 0, &error));
    xapc_query_free(a);
    xapc_query_free(b);
    xapc_query_free(c);
    CHECK_MATCHES(query, "1 4"); /* 2 has two of them, 3 too */
}

static void an_elite_set_is_the_best_of_many(void)
{
    const xapc_bytes many[] = {{"mentor", 6}, {"pupils", 6}, {"handbook", 8}};
    xapc_query *query = NULL;
    CHECK_OK(query = xapc_query_new_combined_terms(XAPC_OP_ELITE_SET, many, 3, 1, &error));
    check_description(query, "Query((mentor ELITE_SET 1 pupils ELITE_SET 1 handbook))");
    xapc_query_free(query);
}

static void nothing_combined_matches_nothing(void)
{
    xapc_query *query = NULL;
    CHECK_OK(query = xapc_query_new_combined(XAPC_OP_AND, NULL, 0, 0, &error));
    CHECK(xapc_query_empty(query));
    xapc_query_free(query);
    CHECK_OK(query = xapc_query_new_combined_terms(XAPC_OP_OR, NULL, 0, 0, &error));
    CHECK(xapc_query_empty(query));
    xapc_query_free(query);
}

static void wrong_combinations_are_refused(void)
{
    xapc_query *term = fixture_term("a");
    const xapc_query *one[] = {term}, *hole[] = {term, NULL};
    CHECK_ERROR(xapc_query_new_combined(XAPC_OP_VALUE_RANGE, one, 1, 0, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    CHECK_ERROR(xapc_query_new_combined(XAPC_LEAF_TERM, one, 1, 0, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    CHECK_ERROR(xapc_query_new_combined(XAPC_OP_AND, one, 1, 3, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    CHECK_ERROR(xapc_query_new_combined(XAPC_OP_AND, hole, 2, 0, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    CHECK_ERROR(xapc_query_new_combined(XAPC_OP_AND, NULL, 2, 0, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    CHECK_ERROR(xapc_query_new_pair(XAPC_OP_OR, term, NULL, &error), XAPC_ERROR_INVALID_ARGUMENT);
    xapc_query_free(term);
}

static xapc_query *year_range(double from, double to)
{
    char lower[XAPC_SORTABLE_SIZE], upper[XAPC_SORTABLE_SIZE];
    size_t lower_len = xapc_sortable_serialise(from, lower);
    size_t upper_len = xapc_sortable_serialise(to, upper);
    xapc_query *query = NULL;
    CHECK_OK(query =
                 xapc_query_new_value_range(SLOT_YEAR, lower, lower_len, upper, upper_len, &error));
    return query;
}

static void value_ranges_include_their_ends(void)
{
    xapc_query *query = NULL;
    CHECK_MATCHES(year_range(2019, 2021), "1 2 3");
    CHECK_MATCHES(year_range(2030, 2040), "");
    CHECK_OK(query = xapc_query_new_value_ge(SLOT_PLACE, "north", Z, &error));
    CHECK_UINT(xapc_query_get_type(query), XAPC_OP_VALUE_GE);
    CHECK_MATCHES(query, "1 2 3 5");
    CHECK_OK(query = xapc_query_new_value_le(SLOT_PLACE, "east", Z, &error));
    CHECK_MATCHES(query, "4"); /* not document 6, which has no place */
}

static xapc_query *wildcard(const char *prefix, xapc_termcount max, xapc_wildcard_limit limit)
{
    xapc_wildcard_options options = XAPC_WILDCARD_OPTIONS_INIT;
    options.max_expansion = max;
    options.limit = limit;
    options.combiner = XAPC_OP_OR;
    xapc_query *query = NULL;
    CHECK_OK(query = xapc_query_new_wildcard(prefix, Z, &options, &error));
    return query;
}

static void wildcards_expand_up_to_a_limit(void)
{
    xapc_query *query = NULL;
    CHECK_OK(query = xapc_query_new_wildcard("ta", Z, NULL, &error));
    CHECK_MATCHES(query, "3 4");
    CHECK_MATCHES(wildcard("", 1, XAPC_WILDCARD_LIMIT_FIRST), "1"); /* the first is Q1 */
    CHECK_MATCHES(wildcard("", 1, XAPC_WILDCARD_LIMIT_MOST_FREQUENT), "1 2 3 5"); /* pupils */
}

static void a_wildcard_over_its_limit_fails_when_it_is_run(void)
{
    Search search = search_start();
    search_set_query(&search, wildcard("", 3, XAPC_WILDCARD_LIMIT_ERROR));
    CHECK_ERROR(xapc_enquire_get_mset(search.enquire, 0, 10, NULL, &error), XAPC_ERROR_WILDCARD);
    search_finish(&search);
}

static void wrong_wildcard_options_are_refused(void)
{
    xapc_wildcard_options options = XAPC_WILDCARD_OPTIONS_INIT;
    options.combiner = XAPC_OP_AND;
    CHECK_ERROR(xapc_query_new_wildcard("a", 1, &options, &error), XAPC_ERROR_INVALID_ARGUMENT);
    options.combiner = XAPC_OP_MAX;
    options.limit = (xapc_wildcard_limit)3;
    CHECK_ERROR(xapc_query_new_wildcard("a", 1, &options, &error), XAPC_ERROR_INVALID_ARGUMENT);
}

static void weights_are_scaled(void)
{
    xapc_query *term = fixture_term("a"), *scaled = NULL;
    CHECK_OK(scaled = xapc_query_new_scaled(0.5, term, &error));
    check_description(scaled, "Query(0.5 * a)");
    CHECK_UINT(xapc_query_get_type(scaled), XAPC_OP_SCALE_WEIGHT);
    CHECK_ERROR(xapc_query_new_scaled(-1, term, &error), XAPC_ERROR_INVALID_ARGUMENT);
    xapc_query_free(term);
    xapc_query_free(scaled);
}

static void sources_match_by_themselves(void)
{
    xapc_query *query = NULL;
    CHECK_OK(query = xapc_query_new_fixed_weight(1.5, &error));
    CHECK_UINT(xapc_query_get_type(query), XAPC_LEAF_POSTING_SOURCE);
    CHECK_MATCHES(query, "1 2 3 4 5 6");
    CHECK_OK(query = xapc_query_new_value_weight(SLOT_PLACE, &error));
    CHECK_MATCHES(query, "1 2 3 4 5");
    CHECK_ERROR(xapc_query_new_fixed_weight(-1, &error), XAPC_ERROR_INVALID_ARGUMENT);
}

/* What a callback is asked, and what it says. */
typedef struct {
    char asked[100];
    xapc_docid yes_from, stop_at;
    unsigned freed;
} Judge;

static int judge(xapc_docid docid, void *user)
{
    Judge *judge = user;
    size_t used = strlen(judge->asked);
    snprintf(judge->asked + used, sizeof judge->asked - used, "%s%u", used > 0 ? " " : "", docid);
    return docid == judge->stop_at ? -7 : docid >= judge->yes_from;
}

static void free_judge(void *user)
{
    ((Judge *)user)->freed++;
}

static xapc_query *judged(Judge *user)
{
    xapc_query *query = NULL;
    CHECK_OK(query = xapc_query_new_callback(judge, user, free_judge, &error));
    CHECK_UINT(xapc_query_get_type(query), XAPC_LEAF_POSTING_SOURCE);
    return query;
}

static void a_callback_says_which_documents_match(void)
{
    Judge user = {.yes_from = 3};
    CHECK_MATCHES(judged(&user), "3 4 5 6");
    CHECK_UINT(user.freed, 1);
    user = (Judge){.yes_from = 7};
    CHECK_MATCHES(judged(&user), "");
    user = (Judge){.yes_from = 2};
    CHECK_MATCHES(fixture_pair(XAPC_OP_OR, judged(&user), fixture_term("mentor")), "1 2 3 4 5 6");
    user = (Judge){.yes_from = 3};
    CHECK_MATCHES(fixture_pair(XAPC_OP_AND_NOT, fixture_term(""), judged(&user)), "1 2");
    CHECK_ERROR(xapc_query_new_callback(NULL, NULL, NULL, &error), XAPC_ERROR_INVALID_ARGUMENT);
}

static void beside_other_queries_a_callback_is_asked_of_their_matches_only(void)
{
    Judge user = {.yes_from = 2};
    CHECK_MATCHES(fixture_pair(XAPC_OP_AND, judged(&user), fixture_term("mentor")), "2");
    CHECK_STRING(user.asked, "1 2");
    user = (Judge){.yes_from = 2};
    CHECK_MATCHES(fixture_pair(XAPC_OP_FILTER, fixture_term("mentor"), judged(&user)), "2");
    CHECK_STRING(user.asked, "1 2");
}

static void a_callback_may_stand_twice_in_a_query(void)
{
    Judge user = {.yes_from = 2};
    xapc_query *one = judged(&user), *copy = NULL;
    CHECK_OK(copy = xapc_query_copy(one, &error));
    xapc_query *left = fixture_pair(XAPC_OP_AND, one, fixture_term("mentor"));
    xapc_query *right = fixture_pair(XAPC_OP_AND, copy, fixture_term("buddy"));
    CHECK_MATCHES(fixture_pair(XAPC_OP_OR, left, right), "2 3");
    CHECK_UINT(user.freed, 1);
}

static void a_callback_stops_the_search(void)
{
    Judge user = {.yes_from = 1, .stop_at = 4};
    Search search = search_start();
    search_set_query(&search, judged(&user));
    CHECK_ERROR(xapc_enquire_get_mset(search.enquire, 0, 10, NULL, &error), XAPC_ERROR_CALLBACK);
    search_finish(&search);
    CHECK_UINT(user.freed, 1);
}

static void a_tree_is_looked_into(void)
{
    xapc_query *query =
        fixture_pair(XAPC_OP_AND, terms(XAPC_OP_OR, "a", "b", 0), fixture_term("c"));
    xapc_query *left = NULL;
    CHECK_UINT(xapc_query_get_type(query), XAPC_OP_AND);
    CHECK_UINT(xapc_query_get_num_subqueries(query), 2);
    CHECK_UINT(xapc_query_get_length(query), 3);
    CHECK(!xapc_query_empty(query));
    CHECK_OK(left = xapc_query_get_subquery(query, 0, &error));
    check_description(left, "Query((a OR b))");
    CHECK_ERROR(xapc_query_get_subquery(query, 2, &error), XAPC_ERROR_RANGE);
    xapc_query_free(left);
    xapc_query_free(query);
}

static void terms_of_a_query_come_by_position_or_unique(void)
{
    xapc_query *first = NULL, *second = NULL;
    xapc_termiter *it = NULL;
    CHECK_OK(first = xapc_query_new_term("b", 1, 1, 1, &error));
    CHECK_OK(second = xapc_query_new_term("a", 1, 2, 2, &error));
    xapc_query *query =
        fixture_pair(XAPC_OP_OR, fixture_pair(XAPC_OP_OR, second, first), fixture_term("b"));
    CHECK_OK(it = xapc_query_unique_terms(query, &error));
    CHECK(xapc_termiter_next(it, NULL));
    CHECK_STRING(xapc_termiter_get_term(it, NULL), "a");
    CHECK(xapc_termiter_next(it, NULL));
    CHECK_STRING(xapc_termiter_get_term(it, NULL), "b");
    CHECK(!xapc_termiter_next(it, NULL));
    xapc_termiter_free(it);
    CHECK_OK(it = xapc_query_terms(query, &error));
    const char *const want[] = {"b", "b", "a"}; /* positions 0, 1, 2 */
    for (size_t i = 0; i < 3; i++) {
        CHECK(xapc_termiter_next(it, NULL));
        CHECK_STRING(xapc_termiter_get_term(it, NULL), want[i]);
    }
    CHECK(!xapc_termiter_next(it, NULL));
    xapc_termiter_free(it);
    xapc_query_free(query);
}

static void a_copy_lives_by_itself(void)
{
    xapc_query *query = terms(XAPC_OP_AND, "mentor", "buddy", 0), *copy = NULL;
    CHECK_OK(copy = xapc_query_copy(query, &error));
    xapc_query_free(query);
    CHECK_MATCHES(copy, "2");
    CHECK_ERROR(xapc_query_copy(NULL, &error), XAPC_ERROR_INVALID_ARGUMENT);
}

static void a_query_goes_through_bytes(void)
{
    xapc_query *query =
        fixture_pair(XAPC_OP_FILTER, fixture_term("mentor"), year_range(2020, 2025));
    size_t len = 0;
    char *bytes = NULL;
    CHECK_OK(bytes = xapc_query_serialise(query, &len, &error));
    xapc_query_free(query);
    CHECK_OK(query = xapc_query_unserialise(bytes, len, &error));
    CHECK_MATCHES(query, "2");
    xapc_error *failure = NULL;
    CHECK(!xapc_query_unserialise(bytes, len - 1, &failure));
    CHECK(xapc_error_is(failure, XAPC_ERROR_RUNTIME));
    xapc_error_free(failure);
    xapc_free(bytes);
}

static void null_reads_as_a_query_for_nothing(void)
{
    CHECK(xapc_query_empty(NULL));
    CHECK_UINT(xapc_query_get_type(NULL), XAPC_LEAF_MATCH_NOTHING);
    CHECK_UINT(xapc_query_get_length(NULL), 0);
    CHECK_UINT(xapc_query_get_num_subqueries(NULL), 0);
}

static const tap_test tests[] = {
    {"terms match their documents", terms_match_their_documents},
    {"all and nothing match all and nothing", all_and_nothing_match_all_and_nothing},
    {"boolean operators combine sets", boolean_operators_combine_sets},
    {"NEAR and PHRASE look at positions", near_and_phrase_look_at_positions},
    {"NEAR takes terms and nothing deeper", near_takes_terms_and_nothing_deeper},
    {"more than two queries are combined", more_than_two_are_combined},
    {"an elite set is the best of many", an_elite_set_is_the_best_of_many},
    {"nothing combined matches nothing", nothing_combined_matches_nothing},
    {"wrong combinations are refused", wrong_combinations_are_refused},
    {"value ranges include their ends", value_ranges_include_their_ends},
    {"wildcards expand up to a limit", wildcards_expand_up_to_a_limit},
    {"a wildcard over its limit fails when it is run",
     a_wildcard_over_its_limit_fails_when_it_is_run},
    {"wrong wildcard options are refused", wrong_wildcard_options_are_refused},
    {"weights are scaled", weights_are_scaled},
    {"sources match by themselves", sources_match_by_themselves},
    {"a callback says which documents match", a_callback_says_which_documents_match},
    {"beside other queries a callback is asked of their matches only",
     beside_other_queries_a_callback_is_asked_of_their_matches_only},
    {"a callback may stand twice in a query", a_callback_may_stand_twice_in_a_query},
    {"a callback stops the search", a_callback_stops_the_search},
    {"a tree is looked into", a_tree_is_looked_into},
    {"a query's terms come by position, or unique", terms_of_a_query_come_by_position_or_unique},
    {"a copy lives by itself", a_copy_lives_by_itself},
    {"a query goes through bytes and back", a_query_goes_through_bytes},
    {"NULL reads as a query for nothing", null_reads_as_a_query_for_nothing},
};

int main(void)
{
    return TAP_RUN(tests);
}
