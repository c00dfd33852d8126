/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Putting a case together again from its document and its passages. */
#include "index_private.h"
#include <casebank/error.h>
#include <stdlib.h>
#include <string.h>

static void append_text(char **text, const char *more)
{
    char *joined = g_strconcat(*text, more, NULL);
    g_free(*text);
    *text = joined;
}

static void add_section(CbCase *item, const CbPassageRecord *record)
{
    if (record->continues && item->sections->len > 0) {
        CbSection *last = item->sections->pdata[item->sections->len - 1];
        append_text(&last->text, record->text);
    } else {
        g_ptr_array_add(item->sections,
                        cb_section_new(record->heading, record->anchor, record->text));
    }
}

/* As much of the outline as its passages tell: one line where a page's heading is another. */
static void add_heading(CbAttachment *attachment, const CbPassageRecord *record)
{
    const GPtrArray *outline = attachment->outline;
    const CbOutlineItem *last = outline->len > 0 ? outline->pdata[outline->len - 1] : NULL;
    if (record->heading != NULL && (last == NULL || strcmp(last->title, record->heading) != 0))
        g_ptr_array_add(attachment->outline, cb_outline_item_new(1, record->page, record->heading));
}

static void add_page(CbAttachment *attachment, const CbPassageRecord *record)
{
    if (record->continues && attachment->pages->len > 0) {
        CbPdfPage *last = attachment->pages->pdata[attachment->pages->len - 1];
        append_text(&last->text, record->text);
    } else {
        CbPdfPage *page = cb_pdf_page_new(record->page, record->label, record->text);
        page->ocr = record->ocr;
        g_ptr_array_add(attachment->pages, page);
        add_heading(attachment, record);
    }
}

static void add_passage(CbCase *item, const CbPassageRecord *record)
{
    if (record->attachment >= 0 && (guint)record->attachment < item->attachments->len)
        add_page(item->attachments->pdata[record->attachment], record);
    else if (!record->is_lead) /* the lead is in the case's own data */
        add_section(item, record);
}

/* 0 when there is no such case, or on an error. */
static xapc_docid find_case(CbIndex *index, const char *id, xapc_error **error)
{
    g_autofree char *term = g_strconcat(CB_TERM_ID, id, NULL);
    xapc_docid docid = 0;
    if (strlen(term) > XAPC_MAX_TERM_LENGTH)
        return 0;
    xapc_postiter *postings =
        xapc_database_postlist(cb_index_cases(index), term, strlen(term), error);
    if (xapc_postiter_next(postings, error))
        docid = xapc_postiter_get_docid(postings);
    xapc_postiter_free(postings);
    return docid;
}

/* NULL with @error, or with none set: damaged. */
static CbCase *read_whole_case(CbIndex *index, xapc_docid docid, xapc_error **error)
{
    CbCaseStatistics place = cb_statistics_case(cb_index_statistics(index), docid);
    g_autoptr(CbCase) item = cb_case_record_read(cb_index_cases(index), docid, error);
    for (guint32 i = 0; item != NULL && i < place.n_passages; i++) {
        g_autoptr(CbPassageRecord) record =
            cb_passage_read(cb_index_passages(index), place.first_passage + i, error);
        if (record == NULL)
            return NULL;
        add_passage(item, record);
    }
    return g_steal_pointer(&item);
}

CbCase *cb_index_case(CbIndex *index, const char *id, GError **error)
{
    if (!cb_index_refresh(index, NULL, error))
        return NULL;
    xapc_error *xapian_error = NULL;
    xapc_docid docid = find_case(index, id, &xapian_error);
    CbCase *item = docid != 0 ? read_whole_case(index, docid, &xapian_error) : NULL;
    if (item != NULL)
        return item;
    if (xapian_error != NULL)
        cb_error_from_xapian(error, xapian_error, "indekset kan ikke læses");
    else if (docid == 0)
        g_set_error(error, CB_ERROR, CB_ERROR_NOT_FOUND, "der er ingen sag med id »%s«", id);
    else
        g_set_error(error, CB_ERROR, CB_ERROR_INDEX_DAMAGED,
                    "sagen »%s« er beskadiget i indekset; byg det igen med casebank-index --full",
                    id);
    return NULL;
}
