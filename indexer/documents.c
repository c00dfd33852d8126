/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading PDFs for cases. */
#include "documents.h"
#include "pages.h"
#include <casebank/error.h>
#include <string.h>
#include <unistd.h>

struct CbDocuments {
    CbSources *sources;
    CbExtractor *extractor;
    CbRecognizer *recognizer;
    CbReport *report;
    GHashTable *uses;  /* path -> how many attachments still want it; NULL when not known */
    GHashTable *texts; /* path -> CbAttachment* that was read and is, or may be, wanted again */
    GQueue *kept;      /* char*: what is in @texts, oldest first, when @uses is not known */
    gsize kept_bytes;
    guint n_done, n_total;
};

static guint uses_of(const CbDocuments *documents, const char *path)
{
    if (documents->uses == NULL)
        return 0;
    return GPOINTER_TO_UINT(g_hash_table_lookup(documents->uses, path));
}

static void count_uses(CbDocuments *documents, const GPtrArray *cases)
{
    documents->uses = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < cases->len; i++) {
        const CbCase *item = cases->pdata[i];
        for (guint j = 0; j < item->attachments->len; j++) {
            const char *path = ((const CbAttachment *)item->attachments->pdata[j])->source;
            if (path == NULL)
                continue;
            guint uses = uses_of(documents, path);
            g_hash_table_insert(documents->uses, g_strdup(path), GUINT_TO_POINTER(uses + 1));
        }
    }
    documents->n_total = g_hash_table_size(documents->uses);
}

CbDocuments *cb_documents_new(CbSources *sources, CbExtractor *extractor, CbRecognizer *recognizer,
                              const GPtrArray *cases, CbReport *report)
{
    CbDocuments *documents = g_new0(CbDocuments, 1);
    documents->sources = sources;
    documents->extractor = extractor;
    documents->recognizer = recognizer;
    documents->report = report;
    documents->kept = g_queue_new();
    documents->texts =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)cb_attachment_free);
    if (cases != NULL)
        count_uses(documents, cases);
    return documents;
}

void cb_documents_free(CbDocuments *documents)
{
    if (documents == NULL)
        return;
    g_clear_pointer(&documents->uses, g_hash_table_unref);
    g_hash_table_unref(documents->texts);
    g_queue_free_full(documents->kept, g_free);
    g_free(documents);
}

/* --- Reading one PDF ------------------------------------------------------------------------- */

static void set_state(CbAttachment *attachment, CbAttachmentState state, const char *reason)
{
    attachment->state = state;
    g_free(attachment->reason);
    attachment->reason = g_strdup(reason);
}

static gboolean read_pdf(CbDocuments *documents, CbAttachment *attachment, GError **error)
{
    const CbFoundFile *file = g_hash_table_lookup(documents->sources->by_path, attachment->source);
    g_autoptr(GError) open_error = NULL;
    int fd = cb_found_file_open(file, &open_error);
    if (fd < 0) {
        gboolean gone = g_error_matches(open_error, CB_ERROR, CB_ERROR_NOT_FOUND);
        set_state(attachment, gone ? CB_STATE_MISSING : CB_STATE_DAMAGED, open_error->message);
        return TRUE;
    }
    gboolean ok = cb_extractor_read_pdf(documents->extractor, fd, attachment, error);
    if (ok && documents->recognizer != NULL)
        ok = cb_recognizer_fill(documents->recognizer, fd, attachment, error);
    close(fd);
    return ok;
}

static void record(CbDocuments *documents, const CbAttachment *attachment)
{
    if (attachment->state == CB_STATE_OK || attachment->state == CB_STATE_NO_TEXT)
        cb_sources_note(documents->sources, attachment->source,
                        cb_attachment_state_name(attachment->state), attachment->reason);
    else
        cb_sources_fail(documents->sources, documents->report, attachment->source,
                        cb_attachment_state_name(attachment->state), attachment->reason);
}

static void share_array(GPtrArray **into, GPtrArray *from)
{
    g_ptr_array_unref(*into);
    *into = g_ptr_array_ref(from);
}

/* What was read for one attachment serves another of the same file. */
static void copy_text(CbAttachment *into, const CbAttachment *from)
{
    set_state(into, from->state, from->reason);
    into->title = g_strdup(from->title);
    into->date = g_strdup(from->date);
    into->n_pages = from->n_pages;
    share_array(&into->pages, from->pages);
    share_array(&into->outline, from->outline);
}

static void remember(CbDocuments *documents, const CbAttachment *attachment)
{
    CbAttachment *kept = cb_attachment_new(attachment->name);
    copy_text(kept, attachment);
    g_hash_table_insert(documents->texts, g_strdup(attachment->source), kept);
}

/* What it costs to keep, roughly: one without text is not free. */
static gsize text_bytes(const CbAttachment *attachment)
{
    gsize bytes = 1000;
    for (guint i = 0; i < attachment->pages->len; i++)
        bytes += strlen(((const CbPdfPage *)attachment->pages->pdata[i])->text);
    return bytes;
}

/* Remembers a PDF that may be wanted again, and forgets the oldest ones beyond the bound. */
static void remember_for_a_while(CbDocuments *documents, const CbAttachment *attachment)
{
    remember(documents, attachment);
    g_queue_push_tail(documents->kept, g_strdup(attachment->source));
    documents->kept_bytes += text_bytes(attachment);
    while (documents->kept_bytes > CB_MAX_KEPT_TEXT_BYTES) {
        g_autofree char *oldest = g_queue_pop_head(documents->kept);
        documents->kept_bytes -= text_bytes(g_hash_table_lookup(documents->texts, oldest));
        g_hash_table_remove(documents->texts, oldest);
    }
}

static gboolean fill_attachment(CbDocuments *documents, CbAttachment *attachment, GError **error)
{
    const CbAttachment *known = g_hash_table_lookup(documents->texts, attachment->source);
    if (known != NULL) {
        copy_text(attachment, known);
        return TRUE;
    }
    cb_report_progress(documents->report, "Læser PDF", ++documents->n_done, documents->n_total,
                       attachment->source);
    if (!read_pdf(documents, attachment, error))
        return FALSE;
    record(documents, attachment);
    if (documents->uses == NULL)
        remember_for_a_while(documents, attachment);
    else if (uses_of(documents, attachment->source) > 1)
        remember(documents, attachment);
    return TRUE;
}

static const char *first_page_text(const CbAttachment *attachment)
{
    return attachment->pages->len > 0 ? ((const CbPdfPage *)attachment->pages->pdata[0])->text
                                      : NULL;
}

gboolean cb_documents_fill(CbDocuments *documents, CbCase *item, GError **error)
{
    for (guint i = 0; i < item->attachments->len; i++) {
        CbAttachment *attachment = item->attachments->pdata[i];
        if (attachment->source != NULL && !fill_attachment(documents, attachment, error))
            return FALSE;
        g_free(attachment->type);
        attachment->type = g_strdup(
            cb_document_type(attachment->name, attachment->title, first_page_text(attachment)));
    }
    return TRUE;
}

void cb_documents_release(CbDocuments *documents, CbCase *item)
{
    for (guint i = 0; i < item->attachments->len; i++) {
        const char *path = ((const CbAttachment *)item->attachments->pdata[i])->source;
        guint uses = path != NULL ? uses_of(documents, path) : 0;
        if (uses == 0)
            continue;
        g_hash_table_insert(documents->uses, g_strdup(path), GUINT_TO_POINTER(uses - 1));
        if (uses == 1)
            g_hash_table_remove(documents->texts, path);
    }
    g_ptr_array_set_size(item->attachments, 0);
}

/* --- PDFs that no page names ----------------------------------------------------------------- */

static char *without_extension(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot != NULL ? g_strndup(path, (gsize)(dot - path)) : g_strdup(path);
}

static CbCase *make_document(const CbSource *source, const char *path, const char *base_url)
{
    g_autofree char *name = g_path_get_basename(path);
    CbAttachment *attachment = cb_attachment_new(name);
    attachment->source = g_strdup(path);
    attachment->url = cb_web_address(base_url, source, path);
    CbCase *item = cb_case_new();
    item->kind = CB_CASE_DOCUMENT;
    item->id = g_strdup(path);
    item->title = without_extension(name);
    item->source = g_strdup(path);
    item->url = g_strdup(attachment->url);
    g_ptr_array_add(item->attachments, attachment);
    return item;
}

GPtrArray *cb_documents_unnamed(const CbSources *sources, const char *base_url)
{
    GPtrArray *cases = g_ptr_array_new_with_free_func((GDestroyNotify)cb_case_free);
    for (guint i = 0; i < sources->sources->len; i++) {
        const CbSource *source = sources->sources->pdata[i];
        g_autoptr(GPtrArray) unused = cb_file_set_unused(source->pdfs);
        for (guint j = 0; j < unused->len; j++)
            if (!cb_sources_is_claimed(sources, unused->pdata[j]))
                g_ptr_array_add(cases, make_document(source, unused->pdata[j], base_url));
    }
    return cases;
}

static void take_municipalities(CbCase *item, const CbMunicipalities *municipalities,
                                const char *text)
{
    if (text == NULL || item->municipalities->len > 0)
        return;
    g_ptr_array_unref(item->municipalities);
    item->municipalities = cb_municipalities_find(municipalities, text);
}

void cb_documents_describe(CbCase *item, const CbMunicipalities *municipalities)
{
    const CbAttachment *attachment = item->attachments->pdata[0];
    if (attachment->title != NULL) {
        g_free(item->title);
        item->title = g_strdup(attachment->title);
    }
    item->updated = g_strdup(attachment->date);
    take_municipalities(item, municipalities, item->title);
    take_municipalities(item, municipalities, first_page_text(attachment));
}
