/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A region of a page that gutters divide into columns: is it columns of text, a grid of boxes, or a
 * table? Private to the layout. */
#ifndef CB_EXTRACT_PDF_COLUMNS_H
#define CB_EXTRACT_PDF_COLUMNS_H

#include "pdf_layout.h"

G_BEGIN_DECLS

typedef enum {
    CB_PDF_READ_COLUMNS, /* each column from top to bottom */
    CB_PDF_READ_GRID,    /* each row of boxes from left to right, each box whole */
    CB_PDF_READ_TABLE,   /* each row of cells from left to right */
} CbPdfReading;

/** White space between @lo and @hi, in points, on one axis. */
typedef struct {
    double lo, hi;
} CbPdfGap;

/** A line of a table: which line of each column stands at this height. */
typedef struct {
    double middle;
    gint *cells;     /* index into the column's lines, or -1; n_columns of them */
    gboolean begins; /* a row of the table begins here */
} CbPdfTableLine;

/**
 * CbPdfColumns:
 * @segments: those of column 0, then those of column 1 and so on, each sorted downwards.
 * @starts: where each column begins in @segments; n_columns + 1 of them.
 * @lines: the lines (#CbPdfLine) of each column, counted from its first segment.
 * @room: how wide a line of each column could be.
 * @height: typical height of a line.
 * @leading: white space between two lines of a paragraph.
 * @gaps: white space over the whole width (#CbPdfGap), from the top down.
 * @table: #CbPdfTableLine, from the top down.
 */
typedef struct {
    guint n_columns;
    CbPdfSegment *segments;
    guint n_segments;
    guint *starts;
    GArray **lines;
    double *room;
    double height;
    double leading;
    GArray *gaps;
    GArray *table;
} CbPdfColumns;

/**
 * cb_pdf_columns_new:
 * @segments: sorted downwards; copied.
 * @gutters: #CbPdfGap, from left to right; at least one.
 * @height: typical height of a segment.
 * @right: where the text of the page ends on the right.
 */
CbPdfColumns *cb_pdf_columns_new(const CbPdfSegment *segments, guint n, const GArray *gutters,
                                 double height, double right);
void cb_pdf_columns_free(CbPdfColumns *columns);

/** How to read @columns. */
CbPdfReading cb_pdf_columns_reading(const CbPdfColumns *columns);

/** The white space over the whole width that parts the rows of a grid (#CbPdfGap); empty when there
 * is none that does. */
GArray *cb_pdf_columns_grid(const CbPdfColumns *columns);

/** Gaps of at least @least between the segments, seen on one axis: #CbPdfGap, sorted. */
GArray *cb_pdf_find_gaps(const CbPdfSegment *segments, guint n, gboolean vertical, double least);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbPdfColumns, cb_pdf_columns_free)

G_END_DECLS

#endif
