/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Versions, byte strings, numbers as values, and option structures. */
#include <float.h>
#include <math.h>
#include <string.h>

#include "fixture.h"
#include "tap.h"

static void versions_are_told(void)
{
    CHECK_STRING(xapc_version(), XAPC_VERSION);
    CHECK(strncmp(xapc_xapian_version(), "1.4.", 4) == 0);
    CHECK(xapc_xapian_at_least(1, 4, 17));
    CHECK(xapc_xapian_at_least(0, 99, 99));
    CHECK(!xapc_xapian_at_least(1, 4, 9999));
    CHECK(!xapc_xapian_at_least(1, 5, 0));
    CHECK(!xapc_xapian_at_least(2, 0, 0));
}

static const double numbers[] = {-INFINITY, -DBL_MAX, -1e10, -1.5, -1,   -1e-300, 0,       1e-300,
                                 0.1,       1,        1.5,   2019, 1e10, DBL_MAX, INFINITY};

static void numbers_come_back(void)
{
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        char bytes[XAPC_SORTABLE_SIZE];
        size_t len = xapc_sortable_serialise(numbers[i], bytes);
        CHECK(len <= XAPC_SORTABLE_SIZE);
        double back = xapc_sortable_unserialise(bytes, len);
        CHECK(back >= numbers[i] && back <= numbers[i]);
    }
}

static void numbers_sort_as_bytes(void)
{
    char before[XAPC_SORTABLE_SIZE + 1] = "", now[XAPC_SORTABLE_SIZE + 1];
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        memset(now, 0, sizeof now);
        xapc_sortable_serialise(numbers[i], now);
        CHECK(i == 0 || memcmp(before, now, sizeof now) < 0);
        memcpy(before, now, sizeof now);
    }
}

static void any_bytes_are_some_number(void)
{
    CHECK(isinf(xapc_sortable_unserialise(NULL, 0)));
    CHECK(isinf(xapc_sortable_unserialise("", Z)));
    CHECK(!isnan(xapc_sortable_unserialise("not a number at all, and long", Z)));
}

static void a_byte_string_may_hold_nul(void)
{
    xapc_document *doc = NULL;
    CHECK_OK(doc = xapc_document_new(&error));
    CHECK_OK(xapc_document_set_data(doc, "a\0b", 3, &error));
    size_t len = 0;
    char *data = NULL;
    CHECK_OK(data = xapc_document_get_data(doc, &len, &error));
    CHECK_BYTES(data, len, "a\0b", 3);
    CHECK(data[3] == '\0');
    xapc_free(data);
    xapc_document_free(doc);
}

static void null_is_the_empty_string_only(void)
{
    xapc_document *doc = NULL;
    CHECK_OK(doc = xapc_document_new(&error));
    CHECK_OK(xapc_document_set_data(doc, NULL, 0, &error));
    CHECK_OK(xapc_document_set_data(doc, NULL, XAPC_NUL_TERMINATED, &error));
    CHECK_ERROR(xapc_document_set_data(doc, NULL, 1, &error), XAPC_ERROR_INVALID_ARGUMENT);
    CHECK_OWNED(xapc_document_get_data(doc, NULL, NULL), "");
    xapc_document_free(doc);
}

static void every_free_takes_null(void)
{
    xapc_free(NULL);
    xapc_error_free(NULL);
    xapc_database_free(NULL);
    xapc_writer_free(NULL);
    xapc_document_free(NULL);
    xapc_query_free(NULL);
    xapc_enquire_free(NULL);
    xapc_matchspy_free(NULL);
    xapc_mset_free(NULL);
    xapc_rset_free(NULL);
    xapc_eset_free(NULL);
    xapc_stem_free(NULL);
    xapc_stopper_free(NULL);
    xapc_termgenerator_free(NULL);
    xapc_queryparser_free(NULL);
    xapc_termiter_free(NULL);
    xapc_postiter_free(NULL);
    xapc_positer_free(NULL);
    xapc_valueiter_free(NULL);
}

static void a_null_handle_is_an_error_with_a_name(void)
{
    xapc_error *error = NULL;
    xapc_doccount count = 77;
    CHECK(!xapc_database_get_doccount(NULL, &count, &error));
    CHECK_UINT(xapc_error_code(error), XAPC_ERROR_INVALID_ARGUMENT);
    CHECK_STRING(xapc_error_message(error), "database is NULL");
    CHECK_UINT(count, 77);
    xapc_error_free(error);
    CHECK(!xapc_database_get_doccount(NULL, NULL, NULL));
}

static void options_that_were_not_set_up_are_refused(void)
{
    xapc_wildcard_options options;
    memset(&options, 0, sizeof options);
    CHECK_ERROR(xapc_query_new_wildcard("a", 1, &options, &error), XAPC_ERROR_INVALID_ARGUMENT);
    options.struct_size = sizeof options + 1;
    CHECK_ERROR(xapc_query_new_wildcard("a", 1, &options, &error), XAPC_ERROR_INVALID_ARGUMENT);
}

static void options_of_an_older_header_get_defaults_for_the_rest(void)
{
    xapc_wildcard_options options = XAPC_WILDCARD_OPTIONS_INIT;
    options.combiner = XAPC_OP_AND; /* would be refused if it were read */
    options.struct_size = offsetof(xapc_wildcard_options, combiner);
    xapc_query *query = NULL;
    CHECK_OK(query = xapc_query_new_wildcard("a", 1, &options, &error));
    xapc_query_free(query);
}

static const tap_test tests[] = {
    {"versions are told", versions_are_told},
    {"numbers come back from values as they were", numbers_come_back},
    {"numbers as values sort as numbers do", numbers_sort_as_bytes},
    {"any bytes are some number", any_bytes_are_some_number},
    {"a byte string may hold NUL", a_byte_string_may_hold_nul},
    {"NULL is the empty string, and no other", null_is_the_empty_string_only},
    {"every free takes NULL", every_free_takes_null},
    {"a NULL handle is an error that names it", a_null_handle_is_an_error_with_a_name},
    {"options that were not set up are refused", options_that_were_not_set_up_are_refused},
    {"options of an older header get defaults for the rest",
     options_of_an_older_header_get_defaults_for_the_rest},
};

int main(void)
{
    return TAP_RUN(tests);
}
