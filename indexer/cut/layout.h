/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a page is made up: whether it is one case, a collection of cases or a listing of teasers, and
 * where each begins and ends. */
#ifndef CB_INDEXER_LAYOUT_H
#define CB_INDEXER_LAYOUT_H

#include "cut.h"
#include "parts.h"

G_BEGIN_DECLS

typedef enum {
    CB_UNIT_NONE,   /* an introduction or the like: no case */
    CB_UNIT_FULL,   /* a case */
    CB_UNIT_TEASER, /* a teaser of a case */
} CbUnitKind;

/** A heading and what stands under it. */
typedef struct {
    guint start; /* the heading's part */
    guint end;   /* behind the last part of its own */
    CbUnitKind kind;
    const char *rule; /* why it is that, in Danish; never NULL */

    /* The evidence. */
    gboolean own_place; /* names a municipality, and not the page's title's */
    gboolean in_title;  /* its heading is of the form "X Kommune: ..." */
    guint n_shared;     /* labels and headings inside that other units have inside, too */
    guint n_pdfs;
    guint n_texts;      /* paragraphs of running text */
    glong n_chars;      /* in those */
    const char *target; /* href of the page that the heading or a "Læs mere" leads to, or NULL */
} CbUnit;

#define CB_MAX_HEADING_LEVEL 7

/** What a level of headings would make of the page. */
typedef struct {
    guint cases, teasers, others; /* units that are; others have text but no evidence */
    gboolean convinces;
} CbLevelTrial;

typedef struct {
    CbPageKind kind;
    GArray *units;  /* CbUnit, of a collection or listing */
    gboolean given; /* the units are those that the site's profile shows */
    guint level;    /* of the headings that begin the units; 0 when there are none, or given */
    CbLevelTrial trials[CB_MAX_HEADING_LEVEL + 1]; /* by level */
} CbLayout;

CbLayout *cb_layout_find(const CbParts *parts, const char *url,
                         const CbMunicipalities *municipalities);
void cb_layout_free(CbLayout *layout);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbLayout, cb_layout_free)

G_END_DECLS

#endif
