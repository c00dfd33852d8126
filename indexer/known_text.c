/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking the text of a PDF from the case that it hangs on. */
#include "known_text.h"
#include <string.h>

struct CbKnownText {
    CbIndex *index;
    const CbLedger *ledger;
    GHashTable *by_hash; /* hash -> CbFileRecord*; made when it is asked for */
    CbCase *last;        /* the case that was read last: its other PDFs are often wanted next */
};

CbKnownText *cb_known_text_new(CbIndex *index, const CbLedger *ledger)
{
    CbKnownText *known = g_new0(CbKnownText, 1);
    known->index = index;
    known->ledger = ledger;
    return known;
}

void cb_known_text_free(CbKnownText *known)
{
    if (known == NULL)
        return;
    g_clear_pointer(&known->by_hash, g_hash_table_unref);
    cb_case_free(known->last);
    g_free(known);
}

static gboolean has_text(const CbFileRecord *record)
{
    return record->hash != NULL && record->case_ids->len > 0 && record->extraction != NULL &&
           g_str_has_prefix(record->extraction, "pdf") &&
           (strcmp(record->state, "ok") == 0 || strcmp(record->state, "partial") == 0);
}

GHashTable *cb_known_text_hashes(CbKnownText *known)
{
    if (known->by_hash != NULL)
        return known->by_hash;
    known->by_hash = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; known->ledger != NULL && i < known->ledger->files->len; i++) {
        CbFileRecord *record = known->ledger->files->pdata[i];
        if (has_text(record))
            g_hash_table_insert(known->by_hash, record->hash, record);
    }
    return known->by_hash;
}

const CbFileRecord *cb_known_text_find(CbKnownText *known, const char *hash)
{
    return g_hash_table_lookup(cb_known_text_hashes(known), hash);
}

static const CbAttachment *find_attachment(const CbCase *item, const char *path)
{
    for (guint i = 0; item != NULL && i < item->attachments->len; i++) {
        const CbAttachment *attachment = item->attachments->pdata[i];
        if (g_strcmp0(attachment->source, path) == 0)
            return attachment;
    }
    return NULL;
}

/* (nullable) */
static const CbAttachment *find_text(CbKnownText *known, const CbFileRecord *record)
{
    const CbAttachment *found = find_attachment(known->last, record->path);
    for (guint i = 0; found == NULL && i < record->case_ids->len; i++) {
        cb_case_free(known->last);
        known->last = cb_index_case(known->index, record->case_ids->pdata[i], NULL);
        found = find_attachment(known->last, record->path);
    }
    return found;
}

/* Empty pages have no passage; what the first page says is looked at, so it must be the first. */
static void take_pages(CbAttachment *into, const CbAttachment *from)
{
    g_ptr_array_set_size(into->pages, 0);
    if (from->pages->len == 0 || ((const CbPdfPage *)from->pages->pdata[0])->number > 1)
        g_ptr_array_add(into->pages, cb_pdf_page_new(1, NULL, ""));
    for (guint i = 0; i < from->pages->len; i++) {
        const CbPdfPage *page = from->pages->pdata[i];
        CbPdfPage *copy = cb_pdf_page_new(page->number, page->label, page->text);
        copy->ocr = page->ocr;
        g_ptr_array_add(into->pages, copy);
    }
    g_ptr_array_set_size(into->outline, 0);
    for (guint i = 0; i < from->outline->len; i++) {
        const CbOutlineItem *item = from->outline->pdata[i];
        g_ptr_array_add(into->outline, cb_outline_item_new(item->level, item->page, item->title));
    }
}

static void set_text(char **into, const char *text)
{
    g_free(*into);
    *into = g_strdup(text);
}

gboolean cb_known_text_fill(CbKnownText *known, const CbFileRecord *record, CbAttachment *into)
{
    const CbAttachment *from = known->index != NULL ? find_text(known, record) : NULL;
    if (from == NULL)
        return FALSE;
    into->state = from->state;
    into->n_pages = from->n_pages;
    set_text(&into->reason, from->reason);
    set_text(&into->title, from->title);
    set_text(&into->date, from->date);
    take_pages(into, from);
    return TRUE;
}
