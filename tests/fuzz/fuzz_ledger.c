/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fuzzes the ledger of a generation: a damaged file is refused; what is read has all that the next
 * run needs, and is the same after writing and reading it again. Size and checksum are put right,
 * or every input would end there, but in inputs that begin with "RAW".
 */
#include "given.h"
#include "index/checksum.h"
#include "index/ledger.h"
#include <casebank/error.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* As ledger.h describes the file: these bytes, then what was given. */
#define MAGIC_BYTES 8
#define HEADER_BYTES (MAGIC_BYTES + 2 * sizeof(guint64))

static CbLedger *read_given(const guint8 *data, gsize size, GError **error)
{
    int fd = cb_given_file(data, size);
    g_autofree char *path = cb_given_path(fd);
    CbLedger *ledger = cb_ledger_read(path, error);
    close(fd);
    return ledger;
}

static GByteArray *put_right(const guint8 *body, gsize size)
{
    GByteArray *file = g_byte_array_new();
    guint64 fields[] = {GUINT64_TO_LE(HEADER_BYTES + size),
                        GUINT64_TO_LE(cb_checksum_of(body, size) ^ (HEADER_BYTES + size))};
    g_byte_array_append(file, (const guint8 *)"CBLEDGR", MAGIC_BYTES);
    g_byte_array_append(file, (const guint8 *)fields, sizeof fields);
    g_byte_array_append(file, body, (guint)size);
    return file;
}

static void check_file(const CbFileRecord *record)
{
    g_assert_nonnull(record->path);
    g_assert_nonnull(record->state);
    g_assert_cmpint(cb_file_record_health(record), <=, CB_FILE_ABSENT);
    for (guint i = 0; i < record->case_ids->len; i++)
        g_assert_nonnull(record->case_ids->pdata[i]);
    CbFileRecord *copy = cb_file_record_copy(record);
    g_assert_cmpuint(copy->links->len, ==, record->links->len);
    g_assert_cmpstr(copy->context, ==, record->context);
    cb_file_record_free(copy);
}

static void check(const CbLedger *ledger)
{
    g_assert_nonnull(ledger->settings);
    for (guint i = 0; i < ledger->files->len; i++)
        check_file(ledger->files->pdata[i]);
    for (guint i = 0; i < ledger->cases->len; i++) {
        const CbCaseRecord *record = ledger->cases->pdata[i];
        g_assert_nonnull(record->id);
        g_assert_nonnull(record->fingerprint);
    }
    for (guint i = 1; i < ledger->common->len; i++)
        g_assert_cmpuint(g_array_index(ledger->common, guint64, i - 1), <,
                         g_array_index(ledger->common, guint64, i));
}

/* Writes it; what it says, as bytes. */
static char *written(const CbLedger *ledger, gsize *size)
{
    g_autofree char *folder = cb_given_folder("gen");
    g_autofree char *path = g_build_filename(folder, CB_LEDGER_FILE_NAME, NULL);
    char *bytes = NULL;
    g_assert_true(cb_ledger_write(ledger, path, NULL));
    g_assert_true(g_file_get_contents(path, &bytes, size, NULL));
    return bytes;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GByteArray) file = NULL;
    if (!cb_given_raw(&data, &size)) {
        file = put_right(data, size);
        data = file->data;
        size = file->len;
    }
    g_autoptr(GError) error = NULL;
    g_autoptr(CbLedger) ledger = read_given(data, size, &error);
    if (ledger == NULL) {
        cb_check_error(error);
        g_assert_cmpint(error->code, ==, CB_ERROR_INDEX_DAMAGED);
        return 0;
    }
    check(ledger);
    gsize length, length_again;
    g_autofree char *bytes = written(ledger, &length);
    g_autoptr(CbLedger) again = read_given((const guint8 *)bytes, length, &error);
    g_assert_no_error(error);
    g_autofree char *bytes_again = written(again, &length_again);
    g_assert_cmpuint(length, ==, length_again);
    g_assert_true(memcmp(bytes, bytes_again, length) == 0);
    return 0;
}
