/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines in reading order to paragraphs: which lines go together, and which words were broken. */
#ifndef CB_EXTRACT_PDF_PARAGRAPH_H
#define CB_EXTRACT_PDF_PARAGRAPH_H

#include "pdf_layout.h"

G_BEGIN_DECLS

/**
 * cb_pdf_append_paragraphs:
 * @text: what the segments refer to (#CbPdfRuns.text).
 * @segments, @lines: from cb_pdf_layout().
 *
 * Appends the text to @out: paragraphs separated by a blank line (also from what @out had), their
 * lines by a space, and words broken at a line end in one piece.
 */
void cb_pdf_append_paragraphs(GString *out, const char *text, const GArray *segments,
                              const GArray *lines);

/**
 * cb_pdf_join_lines:
 *
 * Appends @next, the text of the next line, to a paragraph in @out. A word that was broken with a
 * hyphen becomes one ("fast-", "holdelse"); a hyphen that belongs to the word stays ("SOSU-",
 * "elever"; "2-", "årig"), and one that stands for a part that follows later stays with a space
 * ("social-", "og sundhedsassistent").
 */
void cb_pdf_join_lines(GString *out, const char *next, gsize length);

G_END_DECLS

#endif
