/* SPDX-License-Identifier: GPL-3.0-or-later */
/* White space between segments: gaps, gutters, and bands beside a gutter. Private to the layout. */
#ifndef CB_EXTRACT_PDF_GUTTER_H
#define CB_EXTRACT_PDF_GUTTER_H

#include "pdf_segment.h"

G_BEGIN_DECLS

/** White space between @lo and @hi, in points, on one axis. */
typedef struct {
    double lo, hi;
} CbPdfGap;

/** A stretch of a region with a gutter at @x through all of its height: segments @from to before
 * @to. */
typedef struct {
    guint from, to;
    double x, score;
} CbPdfBand;

/** Gaps of at least @least between the segments, seen on one axis: #CbPdfGap, sorted. */
GArray *cb_pdf_find_gaps(const CbPdfSegment *segments, guint n, gboolean vertical, double least);

/**
 * cb_pdf_find_gutters:
 * @height: typical height of a segment.
 * @known: (nullable): gutters (#CbPdfGap) of the region that this one was cut from: what is left of
 * them counts however narrow it is.
 *
 * Returns: (transfer full): the gutters through the whole height of the region: #CbPdfGap from left
 * to right.
 */
GArray *cb_pdf_find_gutters(const CbPdfSegment *segments, guint n, double height,
                            const GArray *known);

/**
 * cb_pdf_find_band:
 * @segments: sorted downwards.
 * @alone: only between segments that have nothing beside them.
 *
 * Finds the best gutter through a part of the height. Returns: FALSE when there is none.
 */
gboolean cb_pdf_find_band(const CbPdfSegment *segments, guint n, double height, gboolean alone,
                          CbPdfBand *band);

/** White space over the whole width above each of the segments, which are sorted downwards: @n + 1
 * numbers, negative where there is none, G_MAXDOUBLE at both ends. */
double *cb_pdf_spaces_above(const CbPdfSegment *segments, guint n, double height);

G_END_DECLS

#endif
