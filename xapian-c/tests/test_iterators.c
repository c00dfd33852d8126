/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Iterators: terms, postings, positions, values. */
#include <string.h>

#include "fixture.h"
#include "tap.h"

static xapc_database *open_fixture(const char *name)
{
    xapc_database *db = NULL;
    CHECK_OK(db = xapc_database_open(fixture_database(name), XAPC_BACKEND_AUTO, &error));
    return db;
}

static void check_term(const xapc_termiter *it, const char *want)
{
    CHECK_STRING(xapc_termiter_get_term(it, NULL), want);
}

/* ---- Terms ---- */

static void all_terms_of_a_prefix_come_in_byte_order(void)
{
    xapc_database *db = open_fixture("prefix");
    xapc_termiter *it = NULL;
    xapc_doccount freq = 0;
    xapc_termcount wdf = 0;
    CHECK_OK(it = xapc_database_allterms(db, "p", 1, &error));
    CHECK(xapc_termiter_get_term(it, NULL) == NULL);
    CHECK(xapc_termiter_next(it, NULL));
    check_term(it, "pupils");
    CHECK_OK(xapc_termiter_get_termfreq(it, &freq, &error));
    CHECK_UINT(freq, 4);
    CHECK_ERROR(xapc_termiter_get_wdf(it, &wdf, &error), XAPC_ERROR_INVALID_OPERATION);
    CHECK(!xapc_termiter_next(it, NULL));
    CHECK(!xapc_termiter_next(it, NULL));
    CHECK(!xapc_termiter_failed(it));
    CHECK(xapc_termiter_get_term(it, NULL) == NULL);
    xapc_termiter_free(it);
    xapc_database_free(db);
}

static void terms_are_skipped_forwards_only(void)
{
    xapc_database *db = open_fixture("skipped");
    xapc_termiter *it = NULL;
    CHECK_OK(it = xapc_database_allterms(db, NULL, 0, &error));
    CHECK(xapc_termiter_skip_to(it, "l", 1, NULL));
    check_term(it, "letter");
    CHECK(xapc_termiter_skip_to(it, "about", Z, NULL));
    check_term(it, "letter");
    CHECK(xapc_termiter_skip_to(it, "letter", Z, NULL));
    check_term(it, "letter");
    CHECK(xapc_termiter_next(it, NULL));
    check_term(it, "mentor");
    CHECK(!xapc_termiter_skip_to(it, "zzz", Z, NULL));
    CHECK(!xapc_termiter_skip_to(it, "a", 1, NULL));
    CHECK(!xapc_termiter_failed(it));
    xapc_termiter_free(it);
    xapc_database_free(db);
}

static void a_step_that_fails_is_told_from_the_end(void)
{
    xapc_database *db = open_fixture("fails");
    xapc_termiter *it = NULL;
    CHECK_OK(it = xapc_database_allterms(db, NULL, 0, &error));
    CHECK(xapc_termiter_next(it, NULL));
    CHECK_ERROR(xapc_termiter_skip_to(it, NULL, 4, &error), XAPC_ERROR_INVALID_ARGUMENT);
    CHECK(xapc_termiter_failed(it));
    CHECK_OK(!xapc_termiter_next(it, &error)); /* no second error */
    CHECK(xapc_termiter_get_term(it, NULL) == NULL);
    xapc_termiter_free(it);
    xapc_database_free(db);
}

static void a_database_that_is_closed_meanwhile_is_an_error_not_the_end(void)
{
    xapc_database *db = open_fixture("meanwhile");
    xapc_postiter *it = NULL;
    xapc_error *failure = NULL;
    CHECK_OK(xapc_database_close(db, &error));
    CHECK(!(it = xapc_database_postlist(db, "mentor", Z, &failure)));
    CHECK_UINT(xapc_error_code(failure), XAPC_ERROR_DATABASE_CLOSED);
    xapc_error *first = failure;
    CHECK(!xapc_postiter_next(it, &failure)); /* stepping NULL keeps the first error */
    CHECK(failure == first && !xapc_postiter_failed(it));
    xapc_error_free(failure);
    xapc_database_free(db);
}

static void a_documents_terms_have_wdf_and_positions(void)
{
    xapc_database *db = open_fixture("termlist");
    xapc_termiter *it = NULL;
    xapc_positer *positions = NULL;
    xapc_termcount wdf = 0, count = 0;
    xapc_doccount freq = 0;
    CHECK_OK(it = xapc_database_termlist(db, 2, &error));
    CHECK(xapc_termiter_skip_to(it, "mentor", Z, NULL));
    CHECK_OK(xapc_termiter_get_wdf(it, &wdf, &error));
    CHECK_UINT(wdf, 2);
    CHECK_OK(xapc_termiter_get_termfreq(it, &freq, &error));
    CHECK_UINT(freq, 2);
    CHECK_OK(xapc_termiter_positionlist_count(it, &count, &error));
    CHECK_UINT(count, 2);
    CHECK_OK(positions = xapc_termiter_positionlist(it, &error));
    xapc_termiter_free(it);
    xapc_database_free(db);
    CHECK(xapc_positer_next(positions, NULL));
    CHECK_UINT(xapc_positer_get_position(positions), 1);
    CHECK(xapc_positer_next(positions, NULL));
    CHECK_UINT(xapc_positer_get_position(positions), 6);
    CHECK(!xapc_positer_next(positions, NULL));
    xapc_positer_free(positions);
}

static void an_entry_that_is_not_there_is_an_invalid_operation(void)
{
    xapc_database *db = open_fixture("not there");
    xapc_termiter *terms = NULL;
    xapc_postiter *postings = NULL;
    xapc_termcount number = 7;
    CHECK_OK(terms = xapc_database_termlist(db, 1, &error));
    CHECK_ERROR(xapc_termiter_get_wdf(terms, &number, &error), XAPC_ERROR_INVALID_OPERATION);
    CHECK_ERROR(xapc_termiter_get_termfreq(terms, &number, &error), XAPC_ERROR_INVALID_OPERATION);
    CHECK_ERROR(xapc_termiter_positionlist(terms, &error), XAPC_ERROR_INVALID_OPERATION);
    CHECK_OK(postings = xapc_database_postlist(db, "mentor", Z, &error));
    CHECK_ERROR(xapc_postiter_get_wdf(postings, &number, &error), XAPC_ERROR_INVALID_OPERATION);
    CHECK_ERROR(xapc_postiter_positionlist(postings, &error), XAPC_ERROR_INVALID_OPERATION);
    CHECK_UINT(number, 7);
    CHECK_ERROR(xapc_database_termlist(db, 99, &error), XAPC_ERROR_DOC_NOT_FOUND);
    xapc_termiter_free(terms);
    xapc_postiter_free(postings);
    xapc_database_free(db);
}

/* ---- Postings ---- */

static void postings_tell_of_their_documents(void)
{
    xapc_database *db = open_fixture("postings");
    xapc_postiter *it = NULL;
    xapc_termcount wdf = 0, length = 0, unique = 0;
    CHECK_OK(it = xapc_database_postlist(db, "mentor", Z, &error));
    xapc_database_free(db);
    CHECK_UINT(xapc_postiter_get_docid(it), 0);
    CHECK(xapc_postiter_next(it, NULL));
    CHECK_UINT(xapc_postiter_get_docid(it), 1);
    CHECK(xapc_postiter_next(it, NULL));
    CHECK_UINT(xapc_postiter_get_docid(it), 2);
    CHECK_OK(xapc_postiter_get_wdf(it, &wdf, &error));
    CHECK_OK(xapc_postiter_get_doclength(it, &length, &error));
    CHECK_OK(xapc_postiter_get_unique_terms(it, &unique, &error));
    CHECK_UINT(wdf, 2);
    CHECK_UINT(length, 6);
    CHECK_UINT(unique, 6);
    xapc_positer *positions = NULL;
    CHECK_OK(positions = xapc_postiter_positionlist(it, &error));
    CHECK(xapc_positer_skip_to(positions, 2, NULL));
    CHECK_UINT(xapc_positer_get_position(positions), 6);
    xapc_positer_free(positions);
    CHECK(!xapc_postiter_next(it, NULL) && !xapc_postiter_failed(it));
    CHECK_UINT(xapc_postiter_get_docid(it), 0);
    xapc_postiter_free(it);
}

static void postings_are_skipped_forwards_only(void)
{
    xapc_database *db = open_fixture("skip postings");
    xapc_postiter *it = NULL;
    CHECK_OK(it = xapc_database_postlist(db, "pupils", Z, &error)); /* 1 2 3 5 */
    CHECK(xapc_postiter_skip_to(it, 3, NULL));
    CHECK_UINT(xapc_postiter_get_docid(it), 3);
    CHECK(xapc_postiter_skip_to(it, 1, NULL));
    CHECK_UINT(xapc_postiter_get_docid(it), 3);
    CHECK(xapc_postiter_skip_to(it, 4, NULL));
    CHECK_UINT(xapc_postiter_get_docid(it), 5);
    CHECK(!xapc_postiter_skip_to(it, 6, NULL));
    xapc_postiter_free(it);
    xapc_database_free(db);
}

static void the_empty_term_is_in_all_documents(void)
{
    xapc_database *db = open_fixture("all documents");
    xapc_postiter *it = NULL;
    xapc_docid want = 0;
    CHECK_OK(it = xapc_database_postlist(db, "", 0, &error));
    while (xapc_postiter_next(it, NULL))
        CHECK_UINT(xapc_postiter_get_docid(it), ++want);
    CHECK_UINT(want, FIXTURE_DOCUMENTS);
    xapc_postiter_free(it);
    CHECK_OK(it = xapc_database_postlist(db, "nobody", Z, &error));
    CHECK(!xapc_postiter_next(it, NULL));
    xapc_postiter_free(it);
    xapc_database_free(db);
}

/* ---- Positions ---- */

static void positions_are_found_by_document_and_term(void)
{
    xapc_database *db = open_fixture("positions");
    xapc_positer *it = NULL;
    CHECK_OK(it = xapc_database_positionlist(db, 4, "talks", Z, &error));
    xapc_database_free(db);
    CHECK_UINT(xapc_positer_get_position(it), 0);
    CHECK(xapc_positer_next(it, NULL));
    CHECK_UINT(xapc_positer_get_position(it), 1);
    CHECK(xapc_positer_skip_to(it, 3, NULL));
    CHECK_UINT(xapc_positer_get_position(it), 4);
    CHECK(xapc_positer_skip_to(it, 1, NULL));
    CHECK_UINT(xapc_positer_get_position(it), 4);
    CHECK(!xapc_positer_skip_to(it, 5, NULL) && !xapc_positer_failed(it));
    xapc_positer_free(it);
}

static void a_term_without_positions_has_none(void)
{
    xapc_database *db = open_fixture("no positions");
    xapc_positer *it = NULL;
    CHECK_OK(it = xapc_database_positionlist(db, 4, "Q4", Z, &error));
    CHECK(!xapc_positer_next(it, NULL));
    xapc_positer_free(it);
    CHECK_OK(it = xapc_database_positionlist(db, 4, "nobody", Z, &error));
    CHECK(!xapc_positer_next(it, NULL));
    xapc_positer_free(it);
    CHECK_ERROR(xapc_database_positionlist(db, 4, "", 0, &error), XAPC_ERROR_INVALID_ARGUMENT);
    xapc_database_free(db);
}

/* ---- Values ---- */

static void a_slots_values_come_by_document(void)
{
    xapc_database *db = open_fixture("slot");
    xapc_valueiter *it = NULL;
    CHECK_OK(it = xapc_database_valuestream(db, SLOT_PLACE, &error));
    xapc_database_free(db);
    CHECK(xapc_valueiter_get_value(it, NULL) == NULL);
    CHECK_UINT(xapc_valueiter_get_valueno(it), XAPC_BAD_VALUENO);
    CHECK(xapc_valueiter_next(it, NULL));
    CHECK_UINT(xapc_valueiter_get_docid(it), 1);
    CHECK_STRING(xapc_valueiter_get_value(it, NULL), "north");
    CHECK_UINT(xapc_valueiter_get_valueno(it), SLOT_PLACE);
    CHECK(xapc_valueiter_skip_to(it, 4, NULL));
    CHECK_UINT(xapc_valueiter_get_docid(it), 4);
    CHECK_STRING(xapc_valueiter_get_value(it, NULL), "east");
    CHECK(xapc_valueiter_skip_to(it, 2, NULL));
    CHECK_UINT(xapc_valueiter_get_docid(it), 4);
    CHECK(xapc_valueiter_next(it, NULL));
    CHECK(!xapc_valueiter_next(it, NULL) && !xapc_valueiter_failed(it));
    xapc_valueiter_free(it);
}

static void a_documents_values_come_by_slot(void)
{
    xapc_database *db = open_fixture("document values");
    xapc_document *doc = NULL;
    xapc_valueiter *it = NULL;
    CHECK_OK(doc = xapc_database_get_document(db, 2, false, &error));
    CHECK_OK(it = xapc_document_values(doc, &error));
    xapc_document_free(doc);
    xapc_database_free(db);
    CHECK(xapc_valueiter_next(it, NULL));
    CHECK_UINT(xapc_valueiter_get_valueno(it), SLOT_YEAR);
    CHECK_UINT(xapc_valueiter_get_docid(it), 0);
    size_t len = 0;
    const char *year = xapc_valueiter_get_value(it, &len);
    CHECK_NEAR(xapc_sortable_unserialise(year, len), 2021);
    CHECK(xapc_valueiter_skip_to(it, SLOT_PLACE, NULL));
    CHECK_STRING(xapc_valueiter_get_value(it, NULL), "south");
    CHECK(!xapc_valueiter_next(it, NULL));
    xapc_valueiter_free(it);
}

static void null_iterators_are_empty(void)
{
    CHECK(!xapc_termiter_next(NULL, NULL) && !xapc_termiter_skip_to(NULL, "a", 1, NULL));
    CHECK(!xapc_postiter_next(NULL, NULL) && !xapc_postiter_skip_to(NULL, 1, NULL));
    CHECK(!xapc_positer_next(NULL, NULL) && !xapc_positer_skip_to(NULL, 1, NULL));
    CHECK(!xapc_valueiter_next(NULL, NULL) && !xapc_valueiter_skip_to(NULL, 1, NULL));
    CHECK(!xapc_termiter_failed(NULL) && !xapc_positer_failed(NULL));
    CHECK(!xapc_postiter_failed(NULL) && !xapc_valueiter_failed(NULL));
    CHECK(xapc_termiter_get_term(NULL, NULL) == NULL);
}

static const tap_test tests[] = {
    {"all terms of a prefix come in byte order", all_terms_of_a_prefix_come_in_byte_order},
    {"terms are skipped forwards only", terms_are_skipped_forwards_only},
    {"a step that fails is told from the end", a_step_that_fails_is_told_from_the_end},
    {"stepping NULL keeps the error that made it NULL",
     a_database_that_is_closed_meanwhile_is_an_error_not_the_end},
    {"a document's terms have wdf and positions", a_documents_terms_have_wdf_and_positions},
    {"reading an entry that is not there is an invalid operation",
     an_entry_that_is_not_there_is_an_invalid_operation},
    {"postings tell of their documents", postings_tell_of_their_documents},
    {"postings are skipped forwards only", postings_are_skipped_forwards_only},
    {"the empty term is in all documents", the_empty_term_is_in_all_documents},
    {"positions are found by document and term", positions_are_found_by_document_and_term},
    {"a term without positions has none", a_term_without_positions_has_none},
    {"a slot's values come by document", a_slots_values_come_by_document},
    {"a document's values come by slot", a_documents_values_come_by_slot},
    {"NULL iterators are empty", null_iterators_are_empty},
};

int main(void)
{
    return TAP_RUN(tests);
}
