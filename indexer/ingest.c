/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The whole run.
 *
 * What is there is compared with what was there (plan.c); pages that changed are read, all of them
 * before any case is written: only then can the same case on several pages become one, and only
 * then is it known which PDFs belong to which case (gather.c). That part is small. The PDFs are
 * read ahead of the cases as these are written (documents.c), so that no more than some of their
 * texts are in memory at a time; a case that is in the index as it is costs no more than a look at
 * its fingerprint (write_cases.c). What the next run has to know is kept as the run goes
 * (records.c).
 */
#include "ingest.h"
#include "gather.h"
#include "line_files.h"
#include "write_cases.h"
#include <casebank/error.h>
#include <string.h>

typedef struct {
    const CbIngestOptions *options;
    CbRunSummary *summary;
    CbReading reading; /* the report, the stop flag, and the pool once there is one */
    CbMunicipalities *municipalities;
    CbSiteProfile *profile; /* or NULL */
    CbSources *sources;
    CbWriter *writer;
    CbIndex *index;         /* the one that is there, or NULL */
    CbLedger *ledger;       /* of it */
    char *settings;         /* what is the same for all pages */
    char *stamped;          /* the same, and what is the same for all of a source */
    CbExtractor *extractor; /* for pages inside lines */
    CbPlan *plan;
    CbRecords *records;
    CbKnownText *known;
    CbDocuments *documents;
    CbCaseWriting *writing;
    CbGathered gathered;
    GHashTable *line_ids; /* of the file that is being read: its cases */
    gboolean update;      /* the index is gone on from, and not built anew */
    gboolean everything;  /* all pages are cut again */
} Ingest;

static void ingest_clear(Ingest *ingest)
{
    cb_case_writing_free(ingest->writing);
    cb_documents_free(ingest->documents);
    cb_gathered_clear(&ingest->gathered);
    cb_known_text_free(ingest->known);
    cb_records_free(ingest->records);
    cb_plan_free(ingest->plan);
    cb_extractor_pool_free(ingest->reading.pool);
    cb_extractor_free(ingest->extractor);
    cb_ledger_free(ingest->ledger);
    cb_index_free(ingest->index);
    cb_writer_free(ingest->writer);
    cb_sources_free(ingest->sources);
    cb_municipalities_free(ingest->municipalities);
    cb_site_profile_free(ingest->profile);
    g_clear_pointer(&ingest->line_ids, g_hash_table_unref);
    g_free(ingest->settings);
    g_free(ingest->stamped);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Ingest, ingest_clear)

/* --- What the run is told -------------------------------------------------------------------- */

/* CB_MUNICIPALITIES_FILE in the source or in the folder above it; (nullable). */
static char *find_municipalities(const char *source)
{
    g_autofree char *canonical = g_canonicalize_filename(source, NULL);
    g_autofree char *parent = g_path_get_dirname(canonical);
    const char *const folders[] = {source, parent};
    for (gsize i = 0; i < G_N_ELEMENTS(folders); i++) {
        g_autofree char *path = g_build_filename(folders[i], CB_MUNICIPALITIES_FILE, NULL);
        if (g_file_test(path, G_FILE_TEST_IS_REGULAR))
            return g_steal_pointer(&path);
    }
    return NULL;
}

static void add_content(GChecksum *sum, const char *path)
{
    g_autofree char *text = NULL;
    gsize length;
    if (g_file_get_contents(path, &text, &length, NULL))
        g_checksum_update(sum, (const guchar *)text, (gssize)length);
}

static gboolean load_list(Ingest *ingest, const char *path, GChecksum *sum, GError **error)
{
    if (path == NULL)
        return TRUE;
    add_content(sum, path);
    return cb_municipalities_load(ingest->municipalities, path, error);
}

/* The shipped list, the one the user named, and those that lie with the sources. */
static gboolean load_municipalities(Ingest *ingest, GChecksum *sum, GError **error)
{
    const CbIngestOptions *options = ingest->options;
    ingest->municipalities = cb_municipalities_new();
    if (!load_list(ingest, options->municipalities, sum, error))
        return FALSE;
    for (gsize i = 0; options->sources[i] != NULL; i++) {
        g_autofree char *path = find_municipalities(options->sources[i]);
        if (!load_list(ingest, path, sum, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean load_profile(Ingest *ingest, GChecksum *sum, GError **error)
{
    const char *path = ingest->options->profile;
    if (path == NULL)
        return TRUE;
    add_content(sum, path);
    ingest->profile = cb_site_profile_load(path, error);
    return ingest->profile != NULL;
}

/* What changes every page when it changes. */
static gboolean read_settings(Ingest *ingest, GError **error)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_autoptr(GChecksum) profile = g_checksum_new(G_CHECKSUM_SHA256);
    if (!load_municipalities(ingest, sum, error) || !load_profile(ingest, profile, error))
        return FALSE;
    ingest->stamped = g_strdup_printf("profile=%.16s", g_checksum_get_string(profile));
    ingest->settings = g_strdup_printf(
        "base-url=%s robots=%s municipalities=%.16s",
        ingest->options->base_url != NULL ? ingest->options->base_url : "",
        ingest->options->ignore_robots ? "ignored" : "heard", g_checksum_get_string(sum));
    return TRUE;
}

/* What may change some pages: then a look at the files is not enough. */
static void add_stamps(Ingest *ingest)
{
    g_autofree char *profile = g_steal_pointer(&ingest->stamped);
    GString *stamped = g_string_new(ingest->settings);
    g_string_append_printf(stamped, "\n%s", profile);
    for (guint i = 0; i < ingest->sources->sources->len; i++) {
        const CbSource *source = ingest->sources->sources->pdata[i];
        g_string_append_printf(stamped, "\n%s=%s", source->name, cb_site_stamp(source->site));
    }
    ingest->stamped = g_string_free(stamped, FALSE);
}

/* --- What is there --------------------------------------------------------------------------- */

static gboolean open_writer(Ingest *ingest, gboolean update, GError **error)
{
    CbWriterOptions options = ingest->options->writer;
    options.update = update;
    g_clear_pointer(&ingest->writer, cb_writer_free);
    ingest->writer = cb_writer_new(ingest->options->index_dir, &options, error);
    return ingest->writer != NULL;
}

/* The index that is there, when it can be gone on from. */
static void open_index(Ingest *ingest)
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

/* The PDFs that unchanged files of cases name are files of the sources, too. */
static void claim_again(Ingest *ingest)
{
    g_autoptr(GHashTable) records = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; ingest->ledger != NULL && i < ingest->ledger->files->len; i++) {
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

static gboolean has_other_settings(const Ingest *ingest)
{
    g_autofree char *first_line = g_strconcat(ingest->settings, "\n", NULL);
    if (ingest->ledger == NULL || g_str_has_prefix(ingest->ledger->settings, first_line))
        return FALSE;
    cb_report_note(ingest->reading.report,
                   "Alle sider læses igen: adressen, kommunelisten eller reglerne er andre end "
                   "sidst.");
    return TRUE;
}

/* Takes the lock, and decides whether the index is gone on from or built anew. A dry run only
 * looks. */
static gboolean open_old_and_new(Ingest *ingest, GError **error)
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

static void start_pool(Ingest *ingest)
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

static CbPageReading page_reading(const Ingest *ingest)
{
    return (CbPageReading){.reading = ingest->reading,
                           .sources = ingest->sources,
                           .profile = ingest->profile,
                           .municipalities = ingest->municipalities,
                           .ignore_robots = ingest->options->ignore_robots};
}

/* --- The plan -------------------------------------------------------------------------------- */

/* How pages without text are recognised today; asked for only where it matters, for it takes an
 * extractor to tell. FALSE with an error. */
static gboolean ask_ocr(Ingest *ingest, const char **way, GError **error)
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
static void touch_line_files(Ingest *ingest)
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
        if (planned->action != CB_ACTION_UNCHANGED || planned->file == NULL ||
            !cb_file_type_is_lines(planned->file->type))
            continue;
        for (guint j = 0; j < planned->old->links->len; j++) {
            const CbLinkRecord *link = planned->old->links->pdata[j];
            const char *path = link->path != NULL ? link->path : link->href;
            CbPlannedFile *pdf = cb_plan_file(plan, path);
            if (g_hash_table_contains(changed, path) ||
                (pdf != NULL && pdf->action != CB_ACTION_UNCHANGED)) {
                cb_plan_touch(plan, planned, "en PDF, den nævner, har ændret sig");
                break;
            }
        }
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

static gboolean make_plan(Ingest *ingest, GError **error)
{
    const CbIngestOptions *options = ingest->options;
    const char *ocr;
    cb_report_phase(ingest->reading.report, CB_PHASE_COMPARE, 0);
    cb_sources_sift(ingest->sources, ingest->reading.report);
    ingest->known = cb_known_text_new(ingest->index, ingest->ledger);
    start_pool(ingest);
    if (ingest->profile != NULL &&
        !cb_site_profile_check(ingest->profile, ingest->extractor, error))
        return FALSE;
    if (!ask_ocr(ingest, &ocr, error))
        return FALSE;
    CbPageReading pages = page_reading(ingest);
    const CbPlanOptions plan = {.ledger = ingest->ledger,
                                .full = options->full,
                                .retry_failed = options->retry_failed,
                                .ocr = ocr,
                                .context = cb_page_context,
                                .data = &pages};
    ingest->plan = cb_plan_new(ingest->sources, &plan);
    touch_line_files(ingest);
    ingest->everything = !ingest->update || !ingest->ledger->complete || is_much(ingest->plan);
    return TRUE;
}

/* Whether a look at names, sizes and times tells that all is as it was: then nothing need be read,
 * not even robots.txt and sitemaps. */
static gboolean is_unchanged(const Ingest *ingest)
{
    if (!ingest->update || !ingest->ledger->complete || ingest->options->retry_failed ||
        cb_ledger_wants_ocr(ingest->ledger))
        return FALSE;
    return strcmp(ingest->stamped, ingest->ledger->settings) == 0 &&
           cb_plan_is_unchanged(ingest->sources, ingest->ledger);
}

static gboolean has_nothing_to_do(const Ingest *ingest)
{
    return ingest->update && ingest->ledger->complete && cb_plan_is_empty(ingest->plan) &&
           ingest->plan->n_touched == 0;
}

static void tell_plan(const Ingest *ingest)
{
    for (guint i = 0; i < ingest->plan->files->len; i++) {
        const CbPlannedFile *planned = ingest->plan->files->pdata[i];
        if (planned->file != NULL || planned->action == CB_ACTION_GONE)
            cb_report_plan(ingest->reading.report,
                           planned->file != NULL ? planned->file->path : planned->old->path,
                           planned->action, planned->reason);
    }
}

/* --- Files with a case a line ---------------------------------------------------------------- */

static gboolean is_wanted(const CbFoundFile *file, gpointer data)
{
    const Ingest *ingest = data;
    const CbPlannedFile *planned = cb_plan_file(ingest->plan, file->path);
    return !ingest->update || planned->action != CB_ACTION_UNCHANGED;
}

static gboolean take_line_case(CbCase *item, gpointer data, GError **error)
{
    Ingest *ingest = data;
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
    Ingest *ingest = data;
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
static void question_line_cases(Ingest *ingest)
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
static GHashTable *taken_ids(const Ingest *ingest)
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

static gboolean write_line_files(Ingest *ingest, GError **error)
{
    question_line_cases(ingest);
    g_autoptr(GHashTable) ids = taken_ids(ingest);
    ingest->line_ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const CbLineReading reading = {.sources = ingest->sources,
                                   .extractor = ingest->extractor,
                                   .municipalities = ingest->municipalities,
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
static GHashTable *named_pdfs(const Ingest *ingest)
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
static void gather_documents(Ingest *ingest)
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
static void question_all(Ingest *ingest)
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

static gboolean gather(Ingest *ingest, GError **error)
{
    const CbGathering gathering = {.plan = ingest->plan,
                                   .ledger = ingest->ledger,
                                   .records = ingest->records,
                                   .index = ingest->index,
                                   .pages = page_reading(ingest),
                                   .everything = ingest->everything};
    if (!cb_gather_cases(&gathering, &ingest->gathered, error))
        return FALSE;
    if (ingest->ledger != NULL && !ingest->ledger->complete && !ingest->gathered.stopped)
        question_all(ingest);
    return TRUE;
}

static void start_writing(Ingest *ingest)
{
    ingest->documents =
        cb_documents_new(&ingest->reading, ingest->plan, ingest->known, ingest->records);
    ingest->writing =
        cb_case_writing_new(&(CbCaseWritingOptions){.reading = ingest->reading,
                                                    .writer = ingest->writer,
                                                    .records = ingest->records,
                                                    .documents = ingest->documents,
                                                    .municipalities = ingest->municipalities,
                                                    .settings = ingest->stamped,
                                                    .summary = ingest->summary});
}

static const char *former_fingerprint(const CbLedger *ledger, const char *id)
{
    for (guint i = 0; i < ledger->cases->len; i++) {
        const CbCaseRecord *record = ledger->cases->pdata[i];
        if (strcmp(record->id, id) == 0)
            return record->fingerprint;
    }
    return "";
}

/* An index that is built anew takes over the cases of files that are out of sight tonight. */
static gboolean carry_kept(Ingest *ingest, GError **error)
{
    for (guint i = 0; !ingest->update && i < ingest->plan->files->len; i++) {
        const CbPlannedFile *planned = ingest->plan->files->pdata[i];
        for (guint j = 0; planned->kept && j < planned->old->case_ids->len; j++) {
            const char *id = planned->old->case_ids->pdata[j];
            if (cb_records_fingerprint(ingest->records, id) != NULL)
                continue;
            g_autoptr(CbCase) item = cb_index_case(ingest->index, id, error);
            if (item == NULL || !cb_writer_add_case(ingest->writer, item, error))
                return FALSE;
            cb_records_put_case(ingest->records, id, former_fingerprint(ingest->ledger, id));
        }
    }
    return TRUE;
}

/* FALSE with an error, or without one after a stop. */
static gboolean write_cases(Ingest *ingest, GError **error)
{
    if (!carry_kept(ingest, error) || !write_line_files(ingest, error))
        return FALSE;
    gather_documents(ingest);
    return cb_case_writing_take_all(ingest->writing, ingest->gathered.cases, error) &&
           cb_case_writing_remove_rest(ingest->writing, ingest->gathered.former, error);
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

/* An export that broke must not replace a good index by an empty one. */
static gboolean check_any_case(const Ingest *ingest, GError **error)
{
    if (cb_records_n_cases(ingest->records) > 0 || !has_line_files(ingest->sources))
        return TRUE;
    g_set_error_literal(error, CB_ERROR, CB_ERROR_BAD_FILE,
                        "kilden gav ingen sager; et indeks, der var der, er uændret");
    return FALSE;
}

static gboolean is_complete(const Ingest *ingest)
{
    for (guint i = 0; i < ingest->sources->sources->len; i++) {
        const CbSource *source = ingest->sources->sources->pdata[i];
        if (source->missing || source->unread->len > 0)
            return FALSE;
    }
    return !ingest->summary->stopped;
}

static gboolean publish(Ingest *ingest, GError **error)
{
    cb_report_phase(ingest->reading.report, CB_PHASE_PUBLISH, 0);
    cb_writer_set_ledger(ingest->writer,
                         cb_records_ledger(ingest->records, is_complete(ingest), ingest->stamped,
                                           ingest->gathered.common));
    cb_writer_set_sources(ingest->writer, ingest->options->sources);
    cb_writer_set_sandbox(ingest->writer, cb_extractor_pool_sandbox(ingest->reading.pool));
    return cb_writer_publish(ingest->writer, error);
}

/* --- The run --------------------------------------------------------------------------------- */

static gboolean update(Ingest *ingest, GError **error)
{
    g_autoptr(GError) write_error = NULL;
    ingest->records = cb_records_new(ingest->plan, ingest->update ? ingest->ledger : NULL);
    if (!gather(ingest, error))
        return FALSE;
    ingest->summary->stopped = ingest->gathered.stopped;
    if (ingest->summary->stopped)
        return TRUE;
    start_writing(ingest);
    ingest->summary->stopped = !write_cases(ingest, &write_error);
    if (write_error != NULL) {
        g_propagate_error(error, g_steal_pointer(&write_error));
        return FALSE;
    }
    return check_any_case(ingest, error) && publish(ingest, error);
}

static void sum_up(Ingest *ingest)
{
    CbRunSummary *summary = ingest->summary;
    const guint *counts = ingest->plan->counts;
    summary->files_unchanged = counts[CB_ACTION_UNCHANGED];
    summary->files_moved = counts[CB_ACTION_MOVED];
    summary->files_gone = counts[CB_ACTION_GONE];
    summary->files_read = counts[CB_ACTION_NEW] + counts[CB_ACTION_CHANGED] +
                          counts[CB_ACTION_RETRIED] + counts[CB_ACTION_REDONE];
    CbOcrSums ocr = cb_extractor_pool_ocr_sums(ingest->reading.pool);
    g_autofree char *told = cb_ocr_sums_describe(&ocr);
    if (told != NULL)
        cb_report_note(ingest->reading.report, told);
    guint all = ingest->records != NULL ? cb_records_n_cases(ingest->records) : 0;
    summary->cases_kept = all - MIN(all, summary->cases_new + summary->cases_changed);
}

static CbStatus *read_status(const char *dir, GError **error)
{
    g_autoptr(CbIndex) index = cb_index_open(dir, error);
    return index != NULL ? cb_index_status(index, error) : NULL;
}

static gboolean list_sources(Ingest *ingest, GError **error)
{
    const CbIngestOptions *options = ingest->options;
    const char *const base_urls[] = {options->base_url, NULL};
    const CbSourcesOptions sources = {
        .roots = options->sources, .base_urls = base_urls, .ignore_robots = options->ignore_robots};
    cb_report_phase(ingest->reading.report, CB_PHASE_SCAN, 0);
    ingest->sources = cb_sources_list(&sources, ingest->reading.report, error);
    if (ingest->sources != NULL)
        add_stamps(ingest);
    return ingest->sources != NULL;
}

static gboolean run(Ingest *ingest, GError **error)
{
    const CbIngestOptions *options = ingest->options;
    if (!read_settings(ingest, error))
        return FALSE;
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
    if (options->dry_run) {
        tell_plan(ingest);
        return TRUE;
    }
    ingest->summary->nothing_to_do = has_nothing_to_do(ingest);
    return ingest->summary->nothing_to_do || update(ingest, error);
}

gboolean cb_ingest(const CbIngestOptions *options, CbReport *report, CbRunSummary *summary,
                   CbStatus **status, GError **error)
{
    g_auto(Ingest) ingest = {.options = options,
                             .summary = summary,
                             .reading = {.report = report, .stop = options->stop}};
    *summary = (CbRunSummary){0};
    *status = NULL;
    if (!run(&ingest, error))
        return FALSE;
    if (ingest.plan != NULL)
        sum_up(&ingest);
    *status = read_status(options->index_dir, NULL);
    if (*status != NULL || options->dry_run || summary->stopped)
        return TRUE;
    return (*status = read_status(options->index_dir, error)) != NULL;
}
