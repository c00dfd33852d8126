/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One file read. */
#include "extractor_job.h"
#include <casebank/error.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Each goes up when the text of some files of that kind comes out otherwise by what is done here or
 * in extract/ and cut/capture.c. */
#define HTML_RECIPE "html-1"
#define CAPTURE_RECIPE "capture-1"
#define PDF_RECIPE "pdf-1"

/* What a block or a page of a PDF takes besides its text. */
#define ITEM_BYTES 160u
#define RESULT_BYTES 1024u

/* --- Results --------------------------------------------------------------------------------- */

const char *cb_read_state_name(CbReadState state)
{
    static const char *const names[] = {"ok",      "partial", "no-text", "encrypted", "damaged",
                                        "timeout", "missing", "failed",  "known",     "not-done"};
    g_return_val_if_fail(state < G_N_ELEMENTS(names), NULL);
    return names[state];
}

CbExtractorResult *cb_extractor_result_new(const CbExtractorJob *job)
{
    CbExtractorResult *result = g_new0(CbExtractorResult, 1);
    result->type = job->type;
    result->path = g_strdup(job->path);
    result->data = job->data;
    result->state = CB_READ_NOT_DONE;
    return result;
}

void cb_extractor_result_free(CbExtractorResult *result)
{
    if (result == NULL)
        return;
    g_free(result->path);
    g_free(result->reason);
    g_free(result->hash);
    g_free(result->extraction);
    cb_page_free(result->page);
    cb_attachment_free(result->attachment);
    g_free(result);
}

static gsize length_of(const char *text)
{
    return text != NULL ? strlen(text) : 0;
}

static gsize page_bytes(const CbPage *page)
{
    gsize bytes = 0;
    for (guint i = 0; i < page->blocks->len; i++) {
        const CbBlock *block = page->blocks->pdata[i];
        bytes += ITEM_BYTES + length_of(block->text) + length_of(block->href);
    }
    return bytes;
}

static gsize attachment_bytes(const CbAttachment *attachment)
{
    gsize bytes = (gsize)attachment->outline->len * ITEM_BYTES;
    for (guint i = 0; i < attachment->pages->len; i++)
        bytes += ITEM_BYTES + strlen(((const CbPdfPage *)attachment->pages->pdata[i])->text);
    return bytes;
}

gsize cb_extractor_result_bytes(const CbExtractorResult *result)
{
    gsize bytes = RESULT_BYTES;
    if (result->page != NULL)
        bytes += page_bytes(result->page);
    if (result->attachment != NULL)
        bytes += attachment_bytes(result->attachment);
    return bytes;
}

/* --- Versions -------------------------------------------------------------------------------- */

static const char *recipe_of(CbFileType type)
{
    if (type == CB_FILE_PDF)
        return PDF_RECIPE " poppler-" CASEBANK_POPPLER_VERSION;
    return type == CB_FILE_HTML ? HTML_RECIPE " libxml2-" CASEBANK_LIBXML2_VERSION : CAPTURE_RECIPE;
}

char *cb_extraction_version(CbFileType type, const char *ocr)
{
    return ocr != NULL ? g_strdup_printf("%s ocr(%s)", recipe_of(type), ocr)
                       : g_strdup(recipe_of(type));
}

gboolean cb_extraction_wants_ocr(const char *extraction)
{
    return extraction != NULL && strstr(extraction, " ocr(") != NULL;
}

gboolean cb_extraction_is_current(const char *extraction, CbFileType type, const char *ocr)
{
    if (extraction == NULL)
        return FALSE;
    if (!cb_extraction_wants_ocr(extraction))
        return strcmp(extraction, recipe_of(type)) == 0;
    if (ocr == NULL)
        return g_str_has_prefix(extraction, recipe_of(type)) &&
               g_str_has_prefix(extraction + strlen(recipe_of(type)), " ocr(");
    g_autofree char *today = cb_extraction_version(type, ocr);
    return strcmp(extraction, today) == 0;
}

/* --- Reading --------------------------------------------------------------------------------- */

static void set_outcome(CbExtractorResult *result, CbReadState state, const char *reason)
{
    result->state = state;
    g_free(result->reason);
    result->reason = g_strdup(reason);
}

static gboolean wants_ocr(const CbAttachment *attachment)
{
    for (guint i = 0; i < attachment->pages->len; i++)
        if (((const CbPdfPage *)attachment->pages->pdata[i])->needs_ocr)
            return TRUE;
    return FALSE;
}

static CbReadState state_of(const CbAttachment *attachment)
{
    static const CbReadState states[CB_N_ATTACHMENT_STATES] = {
        [CB_STATE_OK] = CB_READ_OK,
        [CB_STATE_NO_TEXT] = CB_READ_NO_TEXT,
        [CB_STATE_ENCRYPTED] = CB_READ_ENCRYPTED,
        [CB_STATE_DAMAGED] = CB_READ_DAMAGED,
        [CB_STATE_MISSING] = CB_READ_MISSING,
        [CB_STATE_TIMEOUT] = CB_READ_TIMEOUT};
    CbReadState state = states[attachment->state];
    return state == CB_READ_OK && attachment->reason != NULL ? CB_READ_PARTIAL : state;
}

static gboolean read_pdf(const CbJobTools *tools, int fd, const char *hash,
                         CbExtractorResult *result, GError **error)
{
    CbAttachment *attachment = result->attachment;
    if (!cb_extractor_read_pdf(tools->extractor, fd, attachment, error))
        return FALSE;
    g_autofree char *way = NULL;
    if (wants_ocr(attachment))
        way = tools->recognizer != NULL ? cb_recognizer_way(tools->recognizer)
                                        : g_strdup(CB_OCR_NO_WAY);
    g_free(result->extraction);
    result->extraction = cb_extraction_version(CB_FILE_PDF, way);
    if (tools->recognizer != NULL &&
        !cb_recognizer_fill(tools->recognizer, fd, hash, attachment, &result->ocr, error))
        return FALSE;
    set_outcome(result, state_of(attachment), attachment->reason);
    return TRUE;
}

/* FALSE only with an error that is not this page's alone. */
static gboolean read_page(const CbExtractorJob *job, const CbJobTools *tools, int fd,
                          CbExtractorResult *result, GError **error)
{
    g_autoptr(GError) page_error = NULL;
    cb_page_free(result->page);
    result->page = job->type == CB_FILE_HTML
                       ? cb_extractor_read_html_by(tools->extractor, fd, job->rules, &page_error)
                       : cb_extractor_read_capture(tools->extractor, fd, &page_error);
    if (page_error != NULL && !g_error_matches(page_error, CB_ERROR, CB_ERROR_BAD_FILE)) {
        g_propagate_error(error, g_steal_pointer(&page_error));
        return FALSE;
    }
    g_free(result->extraction);
    result->extraction = cb_extraction_version(job->type, NULL);
    if (page_error == NULL)
        set_outcome(result, CB_READ_OK, NULL);
    else
        set_outcome(result,
                    cb_extractor_timed_out(tools->extractor) ? CB_READ_TIMEOUT : CB_READ_FAILED,
                    page_error->message);
    return TRUE;
}

static gboolean is_known(const CbExtractorJob *job, const CbJobTools *tools, const char *hash)
{
    return job->may_be_known && tools->known != NULL && hash != NULL &&
           g_hash_table_contains(tools->known, hash);
}

/* Reads the file as it is now. */
static gboolean read_content(const CbExtractorJob *job, const CbJobTools *tools, int fd,
                             CbExtractorResult *result, GError **error)
{
    g_autofree char *sum = cb_content_hash(fd, tools->stop);
    g_free(result->hash);
    result->hash = sum != NULL ? g_strndup(sum, CB_CONTENT_HASH_LETTERS) : NULL;
    if (is_known(job, tools, result->hash)) {
        set_outcome(result, CB_READ_KNOWN, NULL);
        return TRUE;
    }
    if (job->type != CB_FILE_PDF)
        return read_page(job, tools, fd, result, error);
    if (result->attachment == NULL) {
        g_autofree char *name = g_path_get_basename(job->path);
        result->attachment = cb_attachment_new(name);
    }
    return read_pdf(tools, fd, sum, result, error);
}

static gint64 nanoseconds(const struct timespec *time)
{
    return (gint64)time->tv_sec * 1000000000 + time->tv_nsec;
}

static gboolean is_same(const struct stat *a, const struct stat *b)
{
    return a->st_size == b->st_size && nanoseconds(&a->st_mtim) == nanoseconds(&b->st_mtim);
}

static gboolean is_stopped(const CbJobTools *tools)
{
    return tools->stop != NULL && g_atomic_int_get(tools->stop) != 0;
}

/* Reads the file, and once more when it changed meanwhile. */
static gboolean read_settled(const CbExtractorJob *job, const CbJobTools *tools, int fd,
                             CbExtractorResult *result, GError **error)
{
    struct stat before;
    struct stat after;
    for (int i = 0; i < 2; i++) {
        if (fstat(fd, &before) != 0 || !read_content(job, tools, fd, result, error))
            return FALSE;
        result->size = (guint64)before.st_size;
        result->mtime_ns = nanoseconds(&before.st_mtim);
        result->unsettled = fstat(fd, &after) != 0 || !is_same(&before, &after);
        if (!result->unsettled || is_stopped(tools))
            return TRUE;
    }
    return TRUE;
}

/* A file that cannot be opened. */
static void set_unopened(const CbExtractorJob *job, const GError *problem,
                         CbExtractorResult *result)
{
    gboolean gone = g_error_matches(problem, CB_ERROR, CB_ERROR_NOT_FOUND);
    set_outcome(result, gone ? CB_READ_MISSING : CB_READ_FAILED, problem->message);
    if (job->type != CB_FILE_PDF)
        return;
    g_autofree char *name = g_path_get_basename(job->path);
    result->attachment = cb_attachment_new(name);
    result->attachment->state = gone ? CB_STATE_MISSING : CB_STATE_DAMAGED;
    result->attachment->reason = g_strdup(problem->message);
}

static int open_file(const CbExtractorJob *job, GError **error)
{
    if (job->file == NULL)
        return job->fd;
    g_autofree char *path = g_strdup(job->path);
    g_autofree char *name = g_strdup(job->file);
    const CbFoundFile file = {.type = job->type, .path = path, .file = name};
    return cb_found_file_open(&file, error);
}

gboolean cb_extractor_job_run(const CbExtractorJob *job, const CbJobTools *tools,
                              CbExtractorResult *result, GError **error)
{
    gint64 start = g_get_monotonic_time();
    g_autoptr(GError) problem = NULL;
    gboolean done = TRUE;
    int fd = open_file(job, &problem);
    if (problem != NULL) {
        set_unopened(job, problem, result);
    } else {
        done = read_settled(job, tools, fd, result, error);
        close(fd);
    }
    result->took_ms = (guint)((g_get_monotonic_time() - start) / 1000);
    return done;
}
