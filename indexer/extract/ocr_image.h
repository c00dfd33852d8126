/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages as pictures for recognition: drawn, measured, straightened. Private to the OCR. */
#ifndef CB_EXTRACT_OCR_IMAGE_H
#define CB_EXTRACT_OCR_IMAGE_H

#include <leptonica/allheaders.h>
#include <poppler.h>

G_BEGIN_DECLS

typedef PIX CbOcrImage;

/** Draws a page in 256 greys. @image's resolution says the dots per inch: 200 for the sizes of
 * paper, more for smaller and fewer for larger ones. NULL when there is not memory enough.
 * (transfer full) */
CbOcrImage *cb_ocr_draw(PopplerPage *page);
void cb_ocr_image_free(CbOcrImage *image);

/** Whether there is nothing on the page that could be a letter. */
gboolean cb_ocr_is_blank(CbOcrImage *image);

/** Which way the page lies by its looks alone: by how many quarters it is to be turned clockwise. A
 * guess, and on a page of few or large letters a bad one. */
guint cb_ocr_guess_turn(CbOcrImage *image);

/** The page turned back by the few degrees that it lies askew. (transfer full) */
CbOcrImage *cb_ocr_straighten(CbOcrImage *image);

/** @quarters: clockwise. (transfer full) */
CbOcrImage *cb_ocr_turn(CbOcrImage *image, guint quarters);

/** Half as wide and half as high. (transfer full) */
CbOcrImage *cb_ocr_halve(CbOcrImage *image);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbOcrImage, cb_ocr_image_free)

G_END_DECLS

#endif
