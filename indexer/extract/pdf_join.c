/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Segments that are one text although they stand apart. */
#include "pdf_join.h"
#include "pdf_line.h"
#include <string.h>

#define MARK_DISTANCE 5      /* heights from a bullet or number to its text */
#define INITIAL_HEIGHT 2.0   /* least height of an initial, in heights of the text */
#define INITIAL_DISTANCE 1.5 /* heights from an initial to its text */
#define LOOK 32              /* segments above and below that are looked at */

/* ---- list marks ---- */

/* The text to the right of the list mark segments[i]: the nearest on its line, or NULL. */
static CbPdfSegment *find_marked(CbPdfSegment *segments, guint n, guint i)
{
    const CbPdfSegment *mark = &segments[i];
    CbPdfSegment *best = NULL;
    for (guint j = i > LOOK ? i - LOOK : 0; j < MIN(n, i + LOOK); j++) {
        CbPdfSegment *s = &segments[j];
        double gap = s->x0 - mark->x1, height = MAX(s->y1 - s->y0, mark->y1 - mark->y0);
        if (j != i && cb_pdf_is_on_line(mark, s) && gap > -0.1 * height &&
            gap < MARK_DISTANCE * height && (best == NULL || s->x0 < best->x0))
            best = s;
    }
    return best != NULL && !(best->flags & CB_PDF_ALONE) ? best : NULL;
}

/* Makes @marked, a text, begin with its mark. */
static void join_mark(GString *text, CbPdfSegment *mark, CbPdfSegment *marked)
{
    guint start = (guint)text->len;
    if (mark->length > 0) {
        g_autofree char *joined =
            g_strdup_printf("%.*s %.*s", (int)mark->length, text->str + mark->start,
                            (int)marked->length, text->str + marked->start);
        g_string_append(text, joined);
        marked->start = start;
        marked->length = (guint)text->len - start;
        marked->first = mark->first;
    }
    marked->first_word += marked->x0 - mark->x0;
    marked->x0 = mark->x0;
    marked->flags = (mark->flags & ~(guint)CB_PDF_ALONE) | (marked->flags & CB_PDF_LEADER);
    mark->length = 0;
}

/* ---- initials ---- */

static gboolean is_initial(const CbPdfSegment *s, double height)
{
    return s->length > 0 && s->length == (guint)g_unichar_to_utf8(s->first, NULL) &&
           g_unichar_isupper(s->first) && s->y1 - s->y0 >= INITIAL_HEIGHT * height;
}

/* The line that an initial begins: of the segments close to the right of it the highest, when there
 * are two at least. */
static CbPdfSegment *find_begun(CbPdfSegment *segments, guint n, guint i, double height)
{
    const CbPdfSegment *initial = &segments[i];
    CbPdfSegment *best = NULL;
    guint beside = 0;
    for (guint j = i > LOOK ? i - LOOK : 0; j < MIN(n, i + LOOK); j++) {
        CbPdfSegment *s = &segments[j];
        double middle = cb_pdf_middle(s), gap = s->x0 - initial->x1;
        if (j == i || s->length == 0 || middle < initial->y0 || middle > initial->y1 ||
            gap < -0.5 * height || gap > INITIAL_DISTANCE * height)
            continue;
        beside++;
        if (best == NULL || middle < cb_pdf_middle(best))
            best = s;
    }
    return beside >= 2 ? best : NULL;
}

/* "I" is a word, but also begins "Indsatsen" and "Ikke". */
static gboolean is_word(gunichar initial, gunichar next)
{
    return !g_unichar_islower(next) || (initial == 'I' && next != 'n' && next != 'k');
}

static void join_initial(GString *text, CbPdfSegment *initial, CbPdfSegment *begun)
{
    guint start = (guint)text->len;
    g_autofree char *joined =
        g_strdup_printf("%.*s%s%.*s", (int)initial->length, text->str + initial->start,
                        is_word(initial->first, begun->first) ? " " : "", (int)begun->length,
                        text->str + begun->start);
    g_string_append(text, joined);
    begun->start = start;
    begun->length = (guint)text->len - start;
    begun->first = initial->first;
    initial->length = 0;
}

/* ---- the whole ---- */

void cb_pdf_join_segments(GString *text, GArray *segments)
{
    CbPdfSegment *s = (CbPdfSegment *)(gpointer)segments->data;
    guint n = segments->len, kept = 0;
    double height = n > 0 ? cb_pdf_typical_height(s, n) : 0;
    for (guint i = 0; i < n; i++) {
        CbPdfSegment *other = NULL;
        if (s[i].flags & CB_PDF_ALONE && (other = find_marked(s, n, i)) != NULL)
            join_mark(text, &s[i], other);
        else if (is_initial(&s[i], height) && (other = find_begun(s, n, i, height)) != NULL)
            join_initial(text, &s[i], other);
    }
    for (guint i = 0; i < n; i++)
        if (s[i].length > 0)
            s[kept++] = s[i];
    g_array_set_size(segments, kept);
}
