/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking the text of a PDF from the case that it hangs on. */
#include "known_text.h"
#include "ledger.h"
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
    return record->hash != NULL && record->case_ids->len > 0 && cb_file_record_is_pdf(record) &&
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

static CbAttachment *find_attachment(const CbCase *item, const char *path)
{
    for (guint i = 0; item != NULL && i < item->attachments->len; i++) {
        CbAttachment *attachment = item->attachments->pdata[i];
        if (g_strcmp0(attachment->source, path) == 0)
            return attachment;
    }
    return NULL;
}

/* (nullable) */
static CbAttachment *find_text(CbKnownText *known, const CbFileRecord *record)
{
    CbAttachment *found = find_attachment(known->last, record->path);
    for (guint i = 0; found == NULL && i < record->case_ids->len; i++) {
        cb_case_free(known->last);
        known->last = cb_index_case(known->index, record->case_ids->pdata[i], NULL);
        found = find_attachment(known->last, record->path);
    }
    return found;
}

/* Empty pages have no passage; what the first page says is looked at, so it must be the first. */
static void put_first_page(CbAttachment *attachment)
{
    GPtrArray *pages = attachment->pages;
    if (pages->len == 0 || ((const CbPdfPage *)pages->pdata[0])->number > 1)
        g_ptr_array_insert(pages, 0, cb_pdf_page_new(1, NULL, ""));
}

gboolean cb_known_text_fill(CbKnownText *known, const CbFileRecord *record, CbAttachment *into)
{
    CbAttachment *from = known->index != NULL ? find_text(known, record) : NULL;
    if (from == NULL)
        return FALSE;
    put_first_page(from);
    cb_attachment_share_text(into, from);
    return TRUE;
}
