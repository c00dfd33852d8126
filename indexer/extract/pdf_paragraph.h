/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines in reading order to paragraphs. */
#ifndef CB_EXTRACT_PDF_PARAGRAPH_H
#define CB_EXTRACT_PDF_PARAGRAPH_H

#include "pdf_hyphen.h"
#include "pdf_layout.h"

G_BEGIN_DECLS

/**
 * cb_pdf_append_paragraphs:
 * @hyphens: of the document.
 * @text: what the segments refer to (#CbPdfRuns.text).
 * @segments, @lines: from cb_pdf_layout().
 *
 * Appends the text to @out: paragraphs separated by a blank line (also from what @out had), their
 * lines by a space, and words broken at a line end in one piece.
 */
void cb_pdf_append_paragraphs(GString *out, CbPdfHyphens *hyphens, const char *text,
                              const GArray *segments, const GArray *lines);

G_END_DECLS

#endif
