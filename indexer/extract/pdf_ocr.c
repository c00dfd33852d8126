/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recognises pages of a PDF that are only pictures. */
#include "pdf_ocr.h"
#include "pdf_open.h"
#include <casebank/pack.h>

static char *recognize(CbOcr *ocr, PopplerDocument *document, guint number)
{
    if (number < 1 || (gint64)number > poppler_document_get_n_pages(document))
        return NULL;
    PopplerPage *page = poppler_document_get_page(document, (gint)number - 1);
    char *text = page != NULL ? cb_ocr_page(ocr, page) : NULL;
    g_clear_object(&page);
    return text;
}

CbExtractState cb_pdf_recognize(CbOcr *ocr, int fd, const guint *pages, gsize n_pages,
                                CbFrameSink sink, gpointer data, char **reason)
{
    PopplerDocument *document = NULL;
    *reason = NULL;
    CbExtractState state = cb_pdf_open(fd, &document, reason);
    gboolean more = state == CB_EXTRACT_OK;
    for (gsize i = 0; more && i < n_pages; i++) {
        g_autofree char *text = recognize(ocr, document, pages[i]);
        g_autoptr(GByteArray) payload = g_byte_array_new();
        cb_pack_number(payload, pages[i]);
        cb_pack_string(payload, text);
        more = sink(CB_FRAME_OCR_PAGE, payload, data);
    }
    g_clear_object(&document);
    return state;
}
