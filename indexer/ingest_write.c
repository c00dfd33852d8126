/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing the cases of a run: of lines, of pages, and of PDFs that no page names. */
#include "ingest_private.h"
#include "line_files.h"
#include <malloc.h>
#include <string.h>

/* --- Files with a case a line ---------------------------------------------------------------- */

static gboolean is_wanted(const CbFoundFile *file, gpointer data)
{
    const CbIngest *ingest = data;
    const CbPlannedFile *planned = cb_plan_file(ingest->plan, file->path);
    return !ingest->update || planned->action != CB_ACTION_UNCHANGED;
}

static gboolean take_line_case(CbCase *item, gpointer data, GError **error)
{
    CbIngest *ingest = data;
    for (guint i = 0; i < item->attachments->len; i++) {
        const CbAttachment *attachment = item->attachments->pdata[i];
        if (attachment->source != NULL && cb_plan_file(ingest->plan, attachment->source) == NULL)
            cb_plan_add(ingest->plan, ingest->sources, attachment->source);
    }
    g_hash_table_add(ingest->line_ids, g_strdup(item->id));
    return cb_case_writing_take(ingest->writing, item, error);
}

static void end_line_file(const CbFoundFile *file, const char *state, const char *reason,
                          GPtrArray *links, gpointer data)
{
    CbIngest *ingest = data;
    CbPlannedFile *planned = cb_plan_file(ingest->plan, file->path);
    CbFileRecord *record = cb_file_record_new(file->path, state, reason);
    record->size = file->size;
    record->mtime_ns = file->mtime_ns;
    record->hash = cb_found_file_hash(file);
    record->context = g_strdup(planned->context);
    record->read_at = g_get_real_time() / G_USEC_PER_SEC;
    g_ptr_array_unref(record->links);
    record->links = g_ptr_array_ref(links);
    GHashTableIter iter;
    gpointer id;
    g_hash_table_iter_init(&iter, ingest->line_ids);
    while (g_hash_table_iter_next(&iter, &id, NULL))
        g_ptr_array_add(record->case_ids, g_strdup(id));
    g_hash_table_remove_all(ingest->line_ids);
    cb_records_put_file(ingest->records, record);
    cb_report_file(ingest->reading.report, &(CbFileNews){.path = file->path,
                                                         .state = state,
                                                         .reason = reason,
                                                         .action = planned->action});
}

/* The cases of files of cases that are read again, or gone, are in question. */
static void question_line_cases(CbIngest *ingest)
{
    for (guint i = 0; i < ingest->plan->files->len; i++) {
        const CbPlannedFile *planned = ingest->plan->files->pdata[i];
        const CbFileRecord *old = planned->old;
        if (old == NULL || old->extraction != NULL || planned->kept ||
            planned->action == CB_ACTION_UNCHANGED)
            continue;
        for (guint j = 0; j < old->case_ids->len; j++)
            g_hash_table_add(ingest->gathered.former, g_strdup(old->case_ids->pdata[j]));
    }
}

/* The ids that lines must not have: those of other cases, and those that PDFs will have that no
 * page names. */
static GHashTable *taken_ids(const CbIngest *ingest)
{
    GHashTable *ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GPtrArray) there = cb_records_cases(ingest->records);
    for (guint i = 0; i < there->len; i++)
        if (!g_hash_table_contains(ingest->gathered.former, there->pdata[i]))
            g_hash_table_add(ids, g_strdup(there->pdata[i]));
    for (guint i = 0; i < ingest->gathered.cases->len; i++)
        g_hash_table_add(ids, g_strdup(((const CbCase *)ingest->gathered.cases->pdata[i])->id));
    GHashTableIter iter;
    gpointer path;
    g_hash_table_iter_init(&iter, ingest->sources->by_path);
    while (g_hash_table_iter_next(&iter, &path, NULL))
        g_hash_table_add(ids, g_strdup(path));
    return ids;
}

static gboolean write_line_files(CbIngest *ingest, GError **error)
{
    question_line_cases(ingest);
    g_autoptr(GHashTable) ids = taken_ids(ingest);
    ingest->line_ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const CbLineReading reading = {.sources = ingest->sources,
                                   .extractor = ingest->extractor,
                                   .municipalities = ingest->settings->municipalities,
                                   .profile = ingest->settings->profile,
                                   .report = ingest->reading.report,
                                   .ids = ids,
                                   .wanted = is_wanted,
                                   .take = take_line_case,
                                   .done = end_line_file,
                                   .data = ingest};
    return cb_read_line_files(&reading, error);
}

/* --- PDFs that no page names ----------------------------------------------------------------- */

/* Paths (borrowed) of the PDFs that pages and lines name. */
static GHashTable *named_pdfs(const CbIngest *ingest)
{
    GHashTable *named = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < ingest->plan->files->len; i++) {
        const CbPlannedFile *planned = ingest->plan->files->pdata[i];
        const CbFileRecord *record = planned->file != NULL
                                         ? cb_records_file(ingest->records, planned->file->path)
                                         : (planned->kept ? planned->old : NULL);
        for (guint j = 0; record != NULL && j < record->links->len; j++) {
            char *path = ((const CbLinkRecord *)record->links->pdata[j])->path;
            if (path != NULL)
                g_hash_table_add(named, path);
        }
    }
    return named;
}

/* Adds a case for each lone PDF that the index may not have as it is; notes as former those that
 * are lone no more. */
static void gather_documents(CbIngest *ingest)
{
    g_autoptr(GHashTable) named = named_pdfs(ingest);
    gboolean anew = !ingest->update;
    for (guint i = 0; i < ingest->plan->files->len; i++) {
        const CbPlannedFile *planned = ingest->plan->files->pdata[i];
        const CbFoundFile *file = planned->file;
        const char *path = file != NULL ? file->path : planned->old->path;
        gboolean lone = file != NULL && file->type == CB_FILE_PDF && file->left_out == NULL &&
                        !g_hash_table_contains(named, path) &&
                        !cb_sources_is_claimed(ingest->sources, path);
        gboolean was_lone = cb_records_fingerprint(ingest->records, path) != NULL;
        if (was_lone && !planned->kept && (!lone || planned->action != CB_ACTION_UNCHANGED))
            g_hash_table_add(ingest->gathered.former, g_strdup(path));
        if (!lone || (was_lone && !anew && planned->action == CB_ACTION_UNCHANGED &&
                      ingest->ledger->complete))
            continue;
        g_autofree char *url = cb_site_address(planned->source->site, file);
        g_ptr_array_add(ingest->gathered.cases, cb_document_case_new(file, url));
    }
}

/* --- All cases ------------------------------------------------------------------------------- */

/* After a run that did not come to its end nothing but the cases themselves can be relied on. */
static void question_all(CbIngest *ingest)
{
    g_autoptr(GHashTable) spared = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < ingest->plan->files->len; i++) {
        const CbPlannedFile *planned = ingest->plan->files->pdata[i];
        gboolean stays =
            planned->kept || (planned->file != NULL && cb_file_type_is_lines(planned->file->type) &&
                              planned->action == CB_ACTION_UNCHANGED);
        for (guint j = 0; stays && j < planned->old->case_ids->len; j++)
            g_hash_table_add(spared, planned->old->case_ids->pdata[j]);
    }
    g_autoptr(GPtrArray) ids = cb_records_cases(ingest->records);
    for (guint i = 0; i < ids->len; i++)
        if (!g_hash_table_contains(spared, ids->pdata[i]))
            g_hash_table_add(ingest->gathered.former, g_strdup(ids->pdata[i]));
}

static gboolean gather(CbIngest *ingest, GError **error)
{
    const CbGathering gathering = {.plan = ingest->plan,
                                   .ledger = ingest->ledger,
                                   .records = ingest->records,
                                   .index = ingest->index,
                                   .pages = cb_ingest_page_reading(ingest),
                                   .everything = ingest->everything};
    if (!cb_gather_cases(&gathering, &ingest->gathered, error))
        return FALSE;
    /* What reading and merging took is free, but in between what stays: the system gets it back. */
    if (ingest->everything)
        malloc_trim(0);
    if (ingest->ledger != NULL && !ingest->ledger->complete && !ingest->gathered.stopped)
        question_all(ingest);
    return TRUE;
}

static void start_writing(CbIngest *ingest)
{
    ingest->documents =
        cb_documents_new(&ingest->reading, ingest->plan, ingest->known, ingest->records);
    ingest->writing = cb_case_writing_new(
        &(CbCaseWritingOptions){.reading = ingest->reading,
                                .writer = ingest->writer,
                                .records = ingest->records,
                                .documents = ingest->documents,
                                .spool = ingest->spool,
                                .municipalities = ingest->settings->municipalities,
                                .settings = ingest->settings->stamped,
                                .summary = ingest->summary});
}

/* id -> fingerprint (borrowed) */
static GHashTable *former_fingerprints(const CbLedger *ledger)
{
    GHashTable *former = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; ledger != NULL && i < ledger->cases->len; i++) {
        const CbCaseRecord *record = ledger->cases->pdata[i];
        g_hash_table_insert(former, record->id, record->fingerprint);
    }
    return former;
}

static gboolean carry(CbIngest *ingest, const char *id, const char *fingerprint, GError **error)
{
    if (cb_records_fingerprint(ingest->records, id) != NULL)
        return TRUE;
    g_autoptr(CbCase) item = cb_index_case(ingest->index, id, error);
    if (item == NULL || !cb_writer_add_case(ingest->writer, item, error))
        return FALSE;
    cb_records_put_case(ingest->records, id, fingerprint != NULL ? fingerprint : "");
    return TRUE;
}

/* An index that is built anew takes over the cases of files that are out of sight tonight. */
static gboolean carry_kept(CbIngest *ingest, GError **error)
{
    if (ingest->update)
        return TRUE;
    g_autoptr(GHashTable) former = former_fingerprints(ingest->ledger);
    for (guint i = 0; i < ingest->plan->files->len; i++) {
        const CbPlannedFile *planned = ingest->plan->files->pdata[i];
        for (guint j = 0; planned->kept && j < planned->old->case_ids->len; j++) {
            const char *id = planned->old->case_ids->pdata[j];
            if (!carry(ingest, id, g_hash_table_lookup(former, id), error))
                return FALSE;
        }
    }
    return TRUE;
}

/* FALSE with an error, or without one after a stop. */
static gboolean write_cases(CbIngest *ingest, GError **error)
{
    if (!carry_kept(ingest, error) || !write_line_files(ingest, error))
        return FALSE;
    gather_documents(ingest);
    return cb_case_writing_take_all(ingest->writing, ingest->gathered.cases, error) &&
           cb_case_writing_remove_rest(ingest->writing, ingest->gathered.former, error);
}

/* Nothing is written before all pages are read: a stop until then leaves all as it was. */
gboolean cb_ingest_write_cases(CbIngest *ingest, GError **error)
{
    g_autoptr(GError) write_error = NULL;
    if (!gather(ingest, error))
        return FALSE;
    ingest->summary->stopped = ingest->gathered.stopped;
    if (ingest->summary->stopped)
        return TRUE;
    start_writing(ingest);
    ingest->summary->stopped = !write_cases(ingest, &write_error);
    if (write_error == NULL)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&write_error));
    return FALSE;
}
