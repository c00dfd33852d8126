/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Putting a case together again from its document and its passages. */
#include "index_private.h"
#include <casebank/error.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    double order;
    CbPassageRecord *record;
} OrderedPassage;

static void clear_ordered(gpointer data)
{
    cb_passage_record_free(((OrderedPassage *)data)->record);
}

static int compare_order(gconstpointer a, gconstpointer b)
{
    double left = ((const OrderedPassage *)a)->order, right = ((const OrderedPassage *)b)->order;
    return (left > right) - (left < right);
}

static CbPassageRecord *read_passage(const xapc_document *doc, double *order, xapc_error **error)
{
    char value[XAPC_SORTABLE_SIZE];
    gsize value_length, length;
    if (!xapc_document_copy_value(doc, CB_VALUE_ORDER, value, sizeof value, &value_length, error))
        return NULL;
    char *data = xapc_document_get_data(doc, &length, error);
    if (data == NULL)
        return NULL;
    *order = xapc_sortable_unserialise(value, MIN(value_length, sizeof value));
    CbPassageRecord *record = cb_passage_unpack(data, length);
    xapc_free(data);
    return record;
}

/* OrderedPassage of a case, sorted; NULL with @error, or with none set when a record is damaged. */
static GArray *load_passages(CbIndex *index, const char *uid, xapc_error **error)
{
    g_autofree char *term = g_strconcat(CB_TERM_ID, uid, NULL);
    g_autoptr(GArray) passages = g_array_new(FALSE, FALSE, sizeof(OrderedPassage));
    g_array_set_clear_func(passages, clear_ordered);
    gboolean ok = TRUE;
    xapc_postiter *postings =
        xapc_database_postlist(cb_index_passages(index), term, strlen(term), error);
    while (ok && xapc_postiter_next(postings, error)) {
        xapc_document *doc = xapc_database_get_document(
            cb_index_passages(index), xapc_postiter_get_docid(postings), TRUE, error);
        OrderedPassage passage = {0};
        passage.record = doc != NULL ? read_passage(doc, &passage.order, error) : NULL;
        xapc_document_free(doc);
        ok = passage.record != NULL;
        if (ok)
            g_array_append_val(passages, passage);
    }
    xapc_postiter_free(postings);
    if (!ok || *error != NULL)
        return NULL;
    g_array_sort(passages, compare_order);
    return g_steal_pointer(&passages);
}

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

static void add_passages(CbCase *item, const GArray *passages)
{
    for (guint i = 0; i < passages->len; i++) {
        const CbPassageRecord *record = g_array_index(passages, OrderedPassage, i).record;
        if (record->attachment >= 0 && (guint)record->attachment < item->attachments->len)
            add_page(item->attachments->pdata[record->attachment], record);
        else if (!record->is_lead) /* the lead is in the case's own data */
            add_section(item, record);
    }
}

/* The case without its passages, and its uid (free with xapc_free()). NULL with @error, or with
 * none set: damaged. */
static CbCase *load_case(CbIndex *index, xapc_docid docid, char **uid, xapc_error **error)
{
    xapc_document *doc = xapc_database_get_document(cb_index_cases(index), docid, TRUE, error);
    if (doc == NULL)
        return NULL;
    gsize length;
    CbCase *item = NULL;
    char *data = xapc_document_get_data(doc, &length, error);
    *uid = data != NULL ? xapc_document_get_value(doc, CB_VALUE_UID, NULL, error) : NULL;
    if (*uid != NULL)
        item = cb_case_unpack(data, length);
    xapc_free(data);
    xapc_document_free(doc);
    return item;
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

static CbCase *read_whole_case(CbIndex *index, xapc_docid docid, xapc_error **error)
{
    char *uid = NULL;
    g_autoptr(CbCase) item = load_case(index, docid, &uid, error);
    g_autoptr(GArray) passages = item != NULL ? load_passages(index, uid, error) : NULL;
    xapc_free(uid);
    if (passages == NULL)
        return NULL;
    add_passages(item, passages);
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
