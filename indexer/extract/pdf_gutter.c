/* SPDX-License-Identifier: GPL-3.0-or-later */
/* White space between segments. */
#include "pdf_gutter.h"
#include "pdf_line.h"
#include <string.h>

#define MAX_GUTTERS 40
#define LEAST_GUTTER 0.3 /* heights */
#define N_BINS 512       /* across the region, to count in what crosses where */
#define N_CANDIDATES 12  /* places for a gutter that are looked at closely */
#define FEW_LINES 4      /* so few lines may look like columns by chance, unless they stand */
#define APART 0.5        /* so many heights from the text above or below */
#define SNAP_LINES 3     /* lines at either end of columns that may belong to what is outside */
#define CLEAN_SPACE 0.8  /* heights between a line and the next across a cut */
#define CLEAN_LOOK 48    /* segments on each side of a cut that are looked at */
#define LARGE 1.8        /* a letter of a heading, in heights of the text */
#define LARGE_MARGIN 0.2 /* share of its box above and below it that is empty */

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

/* How wide white space must be, in heights, to be a gutter between so many lines on its thinner
 * side: between a few lines of justified text there may be wide white space by chance. */
static double gutter_width(guint lines)
{
    return lines < 3 ? 1.6 : lines < 5 ? 1.1 : 0.6;
}

/* ---- gutters through the whole height ---- */

static gint compare_width(gconstpointer a, gconstpointer b)
{
    const CbPdfGap *x = a, *y = b;
    double d = (y->hi - y->lo) - (x->hi - x->lo);
    return (d > 0) - (d < 0);
}

static guint count_left_of(const CbPdfSegment *segments, guint n, double x)
{
    guint left = 0;
    for (guint i = 0; i < n; i++)
        left += segments[i].x1 <= x;
    return left;
}

/* The gaps that are wide enough for what stands beside them, or known. */
static gboolean is_gutter(const CbPdfSegment *segments, guint n, const CbPdfGap *gap, double height,
                          const GArray *known)
{
    guint left = count_left_of(segments, n, gap->lo);
    if (gap->hi - gap->lo >= gutter_width(MIN(left, n - left)) * height)
        return TRUE;
    for (guint i = 0; known != NULL && i < known->len; i++) {
        const CbPdfGap *old = &g_array_index(known, CbPdfGap, i);
        if (gap->lo < old->hi && gap->hi > old->lo)
            return TRUE;
    }
    return FALSE;
}

GArray *cb_pdf_find_gutters(const CbPdfSegment *segments, guint n, double height,
                            const GArray *known)
{
    GArray *gutters = cb_pdf_find_gaps(segments, n, FALSE, LEAST_GUTTER * height);
    if (gutters->len > MAX_GUTTERS) {
        g_array_sort(gutters, compare_width);
        g_array_set_size(gutters, MAX_GUTTERS);
        g_array_sort(gutters, compare_gaps);
    }
    for (guint i = gutters->len; i-- > 0;)
        if (!is_gutter(segments, n, &g_array_index(gutters, CbPdfGap, i), height, known))
            g_array_remove_index(gutters, i);
    return gutters;
}

/* ---- gutters through a part of the height ---- */

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

static void count_segment(Profile *p, const CbPdfSegment *s)
{
    guint a = (guint)CLAMP((s->x0 - p->x0) / p->bin, 0, N_BINS - 1);
    guint b = (guint)CLAMP((s->x1 - p->x0) / p->bin, 0, N_BINS - 1);
    p->crossing[a]++;
    p->crossing[b + 1]--;
    p->left[b + 1]++;
    if (a > 0)
        p->right[a - 1]++;
}

/* Counts all segments but those that are @skipped (may be NULL). */
static void fill_profile(Profile *p, const CbPdfSegment *segments, guint n, const gboolean *skipped)
{
    double x1 = -G_MAXDOUBLE;
    *p = (Profile){.x0 = G_MAXDOUBLE};
    for (guint i = 0; i < n; i++) {
        p->x0 = MIN(p->x0, segments[i].x0);
        x1 = MAX(x1, segments[i].x1);
    }
    p->bin = MAX((x1 - p->x0) / N_BINS, 1e-6);
    for (guint i = 0; i < n; i++)
        if (skipped == NULL || !skipped[i])
            count_segment(p, &segments[i]);
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

/* Which segments have nothing beside them. */
static gboolean *find_alone(const CbPdfSegment *segments, guint n, double height)
{
    gboolean *alone = g_new(gboolean, n);
    double bottom = -G_MAXDOUBLE, top = G_MAXDOUBLE, slack = 0.3 * height;
    for (guint i = 0; i < n; i++) {
        alone[i] = bottom <= segments[i].y0 + slack;
        bottom = MAX(bottom, segments[i].y1);
    }
    for (guint i = n; i-- > 0;) {
        alone[i] = alone[i] && top >= segments[i].y1 - slack;
        top = MIN(top, segments[i].y0);
    }
    return alone;
}

/* What a segment takes of the height: the box of a large letter is higher than what is seen. */
static double taken(const CbPdfSegment *s, double height)
{
    double own = s->y1 - s->y0;
    return own > LARGE * height ? (1 - 2 * LARGE_MARGIN) * own : own;
}

double *cb_pdf_spaces_above(const CbPdfSegment *segments, guint n, double height)
{
    double *space = g_new(double, n + 1);
    double bottom = -G_MAXDOUBLE, top = G_MAXDOUBLE;
    for (guint i = 0; i < n; i++) {
        space[i] = -bottom;
        bottom = MAX(bottom, cb_pdf_middle(&segments[i]) + taken(&segments[i], height) / 2);
    }
    for (guint i = n; i-- > 0;) {
        top = MIN(top, cb_pdf_middle(&segments[i]) - taken(&segments[i], height) / 2);
        space[i] += top;
    }
    space[0] = space[n] = G_MAXDOUBLE;
    return space;
}

typedef struct {
    const CbPdfSegment *segments;
    guint n;
    double height;
    const double *space;   /* above each segment */
    const gboolean *alone; /* or NULL: anything may cross a gutter */
    CbPdfBand best;
} Search;

/* One side of a gutter. */
typedef struct {
    guint lines;
    double middle; /* of the last line */
    double edge;   /* how close to the gutter they come */
} Side;

/* The segments from the last that crosses the gutter to the next. */
typedef struct {
    guint from;
    Side left, right;
} Run;

static Run start_run(guint from)
{
    return (Run){.from = from,
                 .left = {.middle = -G_MAXDOUBLE, .edge = -G_MAXDOUBLE},
                 .right = {.middle = -G_MAXDOUBLE, .edge = G_MAXDOUBLE}};
}

static void count_line(Side *side, const CbPdfSegment *s, double height)
{
    double middle = cb_pdf_middle(s);
    if (middle > side->middle + height / 2)
        side->lines++;
    side->middle = middle;
}

static void end_run(const Search *search, const Run *run, guint to, double x, CbPdfBand *best)
{
    guint least = MIN(run->left.lines, run->right.lines);
    if (least < 2 || run->right.edge - run->left.edge < gutter_width(least) * search->height)
        return;
    double space = MAX(search->space[run->from], search->space[to]);
    if (least < FEW_LINES && space < APART * search->height)
        return; /* stretched lines in the middle of a paragraph */
    double score = least + 0.1 * (run->left.lines + run->right.lines);
    if (score > best->score)
        *best = (CbPdfBand){run->from, to, x, score};
}

static gboolean crosses(const CbPdfSegment *s, double x)
{
    return s->x0 < x && s->x1 > x;
}

/* Looks for the best stretch beside a gutter at @x. Where only segments that stand alone may cross
 * it, there must be one that does. */
static void try_gutter(Search *search, double x)
{
    CbPdfBand found = search->best;
    Run run = start_run(0);
    for (guint i = 0; i < search->n; i++) {
        const CbPdfSegment *s = &search->segments[i];
        if (crosses(s, x)) {
            if (search->alone != NULL && !search->alone[i])
                return;
            end_run(search, &run, i, x, &found);
            run = start_run(i + 1);
        } else if (s->x1 <= x) {
            count_line(&run.left, s, search->height);
            run.left.edge = MAX(run.left.edge, s->x1);
        } else {
            count_line(&run.right, s, search->height);
            run.right.edge = MIN(run.right.edge, s->x0);
        }
    }
    end_run(search, &run, search->n, x, &found);
    gboolean is_whole = found.from == 0 && found.to == search->n;
    if (search->alone == NULL || !is_whole)
        search->best = found;
}

/* Of the white spaces at @at and up to SNAP_LINES lines further in, the largest. */
static guint snap(const Search *search, guint at, guint limit, gint step)
{
    const double *space = search->space;
    guint best = at, lines = 0;
    if (space[at] == G_MAXDOUBLE)
        return at;
    for (guint i = at; i != limit && lines < SNAP_LINES;) {
        i = step > 0 ? i + 1 : i - 1;
        if (i == limit || space[i] <= 0)
            continue;
        lines++;
        if (space[i] > space[best] + 0.3 * search->height)
            best = i;
    }
    return best;
}

/* Moves the ends of the band to where the largest white space is. */
static void snap_band(Search *search)
{
    guint from = snap(search, search->best.from, search->best.to, 1);
    guint to = snap(search, search->best.to, search->best.from, -1);
    if (from < to && to - from >= 4) {
        search->best.from = from;
        search->best.to = to;
    }
}

/* Whether a cut above segments[at] leaves all paragraphs whole: nowhere does a line stand close
 * above another, apart from lines that cross the gutter. Looks at CLEAN_LOOK segments each way. */
static gboolean is_clean_cut(const Search *search, guint at)
{
    const CbPdfSegment *s = search->segments;
    if (at == 0 || at == search->n)
        return TRUE;
    guint first = at > CLEAN_LOOK ? at - CLEAN_LOOK : 0, last = MIN(at + CLEAN_LOOK, search->n);
    for (guint i = first; i < at; i++)
        for (guint j = at; j < last; j++)
            if (!crosses(&s[i], search->best.x) && !crosses(&s[j], search->best.x) &&
                s[i].x0 < s[j].x1 && s[j].x0 < s[i].x1 &&
                s[j].y0 - s[i].y1 < CLEAN_SPACE * search->height)
                return FALSE;
    return TRUE;
}

static gboolean is_clean(const Search *search)
{
    return is_clean_cut(search, search->best.from) && is_clean_cut(search, search->best.to);
}

gboolean cb_pdf_find_band(const CbPdfSegment *segments, guint n, double height, gboolean alone,
                          CbPdfBand *band)
{
    g_autofree Profile *profile = g_new(Profile, 1);
    g_autofree gboolean *is_alone = alone ? find_alone(segments, n, height) : NULL;
    g_autofree double *space = cb_pdf_spaces_above(segments, n, height);
    Search search = {
        .segments = segments, .n = n, .height = height, .space = space, .alone = is_alone};
    fill_profile(profile, segments, n, is_alone);
    g_autoptr(GArray) candidates = find_candidates(profile);
    for (guint i = 0; i < candidates->len; i++)
        try_gutter(&search, g_array_index(candidates, Candidate, i).x);
    if (search.best.score <= 0)
        return FALSE;
    snap_band(&search);
    *band = search.best;
    return (!alone || is_clean(&search)) && (band->from > 0 || band->to < n);
}
