/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The main element's blocks, what belongs to them but stands elsewhere, and which are contact. */
#include "html_blocks.h"
#include "html_chrome.h"
#include "html_inline.h"
#include "html_main.h"
#include "html_phrases.h"
#include "html_walk.h"
#include <string.h>

/* Longer is no name, number or address. */
#define MAX_CONTACT_BYTES 300u

/* ---- What stands outside the main element ---- */

/* The page's title, when it stands in a band above the main element. */
static void add_title(const CbTree *tree, guint32 main_node, CbWalk *walk)
{
    if (tree->first_h1 != 0 && (tree->nodes[main_node].has & CB_HAS_H1) == 0)
        cb_walk_element(walk, tree->first_h1);
}

/* PDFs and contacts in a column beside the main element. */
static void add_asides(const CbTree *tree, guint32 main_node, CbWalk *walk)
{
    guint32 i = 1;
    while (main_node != 0 && i < tree->n_nodes) {
        const CbNode *at = &tree->nodes[i];
        if (i < main_node && main_node < at->end) {
            i++;
            continue;
        }
        gboolean pdf = at->tag == CB_TAG_A && (at->has & CB_HAS_PDF) != 0;
        gboolean wanted = i != main_node && (pdf || (at->marks & CB_MARK_CONTACT) != 0);
        if (wanted)
            cb_walk_element(walk, i);
        gboolean done = wanted || i == main_node || (at->marks & CB_MARK_DROPPED) != 0;
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
static void add_updated_line(const CbTree *tree, CbPage *page)
{
    for (guint32 i = 1; i < tree->n_nodes; i++) {
        const CbNode *at = &tree->nodes[i];
        if ((at->marks & CB_MARK_HIDDEN) != 0)
            i = at->end - 1;
        if (at->tag != CB_TAG_TEXT || at->length == 0)
            continue;
        g_autofree char *line = cb_inline_line(tree, i);
        if (line != NULL && cb_phrase_is_updated(line)) {
            cb_page_add(page, CB_BLOCK_PARAGRAPH, 0, line, NULL, NULL);
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

gboolean cb_html_read_blocks(const CbTree *tree, CbPage *page)
{
    g_autoptr(CbWalk) walk = cb_walk_new(tree, page);
    guint32 main_node = cb_html_find_main(tree);
    add_title(tree, main_node, walk);
    cb_walk_content(walk, main_node);
    add_asides(tree, main_node, walk);
    if (!has_updated_line(page))
        add_updated_line(tree, page);
    mark_contact_sections(page);
    return page->blocks->len <= CB_MAX_PAGE_BLOCKS;
}
