/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each subtree of a page holds, and small questions about single elements. */
#ifndef CB_EXTRACT_HTML_SURVEY_H
#define CB_EXTRACT_HTML_SURVEY_H

#include "html_tree.h"

G_BEGIN_DECLS

/** What the reader made of an element. */
typedef enum {
    CB_MARK_DROPPED = 1 << 0, /* it and all in it is not content */
    CB_MARK_HIDDEN = 1 << 1,  /* and why: a reader of the page never sees it */
    CB_MARK_CONTACT = 1 << 2, /* says who to call */
    CB_MARK_TOGGLE = 1 << 3,  /* opens a part of an accordion */
    /* By the site's profile (profile_marks.h). */
    CB_MARK_OUT = 1 << 4,     /* is no content */
    CB_MARK_KEPT = 1 << 5,    /* is content, whatever it looks like */
    CB_MARK_CASE = 1 << 6,    /* a case */
    CB_MARK_HEADING = 1 << 7, /* a heading */
    CB_MARK_NO_LINK = 1 << 8, /* a link that counts for nothing */
    CB_MARK_WHO = 1 << 9,     /* says who to call */
} CbMarks;
/** Those that are there before anything else is looked at. */
#define CB_MARKS_GIVEN                                                                             \
    (CB_MARK_OUT | CB_MARK_KEPT | CB_MARK_CASE | CB_MARK_HEADING | CB_MARK_NO_LINK | CB_MARK_WHO)

/** What a subtree holds, the element itself included. */
typedef enum {
    CB_HAS_MAIN = 1 << 0, /* <main> or role=main */
    CB_HAS_H1 = 1 << 1,
    CB_HAS_HEADING = 1 << 2, /* of any level */
    CB_HAS_TABLE = 1 << 3,
    CB_HAS_LIST = 1 << 4,
    CB_HAS_BLOCK = 1 << 5,  /* any element that breaks the line */
    CB_HAS_LINK = 1 << 6,   /* <a href> */
    CB_HAS_PDF = 1 << 7,    /* a link to a PDF */
    CB_HAS_TOGGLE = 1 << 8, /* what by its attributes opens a part */
    CB_HAS_KEPT = 1 << 9,   /* what is CB_MARK_KEPT */
} CbHas;

/** Fills in the hints, the has bits, the sums and titles, and the tables of ids. */
void cb_html_survey(CbTree *tree);

/** Counts the sums and titles anew, without what is marked CB_MARK_DROPPED. */
void cb_html_sum_up(CbTree *tree);

/** Whether @node is a button, or a link that leads nowhere. */
gboolean cb_html_is_pressable(const CbTree *tree, guint32 node);

/** Whether @node says by tag or attributes that it opens a part of the page. */
gboolean cb_html_is_opener(const CbTree *tree, guint32 node);

/** Whether @node is the label of a tab whose panel has an id. */
gboolean cb_html_is_tab(const CbTree *tree, guint32 node);

/** The id of the part that @node opens when it is pressed, or NULL. Borrowed. */
const char *cb_html_opened_id(const CbTree *tree, guint32 node);

/** Whether @href names a PDF: its path ends in ".pdf". */
gboolean cb_html_is_pdf(const char *href);

/** Whether @node or what it stands in has @tag. Looks no further than the root. */
gboolean cb_html_is_within(const CbTree *tree, guint32 node, CbTag tag);

/** Whether a word of @node's @attribute is @word. */
gboolean cb_html_attribute_is(const CbTree *tree, guint32 node, CbAttribute attribute,
                              const char *word);

/** Whether a word of the space-separated, case-blind @value is @word. NULL has no words. */
gboolean cb_html_has_word(const char *value, const char *word);

G_END_DECLS

#endif
