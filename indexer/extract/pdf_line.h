/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of segments, and what can be measured of a set of segments. */
#ifndef CB_EXTRACT_PDF_LINE_H
#define CB_EXTRACT_PDF_LINE_H

#include "pdf_segment.h"

G_BEGIN_DECLS

/** What stands between a line and the one before it in reading order. */
typedef enum {
    CB_PDF_SAME_BLOCK,  /* the next line of a column: perhaps of the same paragraph */
    CB_PDF_NEXT_COLUMN, /* the first line of the next column: the paragraph may go on */
    CB_PDF_NEW_BLOCK,   /* something else */
} CbPdfBreak;

/**
 * CbPdfLine:
 * @first_segment, @n_segments: its segments from left to right, in an array of #CbPdfSegment.
 * @first_word: width of the first word.
 * @first_height, @last_height: heights of the first and last glyph.
 * @first, @last: first and last character.
 * @flags: #CbPdfSegmentFlags: bullet and mark of the first segment, leader of any.
 */
typedef struct {
    double x0, y0, x1, y1;
    double first_word;
    double first_height, last_height;
    guint first_segment, n_segments;
    gunichar first, last;
    guint flags;
    CbPdfBreak before;
} CbPdfLine;

/** Groups @n segments, which are sorted by cb_pdf_compare_middle(), into lines from the top down,
 * and sorts the segments of each line by x0. Appends #CbPdfLine to @lines, with @first_segment
 * counted from @segments. */
void cb_pdf_group_lines(CbPdfSegment *segments, guint n, GArray *lines);

/** Whether @s stands on the line whose tallest segment is @tallest. A large initial does not make
 * the three lines beside it one. */
gboolean cb_pdf_is_on_line(const CbPdfSegment *tallest, const CbPdfSegment *s);

/** Whether all segments overlap in height. @n is at least 1. */
gboolean cb_pdf_is_one_line(const CbPdfSegment *segments, guint n);

/** The median height of the segments, more than 0. @n is at least 1. */
double cb_pdf_typical_height(const CbPdfSegment *segments, guint n);

/** Height of the middle of @s on the page. */
double cb_pdf_middle(const CbPdfSegment *s);

/** For sorting: segments by their middle, from the top down; numbers (double). */
gint cb_pdf_compare_middle(gconstpointer a, gconstpointer b);
gint cb_pdf_compare_numbers(gconstpointer a, gconstpointer b);

/** Whether @c can end a sentence. */
gboolean cb_pdf_ends_sentence(gunichar c);

/** Whether @c can stand for a word that goes on in the next line. */
gboolean cb_pdf_is_hyphen(gunichar c);

G_END_DECLS

#endif
