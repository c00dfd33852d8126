/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Match sets and relevance sets. */
#include <string.h>

#include "fixture.h"
#include "tap.h"

/* The hits `first` and on for a term, of the six documents in memory. The match set keeps all alive
 * that it needs. */
static xapc_mset *search(const char *term, xapc_doccount first, xapc_doccount max)
{
    xapc_writer *writer = fixture_memory();
    fixture_fill(writer);
    xapc_query *query = fixture_term(term);
    xapc_enquire *enquire = NULL;
    xapc_mset *mset = NULL;
    CHECK_OK(enquire = xapc_enquire_new(xapc_writer_database(writer), &error));
    CHECK_OK(xapc_enquire_set_query(enquire, query, 0, &error));
    CHECK_OK(xapc_enquire_set_sort_by_value(enquire, XAPC_SORT_RELEVANCE_THEN_VALUE, SLOT_YEAR,
                                            true, &error));
    CHECK_OK(mset = xapc_enquire_get_mset(enquire, first, max, NULL, &error));
    xapc_enquire_free(enquire);
    xapc_query_free(query);
    xapc_writer_free(writer);
    return mset;
}

static void a_set_is_counted(void)
{
    xapc_mset *mset = search("pupils", 1, 2);
    CHECK_UINT(xapc_mset_size(mset), 2);
    CHECK_UINT(xapc_mset_get_firstitem(mset), 1);
    CHECK_UINT(xapc_mset_get_matches_lower_bound(mset), 4);
    CHECK_UINT(xapc_mset_get_matches_estimated(mset), 4);
    CHECK_UINT(xapc_mset_get_matches_upper_bound(mset), 4);
    CHECK_UINT(xapc_mset_get_uncollapsed_matches_lower_bound(mset), 4);
    CHECK_UINT(xapc_mset_get_uncollapsed_matches_estimated(mset), 4);
    CHECK_UINT(xapc_mset_get_uncollapsed_matches_upper_bound(mset), 4);
    CHECK(xapc_mset_get_max_attained(mset) > 0);
    CHECK(xapc_mset_get_max_possible(mset) >= xapc_mset_get_max_attained(mset));
    xapc_mset_free(mset);
}

static void a_hit_is_told_without_reading_its_document(void)
{
    xapc_mset *mset = search("handbook", 0, 10);
    xapc_hit hit = {0};
    CHECK_OK(xapc_mset_get_hit(mset, 0, &hit, &error));
    CHECK_UINT(hit.docid, 6);
    CHECK_NEAR(hit.weight, xapc_mset_get_max_attained(mset));
    CHECK(hit.percent == 100);
    CHECK_UINT(hit.rank, 0);
    CHECK_UINT(hit.collapse_count, 0);
    CHECK_UINT(xapc_mset_get_docid(mset, 0), 6);
    int percent = 0;
    CHECK_OK(xapc_mset_convert_to_percent(mset, hit.weight, &percent, &error));
    CHECK(percent == 100);
    xapc_mset_free(mset);
}

static void ranks_count_from_the_first_hit_of_all(void)
{
    xapc_mset *mset = search("pupils", 2, 10);
    xapc_hit hit = {0};
    CHECK_OK(xapc_mset_get_hit(mset, 1, &hit, &error));
    CHECK_UINT(hit.rank, 3);
    xapc_mset_free(mset);
}

static void an_item_that_is_not_there_is_an_error(void)
{
    xapc_mset *mset = search("handbook", 0, 10);
    xapc_hit hit = {.docid = 77};
    CHECK_ERROR(xapc_mset_get_hit(mset, 1, &hit, &error), XAPC_ERROR_RANGE);
    CHECK_UINT(hit.docid, 77);
    CHECK_ERROR(xapc_mset_get_document(mset, 1, &error), XAPC_ERROR_RANGE);
    CHECK_ERROR(xapc_mset_get_collapse_key(mset, 1, NULL, &error), XAPC_ERROR_RANGE);
    CHECK_ERROR(xapc_mset_get_sort_key(mset, 1, NULL, &error), XAPC_ERROR_RANGE);
    CHECK_UINT(xapc_mset_get_docid(mset, 1), 0);
    xapc_mset_free(mset);
}

static void a_hits_document_and_keys_are_read(void)
{
    xapc_mset *mset = search("handbook", 0, 10);
    xapc_document *doc = NULL;
    size_t len = 0;
    char *key = NULL;
    CHECK_OK(xapc_mset_fetch(mset, &error));
    CHECK_OK(doc = xapc_mset_get_document(mset, 0, &error));
    CHECK_OWNED(xapc_document_get_data(doc, NULL, NULL), "handbook");
    CHECK_OK(key = xapc_mset_get_sort_key(mset, 0, &len, &error));
    CHECK_NEAR(xapc_sortable_unserialise(key, len), 2018);
    CHECK_OWNED(xapc_mset_get_collapse_key(mset, 0, NULL, NULL), "");
    xapc_free(key);
    xapc_document_free(doc);
    xapc_mset_free(mset);
}

static void a_querys_terms_are_measured(void)
{
    xapc_mset *mset = search("mentor", 0, 10);
    xapc_doccount freq = 0;
    double weight = 0;
    CHECK_OK(xapc_mset_get_termfreq(mset, "mentor", Z, &freq, &error));
    CHECK_UINT(freq, 2);
    CHECK_OK(xapc_mset_get_termfreq(mset, "buddy", Z, &freq, &error)); /* not in the query */
    CHECK_UINT(freq, 2);
    CHECK_OK(xapc_mset_get_termweight(mset, "mentor", Z, &weight, &error));
    CHECK(weight > 0);
    CHECK_ERROR(xapc_mset_get_termweight(mset, "buddy", Z, &weight, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    xapc_mset_free(mset);
}

static void a_snippet_marks_what_matched(void)
{
    xapc_mset *mset = search("mentor", 0, 10);
    xapc_snippet_options options = XAPC_SNIPPET_OPTIONS_INIT;
    const char *text = "Every pupil has a mentor & a locker.";
    CHECK_OWNED(xapc_mset_snippet(mset, text, Z, NULL, NULL, NULL),
                "Every pupil has a <b>mentor</b> &amp; a locker.");
    options.hi_start = "[";
    options.hi_end = "]";
    options.omit = "~";
    options.length = 16;
    CHECK_OWNED(xapc_mset_snippet(mset, text, Z, &options, NULL, NULL), "~has a [mentor] &amp; a~");
    options.flags |= XAPC_SNIPPET_EMPTY_WITHOUT_MATCH;
    CHECK_OWNED(xapc_mset_snippet(mset, "nothing here", Z, &options, NULL, NULL), "");
    options.flags = 0x40000000;
    CHECK_ERROR(xapc_mset_snippet(mset, text, Z, &options, NULL, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    xapc_mset_free(mset);
}

static void a_snippet_stems_as_the_index_did(void)
{
    xapc_mset *mset = search("Zmentor", 0, 10);
    xapc_snippet_options options = XAPC_SNIPPET_OPTIONS_INIT;
    xapc_stem *stem = NULL;
    CHECK_OK(stem = xapc_stem_new("english", &error));
    options.stem = stem;
    CHECK_OWNED(xapc_mset_snippet(mset, "two mentors", Z, &options, NULL, NULL),
                "two <b>mentors</b>");
    xapc_stem_free(stem);
    xapc_mset_free(mset);
}

static void no_hits_are_an_empty_set(void)
{
    xapc_mset *mset = search("nobody", 0, 10);
    CHECK_UINT(xapc_mset_size(mset), 0);
    CHECK_OK(xapc_mset_fetch(mset, &error));
    char *description = NULL;
    CHECK_OK(description = xapc_mset_get_description(mset, &error));
    CHECK(strstr(description, "MSet") != NULL);
    xapc_free(description);
    xapc_mset_free(mset);
}

static void null_reads_as_an_empty_set(void)
{
    CHECK_UINT(xapc_mset_size(NULL), 0);
    CHECK_UINT(xapc_mset_get_firstitem(NULL), 0);
    CHECK_UINT(xapc_mset_get_docid(NULL, 0), 0);
    CHECK_UINT(xapc_mset_get_matches_lower_bound(NULL), 0);
    CHECK_UINT(xapc_mset_get_matches_estimated(NULL), 0);
    CHECK_UINT(xapc_mset_get_matches_upper_bound(NULL), 0);
    CHECK_UINT(xapc_mset_get_uncollapsed_matches_estimated(NULL), 0);
    CHECK_NEAR(xapc_mset_get_max_attained(NULL) + xapc_mset_get_max_possible(NULL), 0);
    CHECK(!xapc_rset_contains(NULL, 1) && xapc_rset_size(NULL) == 0);
}

static void a_relevance_set_is_a_set(void)
{
    xapc_rset *rset = NULL;
    CHECK_OK(rset = xapc_rset_new(&error));
    CHECK_UINT(xapc_rset_size(rset), 0);
    CHECK_OK(xapc_rset_add_document(rset, 3, &error));
    CHECK_OK(xapc_rset_add_document(rset, 3, &error));
    CHECK_OK(xapc_rset_add_document(rset, 5, &error));
    CHECK_UINT(xapc_rset_size(rset), 2);
    CHECK(xapc_rset_contains(rset, 3) && !xapc_rset_contains(rset, 4));
    CHECK_OK(xapc_rset_remove_document(rset, 3, &error));
    CHECK_OK(xapc_rset_remove_document(rset, 4, &error));
    CHECK_UINT(xapc_rset_size(rset), 1);
    CHECK_ERROR(xapc_rset_add_document(rset, 0, &error), XAPC_ERROR_INVALID_ARGUMENT);
    xapc_rset_free(rset);
}

static const tap_test tests[] = {
    {"a set is counted", a_set_is_counted},
    {"a hit is told without reading its document", a_hit_is_told_without_reading_its_document},
    {"ranks count from the first hit of all", ranks_count_from_the_first_hit_of_all},
    {"an item that is not there is an error", an_item_that_is_not_there_is_an_error},
    {"a hit's document and keys are read", a_hits_document_and_keys_are_read},
    {"a query's terms are measured", a_querys_terms_are_measured},
    {"a snippet marks what matched", a_snippet_marks_what_matched},
    {"a snippet stems as the index did", a_snippet_stems_as_the_index_did},
    {"no hits are an empty set", no_hits_are_an_empty_set},
    {"NULL reads as an empty set", null_reads_as_an_empty_set},
    {"a relevance set is a set", a_relevance_set_is_a_set},
};

int main(void)
{
    return TAP_RUN(tests);
}
