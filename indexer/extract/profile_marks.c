/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks elements, and reads the texts that rules give for the page as a whole. */
#include "profile_marks.h"
#include "html_inline.h"
#include "html_survey.h"

static void mark_all(CbTree *tree, const GArray *places, guint marks)
{
    for (guint i = 0; i < places->len; i++) {
        CbNode *at = &tree->nodes[g_array_index(places, guint32, i)];
        at->marks = (guint16)(at->marks | marks);
    }
}

/* Links may be named by what they stand in. */
static void mark_links(CbTree *tree, const GArray *places)
{
    for (guint i = 0; i < places->len; i++) {
        guint32 place = g_array_index(places, guint32, i);
        for (guint32 j = place; j < tree->nodes[place].end; j++)
            if (tree->nodes[j].tag == CB_TAG_A)
                tree->nodes[j].marks |= CB_MARK_NO_LINK;
    }
}

GArray *cb_profile_outermost(const CbTree *tree, const GArray *places)
{
    GArray *outermost = g_array_new(FALSE, FALSE, sizeof(guint32));
    guint32 end = 0;
    for (guint i = 0; i < places->len; i++) {
        guint32 place = g_array_index(places, guint32, i);
        if (place < end)
            continue;
        g_array_append_val(outermost, place);
        end = tree->nodes[place].end;
    }
    return outermost;
}

void cb_profile_mark(CbTree *tree, const CbProfileFinds *finds)
{
    g_autoptr(GArray) cases = cb_profile_outermost(tree, finds->nodes[CB_RULE_CASE]);
    mark_all(tree, finds->nodes[CB_RULE_BODY], CB_MARK_KEPT);
    mark_all(tree, finds->nodes[CB_RULE_KEEP], CB_MARK_KEPT);
    mark_all(tree, cases, CB_MARK_KEPT | CB_MARK_CASE);
    mark_all(tree, finds->nodes[CB_RULE_CONTACT], CB_MARK_KEPT | CB_MARK_WHO);
    mark_all(tree, finds->nodes[CB_RULE_HEADING], CB_MARK_HEADING);
    mark_all(tree, finds->nodes[CB_RULE_LEAVE_OUT], CB_MARK_OUT);
    mark_links(tree, finds->nodes[CB_RULE_LEAVE_LINK]);
}

/* What an element says: <time> and <meta> in an attribute. */
static char *text_of(const CbTree *tree, guint32 node)
{
    const char *value = NULL;
    if (tree->nodes[node].tag == CB_TAG_TIME)
        value = cb_tree_attribute(tree, node, CB_ATTRIBUTE_DATETIME);
    else if (tree->nodes[node].tag == CB_TAG_META)
        value = cb_tree_attribute(tree, node, CB_ATTRIBUTE_CONTENT);
    return value != NULL ? g_strstrip(g_strdup(value)) : cb_inline_text(tree, node);
}

/* The first text that a rule of @kind found; NULL when none. (transfer full) */
static char *first_text(const CbTree *tree, const CbProfileFinds *finds, CbPageRuleKind kind)
{
    if (finds->texts[kind]->len > 0)
        return g_strdup(g_ptr_array_index(finds->texts[kind], 0));
    for (guint i = 0; i < finds->nodes[kind]->len; i++) {
        g_autofree char *text = text_of(tree, g_array_index(finds->nodes[kind], guint32, i));
        if (text[0] != '\0')
            return g_steal_pointer(&text);
    }
    return NULL;
}

void cb_profile_read(const CbTree *tree, const CbProfileFinds *finds, CbPage *page)
{
    page->title = first_text(tree, finds, CB_RULE_TITLE);
    page->title_given = page->title != NULL;
    page->updated = first_text(tree, finds, CB_RULE_DATE);
    page->date_given = page->updated != NULL;
    if (page->title_given)
        cb_page_add_note(page, CB_NOTE_TITLE, 1, "profilen (title)", NULL, page->title);
    if (page->date_given)
        cb_page_add_note(page, CB_NOTE_DATE, 1, "profilen (date)", NULL, page->updated);
}
