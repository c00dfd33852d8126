/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fuzzes a file of cases, JSON and tab-separated: every line is numbered, and one that is taken has
 * what the index needs.
 */
#define _GNU_SOURCE /* memfd_create */
#include "line_case.h"
#include <casebank/lines.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MAX_LINE_BYTES = 4096 };

static void check_case(const CbLineCase *line)
{
    const CbCase *item = line->item;
    g_assert_cmpuint(strlen(item->id), >, 0);
    g_assert_cmpuint(strlen(item->id), <=, CB_MAX_CASE_ID_BYTES);
    g_assert_true(g_utf8_validate(item->id, -1, NULL));
    g_assert_nonnull(item->title);
    g_assert_nonnull(item->lead);
    g_assert_cmpuint(item->sections->len, <=, 1);
    for (guint i = 0; i < item->attachments->len; i++) {
        const CbAttachment *attachment = item->attachments->pdata[i];
        g_assert_nonnull(attachment->name);
        g_assert_true(attachment->source != NULL || attachment->url != NULL);
    }
}

static void check_line(char *text, gsize length)
{
    g_assert_cmpuint(strlen(text), ==, length);
    g_assert_true(g_utf8_validate(text, -1, NULL));
    g_autofree char *copy = g_strdup(text);
    g_auto(CbLineCase) json = {0}, tsv = {0};
    g_autoptr(GError) json_error = NULL, tsv_error = NULL;
    if (cb_line_case_from_json(text, length, &json, &json_error))
        check_case(&json);
    else
        g_assert_nonnull(json_error);
    if (cb_line_case_from_tsv(copy, &tsv, &tsv_error))
        check_case(&tsv);
    else
        g_assert_nonnull(tsv_error);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int fd = memfd_create("lines", MFD_CLOEXEC);
    g_assert_cmpint(fd, >=, 0);
    g_assert_cmpint(write(fd, data, size), ==, (gssize)size);
    g_assert_cmpint(lseek(fd, 0, SEEK_SET), ==, 0);
    g_autoptr(CbLines) lines = cb_lines_new(fd, MAX_LINE_BYTES);
    char *text;
    gsize length;
    guint64 number = 0;
    for (CbLineKind kind; (kind = cb_lines_next(lines, &text, &length)) != CB_LINE_END;) {
        g_assert_cmpint(kind, !=, CB_LINE_READ_ERROR);
        number++;
        g_assert_cmpuint(cb_lines_number(lines), ==, number);
        if (kind == CB_LINE_TEXT)
            check_line(text, length);
    }
    close(fd);
    return 0;
}
