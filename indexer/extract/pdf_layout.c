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
 * 1. Segments. pdf_segment.c makes runs of words on one line out of glyphs, a run ending at a gap
 * of about one em. So a line across two columns is two segments, and a gutter is a stretch of white
 *    that no segment crosses. Text of another direction (a side text turned by 90 degrees) is
 * turned upright and laid out by itself.
 * 2. Cut. A region of segments is handled as the first of these that applies:
 *    - it is one line: done;
 *    - gutters run through its whole height: it is columns, a grid of boxes or a table, which
 *      pdf_columns.c tells apart. Columns are cut at the widest gutters, a grid between its rows,
 *      and each part is a region again. A table is read by its rows;
 *    - a gutter runs through a part of its height, between two lines that cross it: the region is
 *      cut above and below that part. Where to cut is not quite at the crossing lines: a short last
 *      line of the paragraph above, or a short heading below, does not cross the gutter but is no
 *      part of the columns either. So of the white spaces near the end the largest is taken;
 *    - else it is a single column: its lines from the top down.
 * 3. Order. Parts are visited top to bottom and left to right, which gives the order of all lines.
 *    Page header and footer are split off first, lest they stand between two columns of a text.
 * 4. Paragraphs. pdf_paragraph.c joins the lines.
 *
 * Cost: a cut sorts its segments, so a page is O(n log n) for each level of cuts. A hostile page
 * could make as many levels as it has segments; the budget ends that, and what is left is read from
 * the top down.
 */
#include "pdf_layout.h"
#include "pdf_columns.h"
#include <math.h>
#include <string.h>

#define MAX_DEPTH 40
#define MAX_GUTTERS 40
#define BUDGET_PER_SEGMENT 100 /* visits */
#define N_BINS 512
#define N_CANDIDATES 12
#define SNAP_LINES 3     /* so many lines at either end of columns may belong to what is outside */
#define MARGIN_ZONE 0.09 /* share of the page's height in which headers and footers stand */
#define MARGIN_SPACE 1.3 /* heights between them and the text */
#define MARK_DISTANCE 5  /* heights from a bullet or number to its text */

typedef struct {
    GArray *ordered, *lines; /* the result */
    double right;            /* where the text of the page ends */
    gint64 budget;
} Layout;

static void order(Layout *l, const CbPdfSegment *segments, guint n, guint depth, CbPdfBreak before);

/* ---- lines ---- */

static double middle_of(const CbPdfSegment *s)
{
    return (s->y0 + s->y1) / 2;
}

static gint compare_middle(gconstpointer a, gconstpointer b)
{
    double x = middle_of(a), y = middle_of(b);
    return (x > y) - (x < y);
}

static gint compare_left(gconstpointer a, gconstpointer b)
{
    double x = ((const CbPdfSegment *)a)->x0, y = ((const CbPdfSegment *)b)->x0;
    return (x > y) - (x < y);
}

/* Whether @s stands on the line whose tallest segment is @tallest. A large initial does not make
 * its three lines one. */
static gboolean is_on_line(const CbPdfSegment *tallest, const CbPdfSegment *s)
{
    double a = tallest->y1 - tallest->y0, b = s->y1 - s->y0;
    double overlap = MIN(tallest->y1, s->y1) - MAX(tallest->y0, s->y0);
    return overlap >= 0.5 * MIN(a, b) && MAX(a, b) <= 2.2 * MIN(a, b);
}

static CbPdfLine make_line(CbPdfSegment *s, guint first, guint n)
{
    qsort(s + first, n, sizeof *s, compare_left);
    const CbPdfSegment *head = &s[first], *tail = &s[first + n - 1];
    CbPdfLine line = {.x0 = head->x0,
                      .y0 = head->y0,
                      .x1 = tail->x1,
                      .y1 = head->y1,
                      .first_word = head->first_word,
                      .first_segment = first,
                      .n_segments = n,
                      .first = head->first,
                      .last = tail->last,
                      .flags = head->flags,
                      .before = CB_PDF_SAME_BLOCK};
    for (guint i = first; i < first + n; i++) {
        line.y0 = MIN(line.y0, s[i].y0);
        line.y1 = MAX(line.y1, s[i].y1);
        line.x1 = MAX(line.x1, s[i].x1);
        line.flags |= s[i].flags & CB_PDF_LEADER;
    }
    return line;
}

void cb_pdf_group_lines(CbPdfSegment *segments, guint n, GArray *lines)
{
    for (guint i = 0; i < n;) {
        CbPdfSegment tallest = segments[i];
        guint j = i + 1;
        for (; j < n && is_on_line(&tallest, &segments[j]); j++)
            if (segments[j].y1 - segments[j].y0 > tallest.y1 - tallest.y0)
                tallest = segments[j];
        CbPdfLine line = make_line(segments, i, j - i);
        g_array_append_val(lines, line);
        i = j;
    }
}

/* A single column, or a region that is not to be cut further. */
static void emit_block(Layout *l, const CbPdfSegment *segments, guint n, CbPdfBreak before)
{
    guint first_line = l->lines->len, base = l->ordered->len;
    g_array_append_vals(l->ordered, segments, n);
    cb_pdf_group_lines(&g_array_index(l->ordered, CbPdfSegment, base), n, l->lines);
    for (guint i = first_line; i < l->lines->len; i++) {
        CbPdfLine *line = &g_array_index(l->lines, CbPdfLine, i);
        line->first_segment += base;
        if (i == first_line)
            line->before = before;
    }
}

/* ---- measures ---- */

static gint compare_numbers(gconstpointer a, gconstpointer b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double typical_height(const CbPdfSegment *segments, guint n)
{
    g_autofree double *heights = g_new(double, n);
    for (guint i = 0; i < n; i++)
        heights[i] = segments[i].y1 - segments[i].y0;
    qsort(heights, n, sizeof *heights, compare_numbers);
    return MAX(heights[n / 2], 0.01);
}

static gboolean is_one_line(const CbPdfSegment *segments, guint n)
{
    double lowest_top = segments[0].y0, highest_bottom = segments[0].y1;
    for (guint i = 1; i < n; i++) {
        lowest_top = MAX(lowest_top, segments[i].y0);
        highest_bottom = MIN(highest_bottom, segments[i].y1);
    }
    return lowest_top < highest_bottom;
}

/* How wide white space must be, in heights, to be a gutter between so many segments on its thinner
 * side: between a few lines of justified text there may be wide white space by chance. */
static double gutter_width(guint segments)
{
    return segments < 3 ? 1.6 : segments < 5 ? 1.1 : 0.6;
}

/* ---- gutters through the whole height ---- */

static gint compare_width(gconstpointer a, gconstpointer b)
{
    const CbPdfGap *x = a, *y = b;
    double d = (y->hi - y->lo) - (x->hi - x->lo);
    return (d > 0) - (d < 0);
}

static gint compare_position(gconstpointer a, gconstpointer b)
{
    double x = ((const CbPdfGap *)a)->lo, y = ((const CbPdfGap *)b)->lo;
    return (x > y) - (x < y);
}

static guint count_left_of(const CbPdfSegment *segments, guint n, double x)
{
    guint left = 0;
    for (guint i = 0; i < n; i++)
        left += segments[i].x1 <= x;
    return left;
}

static GArray *find_gutters(const CbPdfSegment *segments, guint n, double height)
{
    GArray *gutters = cb_pdf_find_gaps(segments, n, FALSE, gutter_width(G_MAXUINT) * height);
    if (gutters->len > MAX_GUTTERS) {
        g_array_sort(gutters, compare_width);
        g_array_set_size(gutters, MAX_GUTTERS);
        g_array_sort(gutters, compare_position);
    }
    for (guint i = gutters->len; i-- > 0;) {
        const CbPdfGap *gap = &g_array_index(gutters, CbPdfGap, i);
        guint left = count_left_of(segments, n, gap->lo);
        if (gap->hi - gap->lo < gutter_width(MIN(left, n - left)) * height)
            g_array_remove_index(gutters, i);
    }
    return gutters;
}

/* ---- gutters through a part of the height ---- */

typedef struct {
    guint from, to; /* the segments beside the gutter */
    double score;
} Band;

typedef struct {
    double x;
    gint score;
} Candidate;

static gint compare_candidates(gconstpointer a, gconstpointer b)
{
    return ((const Candidate *)b)->score - ((const Candidate *)a)->score;
}

typedef struct {
    double x0, bin; /* left edge of the region and width of a bin */
    gint crossing[N_BINS + 1], left[N_BINS + 1], right[N_BINS + 1];
} Profile;

static void fill_profile(Profile *p, const CbPdfSegment *segments, guint n)
{
    double x1 = -G_MAXDOUBLE;
    *p = (Profile){.x0 = G_MAXDOUBLE};
    for (guint i = 0; i < n; i++) {
        p->x0 = MIN(p->x0, segments[i].x0);
        x1 = MAX(x1, segments[i].x1);
    }
    p->bin = MAX((x1 - p->x0) / N_BINS, 1e-6);
    for (guint i = 0; i < n; i++) {
        guint a = (guint)CLAMP((segments[i].x0 - p->x0) / p->bin, 0, N_BINS - 1);
        guint b = (guint)CLAMP((segments[i].x1 - p->x0) / p->bin, 0, N_BINS - 1);
        p->crossing[a]++;
        p->crossing[b + 1]--;
        p->left[b + 1]++;
        if (a > 0)
            p->right[a - 1]++;
    }
    for (guint b = 1; b < N_BINS; b++) {
        p->crossing[b] += p->crossing[b - 1];
        p->left[b] += p->left[b - 1];
    }
    for (guint b = N_BINS - 1; b-- > 0;)
        p->right[b] += p->right[b + 1];
}

/* Where fewer segments cross than to the left and right of it. */
static GArray *find_candidates(const Profile *p)
{
    GArray *found = g_array_new(FALSE, FALSE, sizeof(Candidate));
    for (guint b = 1; b + 1 < N_BINS;) {
        guint end = b + 1;
        while (end < N_BINS && p->crossing[end] == p->crossing[b])
            end++;
        gint least = MIN(p->left[b], p->right[end - 1]);
        if (end < N_BINS && p->crossing[b - 1] > p->crossing[b] &&
            p->crossing[end] > p->crossing[b] && least >= 2) {
            Candidate c = {p->x0 + p->bin * (b + end) / 2, least - p->crossing[b]};
            g_array_append_val(found, c);
        }
        b = end;
    }
    g_array_sort(found, compare_candidates);
    g_array_set_size(found, MIN(found->len, N_CANDIDATES));
    return found;
}

/* The segments from the last that crosses the gutter to the next. */
typedef struct {
    guint from, left, right;
    double left_edge, right_edge;
} Run;

static Run start_run(guint from)
{
    return (Run){.from = from, .left_edge = -G_MAXDOUBLE, .right_edge = G_MAXDOUBLE};
}

static void end_run(const Run *run, guint to, double height, Band *best)
{
    guint least = MIN(run->left, run->right);
    if (least < 2 || run->right_edge - run->left_edge < gutter_width(least) * height)
        return;
    double score = least + 0.1 * (run->left + run->right);
    if (score > best->score)
        *best = (Band){run->from, to, score};
}

/* The best stretch beside a gutter at @x. */
static void try_gutter(const CbPdfSegment *segments, guint n, double x, double height, Band *best)
{
    Run run = start_run(0);
    for (guint i = 0; i < n; i++) {
        const CbPdfSegment *s = &segments[i];
        if (s->x0 < x && s->x1 > x) {
            end_run(&run, i, height, best);
            run = start_run(i + 1);
        } else if (s->x1 <= x) {
            run.left++;
            run.left_edge = MAX(run.left_edge, s->x1);
        } else {
            run.right++;
            run.right_edge = MIN(run.right_edge, s->x0);
        }
    }
    end_run(&run, n, height, best);
}

/* White space over the whole width above each segment; negative where there is none. */
static double *spaces_above(const CbPdfSegment *segments, guint n)
{
    double *space = g_new(double, n + 1);
    double bottom = -G_MAXDOUBLE, top = G_MAXDOUBLE;
    for (guint i = 0; i < n; i++) {
        space[i] = -bottom;
        bottom = MAX(bottom, segments[i].y1);
    }
    for (guint i = n; i-- > 0;) {
        top = MIN(top, segments[i].y0);
        space[i] += top;
    }
    space[0] = space[n] = G_MAXDOUBLE;
    return space;
}

/* Of the white spaces at @at and up to SNAP_LINES lines further in, the largest. */
static guint snap(const double *space, guint at, guint limit, gint step, double height)
{
    guint best = at, lines = 0;
    if (space[at] == G_MAXDOUBLE)
        return at;
    for (guint i = at; i != limit && lines < SNAP_LINES;) {
        i = step > 0 ? i + 1 : i - 1;
        if (i == limit || space[i] <= 0)
            continue;
        lines++;
        if (space[i] > space[best] + 0.3 * height)
            best = i;
    }
    return best;
}

static gboolean find_band(const CbPdfSegment *segments, guint n, double height, Band *band)
{
    *band = (Band){0};
    g_autofree Profile *profile = g_new(Profile, 1);
    fill_profile(profile, segments, n);
    g_autoptr(GArray) candidates = find_candidates(profile);
    for (guint i = 0; i < candidates->len; i++)
        try_gutter(segments, n, g_array_index(candidates, Candidate, i).x, height, band);
    if (band->score == 0)
        return FALSE;
    g_autofree double *space = spaces_above(segments, n);
    guint from = snap(space, band->from, band->to, 1, height);
    guint to = snap(space, band->to, band->from, -1, height);
    if (from < to && to - from >= 4) {
        band->from = from;
        band->to = to;
    }
    return band->from > 0 || band->to < n;
}

/* ---- cutting ---- */

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
        if (gap->hi - gap->lo >= 0.6 * widest)
            g_array_append_vals(wide, gap, 1);
    }
    return wide;
}

static void order_columns(Layout *l, const CbPdfColumns *c, guint depth, CbPdfBreak before)
{
    for (guint k = 0; k < c->n_columns; k++)
        order(l, c->segments + c->starts[k], c->starts[k + 1] - c->starts[k], depth + 1,
              k == 0 ? before : CB_PDF_NEXT_COLUMN);
}

static void order_grid(Layout *l, const CbPdfColumns *c, const CbPdfSegment *segments, guint n,
                       guint depth, CbPdfBreak before)
{
    g_autoptr(GArray) grid = cb_pdf_columns_grid(c);
    guint from = 0;
    for (guint i = 0; i <= grid->len; i++) {
        guint to = from;
        while (to < n &&
               (i == grid->len || middle_of(&segments[to]) < g_array_index(grid, CbPdfGap, i).hi))
            to++;
        order(l, segments + from, to - from, depth + 1, i == 0 ? before : CB_PDF_NEW_BLOCK);
        from = to;
    }
}

/* The segments of a row of a table that stand in column @k: lines @from to @to of the table. */
static void append_cell(GArray *cell, const CbPdfColumns *c, guint from, guint to, guint k)
{
    for (guint i = from; i < to; i++) {
        gint at = g_array_index(c->table, CbPdfTableLine, i).cells[k];
        if (at < 0)
            continue;
        const CbPdfLine *line = &g_array_index(c->lines[k], CbPdfLine, at);
        g_array_append_vals(cell, c->segments + c->starts[k] + line->first_segment,
                            line->n_segments);
    }
}

/* A row of one line is one line; else each cell is a block. */
static void order_row(Layout *l, const CbPdfColumns *c, guint from, guint to, CbPdfBreak before)
{
    g_autoptr(GArray) cell = g_array_new(FALSE, FALSE, sizeof(CbPdfSegment));
    for (guint k = 0; k < c->n_columns; k++) {
        append_cell(cell, c, from, to, k);
        if (cell->len > 0 && (to - from > 1 || k + 1 == c->n_columns)) {
            g_array_sort(cell, compare_middle);
            emit_block(l, &g_array_index(cell, CbPdfSegment, 0), cell->len, before);
            g_array_set_size(cell, 0);
            before = CB_PDF_NEW_BLOCK;
        }
    }
}

static void order_table(Layout *l, const CbPdfColumns *c, CbPdfBreak before)
{
    for (guint from = 0, to; from < c->table->len; from = to) {
        to = from + 1;
        while (to < c->table->len && !g_array_index(c->table, CbPdfTableLine, to).begins)
            to++;
        order_row(l, c, from, to, from == 0 ? before : CB_PDF_NEW_BLOCK);
    }
}

static void order_divided(Layout *l, const CbPdfSegment *segments, guint n, const GArray *gutters,
                          double height, guint depth, CbPdfBreak before)
{
    g_autoptr(CbPdfColumns) c = cb_pdf_columns_new(segments, n, gutters, height, l->right);
    switch (cb_pdf_columns_reading(c)) {
    case CB_PDF_READ_TABLE:
        order_table(l, c, before);
        break;
    case CB_PDF_READ_GRID:
        order_grid(l, c, segments, n, depth, before);
        break;
    case CB_PDF_READ_COLUMNS: {
        g_autoptr(GArray) wide = widest_gutters(gutters);
        g_autoptr(CbPdfColumns) cut = cb_pdf_columns_new(segments, n, wide, height, l->right);
        order_columns(l, cut, depth, before);
    }
    }
}

static void order_bands(Layout *l, const CbPdfSegment *segments, guint n, const Band *band,
                        guint depth, CbPdfBreak before)
{
    order(l, segments, band->from, depth + 1, before);
    order(l, segments + band->from, band->to - band->from, depth + 1,
          band->from == 0 ? before : CB_PDF_NEW_BLOCK);
    order(l, segments + band->to, n - band->to, depth + 1, CB_PDF_NEW_BLOCK);
}

/* Puts the segments, which are sorted by the middle of their height, in order. */
static void order(Layout *l, const CbPdfSegment *segments, guint n, guint depth, CbPdfBreak before)
{
    if (n == 0)
        return;
    l->budget -= n;
    if (depth == MAX_DEPTH || l->budget < 0 || is_one_line(segments, n)) {
        emit_block(l, segments, n, before);
        return;
    }
    double height = typical_height(segments, n);
    g_autoptr(GArray) gutters = find_gutters(segments, n, height);
    Band band;
    if (gutters->len > 0)
        order_divided(l, segments, n, gutters, height, depth, before);
    else if (find_band(segments, n, height, &band))
        order_bands(l, segments, n, &band, depth, before);
    else
        emit_block(l, segments, n, before);
}

/* ---- the page ---- */

/* The text to the right of the list mark segments[i]: the nearest on its line, or NULL. */
static CbPdfSegment *find_marked(CbPdfSegment *segments, guint n, guint i)
{
    const CbPdfSegment *mark = &segments[i];
    CbPdfSegment *best = NULL;
    for (guint j = i > 32 ? i - 32 : 0; j < MIN(n, i + 32); j++) {
        CbPdfSegment *s = &segments[j];
        double gap = s->x0 - mark->x1, height = MAX(s->y1 - s->y0, mark->y1 - mark->y0);
        if (j != i && s->length > 0 && is_on_line(mark, s) && gap > -0.1 * height &&
            gap < MARK_DISTANCE * height && (best == NULL || s->x0 < best->x0))
            best = s;
    }
    return best != NULL && !(best->flags & CB_PDF_ALONE) ? best : NULL;
}

/* Makes "•" and the text beside it one segment, lest they look like two columns. */
static void join_marks(GString *text, GArray *segments)
{
    CbPdfSegment *s = (CbPdfSegment *)(gpointer)segments->data;
    guint kept = 0;
    for (guint i = 0; i < segments->len; i++) {
        CbPdfSegment *marked = s[i].flags & CB_PDF_ALONE ? find_marked(s, segments->len, i) : NULL;
        if (marked == NULL)
            continue;
        guint start = (guint)text->len;
        g_autofree char *joined =
            g_strdup_printf("%.*s %.*s", (int)s[i].length, text->str + s[i].start,
                            (int)marked->length, text->str + marked->start);
        g_string_append(text, joined);
        marked->start = start;
        marked->length = (guint)text->len - start;
        marked->first_word += marked->x0 - s[i].x0;
        marked->x0 = s[i].x0;
        marked->first = s[i].first;
        marked->flags = s[i].flags & ~(guint)CB_PDF_ALONE;
        s[i].length = 0;
    }
    for (guint i = 0; i < segments->len; i++)
        if (s[i].length > 0)
            s[kept++] = s[i];
    g_array_set_size(segments, kept);
}

/* How many segments at the top are a page header: one line near the edge with space below it. */
static guint header_length(const CbPdfSegment *s, guint n, const double *space, double edge,
                           double height)
{
    guint end = 1;
    while (end < n && space[end] <= 0)
        end++;
    gboolean is_header = end < n && s[end - 1].y1 < edge && is_one_line(s, end) &&
                         space[end] > MARGIN_SPACE * height && s[0].y1 - s[0].y0 < 1.3 * height;
    return is_header ? end : 0;
}

static guint footer_length(const CbPdfSegment *s, guint n, const double *space, double edge,
                           double height)
{
    guint start = n - 1;
    while (start > 0 && space[start] <= 0)
        start--;
    gboolean is_footer = start > 0 && s[start].y0 > edge && is_one_line(s + start, n - start) &&
                         space[start] > MARGIN_SPACE * height &&
                         s[start].y1 - s[start].y0 < 1.3 * height;
    return is_footer ? n - start : 0;
}

static void order_page(Layout *l, const CbPdfSegment *s, guint n, double page_height)
{
    g_autofree double *space = spaces_above(s, n);
    double height = typical_height(s, n), edge = MARGIN_ZONE * page_height;
    guint header = header_length(s, n, space, edge, height);
    guint footer = n > header ? footer_length(s, n, space, page_height - edge, height) : 0;
    footer = header + footer > n ? 0 : footer;
    emit_block(l, s, header, CB_PDF_NEW_BLOCK);
    order(l, s + header, n - header - footer, 0, CB_PDF_NEW_BLOCK);
    emit_block(l, s + n - footer, footer, CB_PDF_NEW_BLOCK);
}

void cb_pdf_layout(CbPdfRuns *runs, CbPdfDirection direction, double page_height, GArray *ordered,
                   GArray *lines)
{
    GArray *segments = runs->segments[direction];
    g_array_set_size(ordered, 0);
    g_array_set_size(lines, 0);
    g_array_sort(segments, compare_middle);
    join_marks(runs->text, segments);
    if (segments->len == 0)
        return;
    Layout l = {.ordered = ordered,
                .lines = lines,
                .budget = (gint64)segments->len * BUDGET_PER_SEGMENT,
                .right = -G_MAXDOUBLE};
    for (guint i = 0; i < segments->len; i++)
        l.right = MAX(l.right, g_array_index(segments, CbPdfSegment, i).x1);
    order_page(&l, (const CbPdfSegment *)(gconstpointer)segments->data, segments->len, page_height);
}
