/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Columns, grid or table?
 *
 * Table: see pdf_table.c. Grid: there is white space across all columns that is clearly larger than
 * any within them. In two columns of running text the blank lines of one seldom meet those of the
 * other, and where two do they are no larger than the rest. A table with space between its rows is
 * a grid too; it is read as one only when its cells have several lines, as boxes do. Else columns.
 */
#include "pdf_columns.h"

#define GRID_SPACE 1.0   /* least space between rows of boxes, in heights */
#define GRID_LARGER 1.4  /* and how much larger than the space inside boxes */
#define GRID_WIDE 3.0    /* space that running text has not, in heights */
#define GRID_WIDER 1.1   /* and how much larger such space must be */
#define SAME_CLASS 0.7   /* spaces of at least this share of the largest part rows too */
#define MOST_LEADING 0.4 /* space between lines of a paragraph, in heights */
#define SHARED 0.6       /* share of a space that must be white over the whole width */
#define TITLE_SPACE 1.8  /* most space between a title and its box, in heights */

/* ---- building ---- */

static guint column_of(const GArray *gutters, const CbPdfSegment *segment)
{
    double middle = (segment->x0 + segment->x1) / 2;
    guint column = 0;
    while (column < gutters->len && g_array_index(gutters, CbPdfGap, column).hi < middle)
        column++;
    return column;
}

/* Sorts the segments into their columns, keeping their order. */
static void distribute(CbPdfColumns *c, const CbPdfSegment *segments, const GArray *gutters)
{
    g_autofree guint *of = g_new(guint, c->n_segments);
    for (guint i = 0; i < c->n_segments; i++) {
        of[i] = column_of(gutters, &segments[i]);
        c->starts[of[i] + 1]++;
    }
    for (guint k = 0; k < c->n_columns; k++)
        c->starts[k + 1] += c->starts[k];
    g_autofree guint *next = g_memdup2(c->starts, c->n_columns * sizeof *next);
    for (guint i = 0; i < c->n_segments; i++)
        c->segments[next[of[i]]++] = segments[i];
}

const CbPdfLine *cb_pdf_columns_line(const CbPdfColumns *c, guint column, guint i)
{
    return &g_array_index(c->lines[column], CbPdfLine, i);
}

double cb_pdf_columns_space(const CbPdfColumns *c, guint column, guint i)
{
    return cb_pdf_columns_line(c, column, i)->y0 - cb_pdf_columns_line(c, column, i - 1)->y1;
}

/* The space that a quarter of the lines of a column do not exceed, but never more than running text
 * has. */
static double find_leading(const CbPdfColumns *c, guint column)
{
    g_autoptr(GArray) spaces = g_array_new(FALSE, FALSE, sizeof(double));
    for (guint i = 1; i < c->lines[column]->len; i++) {
        double space = cb_pdf_columns_space(c, column, i);
        g_array_append_val(spaces, space);
    }
    if (spaces->len == 0)
        return 0;
    g_array_sort(spaces, cb_pdf_compare_numbers);
    return MIN(g_array_index(spaces, double, spaces->len / 4), MOST_LEADING * c->height);
}

static void measure_columns(CbPdfColumns *c, double right)
{
    double next = right;
    for (guint k = c->n_columns; k-- > 0;) {
        double left = G_MAXDOUBLE;
        for (guint i = 0; i < c->lines[k]->len; i++)
            left = MIN(left, cb_pdf_columns_line(c, k, i)->x0);
        c->leading[k] = find_leading(c, k);
        c->limits[k] = next;
        next = left - c->height / 2;
    }
}

/* ---- grid ---- */

/* Whether most of the space between @lo and @hi is white over the whole width. */
static gboolean is_across(const CbPdfColumns *c, double lo, double hi)
{
    guint from = 0, to = c->gaps->len;
    while (from < to) {
        guint middle = (from + to) / 2;
        if (g_array_index(c->gaps, CbPdfGap, middle).hi <= lo)
            from = middle + 1;
        else
            to = middle;
    }
    for (; from < c->gaps->len; from++) {
        const CbPdfGap *gap = &g_array_index(c->gaps, CbPdfGap, from);
        if (gap->lo >= hi)
            break;
        if (MIN(gap->hi, hi) - MAX(gap->lo, lo) >= SHARED * (hi - lo))
            return TRUE;
    }
    return FALSE;
}

/* The largest space inside one column that other columns do not share. */
static double largest_inside(const CbPdfColumns *c)
{
    double largest = 0;
    for (guint k = 0; k < c->n_columns; k++)
        for (guint i = 1; i < c->lines[k]->len; i++) {
            double space = cb_pdf_columns_space(c, k, i);
            if (space > largest && space > c->leading[k] + 0.3 * c->height &&
                !is_across(c, cb_pdf_columns_line(c, k, i - 1)->y1,
                           cb_pdf_columns_line(c, k, i)->y0))
                largest = space;
        }
    return largest;
}

static guint lines_between(const CbPdfColumns *c, double from, double to)
{
    guint n = 0;
    for (guint i = 0; i < c->table->len; i++) {
        double middle = g_array_index(c->table, CbPdfTableLine, i).middle;
        n += middle > from && middle < to;
    }
    return n;
}

/* A row of titles close above (or captions below) a row of boxes: not two rows of boxes. */
static gboolean is_title_row(const CbPdfColumns *c, const CbPdfGap *gap)
{
    return gap->hi - gap->lo < TITLE_SPACE * c->height &&
           (lines_between(c, -G_MAXDOUBLE, gap->lo) == 1 ||
            lines_between(c, gap->hi, G_MAXDOUBLE) == 1);
}

GArray *cb_pdf_columns_grid(const CbPdfColumns *c)
{
    GArray *grid = g_array_new(FALSE, FALSE, sizeof(CbPdfGap));
    double largest = 0, inside = largest_inside(c);
    for (guint i = 0; i < c->gaps->len; i++) {
        const CbPdfGap *gap = &g_array_index(c->gaps, CbPdfGap, i);
        largest = MAX(largest, gap->hi - gap->lo);
    }
    double least = (largest < GRID_WIDE * c->height ? GRID_LARGER : GRID_WIDER) * inside;
    least = MAX(MAX(least, SAME_CLASS * largest), GRID_SPACE * c->height);
    for (guint i = 0; i < c->gaps->len; i++) {
        const CbPdfGap *gap = &g_array_index(c->gaps, CbPdfGap, i);
        if (gap->hi - gap->lo >= least)
            g_array_append_vals(grid, gap, 1);
    }
    if (grid->len == 1 && is_title_row(c, &g_array_index(grid, CbPdfGap, 0)))
        g_array_set_size(grid, 0);
    return grid;
}

/* Whether the lines of the table from @from to before @to hold boxes: two columns at least, and no
 * column with a single line. */
static gboolean are_boxes(const CbPdfColumns *c, guint from, guint to)
{
    guint columns = 0;
    for (guint k = 0; k < c->n_columns; k++) {
        guint lines = 0;
        for (guint i = from; i < to; i++)
            lines += g_array_index(c->table, CbPdfTableLine, i).cells[k] >= 0;
        if (lines == 1)
            return FALSE;
        columns += lines > 1;
    }
    return columns > 1;
}

static gboolean has_mostly_boxes(const CbPdfColumns *c, const GArray *grid)
{
    guint from = 0, boxes = 0;
    for (guint part = 0; part <= grid->len; part++) {
        guint to = from;
        double end = part < grid->len ? g_array_index(grid, CbPdfGap, part).hi : G_MAXDOUBLE;
        while (to < c->table->len && g_array_index(c->table, CbPdfTableLine, to).middle < end)
            to++;
        boxes += are_boxes(c, from, to) ? 1 : 0;
        from = to;
    }
    return 2 * boxes > grid->len;
}

CbPdfReading cb_pdf_columns_reading(const CbPdfColumns *c)
{
    g_autoptr(GArray) grid = cb_pdf_columns_grid(c);
    gboolean table = cb_pdf_table_likely(c);
    if (grid->len > 0 && (!table || has_mostly_boxes(c, grid)))
        return CB_PDF_READ_GRID;
    return table ? CB_PDF_READ_TABLE : CB_PDF_READ_COLUMNS;
}

/* ---- the whole ---- */

CbPdfColumns *cb_pdf_columns_new(const CbPdfSegment *segments, guint n, const GArray *gutters,
                                 double height, double right)
{
    CbPdfColumns *c = g_new0(CbPdfColumns, 1);
    c->n_columns = gutters->len + 1;
    c->n_segments = n;
    c->height = height;
    c->segments = g_new(CbPdfSegment, n);
    c->starts = g_new0(guint, c->n_columns + 1);
    c->limits = g_new0(double, c->n_columns);
    c->leading = g_new0(double, c->n_columns);
    distribute(c, segments, gutters);
    c->lines = g_new(GArray *, c->n_columns);
    for (guint k = 0; k < c->n_columns; k++) {
        c->lines[k] = g_array_new(FALSE, FALSE, sizeof(CbPdfLine));
        cb_pdf_group_lines(c->segments + c->starts[k], c->starts[k + 1] - c->starts[k],
                           c->lines[k]);
    }
    measure_columns(c, right);
    c->gaps = cb_pdf_find_gaps(segments, n, TRUE, 0.01);
    cb_pdf_table_build(c);
    return c;
}

void cb_pdf_columns_free(CbPdfColumns *c)
{
    if (c == NULL)
        return;
    for (guint k = 0; k < c->n_columns; k++)
        g_array_unref(c->lines[k]);
    g_free(c->lines);
    g_free(c->segments);
    g_free(c->starts);
    g_free(c->limits);
    g_free(c->leading);
    g_array_unref(c->gaps);
    g_array_unref(c->table);
    g_free(c);
}
