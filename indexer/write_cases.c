/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing cases that are new or changed. */
#include "write_cases.h"
#include "fingerprint.h"
#include <malloc.h>
#include <string.h>

struct CbCaseWriting {
    CbCaseWritingOptions options;
    GHashTable *taken; /* ids */
    guint n_unsaved;   /* cases since the last checkpoint */
    guint64 unsaved_bytes;
    gint64 saved_us; /* when that was */
};

CbCaseWriting *cb_case_writing_new(const CbCaseWritingOptions *options)
{
    CbCaseWriting *writing = g_new0(CbCaseWriting, 1);
    writing->options = *options;
    writing->taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    writing->saved_us = g_get_monotonic_time();
    return writing;
}

void cb_case_writing_free(CbCaseWriting *writing)
{
    if (writing == NULL)
        return;
    g_hash_table_unref(writing->taken);
    g_free(writing);
}

/* --- Checkpoints ----------------------------------------------------------------------------- */

static guint64 text_bytes(const CbCase *item)
{
    guint64 bytes = strlen(item->lead);
    for (guint i = 0; i < item->sections->len; i++)
        bytes += strlen(((const CbSection *)item->sections->pdata[i])->text);
    for (guint i = 0; i < item->attachments->len; i++) {
        const GPtrArray *pages = ((const CbAttachment *)item->attachments->pdata[i])->pages;
        for (guint j = 0; j < pages->len; j++)
            bytes += strlen(((const CbPdfPage *)pages->pdata[j])->text);
    }
    return bytes;
}

static gboolean is_due(const CbCaseWriting *writing)
{
    gint64 passed = g_get_monotonic_time() - writing->saved_us;
    return writing->n_unsaved >= CB_CHECKPOINT_CASES ||
           writing->unsaved_bytes >= CB_CHECKPOINT_BYTES ||
           passed >= CB_CHECKPOINT_SECONDS * G_TIME_SPAN_SECOND;
}

static gboolean checkpoint_when_due(CbCaseWriting *writing, GError **error)
{
    const CbCaseWritingOptions *options = &writing->options;
    if (!is_due(writing))
        return TRUE;
    cb_writer_set_ledger(options->writer,
                         cb_records_ledger(options->records, FALSE, options->settings, NULL));
    if (!cb_writer_checkpoint(options->writer, error))
        return FALSE;
    cb_report_checkpoint(options->reading.report, cb_records_n_cases(options->records));
    writing->n_unsaved = 0;
    writing->unsaved_bytes = 0;
    writing->saved_us = g_get_monotonic_time();
    malloc_trim(0); /* of the ledger, the vocabulary ... */
    return TRUE;
}

/* --- One case -------------------------------------------------------------------------------- */

/* Whether the index has it as it is; then that is noted, and all there is to do. */
static gboolean keep_if_written(CbCaseWriting *writing, CbCase *item)
{
    const CbCaseWritingOptions *options = &writing->options;
    const char *before = cb_records_fingerprint(options->records, item->id);
    if (before == NULL || cb_documents_reread(options->documents, item))
        return FALSE;
    gboolean was_away = cb_case_spool_get(options->spool, item);
    g_autofree char *now = cb_case_fingerprint(item, options->records);
    gboolean same = strcmp(before, now) == 0;
    if (same)
        cb_records_tie(options->records, item);
    if (was_away)
        cb_case_spool_drop(options->spool, item);
    return same;
}

static gboolean replace(CbCaseWriting *writing, const CbCase *item, GError **error)
{
    const CbCaseWritingOptions *options = &writing->options;
    gboolean was_there = cb_records_fingerprint(options->records, item->id) != NULL;
    if (was_there && !cb_writer_remove_case(options->writer, item->id, error))
        return FALSE;
    if (!cb_writer_add_case(options->writer, item, error))
        return FALSE;
    if (was_there)
        options->summary->cases_changed++;
    else
        options->summary->cases_new++;
    return TRUE;
}

static gboolean complete(const CbCaseWriting *writing, CbCase *item, GError **error)
{
    const CbCaseWritingOptions *options = &writing->options;
    if (!cb_documents_fill(options->documents, item, error))
        return FALSE;
    cb_case_spool_get(options->spool, item);
    return cb_case_spool_check(options->spool, error);
}

static gboolean write_case(CbCaseWriting *writing, CbCase *item, GError **error)
{
    const CbCaseWritingOptions *options = &writing->options;
    if (cb_reading_is_stopped(&options->reading) || !complete(writing, item, error))
        return FALSE;
    g_autofree char *fingerprint = cb_case_fingerprint(item, options->records);
    if (item->kind == CB_CASE_DOCUMENT)
        cb_document_case_describe(item, options->municipalities);
    if (!replace(writing, item, error))
        return FALSE;
    cb_records_put_case(options->records, item->id, fingerprint);
    cb_records_tie(options->records, item);
    writing->n_unsaved++;
    writing->unsaved_bytes += text_bytes(item);
    cb_documents_release(options->documents, item);
    return checkpoint_when_due(writing, error);
}

gboolean cb_case_writing_take(CbCaseWriting *writing, CbCase *item, GError **error)
{
    g_hash_table_add(writing->taken, g_strdup(item->id));
    return keep_if_written(writing, item) || write_case(writing, item, error);
}

/* --- Many ------------------------------------------------------------------------------------ */

/* Leaves those that are to be written; what is done with is not needed any more. */
static GPtrArray *sort_out(CbCaseWriting *writing, GPtrArray *cases)
{
    GPtrArray *left = g_ptr_array_new_with_free_func((GDestroyNotify)cb_case_free);
    for (guint i = 0; i < cases->len; i++) {
        CbCase *item = g_steal_pointer(&cases->pdata[i]);
        g_hash_table_add(writing->taken, g_strdup(item->id));
        if (keep_if_written(writing, item))
            cb_case_free(item);
        else
            g_ptr_array_add(left, item);
    }
    g_ptr_array_set_size(cases, 0);
    return left;
}

gboolean cb_case_writing_take_all(CbCaseWriting *writing, GPtrArray *cases, GError **error)
{
    g_autoptr(GPtrArray) left = sort_out(writing, cases);
    cb_documents_expect(writing->options.documents, left);
    cb_report_phase(writing->options.reading.report, CB_PHASE_PDFS,
                    cb_documents_n_expected(writing->options.documents));
    for (guint i = 0; i < left->len; i++) {
        if (!write_case(writing, left->pdata[i], error))
            return FALSE;
        cb_case_free(g_steal_pointer(&left->pdata[i]));
    }
    return TRUE;
}

gboolean cb_case_writing_remove_rest(CbCaseWriting *writing, GHashTable *former, GError **error)
{
    const CbCaseWritingOptions *options = &writing->options;
    GHashTableIter iter;
    gpointer id;
    g_hash_table_iter_init(&iter, former);
    while (g_hash_table_iter_next(&iter, &id, NULL)) {
        if (g_hash_table_contains(writing->taken, id) ||
            cb_records_fingerprint(options->records, id) == NULL)
            continue;
        if (!cb_writer_remove_case(options->writer, id, error))
            return FALSE;
        cb_records_drop_case(options->records, id);
        options->summary->cases_gone++;
    }
    return TRUE;
}
