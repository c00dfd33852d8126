/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every exception class through the translator. */
#include <stdlib.h>
#include <string.h>

#include "../src/testing.h"
#include "tap.h"

static const struct {
    const char *name;
    xapc_code code;
    xapc_code bases[4]; /* what else it is, up to XAPC_OK */
} classes[] = {
    {"AssertionError", XAPC_ERROR_ASSERTION, {XAPC_ERROR_LOGIC, XAPC_ERROR_XAPIAN}},
    {"InvalidArgumentError", XAPC_ERROR_INVALID_ARGUMENT, {XAPC_ERROR_LOGIC, XAPC_ERROR_XAPIAN}},
    {"InvalidOperationError", XAPC_ERROR_INVALID_OPERATION, {XAPC_ERROR_LOGIC, XAPC_ERROR_XAPIAN}},
    {"UnimplementedError", XAPC_ERROR_UNIMPLEMENTED, {XAPC_ERROR_LOGIC, XAPC_ERROR_XAPIAN}},
    {"LogicError", XAPC_ERROR_LOGIC, {XAPC_ERROR_XAPIAN}},
    {"DatabaseError", XAPC_ERROR_DATABASE, {XAPC_ERROR_RUNTIME, XAPC_ERROR_XAPIAN}},
    {"DatabaseCorruptError",
     XAPC_ERROR_DATABASE_CORRUPT,
     {XAPC_ERROR_DATABASE, XAPC_ERROR_RUNTIME, XAPC_ERROR_XAPIAN}},
    {"DatabaseCreateError",
     XAPC_ERROR_DATABASE_CREATE,
     {XAPC_ERROR_DATABASE, XAPC_ERROR_RUNTIME, XAPC_ERROR_XAPIAN}},
    {"DatabaseLockError",
     XAPC_ERROR_DATABASE_LOCK,
     {XAPC_ERROR_DATABASE, XAPC_ERROR_RUNTIME, XAPC_ERROR_XAPIAN}},
    {"DatabaseModifiedError",
     XAPC_ERROR_DATABASE_MODIFIED,
     {XAPC_ERROR_DATABASE, XAPC_ERROR_RUNTIME, XAPC_ERROR_XAPIAN}},
    {"DatabaseClosedError",
     XAPC_ERROR_DATABASE_CLOSED,
     {XAPC_ERROR_DATABASE, XAPC_ERROR_RUNTIME, XAPC_ERROR_XAPIAN}},
    {"DatabaseOpeningError",
     XAPC_ERROR_DATABASE_OPENING,
     {XAPC_ERROR_DATABASE, XAPC_ERROR_RUNTIME, XAPC_ERROR_XAPIAN}},
    {"DatabaseVersionError",
     XAPC_ERROR_DATABASE_VERSION,
     {XAPC_ERROR_DATABASE_OPENING, XAPC_ERROR_DATABASE, XAPC_ERROR_RUNTIME, XAPC_ERROR_XAPIAN}},
    {"DatabaseNotFoundError",
     XAPC_ERROR_DATABASE_NOT_FOUND,
     {XAPC_ERROR_DATABASE_OPENING, XAPC_ERROR_DATABASE, XAPC_ERROR_RUNTIME, XAPC_ERROR_XAPIAN}},
    {"DocNotFoundError", XAPC_ERROR_DOC_NOT_FOUND, {XAPC_ERROR_RUNTIME, XAPC_ERROR_XAPIAN}},
    {"FeatureUnavailableError",
     XAPC_ERROR_FEATURE_UNAVAILABLE,
     {XAPC_ERROR_RUNTIME, XAPC_ERROR_XAPIAN}},
    {"InternalError", XAPC_ERROR_INTERNAL, {XAPC_ERROR_RUNTIME, XAPC_ERROR_XAPIAN}},
    {"NetworkError", XAPC_ERROR_NETWORK, {XAPC_ERROR_RUNTIME, XAPC_ERROR_XAPIAN}},
    {"NetworkTimeoutError",
     XAPC_ERROR_NETWORK_TIMEOUT,
     {XAPC_ERROR_NETWORK, XAPC_ERROR_RUNTIME, XAPC_ERROR_XAPIAN}},
    {"QueryParserError", XAPC_ERROR_QUERY_PARSER, {XAPC_ERROR_RUNTIME, XAPC_ERROR_XAPIAN}},
    {"SerialisationError", XAPC_ERROR_SERIALISATION, {XAPC_ERROR_RUNTIME, XAPC_ERROR_XAPIAN}},
    {"RangeError", XAPC_ERROR_RANGE, {XAPC_ERROR_RUNTIME, XAPC_ERROR_XAPIAN}},
    {"WildcardError", XAPC_ERROR_WILDCARD, {XAPC_ERROR_RUNTIME, XAPC_ERROR_XAPIAN}},
    {"RuntimeError", XAPC_ERROR_RUNTIME, {XAPC_ERROR_XAPIAN}},
    {"Error", XAPC_ERROR_XAPIAN, {XAPC_OK}},
};

enum { CLASSES = sizeof classes / sizeof classes[0] };

static xapc_error *thrown(const char *name)
{
    xapc_error *error = NULL;
    if (xapc_testing_throw(name, &error))
        tap_fail(__FILE__, __LINE__, "%s was not thrown or not caught", name);
    return error;
}

static void every_xapian_class_has_its_code(void)
{
    for (size_t i = 0; i < CLASSES; i++) {
        xapc_error *error = thrown(classes[i].name);
        CHECK_STRING(xapc_error_type(error), classes[i].name);
        CHECK_UINT(xapc_error_code(error), classes[i].code);
        xapc_error_free(error);
    }
}

static bool expected(size_t i, xapc_code code)
{
    if (code == classes[i].code)
        return true;
    for (size_t base = 0; base < 4 && classes[i].bases[base] != XAPC_OK; base++) {
        if (code == classes[i].bases[base])
            return true;
    }
    return false;
}

static void an_error_is_of_its_class_and_those_above_and_no_other(void)
{
    for (size_t i = 0; i < CLASSES; i++) {
        xapc_error *error = thrown(classes[i].name);
        for (int code = XAPC_OK; code <= XAPC_ERROR_UNKNOWN; code++) {
            if (xapc_error_is(error, (xapc_code)code) != expected(i, (xapc_code)code))
                tap_fail(__FILE__, __LINE__, "%s and code %d", classes[i].name, code);
        }
        xapc_error_free(error);
    }
}

static void a_xapian_error_carries_all_its_strings(void)
{
    xapc_error *error = thrown("DatabaseOpeningError");
    CHECK_STRING(xapc_error_message(error), "what happened");
    CHECK_STRING(xapc_error_context(error), "where");
    CHECK_STRING(xapc_error_system_error(error), "No such file or directory");
    CHECK_STRING(
        xapc_error_description(error),
        "DatabaseOpeningError: what happened (context: where) (No such file or directory)");
    CHECK(xapc_error_callback_result(error) == 0);
    xapc_error_free(error);
}

static void bad_alloc_is_no_memory(void)
{
    xapc_error *error = thrown("std::bad_alloc");
    CHECK_UINT(xapc_error_code(error), XAPC_ERROR_NO_MEMORY);
    CHECK_STRING(xapc_error_type(error), "NoMemory");
    CHECK_STRING(xapc_error_description(error), "NoMemory: out of memory");
    CHECK(xapc_error_system_error(error) == NULL);
    xapc_error_free(error);
    xapc_error_free(thrown("std::bad_alloc"));
}

static void a_standard_exception_names_its_type(void)
{
    xapc_error *error = thrown("std::runtime_error");
    CHECK_UINT(xapc_error_code(error), XAPC_ERROR_STANDARD);
    CHECK_STRING(xapc_error_type(error), "std::runtime_error");
    CHECK_STRING(xapc_error_message(error), "what happened");
    CHECK_STRING(xapc_error_context(error), "");
    xapc_error_free(error);
}

static void a_callbacks_stop_carries_its_number(void)
{
    xapc_error *error = thrown("CallbackStop");
    CHECK_UINT(xapc_error_code(error), XAPC_ERROR_CALLBACK);
    CHECK(xapc_error_callback_result(error) == -7);
    CHECK_STRING(xapc_error_description(error), "CallbackError: a callback returned -7");
    xapc_error_free(error);
}

static void anything_else_is_unknown(void)
{
    xapc_error *error = thrown("int");
    CHECK_UINT(xapc_error_code(error), XAPC_ERROR_UNKNOWN);
    CHECK_STRING(xapc_error_type(error), "UnknownException");
    xapc_error_free(error);
}

static void a_null_error_pointer_is_allowed(void)
{
    for (size_t i = 0; i < CLASSES; i++)
        CHECK(!xapc_testing_throw(classes[i].name, NULL));
    CHECK(!xapc_testing_throw("std::bad_alloc", NULL));
    CHECK(!xapc_testing_throw("int", NULL));
}

static void success_leaves_the_error_as_it_was(void)
{
    xapc_error *before = thrown("RangeError");
    xapc_error *error = before;
    CHECK(xapc_testing_throw("nothing by this name", &error));
    CHECK(error == before);
    xapc_error_free(error);
}

static void no_error_reads_as_one_without_content(void)
{
    CHECK_UINT(xapc_error_code(NULL), XAPC_OK);
    CHECK(xapc_error_is(NULL, XAPC_OK));
    CHECK(!xapc_error_is(NULL, XAPC_ERROR_XAPIAN));
    CHECK_STRING(xapc_error_message(NULL), "");
    CHECK_STRING(xapc_error_type(NULL), "");
    CHECK_STRING(xapc_error_context(NULL), "");
    CHECK(xapc_error_system_error(NULL) == NULL);
    CHECK_STRING(xapc_error_description(NULL), "");
    CHECK(xapc_error_callback_result(NULL) == 0);
    xapc_error_free(NULL);
}

static const tap_test tests[] = {
    {"every class of Xapian has its own code", every_xapian_class_has_its_code},
    {"an error is of its class, of those above it, and of no other",
     an_error_is_of_its_class_and_those_above_and_no_other},
    {"an error carries message, context and system error", a_xapian_error_carries_all_its_strings},
    {"bad_alloc is 'no memory', and freeing it does nothing", bad_alloc_is_no_memory},
    {"a standard exception names its C++ type", a_standard_exception_names_its_type},
    {"a callback's stop carries its number", a_callbacks_stop_carries_its_number},
    {"anything else that is thrown is 'unknown'", anything_else_is_unknown},
    {"the error pointer may be NULL", a_null_error_pointer_is_allowed},
    {"success leaves *error as it was", success_leaves_the_error_as_it_was},
    {"NULL reads as no error", no_error_reads_as_one_without_content},
};

int main(void)
{
    return TAP_RUN(tests);
}
