/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Walks elements and turns them into blocks. Text gathers in one run until an element breaks it;
 * then it becomes a block, followed by the links that stood in it. The walk recurses as deep as the
 * tree, which is bounded.
 *
 * Anchors: a heading takes its own id, or that of the part it opens, or one inside it, or one that
 * stood since the text before it, or that of the innermost element around it whose first heading it
 * is.
 */
#include "html_walk.h"
#include "html_case.h"
#include "html_chrome.h"
#include "html_inline.h"
#include "html_phrases.h"
#include "html_text.h"
#include <string.h>

/* A heading or row that is longer is text. */
#define MAX_HEADING_BYTES 400u
#define MAX_ROW_BYTES 2000u

/* An element with an id that is open. */
typedef struct {
    const char *id;
    gboolean taken; /* by a heading in it */
} Place;

struct CbWalk {
    const CbTree *tree;
    CbPage *page;
    const char *base;
    GString *text;     /* of the block being gathered */
    GArray *links;     /* guint32: the <a> in it */
    CbBlockType type;  /* what the gathered text becomes */
    guint contact;     /* how many contact elements are around */
    guint32 link;      /* the <a> around, or 0 */
    guint case_number; /* of the case around, or 0 */
    guint n_cases;
    GArray *places;        /* Place: outermost first */
    const char *recent_id; /* seen since the last text, or NULL */
    char *term;            /* of a definition list, waiting for its definition; or NULL */
};

static void visit(CbWalk *walk, guint32 node);

static const CbNode *node_at(const CbWalk *walk, guint32 node)
{
    return &walk->tree->nodes[node];
}

static gboolean holds(const CbWalk *walk, guint32 node, guint what)
{
    return (node_at(walk, node)->has & what) != 0;
}

static gboolean is_marked(const CbWalk *walk, guint32 node, guint mark)
{
    return (node_at(walk, node)->marks & mark) != 0;
}

/* ---- Blocks ---- */

/* One block too many is there: the page will be refused. */
static gboolean is_full(const CbWalk *walk)
{
    return walk->page->blocks->len > CB_MAX_PAGE_BLOCKS;
}

static CbBlock *add(CbWalk *walk, CbBlockType type, const char *text)
{
    CbBlock *block = cb_page_add(walk->page, type, 0, text, NULL, NULL);
    block->contact = walk->contact > 0;
    block->case_number = walk->case_number;
    walk->recent_id = NULL;
    return block;
}

/* Where the <a> @link leads; NULL for nowhere, or when the site's profile says that it does not
 * count. */
static char *href_of(const CbWalk *walk, guint32 link)
{
    return is_marked(walk, link, CB_MARK_NO_LINK) ? NULL
                                                  : cb_inline_href(walk->tree, link, walk->base);
}

static void add_link(CbWalk *walk, guint32 link)
{
    g_autofree char *href = href_of(walk, link);
    if (href == NULL || is_full(walk))
        return;
    g_autofree char *text = cb_inline_link_text(walk->tree, link);
    add(walk, CB_BLOCK_LINK, text)->href = g_steal_pointer(&href);
}

/* All links of @node's subtree. */
static void add_links(CbWalk *walk, guint32 node)
{
    for (guint32 i = node; i < node_at(walk, node)->end;) {
        gboolean dropped = is_marked(walk, i, CB_MARK_DROPPED);
        if (node_at(walk, i)->tag == CB_TAG_A && !dropped)
            add_link(walk, i);
        i = dropped ? node_at(walk, i)->end : i + 1;
    }
}

/* Ends the run of text: it becomes a block, and what stood in it as links follows. */
static void flush(CbWalk *walk)
{
    if (walk->text->len == 0 && walk->links->len == 0)
        return;
    g_autofree char *text = cb_text_take(walk->text);
    gboolean chrome = cb_phrase_is_chrome(text);
    if (chrome)
        cb_page_add_note(walk->page, CB_NOTE_LEFT_OUT, 0, "ord, der hører til siden", NULL, text);
    if (text[0] != '\0' && !chrome) {
        add(walk, walk->type, text);
        walk->type = CB_BLOCK_PARAGRAPH;
    }
    for (guint i = 0; i < walk->links->len && !chrome; i++)
        add_link(walk, g_array_index(walk->links, guint32, i));
    g_array_set_size(walk->links, 0);
}

static void visit_children(CbWalk *walk, guint32 node)
{
    guint32 end = node_at(walk, node)->end;
    for (guint32 i = node + 1; i < end && !is_full(walk); i = node_at(walk, i)->end)
        visit(walk, i);
}

/* An element whose text stands by itself. The first one in a list item is that item. */
static void visit_block(CbWalk *walk, guint32 node)
{
    flush(walk);
    visit_children(walk, node);
    flush(walk);
}

static void visit_as(CbWalk *walk, guint32 node, CbBlockType type)
{
    flush(walk);
    walk->type = type;
    visit_block(walk, node);
    walk->type = CB_BLOCK_PARAGRAPH;
}

/* ---- Anchors ---- */

static const char *id_of(const CbWalk *walk, guint32 node)
{
    const char *id = cb_tree_attribute(walk->tree, node, CB_ATTRIBUTE_ID);
    if (id == NULL && node_at(walk, node)->tag == CB_TAG_A)
        id = cb_tree_attribute(walk->tree, node, CB_ATTRIBUTE_NAME);
    return id != NULL && id[0] != '\0' ? id : NULL;
}

/* The id of a part that @node or what is in it opens: the best place for a link to lead. */
static const char *opened_id(const CbWalk *walk, guint32 node)
{
    for (guint32 i = node; i < node_at(walk, node)->end; i++) {
        const char *id = holds(walk, i, CB_HAS_TOGGLE) ? cb_html_opened_id(walk->tree, i) : NULL;
        if (id != NULL)
            return id;
    }
    return NULL;
}

static const char *inner_id(const CbWalk *walk, guint32 node)
{
    for (guint32 i = node; i < node_at(walk, node)->end; i++) {
        const char *id = id_of(walk, i);
        if (id != NULL)
            return id;
    }
    return NULL;
}

/* Takes the id of what is around, for a heading that has none. */
static const char *outer_id(CbWalk *walk)
{
    const char *id = walk->recent_id;
    for (guint i = walk->places->len; i > 0; i--) {
        Place *place = &g_array_index(walk->places, Place, i - 1);
        if (id == NULL && !place->taken)
            id = place->id;
        place->taken = TRUE;
    }
    walk->recent_id = NULL;
    return id;
}

/* ---- Headings, toggles ---- */

/* The <a> that is all of the heading @node, in it or around it; 0 when none. */
static guint32 whole_link(const CbWalk *walk, guint32 node)
{
    for (guint32 i = node + 1; i < node_at(walk, node)->end; i++)
        if (node_at(walk, i)->tag == CB_TAG_A && node_at(walk, i)->length > 0)
            return node_at(walk, i)->length == node_at(walk, node)->length ? i : 0;
    return walk->link;
}

/* What is a heading by the site's profile alone is one of the second level. */
static guint level_of(const CbWalk *walk, guint32 node)
{
    guint tag = node_at(walk, node)->tag;
    return cb_tag_is_heading(tag) ? tag - CB_TAG_H1 + 1u : 2;
}

static void add_heading(CbWalk *walk, guint32 node, const char *text)
{
    const char *own = id_of(walk, node);
    const char *outer = outer_id(walk);
    const char *anchor = own != NULL ? own : opened_id(walk, node);
    if (anchor == NULL)
        anchor = inner_id(walk, node);
    CbBlock *block = add(walk, CB_BLOCK_HEADING, text);
    block->level = level_of(walk, node);
    block->anchor = g_strdup(anchor != NULL ? anchor : outer);
    guint32 link = whole_link(walk, node);
    if (link != 0)
        block->href = href_of(walk, link);
    if (block->href == NULL)
        add_links(walk, node);
    else if (cb_html_is_pdf(block->href))
        add_link(walk, link);
}

static char *heading_text(const CbWalk *walk, guint32 node)
{
    g_autofree char *text = cb_inline_text(walk->tree, node);
    /* A title that is a picture. */
    return text[0] != '\0' ? g_steal_pointer(&text) : cb_inline_link_text(walk->tree, node);
}

static void visit_heading(CbWalk *walk, guint32 node)
{
    if (node_at(walk, node)->length > MAX_HEADING_BYTES) {
        visit_as(walk, node, CB_BLOCK_PARAGRAPH);
        return;
    }
    flush(walk);
    g_autofree char *text = heading_text(walk, node);
    if (text[0] != '\0')
        add_heading(walk, node, text);
}

static void add_toggle(CbWalk *walk, guint32 node, const char *panel_id)
{
    flush(walk);
    g_autofree char *text = cb_phrase_without_signs(cb_inline_text(walk->tree, node));
    if (text[0] == '\0' || cb_phrase_is_chrome(text))
        return;
    const char *own = id_of(walk, node);
    const char *outer = outer_id(walk);
    const char *anchor = panel_id != NULL ? panel_id : opened_id(walk, node);
    if (anchor == NULL)
        anchor = own;
    add(walk, CB_BLOCK_TOGGLE, text)->anchor = g_strdup(anchor != NULL ? anchor : outer);
}

/* The label of a tab stands apart from its panel, with those of the other tabs; it is shown here.
 */
static void show_tab_label(CbWalk *walk, const char *id)
{
    gpointer tab = g_hash_table_lookup(walk->tree->tabs, id);
    if (tab != NULL && node_at(walk, GPOINTER_TO_UINT(tab))->length <= MAX_HEADING_BYTES)
        add_toggle(walk, GPOINTER_TO_UINT(tab), id);
}

/* ---- Tables and lists ---- */

static gboolean is_cell(const CbWalk *walk, guint32 node)
{
    guint tag = node_at(walk, node)->tag;
    return (tag == CB_TAG_TD || tag == CB_TAG_TH) && !is_marked(walk, node, CB_MARK_DROPPED);
}

/* A row of data, not one that lays out the page. */
static gboolean is_data_row(const CbWalk *walk, guint32 node)
{
    guint cells = 0;
    if (holds(walk, node, CB_HAS_HEADING | CB_HAS_TABLE | CB_HAS_LIST) ||
        node_at(walk, node)->length > MAX_ROW_BYTES)
        return FALSE;
    for (guint32 i = node + 1; i < node_at(walk, node)->end; i = node_at(walk, i)->end)
        cells += is_cell(walk, i) ? 1 : 0;
    return cells > 1;
}

static void visit_row(CbWalk *walk, guint32 node)
{
    if (!is_data_row(walk, node)) {
        visit_as(walk, node, CB_BLOCK_PARAGRAPH);
        return;
    }
    flush(walk);
    g_autoptr(GString) row = g_string_new(NULL);
    for (guint32 i = node + 1; i < node_at(walk, node)->end; i = node_at(walk, i)->end) {
        g_autofree char *cell = is_cell(walk, i) ? cb_inline_text(walk->tree, i) : g_strdup("");
        if (cell[0] == '\0')
            continue;
        if (row->len > 0)
            g_string_append(row, " · ");
        g_string_append(row, cell);
    }
    if (row->len > 0)
        add(walk, CB_BLOCK_ITEM, row->str);
    add_links(walk, node);
}

/* A term that got no definition, or one that is a text of its own. */
static void flush_term(CbWalk *walk)
{
    if (walk->term != NULL && walk->term[0] != '\0')
        add(walk, CB_BLOCK_PARAGRAPH, walk->term);
    g_clear_pointer(&walk->term, g_free);
}

static void visit_term(CbWalk *walk, guint32 node)
{
    flush(walk);
    flush_term(walk);
    if (holds(walk, node, CB_HAS_HEADING | CB_HAS_TOGGLE | CB_HAS_LINK) ||
        node_at(walk, node)->length > MAX_HEADING_BYTES) {
        visit_block(walk, node);
        return;
    }
    walk->term = cb_inline_text(walk->tree, node);
}

static void visit_definition(CbWalk *walk, guint32 node)
{
    flush(walk);
    gboolean text = holds(walk, node, CB_HAS_HEADING | CB_HAS_LIST | CB_HAS_TABLE) ||
                    node_at(walk, node)->length > MAX_ROW_BYTES;
    if (text || walk->term == NULL) {
        flush_term(walk);
        visit_as(walk, node, text ? CB_BLOCK_PARAGRAPH : CB_BLOCK_ITEM);
        return;
    }
    g_autofree char *definition = cb_inline_text(walk->tree, node);
    gsize length = strlen(walk->term);
    gboolean stopped = length > 0 && strchr(":.?!", walk->term[length - 1]) != NULL;
    const char *joint = stopped ? " " : ": ";
    g_autofree char *item = g_strconcat(walk->term, length > 0 ? joint : "", definition, NULL);
    g_clear_pointer(&walk->term, g_free);
    if (item[0] != '\0')
        add(walk, CB_BLOCK_ITEM, item);
    add_links(walk, node);
}

static void visit_list_item(CbWalk *walk, guint32 node)
{
    visit_as(walk, node, holds(walk, node, CB_HAS_HEADING) ? CB_BLOCK_PARAGRAPH : CB_BLOCK_ITEM);
}

/* ---- The walk ---- */

static void visit_break(CbWalk *walk)
{
    if (walk->type != CB_BLOCK_PARAGRAPH)
        cb_text_space(walk->text);
    else if (!cb_text_break(walk->text))
        flush(walk);
}

/* A link around whole blocks follows the last of them. */
static void visit_block_link(CbWalk *walk, guint32 node)
{
    flush(walk);
    visit_children(walk, node);
    flush(walk);
    /* A heading in the link shows it itself. */
    if (!holds(walk, node, CB_HAS_HEADING))
        add_link(walk, node);
}

static void visit_link(CbWalk *walk, guint32 node)
{
    guint32 outer = walk->link;
    g_autofree char *href = href_of(walk, node);
    if (href != NULL)
        walk->link = node;
    if (holds(walk, node, CB_HAS_BLOCK)) {
        visit_block_link(walk, node);
    } else {
        guint32 previous = cb_tree_previous(walk->tree, node);
        if (previous != 0 && node_at(walk, previous)->tag == CB_TAG_A)
            cb_text_space(walk->text);
        g_array_append_val(walk->links, node);
        visit_children(walk, node);
    }
    walk->link = outer;
}

static void visit_tag(CbWalk *walk, guint32 node)
{
    const CbNode *at = node_at(walk, node);
    if (is_marked(walk, node, CB_MARK_TOGGLE)) {
        add_toggle(walk, node, NULL);
        return;
    }
    if (is_marked(walk, node, CB_MARK_HEADING) && at->tag != CB_TAG_TEXT) {
        visit_heading(walk, node);
        return;
    }
    switch (at->tag) {
    case CB_TAG_TEXT:
        cb_text_append(walk->text, walk->tree->text + at->first, at->count);
        break;
    case CB_TAG_BR:
        visit_break(walk);
        break;
    case CB_TAG_A:
        visit_link(walk, node);
        break;
    case CB_TAG_H1:
    case CB_TAG_H2:
    case CB_TAG_H3:
    case CB_TAG_H4:
    case CB_TAG_H5:
    case CB_TAG_H6:
        visit_heading(walk, node);
        break;
    case CB_TAG_TR:
        visit_row(walk, node);
        break;
    case CB_TAG_LI:
        visit_list_item(walk, node);
        break;
    case CB_TAG_DL:
        visit_block(walk, node);
        flush_term(walk);
        break;
    case CB_TAG_DT:
        visit_term(walk, node);
        break;
    case CB_TAG_DD:
        visit_definition(walk, node);
        break;
    default:
        if (cb_tag_kind((CbTag)at->tag) == CB_KIND_BLOCK)
            visit_block(walk, node);
        else
            visit_children(walk, node);
    }
}

/* A contact element is not to share a block with what is beside it. */
static void visit_contact(CbWalk *walk, guint32 node)
{
    flush(walk);
    walk->contact++;
    visit_tag(walk, node);
    flush(walk);
    walk->contact--;
}

/* ---- Cases that the site's profile shows ---- */

static void visit_case(CbWalk *walk, guint32 node)
{
    flush(walk);
    guint start = walk->page->blocks->len;
    walk->case_number = ++walk->n_cases;
    visit_tag(walk, node);
    flush(walk);
    if (start < walk->page->blocks->len)
        cb_html_put_heading_first(walk->page, start);
    walk->case_number = 0;
}

static void visit(CbWalk *walk, guint32 node)
{
    if (is_marked(walk, node, CB_MARK_DROPPED))
        return;
    const char *id = id_of(walk, node);
    if (id != NULL) {
        Place place = {id, FALSE};
        g_array_append_val(walk->places, place);
        walk->recent_id = id;
        show_tab_label(walk, id);
    }
    if (is_marked(walk, node, CB_MARK_CASE) && walk->case_number == 0)
        visit_case(walk, node);
    else if (is_marked(walk, node, CB_MARK_CONTACT))
        visit_contact(walk, node);
    else
        visit_tag(walk, node);
    if (id != NULL)
        g_array_set_size(walk->places, walk->places->len - 1);
}

/* ---- From outside ---- */

CbWalk *cb_walk_new(const CbTree *tree, CbPage *page)
{
    CbWalk *walk = g_new0(CbWalk, 1);
    walk->tree = tree;
    walk->page = page;
    walk->base = cb_inline_base(tree);
    walk->text = g_string_new(NULL);
    walk->links = g_array_new(FALSE, FALSE, sizeof(guint32));
    walk->type = CB_BLOCK_PARAGRAPH;
    walk->places = g_array_new(FALSE, FALSE, sizeof(Place));
    return walk;
}

void cb_walk_free(CbWalk *walk)
{
    g_string_free(walk->text, TRUE);
    g_array_unref(walk->links);
    g_array_unref(walk->places);
    g_free(walk->term);
    g_free(walk);
}

void cb_walk_element(CbWalk *walk, guint32 node)
{
    visit(walk, node);
    flush(walk);
}

void cb_walk_content(CbWalk *walk, guint32 node)
{
    if (is_marked(walk, node, CB_MARK_CASE))
        visit(walk, node);
    else
        visit_children(walk, node);
    flush(walk);
}
