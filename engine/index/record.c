/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a case and a passage lie in their documents' data. The order of fields is part of the format.
 */
#include "index_private.h"
#include <casebank/pack.h>

static void pack_strings(GByteArray *out, const GPtrArray *strings)
{
    cb_pack_number(out, strings->len);
    for (guint i = 0; i < strings->len; i++)
        cb_pack_string(out, strings->pdata[i]);
}

static void unpack_strings(CbUnpack *in, GPtrArray *strings)
{
    for (gsize n = cb_unpack_count(in); n > 0 && !in->failed; n--)
        g_ptr_array_add(strings, cb_unpack_text(in));
}

static void pack_attachment(GByteArray *out, const CbAttachment *attachment)
{
    cb_pack_string(out, attachment->name);
    cb_pack_string(out, attachment->url);
    cb_pack_string(out, attachment->source);
    cb_pack_string(out, attachment->type);
    cb_pack_number(out, attachment->state);
    cb_pack_string(out, attachment->reason);
    cb_pack_string(out, attachment->title);
    cb_pack_string(out, attachment->date);
    cb_pack_number(out, attachment->n_pages);
}

static CbAttachment *unpack_attachment(CbUnpack *in)
{
    CbAttachment *attachment = cb_attachment_new(NULL);
    attachment->name = cb_unpack_text(in);
    attachment->url = cb_unpack_string(in);
    attachment->source = cb_unpack_string(in);
    g_free(attachment->type);
    attachment->type = cb_unpack_text(in);
    guint64 state = cb_unpack_number(in);
    if (state >= CB_N_ATTACHMENT_STATES)
        in->failed = TRUE;
    else
        attachment->state = (CbAttachmentState)state;
    attachment->reason = cb_unpack_string(in);
    attachment->title = cb_unpack_string(in);
    attachment->date = cb_unpack_string(in);
    attachment->n_pages = (guint)cb_unpack_number(in);
    return attachment;
}

void cb_case_pack(const CbCase *item, GByteArray *out)
{
    cb_pack_string(out, item->id);
    cb_pack_number(out, item->kind);
    cb_pack_string(out, item->title);
    pack_strings(out, item->municipalities);
    pack_strings(out, item->topics);
    cb_pack_string(out, item->url);
    cb_pack_string(out, item->source);
    cb_pack_string(out, item->lead);
    cb_pack_string(out, item->contact);
    cb_pack_string(out, item->updated);
    cb_pack_number(out, item->attachments->len);
    for (guint i = 0; i < item->attachments->len; i++)
        pack_attachment(out, item->attachments->pdata[i]);
    cb_pack_number(out, item->also_in->len);
    for (guint i = 0; i < item->also_in->len; i++) {
        const CbAlsoIn *also_in = item->also_in->pdata[i];
        cb_pack_string(out, also_in->title);
        cb_pack_string(out, also_in->url);
        cb_pack_string(out, also_in->source);
    }
}

static void unpack_case_lists(CbUnpack *in, CbCase *item)
{
    for (gsize n = cb_unpack_count(in); n > 0 && !in->failed; n--)
        g_ptr_array_add(item->attachments, unpack_attachment(in));
    for (gsize n = cb_unpack_count(in); n > 0 && !in->failed; n--) {
        CbAlsoIn *also_in = g_new0(CbAlsoIn, 1);
        also_in->title = cb_unpack_text(in);
        also_in->url = cb_unpack_string(in);
        also_in->source = cb_unpack_string(in);
        g_ptr_array_add(item->also_in, also_in);
    }
}

CbCase *cb_case_unpack(const void *data, gsize length)
{
    CbUnpack in = {.data = data, .left = length};
    g_autoptr(CbCase) item = cb_case_new();
    item->id = cb_unpack_text(&in);
    guint64 kind = cb_unpack_number(&in);
    if (kind >= CB_N_CASE_KINDS)
        in.failed = TRUE;
    else
        item->kind = (CbCaseKind)kind;
    item->title = cb_unpack_text(&in);
    unpack_strings(&in, item->municipalities);
    unpack_strings(&in, item->topics);
    item->url = cb_unpack_string(&in);
    item->source = cb_unpack_string(&in);
    g_free(item->lead);
    item->lead = cb_unpack_text(&in);
    item->contact = cb_unpack_string(&in);
    item->updated = cb_unpack_string(&in);
    unpack_case_lists(&in, item);
    return in.failed ? NULL : g_steal_pointer(&item);
}

void cb_passage_pack(const CbPassageRecord *passage, GByteArray *out)
{
    cb_pack_number(out, (passage->is_lead ? 1u : 0u) | (passage->continues ? 2u : 0u) |
                            (passage->ocr ? 4u : 0u));
    cb_pack_number(out, (guint)(passage->attachment + 1));
    cb_pack_number(out, passage->page);
    cb_pack_string(out, passage->label);
    cb_pack_string(out, passage->heading);
    cb_pack_string(out, passage->anchor);
    cb_pack_string(out, passage->text);
}

CbPassageRecord *cb_passage_unpack(const void *data, gsize length)
{
    CbUnpack in = {.data = data, .left = length};
    g_autoptr(CbPassageRecord) passage = g_new0(CbPassageRecord, 1);
    guint64 flags = cb_unpack_number(&in);
    passage->is_lead = (flags & 1) != 0;
    passage->continues = (flags & 2) != 0;
    passage->ocr = (flags & 4) != 0;
    guint64 attachment = cb_unpack_number(&in);
    passage->attachment = (int)MIN(attachment, G_MAXINT) - 1;
    passage->page = (guint)cb_unpack_number(&in);
    passage->label = cb_unpack_string(&in);
    passage->heading = cb_unpack_string(&in);
    passage->anchor = cb_unpack_string(&in);
    passage->text = cb_unpack_text(&in);
    return in.failed ? NULL : g_steal_pointer(&passage);
}

void cb_passage_record_free(CbPassageRecord *passage)
{
    if (passage == NULL)
        return;
    g_free(passage->label);
    g_free(passage->heading);
    g_free(passage->anchor);
    g_free(passage->text);
    g_free(passage);
}

/* --- Reading them ---------------------------------------------------------------------------- */

char *cb_document_data(const xapc_database *database, guint32 docid, gsize *length,
                       xapc_error **error)
{
    xapc_document *doc = xapc_database_get_document(database, docid, TRUE, error);
    char *data = doc != NULL ? xapc_document_get_data(doc, length, error) : NULL;
    xapc_document_free(doc);
    return data;
}

CbCase *cb_case_record_read(const xapc_database *cases, guint32 docid, xapc_error **error)
{
    gsize length = 0;
    char *data = cb_document_data(cases, docid, &length, error);
    CbCase *item = data != NULL ? cb_case_unpack(data, length) : NULL;
    xapc_free(data);
    return item;
}

CbPassageRecord *cb_passage_read(const xapc_database *passages, guint32 docid, xapc_error **error)
{
    gsize length = 0;
    char *data = cb_document_data(passages, docid, &length, error);
    CbPassageRecord *record = data != NULL ? cb_passage_unpack(data, length) : NULL;
    xapc_free(data);
    return record;
}
