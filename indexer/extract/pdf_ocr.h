/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recognises pages of a PDF that are only pictures. */
#ifndef CB_EXTRACT_PDF_OCR_H
#define CB_EXTRACT_PDF_OCR_H

#include "ocr.h"
#include "pdf_read.h"

G_BEGIN_DECLS

/**
 * cb_pdf_recognize:
 * @fd: as for cb_pdf_read().
 * @pages: the numbers of @n_pages pages.
 * @sink: takes one CB_FRAME_OCR_PAGE for each of them in their order, each as soon as it is read. A
 * page that cannot be drawn has no text (NULL), which is not the same as an empty one.
 * @reason: as for cb_pdf_read().
 *
 * Returns: CB_EXTRACT_OK when all were tried or @sink said stop; else what keeps the file from
 * being opened.
 */
CbExtractState cb_pdf_recognize(CbOcr *ocr, int fd, const guint *pages, gsize n_pages,
                                CbFrameSink sink, gpointer data, char **reason);

G_END_DECLS

#endif
