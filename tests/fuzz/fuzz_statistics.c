/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fuzzes the statistics of a generation: a damaged file is refused, or gives nothing outside its
 * bounds when ranking asks it and when an update goes on from it.
 *
 * The first two bytes say how many cases and passages there are, the next two which byte of the
 * header is changed and to what (0: none); the rest replaces what follows the header. Inputs that
 * begin with "RAW" are the file.
 */
#include "given.h"
#include "index/statistics.h"
#include <casebank/error.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MAX_CASES = 8, MAX_PASSAGES = 5, PASSAGE_BYTES = 8, MAX_DOCID = 60 };

/* A file with so many cases, each with so many passages. */
static char *make_file(const char *folder, guint n_cases, guint n_passages, gsize *length)
{
    g_autoptr(CbStatisticsBuilder) builder = cb_statistics_builder_new();
    for (guint i = 0; i < n_cases; i++) {
        cb_statistics_builder_begin_case(builder, 0, 0);
        for (guint j = 0; j < n_passages; j++)
            cb_statistics_builder_add_passage(builder, 10 + j, 100 * j, CB_FROM_PAGE);
        cb_statistics_builder_end_case(builder, 3, 5);
    }
    g_autofree char *path = g_build_filename(folder, CB_STATISTICS_FILE_NAME, NULL);
    char *bytes = NULL;
    g_assert_true(cb_statistics_builder_write(builder, folder, NULL));
    g_assert_true(g_file_get_contents(path, &bytes, length, NULL));
    return bytes;
}

/* The file that the input means; it lies in the folder afterwards. */
static void put_file(const char *folder, const guint8 *data, gsize size)
{
    if (cb_given_raw(&data, &size) || size < 4) {
        cb_given_put(folder, CB_STATISTICS_FILE_NAME, data, size);
        return;
    }
    guint n_cases = data[0] % MAX_CASES, n_passages = data[1] % MAX_PASSAGES;
    gsize length;
    g_autofree char *bytes = make_file(folder, n_cases, n_passages, &length);
    gsize body = n_cases * (sizeof(CbCaseStatistics) + (gsize)n_passages * PASSAGE_BYTES);
    if (data[3] != 0)
        bytes[data[2] % (length - body)] = (char)data[3];
    memcpy(bytes + length - body, data + 4, MIN(size - 4, body));
    cb_given_put(folder, CB_STATISTICS_FILE_NAME, bytes, length);
}

static void check_case(const CbStatistics *statistics, guint32 docid)
{
    static const guint32 positions[] = {0, 1, 99, 100, 1000000, G_MAXUINT32 - 1, G_MAXUINT32};
    CbCaseStatistics item = cb_statistics_case(statistics, docid);
    CbPassageOrigin origin;
    for (guint32 i = 0; i < item.n_passages; i++)
        cb_statistics_passage(statistics, item.first_passage + i, &origin);
    for (gsize i = 0; i < G_N_ELEMENTS(positions); i++) {
        guint32 next = 0;
        guint32 at = cb_statistics_passage_at(statistics, docid, positions[i], &next);
        g_assert_true(at == 0 ||
                      (at >= item.first_passage && at - item.first_passage < item.n_passages));
        g_assert_true(next > positions[i] || next == G_MAXUINT32);
    }
}

static void use(const CbStatistics *statistics)
{
    CbPassageOrigin origin = CB_FROM_PICTURE;
    g_assert_cmpuint(cb_statistics_n_cases(statistics), <=, cb_statistics_last_case(statistics));
    for (guint32 docid = 0; docid <= MAX_DOCID; docid++)
        check_case(statistics, docid);
    check_case(statistics, G_MAXUINT32);
    g_assert_cmpuint(cb_statistics_passage(statistics, G_MAXUINT32, &origin), ==, 0);
    g_assert_cmpint(origin, ==, CB_FROM_PAGE);
    for (CbTextField field = 0; field < CB_N_TEXTS; field++)
        g_assert_true(cb_statistics_average(statistics, field) >= 1);
    g_assert_true(cb_statistics_average_passage(statistics) >= 1);
}

/* An update: every second case goes, and comes again with fewer passages. */
static void go_on_from(const CbStatistics *statistics, const char *folder)
{
    g_autoptr(CbStatisticsBuilder) builder = cb_statistics_builder_new_from(statistics);
    for (guint32 docid = 1; docid <= cb_statistics_last_case(statistics); docid += 2) {
        CbCaseStatistics removed = cb_statistics_builder_remove_case(builder, docid);
        g_assert_cmpuint(cb_statistics_builder_remove_case(builder, docid).n_passages, ==, 0);
        if (removed.first_passage == 0)
            continue;
        cb_statistics_builder_begin_case(builder, docid, removed.first_passage);
        for (guint32 i = 1; i < removed.n_passages; i++)
            cb_statistics_builder_add_passage(builder, 7, 10 * i, CB_FROM_ATTACHMENT);
        cb_statistics_builder_end_case(builder, 1, 1);
    }
    g_assert_true(cb_statistics_builder_write(builder, folder, NULL));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *folder = cb_given_folder("gen");
    g_autofree char *next = cb_given_folder("next");
    put_file(folder, data, size);
    g_autoptr(GError) error = NULL;
    g_autoptr(CbStatistics) statistics = cb_statistics_open(folder, &error);
    if (statistics == NULL) {
        cb_check_error(error);
        return 0;
    }
    use(statistics);
    go_on_from(statistics, next);
    return 0;
}
