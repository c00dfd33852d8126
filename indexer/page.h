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

/** More blocks than this, or more breadcrumb entries, and the page is refused. */
#define CB_MAX_PAGE_BLOCKS 250000u
#define CB_MAX_BREADCRUMB 100u

typedef enum {
    /* level 1..6; href when the heading as a whole is a link (no CB_BLOCK_LINK follows then, unless
     * it leads to a PDF) */
    CB_BLOCK_HEADING,
    /* running text, white space folded; "\n" where the page broke the line with <br> */
    CB_BLOCK_PARAGRAPH,
    /* a list item, a row of a table with " · " between its cells, or "term: definition" */
    CB_BLOCK_ITEM,
    /* a link that stood in the block before it: its text (may be "") and href. mailto: and tel: are
     * links too (they mark contact); links within the page are none */
    CB_BLOCK_LINK,
    /* the label that opens an accordion part or tab: "Læs mere", "Kort om indsatsen" */
    CB_BLOCK_TOGGLE,
} CbBlockType;
#define CB_N_BLOCK_TYPES 5

typedef struct {
    CbBlockType type;
    guint level;       /* of a heading, else 0 */
    gboolean contact;  /* in a place that says contact: <address>, class or id "kontakt...", vcard,
                          or below a heading "Kontakt" */
    char *text;        /* never NULL */
    char *href;        /* as written in the page, entities resolved, a relative one joined with the
                          page's <base> if it has one; or NULL */
    char *anchor;      /* of a heading or toggle: the id that a URL fragment can name, nearest at or
                          before it; or NULL */
    guint case_number; /* 1 for all blocks of the first element that the site's profile calls a
                          case, and so on; 0 for what stands outside of them. The first block of
                          each is a heading */
} CbBlock;

/** What a page tells about how it was read, when that was asked for (page_rules.h). */
typedef enum {
    CB_NOTE_PROFILE,    /* a rule of the profile: how many things it found, and the first */
    CB_NOTE_TITLE,      /* where the title in CbPage.title was found */
    CB_NOTE_BREADCRUMB, /* the element that the breadcrumb was read from */
    CB_NOTE_DATE,       /* where the date in CbPage.updated was found */
    CB_NOTE_BODY,       /* an element that the content was read from */
    CB_NOTE_BESIDE,     /* an element outside of it that was read all the same */
    CB_NOTE_LEFT_OUT,   /* an element, or a line of text, that is no content */
    CB_NOTE_CONTACT,    /* an element that says who to call */
} CbNoteKind;
#define CB_N_NOTE_KINDS 8
#define CB_MAX_PAGE_NOTES 5000u

typedef struct {
    CbNoteKind kind;
    guint count;   /* of a rule of the profile: what it found */
    char *rule;    /* which rule, in Danish, or the key in the profile; never NULL */
    char *element; /* as in CSS: "div#menu.left"; "" for none; never NULL */
    char *text;    /* its first words; never NULL */
} CbPageNote;

typedef struct {
    char *title;           /* <title>, or NULL */
    char *canonical;       /* <link rel=canonical> or og:url, or NULL */
    char *updated;         /* machine-readable date of <meta> or <time>, as written; or NULL */
    gboolean noindex;      /* <meta name=robots content=noindex> */
    GPtrArray *breadcrumb; /* char*, outermost first, without "Forside" and the page itself */
    GPtrArray *blocks;     /* CbBlock* */
    gboolean title_given;  /* by the site's profile: @title, not NULL, is the title, whatever the
                              blocks say */
    gboolean date_given;   /* by the site's profile: so is @updated, which may have words around */
    GPtrArray *notes;      /* CbPageNote*, or NULL when they were not asked for */
} CbPage;

CbPage *cb_page_new(void);
void cb_page_free(CbPage *page);
/** Appends a block; takes copies. Returns it for further filling. */
CbBlock *cb_page_add(CbPage *page, CbBlockType type, guint level, const char *text,
                     const char *href, const char *anchor);

/** From now on notes are kept. */
void cb_page_keep_notes(CbPage *page);
/** Appends a note, if @page has notes and not too many; takes copies. Strings may be NULL. */
void cb_page_add_note(CbPage *page, CbNoteKind kind, guint count, const char *rule,
                      const char *element, const char *text);

void cb_page_pack(const CbPage *page, GByteArray *out);
/** Returns: (transfer full) (nullable): NULL when the record is damaged. */
CbPage *cb_page_unpack(CbUnpack *in);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbPage, cb_page_free)

G_END_DECLS

#endif
