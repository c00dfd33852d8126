/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A region of a page that gutters divide into columns: is it columns of text, a grid of boxes, or a
 * table? Private to the layout. */
#ifndef CB_EXTRACT_PDF_COLUMNS_H
#define CB_EXTRACT_PDF_COLUMNS_H

#include "pdf_gutter.h"
#include "pdf_line.h"

G_BEGIN_DECLS

typedef enum {
    CB_PDF_READ_COLUMNS, /* each column from top to bottom */
    CB_PDF_READ_GRID,    /* each row of boxes from left to right, each box whole */
    CB_PDF_READ_TABLE,   /* each row of cells from left to right */
} CbPdfReading;

/** Lines of several columns that stand at one height. */
typedef struct {
    double middle;
    gint *cells;     /* which line of each column, or -1; n_columns of them */
    gboolean begins; /* read as a table, a row begins here */
    gboolean label;  /* the cell of the first column begins here */
} CbPdfTableLine;

/**
 * CbPdfColumns:
 * @segments: those of column 0, then those of column 1 and so on, each sorted downwards.
 * @starts: where each column begins in @segments; n_columns + 1 of them.
 * @lines: the lines (#CbPdfLine) of each column, counted from its first segment.
 * @limits: how far to the right a line of each column could reach.
 * @leading: white space between two lines of a paragraph, in each column.
 * @height: typical height of a line.
 * @gaps: white space over the whole width (#CbPdfGap), from the top down.
 * @table: #CbPdfTableLine, from the top down.
 */
typedef struct {
    guint n_columns;
    CbPdfSegment *segments;
    guint n_segments;
    guint *starts;
    GArray **lines;
    double *limits, *leading;
    double height;
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

/** Builds @columns->table (pdf_table.c). */
void cb_pdf_table_build(CbPdfColumns *columns);

/** Whether @columns would do as a table (pdf_table.c). */
gboolean cb_pdf_table_likely(const CbPdfColumns *columns);

/** Line @i of column @column, and the white space between it and the one above (@i > 0). */
const CbPdfLine *cb_pdf_columns_line(const CbPdfColumns *columns, guint column, guint i);
double cb_pdf_columns_space(const CbPdfColumns *columns, guint column, guint i);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbPdfColumns, cb_pdf_columns_free)

G_END_DECLS

#endif
