/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Segments that are one text although they stand apart. Private to the layout. */
#ifndef CB_EXTRACT_PDF_JOIN_H
#define CB_EXTRACT_PDF_JOIN_H

#include "pdf_segment.h"

G_BEGIN_DECLS

/** Joins "1." or a bullet with the text to the right of it, lest they look like two columns, and a
 * large initial with the line that it begins. @segments are sorted by cb_pdf_compare_middle() and
 * stay so; their texts are in @text. */
void cb_pdf_join_segments(GString *text, GArray *segments);

G_END_DECLS

#endif
