/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Is it a table, and where do its rows begin? A PDF does not say where a table is, and its rules
 * are not text, so the text itself must tell.
 *
 * In a table, lines of several columns that stand at one height begin their cells together. In
 * columns of running text one begins something while another is in the middle of a sentence: a
 * mixed height. Whether a line begins something is seen by the space above it, its first letter,
 * and whether its first word would have found room on the line above: if so, somebody broke that
 * line on purpose.
 *
 * Boxes side by side may begin their paragraphs together too, as long as these are of equal length.
 * So it is a table only when cells of different length are seen to wait for each other, or when
 * nearly all cells are of one line. A column of few lines that keep to the heights of another is
 * one of labels.
 */
#include "pdf_columns.h"

#define SAME_HEIGHT 0.28  /* middles within this many heights stand at the same height */
#define OVERLAP 0.75      /* middles within this many heights overlap */
#define NEW_PARAGRAPH 0.4 /* heights beyond the leading */
#define WIDE_LEADING 0.6  /* heights; more than running text has */
#define LABEL_SPACE 1.2   /* heights above a label that stands alone */
#define FORCED_SPACE 0.7  /* heights by which the spaces above two cells differ */
#define MOST_INSIDE 0.25  /* share of lines in the middle of a cell where cells have one line */
#define ALIGNED 0.7       /* share of the lines beside others that must stand at their height */

/* ---- lines at one height ---- */

typedef struct {
    double middle;
    guint column, line;
} Cell;

static void clear_table_line(gpointer data)
{
    g_free(((CbPdfTableLine *)data)->cells);
}

static CbPdfTableLine *table_line(const CbPdfColumns *c, guint i)
{
    return &g_array_index(c->table, CbPdfTableLine, i);
}

static CbPdfTableLine *open_line(CbPdfColumns *c, double middle)
{
    CbPdfTableLine fresh = {.middle = middle, .cells = g_new(gint, c->n_columns)};
    for (guint k = 0; k < c->n_columns; k++)
        fresh.cells[k] = -1;
    g_array_append_val(c->table, fresh);
    return table_line(c, c->table->len - 1);
}

static void add_cell(CbPdfColumns *c, const Cell *cell)
{
    CbPdfTableLine *line = c->table->len > 0 ? table_line(c, c->table->len - 1) : NULL;
    if (line == NULL || line->cells[cell->column] >= 0 ||
        cell->middle - line->middle > SAME_HEIGHT * c->height)
        line = open_line(c, cell->middle);
    line->cells[cell->column] = (gint)cell->line;
}

void cb_pdf_table_build(CbPdfColumns *c)
{
    g_autoptr(GArray) cells = g_array_new(FALSE, FALSE, sizeof(Cell));
    for (guint k = 0; k < c->n_columns; k++)
        for (guint i = 0; i < c->lines[k]->len; i++) {
            const CbPdfLine *line = cb_pdf_columns_line(c, k, i);
            Cell cell = {(line->y0 + line->y1) / 2, k, i};
            g_array_append_val(cells, cell);
        }
    g_array_sort(cells, cb_pdf_compare_numbers); /* the middle comes first */
    c->table = g_array_new(FALSE, FALSE, sizeof(CbPdfTableLine));
    g_array_set_clear_func(c->table, clear_table_line);
    for (guint i = 0; i < cells->len; i++)
        add_cell(c, &g_array_index(cells, Cell, i));
}

static guint count_cells(const CbPdfColumns *c, guint i)
{
    guint n = 0;
    for (guint k = 0; k < c->n_columns; k++)
        n += table_line(c, i)->cells[k] >= 0;
    return n;
}

/* ---- does a line begin something? ---- */

typedef enum { GOES_ON, MAY_BEGIN, BEGINS } Beginning;

static double rightmost(const CbPdfColumns *c, guint column)
{
    double right = -G_MAXDOUBLE;
    for (guint i = 0; i < c->lines[column]->len; i++)
        right = MAX(right, cb_pdf_columns_line(c, column, i)->x1);
    return right;
}

static gboolean has_space_above(const CbPdfColumns *c, guint column, guint i, gboolean lower)
{
    double space = cb_pdf_columns_space(c, column, i);
    return space > c->leading[column] + NEW_PARAGRAPH * c->height ||
           (!lower && space > WIDE_LEADING * c->height);
}

static Beginning judge_line(const CbPdfColumns *c, guint column, guint i, double right)
{
    if (i == 0)
        return BEGINS;
    const CbPdfLine *line = cb_pdf_columns_line(c, column, i);
    const CbPdfLine *above = cb_pdf_columns_line(c, column, i - 1);
    double filled = above->x1 + line->first_word;
    gboolean lower = g_unichar_islower(line->first);
    if (has_space_above(c, column, i, lower))
        return BEGINS;
    if (cb_pdf_is_hyphen(above->last))
        return GOES_ON;
    if (line->flags & CB_PDF_BULLET)
        return MAY_BEGIN; /* a cell may hold a list */
    if (lower)
        return filled + 1.5 * c->height < right ? BEGINS : GOES_ON;
    if (line->flags & CB_PDF_MARK || cb_pdf_ends_sentence(above->last) ||
        (g_unichar_isdigit(line->first) && g_unichar_isdigit(above->first)))
        return BEGINS;
    return filled + 0.3 * c->height < c->limits[column] ? BEGINS : MAY_BEGIN;
}

/* What the heights after the first tell. */
typedef struct {
    guint together; /* several cells, and all begin */
    guint mixed;    /* several cells; some begin and others go on */
    guint forced;   /* all begin, though one column had to wait for another */
    guint labels;   /* nothing but a cell of the first column, which waited too */
    guint inside;   /* cells that go on, or that are items of a list */
    guint cells;
} Heights;

static gboolean is_label(const CbPdfColumns *c, guint i)
{
    gint line = table_line(c, i)->cells[0];
    return count_cells(c, i) == 1 && line > 0 && table_line(c, i - 1)->cells[0] < 0 &&
           cb_pdf_columns_space(c, 0, (guint)line) > LABEL_SPACE * c->height;
}

/* Whether the columns that have a cell at height @i have unequal space above it: the cells above
 * are of different length, and still these begin together. */
static gboolean is_forced(const CbPdfColumns *c, guint i)
{
    double least = G_MAXDOUBLE, most = -G_MAXDOUBLE;
    for (guint k = 0; k < c->n_columns; k++) {
        gint line = table_line(c, i)->cells[k];
        if (line > 0) {
            least = MIN(least, cb_pdf_columns_space(c, k, (guint)line));
            most = MAX(most, cb_pdf_columns_space(c, k, (guint)line));
        }
    }
    return most - least > FORCED_SPACE * c->height;
}

/* Judges the lines at height @i. */
static void judge_height(const CbPdfColumns *c, guint i, const double *right, Heights *heights)
{
    CbPdfTableLine *line = table_line(c, i);
    guint of[3] = {0}, bullets = 0, cells = count_cells(c, i);
    for (guint k = 0; k < c->n_columns; k++)
        if (line->cells[k] >= 0) {
            guint at = (guint)line->cells[k];
            of[judge_line(c, k, at, right[k])]++;
            bullets += (cb_pdf_columns_line(c, k, at)->flags & CB_PDF_BULLET) != 0;
        }
    gboolean begins = of[GOES_ON] == 0 && of[BEGINS] > 0;
    line->label =
        line->cells[0] >= 0 && judge_line(c, 0, (guint)line->cells[0], right[0]) == BEGINS;
    line->begins = i == 0 || (begins && (cells > 1 || line->cells[0] >= 0));
    heights->cells += cells;
    heights->inside += of[GOES_ON] + bullets;
    if (i == 0)
        return;
    heights->together += cells > 1 && begins;
    heights->mixed += cells > 1 && of[GOES_ON] > 0 && of[BEGINS] > 0;
    heights->forced += cells > 1 && begins && is_forced(c, i);
    heights->labels += is_label(c, i) ? 1 : 0;
}

/* Marks where rows would begin. */
static Heights judge_heights(const CbPdfColumns *c)
{
    Heights heights = {0};
    g_autofree double *right = g_new(double, c->n_columns);
    for (guint k = 0; k < c->n_columns; k++)
        right[k] = rightmost(c, k);
    for (guint i = 0; i < c->table->len; i++)
        judge_height(c, i, right, &heights);
    return heights;
}

/* ---- the decision ---- */

/* The share of the lines beside others that stand at the height of another. */
static double share_aligned(const CbPdfColumns *c)
{
    guint aligned = 0, askew = 0;
    for (guint i = 0, before = 0; i < c->table->len; i++) {
        guint cells = count_cells(c, i);
        aligned += cells - 1;
        if (i > 0 && table_line(c, i)->middle - table_line(c, i - 1)->middle < OVERLAP * c->height)
            askew += MIN(cells, before);
        before = cells;
    }
    return aligned > 0 ? (double)aligned / (aligned + askew) : 0;
}

/* Two labels and their texts: a column of few lines beside one of many. */
static gboolean is_sparse(const CbPdfColumns *c)
{
    guint few = G_MAXUINT, many = 0;
    for (guint k = 0; k < c->n_columns; k++) {
        few = MIN(few, c->lines[k]->len);
        many = MAX(many, c->lines[k]->len);
    }
    return few > 1 && 2 * few <= many;
}

/* In a table whose cells have one line, a word in small letters may fill the column and look as if
 * the cell above went on in it. The first column knows better. */
static void begin_at_labels(const CbPdfColumns *c)
{
    for (guint i = 0; i < c->table->len; i++)
        table_line(c, i)->begins = table_line(c, i)->begins || table_line(c, i)->label;
}

gboolean cb_pdf_table_likely(const CbPdfColumns *c)
{
    Heights h = judge_heights(c);
    if (share_aligned(c) < ALIGNED)
        return FALSE;
    gboolean single_lines = h.inside < MOST_INSIDE * h.cells;
    if (h.together >= 2 && h.together >= 2 * h.mixed && (h.forced > 0 || single_lines)) {
        if (single_lines)
            begin_at_labels(c);
        return TRUE;
    }
    return h.mixed == 0 && (h.labels > 0 || (h.together == 1 && h.forced == 1 && is_sparse(c)));
}
