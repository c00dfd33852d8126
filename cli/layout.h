/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Paragraphs for a terminal: wrapped at a width, indented, with words in bold or colour.
 *
 * Text comes from files that strangers wrote, so nothing of it reaches the terminal as it is:
 * control characters (an escape sequence can retitle or freeze a terminal) and the signs that turn
 * the reading direction around are left out.
 */
#ifndef CB_CLI_LAYOUT_H
#define CB_CLI_LAYOUT_H

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
    CB_STYLE_PLAIN,
    CB_STYLE_TITLE,
    CB_STYLE_MARK,    /* a word that the query asked for, or the part of one */
    CB_STYLE_SYNONYM, /* another word for it */
    CB_STYLE_QUIET,   /* less important: dates, origins */
    CB_STYLE_LINK,    /* never broken over two lines, so that it can be clicked and copied */
    CB_N_STYLES
} CbStyle;

typedef struct CbLayout CbLayout;

/**
 * cb_layout_new:
 * @width: columns to wrap at; 0 for never.
 * @colour: whether to use escape sequences for the styles.
 */
CbLayout *cb_layout_new(guint width, gboolean colour);
void cb_layout_free(CbLayout *layout);

/** Adds @text to the paragraph. Line breaks and runs of white space become one space. */
void cb_layout_add(CbLayout *layout, CbStyle style, const char *text);
void cb_layout_addf(CbLayout *layout, CbStyle style, const char *format, ...) G_GNUC_PRINTF(3, 4);

/** Adds @text with @marks (CbMark, in code points of @text) in CB_STYLE_MARK, synonyms in
 * CB_STYLE_SYNONYM, the rest plain. */
void cb_layout_add_marked(CbLayout *layout, const char *text, const GArray *marks);

/** Fills the first line with blanks up to @column (counted from the indentation): what follows
 * stands in a second column. */
void cb_layout_pad(CbLayout *layout, guint column);

/** Ends the paragraph: its first line is indented by @first columns, the others by @rest. Without
 * any text nothing is written. */
void cb_layout_end(CbLayout *layout, guint first, guint rest);

/** An empty line, unless nothing was written yet or the line before is empty. */
void cb_layout_gap(CbLayout *layout);

/** Returns: the text so far, each line ended by a newline. Borrowed, until the next call. */
const GString *cb_layout_text(const CbLayout *layout);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbLayout, cb_layout_free)

G_END_DECLS

#endif
