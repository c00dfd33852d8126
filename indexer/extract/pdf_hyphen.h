/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hyphen at a line end: part of the word or not? */
#ifndef CB_EXTRACT_PDF_HYPHEN_H
#define CB_EXTRACT_PDF_HYPHEN_H

#include <glib.h>

G_BEGIN_DECLS

/** The words that a document was seen to write with a hyphen in the middle of a line. */
typedef struct CbPdfHyphens CbPdfHyphens;

CbPdfHyphens *cb_pdf_hyphens_new(void);
void cb_pdf_hyphens_free(CbPdfHyphens *hyphens);

/** Takes note of the hyphens in @line, a line of text. */
void cb_pdf_hyphens_learn(CbPdfHyphens *hyphens, const char *line, gsize length);

/**
 * cb_pdf_join_lines:
 *
 * Appends @next, the text of the next line, to a paragraph in @out. A word that was broken with a
 * hyphen becomes one ("fast-", "holdelse"); a hyphen that belongs to the word stays ("SOSU-",
 * "elever"; "2-", "årig"; "Linux-", "system" in a document that has "Linux-system" elsewhere), and
 * one that stands for a part that follows later stays with a space ("social-", "og
 * sundhedsassistent").
 */
void cb_pdf_join_lines(GString *out, const CbPdfHyphens *hyphens, const char *next, gsize length);

/** Drops a soft hyphen (U+00AD) from the end of @text. Returns: whether there was one. */
gboolean cb_pdf_drop_soft_hyphen(GString *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbPdfHyphens, cb_pdf_hyphens_free)

G_END_DECLS

#endif
