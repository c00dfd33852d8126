/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was recognised, as text. Private to the OCR. */
#ifndef CB_EXTRACT_OCR_TEXT_H
#define CB_EXTRACT_OCR_TEXT_H

#include <glib.h>
#include <tesseract/capi.h>

G_BEGIN_DECLS

/** How well a page was read. */
typedef struct {
    guint letters; /* and figures, in all words */
    guint sure;    /* those in words that tesseract is sure of */
} CbOcrTrust;

/** Counts what @api recognised last. */
CbOcrTrust cb_ocr_trust(TessBaseAPI *api);

/** The text of what @api recognised last, without the words that are likely no words. "" when too
 * little is left. (transfer full) */
char *cb_ocr_text(TessBaseAPI *api);

G_END_DECLS

#endif
