/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An HTML page as a flat array of nodes in document order, built from libxml2's events. A node's
 * subtree is the run from its index to `end`, so that most questions about a page are one loop over
 * the array; sums over subtrees are one loop backwards. Nodes are never more than CB_TREE_DEPTH
 * deep (what is nested deeper hangs on the node at that depth), so that a recursive walk is safe.
 */
#ifndef CB_EXTRACT_HTML_TREE_H
#define CB_EXTRACT_HTML_TREE_H

#include <glib.h>

G_BEGIN_DECLS

#define CB_TREE_DEPTH 256u

/* How a tag acts on the run of text. */
typedef enum {
    CB_KIND_INLINE,  /* within a block; unknown tags too */
    CB_KIND_BLOCK,   /* starts and ends one */
    CB_KIND_NOWHERE, /* has no content, and no part in the tree */
    CB_KIND_IGNORED, /* its content is not shown as text */
} CbTagKind;

/* clang-format off */
#define CB_TAGS(X) \
    X(A, "a", INLINE) X(ADDRESS, "address", BLOCK) X(APPLET, "applet", IGNORED) X(ARTICLE, "article", BLOCK) \
    X(ASIDE, "aside", BLOCK) X(AUDIO, "audio", IGNORED) X(BASE, "base", INLINE) X(BLOCKQUOTE, "blockquote", BLOCK) \
    X(BODY, "body", BLOCK) X(BR, "br", INLINE) X(BUTTON, "button", INLINE) X(CANVAS, "canvas", IGNORED) \
    X(CAPTION, "caption", BLOCK) X(CENTER, "center", BLOCK) X(DATALIST, "datalist", IGNORED) X(DD, "dd", BLOCK) \
    X(DETAILS, "details", BLOCK) X(DIALOG, "dialog", BLOCK) X(DIR, "dir", BLOCK) X(DIV, "div", BLOCK) \
    X(DL, "dl", BLOCK) X(DT, "dt", BLOCK) X(EMBED, "embed", NOWHERE) X(FIELDSET, "fieldset", BLOCK) \
    X(FIGCAPTION, "figcaption", BLOCK) X(FIGURE, "figure", BLOCK) X(FOOTER, "footer", BLOCK) X(FORM, "form", BLOCK) \
    X(H1, "h1", BLOCK) X(H2, "h2", BLOCK) X(H3, "h3", BLOCK) X(H4, "h4", BLOCK) X(H5, "h5", BLOCK) X(H6, "h6", BLOCK) \
    X(HEAD, "head", BLOCK) X(HEADER, "header", BLOCK) X(HGROUP, "hgroup", BLOCK) X(HR, "hr", BLOCK) \
    X(HTML, "html", BLOCK) X(IFRAME, "iframe", IGNORED) X(IMG, "img", INLINE) X(INPUT, "input", INLINE) \
    X(LABEL, "label", INLINE) X(LEGEND, "legend", BLOCK) X(LI, "li", BLOCK) X(LINK, "link", INLINE) \
    X(MAIN, "main", BLOCK) X(MATH, "math", IGNORED) X(MENU, "menu", BLOCK) X(META, "meta", INLINE) \
    X(METER, "meter", IGNORED) X(NAV, "nav", BLOCK) X(NOSCRIPT, "noscript", IGNORED) X(OBJECT, "object", IGNORED) \
    X(OL, "ol", BLOCK) X(P, "p", BLOCK) X(PARAM, "param", NOWHERE) X(PRE, "pre", BLOCK) X(PROGRESS, "progress", IGNORED) \
    X(SCRIPT, "script", IGNORED) X(SEARCH, "search", BLOCK) X(SECTION, "section", BLOCK) X(SELECT, "select", IGNORED) \
    X(SOURCE, "source", NOWHERE) X(STYLE, "style", IGNORED) X(SUMMARY, "summary", BLOCK) X(SUP, "sup", INLINE) \
    X(SVG, "svg", IGNORED) X(TABLE, "table", BLOCK) X(TBODY, "tbody", BLOCK) X(TD, "td", BLOCK) \
    X(TEMPLATE, "template", IGNORED) X(TEXTAREA, "textarea", IGNORED) X(TFOOT, "tfoot", BLOCK) X(TH, "th", BLOCK) \
    X(THEAD, "thead", BLOCK) X(TIME, "time", INLINE) X(TITLE, "title", BLOCK) X(TR, "tr", BLOCK) \
    X(TRACK, "track", NOWHERE) X(UL, "ul", BLOCK) X(VIDEO, "video", IGNORED) X(WBR, "wbr", NOWHERE)

/* The attributes that the reader asks for; all others are dropped. */
#define CB_ATTRIBUTES(X) \
    X(ALT, "alt") X(ARIA_CONTROLS, "aria-controls") X(ARIA_CURRENT, "aria-current") X(ARIA_EXPANDED, "aria-expanded") \
    X(ARIA_HIDDEN, "aria-hidden") X(ARIA_LABEL, "aria-label") X(CLASS, "class") X(CONTENT, "content") \
    X(DATA_BS_TARGET, "data-bs-target") X(DATA_BS_TOGGLE, "data-bs-toggle") X(DATA_TARGET, "data-target") \
    X(DATA_TOGGLE, "data-toggle") X(DATETIME, "datetime") X(HIDDEN, "hidden") X(HREF, "href") X(ID, "id") \
    X(ITEMPROP, "itemprop") X(ITEMTYPE, "itemtype") X(NAME, "name") X(PROPERTY, "property") X(REL, "rel") \
    X(ROLE, "role") X(STYLE, "style") X(TITLE, "title")
/* clang-format on */

typedef enum {
    CB_TAG_TEXT,  /* a run of text, not an element */
    CB_TAG_OTHER, /* <span>, <b>, <custom-element> ... */
#define X(tag, name, kind) CB_TAG_##tag,
    CB_TAGS(X)
#undef X
        CB_N_TAGS
} CbTag;

typedef enum {
#define X(attribute, name) CB_ATTRIBUTE_##attribute,
    CB_ATTRIBUTES(X)
#undef X
        CB_N_ATTRIBUTES
} CbAttribute;

/* Hints, marks, has and lengths are filled in by cb_html_mark_chrome(). */
typedef struct {
    guint8 tag;     /* CbTag */
    guint8 depth;   /* below the root, which is 0 */
    guint16 marks;  /* CbMarks, html_survey.h: what the reader made of it */
    guint16 hints;  /* CbHints, html_hints.h: what class and id say */
    guint16 has;    /* CbHas, html_survey.h: what the subtree holds */
    guint32 parent; /* 0 for the root itself */
    guint32 end;    /* one past the last node of the subtree */
    guint32 first;  /* of a text: where in CbTree.text; else its first attribute */
    guint32 count;  /* bytes of a text; or number of attributes */
    guint32 length; /* bytes of text in the subtree, white space and what is dropped not counted */
    guint32 in_links; /* of these, those within links */
} CbNode;

typedef struct {
    CbNode *nodes; /* the root, which is no element, first */
    guint32 n_nodes;
    guint32 first_h1; /* of those not dropped; 0 when there is none */
    guint32 last_h1;
    const char *text;       /* all texts and attribute values; only the latter end in NUL */
    GHashTable *controlled; /* ids of what an accordion's header opens: const char*, in text */
    GHashTable *tabs; /* const char* id of a tab's panel -> GUINT_TO_POINTER(the tab's node) */
    GArray *node_array;
    GArray *attributes;
    GString *pool;
} CbTree;

/**
 * cb_tree_parse:
 * @html: UTF-8 without NUL.
 *
 * Returns: (transfer full) (nullable): NULL for a page that libxml2 cannot turn into a tree of
 * sensible size in sensible time: nested a thousand deep, of millions of elements, or with a tag of
 * over a thousand attributes.
 */
CbTree *cb_tree_parse(const char *html, gsize length);

/** Told of each element of the tree as it is found, with its name and all its attributes (names and
 * values in turn, NULL at the end; a value may be NULL; the whole may be NULL). */
typedef void (*CbTreeElementFunc)(guint32 node, const char *name, const char *const *attributes,
                                  gpointer data);

/** The same. @on_element: (nullable). */
CbTree *cb_tree_parse_to(const char *html, gsize length, CbTreeElementFunc on_element,
                         gpointer data);
void cb_tree_free(CbTree *tree);

/** @name: in lower case; CB_TAG_OTHER when not known. */
CbTag cb_tag_find(const char *name);
CbTagKind cb_tag_kind(CbTag tag);
/** "div"; "(tekst)" for a text, "(andet)" for CB_TAG_OTHER. Static. */
const char *cb_tag_name(CbTag tag);

/** The attribute's value ("" when it has none), or NULL when it is not there. Borrowed. */
const char *cb_tree_attribute(const CbTree *tree, guint32 node, CbAttribute attribute);

static inline gboolean cb_tag_is_heading(guint tag)
{
    return tag >= CB_TAG_H1 && tag <= CB_TAG_H6;
}

/** The sibling before @node, texts of white space left out; 0 when none. */
guint32 cb_tree_previous(const CbTree *tree, guint32 node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbTree, cb_tree_free)

G_END_DECLS

#endif
