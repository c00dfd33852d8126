/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells a page's content from what stands around it on every page of a site. */
#ifndef CB_EXTRACT_HTML_CHROME_H
#define CB_EXTRACT_HTML_CHROME_H

#include "html_tree.h"

G_BEGIN_DECLS

/** What the reader made of an element. */
typedef enum {
    CB_MARK_DROPPED = 1 << 0, /* it and all in it is not content */
    CB_MARK_HIDDEN = 1 << 1,  /* and why: a reader of the page never sees it */
    CB_MARK_CONTACT = 1 << 2, /* says who to call */
    CB_MARK_TOGGLE = 1 << 3,  /* opens a part of an accordion */
} CbMarks;

/** What a subtree holds, the element itself included. */
typedef enum {
    CB_HAS_MAIN = 1 << 0, /* <main> or role=main */
    CB_HAS_H1 = 1 << 1,
    CB_HAS_HEADING = 1 << 2, /* of any level */
    CB_HAS_ARTICLE = 1 << 3,
    CB_HAS_TABLE = 1 << 4,
    CB_HAS_LIST = 1 << 5,
    CB_HAS_BLOCK = 1 << 6,    /* any element that breaks the line */
    CB_HAS_LINK = 1 << 7,     /* <a href> */
    CB_HAS_PDF = 1 << 8,      /* a link to a PDF */
    CB_HAS_PASSWORD = 1 << 9, /* a field for one */
    CB_HAS_TOGGLE = 1 << 10,  /* what by its attributes opens a part */
} CbHas;

/** Fills in the hints, marks, sums and id tables of all nodes. */
void cb_html_mark_chrome(CbTree *tree);

/** The id of the part that @node opens when it is pressed, or NULL. Borrowed. */
const char *cb_html_opened_id(const CbTree *tree, guint32 node);

/** Whether @href names a PDF: its path ends in ".pdf". */
gboolean cb_html_is_pdf(const char *href);

/** Whether @node or what it stands in has @tag. Looks no further than the root. */
gboolean cb_html_is_within(const CbTree *tree, guint32 node, CbTag tag);

/** Whether a word of the space-separated, case-blind @value is @word. NULL has no words. */
gboolean cb_html_has_word(const char *value, const char *word);

G_END_DECLS

#endif
