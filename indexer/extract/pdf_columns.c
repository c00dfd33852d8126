/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Columns, grid or table? Poppler tells where letters stand, not where lines are drawn, so the text
 * itself must tell.
 *
 * Grid: there is white space across all columns that is clearly larger than any within them. In two
 * columns of running text the blank lines of one seldom meet those of the other, and when two do
 * they are no larger than the rest.
 *
 * Table: where lines of several columns stand at one height they begin together. In columns of
 * running text one of them is then in the middle of a sentence (a "mixed" height). Whether a line
 * begins something or goes on is seen by the space above it, its first letter, and whether its
 * first word would have found room on the line above: if so, somebody broke that line on purpose.
 *
 * Else columns.
 */
#include "pdf_columns.h"
#include <math.h>

#define GRID_SPACE 1.0    /* least space between rows of boxes, in heights */
#define GRID_LARGER 1.3   /* and how much larger than the space inside boxes */
#define SAME_CLASS 0.7    /* spaces of at least this share of the largest part rows too */
#define SAME_HEIGHT 0.35  /* middles within this many heights stand at the same height */
#define NEW_PARAGRAPH 0.4 /* heights beyond the leading */
#define WIDE_LEADING 0.6  /* heights; more than running text has */

/* ---- gaps ---- */

static gint compare_gaps(gconstpointer a, gconstpointer b)
{
    double x = ((const CbPdfGap *)a)->lo, y = ((const CbPdfGap *)b)->lo;
    return (x > y) - (x < y);
}

GArray *cb_pdf_find_gaps(const CbPdfSegment *segments, guint n, gboolean vertical, double least)
{
    g_autoptr(GArray) spans = g_array_sized_new(FALSE, FALSE, sizeof(CbPdfGap), n);
    for (guint i = 0; i < n; i++) {
        CbPdfGap span = vertical ? (CbPdfGap){segments[i].y0, segments[i].y1}
                                 : (CbPdfGap){segments[i].x0, segments[i].x1};
        g_array_append_val(spans, span);
    }
    g_array_sort(spans, compare_gaps);
    GArray *gaps = g_array_new(FALSE, FALSE, sizeof(CbPdfGap));
    double reached = n > 0 ? g_array_index(spans, CbPdfGap, 0).hi : 0;
    for (guint i = 1; i < n; i++) {
        CbPdfGap span = g_array_index(spans, CbPdfGap, i);
        if (span.lo - reached >= least)
            g_array_append_val(gaps, ((CbPdfGap){reached, span.lo}));
        reached = MAX(reached, span.hi);
    }
    return gaps;
}

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

static gint compare_numbers(gconstpointer a, gconstpointer b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static const CbPdfLine *line_at(const CbPdfColumns *c, guint column, guint i)
{
    return &g_array_index(c->lines[column], CbPdfLine, i);
}

static double space_above(const CbPdfColumns *c, guint column, guint i)
{
    return line_at(c, column, i)->y0 - line_at(c, column, i - 1)->y1;
}

/* The space that a quarter of the lines do not exceed: that of lines of one paragraph, but never
 * more than half a height. */
static double find_leading(const CbPdfColumns *c)
{
    g_autoptr(GArray) spaces = g_array_new(FALSE, FALSE, sizeof(double));
    for (guint k = 0; k < c->n_columns; k++)
        for (guint i = 1; i < c->lines[k]->len; i++) {
            double space = space_above(c, k, i);
            g_array_append_val(spaces, space);
        }
    if (spaces->len == 0)
        return 0;
    g_array_sort(spaces, compare_numbers);
    return MIN(g_array_index(spaces, double, spaces->len / 4), c->height / 2);
}

typedef struct {
    double middle;
    guint column, line;
} Cell;

static gint compare_cells(gconstpointer a, gconstpointer b)
{
    return compare_numbers(&((const Cell *)a)->middle, &((const Cell *)b)->middle);
}

static void clear_table_line(gpointer data)
{
    g_free(((CbPdfTableLine *)data)->cells);
}

static void add_cell(CbPdfColumns *c, const Cell *cell)
{
    CbPdfTableLine *line =
        c->table->len > 0 ? &g_array_index(c->table, CbPdfTableLine, c->table->len - 1) : NULL;
    if (line == NULL || cell->middle - line->middle > SAME_HEIGHT * c->height ||
        line->cells[cell->column] >= 0) {
        CbPdfTableLine fresh = {.middle = cell->middle, .cells = g_new(gint, c->n_columns)};
        for (guint k = 0; k < c->n_columns; k++)
            fresh.cells[k] = -1;
        g_array_append_val(c->table, fresh);
        line = &g_array_index(c->table, CbPdfTableLine, c->table->len - 1);
    }
    line->cells[cell->column] = (gint)cell->line;
}

static void build_table(CbPdfColumns *c)
{
    g_autoptr(GArray) cells = g_array_new(FALSE, FALSE, sizeof(Cell));
    for (guint k = 0; k < c->n_columns; k++)
        for (guint i = 0; i < c->lines[k]->len; i++) {
            const CbPdfLine *line = line_at(c, k, i);
            Cell cell = {(line->y0 + line->y1) / 2, k, i};
            g_array_append_val(cells, cell);
        }
    g_array_sort(cells, compare_cells);
    c->table = g_array_new(FALSE, FALSE, sizeof(CbPdfTableLine));
    g_array_set_clear_func(c->table, clear_table_line);
    for (guint i = 0; i < cells->len; i++)
        add_cell(c, &g_array_index(cells, Cell, i));
}

static void measure_columns(CbPdfColumns *c, double right)
{
    double next = right;
    for (guint k = c->n_columns; k-- > 0;) {
        double left = G_MAXDOUBLE;
        for (guint i = 0; i < c->lines[k]->len; i++)
            left = MIN(left, line_at(c, k, i)->x0);
        c->room[k] = next - left;
        next = left - c->height / 2;
    }
}

/* ---- does a line begin something? ---- */

static gboolean ends_sentence(gunichar c)
{
    return c == '.' || c == ':' || c == '!' || c == '?' || c == ';' || c == ')';
}

static double widest_line(const CbPdfColumns *c, guint column)
{
    double width = 0;
    for (guint i = 0; i < c->lines[column]->len; i++)
        width = MAX(width, line_at(c, column, i)->x1 - line_at(c, column, i)->x0);
    return width;
}

static gboolean begins_cell(const CbPdfColumns *c, guint column, guint i, double widest)
{
    if (i == 0)
        return TRUE;
    const CbPdfLine *line = line_at(c, column, i), *above = line_at(c, column, i - 1);
    double space = space_above(c, column, i), filled = above->x1 - above->x0 + line->first_word;
    gboolean lower = g_unichar_islower(line->first);
    if (line->flags & CB_PDF_BULLET)
        return FALSE; /* goes on with the list of its cell */
    if (space > c->leading + NEW_PARAGRAPH * c->height ||
        (!lower && space > WIDE_LEADING * c->height))
        return TRUE;
    if (above->last == '-' || above->last == 0x2010 || above->last == 0xad)
        return FALSE;
    if (lower)
        return filled + 1.5 * c->height < widest;
    return ends_sentence(above->last) ||
           (g_unichar_isdigit(line->first) && g_unichar_isdigit(above->first)) ||
           filled + 0.3 * c->height < c->room[column];
}

/* Marks where the rows of a table would begin: where a line of every column that has one begins
 * something, and either the first column or two have one. Returns the number of heights, after the
 * first, with several cells: @together where all begin, @mixed where only some do. */
static void find_rows(const CbPdfColumns *c, guint *together, guint *mixed)
{
    g_autofree double *widest = g_new(double, c->n_columns);
    for (guint k = 0; k < c->n_columns; k++)
        widest[k] = widest_line(c, k);
    *together = *mixed = 0;
    for (guint i = 0; i < c->table->len; i++) {
        CbPdfTableLine *line = &g_array_index(c->table, CbPdfTableLine, i);
        guint cells = 0, begin = 0;
        for (guint k = 0; k < c->n_columns; k++)
            if (line->cells[k] >= 0) {
                cells++;
                begin += begins_cell(c, k, (guint)line->cells[k], widest[k]) ? 1 : 0;
            }
        line->begins = i == 0 || (begin == cells && (cells > 1 || line->cells[0] >= 0));
        if (i > 0 && cells > 1) {
            *together += begin == cells;
            *mixed += begin > 0 && begin < cells;
        }
    }
}

/* ---- the decision ---- */

/* The share of the lines outside the longest column that stand at the height of another line. */
static double share_aligned(const CbPdfColumns *c, guint longest)
{
    guint aligned = 0, all = 0;
    for (guint i = 0; i < c->table->len; i++) {
        const CbPdfTableLine *line = &g_array_index(c->table, CbPdfTableLine, i);
        guint cells = 0;
        for (guint k = 0; k < c->n_columns; k++)
            cells += line->cells[k] >= 0;
        guint others = cells - (line->cells[longest] >= 0);
        all += others;
        aligned += cells > 1 ? others : 0;
    }
    return all > 0 ? (double)aligned / all : 0;
}

static void column_lengths(const CbPdfColumns *c, guint *shortest, guint *longest)
{
    *shortest = *longest = 0;
    for (guint k = 1; k < c->n_columns; k++) {
        if (c->lines[k]->len < c->lines[*shortest]->len)
            *shortest = k;
        if (c->lines[k]->len > c->lines[*longest]->len)
            *longest = k;
    }
}

static gboolean is_table(const CbPdfColumns *c)
{
    guint together, mixed, shortest, longest;
    find_rows(c, &together, &mixed);
    column_lengths(c, &shortest, &longest);
    if (share_aligned(c, longest) < 0.7)
        return FALSE;
    if (together >= 2 && together >= 2 * mixed)
        return TRUE;
    guint few = c->lines[shortest]->len, many = c->lines[longest]->len;
    return together == 1 && mixed == 0 && few > 1 &&
           2 * few <= many; /* two labels and their texts */
}

/* Whether there is white space over the whole width between @lo and @hi. */
static gboolean is_across(const CbPdfColumns *c, double lo, double hi)
{
    guint from = 0, to = c->gaps->len;
    while (from < to) {
        guint middle = (from + to) / 2;
        if (g_array_index(c->gaps, CbPdfGap, middle).lo < lo - 0.01)
            from = middle + 1;
        else
            to = middle;
    }
    return from < c->gaps->len && g_array_index(c->gaps, CbPdfGap, from).hi <= hi + 0.01;
}

/* The largest space inside one column that other columns do not share. */
static double largest_inside(const CbPdfColumns *c)
{
    double largest = 0;
    for (guint k = 0; k < c->n_columns; k++)
        for (guint i = 1; i < c->lines[k]->len; i++) {
            double space = space_above(c, k, i);
            if (space > largest && space > c->leading + 0.3 * c->height &&
                !is_across(c, line_at(c, k, i - 1)->y1, line_at(c, k, i)->y0))
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

/* A row of titles above (or captions below) a row of boxes: not two rows of boxes. */
static gboolean is_title_row(const CbPdfColumns *c, const CbPdfGap *gap)
{
    return lines_between(c, -G_MAXDOUBLE, gap->lo) == 1 ||
           lines_between(c, gap->hi, G_MAXDOUBLE) == 1;
}

GArray *cb_pdf_columns_grid(const CbPdfColumns *c)
{
    GArray *grid = g_array_new(FALSE, FALSE, sizeof(CbPdfGap));
    double largest = 0;
    for (guint i = 0; i < c->gaps->len; i++) {
        const CbPdfGap *gap = &g_array_index(c->gaps, CbPdfGap, i);
        largest = MAX(largest, gap->hi - gap->lo);
    }
    if (largest < GRID_SPACE * c->height || largest < GRID_LARGER * largest_inside(c))
        return grid;
    for (guint i = 0; i < c->gaps->len; i++) {
        const CbPdfGap *gap = &g_array_index(c->gaps, CbPdfGap, i);
        if (gap->hi - gap->lo >= SAME_CLASS * largest)
            g_array_append_vals(grid, gap, 1);
    }
    if (grid->len == 1 && is_title_row(c, &g_array_index(grid, CbPdfGap, 0)))
        g_array_set_size(grid, 0);
    return grid;
}

CbPdfReading cb_pdf_columns_reading(const CbPdfColumns *c)
{
    g_autoptr(GArray) grid = cb_pdf_columns_grid(c);
    if (grid->len > 0)
        return CB_PDF_READ_GRID;
    return is_table(c) ? CB_PDF_READ_TABLE : CB_PDF_READ_COLUMNS;
}

CbPdfColumns *cb_pdf_columns_new(const CbPdfSegment *segments, guint n, const GArray *gutters,
                                 double height, double right)
{
    CbPdfColumns *c = g_new0(CbPdfColumns, 1);
    c->n_columns = gutters->len + 1;
    c->n_segments = n;
    c->height = height;
    c->segments = g_new(CbPdfSegment, n);
    c->starts = g_new0(guint, c->n_columns + 1);
    c->room = g_new0(double, c->n_columns);
    distribute(c, segments, gutters);
    c->lines = g_new(GArray *, c->n_columns);
    for (guint k = 0; k < c->n_columns; k++) {
        c->lines[k] = g_array_new(FALSE, FALSE, sizeof(CbPdfLine));
        cb_pdf_group_lines(c->segments + c->starts[k], c->starts[k + 1] - c->starts[k],
                           c->lines[k]);
    }
    measure_columns(c, right);
    c->leading = find_leading(c);
    c->gaps = cb_pdf_find_gaps(segments, n, TRUE, 0.01);
    build_table(c);
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
    g_free(c->room);
    g_array_unref(c->gaps);
    g_array_unref(c->table);
    g_free(c);
}
