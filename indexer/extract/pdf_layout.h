/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading order: from the segments of a page to lines in the order in which a person reads them. */
#ifndef CB_EXTRACT_PDF_LAYOUT_H
#define CB_EXTRACT_PDF_LAYOUT_H

#include "pdf_line.h"

G_BEGIN_DECLS

/**
 * cb_pdf_layout:
 * @runs: the page; segments that are one text are joined in it (pdf_join.h).
 * @direction: the segments to order.
 * @page_height: height of the page in the turned frame; 0 when unknown.
 * @ordered: (out): #CbPdfSegment in reading order.
 * @lines: (out): #CbPdfLine in reading order, which refer to @ordered.
 *
 * Both arrays are emptied first.
 */
void cb_pdf_layout(CbPdfRuns *runs, CbPdfDirection direction, double page_height, GArray *ordered,
                   GArray *lines);

G_END_DECLS

#endif
