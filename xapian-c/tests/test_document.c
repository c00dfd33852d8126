/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents. */
#include <stdio.h>
#include <string.h>

#include "fixture.h"
#include "tap.h"

static xapc_document *new_document(void)
{
    xapc_document *doc = NULL;
    CHECK_OK(doc = xapc_document_new(&error));
    return doc;
}

/* "term:wdf:positions" of every term, separated by spaces. */
static void describe_terms(const xapc_document *doc, char *text, size_t size)
{
    xapc_termiter *it = NULL;
    text[0] = '\0';
    CHECK_OK(it = xapc_document_termlist(doc, &error));
    while (xapc_termiter_next(it, NULL)) {
        xapc_termcount wdf = 0, positions = 0;
        CHECK_OK(xapc_termiter_get_wdf(it, &wdf, &error));
        CHECK_OK(xapc_termiter_positionlist_count(it, &positions, &error));
        size_t used = strlen(text);
        snprintf(text + used, size - used, "%s%s:%u:%u", used ? " " : "",
                 xapc_termiter_get_term(it, NULL), wdf, positions);
    }
    CHECK(!xapc_termiter_failed(it));
    xapc_termiter_free(it);
}

static void check_terms(const xapc_document *doc, const char *want)
{
    char have[200];
    describe_terms(doc, have, sizeof have);
    CHECK_STRING(have, want);
}

static void terms_have_wdf_and_positions(void)
{
    xapc_document *doc = new_document();
    CHECK_OK(xapc_document_add_posting(doc, "b", 1, 3, 1, &error));
    CHECK_OK(xapc_document_add_posting(doc, "b", 1, 7, 2, &error));
    CHECK_OK(xapc_document_add_posting(doc, "b", 1, 7, 1, &error));
    CHECK_OK(xapc_document_add_term(doc, "a", 1, 5, &error));
    CHECK_OK(xapc_document_add_term(doc, "a", 1, 1, &error));
    CHECK_OK(xapc_document_add_boolean_term(doc, "XF", Z, &error));
    CHECK_OK(xapc_document_add_boolean_term(doc, "a", 1, &error));
    check_terms(doc, "XF:0:0 a:6:0 b:4:2");
    xapc_termcount count = 0;
    CHECK_OK(xapc_document_termlist_count(doc, &count, &error));
    CHECK_UINT(count, 3);
    CHECK_ERROR(xapc_document_add_term(doc, "", 0, 1, &error), XAPC_ERROR_INVALID_ARGUMENT);
    xapc_document_free(doc);
}

static void terms_are_removed(void)
{
    xapc_document *doc = new_document();
    for (xapc_termpos position = 1; position <= 5; position++)
        CHECK_OK(xapc_document_add_posting(doc, "a", 1, position, 1, &error));
    CHECK_OK(xapc_document_add_term(doc, "b", 1, 1, &error));
    CHECK_OK(xapc_document_remove_posting(doc, "a", 1, 2, 1, &error));
    check_terms(doc, "a:4:4 b:1:0");
    xapc_termpos removed = 0;
    CHECK_OK(xapc_document_remove_postings(doc, "a", 1, 2, 4, 1, &removed, &error));
    CHECK_UINT(removed, 2);
    check_terms(doc, "a:2:2 b:1:0");
    CHECK_OK(xapc_document_remove_postings(doc, "a", 1, 90, 95, 1, NULL, &error));
    CHECK_OK(xapc_document_remove_term(doc, "b", 1, &error));
    check_terms(doc, "a:2:2");
    CHECK_OK(xapc_document_clear_terms(doc, &error));
    check_terms(doc, "");
    xapc_document_free(doc);
}

static void removing_what_is_not_there_is_an_error(void)
{
    xapc_document *doc = new_document();
    xapc_termpos removed = 9;
    CHECK_OK(xapc_document_add_posting(doc, "a", 1, 1, 1, &error));
    CHECK_ERROR(xapc_document_remove_term(doc, "b", 1, &error), XAPC_ERROR_INVALID_ARGUMENT);
    CHECK_ERROR(xapc_document_remove_posting(doc, "a", 1, 2, 1, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    CHECK_ERROR(xapc_document_remove_posting(doc, "b", 1, 1, 1, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    CHECK_ERROR(xapc_document_remove_postings(doc, "b", 1, 1, 1, 1, &removed, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    CHECK_UINT(removed, 9);
    xapc_document_free(doc);
}

static void a_term_may_be_any_bytes(void)
{
    xapc_document *doc = new_document();
    CHECK_OK(xapc_document_add_term(doc, "n\0l", 3, 1, &error));
    CHECK_OK(xapc_document_add_term(doc, "\xff\xfe", 2, 1, &error));
    xapc_termiter *it = NULL;
    CHECK_OK(it = xapc_document_termlist(doc, &error));
    size_t len = 0;
    CHECK(xapc_termiter_next(it, NULL));
    const char *term = xapc_termiter_get_term(it, &len);
    CHECK_BYTES(term, len, "n\0l", 3);
    CHECK(xapc_termiter_next(it, NULL));
    term = xapc_termiter_get_term(it, &len);
    CHECK_BYTES(term, len, "\xff\xfe", 2);
    CHECK(!xapc_termiter_next(it, NULL));
    xapc_termiter_free(it);
    xapc_document_free(doc);
}

static void values_are_set_read_and_removed(void)
{
    xapc_document *doc = new_document();
    xapc_termcount count = 0;
    CHECK_OK(xapc_document_add_value(doc, 3, "three", Z, &error));
    CHECK_OK(xapc_document_add_value(doc, 70000, "x\0y", 3, &error));
    CHECK_OK(xapc_document_add_number(doc, 5, 2019, &error));
    CHECK_OK(xapc_document_values_count(doc, &count, &error));
    CHECK_UINT(count, 3);
    CHECK_OWNED(xapc_document_get_value(doc, 3, NULL, NULL), "three");
    CHECK_OWNED(xapc_document_get_value(doc, 4, NULL, NULL), "");
    size_t len = 0;
    char *value = NULL;
    CHECK_OK(value = xapc_document_get_value(doc, 5, &len, &error));
    CHECK_NEAR(xapc_sortable_unserialise(value, len), 2019);
    xapc_free(value);
    CHECK_OK(xapc_document_add_value(doc, 3, "", 0, &error));
    CHECK_OK(xapc_document_remove_value(doc, 5, &error));
    CHECK_ERROR(xapc_document_remove_value(doc, 5, &error), XAPC_ERROR_INVALID_ARGUMENT);
    CHECK_OK(xapc_document_values_count(doc, &count, &error));
    CHECK_UINT(count, 1);
    CHECK_OK(xapc_document_clear_values(doc, &error));
    CHECK_OK(xapc_document_values_count(doc, &count, &error));
    CHECK_UINT(count, 0);
    xapc_document_free(doc);
}

static void a_value_is_copied_into_what_room_there_is(void)
{
    xapc_document *doc = new_document();
    char buffer[8] = "-------";
    size_t len = 0;
    CHECK_OK(xapc_document_add_value(doc, 0, "abcdef", Z, &error));
    CHECK_OK(xapc_document_copy_value(doc, 0, buffer, 3, &len, &error));
    CHECK_UINT(len, 6);
    CHECK_STRING(buffer, "abc----");
    CHECK_OK(xapc_document_copy_value(doc, 0, buffer, sizeof buffer, &len, &error));
    CHECK_STRING(buffer, "abcdef-");
    CHECK_OK(xapc_document_copy_value(doc, 0, NULL, 0, &len, &error));
    CHECK_UINT(len, 6);
    CHECK_ERROR(xapc_document_copy_value(doc, 0, NULL, 1, &len, &error),
                XAPC_ERROR_INVALID_ARGUMENT);
    xapc_document_free(doc);
}

static void a_document_goes_through_bytes(void)
{
    xapc_document *doc = new_document(), *back = NULL;
    CHECK_OK(xapc_document_add_posting(doc, "a", 1, 4, 2, &error));
    CHECK_OK(xapc_document_add_value(doc, 1, "v", 1, &error));
    CHECK_OK(xapc_document_set_data(doc, "data", Z, &error));
    size_t len = 0;
    char *bytes = NULL;
    CHECK_OK(bytes = xapc_document_serialise(doc, &len, &error));
    CHECK_OK(back = xapc_document_unserialise(bytes, len, &error));
    check_terms(back, "a:2:1");
    CHECK_OWNED(xapc_document_get_value(back, 1, NULL, NULL), "v");
    CHECK_OWNED(xapc_document_get_data(back, NULL, NULL), "data");
    CHECK_UINT(xapc_document_get_docid(back), 0);
    xapc_document_free(back);
    xapc_free(bytes);
    xapc_document_free(doc);
}

static void damaged_bytes_are_an_error(void)
{
    xapc_error *error = NULL;
    CHECK(!xapc_document_unserialise("\xff\xff\xff", 3, &error));
    CHECK(xapc_error_is(error, XAPC_ERROR_RUNTIME));
    xapc_error_free(error);
}

static void a_document_describes_itself(void)
{
    xapc_document *doc = new_document();
    char *description = NULL;
    CHECK_OK(xapc_document_set_data(doc, "some data", Z, &error));
    CHECK_OK(description = xapc_document_get_description(doc, &error));
    CHECK(strstr(description, "some data") != NULL);
    xapc_free(description);
    xapc_document_free(doc);
    CHECK_UINT(xapc_document_get_docid(NULL), 0);
}

static const tap_test tests[] = {
    {"terms have a wdf and positions", terms_have_wdf_and_positions},
    {"terms and positions are removed", terms_are_removed},
    {"removing what is not there is an error", removing_what_is_not_there_is_an_error},
    {"a term may be any bytes, NUL and bad UTF-8 too", a_term_may_be_any_bytes},
    {"values are set, read and removed", values_are_set_read_and_removed},
    {"a value is copied into what room there is", a_value_is_copied_into_what_room_there_is},
    {"a document goes through bytes and back", a_document_goes_through_bytes},
    {"damaged bytes are an error", damaged_bytes_are_an_error},
    {"a document describes itself", a_document_describes_itself},
};

int main(void)
{
    return TAP_RUN(tests);
}
