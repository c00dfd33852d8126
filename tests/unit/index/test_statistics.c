/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lengths of cases and passages: written, read back, and refused when they are damaged. */
#include "generation.h"
#include "statistics.h"
#include <casebank/error.h>
#include <glib/gstdio.h>
#include <string.h>

#define HEADER_BYTES 88

typedef struct {
    char *folder, *file;
} Place;

static void place_init(Place *place)
{
    g_autoptr(GError) error = NULL;
    place->folder = g_dir_make_tmp("casebank-statistics-XXXXXX", &error);
    g_assert_no_error(error);
    place->file = g_build_filename(place->folder, CB_STATISTICS_FILE_NAME, NULL);
}

static void place_clear(Place *place)
{
    cb_tree_remove(place->folder);
    g_free(place->folder);
    g_free(place->file);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Place, place_clear)

static void write_builder(const CbStatisticsBuilder *builder, const Place *place)
{
    g_autoptr(GError) error = NULL;
    g_assert_true(cb_statistics_builder_write(builder, place->folder, &error));
    g_assert_no_error(error);
}

/* A case with a page and an attachment, one with neither, and one with a page of two passages. */
static void write_three(const Place *place)
{
    g_autoptr(CbStatisticsBuilder) builder = cb_statistics_builder_new();
    cb_statistics_builder_begin_case(builder, 0, 0);
    cb_statistics_builder_add_passage(builder, 30, 104, CB_FROM_PAGE);
    cb_statistics_builder_add_passage(builder, 430, 234, CB_FROM_ATTACHMENT);
    cb_statistics_builder_add_passage(builder, 70, 834, CB_FROM_PICTURE);
    cb_statistics_builder_end_case(builder, 4, 30);
    cb_statistics_builder_begin_case(builder, 0, 0);
    cb_statistics_builder_end_case(builder, 2, 0);
    cb_statistics_builder_begin_case(builder, 0, 0);
    cb_statistics_builder_add_passage(builder, 40, 0, CB_FROM_PAGE);
    cb_statistics_builder_add_passage(builder, 20, 40, CB_FROM_PAGE);
    cb_statistics_builder_end_case(builder, 0, 40);
    write_builder(builder, place);
}

static CbStatistics *open_statistics(const Place *place)
{
    g_autoptr(GError) error = NULL;
    CbStatistics *statistics = cb_statistics_open(place->folder, &error);
    g_assert_no_error(error);
    return statistics;
}

static void expect_case(const CbStatistics *statistics, guint32 docid,
                        const CbCaseStatistics *wanted)
{
    CbCaseStatistics found = cb_statistics_case(statistics, docid);
    g_assert_cmpuint(found.first_passage, ==, wanted->first_passage);
    g_assert_cmpuint(found.n_passages, ==, wanted->n_passages);
    for (CbTextField field = 0; field < CB_N_TEXTS; field++)
        g_assert_cmpuint(found.words[field], ==, wanted->words[field]);
}

static void test_what_was_written_is_read_back(void)
{
    g_auto(Place) place = {0};
    place_init(&place);
    write_three(&place);
    g_autoptr(CbStatistics) statistics = open_statistics(&place);
    g_assert_cmpuint(cb_statistics_n_cases(statistics), ==, 3);
    expect_case(statistics, 1, &(CbCaseStatistics){1, 3, {4, 30, 30, 500}});
    expect_case(statistics, 2, &(CbCaseStatistics){4, 0, {2, 0, 0, 0}});
    expect_case(statistics, 3, &(CbCaseStatistics){4, 2, {0, 40, 60, 0}});
}

static void test_passages_have_their_length_and_kind(void)
{
    static const struct {
        guint32 docid, words;
        CbPassageOrigin origin;
    } passages[] = {{1, 30, CB_FROM_PAGE}, {2, 430, CB_FROM_ATTACHMENT},  {3, 70, CB_FROM_PICTURE},
                    {4, 40, CB_FROM_PAGE}, {5, 20, CB_FROM_PAGE},         {0, 0, CB_FROM_PAGE},
                    {6, 0, CB_FROM_PAGE},  {G_MAXUINT32, 0, CB_FROM_PAGE}};
    g_auto(Place) place = {0};
    place_init(&place);
    write_three(&place);
    g_autoptr(CbStatistics) statistics = open_statistics(&place);
    for (gsize i = 0; i < G_N_ELEMENTS(passages); i++) {
        CbPassageOrigin origin = CB_FROM_PICTURE;
        g_assert_cmpuint(cb_statistics_passage(statistics, passages[i].docid, &origin), ==,
                         passages[i].words);
        g_assert_cmpint(origin, ==, passages[i].origin);
    }
}

static void expect_place(const CbStatistics *statistics, guint32 docid, guint32 position,
                         guint32 passage, guint32 next)
{
    guint32 found_next = 0;
    g_assert_cmpuint(cb_statistics_passage_at(statistics, docid, position, &found_next), ==,
                     passage);
    g_assert_cmpuint(found_next, ==, next);
}

static void test_positions_have_their_passage(void)
{
    g_auto(Place) place = {0};
    place_init(&place);
    write_three(&place);
    g_autoptr(CbStatistics) statistics = open_statistics(&place);
    expect_place(statistics, 1, 0, 0, 104); /* the title */
    expect_place(statistics, 1, 103, 0, 104);
    expect_place(statistics, 1, 104, 1, 234);
    expect_place(statistics, 1, 133, 1, 234);
    expect_place(statistics, 1, 234, 2, 834);
    expect_place(statistics, 1, 733, 2, 834);
    expect_place(statistics, 1, 1004, 0, G_MAXUINT32); /* names after the last passage */
    expect_place(statistics, 1, G_MAXUINT32, 0, G_MAXUINT32);
    expect_place(statistics, 3, 0, 4, 40);
    expect_place(statistics, 3, 39, 4, 40);
    expect_place(statistics, 3, 40, 5, G_MAXUINT32);  /* goes on without a gap */
    expect_place(statistics, 3, 159, 5, G_MAXUINT32); /* a gap may lie after a heading */
    expect_place(statistics, 3, 160, 0, G_MAXUINT32);
    expect_place(statistics, 2, 0, 0, G_MAXUINT32); /* without passages */
    expect_place(statistics, 4, 0, 0, G_MAXUINT32); /* no such case */
}

static void test_averages_are_over_those_that_have_the_field(void)
{
    g_auto(Place) place = {0};
    place_init(&place);
    write_three(&place);
    g_autoptr(CbStatistics) statistics = open_statistics(&place);
    g_assert_cmpfloat(cb_statistics_average(statistics, CB_TEXT_TITLE), ==, 3);
    g_assert_cmpfloat(cb_statistics_average(statistics, CB_TEXT_LEAD), ==, 35);
    g_assert_cmpfloat(cb_statistics_average(statistics, CB_TEXT_BODY), ==, 45);
    g_assert_cmpfloat(cb_statistics_average(statistics, CB_TEXT_ATTACHMENT), ==, 500);
    g_assert_cmpfloat(cb_statistics_average_passage(statistics), ==, 118);
}

static void test_an_empty_index_has_averages_to_divide_by(void)
{
    g_auto(Place) place = {0};
    place_init(&place);
    g_autoptr(CbStatisticsBuilder) builder = cb_statistics_builder_new();
    write_builder(builder, &place);
    g_autoptr(CbStatistics) statistics = open_statistics(&place);
    g_assert_cmpuint(cb_statistics_n_cases(statistics), ==, 0);
    expect_case(statistics, 1, &(CbCaseStatistics){.first_passage = 1});
    for (CbTextField field = 0; field < CB_N_TEXTS; field++)
        g_assert_cmpfloat(cb_statistics_average(statistics, field), ==, 1);
    g_assert_cmpfloat(cb_statistics_average_passage(statistics), ==, 1);
}

static void test_a_case_that_is_not_there_has_no_passages(void)
{
    static const guint32 docids[] = {0, 4, G_MAXUINT32};
    g_auto(Place) place = {0};
    place_init(&place);
    write_three(&place);
    g_autoptr(CbStatistics) statistics = open_statistics(&place);
    for (gsize i = 0; i < G_N_ELEMENTS(docids); i++)
        expect_case(statistics, docids[i], &(CbCaseStatistics){.first_passage = 1});
}

/* --- Holes ----------------------------------------------------------------------------------- */

static CbStatisticsBuilder *builder_of_three(const Place *place)
{
    write_three(place);
    g_autoptr(CbStatistics) statistics = open_statistics(place);
    return cb_statistics_builder_new_from(statistics);
}

static void test_a_removed_case_counts_for_nothing(void)
{
    g_auto(Place) place = {0};
    place_init(&place);
    g_autoptr(CbStatisticsBuilder) builder = builder_of_three(&place);
    CbCaseStatistics removed = cb_statistics_builder_remove_case(builder, 1);
    g_assert_cmpuint(removed.first_passage, ==, 1);
    g_assert_cmpuint(removed.n_passages, ==, 3);
    g_assert_cmpuint(cb_statistics_builder_remove_case(builder, 1).first_passage, ==, 0);
    g_assert_cmpuint(cb_statistics_builder_remove_case(builder, 4).first_passage, ==, 0);
    write_builder(builder, &place);
    g_autoptr(CbStatistics) statistics = open_statistics(&place);
    g_assert_cmpuint(cb_statistics_n_cases(statistics), ==, 2);
    g_assert_cmpuint(cb_statistics_last_case(statistics), ==, 3);
    expect_case(statistics, 1, &(CbCaseStatistics){.first_passage = 1});
    expect_case(statistics, 3, &(CbCaseStatistics){4, 2, {0, 40, 60, 0}});
    expect_place(statistics, 1, 104, 0, G_MAXUINT32);
    g_assert_cmpfloat(cb_statistics_average(statistics, CB_TEXT_TITLE), ==, 2);
    g_assert_cmpfloat(cb_statistics_average(statistics, CB_TEXT_ATTACHMENT), ==, 1);
    g_assert_cmpfloat(cb_statistics_average_passage(statistics), ==, 30);
}

static void test_a_case_takes_the_place_of_a_removed_one(void)
{
    g_auto(Place) place = {0};
    place_init(&place);
    g_autoptr(CbStatisticsBuilder) builder = builder_of_three(&place);
    CbCaseStatistics removed = cb_statistics_builder_remove_case(builder, 1);
    cb_statistics_builder_begin_case(builder, 1, removed.first_passage);
    g_assert_cmpuint(cb_statistics_builder_docid(builder), ==, 1);
    cb_statistics_builder_add_passage(builder, 10, 104, CB_FROM_PAGE);
    g_assert_cmpuint(cb_statistics_builder_next_passage(builder), ==, 2);
    cb_statistics_builder_end_case(builder, 4, 10);
    cb_statistics_builder_begin_case(builder, 0, 0);
    g_assert_cmpuint(cb_statistics_builder_docid(builder), ==, 4);
    g_assert_cmpuint(cb_statistics_builder_next_passage(builder), ==, 6);
    cb_statistics_builder_end_case(builder, 1, 0);
    g_assert_cmpuint(cb_statistics_builder_n_passages(builder), ==, 3);
    g_assert_cmpuint(cb_statistics_builder_passage_slots(builder), ==, 5);
    write_builder(builder, &place);
    g_autoptr(CbStatistics) statistics = open_statistics(&place);
    expect_case(statistics, 1, &(CbCaseStatistics){1, 1, {4, 10, 10, 0}});
    expect_case(statistics, 3, &(CbCaseStatistics){4, 2, {0, 40, 60, 0}});
    expect_case(statistics, 4, &(CbCaseStatistics){6, 0, {1, 0, 0, 0}});
    g_assert_cmpuint(cb_statistics_n_cases(statistics), ==, 4);
    CbPassageOrigin origin;
    g_assert_cmpuint(cb_statistics_passage(statistics, 2, &origin), ==, 0);
}

/* --- Damage ---------------------------------------------------------------------------------- */

static GByteArray *read_file(const Place *place)
{
    char *bytes;
    gsize length;
    g_assert_true(g_file_get_contents(place->file, &bytes, &length, NULL));
    return g_byte_array_new_take((guint8 *)bytes, length);
}

static void write_file(const Place *place, const guint8 *bytes, gsize length)
{
    g_assert_true(g_file_set_contents(place->file, (const char *)bytes, (gssize)length, NULL));
}

static void expect_refused(const Place *place)
{
    g_autoptr(GError) error = NULL;
    g_assert_null(cb_statistics_open(place->folder, &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_INDEX_DAMAGED);
    g_assert_nonnull(strstr(error->message, place->file));
    g_assert_nonnull(strstr(error->message, "casebank-index"));
}

static void test_a_missing_file_is_refused(void)
{
    g_auto(Place) place = {0};
    place_init(&place);
    expect_refused(&place);
}

static void test_a_file_of_another_length_is_refused(void)
{
    g_auto(Place) place = {0};
    place_init(&place);
    write_three(&place);
    g_autoptr(GByteArray) bytes = read_file(&place);
    for (guint length = 0; length < bytes->len; length++) {
        write_file(&place, bytes->data, length);
        expect_refused(&place);
    }
    g_byte_array_append(bytes, (const guint8 *)"", 1);
    write_file(&place, bytes->data, bytes->len);
    expect_refused(&place);
}

/* The header: its name, byte order, version, counts and averages. A bit of each byte is turned. */
static void test_a_damaged_header_is_refused(void)
{
    g_auto(Place) place = {0};
    place_init(&place);
    write_three(&place);
    g_autoptr(GByteArray) bytes = read_file(&place);
    for (guint i = 0; i < 32; i++) { /* up to the averages */
        bytes->data[i] ^= 0x10;
        write_file(&place, bytes->data, bytes->len);
        expect_refused(&place);
        bytes->data[i] ^= 0x10;
    }
    for (guint i = 32; i < 72; i += 8) { /* the averages: not a number, and nothing to divide by */
        guint8 good[8];
        memcpy(good, bytes->data + i, sizeof good);
        memset(bytes->data + i, 0xFF, sizeof good);
        write_file(&place, bytes->data, bytes->len);
        expect_refused(&place);
        memset(bytes->data + i, 0, sizeof good);
        write_file(&place, bytes->data, bytes->len);
        expect_refused(&place);
        memcpy(bytes->data + i, good, sizeof good);
    }
}

static void test_passages_out_of_bounds_are_not_given_out(void)
{
    static const guint32 wrong[][2] = {
        {0, 1}, {1, 6}, {6, 1}, {7, 0}, {G_MAXUINT32, 1}, {1, G_MAXUINT32}, {5, G_MAXUINT32 - 3}};
    g_auto(Place) place = {0};
    place_init(&place);
    write_three(&place);
    g_autoptr(GByteArray) bytes = read_file(&place);
    for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++) {
        memcpy(bytes->data + HEADER_BYTES, wrong[i], sizeof wrong[i]); /* of the first case */
        write_file(&place, bytes->data, bytes->len);
        g_autoptr(CbStatistics) statistics = open_statistics(&place);
        expect_case(statistics, 1, &(CbCaseStatistics){.first_passage = 1});
    }
}

/* The positions of the first case's passages, in no order. */
static void test_wrong_positions_give_a_passage_of_the_case_and_lead_on(void)
{
    static const guint32 wrong[] = {0, 1, 103, 235, 834, G_MAXUINT32 - 1, G_MAXUINT32};
    static const guint32 asked[] = {0, 104, 240, 900, G_MAXUINT32 - 1};
    g_auto(Place) place = {0};
    place_init(&place);
    write_three(&place);
    g_autoptr(GByteArray) bytes = read_file(&place);
    for (gsize i = 0; i < 343; i++) {
        const guint32 positions[] = {wrong[i % 7], wrong[i / 7 % 7], wrong[i / 49]};
        for (gsize j = 0; j < 3; j++) /* after the header and three cases */
            memcpy(bytes->data + HEADER_BYTES + 3 * 24 + 8 * j + 4, &positions[j],
                   sizeof positions[j]);
        write_file(&place, bytes->data, bytes->len);
        g_autoptr(CbStatistics) statistics = open_statistics(&place);
        for (gsize j = 0; j < G_N_ELEMENTS(asked); j++) {
            guint32 next = 0;
            g_assert_cmpuint(cb_statistics_passage_at(statistics, 1, asked[j], &next), <=, 3);
            g_assert_cmpuint(next, >, asked[j]);
        }
    }
}

static void test_writing_where_nothing_can_be_written_is_an_error(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CbStatisticsBuilder) builder = cb_statistics_builder_new();
    g_assert_false(cb_statistics_builder_write(builder, "/nonexistent/folder", &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_IO);
    g_assert_nonnull(strstr(error->message, "/nonexistent/folder"));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/statistics/round-trip", test_what_was_written_is_read_back);
    g_test_add_func("/statistics/passages", test_passages_have_their_length_and_kind);
    g_test_add_func("/statistics/positions", test_positions_have_their_passage);
    g_test_add_func("/statistics/wrong-positions",
                    test_wrong_positions_give_a_passage_of_the_case_and_lead_on);
    g_test_add_func("/statistics/averages", test_averages_are_over_those_that_have_the_field);
    g_test_add_func("/statistics/empty", test_an_empty_index_has_averages_to_divide_by);
    g_test_add_func("/statistics/no-such-case", test_a_case_that_is_not_there_has_no_passages);
    g_test_add_func("/statistics/removed", test_a_removed_case_counts_for_nothing);
    g_test_add_func("/statistics/replaced", test_a_case_takes_the_place_of_a_removed_one);
    g_test_add_func("/statistics/missing", test_a_missing_file_is_refused);
    g_test_add_func("/statistics/length", test_a_file_of_another_length_is_refused);
    g_test_add_func("/statistics/header", test_a_damaged_header_is_refused);
    g_test_add_func("/statistics/bounds", test_passages_out_of_bounds_are_not_given_out);
    g_test_add_func("/statistics/unwritable",
                    test_writing_where_nothing_can_be_written_is_an_error);
    return g_test_run();
}
