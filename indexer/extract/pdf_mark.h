/* SPDX-License-Identifier: GPL-3.0-or-later */
/* List marks at the start of a segment. Private to pdf_segment.c. */
#ifndef CB_EXTRACT_PDF_MARK_H
#define CB_EXTRACT_PDF_MARK_H

#include "pdf_segment.h"

G_BEGIN_DECLS

/** Sets the flags of @segment, whose text is the end of @text and whose first character is known,
 * and drops the sign of a bullet from @text: it says nothing that the flag does not say. */
void cb_pdf_take_mark(CbPdfSegment *segment, GString *text);

G_END_DECLS

#endif
