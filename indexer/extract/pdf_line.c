/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of segments. */
#include "pdf_line.h"
#include <stdlib.h>

/* Heights between the highest and the lowest middle on a line. */
#define SAME_LINE 0.65

double cb_pdf_middle(const CbPdfSegment *s)
{
    return (s->y0 + s->y1) / 2;
}

gint cb_pdf_compare_middle(gconstpointer a, gconstpointer b)
{
    double x = cb_pdf_middle(a), y = cb_pdf_middle(b);
    return (x > y) - (x < y);
}

static gint compare_left(gconstpointer a, gconstpointer b)
{
    double x = ((const CbPdfSegment *)a)->x0, y = ((const CbPdfSegment *)b)->x0;
    return (x > y) - (x < y);
}

gboolean cb_pdf_is_on_line(const CbPdfSegment *tallest, const CbPdfSegment *s)
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
                      .first_height = head->first_height,
                      .last_height = tail->last_height,
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
        double middle = cb_pdf_middle(&tallest);
        guint j = i + 1;
        for (; j < n && cb_pdf_is_on_line(&tallest, &segments[j]) &&
               cb_pdf_middle(&segments[j]) - middle < SAME_LINE * (tallest.y1 - tallest.y0);
             j++)
            if (segments[j].y1 - segments[j].y0 > tallest.y1 - tallest.y0)
                tallest = segments[j];
        CbPdfLine line = make_line(segments, i, j - i);
        g_array_append_val(lines, line);
        i = j;
    }
}

gint cb_pdf_compare_numbers(gconstpointer a, gconstpointer b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double cb_pdf_typical_height(const CbPdfSegment *segments, guint n)
{
    g_autofree double *heights = g_new(double, n);
    for (guint i = 0; i < n; i++)
        heights[i] = segments[i].y1 - segments[i].y0;
    qsort(heights, n, sizeof *heights, cb_pdf_compare_numbers);
    return MAX(heights[n / 2], 0.01);
}

gboolean cb_pdf_is_one_line(const CbPdfSegment *segments, guint n)
{
    double lowest_top = segments[0].y0, highest_bottom = segments[0].y1;
    for (guint i = 1; i < n; i++) {
        lowest_top = MAX(lowest_top, segments[i].y0);
        highest_bottom = MIN(highest_bottom, segments[i].y1);
    }
    return lowest_top < highest_bottom;
}

gboolean cb_pdf_ends_sentence(gunichar c)
{
    return c == '.' || c == ':' || c == '!' || c == '?' || c == ';';
}

gboolean cb_pdf_is_hyphen(gunichar c)
{
    return c == '-' || c == 0x2010 || c == 0xad;
}
