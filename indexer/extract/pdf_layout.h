/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading order: from the segments of a page to lines in the order in which a person reads them. */
#ifndef CB_EXTRACT_PDF_LAYOUT_H
#define CB_EXTRACT_PDF_LAYOUT_H

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
 * @first, @last: first and last character.
 * @flags: #CbPdfSegmentFlags: bullet and mark of the first segment, leader of any.
 */
typedef struct {
    double x0, y0, x1, y1;
    double first_word;
    guint first_segment, n_segments;
    gunichar first, last;
    guint flags;
    CbPdfBreak before;
} CbPdfLine;

/** Groups @n segments, which are sorted by the middle of their height, into lines from the top
 * down, and sorts the segments of each line by x0. Appends #CbPdfLine to @lines, with
 * @first_segment counted from @segments. */
void cb_pdf_group_lines(CbPdfSegment *segments, guint n, GArray *lines);

/**
 * cb_pdf_layout:
 * @runs: the page; list marks that stand alone are joined with the text to the right of them.
 * @direction: the segments to order.
 * @page_height: height of the page in the turned frame; 0 when unknown.
 * @ordered: (out): #CbPdfSegment in reading order.
 * @lines: (out): #CbPdfLine in reading order, which refer to @ordered.
 *
 * Both arrays are emptied first.
 */
void cb_pdf_layout(CbPdfRuns *runs, CbPdfDirection direction, double page_height, GArray *ordered,
                   GArray *lines);

G_END_DECLS

#endif
