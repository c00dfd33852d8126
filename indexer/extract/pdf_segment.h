/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From the glyphs of a page to segments: runs of words on one line with no wide gap between them,
 * cleaned to plain text. Segments are what the layout orders.
 */
#ifndef CB_EXTRACT_PDF_SEGMENT_H
#define CB_EXTRACT_PDF_SEGMENT_H

#include <glib.h>
#include <poppler.h>

G_BEGIN_DECLS

/** The way a line is read on the page. */
typedef enum { CB_PDF_RIGHT, CB_PDF_DOWN, CB_PDF_LEFT, CB_PDF_UP } CbPdfDirection;
#define CB_PDF_N_DIRECTIONS 4

typedef enum {
    CB_PDF_BULLET = 1 << 0, /* began with a bullet, which was dropped: surely an item of a list */
    CB_PDF_MARK = 1 << 1,   /* begins with "1.", "a)", "2.3", "§ 4." or a dash: perhaps an item */
    CB_PDF_ALONE = 1 << 2,  /* is such a bullet or mark and no more */
    CB_PDF_LEADER = 1 << 3, /* held a row of dots or underscores, which was dropped */
} CbPdfSegmentFlags;

/**
 * CbPdfSegment:
 * @x0 to @y1: box in points. Turned so that the text runs from left to right and lines follow each
 * other downwards, whatever its direction on the page.
 * @first_word: width of the first word.
 * @first_height, @last_height: heights of the first and last glyph.
 * @start, @length: its text, in bytes of #CbPdfRuns.text: valid UTF-8, words separated by one
 * space. A soft hyphen (U+00AD) is left only as the last character.
 * @first, @last: first and last character; those of the bullet when that was all.
 * @flags: #CbPdfSegmentFlags.
 */
typedef struct {
    double x0, y0, x1, y1;
    double first_word;
    double first_height, last_height;
    guint start, length;
    gunichar first, last;
    guint flags;
} CbPdfSegment;

/** The segments of a page, for each direction of reading. Used again for page after page. */
typedef struct {
    GString *text;
    GArray *segments[CB_PDF_N_DIRECTIONS]; /* CbPdfSegment */
} CbPdfRuns;

CbPdfRuns *cb_pdf_runs_new(void);
void cb_pdf_runs_free(CbPdfRuns *runs);
void cb_pdf_runs_clear(CbPdfRuns *runs);

/**
 * cb_pdf_runs_add_glyphs:
 * @text: characters as poppler_page_get_text_for_area() gives them: a newline after each line. Need
 * not be valid UTF-8.
 * @boxes: the box of each character of @text, as poppler_page_get_text_layout_for_area() gives
 * them.
 *
 * Returns: FALSE, with nothing added, when @text and @boxes do not belong together.
 */
gboolean cb_pdf_runs_add_glyphs(CbPdfRuns *runs, const char *text, const PopplerRectangle *boxes,
                                guint n_boxes);

/** Adds @text as upright lines that share @box from its top down (the value of a form field). */
void cb_pdf_runs_add_text(CbPdfRuns *runs, const char *text, const PopplerRectangle *box);

/** Appends a character of a PDF as it is to be searched and shown: ligatures as letters, every kind
 * of space as ' ', nothing for control and formatting characters. */
void cb_pdf_append_char(GString *out, gunichar c);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbPdfRuns, cb_pdf_runs_free)

G_END_DECLS

#endif
