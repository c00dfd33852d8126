/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * <main> or role=main when the page has one with text. Else the <article>, or what holds all of
 * them, when that is a good part of the text. Else the smallest element that holds nearly all
 * running text and every <h1>: from the root down, as long as one child has it all. Too much beats
 * too little here: a stray menu line is a nuisance, a lost section is never found.
 */
#include "html_main.h"
#include "html_chrome.h"

#define ENOUGH_PERCENT 90u

static gboolean is_main(const CbTree *tree, guint32 node)
{
    return tree->nodes[node].tag == CB_TAG_MAIN ||
           cb_html_attribute_is(tree, node, CB_ATTRIBUTE_ROLE, "main");
}

/* The one with most text; 0 when none has any. */
static guint32 find_declared(const CbTree *tree)
{
    guint32 best = 0;
    for (guint32 i = 1; i < tree->n_nodes; i++) {
        guint32 length = tree->nodes[i].length;
        if (length > 0 && (tree->nodes[i].has & CB_HAS_MAIN) != 0 && is_main(tree, i) &&
            (best == 0 || length > tree->nodes[best].length))
            best = i;
    }
    return best;
}

/* The innermost element that holds both, which may be the first itself. */
static guint32 common_parent(const CbTree *tree, guint32 first, guint32 last)
{
    while (tree->nodes[first].end <= last)
        first = tree->nodes[first].parent;
    return first;
}

/* What holds all articles that are not dropped, and the titles; 0 when there is none. */
static guint32 find_articles(const CbTree *tree)
{
    guint32 first = 0;
    guint32 last = 0;
    for (guint32 i = 1; i < tree->n_nodes;) {
        const CbNode *at = &tree->nodes[i];
        gboolean dropped = (at->marks & CB_MARK_DROPPED) != 0;
        gboolean article = !dropped && at->tag == CB_TAG_ARTICLE && at->length > 0;
        if (article) {
            first = first == 0 ? i : first;
            last = i;
        }
        i = dropped || article ? at->end : i + 1;
    }
    if (first == 0 || tree->first_h1 == 0)
        return first == 0 ? 0 : common_parent(tree, first, last);
    return common_parent(tree, MIN(first, tree->first_h1), MAX(last, tree->last_h1));
}

/* Running text; on a page that has none, all text. */
static guint32 weight(const CbTree *tree, guint32 node)
{
    const CbNode *root = &tree->nodes[0];
    const CbNode *at = &tree->nodes[node];
    return root->length > root->in_links ? at->length - at->in_links : at->length;
}

static gboolean is_enough(const CbTree *tree, guint32 part, guint32 whole, guint percent)
{
    return (guint64)weight(tree, part) * 100 >= (guint64)weight(tree, whole) * percent;
}

/* Elements whose children are parts of a page, not of a text. */
static gboolean is_container(guint tag)
{
    switch (tag) {
    case CB_TAG_OTHER:
    case CB_TAG_HTML:
    case CB_TAG_HEAD:
    case CB_TAG_BODY:
    case CB_TAG_DIV:
    case CB_TAG_SECTION:
    case CB_TAG_ARTICLE:
    case CB_TAG_FORM:
    case CB_TAG_CENTER:
    case CB_TAG_TABLE:
    case CB_TAG_TBODY:
    case CB_TAG_TR:
    case CB_TAG_TD:
        return TRUE;
    default:
        return FALSE;
    }
}

/* The child that has all that matters of @node; 0 when no single one does. */
static guint32 find_heir(const CbTree *tree, guint32 node)
{
    const CbNode *at = &tree->nodes[node];
    for (guint32 i = node + 1; i < at->end; i = tree->nodes[i].end) {
        const CbNode *child = &tree->nodes[i];
        gboolean all_titles =
            (at->has & CB_HAS_H1) == 0 || (tree->first_h1 >= i && tree->last_h1 < child->end);
        if (is_container(child->tag) && (child->marks & CB_MARK_DROPPED) == 0 &&
            weight(tree, i) > 0 && all_titles && is_enough(tree, i, node, ENOUGH_PERCENT))
            return i;
    }
    return 0;
}

guint32 cb_html_find_main(const CbTree *tree, const char **rule)
{
    *rule = "<main>";
    guint32 node = find_declared(tree);
    if (node != 0)
        return node;
    *rule = "<article>, eller det der er om alle <article>";
    node = find_articles(tree);
    if (node != 0 && is_enough(tree, node, 0, 40))
        return node;
    *rule = "det mindste element med næsten al teksten";
    node = 0;
    for (guint32 heir = find_heir(tree, 0); heir != 0; heir = find_heir(tree, heir))
        node = heir;
    return node;
}
