/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a PDF says about itself: title, date, outline, page labels. */
#ifndef CB_EXTRACT_PDF_META_H
#define CB_EXTRACT_PDF_META_H

#include <glib.h>
#include <poppler.h>

G_BEGIN_DECLS

/** Returns: (transfer full) (nullable): the title, or NULL when there is none that would tell a
 * reader anything. */
char *cb_pdf_title(PopplerDocument *document);

/** Whether a title is only what a program put there: a file name, "Microsoft Word - ...",
 * "Præsentation1", "untitled". */
gboolean cb_pdf_title_is_useless(const char *title);

/** Returns: (transfer full) (nullable): when it was modified, else created, as "YYYY-MM-DD" in the
 * time zone that the PDF names. */
char *cb_pdf_date(PopplerDocument *document);

/** Appends the outline to @out as CB_FRAME_PDF_INFO prescribes: a count, then level, page and title
 * of each. At most CB_MAX_OUTLINE_ITEMS, CB_MAX_OUTLINE_DEPTH levels. */
void cb_pdf_pack_outline(PopplerDocument *document, GByteArray *out);

/** Returns: (transfer full) (nullable): the label printed on @page, or NULL when it is @number. */
char *cb_pdf_label(PopplerPage *page, guint number);

G_END_DECLS

#endif
