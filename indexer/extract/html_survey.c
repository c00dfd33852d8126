/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks at every element once, from the last to the first, so that what a subtree holds is known
 * when its root is reached. */
#include "html_survey.h"
#include "html_hints.h"
#include <string.h>

gboolean cb_html_is_pdf(const char *href)
{
    if (href == NULL)
        return FALSE;
    gsize length = strcspn(href, "?#");
    while (length > 0 && g_ascii_isspace(href[length - 1]))
        length--;
    return length > 4 && g_ascii_strncasecmp(href + length - 4, ".pdf", 4) == 0;
}

gboolean cb_html_has_word(const char *value, const char *word)
{
    static const char space[] = " \t\n\r\f";
    gsize wanted = strlen(word);
    if (value == NULL)
        return FALSE;
    for (value += strspn(value, space); *value != '\0'; value += strspn(value, space)) {
        gsize length = strcspn(value, space);
        if (length == wanted && g_ascii_strncasecmp(value, word, length) == 0)
            return TRUE;
        value += length;
    }
    return FALSE;
}

gboolean cb_html_is_within(const CbTree *tree, guint32 node, CbTag tag)
{
    for (; node != 0; node = tree->nodes[node].parent)
        if (tree->nodes[node].tag == tag)
            return TRUE;
    return FALSE;
}

gboolean cb_html_attribute_is(const CbTree *tree, guint32 node, CbAttribute attribute,
                              const char *word)
{
    return cb_html_has_word(cb_tree_attribute(tree, node, attribute), word);
}

static gboolean toggles(const CbTree *tree, guint32 node, const char *what)
{
    return cb_html_attribute_is(tree, node, CB_ATTRIBUTE_DATA_TOGGLE, what) ||
           cb_html_attribute_is(tree, node, CB_ATTRIBUTE_DATA_BS_TOGGLE, what);
}

gboolean cb_html_is_pressable(const CbTree *tree, guint32 node)
{
    guint tag = tree->nodes[node].tag;
    if (tag == CB_TAG_A) {
        const char *href = cb_tree_attribute(tree, node, CB_ATTRIBUTE_HREF);
        return href == NULL || href[0] == '#' || href[0] == '\0' ||
               g_ascii_strncasecmp(href, "javascript:", 11) == 0;
    }
    return tag == CB_TAG_BUTTON || cb_html_attribute_is(tree, node, CB_ATTRIBUTE_ROLE, "button");
}

gboolean cb_html_is_opener(const CbTree *tree, guint32 node)
{
    if (tree->nodes[node].tag == CB_TAG_SUMMARY)
        return TRUE;
    return cb_html_is_pressable(tree, node) &&
           (cb_tree_attribute(tree, node, CB_ATTRIBUTE_ARIA_EXPANDED) != NULL ||
            cb_tree_attribute(tree, node, CB_ATTRIBUTE_ARIA_CONTROLS) != NULL ||
            toggles(tree, node, "collapse"));
}

static guint link_holds(const CbTree *tree, guint32 node)
{
    const char *href = cb_tree_attribute(tree, node, CB_ATTRIBUTE_HREF);
    if (href == NULL)
        return 0;
    return CB_HAS_LINK | (cb_html_is_pdf(href) ? CB_HAS_PDF : 0u);
}

static guint tag_holds(const CbTree *tree, guint32 node)
{
    switch (tree->nodes[node].tag) {
    case CB_TAG_MAIN:
        return CB_HAS_MAIN;
    case CB_TAG_H1:
        return CB_HAS_H1 | CB_HAS_HEADING;
    case CB_TAG_H2:
    case CB_TAG_H3:
    case CB_TAG_H4:
    case CB_TAG_H5:
    case CB_TAG_H6:
        return CB_HAS_HEADING;
    case CB_TAG_TABLE:
        return CB_HAS_TABLE;
    case CB_TAG_UL:
    case CB_TAG_OL:
    case CB_TAG_DL:
        return CB_HAS_LIST;
    case CB_TAG_A:
        return link_holds(tree, node);
    default:
        return 0;
    }
}

static guint element_holds(const CbTree *tree, guint32 node)
{
    guint has = tag_holds(tree, node);
    if (cb_tag_kind((CbTag)tree->nodes[node].tag) == CB_KIND_BLOCK)
        has |= CB_HAS_BLOCK;
    if (cb_html_attribute_is(tree, node, CB_ATTRIBUTE_ROLE, "main"))
        has |= CB_HAS_MAIN;
    if (cb_html_is_opener(tree, node))
        has |= CB_HAS_TOGGLE;
    return has;
}

const char *cb_html_opened_id(const CbTree *tree, guint32 node)
{
    static const CbAttribute targets[] = {CB_ATTRIBUTE_ARIA_CONTROLS, CB_ATTRIBUTE_DATA_TARGET,
                                          CB_ATTRIBUTE_DATA_BS_TARGET, CB_ATTRIBUTE_HREF};
    for (guint i = 0; i < G_N_ELEMENTS(targets); i++) {
        const char *id = cb_tree_attribute(tree, node, targets[i]);
        if (id == NULL || (targets[i] == CB_ATTRIBUTE_HREF && id[0] != '#'))
            continue;
        id += id[0] == '#';
        if (id[0] != '\0')
            return id;
    }
    return NULL;
}

gboolean cb_html_is_tab(const CbTree *tree, guint32 node)
{
    return (cb_html_attribute_is(tree, node, CB_ATTRIBUTE_ROLE, "tab") ||
            toggles(tree, node, "tab")) &&
           cb_html_opened_id(tree, node) != NULL;
}

/* Notes what @node opens or shows. */
static void note_target(CbTree *tree, guint32 node)
{
    gboolean tab = cb_html_is_tab(tree, node);
    const char *id = tab || cb_html_is_opener(tree, node) ? cb_html_opened_id(tree, node) : NULL;
    if (id == NULL)
        return;
    g_hash_table_add(tree->controlled, (gpointer)(gsize)id);
    if (tab)
        g_hash_table_insert(tree->tabs, (gpointer)(gsize)id, GUINT_TO_POINTER(node));
}

static guint32 count_text(const CbTree *tree, const CbNode *text)
{
    guint32 n = 0;
    for (guint32 i = 0; i < text->count; i++)
        n += !g_ascii_isspace(tree->text[text->first + i]);
    return n;
}

static void read_element(CbTree *tree, guint32 node)
{
    CbNode *at = &tree->nodes[node];
    const char *class = cb_tree_attribute(tree, node, CB_ATTRIBUTE_CLASS);
    const char *id = cb_tree_attribute(tree, node, CB_ATTRIBUTE_ID);
    guint hints = (class != NULL ? cb_html_hints(class) : 0) | (id != NULL ? cb_html_hints(id) : 0);
    guint given = (at->marks & CB_MARK_KEPT) != 0 ? CB_HAS_KEPT : 0;
    if ((at->marks & CB_MARK_HEADING) != 0)
        given |= CB_HAS_HEADING | CB_HAS_BLOCK;
    at->hints = (guint16)hints;
    at->has = (guint16)(at->has | element_holds(tree, node) | given);
    note_target(tree, node);
}

/* Finds the first and last <h1> that is not dropped. */
static void find_titles(CbTree *tree)
{
    tree->first_h1 = tree->last_h1 = 0;
    for (guint32 i = 1; i < tree->n_nodes;) {
        const CbNode *at = &tree->nodes[i];
        gboolean dropped = (at->marks & CB_MARK_DROPPED) != 0;
        if (at->tag == CB_TAG_H1 && !dropped) {
            tree->first_h1 = tree->first_h1 == 0 ? i : tree->first_h1;
            tree->last_h1 = i;
        }
        i = dropped ? at->end : i + 1;
    }
}

/* From the leaves to the root. */
void cb_html_sum_up(CbTree *tree)
{
    for (guint32 i = 0; i < tree->n_nodes; i++)
        if (tree->nodes[i].tag != CB_TAG_TEXT)
            tree->nodes[i].length = tree->nodes[i].in_links = 0;
    for (guint32 i = tree->n_nodes - 1; i > 0; i--) {
        const CbNode *at = &tree->nodes[i];
        CbNode *parent = &tree->nodes[at->parent];
        if ((at->marks & CB_MARK_DROPPED) != 0)
            continue;
        parent->length += at->length;
        parent->in_links += at->tag == CB_TAG_A ? at->length : at->in_links;
    }
    find_titles(tree);
}

void cb_html_survey(CbTree *tree)
{
    for (guint32 i = tree->n_nodes - 1; i > 0; i--) {
        CbNode *at = &tree->nodes[i];
        if (at->tag == CB_TAG_TEXT)
            at->length = count_text(tree, at);
        else
            read_element(tree, i);
        CbNode *parent = &tree->nodes[at->parent];
        parent->has = (guint16)(parent->has | at->has);
    }
    cb_html_sum_up(tree);
}
