/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The texts of PDFs, for the cases that they hang on. */
#include "documents.h"
#include "cut/attach.h"
#include <string.h>

struct CbDocuments {
    CbReading reading;
    const CbPlan *plan;
    CbKnownText *known;
    CbRecords *records;
    GHashTable *asked; /* paths that were submitted and not taken yet */
    GHashTable *uses;  /* path -> how many expected cases still want it */
    GHashTable *texts; /* path -> CbAttachment* that was read and is, or may be, wanted again */
    GQueue *kept;      /* char*: of @texts those that nobody is known to want, the oldest first */
    gsize kept_bytes;
};

CbDocuments *cb_documents_new(const CbReading *reading, const CbPlan *plan, CbKnownText *known,
                              CbRecords *records)
{
    CbDocuments *documents = g_new0(CbDocuments, 1);
    documents->reading = *reading;
    documents->plan = plan;
    documents->known = known;
    documents->records = records;
    documents->asked = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    documents->uses = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    documents->texts =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)cb_attachment_free);
    documents->kept = g_queue_new();
    return documents;
}

void cb_documents_free(CbDocuments *documents)
{
    if (documents == NULL)
        return;
    g_hash_table_unref(documents->asked);
    g_hash_table_unref(documents->uses);
    g_hash_table_unref(documents->texts);
    g_queue_free_full(documents->kept, g_free);
    g_free(documents);
}

/* --- What is kept ---------------------------------------------------------------------------- */

static void set_text(char **into, const char *text)
{
    g_free(*into);
    *into = g_strdup(text);
}

static guint uses_of(const CbDocuments *documents, const char *path)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(documents->uses, path));
}

/* What it costs to keep, roughly: one without text is not free. */
static gsize text_bytes(const CbAttachment *attachment)
{
    gsize bytes = 1000;
    for (guint i = 0; i < attachment->pages->len; i++)
        bytes += strlen(((const CbPdfPage *)attachment->pages->pdata[i])->text);
    return bytes;
}

/* Keeps a text that may be wanted again, and forgets the oldest ones beyond the bound. */
static void keep_for_a_while(CbDocuments *documents, const char *path, const CbAttachment *text)
{
    g_queue_push_tail(documents->kept, g_strdup(path));
    documents->kept_bytes += text_bytes(text);
    while (documents->kept_bytes > CB_MAX_KEPT_TEXT_BYTES) {
        g_autofree char *oldest = g_queue_pop_head(documents->kept);
        documents->kept_bytes -= text_bytes(g_hash_table_lookup(documents->texts, oldest));
        g_hash_table_remove(documents->texts, oldest);
    }
}

static void remember(CbDocuments *documents, const char *path, const CbAttachment *text)
{
    guint uses = uses_of(documents, path);
    if (uses == 1)
        return;
    CbAttachment *kept = cb_attachment_new(text->name);
    cb_attachment_share_text(kept, text);
    g_hash_table_insert(documents->texts, g_strdup(path), kept);
    if (uses == 0)
        keep_for_a_while(documents, path, kept);
}

/* --- Reading --------------------------------------------------------------------------------- */

static gboolean needs_reading(const CbDocuments *documents, const char *path)
{
    const CbPlannedFile *planned = cb_plan_file(documents->plan, path);
    return planned == NULL || planned->old == NULL || planned->reread;
}

gboolean cb_documents_reread(const CbDocuments *documents, const CbCase *item)
{
    for (guint i = 0; i < item->attachments->len; i++) {
        const char *path = ((const CbAttachment *)item->attachments->pdata[i])->source;
        if (path != NULL && needs_reading(documents, path))
            return TRUE;
    }
    return FALSE;
}

static void submit(CbDocuments *documents, CbPlannedFile *planned, gboolean may_be_known)
{
    const CbExtractorJob job = {.type = CB_FILE_PDF,
                                .path = planned->file->path,
                                .file = planned->file->file,
                                .fd = -1,
                                .may_be_known = may_be_known,
                                .data = planned};
    cb_extractor_pool_submit(documents->reading.pool, &job);
}

static void ask(CbDocuments *documents, const char *path)
{
    CbPlannedFile *planned = cb_plan_file(documents->plan, path);
    if (planned != NULL && planned->file != NULL &&
        g_hash_table_add(documents->asked, g_strdup(path)))
        submit(documents, planned,
               planned->action == CB_ACTION_NEW || planned->action == CB_ACTION_CHANGED);
}

/* The text of the same content under another name, when that is all the file is. */
static gboolean take_known(CbDocuments *documents, const CbExtractorResult *result,
                           CbAttachment *into)
{
    const CbFileRecord *same =
        result->hash != NULL ? cb_known_text_find(documents->known, result->hash) : NULL;
    if (same == NULL || !cb_known_text_fill(documents->known, same, into))
        return FALSE;
    CbFileRecord *record = cb_record_of_result(result, result->data);
    set_text(&record->state, same->state);
    set_text(&record->reason, same->reason);
    set_text(&record->extraction, same->extraction);
    record->attempts = 0;
    cb_records_put_file(documents->records, record);
    return TRUE;
}

static void take_result(CbDocuments *documents, const CbExtractorResult *result)
{
    CbPlannedFile *planned = result->data;
    g_autoptr(CbAttachment) text = cb_attachment_new(NULL);
    if (result->state == CB_READ_KNOWN) {
        if (!take_known(documents, result, text)) {
            submit(documents, planned, FALSE); /* it is not known after all */
            return;
        }
    } else {
        cb_attachment_share_text(text, result->attachment);
        cb_records_put_file(documents->records, cb_record_of_result(result, planned));
    }
    cb_reading_tell(&documents->reading, result, planned->action);
    g_hash_table_remove(documents->asked, result->path);
    g_hash_table_insert(documents->texts, g_strdup(result->path), g_steal_pointer(&text));
}

/* Takes results until that of @path is among the texts. FALSE with an error, or after a stop. */
static gboolean await(CbDocuments *documents, const char *path, GError **error)
{
    ask(documents, path);
    while (!g_hash_table_contains(documents->texts, path)) {
        g_autoptr(CbExtractorResult) result = cb_reading_take(&documents->reading, error);
        if (result == NULL || result->state == CB_READ_NOT_DONE)
            return FALSE;
        take_result(documents, result);
    }
    return TRUE;
}

/* From the index, when it has what the file says. */
static gboolean fill_from_index(CbDocuments *documents, CbAttachment *attachment)
{
    const char *path = attachment->source;
    if (needs_reading(documents, path) ||
        !cb_known_text_fill(documents->known, cb_plan_file(documents->plan, path)->old, attachment))
        return FALSE;
    remember(documents, path, attachment);
    return TRUE;
}

static gboolean fill_attachment(CbDocuments *documents, CbAttachment *attachment, GError **error)
{
    const char *path = attachment->source;
    gboolean was_there = g_hash_table_contains(documents->texts, path);
    if (!was_there && fill_from_index(documents, attachment))
        return TRUE;
    if (!was_there && !await(documents, path, error))
        return FALSE;
    cb_attachment_share_text(attachment, g_hash_table_lookup(documents->texts, path));
    if (!was_there && uses_of(documents, path) == 0)
        keep_for_a_while(documents, path, attachment);
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
        set_text(&attachment->type, cb_document_type(attachment->name, attachment->title,
                                                     first_page_text(attachment)));
    }
    return TRUE;
}

void cb_documents_expect(CbDocuments *documents, const GPtrArray *cases)
{
    for (guint i = 0; i < cases->len; i++) {
        const CbCase *item = cases->pdata[i];
        for (guint j = 0; j < item->attachments->len; j++) {
            const char *path = ((const CbAttachment *)item->attachments->pdata[j])->source;
            if (path == NULL)
                continue;
            g_hash_table_insert(documents->uses, g_strdup(path),
                                GUINT_TO_POINTER(uses_of(documents, path) + 1));
            if (needs_reading(documents, path))
                ask(documents, path);
        }
    }
}

guint cb_documents_n_expected(const CbDocuments *documents)
{
    return g_hash_table_size(documents->asked);
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

CbCase *cb_document_case_new(const CbFoundFile *file, const char *url)
{
    g_autofree char *name = g_path_get_basename(file->path);
    CbAttachment *attachment = cb_attachment_new(name);
    attachment->source = g_strdup(file->path);
    attachment->url = g_strdup(url);
    CbCase *item = cb_case_new();
    item->kind = CB_CASE_DOCUMENT;
    item->id = g_strdup(file->path);
    item->title = without_extension(name);
    item->source = g_strdup(file->path);
    item->url = g_strdup(url);
    g_ptr_array_add(item->attachments, attachment);
    return item;
}

static void take_municipalities(CbCase *item, const CbMunicipalities *municipalities,
                                const char *text)
{
    if (text == NULL || item->municipalities->len > 0)
        return;
    g_ptr_array_unref(item->municipalities);
    item->municipalities = cb_municipalities_find(municipalities, text);
}

void cb_document_case_describe(CbCase *item, const CbMunicipalities *municipalities)
{
    const CbAttachment *attachment = item->attachments->pdata[0];
    if (attachment->title != NULL)
        set_text(&item->title, attachment->title);
    set_text(&item->updated, attachment->date);
    take_municipalities(item, municipalities, item->title);
    take_municipalities(item, municipalities, first_page_text(attachment));
}
