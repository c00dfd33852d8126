/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The main element's blocks, what belongs to them but stands elsewhere, and which are contact. */
#include "html_blocks.h"
#include "html_chrome.h"
#include "html_inline.h"
#include "html_main.h"
#include "html_note.h"
#include "html_phrases.h"
#include "html_walk.h"
#include "profile_marks.h"
#include <string.h>

/* Longer is no name, number or address. */
#define MAX_CONTACT_BYTES 300u

/* ---- What stands outside the main element ---- */

/* The page's title, when it stands in a band above the content. */
static void add_title(const CbTree *tree, const GArray *roots, const CbPage *page, CbWalk *walk)
{
    gboolean has_title = tree->first_h1 == 0 || page->title_given;
    for (guint i = 0; i < roots->len; i++)
        has_title |= (tree->nodes[g_array_index(roots, guint32, i)].has & CB_HAS_H1) != 0;
    if (!has_title)
        cb_walk_element(walk, tree->first_h1);
}

/* Whether an element beside the content is to be read all the same. */
static gboolean is_wanted(const CbTree *tree, guint32 node, gboolean body_given)
{
    const CbNode *at = &tree->nodes[node];
    gboolean pdf = at->tag == CB_TAG_A && (at->has & CB_HAS_PDF) != 0;
    return (pdf && !body_given) || (at->marks & CB_MARK_CONTACT) != 0;
}

/* PDFs and contacts in a column beside the content. */
static void add_asides(const CbTree *tree, const GArray *roots, gboolean body_given, CbPage *page,
                       CbWalk *walk)
{
    guint r = 0;
    for (guint32 i = 1; i < tree->n_nodes;) {
        const CbNode *at = &tree->nodes[i];
        while (r < roots->len && g_array_index(roots, guint32, r) < i)
            r++;
        guint32 root = r < roots->len ? g_array_index(roots, guint32, r) : G_MAXUINT32;
        if (i < root && root < at->end) {
            i++;
            continue;
        }
        gboolean wanted = i != root && is_wanted(tree, i, body_given);
        if (wanted) {
            cb_html_note(tree, page, CB_NOTE_BESIDE, i, 0, "PDF eller kontakt");
            cb_walk_element(walk, i);
        }
        gboolean done = wanted || i == root || (at->marks & CB_MARK_DROPPED) != 0;
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

/* ---- What the content is ---- */

static void note_roots(const CbTree *tree, const GArray *roots, const char *rule, CbPage *page)
{
    for (guint i = 0; i < roots->len; i++)
        cb_html_note(tree, page, CB_NOTE_BODY, g_array_index(roots, guint32, i), 0, rule);
}

/* A case that stands outside of the content is content too. */
static void add_cases(const CbTree *tree, const GArray *cases, GArray *roots)
{
    guint n_roots = roots->len;
    for (guint i = 0; i < cases->len; i++) {
        guint32 place = g_array_index(cases, guint32, i);
        gboolean inside = FALSE;
        for (guint r = 0; r < n_roots && !inside; r++) {
            guint32 root = g_array_index(roots, guint32, r);
            inside = root <= place && place < tree->nodes[root].end;
        }
        if (!inside)
            g_array_append_val(roots, place);
    }
}

/* The elements that hold the content, none in another. (transfer full) guint32 */
static GArray *find_roots(const CbTree *tree, const CbProfileFinds *finds, CbPage *page)
{
    const char *rule = "profilen (body)";
    const GArray *body = finds != NULL ? finds->nodes[CB_RULE_BODY] : NULL;
    g_autoptr(GArray) roots = g_array_new(FALSE, FALSE, sizeof(guint32));
    if (body != NULL && body->len > 0) {
        g_array_append_vals(roots, body->data, body->len);
    } else {
        guint32 main_node = cb_html_find_main(tree, &rule);
        g_array_append_val(roots, main_node);
    }
    note_roots(tree, roots, rule, page);
    if (finds != NULL)
        add_cases(tree, finds->nodes[CB_RULE_CASE], roots);
    cb_profile_sort_places(roots);
    return cb_profile_outermost(tree, roots);
}

gboolean cb_html_read_blocks(const CbTree *tree, const CbProfileFinds *finds, CbPage *page)
{
    g_autoptr(CbWalk) walk = cb_walk_new(tree, page);
    g_autoptr(GArray) roots = find_roots(tree, finds, page);
    gboolean body_given = finds != NULL && finds->nodes[CB_RULE_BODY]->len > 0;
    add_title(tree, roots, page, walk);
    for (guint i = 0; i < roots->len; i++)
        cb_walk_content(walk, g_array_index(roots, guint32, i));
    if (g_array_index(roots, guint32, 0) != 0)
        add_asides(tree, roots, body_given, page, walk);
    if (!page->date_given && !has_updated_line(page))
        add_updated_line(tree, page);
    mark_contact_sections(page);
    return page->blocks->len <= CB_MAX_PAGE_BLOCKS;
}
