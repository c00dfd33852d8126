/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packing and counting of CbStatus, whose order of fields is part of the format; and what each
 * source gave. */
#include "status.h"
#include <casebank/pack.h>
#include <string.h>

void cb_status_pack(const CbStatus *status, GByteArray *out)
{
    cb_pack_number(out, status->cases);
    for (guint i = 0; i < CB_N_CASE_KINDS; i++)
        cb_pack_number(out, status->kinds[i]);
    for (guint i = 0; i < CB_N_ATTACHMENT_STATES; i++)
        cb_pack_number(out, status->attachments[i]);
    cb_pack_number(out, status->passages);
    cb_pack_number(out, status->documents_bytes);
    cb_pack_string(out, status->built);
    cb_pack_number(out, status->files_ok);
    cb_pack_number(out, status->files_failed);
    guint n_sources = status->sources != NULL ? g_strv_length(status->sources) : 0;
    cb_pack_number(out, n_sources);
    for (guint i = 0; i < n_sources; i++)
        cb_pack_string(out, status->sources[i]);
    cb_pack_string(out, status->sandbox);
}

CbStatus *cb_status_unpack(const void *data, gsize length)
{
    CbUnpack in = {.data = data, .left = length};
    g_autoptr(CbStatus) status = g_new0(CbStatus, 1);
    status->cases = (guint)cb_unpack_number(&in);
    for (guint i = 0; i < CB_N_CASE_KINDS; i++)
        status->kinds[i] = (guint)cb_unpack_number(&in);
    for (guint i = 0; i < CB_N_ATTACHMENT_STATES; i++)
        status->attachments[i] = (guint)cb_unpack_number(&in);
    status->passages = (guint)cb_unpack_number(&in);
    status->documents_bytes = cb_unpack_number(&in);
    status->built = cb_unpack_text(&in);
    status->files_ok = (guint)cb_unpack_number(&in);
    status->files_failed = (guint)cb_unpack_number(&in);
    gsize n_sources = cb_unpack_count(&in);
    status->sources = g_new0(char *, n_sources + 1);
    for (gsize i = 0; i < n_sources && !in.failed; i++)
        status->sources[i] = cb_unpack_text(&in);
    status->sandbox = cb_unpack_string(&in);
    return in.failed ? NULL : g_steal_pointer(&status);
}

void cb_status_free(CbStatus *status)
{
    if (status == NULL)
        return;
    g_free(status->built);
    g_free(status->analysis);
    g_free(status->sandbox);
    g_strfreev(status->sources);
    g_free(status);
}

/* A wrong count in a damaged index stays a count. */
static void count(guint *counter, int sign)
{
    if (sign > 0)
        ++*counter;
    else if (*counter > 0)
        --*counter;
}

void cb_status_count_case(CbStatus *status, const CbCase *item, int sign)
{
    count(&status->cases, sign);
    count(&status->kinds[item->kind], sign);
    for (guint i = 0; i < item->attachments->len; i++)
        count(&status->attachments[((const CbAttachment *)item->attachments->pdata[i])->state],
              sign);
}

void cb_status_count_files(CbStatus *status, const GPtrArray *files)
{
    status->files_ok = status->files_failed = 0;
    for (guint i = 0; i < files->len; i++) {
        CbFileHealth health = cb_file_record_health(files->pdata[i]);
        status->files_ok += health == CB_FILE_WELL ? 1 : 0;
        status->files_failed += health == CB_FILE_FAILED ? 1 : 0;
    }
}

/* --- Sources --------------------------------------------------------------------------------- */

static void source_count_free(gpointer data)
{
    CbSourceCount *count = data;
    g_free(count->name);
    g_free(count);
}

/* Of a PDF that is named only, which has no source in its path. */
static gboolean is_only_named(const CbFileRecord *record)
{
    return record->read_at == 0 && record->hash == NULL && strcmp(record->state, "missing") == 0;
}

/* That of the source of @path, which is the last when it is there: paths are sorted. But "a.b/x"
 * comes between "a" and "a/x", so those before it are looked at, too. */
static CbSourceCount *find_source(GPtrArray *counts, const char *path)
{
    gsize length = strcspn(path, "/");
    for (guint i = counts->len; i-- > 0;) {
        CbSourceCount *count = counts->pdata[i];
        if (strncmp(count->name, path, length) == 0 && count->name[length] == '\0')
            return count;
    }
    CbSourceCount *count = g_new0(CbSourceCount, 1);
    count->name = g_strndup(path, length);
    g_ptr_array_add(counts, count);
    return count;
}

static int compare_sources(gconstpointer a, gconstpointer b)
{
    const CbSourceCount *const *left = a, *const *right = b;
    return strcmp((*left)->name, (*right)->name);
}

GPtrArray *cb_source_counts(const GPtrArray *files)
{
    GPtrArray *counts = g_ptr_array_new_with_free_func(source_count_free);
    g_autoptr(GHashTable) cases = /* "name/id" */
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < files->len; i++) {
        const CbFileRecord *record = files->pdata[i];
        if (is_only_named(record))
            continue;
        CbSourceCount *count = find_source(counts, record->path);
        count->files += cb_file_record_health(record) != CB_FILE_ABSENT ? 1 : 0;
        for (guint j = 0; j < record->case_ids->len; j++)
            if (g_hash_table_add(cases, g_strdup_printf("%s/%s", count->name,
                                                        (char *)record->case_ids->pdata[j])))
                count->cases++;
    }
    g_ptr_array_sort(counts, compare_sources);
    return counts;
}
