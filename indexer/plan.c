/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comparing the files that are there with those that were. */
#include "plan.h"
#include "content_hash.h"
#include "extractor_job.h"
#include <string.h>
#include <unistd.h>

#define MAX_TIMEOUTS 3
/* A file may change twice in one tick of its file system's clock. */
#define CLOCK_GRAIN_NS (G_GINT64_CONSTANT(2000000000))

typedef struct {
    CbPlan *plan;
    GHashTable *gone; /* size and type -> GPtrArray of CbPlannedFile* that no one has found yet */
} Planner;

static void planned_free(CbPlannedFile *planned)
{
    g_free(planned->context);
    g_free(planned);
}

void cb_plan_free(CbPlan *plan)
{
    if (plan == NULL)
        return;
    g_hash_table_unref(plan->by_path);
    g_hash_table_unref(plan->old);
    g_ptr_array_unref(plan->files);
    g_free(plan);
}

CbPlannedFile *cb_plan_file(const CbPlan *plan, const char *path)
{
    return g_hash_table_lookup(plan->by_path, path);
}

static CbPlannedFile *add_planned(CbPlan *plan, const char *path)
{
    CbPlannedFile *planned = g_new0(CbPlannedFile, 1);
    g_ptr_array_add(plan->files, planned);
    g_hash_table_insert(plan->by_path, g_strdup(path), planned);
    return planned;
}

static void decide(CbPlannedFile *planned, CbAction action, const char *reason, gboolean reread)
{
    planned->action = action;
    planned->reason = reason;
    planned->reread = reread;
}

/* --- One file -------------------------------------------------------------------------------- */

char *cb_found_file_hash(const CbFoundFile *file)
{
    int fd = cb_found_file_open(file, NULL);
    if (fd < 0)
        return NULL;
    char *hash = cb_content_hash(fd, NULL);
    close(fd);
    if (hash != NULL && strlen(hash) > CB_CONTENT_HASH_LETTERS)
        hash[CB_CONTENT_HASH_LETTERS] = '\0';
    return hash;
}

static gboolean looks_the_same(const CbFoundFile *file, const CbFileRecord *old)
{
    gint64 read_ns = old->read_at * G_GINT64_CONSTANT(1000000000);
    return file->size == old->size && file->mtime_ns == old->mtime_ns &&
           file->mtime_ns + CLOCK_GRAIN_NS < read_ns;
}

static gboolean is_the_same(CbPlannedFile *planned)
{
    const CbFoundFile *file = planned->file;
    const CbFileRecord *old = planned->old;
    if (looks_the_same(file, old))
        return TRUE;
    g_autofree char *hash = file->size == old->size ? cb_found_file_hash(file) : NULL;
    planned->compared = g_strcmp0(hash, old->hash) == 0;
    return planned->compared;
}

static gboolean may_come_right(const CbFileRecord *old)
{
    return strcmp(old->state, "timeout") == 0 && old->attempts < MAX_TIMEOUTS;
}

/* Files that are not read have no hash, and those that could not be opened. */
static gboolean was_left_out(const CbFileRecord *old)
{
    return old->hash == NULL && cb_file_record_health(old) == CB_FILE_ABSENT;
}

/* A file of which the content is what it was. */
static void decide_same(const CbPlanOptions *options, CbPlannedFile *planned)
{
    const CbFileRecord *old = planned->old;
    CbFileType type = planned->file->type;
    if (!cb_file_type_is_lines(type) &&
        !cb_extraction_is_current(old->extraction, type, options->ocr))
        decide(planned, CB_ACTION_REDONE, "læseprogrammet er et andet end sidst", TRUE);
    else if (options->retry_failed && cb_file_record_health(old) == CB_FILE_FAILED)
        decide(planned, CB_ACTION_RETRIED, NULL, TRUE);
    else if (may_come_right(old))
        decide(planned, CB_ACTION_RETRIED, "den tog for lang tid sidst", TRUE);
    else if (g_strcmp0(planned->context, old->context) != 0)
        decide(planned, CB_ACTION_REDONE, "dens adresse eller reglerne for den er nogle andre",
               FALSE);
    else
        decide(planned, CB_ACTION_UNCHANGED, NULL, FALSE);
}

/* A file that the ledger has under the same path. */
static void decide_known(const CbPlanOptions *options, CbPlannedFile *planned)
{
    const CbFileRecord *old = planned->old;
    if (planned->file->left_out != NULL) {
        gboolean as_before = strcmp(old->state, planned->file->left_out) == 0;
        decide(planned, as_before ? CB_ACTION_UNCHANGED : CB_ACTION_CHANGED, NULL, FALSE);
    } else if (options->full) {
        decide(planned, CB_ACTION_REDONE, "alt læses igen", TRUE);
    } else if (was_left_out(old)) {
        decide(planned, CB_ACTION_CHANGED, "den blev udeladt sidst", TRUE);
    } else if (old->hash == NULL) {
        decide(planned, CB_ACTION_RETRIED, "den kunne ikke åbnes sidst", TRUE);
    } else if (is_the_same(planned)) {
        decide_same(options, planned);
    } else {
        decide(planned, CB_ACTION_CHANGED, NULL, TRUE);
    }
}

/* --- Files that moved ------------------------------------------------------------------------ */

static char *likeness(CbFileType type, guint64 size)
{
    return g_strdup_printf("%d %" G_GUINT64_FORMAT, (int)type, size);
}

static CbFileType type_of_record(const CbFileRecord *record)
{
    const char *dot = strrchr(record->path, '.');
    if (dot != NULL && g_ascii_strncasecmp(dot, ".pdf", 4) == 0)
        return CB_FILE_PDF;
    return dot != NULL && g_ascii_strcasecmp(dot, ".txt") == 0 ? CB_FILE_CAPTURE : CB_FILE_HTML;
}

static void note_gone(Planner *planner, CbPlannedFile *planned)
{
    char *key = likeness(type_of_record(planned->old), planned->old->size);
    GPtrArray *alike = g_hash_table_lookup(planner->gone, key);
    if (alike == NULL) {
        alike = g_ptr_array_new();
        g_hash_table_insert(planner->gone, g_strdup(key), alike);
    }
    g_ptr_array_add(alike, planned);
    g_free(key);
}

/* A file that is gone and had the same content; it is then no more than the old name of this. */
static const CbFileRecord *find_former(Planner *planner, const CbFoundFile *file)
{
    g_autofree char *key = likeness(file->type, file->size);
    GPtrArray *alike = g_hash_table_lookup(planner->gone, key);
    if (alike == NULL || alike->len == 0)
        return NULL;
    g_autofree char *hash = cb_found_file_hash(file);
    for (guint i = 0; hash != NULL && i < alike->len; i++) {
        CbPlannedFile *gone = alike->pdata[i];
        if (g_strcmp0(gone->old->hash, hash) != 0)
            continue;
        gone->action = CB_ACTION_MOVED;
        g_ptr_array_remove_index(alike, i);
        return gone->old;
    }
    return NULL;
}

static void decide_new(Planner *planner, CbPlannedFile *planned)
{
    const CbPlanOptions *options = &planner->plan->options;
    const CbFoundFile *file = planned->file;
    planned->old = file->left_out == NULL ? find_former(planner, file) : NULL;
    gboolean readable = planned->old != NULL && !options->full;
    if (readable && !cb_file_type_is_lines(file->type))
        readable = cb_extraction_is_current(planned->old->extraction, file->type, options->ocr);
    decide(planned, planned->old != NULL ? CB_ACTION_MOVED : CB_ACTION_NEW, NULL, !readable);
}

/* --- All files ------------------------------------------------------------------------------- */

static gboolean is_below(const char *path, const char *folder)
{
    gsize length = strlen(folder);
    return strncmp(path, folder, length) == 0 && (path[length] == '\0' || path[length] == '/');
}

/* Whether what the index has of @path is to stay, although no file was found. */
static gboolean is_out_of_sight(const CbSources *sources, const char *path)
{
    for (guint i = 0; i < sources->sources->len; i++) {
        const CbSource *source = sources->sources->pdata[i];
        if (source->missing && (*source->name == '\0' || is_below(path, source->name)))
            return TRUE;
        for (guint j = 0; j < source->unread->len; j++)
            if (is_below(path, source->unread->pdata[j]))
                return TRUE;
    }
    return FALSE;
}

/* Records of files that pages name and nobody has are no files. */
static gboolean is_of_a_file(const CbFileRecord *record)
{
    return record->read_at != 0 || record->hash != NULL || strcmp(record->state, "missing") != 0;
}

static void plan_gone(Planner *planner, const CbSources *sources)
{
    const GPtrArray *records = planner->plan->options.ledger->files;
    for (guint i = 0; i < records->len; i++) {
        const CbFileRecord *record = records->pdata[i];
        if (!is_of_a_file(record) || g_hash_table_contains(sources->by_path, record->path))
            continue;
        CbPlannedFile *planned = add_planned(planner->plan, record->path);
        planned->old = record;
        planned->kept = is_out_of_sight(sources, record->path);
        planned->action = planned->kept ? CB_ACTION_UNCHANGED : CB_ACTION_GONE;
        if (!planned->kept)
            note_gone(planner, planned);
    }
}

static void plan_found(Planner *planner, CbSource *source, const CbFoundFile *file)
{
    const CbPlanOptions *options = &planner->plan->options;
    CbPlannedFile *planned = add_planned(planner->plan, file->path);
    planned->file = file;
    planned->source = source;
    planned->old = g_hash_table_lookup(planner->plan->old, file->path);
    planned->context =
        options->context != NULL ? options->context(source, file, options->data) : NULL;
    if (planned->old != NULL)
        decide_known(options, planned);
    else
        decide_new(planner, planned);
}

/* The old name of a file that moved is nothing by itself any more. */
static gboolean is_counted(const CbPlannedFile *planned)
{
    return planned->file != NULL || planned->action != CB_ACTION_MOVED;
}

static gboolean is_pdf(const CbPlannedFile *planned)
{
    return planned->file != NULL ? planned->file->type == CB_FILE_PDF
                                 : type_of_record(planned->old) == CB_FILE_PDF;
}

static gboolean is_touched(const CbPlannedFile *planned)
{
    return planned->compared && (planned->file->size != planned->old->size ||
                                 planned->file->mtime_ns != planned->old->mtime_ns);
}

static void count(CbPlan *plan, const CbPlannedFile *planned)
{
    plan->counts[planned->action] += is_counted(planned) ? 1 : 0;
    plan->n_touched += is_touched(planned) ? 1 : 0;
    plan->pdfs_moved |= is_pdf(planned) &&
                        (planned->action == CB_ACTION_NEW || planned->action == CB_ACTION_MOVED ||
                         planned->action == CB_ACTION_GONE);
}

static void index_records(CbPlan *plan)
{
    const CbLedger *ledger = plan->options.ledger;
    for (guint i = 0; ledger != NULL && i < ledger->files->len; i++) {
        CbFileRecord *record = ledger->files->pdata[i];
        if (is_of_a_file(record))
            g_hash_table_insert(plan->old, record->path, record);
    }
}

CbPlan *cb_plan_new(const CbSources *sources, const CbPlanOptions *options)
{
    CbPlan *plan = g_new0(CbPlan, 1);
    plan->options = *options;
    plan->files = g_ptr_array_new_with_free_func((GDestroyNotify)planned_free);
    plan->by_path = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    plan->old = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) gone =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    Planner planner = {plan, gone};
    index_records(plan);
    if (options->ledger != NULL)
        plan_gone(&planner, sources);
    for (guint i = 0; i < sources->sources->len; i++) {
        CbSource *source = sources->sources->pdata[i];
        for (guint j = 0; j < source->files->len; j++)
            plan_found(&planner, source, source->files->pdata[j]);
    }
    for (guint i = 0; i < plan->files->len; i++)
        count(plan, plan->files->pdata[i]);
    return plan;
}

void cb_plan_add(CbPlan *plan, const CbSources *sources, const char *path)
{
    g_autoptr(GHashTable) gone = g_hash_table_new(g_str_hash, g_str_equal);
    Planner planner = {plan, gone};
    const CbFoundFile *file = g_hash_table_lookup(sources->by_path, path);
    for (guint i = 0; file != NULL && i < sources->sources->len; i++) {
        CbSource *source = sources->sources->pdata[i];
        if (!g_ptr_array_find(source->files, file, NULL))
            continue;
        plan_found(&planner, source, file);
        count(plan, cb_plan_file(plan, path));
        return;
    }
}

static gboolean is_unchanged(const CbFoundFile *file, const CbFileRecord *old)
{
    if (!looks_the_same(file, old) || may_come_right(old))
        return FALSE;
    if (old->hash == NULL)
        return was_left_out(old);
    return cb_file_type_is_lines(file->type) ||
           cb_extraction_is_current(old->extraction, file->type, NULL);
}

gboolean cb_plan_is_unchanged(const CbSources *sources, const CbLedger *ledger)
{
    guint n = 0;
    for (guint i = 0; i < ledger->files->len; i++) {
        const CbFileRecord *record = ledger->files->pdata[i];
        if (!is_of_a_file(record))
            continue;
        const CbFoundFile *file = g_hash_table_lookup(sources->by_path, record->path);
        if (file == NULL || !is_unchanged(file, record))
            return FALSE;
        n++;
    }
    return n == g_hash_table_size(sources->by_path);
}

void cb_plan_touch(CbPlan *plan, CbPlannedFile *planned, const char *reason)
{
    plan->counts[planned->action]--;
    plan->counts[CB_ACTION_REDONE]++;
    decide(planned, CB_ACTION_REDONE, reason, planned->reread);
}

gboolean cb_plan_is_empty(const CbPlan *plan)
{
    for (CbAction action = 0; action < CB_N_ACTIONS; action++)
        if (action != CB_ACTION_UNCHANGED && plan->counts[action] > 0)
            return FALSE;
    return TRUE;
}

gboolean cb_ledger_wants_ocr(const CbLedger *ledger)
{
    for (guint i = 0; i < ledger->files->len; i++)
        if (cb_extraction_wants_ocr(((const CbFileRecord *)ledger->files->pdata[i])->extraction))
            return TRUE;
    return FALSE;
}
