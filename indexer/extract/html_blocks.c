/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Walks the content and turns it into blocks. Text gathers in one run until an element breaks it;
 * then it becomes a block, followed by the links that stood in it. The walk recurses as deep as the
 * tree, which is bounded.
 *
 * Anchors: a heading takes its own id, or one inside it, or one that stood since the text before
 * it, or that of the innermost element around it whose first heading it is.
 */
#include "html_blocks.h"
#include "html_chrome.h"
#include "html_inline.h"
#include "html_main.h"
#include "html_phrases.h"
#include "html_text.h"
#include <string.h>

/* A heading or row that is longer is text. */
#define MAX_HEADING_BYTES 400u
#define MAX_ROW_BYTES 2000u
#define MAX_CONTACT_BYTES 300u

/* An element with an id that is open. */
typedef struct {
    const char *id;
    gboolean taken; /* by a heading in it */
} Place;

typedef struct {
    const CbTree *tree;
    CbPage *page;
    const char *base;
    GString *text;         /* of the block being gathered */
    GArray *links;         /* guint32: the <a> in it */
    CbBlockType type;      /* what the gathered text becomes */
    guint contact;         /* how many contact elements are around */
    guint32 link;          /* the <a> around, or 0 */
    GArray *places;        /* Place: outermost first */
    const char *recent_id; /* seen since the last text, or NULL */
    char *term;            /* of a definition list, waiting for its definition; or NULL */
} Walk;

static void visit(Walk *walk, guint32 node);

static const CbNode *node_at(const Walk *walk, guint32 node)
{
    return &walk->tree->nodes[node];
}

static gboolean holds(const Walk *walk, guint32 node, guint what)
{
    return (node_at(walk, node)->has & what) != 0;
}

static gboolean is_marked(const Walk *walk, guint32 node, guint mark)
{
    return (node_at(walk, node)->marks & mark) != 0;
}

/* ---- Blocks ---- */

static CbBlock *add(Walk *walk, CbBlockType type, const char *text)
{
    CbBlock *block = cb_page_add(walk->page, type, 0, text, NULL, NULL);
    block->contact = walk->contact > 0;
    walk->recent_id = NULL;
    return block;
}

static void add_link(Walk *walk, guint32 link)
{
    g_autofree char *href = cb_inline_href(walk->tree, link, walk->base);
    if (href == NULL)
        return;
    g_autofree char *text = cb_inline_link_text(walk->tree, link);
    add(walk, CB_BLOCK_LINK, text)->href = g_steal_pointer(&href);
}

/* All links of @node's subtree. */
static void add_links(Walk *walk, guint32 node)
{
    for (guint32 i = node; i < node_at(walk, node)->end;) {
        gboolean dropped = is_marked(walk, i, CB_MARK_DROPPED);
        if (node_at(walk, i)->tag == CB_TAG_A && !dropped)
            add_link(walk, i);
        i = dropped ? node_at(walk, i)->end : i + 1;
    }
}

/* Ends the run of text: it becomes a block, and what stood in it as links follows. */
static void flush(Walk *walk)
{
    if (walk->text->len == 0 && walk->links->len == 0)
        return;
    g_autofree char *text = cb_text_take(walk->text);
    gboolean chrome = cb_phrase_is_chrome(text);
    if (text[0] != '\0' && !chrome) {
        add(walk, walk->type, text);
        walk->type = CB_BLOCK_PARAGRAPH;
    }
    for (guint i = 0; i < walk->links->len && !chrome; i++)
        add_link(walk, g_array_index(walk->links, guint32, i));
    g_array_set_size(walk->links, 0);
}

static void visit_children(Walk *walk, guint32 node)
{
    guint32 end = node_at(walk, node)->end;
    for (guint32 i = node + 1; i < end; i = node_at(walk, i)->end) {
        if (walk->page->blocks->len > CB_MAX_PAGE_BLOCKS)
            return;
        visit(walk, i);
    }
}

/* An element whose text stands by itself. The first one in a list item is that item. */
static void visit_block(Walk *walk, guint32 node)
{
    flush(walk);
    visit_children(walk, node);
    flush(walk);
}

static void visit_as(Walk *walk, guint32 node, CbBlockType type)
{
    flush(walk);
    walk->type = type;
    visit_block(walk, node);
    walk->type = CB_BLOCK_PARAGRAPH;
}

/* ---- Anchors ---- */

static const char *id_of(const Walk *walk, guint32 node)
{
    const char *id = cb_tree_attribute(walk->tree, node, CB_ATTRIBUTE_ID);
    if (id == NULL && node_at(walk, node)->tag == CB_TAG_A)
        id = cb_tree_attribute(walk->tree, node, CB_ATTRIBUTE_NAME);
    return id != NULL && id[0] != '\0' ? id : NULL;
}

/* The id of a part that @node or what is in it opens: the best place for a link to lead. */
static const char *opened_id(const Walk *walk, guint32 node)
{
    for (guint32 i = node; i < node_at(walk, node)->end; i++) {
        const char *id = cb_tree_attribute(walk->tree, i, CB_ATTRIBUTE_ARIA_CONTROLS);
        if (id != NULL && id[0] != '\0')
            return id;
    }
    return NULL;
}

static const char *inner_id(const Walk *walk, guint32 node)
{
    for (guint32 i = node; i < node_at(walk, node)->end; i++) {
        const char *id = id_of(walk, i);
        if (id != NULL)
            return id;
    }
    return NULL;
}

/* Takes the id of what is around, for a heading that has none. */
static const char *outer_id(Walk *walk)
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
static guint32 whole_link(const Walk *walk, guint32 node)
{
    for (guint32 i = node + 1; i < node_at(walk, node)->end; i++)
        if (node_at(walk, i)->tag == CB_TAG_A && node_at(walk, i)->length > 0)
            return node_at(walk, i)->length == node_at(walk, node)->length ? i : 0;
    return walk->link;
}

static void add_heading(Walk *walk, guint32 node, const char *text)
{
    const char *own = id_of(walk, node);
    const char *outer = outer_id(walk);
    const char *anchor = own != NULL ? own : opened_id(walk, node);
    if (anchor == NULL)
        anchor = inner_id(walk, node);
    CbBlock *block = add(walk, CB_BLOCK_HEADING, text);
    block->level = node_at(walk, node)->tag - CB_TAG_H1 + 1u;
    block->anchor = g_strdup(anchor != NULL ? anchor : outer);
    guint32 link = whole_link(walk, node);
    if (link != 0)
        block->href = cb_inline_href(walk->tree, link, walk->base);
    if (block->href == NULL)
        add_links(walk, node);
    else if (cb_html_is_pdf(block->href))
        add_link(walk, link);
}

static char *heading_text(const Walk *walk, guint32 node)
{
    g_autofree char *text = cb_inline_text(walk->tree, node);
    /* A title that is a picture. */
    return text[0] != '\0' ? g_steal_pointer(&text) : cb_inline_link_text(walk->tree, node);
}

static void visit_heading(Walk *walk, guint32 node)
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

static void add_toggle(Walk *walk, guint32 node, const char *panel_id)
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
static void show_tab_label(Walk *walk, const char *id)
{
    gpointer tab = g_hash_table_lookup(walk->tree->tabs, id);
    if (tab != NULL && node_at(walk, GPOINTER_TO_UINT(tab))->length <= MAX_HEADING_BYTES)
        add_toggle(walk, GPOINTER_TO_UINT(tab), id);
}

/* ---- Tables and lists ---- */

static gboolean is_cell(const Walk *walk, guint32 node)
{
    guint tag = node_at(walk, node)->tag;
    return (tag == CB_TAG_TD || tag == CB_TAG_TH) && !is_marked(walk, node, CB_MARK_DROPPED);
}

/* A row of data, not one that lays out the page. */
static gboolean is_data_row(const Walk *walk, guint32 node)
{
    guint cells = 0;
    if (holds(walk, node, CB_HAS_HEADING | CB_HAS_TABLE | CB_HAS_LIST) ||
        node_at(walk, node)->length > MAX_ROW_BYTES)
        return FALSE;
    for (guint32 i = node + 1; i < node_at(walk, node)->end; i = node_at(walk, i)->end)
        cells += is_cell(walk, i) ? 1 : 0;
    return cells > 1;
}

static void visit_row(Walk *walk, guint32 node)
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
static void flush_term(Walk *walk)
{
    if (walk->term != NULL && walk->term[0] != '\0')
        add(walk, CB_BLOCK_PARAGRAPH, walk->term);
    g_clear_pointer(&walk->term, g_free);
}

static void visit_term(Walk *walk, guint32 node)
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

static void visit_definition(Walk *walk, guint32 node)
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
    g_autofree char *item = g_strconcat(walk->term,
                                        length == 0 ? ""
                                        : stopped   ? " "
                                                    : ": ",
                                        definition, NULL);
    g_clear_pointer(&walk->term, g_free);
    if (item[0] != '\0')
        add(walk, CB_BLOCK_ITEM, item);
    add_links(walk, node);
}

static void visit_list_item(Walk *walk, guint32 node)
{
    visit_as(walk, node, holds(walk, node, CB_HAS_HEADING) ? CB_BLOCK_PARAGRAPH : CB_BLOCK_ITEM);
}

/* ---- The walk ---- */

static void visit_break(Walk *walk)
{
    if (walk->type != CB_BLOCK_PARAGRAPH)
        cb_text_space(walk->text);
    else if (!cb_text_break(walk->text))
        flush(walk);
}

static void visit_link(Walk *walk, guint32 node)
{
    guint32 outer = walk->link;
    g_autofree char *href = cb_inline_href(walk->tree, node, walk->base);
    if (holds(walk, node, CB_HAS_BLOCK))
        flush(walk);
    guint32 previous = cb_tree_previous(walk->tree, node);
    if (previous != 0 && node_at(walk, previous)->tag == CB_TAG_A)
        cb_text_space(walk->text);
    /* A heading in the link shows it itself. */
    if (href != NULL && !holds(walk, node, CB_HAS_HEADING))
        g_array_append_val(walk->links, node);
    walk->link = href != NULL ? node : outer;
    visit_children(walk, node);
    walk->link = outer;
}

static void visit_tag(Walk *walk, guint32 node)
{
    const CbNode *at = node_at(walk, node);
    if (is_marked(walk, node, CB_MARK_TOGGLE)) {
        add_toggle(walk, node, NULL);
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
static void visit_contact(Walk *walk, guint32 node)
{
    flush(walk);
    walk->contact++;
    visit_tag(walk, node);
    flush(walk);
    walk->contact--;
}

static void visit(Walk *walk, guint32 node)
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
    if (is_marked(walk, node, CB_MARK_CONTACT))
        visit_contact(walk, node);
    else
        visit_tag(walk, node);
    if (id != NULL)
        g_array_set_size(walk->places, walk->places->len - 1);
}

/* ---- What stands outside the main element ---- */

static gboolean is_site_name(const CbPage *page, const char *heading)
{
    const char *in_title = page->title != NULL ? strstr(page->title, heading) : NULL;
    return in_title != NULL && in_title != page->title;
}

/* The page's title, when it stands in a band above the main element. */
static void add_title(Walk *walk, guint32 main_node)
{
    guint32 title = walk->tree->first_h1;
    if (title == 0 || holds(walk, main_node, CB_HAS_H1))
        return;
    g_autofree char *text = heading_text(walk, title);
    if (!is_site_name(walk->page, text))
        visit_heading(walk, title);
}

/* PDFs and contacts in a column beside the main element. */
static void add_asides(Walk *walk, guint32 main_node)
{
    guint32 i = 1;
    while (main_node != 0 && i < walk->tree->n_nodes) {
        const CbNode *at = node_at(walk, i);
        if (i < main_node && main_node < at->end) {
            i++;
            continue;
        }
        gboolean pdf = at->tag == CB_TAG_A && (at->has & CB_HAS_PDF) != 0;
        gboolean wanted = i != main_node && (pdf || is_marked(walk, i, CB_MARK_CONTACT));
        if (wanted) {
            visit(walk, i);
            flush(walk);
        }
        gboolean done = wanted || i == main_node || is_marked(walk, i, CB_MARK_DROPPED);
        i = done ? at->end : i + 1;
    }
}

static gboolean has_updated_line(const CbPage *page)
{
    for (guint i = 0; i < page->blocks->len; i++)
        if (cb_phrase_is_updated(((const CbBlock *)g_ptr_array_index(page->blocks, i))->text))
            return TRUE;
    return FALSE;
}

/* The date of the page, when it stands in its footer. */
static void add_updated_line(Walk *walk)
{
    const CbTree *tree = walk->tree;
    for (guint32 i = 1; i < tree->n_nodes; i++) {
        const CbNode *at = &tree->nodes[i];
        if ((at->marks & CB_MARK_HIDDEN) != 0)
            i = at->end - 1;
        if (at->tag != CB_TAG_TEXT || at->length == 0)
            continue;
        g_autofree char *line = cb_inline_line(tree, i);
        if (line != NULL && cb_phrase_is_updated(line)) {
            add(walk, CB_BLOCK_PARAGRAPH, line);
            return;
        }
    }
}

/* ---- Contact sections ---- */

static gboolean is_contact_heading(const CbBlock *block)
{
    return (block->type == CB_BLOCK_HEADING || block->type == CB_BLOCK_TOGGLE) &&
           cb_phrase_is_contact(block->text);
}

/* Whether a contact section that a heading of @level opened goes on with @block. */
static gboolean goes_on(const CbBlock *block, guint level)
{
    switch (block->type) {
    case CB_BLOCK_HEADING:
        return level > 0 && block->level > level;
    case CB_BLOCK_TOGGLE:
        return FALSE;
    default:
        return strlen(block->text) <= MAX_CONTACT_BYTES && !cb_phrase_is_updated(block->text);
    }
}

/* Below a heading "Kontakt" is contact too, where no element marks it. */
static void mark_contact_sections(CbPage *page)
{
    gboolean inside = FALSE;
    guint level = 0;
    for (guint i = 0; i < page->blocks->len; i++) {
        CbBlock *block = g_ptr_array_index(page->blocks, i);
        inside = inside && goes_on(block, level);
        if (is_contact_heading(block) && !block->contact) {
            inside = TRUE;
            level = block->level;
        }
        block->contact = block->contact || inside;
    }
}

static void walk_page(Walk *walk)
{
    guint32 main_node = cb_html_find_main(walk->tree);
    add_title(walk, main_node);
    visit_children(walk, main_node);
    flush(walk);
    add_asides(walk, main_node);
    if (!has_updated_line(walk->page))
        add_updated_line(walk);
}

gboolean cb_html_read_blocks(const CbTree *tree, CbPage *page)
{
    Walk walk = {.tree = tree,
                 .page = page,
                 .base = cb_inline_base(tree),
                 .text = g_string_new(NULL),
                 .links = g_array_new(FALSE, FALSE, sizeof(guint32)),
                 .type = CB_BLOCK_PARAGRAPH,
                 .places = g_array_new(FALSE, FALSE, sizeof(Place))};
    walk_page(&walk);
    mark_contact_sections(page);
    g_string_free(walk.text, TRUE);
    g_array_unref(walk.links);
    g_array_unref(walk.places);
    g_free(walk.term);
    return page->blocks->len <= CB_MAX_PAGE_BLOCKS;
}
