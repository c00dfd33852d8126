/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading order.
 *
 * A PDF says where glyphs are painted and nothing of the order in which a person reads them. The
 * method here is the recursive X-Y cut (G. Nagy and S. Seth, "Hierarchical representation of
 * optically scanned documents", ICPR 1984), with gutters found as tall white rectangles that text
 * bounds on both sides (T. M. Breuel, "Two geometric algorithms for layout analysis", DAS 2002), so
 * that a heading across both columns does not hide the gutter below it.
 *
 * Segments. pdf_segment.c makes runs of words on one line out of glyphs; a run ends at a gap of
 * about one em. So a line across two columns is two segments, and a gutter is a stretch of white
 * that no segment crosses. Text of another direction (a side text turned by 90 degrees) is turned
 * upright and laid out by itself.
 *
 * Cut. A region is a set of segments. Of these cases the first that applies is taken:
 *
 * - It is one line: done.
 *
 * - A gutter runs through a part of its height, between lines that cross it: the region is cut
 *   above and below that part. Not quite at the crossing lines: a short last line of the paragraph
 *   above, or a short heading below, does not cross the gutter but is no part of the columns
 *   either. So of the white spaces near the end the largest is taken. Where other gutters run
 *   through the whole height, such a cut would tear their columns apart, so it is made only at
 *   lines that have nothing beside them: the spanning lines of a table.
 *
 * - Gutters run through its whole height: it is columns, a grid of boxes or a table, which
 *   pdf_columns.c tells apart. Columns are cut at the widest gutters, a grid between its rows, a
 *   table between its cells, and each part is a region again. Gutters found are remembered in the
 *   parts, where too few lines may be left to find them by.
 *
 * - Else it is a single column: its lines from the top down.
 *
 * Order. Parts are visited from top to bottom and from left to right. Page header and footer are
 * split off first, lest they stand between two columns of a text.
 *
 * Paragraphs. pdf_paragraph.c joins the lines.
 *
 * Cost. A cut sorts its segments and looks at each a fixed number of times, and depth is bounded:
 * O(n log n) for a page of n segments, however hostile. What is left at the greatest depth is read
 * from the top down.
 */
#include "pdf_layout.h"
#include "pdf_columns.h"
#include "pdf_join.h"
#include <string.h>

#define MAX_DEPTH 64
#define SAME_GUTTER 0.85 /* gutters of at least this share of the widest are cut with it */
#define MARGIN_ZONE 0.09 /* share of the page's height in which headers and footers stand */
#define MARGIN_SPACE 1.3 /* heights between them and the text */

typedef struct {
    GArray *ordered, *lines; /* the result */
    double right;            /* where the text of the page ends */
} Layout;

/* A single column, or a region that is not to be cut further. */
static void emit_block(Layout *l, const CbPdfSegment *segments, guint n, CbPdfBreak before)
{
    guint first_line = l->lines->len, base = l->ordered->len;
    if (n == 0)
        return;
    g_array_append_vals(l->ordered, segments, n);
    cb_pdf_group_lines(&g_array_index(l->ordered, CbPdfSegment, base), n, l->lines);
    for (guint i = first_line; i < l->lines->len; i++) {
        CbPdfLine *line = &g_array_index(l->lines, CbPdfLine, i);
        line->first_segment += base;
        if (i == first_line)
            line->before = before;
    }
}

/* ---- cutting ---- */

/* A part of the page, sorted downwards by the middle of the segments. */
typedef struct {
    const CbPdfSegment *segments;
    guint n;
    CbPdfBreak before;   /* between what was read last and the part */
    const GArray *known; /* gutters of what it was cut from, or NULL */
    guint depth;
} Region;

static void order(Layout *l, const Region *region);

static void order_part(Layout *l, const Region *whole, const CbPdfSegment *segments, guint n,
                       CbPdfBreak before, const GArray *known)
{
    Region part = {segments, n, before, known, whole->depth + 1};
    order(l, &part);
}

/* The gutters that are about as wide as the widest. */
static GArray *widest_gutters(const GArray *gutters)
{
    double widest = 0;
    for (guint i = 0; i < gutters->len; i++) {
        const CbPdfGap *gap = &g_array_index(gutters, CbPdfGap, i);
        widest = MAX(widest, gap->hi - gap->lo);
    }
    GArray *wide = g_array_new(FALSE, FALSE, sizeof(CbPdfGap));
    for (guint i = 0; i < gutters->len; i++) {
        const CbPdfGap *gap = &g_array_index(gutters, CbPdfGap, i);
        if (gap->hi - gap->lo >= SAME_GUTTER * widest)
            g_array_append_vals(wide, gap, 1);
    }
    return wide;
}

static void order_columns(Layout *l, const Region *r, const GArray *gutters, double height)
{
    g_autoptr(GArray) wide = widest_gutters(gutters);
    g_autoptr(CbPdfColumns) c = cb_pdf_columns_new(r->segments, r->n, wide, height, l->right);
    for (guint k = 0; k < c->n_columns; k++)
        order_part(l, r, c->segments + c->starts[k], c->starts[k + 1] - c->starts[k],
                   k == 0 ? r->before : CB_PDF_NEXT_COLUMN, gutters);
}

static void order_grid(Layout *l, const Region *r, const CbPdfColumns *c, const GArray *gutters)
{
    g_autoptr(GArray) grid = cb_pdf_columns_grid(c);
    for (guint i = 0, from = 0; i <= grid->len; i++) {
        double end = i < grid->len ? g_array_index(grid, CbPdfGap, i).hi : G_MAXDOUBLE;
        guint to = from;
        while (to < r->n && cb_pdf_middle(&r->segments[to]) < end)
            to++;
        order_part(l, r, r->segments + from, to - from, i == 0 ? r->before : CB_PDF_NEW_BLOCK,
                   gutters);
        from = to;
    }
}

/* Appends the segments that lines @from to @to of a table have in column @k. Returns how many lines
 * there were. */
static guint append_cell(GArray *cells, const CbPdfColumns *c, guint from, guint to, guint k)
{
    guint n = 0;
    for (guint i = from; i < to; i++) {
        gint at = g_array_index(c->table, CbPdfTableLine, i).cells[k];
        if (at < 0)
            continue;
        const CbPdfLine *line = cb_pdf_columns_line(c, k, (guint)at);
        g_array_append_vals(cells, c->segments + c->starts[k] + line->first_segment,
                            line->n_segments);
        n++;
    }
    return n;
}

/* Cells of one line that stand side by side are one line. */
static void emit_cells(Layout *l, GArray *cells, CbPdfBreak *before)
{
    if (cells->len == 0)
        return;
    g_array_sort(cells, cb_pdf_compare_middle);
    emit_block(l, &g_array_index(cells, CbPdfSegment, 0), cells->len, *before);
    g_array_set_size(cells, 0);
    *before = CB_PDF_NEW_BLOCK;
}

/* Lines @from to @to of a table. A cell of several lines is a region of its own. */
static void order_row(Layout *l, const Region *r, const CbPdfColumns *c, guint from, guint to,
                      CbPdfBreak before)
{
    g_autoptr(GArray) cells = g_array_new(FALSE, FALSE, sizeof(CbPdfSegment));
    for (guint k = 0; k < c->n_columns; k++) {
        guint old = cells->len;
        if (append_cell(cells, c, from, to, k) < 2)
            continue;
        g_autoptr(GArray) cell = g_array_new(FALSE, FALSE, sizeof(CbPdfSegment));
        g_array_append_vals(cell, &g_array_index(cells, CbPdfSegment, old), cells->len - old);
        g_array_set_size(cells, old);
        emit_cells(l, cells, &before);
        g_array_sort(cell, cb_pdf_compare_middle);
        order_part(l, r, &g_array_index(cell, CbPdfSegment, 0), cell->len, before, NULL);
        before = CB_PDF_NEW_BLOCK;
    }
    emit_cells(l, cells, &before);
}

static void order_table(Layout *l, const Region *r, const CbPdfColumns *c)
{
    for (guint from = 0, to; from < c->table->len; from = to) {
        to = from + 1;
        while (to < c->table->len && !g_array_index(c->table, CbPdfTableLine, to).begins)
            to++;
        order_row(l, r, c, from, to, from == 0 ? r->before : CB_PDF_NEW_BLOCK);
    }
}

static void order_divided(Layout *l, const Region *r, const GArray *gutters, double height)
{
    g_autoptr(CbPdfColumns) c = cb_pdf_columns_new(r->segments, r->n, gutters, height, l->right);
    switch (cb_pdf_columns_reading(c)) {
    case CB_PDF_READ_TABLE:
        order_table(l, r, c);
        break;
    case CB_PDF_READ_GRID:
        order_grid(l, r, c, gutters);
        break;
    case CB_PDF_READ_COLUMNS:
        order_columns(l, r, gutters, height);
        break;
    }
}

static void order_bands(Layout *l, const Region *r, const CbPdfBand *band)
{
    guint ends[] = {0, band->from, band->to, r->n};
    CbPdfBreak before = r->before;
    for (guint i = 0; i < 3; i++) {
        if (ends[i] == ends[i + 1])
            continue;
        order_part(l, r, r->segments + ends[i], ends[i + 1] - ends[i], before, r->known);
        before = CB_PDF_NEW_BLOCK;
    }
}

static void order(Layout *l, const Region *r)
{
    if (r->n == 0)
        return;
    if (r->depth == MAX_DEPTH || cb_pdf_is_one_line(r->segments, r->n)) {
        emit_block(l, r->segments, r->n, r->before);
        return;
    }
    double height = cb_pdf_typical_height(r->segments, r->n);
    g_autoptr(GArray) gutters = cb_pdf_find_gutters(r->segments, r->n, height, r->known);
    CbPdfBand band;
    if (cb_pdf_find_band(r->segments, r->n, height, gutters->len > 0, &band))
        order_bands(l, r, &band);
    else if (gutters->len > 0)
        order_divided(l, r, gutters, height);
    else
        emit_block(l, r->segments, r->n, r->before);
}

/* ---- the page ---- */

/* How many segments at the top are a page header: one line near the edge with space below it. */
static guint header_length(const CbPdfSegment *s, guint n, const double *space, double edge,
                           double height)
{
    guint end = 1;
    while (end < n && space[end] <= 0)
        end++;
    gboolean is_header = end < n && s[end - 1].y1 < edge && cb_pdf_is_one_line(s, end) &&
                         space[end] > MARGIN_SPACE * height && s[0].y1 - s[0].y0 < 1.3 * height;
    return is_header ? end : 0;
}

static guint footer_length(const CbPdfSegment *s, guint n, const double *space, double edge,
                           double height)
{
    guint start = n - 1;
    while (start > 0 && space[start] <= 0)
        start--;
    gboolean is_footer =
        start > 0 && s[start].y0 > edge && cb_pdf_is_one_line(s + start, n - start) &&
        space[start] > MARGIN_SPACE * height && s[start].y1 - s[start].y0 < 1.3 * height;
    return is_footer ? n - start : 0;
}

static void order_page(Layout *l, const CbPdfSegment *s, guint n, double page_height)
{
    double height = cb_pdf_typical_height(s, n);
    g_autofree double *space = cb_pdf_spaces_above(s, n, height);
    double edge = MARGIN_ZONE * page_height;
    gboolean known = page_height > 0;
    guint header = known ? header_length(s, n, space, edge, height) : 0;
    guint footer = known && n > header ? footer_length(s, n, space, page_height - edge, height) : 0;
    footer = header + footer > n ? 0 : footer;
    emit_block(l, s, header, CB_PDF_NEW_BLOCK);
    Region text = {s + header, n - header - footer, CB_PDF_NEW_BLOCK, NULL, 0};
    order(l, &text);
    emit_block(l, s + n - footer, footer, CB_PDF_NEW_BLOCK);
}

void cb_pdf_layout(CbPdfRuns *runs, CbPdfDirection direction, double page_height, GArray *ordered,
                   GArray *lines)
{
    GArray *segments = runs->segments[direction];
    g_array_set_size(ordered, 0);
    g_array_set_size(lines, 0);
    g_array_sort(segments, cb_pdf_compare_middle);
    cb_pdf_join_segments(runs->text, segments);
    if (segments->len == 0)
        return;
    Layout l = {.ordered = ordered, .lines = lines, .right = -G_MAXDOUBLE};
    for (guint i = 0; i < segments->len; i++)
        l.right = MAX(l.right, g_array_index(segments, CbPdfSegment, i).x1);
    order_page(&l, (const CbPdfSegment *)(gconstpointer)segments->data, segments->len, page_height);
}
