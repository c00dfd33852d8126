/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One page of a PDF from poppler: its text in reading order, and whether it is a picture of one. */
#ifndef CB_EXTRACT_PDF_PAGE_H
#define CB_EXTRACT_PDF_PAGE_H

#include "pdf_hyphen.h"
#include "pdf_segment.h"

G_BEGIN_DECLS

/**
 * cb_pdf_page_text:
 * @runs: scratch space, cleared first.
 * @hyphens: of the document; learns from this page.
 * @max_bytes: the text is cut after a whole word to this length.
 *
 * Returns: (transfer full): paragraphs separated by one blank line; "" for a page without text.
 * Valid UTF-8 in NFC.
 */
char *cb_pdf_page_text(PopplerPage *page, CbPdfRuns *runs, CbPdfHyphens *hyphens, gsize max_bytes);

/** Whether pictures cover most of the page, as on a scanned one. */
gboolean cb_pdf_page_is_picture(PopplerPage *page);

G_END_DECLS

#endif
