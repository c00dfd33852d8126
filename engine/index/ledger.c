/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ledger in memory and as a file; see ledger.h for its layout. */
#include "ledger.h"
#include "checksum.h"
#include "tree.h"
#include <casebank/error.h>
#include <casebank/pack.h>
#include <string.h>

#define MAGIC "CBLEDGR"
#define LEDGER_VERSION 1u

typedef struct {
    char magic[8]; /* with its NUL */
    guint64 size, checksum;
} Header;

G_STATIC_ASSERT(sizeof(Header) == 24);

/* --- In memory ------------------------------------------------------------------------------- */

void cb_link_record_free(CbLinkRecord *record)
{
    if (record == NULL)
        return;
    g_free(record->href);
    g_free(record->name);
    g_free(record->path);
    g_free(record);
}

CbLinkRecord *cb_link_record_new(const char *href, const char *name, const char *path)
{
    CbLinkRecord *record = g_new0(CbLinkRecord, 1);
    record->href = g_strdup(href);
    record->name = g_strdup(name);
    record->path = g_strdup(path);
    return record;
}

CbFileRecord *cb_file_record_new(const char *path, const char *state, const char *reason)
{
    CbFileRecord *record = g_new0(CbFileRecord, 1);
    record->path = g_strdup(path);
    record->state = g_strdup(state);
    record->reason = g_strdup(reason);
    record->case_ids = g_ptr_array_new_with_free_func(g_free);
    record->links = g_ptr_array_new_with_free_func((GDestroyNotify)cb_link_record_free);
    return record;
}

void cb_file_record_free(CbFileRecord *record)
{
    if (record == NULL)
        return;
    g_free(record->path);
    g_free(record->state);
    g_free(record->reason);
    g_free(record->hash);
    g_free(record->extraction);
    g_free(record->context);
    g_ptr_array_unref(record->case_ids);
    g_ptr_array_unref(record->links);
    g_free(record);
}

CbFileRecord *cb_file_record_copy(const CbFileRecord *record)
{
    CbFileRecord *copy = cb_file_record_new(record->path, record->state, record->reason);
    for (guint i = 0; i < record->case_ids->len; i++)
        g_ptr_array_add(copy->case_ids, g_strdup(record->case_ids->pdata[i]));
    for (guint i = 0; i < record->links->len; i++) {
        const CbLinkRecord *link = record->links->pdata[i];
        g_ptr_array_add(copy->links, cb_link_record_new(link->href, link->name, link->path));
    }
    copy->size = record->size;
    copy->mtime_ns = record->mtime_ns;
    copy->hash = g_strdup(record->hash);
    copy->extraction = g_strdup(record->extraction);
    copy->context = g_strdup(record->context);
    copy->attempts = record->attempts;
    copy->took_ms = record->took_ms;
    copy->read_at = record->read_at;
    return copy;
}

gboolean cb_file_record_is_pdf(const CbFileRecord *record)
{
    return record->extraction != NULL && g_str_has_prefix(record->extraction, "pdf");
}

static gboolean is_one_of(const char *state, const char *const *states)
{
    for (gsize i = 0; states[i] != NULL; i++)
        if (strcmp(state, states[i]) == 0)
            return TRUE;
    return FALSE;
}

CbFileHealth cb_file_record_health(const CbFileRecord *record)
{
    static const char *const well[] = {"ok", "no-text", NULL};
    static const char *const left_out[] = {"noindex", "robots", "duplicate", "list", NULL};
    if (is_one_of(record->state, well) ||
        (cb_file_record_is_pdf(record) && strcmp(record->state, "partial") == 0))
        return CB_FILE_WELL;
    if (is_one_of(record->state, left_out) ||
        (strcmp(record->state, "missing") == 0 && record->read_at == 0))
        return CB_FILE_ABSENT;
    return CB_FILE_FAILED;
}

CbCaseRecord *cb_case_record_new(const char *id, const char *fingerprint)
{
    CbCaseRecord *record = g_new0(CbCaseRecord, 1);
    record->id = g_strdup(id);
    record->fingerprint = g_strdup(fingerprint);
    return record;
}

void cb_case_record_free(CbCaseRecord *record)
{
    if (record == NULL)
        return;
    g_free(record->id);
    g_free(record->fingerprint);
    g_free(record);
}

CbLedger *cb_ledger_new(void)
{
    CbLedger *ledger = g_new0(CbLedger, 1);
    ledger->files = g_ptr_array_new_with_free_func((GDestroyNotify)cb_file_record_free);
    ledger->cases = g_ptr_array_new_with_free_func((GDestroyNotify)cb_case_record_free);
    ledger->settings = g_strdup("");
    ledger->common = g_array_new(FALSE, FALSE, sizeof(guint64));
    return ledger;
}

void cb_ledger_free(CbLedger *ledger)
{
    if (ledger == NULL)
        return;
    g_ptr_array_unref(ledger->files);
    g_ptr_array_unref(ledger->cases);
    g_array_unref(ledger->common);
    g_free(ledger->settings);
    g_free(ledger);
}

/* --- Packing --------------------------------------------------------------------------------- */

static void pack_file(const CbFileRecord *record, GByteArray *out)
{
    cb_pack_string(out, record->path);
    cb_pack_string(out, record->state);
    cb_pack_string(out, record->reason);
    cb_pack_number(out, record->size);
    cb_pack_number(out, (guint64)record->mtime_ns);
    cb_pack_string(out, record->hash);
    cb_pack_string(out, record->extraction);
    cb_pack_string(out, record->context);
    cb_pack_number(out, record->attempts);
    cb_pack_number(out, record->took_ms);
    cb_pack_number(out, (guint64)record->read_at);
    cb_pack_number(out, record->case_ids->len);
    for (guint i = 0; i < record->case_ids->len; i++)
        cb_pack_string(out, record->case_ids->pdata[i]);
    cb_pack_number(out, record->links->len);
    for (guint i = 0; i < record->links->len; i++) {
        const CbLinkRecord *link = record->links->pdata[i];
        cb_pack_string(out, link->href);
        cb_pack_string(out, link->name);
        cb_pack_string(out, link->path);
    }
}

static void pack_ledger(const CbLedger *ledger, GByteArray *out)
{
    cb_pack_number(out, LEDGER_VERSION);
    cb_pack_number(out, ledger->complete ? 1 : 0);
    cb_pack_string(out, ledger->settings);
    cb_pack_number(out, ledger->files->len);
    for (guint i = 0; i < ledger->files->len; i++)
        pack_file(ledger->files->pdata[i], out);
    cb_pack_number(out, ledger->cases->len);
    for (guint i = 0; i < ledger->cases->len; i++) {
        const CbCaseRecord *record = ledger->cases->pdata[i];
        cb_pack_string(out, record->id);
        cb_pack_string(out, record->fingerprint);
    }
    cb_pack_number(out, ledger->common->len);
    for (guint i = 0; i < ledger->common->len; i++)
        cb_pack_number(out, g_array_index(ledger->common, guint64, i));
}

static guint unpack_guint(CbUnpack *in)
{
    guint64 value = cb_unpack_number(in);
    if (value > G_MAXUINT)
        in->failed = TRUE;
    return (guint)value;
}

static void unpack_links(CbUnpack *in, CbFileRecord *record)
{
    gsize n = cb_unpack_count(in);
    for (gsize i = 0; i < n && !in->failed; i++) {
        CbLinkRecord *link = g_new0(CbLinkRecord, 1);
        link->href = cb_unpack_string(in);
        link->name = cb_unpack_string(in);
        link->path = cb_unpack_string(in);
        g_ptr_array_add(record->links, link);
    }
}

static CbFileRecord *unpack_file(CbUnpack *in)
{
    CbFileRecord *record = cb_file_record_new(NULL, NULL, NULL);
    record->path = cb_unpack_text(in);
    record->state = cb_unpack_text(in);
    record->reason = cb_unpack_string(in);
    record->size = cb_unpack_number(in);
    record->mtime_ns = (gint64)cb_unpack_number(in);
    record->hash = cb_unpack_string(in);
    record->extraction = cb_unpack_string(in);
    record->context = cb_unpack_string(in);
    record->attempts = unpack_guint(in);
    record->took_ms = unpack_guint(in);
    record->read_at = (gint64)cb_unpack_number(in);
    gsize n = cb_unpack_count(in);
    for (gsize i = 0; i < n && !in->failed; i++)
        g_ptr_array_add(record->case_ids, cb_unpack_text(in));
    unpack_links(in, record);
    return record;
}

/* Sorted, or failed. */
static void unpack_common(CbUnpack *in, GArray *common)
{
    gsize n = cb_unpack_count(in);
    guint64 last = 0;
    for (gsize i = 0; i < n && !in->failed; i++) {
        guint64 hash = cb_unpack_number(in);
        if (i > 0 && hash <= last)
            in->failed = TRUE;
        g_array_append_val(common, hash);
        last = hash;
    }
}

/* NULL when damaged. */
static CbLedger *unpack_ledger(CbUnpack *in)
{
    g_autoptr(CbLedger) ledger = cb_ledger_new();
    if (cb_unpack_number(in) != LEDGER_VERSION)
        return NULL;
    ledger->complete = cb_unpack_number(in) != 0;
    g_free(ledger->settings);
    ledger->settings = cb_unpack_text(in);
    gsize n = cb_unpack_count(in);
    for (gsize i = 0; i < n && !in->failed; i++)
        g_ptr_array_add(ledger->files, unpack_file(in));
    n = cb_unpack_count(in);
    for (gsize i = 0; i < n && !in->failed; i++) {
        CbCaseRecord *record = g_new0(CbCaseRecord, 1);
        record->id = cb_unpack_text(in);
        record->fingerprint = cb_unpack_text(in);
        g_ptr_array_add(ledger->cases, record);
    }
    unpack_common(in, ledger->common);
    return in->failed || in->left > 0 ? NULL : g_steal_pointer(&ledger);
}

/* --- The file -------------------------------------------------------------------------------- */

static guint64 checksum(const Header *header, const guint8 *body, gsize size)
{
    return cb_checksum_of(body, size) ^ GUINT64_FROM_LE(header->size);
}

gboolean cb_ledger_write(const CbLedger *ledger, const char *path, GError **error)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    Header header = {.magic = MAGIC};
    g_byte_array_append(bytes, (const guint8 *)&header, sizeof header);
    pack_ledger(ledger, bytes);
    header.size = GUINT64_TO_LE((guint64)bytes->len);
    header.checksum =
        GUINT64_TO_LE(checksum(&header, bytes->data + sizeof header, bytes->len - sizeof header));
    memcpy(bytes->data, &header, sizeof header);
    return cb_file_write(path, bytes->data, bytes->len, error);
}

static gboolean is_whole(const char *bytes, gsize length)
{
    Header header;
    if (length < sizeof header)
        return FALSE;
    memcpy(&header, bytes, sizeof header);
    return memcmp(header.magic, MAGIC, sizeof header.magic) == 0 &&
           GUINT64_FROM_LE(header.size) == length &&
           GUINT64_FROM_LE(header.checksum) ==
               checksum(&header, (const guint8 *)bytes + sizeof header, length - sizeof header);
}

CbLedger *cb_ledger_read(const char *path, GError **error)
{
    g_autofree char *bytes = NULL;
    gsize length;
    g_autoptr(GError) read_error = NULL;
    if (!g_file_get_contents(path, &bytes, &length, &read_error)) {
        g_set_error_literal(error, CB_ERROR, CB_ERROR_IO, read_error->message);
        return NULL;
    }
    CbLedger *ledger = NULL;
    if (is_whole(bytes, length)) {
        CbUnpack in = {(const guint8 *)bytes + sizeof(Header), length - sizeof(Header), FALSE};
        ledger = unpack_ledger(&in);
    }
    if (ledger == NULL)
        g_set_error(error, CB_ERROR, CB_ERROR_INDEX_DAMAGED,
                    "%s er beskadiget; byg indekset igen med casebank-index --full", path);
    return ledger;
}
