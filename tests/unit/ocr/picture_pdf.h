/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes scans of PDFs: the same pages, but as pictures. */
#ifndef TEST_PICTURE_PDF_H
#define TEST_PICTURE_PDF_H

#include <glib.h>

G_BEGIN_DECLS

/**
 * PictureOptions:
 * @dpi: dots per inch of the pictures.
 * @quarters: the paper lies so many quarters clockwise in the scanner.
 * @askew: degrees clockwise besides.
 * @keep_text: of every @keep_text pages the first keeps its text; 0 for none.
 * @copies: how many times the pages come; 0 is once.
 */
typedef struct {
    double dpi;
    guint quarters;
    double askew;
    guint keep_text;
    guint copies;
} PictureOptions;

/** The PDF at @path as a scanned one. (transfer full) (nullable): NULL when it cannot be read. */
GBytes *picture_pdf(const char *path, const PictureOptions *options);

/** One A4 page with a picture that has no letters: the grain and the shades of a photograph. */
GBytes *photograph_pdf(void);

G_END_DECLS

#endif
