/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The whole run.
 *
 * What is there is compared with what was there (plan.c); pages that changed are read, all of them
 * before any case is written: only then can the same case on several pages become one, and only
 * then is it known which PDFs belong to which case (gather.c). What the pages say waits in a file
 * until then (case_spool.c). The PDFs are read ahead of the cases as these are written
 * (documents.c), so that no more than some of their texts are in memory at a time; a case that is
 * in the index as it is costs no more than a look at its fingerprint (write_cases.c). What the next
 * run has to know is kept as the run goes (records.c).
 */
#include "ingest_private.h"
#include <casebank/error.h>
#include <malloc.h>
#include <string.h>

/* What it takes to write cases, and their ledger. */
static void free_work(CbIngest *ingest)
{
    g_clear_pointer(&ingest->writing, cb_case_writing_free);
    g_clear_pointer(&ingest->documents, cb_documents_free);
    cb_gathered_clear(&ingest->gathered);
    g_clear_pointer(&ingest->spool, cb_case_spool_free);
    g_clear_pointer(&ingest->reading.pool, cb_extractor_pool_free);
    g_clear_pointer(&ingest->extractor, cb_extractor_free);
    g_clear_pointer(&ingest->known, cb_known_text_free);
    g_clear_pointer(&ingest->records, cb_records_free);
    g_clear_pointer(&ingest->plan, cb_plan_free);
    g_clear_pointer(&ingest->sources, cb_sources_free);
    g_clear_pointer(&ingest->line_ids, g_hash_table_unref);
}

static void ingest_clear(CbIngest *ingest)
{
    free_work(ingest);
    cb_ledger_free(ingest->ledger);
    cb_index_free(ingest->index);
    cb_writer_free(ingest->writer);
    cb_settings_free(ingest->settings);
    g_free(ingest->ocr_told);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CbIngest, ingest_clear)

/* --- What is there --------------------------------------------------------------------------- */

static gboolean open_writer(CbIngest *ingest, gboolean update, GError **error)
{
    CbWriterOptions options = ingest->options->writer;
    options.update = update;
    g_clear_pointer(&ingest->writer, cb_writer_free);
    ingest->writer = cb_writer_new(ingest->options->index_dir, &options, error);
    return ingest->writer != NULL;
}

/* The index that is there, when it can be gone on from. */
static void open_index(CbIngest *ingest)
{
    g_autoptr(GError) error = NULL;
    ingest->index = cb_index_open(ingest->options->index_dir, &error);
    if (ingest->index != NULL) {
        cb_index_stay(ingest->index);
        ingest->ledger = cb_index_ledger(ingest->index, &error);
    }
    if (ingest->ledger == NULL)
        g_clear_pointer(&ingest->index, cb_index_free);
    if (error != NULL && !g_error_matches(error, CB_ERROR, CB_ERROR_NO_INDEX)) {
        g_autofree char *note = g_strdup_printf("Alt læses igen: %s", error->message);
        cb_report_note(ingest->reading.report, note);
    }
}

static gboolean has_line_files(const CbSources *sources)
{
    GHashTableIter iter;
    gpointer file;
    g_hash_table_iter_init(&iter, sources->by_path);
    while (g_hash_table_iter_next(&iter, NULL, &file))
        if (cb_file_type_is_lines(((const CbFoundFile *)file)->type))
            return TRUE;
    return FALSE;
}

/* The PDFs that unchanged files of cases name are files of the sources, too. */
static void claim_again(CbIngest *ingest)
{
    if (ingest->ledger == NULL || !has_line_files(ingest->sources))
        return;
    g_autoptr(GHashTable) records = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < ingest->ledger->files->len; i++) {
        CbFileRecord *record = ingest->ledger->files->pdata[i];
        g_hash_table_insert(records, record->path, record);
    }
    for (guint i = 0; i < ingest->sources->sources->len; i++) {
        CbSource *source = ingest->sources->sources->pdata[i];
        guint n = source->files->len; /* those that are claimed come behind these */
        for (guint j = 0; j < n; j++) {
            const CbFoundFile *file = source->files->pdata[j];
            const CbFileRecord *record =
                cb_file_type_is_lines(file->type) ? g_hash_table_lookup(records, file->path) : NULL;
            for (guint k = 0; record != NULL && k < record->links->len; k++)
                cb_sources_claim(ingest->sources, source, file,
                                 ((const CbLinkRecord *)record->links->pdata[k])->href);
        }
    }
}

static gboolean has_other_settings(const CbIngest *ingest)
{
    if (ingest->ledger == NULL ||
        cb_settings_same_for_pages(ingest->settings, ingest->ledger->settings))
        return FALSE;
    cb_report_note(ingest->reading.report,
                   "Alle sider læses igen: adressen, kommunelisten eller reglerne er andre end "
                   "sidst.");
    return TRUE;
}

/* Takes the lock, and decides whether the index is gone on from or built anew. A dry run only
 * looks. */
static gboolean open_old_and_new(CbIngest *ingest, GError **error)
{
    const CbIngestOptions *options = ingest->options;
    if (!options->dry_run && !open_writer(ingest, !options->full, error))
        return FALSE;
    open_index(ingest);
    claim_again(ingest);
    ingest->update = ingest->index != NULL && !options->full && !has_other_settings(ingest);
    if (ingest->writer == NULL || !cb_writer_is_update(ingest->writer)) {
        ingest->update &= options->dry_run;
        return TRUE;
    }
    ingest->update &= !cb_writer_wants_rebuild(ingest->writer);
    return ingest->update || open_writer(ingest, FALSE, error);
}

static void start_pool(CbIngest *ingest)
{
    const CbIngestOptions *options = ingest->options;
    g_autofree char *cache_dir = g_build_filename(options->index_dir, CB_OCR_CACHE_NAME, NULL);
    CbOcrOptions ocr = options->ocr;
    ocr.cache_dir = cache_dir;
    CbExtractorPoolOptions pool = {.extractor = {.program = options->extractor,
                                                 .deadline_ms = options->file_deadline_ms,
                                                 .ocr_deadline_ms = options->file_deadline_ms,
                                                 .no_sandbox = options->no_sandbox},
                                   .ocr = &ocr,
                                   .n_workers = options->jobs,
                                   .known = cb_known_text_hashes(ingest->known)};
    ingest->reading.pool = cb_extractor_pool_new(&pool);
    ingest->extractor = cb_extractor_new(&pool.extractor);
}

CbPageReading cb_ingest_page_reading(const CbIngest *ingest)
{
    return (CbPageReading){.reading = ingest->reading,
                           .sources = ingest->sources,
                           .profile = ingest->settings->profile,
                           .municipalities = ingest->settings->municipalities,
                           .spool = ingest->spool,
                           .ignore_robots = ingest->options->ignore_robots};
}

/* --- The plan -------------------------------------------------------------------------------- */

/* How pages without text are recognised today; asked for only where it matters, for it takes an
 * extractor to tell. FALSE with an error. */
static gboolean ask_ocr(CbIngest *ingest, const char **way, GError **error)
{
    *way = NULL;
    if (ingest->ledger == NULL || !cb_ledger_wants_ocr(ingest->ledger))
        return TRUE;
    if (!cb_extractor_pool_start(ingest->reading.pool, error))
        return FALSE;
    *way = cb_extractor_pool_ocr(ingest->reading.pool);
    return TRUE;
}

/* A file of cases is read again when a PDF of one of its cases has changed. */
static gboolean has_changed(const CbPlan *plan, GHashTable *changed, const char *path)
{
    const CbPlannedFile *planned = cb_plan_file(plan, path);
    return g_hash_table_contains(changed, path) ||
           (planned != NULL && planned->action != CB_ACTION_UNCHANGED);
}

/* Whether a PDF that lines of an unchanged file name has changed, or is there by now. */
static gboolean names_changed_pdf(const CbPlan *plan, GHashTable *changed,
                                  const CbPlannedFile *planned)
{
    for (guint i = 0; i < planned->old->links->len; i++) {
        const CbLinkRecord *link = planned->old->links->pdata[i];
        g_autofree char *path = link->path != NULL
                                    ? g_strdup(link->path)
                                    : g_strconcat(planned->source->prefix, link->href, NULL);
        if (has_changed(plan, changed, path))
            return TRUE;
    }
    return FALSE;
}

static void touch_line_files(CbIngest *ingest)
{
    CbPlan *plan = ingest->plan;
    g_autoptr(GHashTable) changed = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < plan->files->len; i++) {
        const CbPlannedFile *planned = plan->files->pdata[i];
        if (planned->action != CB_ACTION_UNCHANGED && planned->old != NULL)
            g_hash_table_add(changed, planned->old->path);
    }
    for (guint i = 0; i < plan->files->len; i++) {
        CbPlannedFile *planned = plan->files->pdata[i];
        if (planned->action == CB_ACTION_UNCHANGED && planned->file != NULL &&
            cb_file_type_is_lines(planned->file->type) && names_changed_pdf(plan, changed, planned))
            cb_plan_touch(plan, planned, "en PDF, den nævner, har ændret sig");
    }
}

/* More pages than this share of all are no reason to look for those beside them: all are cut. */
#define MOST_CHANGED_PAGES 0.2
#define FEW_PAGES 20

static gboolean is_much(const CbPlan *plan)
{
    guint pages = 0, changed = 0;
    for (guint i = 0; i < plan->files->len; i++) {
        const CbPlannedFile *planned = plan->files->pdata[i];
        if (planned->file == NULL || !cb_file_type_is_page(planned->file->type))
            continue;
        pages++;
        changed += planned->action != CB_ACTION_UNCHANGED;
    }
    return changed > FEW_PAGES && changed > pages * MOST_CHANGED_PAGES;
}

static gboolean make_plan(CbIngest *ingest, GError **error)
{
    const CbIngestOptions *options = ingest->options;
    const char *ocr;
    cb_report_phase(ingest->reading.report, CB_PHASE_COMPARE, 0);
    ingest->known = cb_known_text_new(ingest->index, ingest->ledger);
    start_pool(ingest);
    /* Something will have to be read, as it seems: the extractor starts beside the planning. */
    if (!options->dry_run) {
        cb_extractor_pool_prepare(ingest->reading.pool);
        if (ingest->update)
            cb_writer_prepare(ingest->writer);
    }
    cb_sources_sift(ingest->sources, ingest->reading.report);
    if (ingest->settings->profile != NULL &&
        !cb_site_profile_check(ingest->settings->profile, ingest->extractor, error))
        return FALSE;
    if (!ask_ocr(ingest, &ocr, error))
        return FALSE;
    const CbPlanOptions plan = {.ledger = ingest->ledger,
                                .full = options->full,
                                .retry_failed = options->retry_failed,
                                .ocr = ocr,
                                .context = cb_page_context,
                                .data = ingest->settings->profile};
    ingest->plan = cb_plan_new(ingest->sources, &plan);
    touch_line_files(ingest);
    ingest->everything = !ingest->update || !ingest->ledger->complete || is_much(ingest->plan);
    return TRUE;
}

/* Whether a look at names, sizes and times tells that all is as it was: then nothing need be read,
 * not even robots.txt and sitemaps. */
static gboolean is_unchanged(const CbIngest *ingest)
{
    if (!ingest->update || !ingest->ledger->complete || ingest->options->retry_failed ||
        cb_ledger_wants_ocr(ingest->ledger))
        return FALSE;
    return strcmp(ingest->settings->stamped, ingest->ledger->settings) == 0 &&
           cb_plan_is_unchanged(ingest->sources, ingest->ledger);
}

static gboolean has_nothing_to_do(const CbIngest *ingest)
{
    return ingest->update && ingest->ledger->complete && cb_plan_is_empty(ingest->plan) &&
           ingest->plan->n_touched == 0;
}

static void tell_plan(const CbIngest *ingest)
{
    for (guint i = 0; i < ingest->plan->files->len; i++) {
        const CbPlannedFile *planned = ingest->plan->files->pdata[i];
        if (planned->file != NULL || planned->action == CB_ACTION_GONE)
            cb_report_plan(ingest->reading.report,
                           planned->file != NULL ? planned->file->path : planned->old->path,
                           planned->action, planned->reason);
    }
}

/* --- What was done -------------------------------------------------------------------------- */

static void sum_up(CbIngest *ingest)
{
    CbRunSummary *summary = ingest->summary;
    const guint *counts = ingest->plan->counts;
    summary->files_unchanged = counts[CB_ACTION_UNCHANGED];
    summary->files_moved = counts[CB_ACTION_MOVED];
    summary->files_gone = counts[CB_ACTION_GONE];
    summary->files_read = counts[CB_ACTION_NEW] + counts[CB_ACTION_CHANGED] +
                          counts[CB_ACTION_RETRIED] + counts[CB_ACTION_REDONE];
    if (summary->stopped)
        summary->files_read = ingest->writing != NULL ? cb_records_n_new_files(ingest->records) : 0;
    CbOcrSums ocr = cb_extractor_pool_ocr_sums(ingest->reading.pool);
    ingest->ocr_told = cb_ocr_sums_describe(&ocr);
    guint all = ingest->records != NULL ? cb_records_n_cases(ingest->records) : 0;
    summary->cases_kept = all - MIN(all, summary->cases_new + summary->cases_changed);
}

/* --- Publishing ------------------------------------------------------------------------------ */

/* An export that broke must not replace a good index by an empty one. */
static gboolean check_any_case(const CbIngest *ingest, GError **error)
{
    if (cb_records_n_cases(ingest->records) > 0 || !has_line_files(ingest->sources))
        return TRUE;
    g_set_error_literal(error, CB_ERROR, CB_ERROR_BAD_FILE,
                        "kilden gav ingen sager; et indeks, der var der, er uændret");
    return FALSE;
}

static gboolean is_complete(const CbIngest *ingest)
{
    for (guint i = 0; i < ingest->sources->sources->len; i++) {
        const CbSource *source = ingest->sources->sources->pdata[i];
        if (source->missing || source->unread->len > 0)
            return FALSE;
    }
    return !ingest->summary->stopped;
}

static gboolean publish(CbIngest *ingest, GError **error)
{
    cb_report_phase(ingest->reading.report, CB_PHASE_PUBLISH, 0);
    cb_writer_set_ledger(ingest->writer,
                         cb_records_ledger(ingest->records, is_complete(ingest),
                                           ingest->settings->stamped, ingest->gathered.common));
    cb_writer_set_sources(ingest->writer, ingest->options->sources);
    cb_writer_set_sandbox(ingest->writer, cb_extractor_pool_sandbox(ingest->reading.pool));
    gboolean much = ingest->everything;
    free_work(ingest); /* publishing takes much memory of its own */
    if (much)
        malloc_trim(0);
    return cb_writer_publish(ingest->writer, error);
}

/* --- The run --------------------------------------------------------------------------------- */

static gboolean update(CbIngest *ingest, GError **error)
{
    ingest->records = cb_records_new(ingest->plan, ingest->update ? ingest->ledger : NULL);
    ingest->spool = cb_case_spool_new(ingest->options->index_dir);
    if (!cb_ingest_write_cases(ingest, error))
        return FALSE;
    sum_up(ingest);
    /* A run that was stopped while it read pages has nothing to publish. */
    if (ingest->writing == NULL)
        return TRUE;
    return check_any_case(ingest, error) && publish(ingest, error);
}

/* Of the index as it is now: what the run began with, when it found nothing to do. */
static CbStatus *read_status(const CbIngest *ingest, GError **error)
{
    if (ingest->summary->nothing_to_do)
        return cb_index_status(ingest->index, error);
    g_autoptr(CbIndex) index = cb_index_open(ingest->options->index_dir, error);
    return index != NULL ? cb_index_status(index, error) : NULL;
}

static gboolean list_sources(CbIngest *ingest, GError **error)
{
    const CbIngestOptions *options = ingest->options;
    const CbSourcesOptions sources = {.roots = options->sources,
                                      .base_urls = options->base_urls,
                                      .ignore_robots = options->ignore_robots};
    cb_report_phase(ingest->reading.report, CB_PHASE_SCAN, 0);
    ingest->sources = cb_sources_list(&sources, ingest->reading.report, error);
    if (ingest->sources != NULL)
        ingest->settings = cb_settings_read(options, ingest->sources, error);
    return ingest->settings != NULL;
}

static gboolean run(CbIngest *ingest, GError **error)
{
    const CbIngestOptions *options = ingest->options;
    if (!list_sources(ingest, error) || !open_old_and_new(ingest, error))
        return FALSE;
    ingest->summary->nothing_to_do = is_unchanged(ingest);
    if (ingest->summary->nothing_to_do) {
        ingest->summary->files_unchanged = g_hash_table_size(ingest->sources->by_path);
        ingest->summary->cases_kept = ingest->ledger->cases->len;
        return TRUE;
    }
    if (!make_plan(ingest, error))
        return FALSE;
    if (options->dry_run)
        tell_plan(ingest);
    else
        ingest->summary->nothing_to_do = has_nothing_to_do(ingest);
    if (!options->dry_run && !ingest->summary->nothing_to_do)
        return update(ingest, error);
    sum_up(ingest);
    return TRUE;
}

gboolean cb_ingest(const CbIngestOptions *options, CbReport *report, CbRunSummary *summary,
                   CbStatus **status, GError **error)
{
    g_auto(CbIngest) ingest = {.options = options,
                               .summary = summary,
                               .reading = {.report = report, .stop = options->stop}};
    *summary = (CbRunSummary){0};
    *status = NULL;
    if (!run(&ingest, error))
        return FALSE;
    if (ingest.ocr_told != NULL)
        cb_report_note(report, ingest.ocr_told);
    g_autoptr(GError) status_error = NULL;
    *status = read_status(&ingest, &status_error);
    if (*status != NULL || options->dry_run || summary->stopped)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&status_error));
    return FALSE;
}
