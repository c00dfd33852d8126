/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ledger of a run as it grows. */
#include "records.h"
#include "ledger.h"
#include <string.h>

struct CbRecords {
    const CbPlan *plan;
    GHashTable *files;   /* path -> CbFileRecord*: those that are new */
    GHashTable *cases;   /* id -> fingerprint: those in the index */
    GHashTable *tied;    /* ids that cb_records_tie() was told of */
    GHashTable *ties;    /* path of a PDF -> GPtrArray of the ids of such cases */
    GHashTable *missing; /* the same for PDFs that nobody has, by their name; and before: */
    GPtrArray *missed;   /* CbFileRecord* of the ledger (borrowed) */
};

CbRecords *cb_records_new(const CbPlan *plan, const CbLedger *ledger)
{
    CbRecords *records = g_new0(CbRecords, 1);
    GDestroyNotify free_array = (GDestroyNotify)g_ptr_array_unref;
    records->plan = plan;
    records->files =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)cb_file_record_free);
    records->cases = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    records->tied = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    records->ties = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_array);
    records->missing = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_array);
    records->missed = g_ptr_array_new();
    for (guint i = 0; ledger != NULL && i < ledger->cases->len; i++) {
        const CbCaseRecord *item = ledger->cases->pdata[i];
        cb_records_put_case(records, item->id, item->fingerprint);
    }
    for (guint i = 0; ledger != NULL && i < ledger->files->len; i++) {
        CbFileRecord *record = ledger->files->pdata[i];
        if (cb_plan_file(plan, record->path) == NULL)
            g_ptr_array_add(records->missed, record);
    }
    return records;
}

void cb_records_free(CbRecords *records)
{
    if (records == NULL)
        return;
    g_hash_table_unref(records->files);
    g_hash_table_unref(records->cases);
    g_hash_table_unref(records->tied);
    g_hash_table_unref(records->ties);
    g_hash_table_unref(records->missing);
    g_ptr_array_unref(records->missed);
    g_free(records);
}

/* --- Files ----------------------------------------------------------------------------------- */

static gint64 now_s(void)
{
    return g_get_real_time() / G_USEC_PER_SEC;
}

static gboolean is_success(CbReadState state)
{
    return state == CB_READ_OK || state == CB_READ_NO_TEXT || state == CB_READ_PARTIAL;
}

CbFileRecord *cb_record_of_result(const CbExtractorResult *result, const CbPlannedFile *planned)
{
    CbFileRecord *record =
        cb_file_record_new(result->path, cb_read_state_name(result->state), result->reason);
    record->size = result->size;
    record->mtime_ns = result->unsettled ? 0 : result->mtime_ns;
    record->hash = g_strdup(result->hash);
    record->extraction = g_strdup(result->extraction);
    record->context = g_strdup(planned->context);
    record->took_ms = result->took_ms;
    record->read_at = now_s();
    if (!is_success(result->state))
        record->attempts = 1 + (planned->old != NULL ? planned->old->attempts : 0);
    return record;
}

void cb_records_put_file(CbRecords *records, CbFileRecord *record)
{
    g_hash_table_replace(records->files, record->path, record);
}

const CbFileRecord *cb_records_file(const CbRecords *records, const char *path)
{
    const CbFileRecord *record = g_hash_table_lookup(records->files, path);
    const CbPlannedFile *planned = record == NULL ? cb_plan_file(records->plan, path) : NULL;
    return planned != NULL ? planned->old : record;
}

guint cb_records_n_new_files(const CbRecords *records)
{
    return g_hash_table_size(records->files);
}

/* --- Cases ----------------------------------------------------------------------------------- */

const char *cb_records_fingerprint(const CbRecords *records, const char *id)
{
    return g_hash_table_lookup(records->cases, id);
}

void cb_records_put_case(CbRecords *records, const char *id, const char *fingerprint)
{
    g_hash_table_replace(records->cases, g_strdup(id), g_strdup(fingerprint));
}

void cb_records_drop_case(CbRecords *records, const char *id)
{
    g_hash_table_remove(records->cases, id);
}

guint cb_records_n_cases(const CbRecords *records)
{
    return g_hash_table_size(records->cases);
}

GPtrArray *cb_records_cases(const CbRecords *records)
{
    GPtrArray *ids = g_ptr_array_new();
    GHashTableIter iter;
    gpointer id;
    g_hash_table_iter_init(&iter, records->cases);
    while (g_hash_table_iter_next(&iter, &id, NULL))
        g_ptr_array_add(ids, id);
    return ids;
}

static void add_tie(GHashTable *ties, const char *key, const char *id)
{
    GPtrArray *ids = g_hash_table_lookup(ties, key);
    if (ids == NULL) {
        ids = g_ptr_array_new_with_free_func(g_free);
        g_hash_table_insert(ties, g_strdup(key), ids);
    }
    if (!g_ptr_array_find_with_equal_func(ids, id, g_str_equal, NULL))
        g_ptr_array_add(ids, g_strdup(id));
}

void cb_records_tie(CbRecords *records, const CbCase *item)
{
    g_hash_table_add(records->tied, g_strdup(item->id));
    for (guint i = 0; i < item->attachments->len; i++) {
        const CbAttachment *attachment = item->attachments->pdata[i];
        if (attachment->source != NULL)
            add_tie(records->ties, attachment->source, item->id);
        else if (attachment->name != NULL)
            add_tie(records->missing, attachment->name, item->id);
    }
}

/* --- The ledger ------------------------------------------------------------------------------ */

/* Adds those of @ids that are in the index and, with @untied_only, still hang on what the ledger
 * said. */
static void add_ids(const CbRecords *records, CbFileRecord *record, const GPtrArray *ids,
                    gboolean untied_only)
{
    for (guint i = 0; ids != NULL && i < ids->len; i++) {
        const char *id = ids->pdata[i];
        if (g_hash_table_contains(records->cases, id) &&
            !(untied_only && g_hash_table_contains(records->tied, id)))
            g_ptr_array_add(record->case_ids, g_strdup(id));
    }
}

/* What hangs on a PDF is told by the cases; of other files the record has it. */
static void set_ids(const CbRecords *records, CbFileRecord *record, gboolean is_pdf)
{
    g_autoptr(GPtrArray) ids = g_steal_pointer(&record->case_ids);
    record->case_ids = g_ptr_array_new_with_free_func(g_free);
    add_ids(records, record, ids, is_pdf);
    if (is_pdf)
        add_ids(records, record, g_hash_table_lookup(records->ties, record->path), FALSE);
}

/* A file that was not read: as it was, but for where and when. */
static CbFileRecord *carry_over(const CbPlannedFile *planned)
{
    CbFileRecord *record = cb_file_record_copy(planned->old);
    if (planned->file == NULL)
        return record;
    gboolean unsettled = record->mtime_ns == 0 && !planned->compared;
    g_free(record->path);
    record->path = g_strdup(planned->file->path);
    if (planned->action == CB_ACTION_CHANGED || unsettled)
        return record; /* it will be looked at again */
    record->size = planned->file->size;
    record->mtime_ns = planned->file->mtime_ns;
    if (planned->compared)
        record->read_at = now_s();
    if (!planned->reread) {
        g_free(record->context);
        record->context = g_strdup(planned->context);
    }
    return record;
}

static CbFileRecord *left_out_record(const CbPlannedFile *planned)
{
    CbFileRecord *record =
        cb_file_record_new(planned->file->path, planned->file->left_out, planned->file->reason);
    record->size = planned->file->size;
    record->mtime_ns = planned->file->mtime_ns;
    record->context = g_strdup(planned->context);
    record->read_at = now_s();
    return record;
}

/* (nullable) */
static CbFileRecord *record_of(const CbRecords *records, const CbPlannedFile *planned)
{
    if (planned->file == NULL && !planned->kept)
        return NULL;
    const CbFileRecord *done =
        planned->file != NULL ? g_hash_table_lookup(records->files, planned->file->path) : NULL;
    if (done != NULL)
        return cb_file_record_copy(done);
    if (planned->file != NULL && planned->file->left_out != NULL)
        return left_out_record(planned);
    return planned->old != NULL ? carry_over(planned) : NULL;
}

static CbFileRecord *missing_record(const char *name)
{
    return cb_file_record_new(name, cb_attachment_state_name(CB_STATE_MISSING),
                              "en side nævner filen, men den er ikke i kilden");
}

/* PDFs that cases name and nobody has. */
static void add_missing(const CbRecords *records, CbLedger *ledger)
{
    g_autoptr(GHashTable) by_name = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < records->missed->len; i++) {
        const CbFileRecord *old = records->missed->pdata[i];
        CbFileRecord *record = missing_record(old->path);
        add_ids(records, record, old->case_ids, TRUE);
        g_ptr_array_add(ledger->files, record);
        g_hash_table_insert(by_name, record->path, record);
    }
    GHashTableIter iter;
    gpointer name, ids;
    g_hash_table_iter_init(&iter, records->missing);
    while (g_hash_table_iter_next(&iter, &name, &ids)) {
        CbFileRecord *record = g_hash_table_lookup(by_name, name);
        if (record == NULL)
            g_ptr_array_add(ledger->files, record = missing_record(name));
        add_ids(records, record, ids, FALSE);
    }
    for (guint i = ledger->files->len; i-- > 0;) {
        const CbFileRecord *record = ledger->files->pdata[i];
        if (record->read_at == 0 && record->hash == NULL && record->case_ids->len == 0 &&
            strcmp(record->state, cb_attachment_state_name(CB_STATE_MISSING)) == 0)
            g_ptr_array_remove_index(ledger->files, i);
    }
}

static int compare_files(gconstpointer a, gconstpointer b)
{
    return strcmp((*(const CbFileRecord *const *)a)->path, (*(const CbFileRecord *const *)b)->path);
}

static int compare_cases(gconstpointer a, gconstpointer b)
{
    return strcmp((*(const CbCaseRecord *const *)a)->id, (*(const CbCaseRecord *const *)b)->id);
}

static gboolean is_pdf(const CbPlannedFile *planned)
{
    if (planned->file != NULL)
        return planned->file->type == CB_FILE_PDF;
    return cb_file_record_is_pdf(planned->old);
}

CbLedger *cb_records_ledger(const CbRecords *records, gboolean complete, const char *settings,
                            const GArray *common)
{
    CbLedger *ledger = cb_ledger_new();
    ledger->complete = complete;
    g_free(ledger->settings);
    ledger->settings = g_strdup(settings);
    if (common != NULL && common->len > 0)
        g_array_append_vals(ledger->common, common->data, common->len);
    add_missing(records, ledger);
    for (guint i = 0; i < records->plan->files->len; i++) {
        const CbPlannedFile *planned = records->plan->files->pdata[i];
        CbFileRecord *record = record_of(records, planned);
        if (record == NULL)
            continue;
        set_ids(records, record, is_pdf(planned));
        g_ptr_array_add(ledger->files, record);
    }
    g_ptr_array_sort(ledger->files, compare_files);
    GHashTableIter iter;
    gpointer id, fingerprint;
    g_hash_table_iter_init(&iter, records->cases);
    while (g_hash_table_iter_next(&iter, &id, &fingerprint))
        g_ptr_array_add(ledger->cases, cb_case_record_new(id, fingerprint));
    g_ptr_array_sort(ledger->cases, compare_cases);
    return ledger;
}
