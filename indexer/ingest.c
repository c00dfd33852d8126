/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The whole run.
 *
 * Pages are read first, all of them: only then can the same case on several pages become one, and
 * only then is it known which PDFs belong to which case. That part is small. The PDFs are read case
 * by case as the cases are written, so that no more than one case's text is in memory at a time.
 */
#include "ingest.h"
#include "cut/merge.h"
#include "documents.h"
#include "line_files.h"
#include "pages.h"
#include <casebank/error.h>

typedef struct {
    const CbIngestOptions *options;
    CbReport *report;
    CbSources *sources;
    CbExtractor *extractor;
    CbRecognizer *recognizer;
    CbMunicipalities *municipalities;
    GPtrArray *cases;
    CbDocuments *documents;
    CbWriter *writer;
    guint n_line_cases;
} Ingest;

static void ingest_clear(Ingest *ingest)
{
    cb_writer_free(ingest->writer);
    cb_documents_free(ingest->documents);
    g_clear_pointer(&ingest->cases, g_ptr_array_unref);
    cb_municipalities_free(ingest->municipalities);
    cb_recognizer_free(ingest->recognizer);
    cb_extractor_free(ingest->extractor);
    cb_sources_free(ingest->sources);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Ingest, ingest_clear)

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

/* The shipped list, the one the user named, and those that lie with the sources. */
static gboolean load_municipalities(Ingest *ingest, GError **error)
{
    const CbIngestOptions *options = ingest->options;
    ingest->municipalities = cb_municipalities_new();
    if (options->municipalities != NULL &&
        !cb_municipalities_load(ingest->municipalities, options->municipalities, error))
        return FALSE;
    for (gsize i = 0; options->sources[i] != NULL; i++) {
        g_autofree char *path = find_municipalities(options->sources[i]);
        if (path != NULL && !cb_municipalities_load(ingest->municipalities, path, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean gather_pages(Ingest *ingest, GError **error)
{
    const CbIngestOptions *options = ingest->options;
    GPtrArray *of_pages = cb_read_pages(ingest->sources, ingest->extractor, ingest->municipalities,
                                        options->base_url, ingest->report, error);
    if (of_pages == NULL)
        return FALSE;
    ingest->cases = cb_merge_cases(of_pages, NULL);
    return TRUE;
}

static void note_case(Ingest *ingest, const char *path, const CbCase *item)
{
    if (path == NULL)
        return;
    CbFileRecord *record = cb_sources_record(ingest->sources, path);
    g_ptr_array_add(record->case_ids, g_strdup(item->id));
}

static void note_attachments(Ingest *ingest, const CbCase *item)
{
    for (guint i = 0; i < item->attachments->len; i++)
        note_case(ingest, ((const CbAttachment *)item->attachments->pdata[i])->source, item);
}

/* Which files a case came from and needs. */
static void note_files(Ingest *ingest, const CbCase *item)
{
    if (item->kind != CB_CASE_DOCUMENT)
        note_case(ingest, item->source, item);
    for (guint i = 0; i < item->also_in->len; i++)
        note_case(ingest, ((const CbAlsoIn *)item->also_in->pdata[i])->source, item);
    note_attachments(ingest, item);
}

static gboolean write_case(Ingest *ingest, CbCase *item, GError **error)
{
    if (!cb_documents_fill(ingest->documents, item, error))
        return FALSE;
    if (item->kind == CB_CASE_DOCUMENT)
        cb_documents_describe(item, ingest->municipalities);
    return cb_writer_add_case(ingest->writer, item, error);
}

/* --- Files with a case a line ---------------------------------------------------------------- */

/* Writes a case of a line. Its file's record does not list it: such a file is all cases. */
static gboolean take_line_case(CbCase *item, gpointer data, GError **error)
{
    Ingest *ingest = data;
    if (!write_case(ingest, item, error))
        return FALSE;
    note_attachments(ingest, item);
    ingest->n_line_cases++;
    return TRUE;
}

/* The ids of the pages' cases, and those that PDFs will have that no page names. */
static GHashTable *taken_ids(const Ingest *ingest)
{
    GHashTable *ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < ingest->cases->len; i++)
        g_hash_table_add(ids, g_strdup(((const CbCase *)ingest->cases->pdata[i])->id));
    GHashTableIter iter;
    gpointer path;
    g_hash_table_iter_init(&iter, ingest->sources->by_path);
    while (g_hash_table_iter_next(&iter, &path, NULL))
        g_hash_table_add(ids, g_strdup(path));
    return ids;
}

static gboolean write_line_files(Ingest *ingest, GError **error)
{
    g_autoptr(GHashTable) ids = taken_ids(ingest);
    ingest->documents = cb_documents_new(ingest->sources, ingest->extractor, ingest->recognizer,
                                         NULL, ingest->report);
    const CbLineReading reading = {.sources = ingest->sources,
                                   .extractor = ingest->extractor,
                                   .municipalities = ingest->municipalities,
                                   .report = ingest->report,
                                   .ids = ids,
                                   .take = take_line_case,
                                   .data = ingest};
    gboolean done = cb_read_line_files(&reading, error);
    g_clear_pointer(&ingest->documents, cb_documents_free);
    return done;
}

/* --- All cases ------------------------------------------------------------------------------- */

static gboolean write_gathered(Ingest *ingest, GError **error)
{
    g_ptr_array_extend_and_steal(ingest->cases,
                                 cb_documents_unnamed(ingest->sources, ingest->options->base_url));
    ingest->documents = cb_documents_new(ingest->sources, ingest->extractor, ingest->recognizer,
                                         ingest->cases, ingest->report);
    for (guint i = 0; i < ingest->cases->len; i++) {
        CbCase *item = ingest->cases->pdata[i];
        if (!write_case(ingest, item, error))
            return FALSE;
        note_files(ingest, item);
        cb_documents_release(ingest->documents, item);
    }
    return TRUE;
}

static gboolean write_cases(Ingest *ingest, GError **error)
{
    if (!write_line_files(ingest, error) || !write_gathered(ingest, error))
        return FALSE;
    GHashTableIter iter;
    gpointer record;
    g_hash_table_iter_init(&iter, ingest->sources->records);
    while (g_hash_table_iter_next(&iter, NULL, &record))
        cb_writer_record_file(ingest->writer, record);
    cb_writer_set_sources(ingest->writer, ingest->options->sources);
    cb_writer_set_sandbox(ingest->writer, cb_extractor_sandbox(ingest->extractor));
    return TRUE;
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
    if (ingest->n_line_cases > 0 || ingest->cases->len > 0 || !has_line_files(ingest->sources))
        return TRUE;
    g_set_error_literal(error, CB_ERROR, CB_ERROR_BAD_FILE,
                        "kilden gav ingen sager; et indeks, der var der, er uændret");
    return FALSE;
}

/* After the writer, which makes the folder and holds its lock. */
static gboolean start_recognizer(Ingest *ingest, GError **error)
{
    g_autofree char *cache_dir =
        g_build_filename(ingest->options->index_dir, CB_OCR_CACHE_NAME, NULL);
    CbOcrOptions ocr = ingest->options->ocr;
    ocr.cache_dir = cache_dir;
    ingest->recognizer = cb_recognizer_new(ingest->extractor, &ocr, ingest->report, error);
    return ingest->recognizer != NULL;
}

static CbStatus *read_status(const char *dir, GError **error)
{
    g_autoptr(CbIndex) index = cb_index_open(dir, error);
    return index != NULL ? cb_index_status(index, error) : NULL;
}

gboolean cb_ingest(const CbIngestOptions *options, CbReport *report, CbStatus **status,
                   GError **error)
{
    g_auto(Ingest) ingest = {.options = options, .report = report};
    CbExtractorOptions extractor = {.program = options->extractor,
                                    .deadline_ms = options->file_deadline_ms,
                                    .ocr_deadline_ms = options->file_deadline_ms,
                                    .no_sandbox = options->no_sandbox};
    ingest.extractor = cb_extractor_new(&extractor);
    if (!load_municipalities(&ingest, error))
        return FALSE;
    ingest.sources = cb_sources_scan(options->sources, report, error);
    if (ingest.sources == NULL)
        return FALSE;
    ingest.writer = cb_writer_new(options->index_dir, &options->writer, error);
    if (ingest.writer == NULL || !start_recognizer(&ingest, error) || !gather_pages(&ingest, error))
        return FALSE;
    if (!write_cases(&ingest, error) || !check_any_case(&ingest, error) ||
        !cb_writer_publish(ingest.writer, error))
        return FALSE;
    cb_recognizer_tell(ingest.recognizer);
    *status = read_status(options->index_dir, error);
    return *status != NULL;
}
