/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The answer to one request, checked field by field. */
#include "extractor_answer.h"
#include <string.h>

void cb_extractor_answer_clear(CbExtractorAnswer *answer)
{
    g_clear_pointer(&answer->attachment, cb_attachment_free);
    g_clear_pointer(&answer->page, cb_page_free);
    g_clear_pointer(&answer->reason, g_free);
}

void cb_extractor_answer_restart(CbExtractorAnswer *answer)
{
    gboolean is_pdf = answer->attachment != NULL;
    cb_extractor_answer_clear(answer);
    answer->attachment = is_pdf ? cb_attachment_new(NULL) : NULL;
    answer->has_info = FALSE;
    answer->state = CB_EXTRACT_OK;
}

static gboolean is_whole(const CbUnpack *in)
{
    return !in->failed && in->left == 0;
}

/* "YYYY-MM-DD" */
static gboolean is_date(const char *text)
{
    static const char shape[] = "dddd-dd-dd";
    for (gsize i = 0; i < sizeof shape; i++)
        if (shape[i] == 'd' ? !g_ascii_isdigit(text[i]) : text[i] != shape[i])
            return FALSE;
    return TRUE;
}

static gboolean take_outline(CbAttachment *attachment, CbUnpack *in)
{
    gsize n = cb_unpack_count(in);
    if (n > CB_MAX_OUTLINE_ITEMS)
        return FALSE;
    for (gsize i = 0; i < n; i++) {
        guint64 level = cb_unpack_number(in);
        guint64 page = cb_unpack_number(in);
        g_autofree char *title = cb_unpack_text(in);
        if (in->failed || level < 1 || level > CB_MAX_OUTLINE_DEPTH || page > attachment->n_pages)
            return FALSE;
        g_ptr_array_add(attachment->outline, cb_outline_item_new((guint)level, (guint)page, title));
    }
    return TRUE;
}

static gboolean take_pdf_info(CbExtractorAnswer *answer, CbUnpack *in)
{
    CbAttachment *attachment = answer->attachment;
    if (attachment == NULL || answer->has_info)
        return FALSE;
    answer->has_info = TRUE;
    attachment->title = cb_unpack_string(in);
    attachment->date = cb_unpack_string(in);
    guint64 n_pages = cb_unpack_number(in);
    if (n_pages > G_MAXINT || (attachment->date != NULL && !is_date(attachment->date)))
        return FALSE;
    attachment->n_pages = (guint)n_pages;
    return take_outline(attachment, in) && is_whole(in);
}

/* Pages come in order, each once: their number also bounds how many frames there can be. */
static gboolean take_pdf_page(CbExtractorAnswer *answer, CbUnpack *in)
{
    CbAttachment *attachment = answer->attachment;
    if (attachment == NULL || !answer->has_info)
        return FALSE;
    guint last = 0;
    if (attachment->pages->len > 0) {
        const CbPdfPage *page = g_ptr_array_index(attachment->pages, attachment->pages->len - 1);
        last = page->number;
    }
    guint64 number = cb_unpack_number(in);
    g_autofree char *label = cb_unpack_string(in);
    g_autofree char *text = cb_unpack_text(in);
    guint64 needs_ocr = cb_unpack_number(in);
    if (!is_whole(in) || needs_ocr > 1 || number <= last ||
        number > MIN(attachment->n_pages, CB_MAX_PDF_PAGES))
        return FALSE;
    CbPdfPage *page = cb_pdf_page_new((guint)number, label, text);
    page->needs_ocr = needs_ocr == 1;
    g_ptr_array_add(attachment->pages, page);
    return TRUE;
}

/* The pages that were asked for, in that order. */
static gboolean take_ocr_page(CbExtractorAnswer *answer, CbUnpack *in)
{
    if (answer->ocr_pages == NULL || answer->n_ocr_pages >= answer->ocr_pages->len)
        return FALSE;
    guint wanted = g_array_index(answer->ocr_pages, guint, answer->n_ocr_pages);
    guint64 number = cb_unpack_number(in);
    g_autofree char *text = cb_unpack_string(in);
    if (!is_whole(in) || number != wanted ||
        (text != NULL && strlen(text) > CB_MAX_PAGE_TEXT_BYTES))
        return FALSE;
    answer->n_ocr_pages++;
    answer->take_ocr_page(wanted, text, answer->data);
    return TRUE;
}

static gboolean take_page(CbExtractorAnswer *answer, CbUnpack *in)
{
    if (answer->attachment != NULL || answer->ocr_pages != NULL || answer->page != NULL ||
        answer->is_bare)
        return FALSE;
    answer->page = cb_page_unpack(in);
    return answer->page != NULL && in->left == 0;
}

static gboolean take_end(CbExtractorAnswer *answer, CbUnpack *in)
{
    guint64 state = cb_unpack_number(in);
    answer->reason = cb_unpack_string(in);
    if (!is_whole(in) || state >= CB_N_EXTRACT_STATES)
        return FALSE;
    answer->state = (CbExtractState)state;
    gboolean complete = answer->is_bare              ? TRUE
                        : answer->attachment != NULL ? answer->has_info
                        : answer->ocr_pages != NULL  ? answer->n_ocr_pages == answer->ocr_pages->len
                                                     : answer->page != NULL;
    gboolean promises = answer->state == CB_EXTRACT_OK || answer->state == CB_EXTRACT_NO_TEXT;
    return complete || !promises;
}

gboolean cb_extractor_answer_take(CbExtractorAnswer *answer, CbFrameType type,
                                  const GByteArray *payload, gboolean *end)
{
    CbUnpack in = {payload->data, payload->len, FALSE};
    *end = type == CB_FRAME_END;
    switch (type) {
    case CB_FRAME_PDF_INFO:
        return take_pdf_info(answer, &in);
    case CB_FRAME_PDF_PAGE:
        return take_pdf_page(answer, &in);
    case CB_FRAME_OCR_PAGE:
        return take_ocr_page(answer, &in);
    case CB_FRAME_PAGE:
        return take_page(answer, &in);
    case CB_FRAME_END:
        return take_end(answer, &in);
    case CB_FRAME_READ_PDF:
    case CB_FRAME_READ_HTML:
    case CB_FRAME_READ_CAPTURE:
    case CB_FRAME_OCR_PDF:
    case CB_FRAME_CHECK_RULES:
    case CB_FRAME_READY:
    case CB_FRAME_NO_CAGE:
        break;
    }
    return FALSE;
}
