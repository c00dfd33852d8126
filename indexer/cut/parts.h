/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A page as cutting sees it: its blocks, each with the role that it plays. Roles are told from the
 * block's type, its words (labels.h), its shape and its neighbours; whether a heading begins a case
 * is not known yet (layout.h).
 */
#ifndef CB_INDEXER_PARTS_H
#define CB_INDEXER_PARTS_H

#include "../page.h"

G_BEGIN_DECLS

typedef enum {
    CB_PART_DROPPED, /* navigation, dates, labels, links that lead nowhere */
    CB_PART_TITLE,
    CB_PART_TEXT, /* a paragraph */
    CB_PART_ITEM, /* of a list or a table */
    CB_PART_PDF,  /* a link to a PDF, or a line that names one */
    CB_PART_LINK, /* a link to another page that stands alone */
    CB_PART_CONTACT,
    CB_PART_NAMED,   /* a heading of its own words: may begin a case */
    CB_PART_SECTION, /* a heading that many cases have inside: "Baggrund" */
    CB_PART_FOLD,    /* "Læs mere": what follows belongs to what stands before */
    CB_PART_ASIDE,   /* a heading whose text belongs to no case: "Læs også", about the bank */
    CB_PART_BOX,     /* the heading of a contact box */
} CbPartRole;

typedef struct {
    const CbBlock *block; /* the page's */
    CbPartRole role;
    guint level;     /* of a heading, 1 to 7; 0 for what is none, and for folds */
    char *text;      /* as it is to be shown */
    const char *why; /* of DROPPED: why, in Danish, static; else NULL */
    char *contact;   /* what was taken out of @text because it is somebody's address; or NULL */
} CbPart;

typedef struct {
    const CbPage *page;                 /* borrowed */
    GArray *parts;                      /* CbPart */
    char *title;                        /* of the page; never NULL or empty */
    char *updated;                      /* "YYYY-MM-DD" or NULL */
    const char *title_from, *date_from; /* where they stood, in Danish; the latter may be NULL */
    gboolean has_links; /* whether links carry addresses: an HTML page, not a capture */
} CbParts;

/** Borrows @page. @source gives a page without any title its name. */
CbParts *cb_parts_new(const CbPage *page, const char *source);
/** Without parts, title and date: to be filled. */
CbParts *cb_parts_new_empty(const CbPage *page);
void cb_parts_free(CbParts *parts);

#define cb_part(list, i) (&g_array_index((list)->parts, CbPart, i))

/** Gives @part the role DROPPED. @why: in Danish, static. */
void cb_part_drop(CbPart *part, const char *why);

/** TITLE, NAMED, SECTION, ASIDE and BOX; a fold has no level and is none. */
gboolean cb_part_is_heading(const CbPart *part);

/** The next part that is not DROPPED at or after @i; the number of parts when there is none. */
guint cb_parts_skip(const CbParts *parts, guint i);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbParts, cb_parts_free)

G_END_DECLS

#endif
