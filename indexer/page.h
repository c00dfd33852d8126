/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A web page as a run of blocks: what is left of HTML when menus, footers, cookie and login boxes
 * are gone, and what a text capture is read into. Cutting pages into cases (cut.h) knows nothing
 * else.
 */
#ifndef CB_INDEXER_PAGE_H
#define CB_INDEXER_PAGE_H

#include <casebank/pack.h>

G_BEGIN_DECLS

typedef enum {
    CB_BLOCK_HEADING,   /* level 1..6; href when the heading itself is a link */
    CB_BLOCK_PARAGRAPH, /* running text, white space folded */
    CB_BLOCK_ITEM,      /* a list item, or a row of a table with " · " between its cells */
    CB_BLOCK_LINK,      /* a link that stood in or as the block before it: text and href */
    CB_BLOCK_TOGGLE, /* the label that opens an accordion part: "Læs mere", "Kort om indsatsen" */
} CbBlockType;

typedef struct {
    CbBlockType type;
    guint level;      /* of a heading, else 0 */
    gboolean contact; /* inside markup that says contact: <address>, class or id
                         "kontakt"/"contact", itemprop ... */
    char *text;       /* never NULL */
    char *href;       /* as written in the page, entities resolved; or NULL */
    char *
        anchor; /* the id that a URL fragment can name, nearest at or before the heading; or NULL */
} CbBlock;

typedef struct {
    char *title;           /* <title>, or NULL */
    char *canonical;       /* <link rel=canonical> or og:url, or NULL */
    char *updated;         /* machine-readable date of <meta> or <time>, as written; or NULL */
    gboolean noindex;      /* <meta name=robots content=noindex> */
    GPtrArray *breadcrumb; /* char*, outermost first, without "Forside" and the page itself */
    GPtrArray *blocks;     /* CbBlock* */
} CbPage;

CbPage *cb_page_new(void);
void cb_page_free(CbPage *page);
/** Appends a block; takes copies. Returns it for further filling. */
CbBlock *cb_page_add(CbPage *page, CbBlockType type, guint level, const char *text,
                     const char *href, const char *anchor);

void cb_page_pack(const CbPage *page, GByteArray *out);
/** Returns: (transfer full) (nullable): NULL when the record is damaged. */
CbPage *cb_page_unpack(CbUnpack *in);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbPage, cb_page_free)

G_END_DECLS

#endif
