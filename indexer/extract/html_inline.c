/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gathers the text of a subtree, and reads links. */
#include "html_inline.h"
#include "html_chrome.h"
#include "html_text.h"
#include <string.h>

/* More is no link that anybody wrote, and would be copied for each of many blocks. */
#define MAX_HREF_BYTES 4096u
#define MAX_LINK_TEXT_BYTES 1000u
#define MAX_LINE_BYTES 120u
#define MAX_LINE_NODES 200u

/* Whether text goes on in another block than before: a block begins at @node, or ended before it.
 */
static gboolean is_block_seam(const CbTree *tree, guint32 node)
{
    const CbNode *at = &tree->nodes[node];
    if (at->tag == CB_TAG_BR || cb_tag_kind((CbTag)at->tag) == CB_KIND_BLOCK)
        return TRUE;
    for (guint32 i = node - 1; i > at->parent; i = tree->nodes[i].parent)
        if (cb_tag_kind((CbTag)tree->nodes[i].tag) == CB_KIND_BLOCK)
            return TRUE;
    return FALSE;
}

void cb_inline_append(const CbTree *tree, guint32 node, GString *out)
{
    guint32 end = tree->nodes[node].end;
    for (guint32 i = node; i < end;) {
        const CbNode *at = &tree->nodes[i];
        if (i > node && is_block_seam(tree, i))
            cb_text_space(out);
        gboolean dropped = i > node && (at->marks & CB_MARK_DROPPED) != 0;
        if (at->tag == CB_TAG_TEXT && !dropped)
            cb_text_append(out, tree->text + at->first, at->count);
        i = dropped ? at->end : i + 1;
    }
}

char *cb_inline_line(const CbTree *tree, guint32 node)
{
    do
        node = tree->nodes[node].parent;
    while (node != 0 && cb_tag_kind((CbTag)tree->nodes[node].tag) != CB_KIND_BLOCK);
    if (node == 0 || tree->nodes[node].tag == CB_TAG_TITLE ||
        tree->nodes[node].length > MAX_LINE_BYTES || tree->nodes[node].end - node > MAX_LINE_NODES)
        return NULL;
    return cb_inline_text(tree, node);
}

char *cb_inline_text(const CbTree *tree, guint32 node)
{
    g_autoptr(GString) out = g_string_new(NULL);
    cb_inline_append(tree, node, out);
    return cb_text_take(out);
}

static gboolean has_scheme(const char *href)
{
    gsize length =
        strspn(href, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");
    return length > 1 && href[length] == ':';
}

/* mailto: and tel: are kept: a linked name tells the cutter that its sentence is contact. */
static gboolean has_known_scheme(const char *href)
{
    static const char *const schemes[] = {"http:", "https:", "file:", "mailto:", "tel:"};
    for (guint i = 0; i < G_N_ELEMENTS(schemes); i++)
        if (g_ascii_strncasecmp(href, schemes[i], strlen(schemes[i])) == 0)
            return TRUE;
    return FALSE;
}

static gboolean leads_nowhere(const char *href)
{
    static const char *const sharing[] = {"facebook.com/sharer", "twitter.com/intent",
                                          "twitter.com/share", "linkedin.com/share",
                                          "addtoany.com/"};
    if (href[0] == '\0' || href[0] == '#')
        return TRUE;
    if (!has_scheme(href))
        return FALSE;
    if (!has_known_scheme(href))
        return TRUE;
    for (guint i = 0; i < G_N_ELEMENTS(sharing); i++)
        if (strstr(href, sharing[i]) != NULL)
            return TRUE;
    return FALSE;
}

/* A relative @href seen from @base, which may be relative itself. */
static char *join(const char *base, const char *href)
{
    if (base == NULL || has_scheme(href) || href[0] == '/' || href[0] == '?')
        return g_strdup(href);
    if (has_scheme(base)) {
        char *joined = g_uri_resolve_relative(base, href, G_URI_FLAGS_PARSE_RELAXED, NULL);
        return joined != NULL ? joined : g_strdup(href);
    }
    const char *slash = strrchr(base, '/');
    return slash == NULL ? g_strdup(href)
                         : g_strdup_printf("%.*s%s", (int)(slash + 1 - base), base, href);
}

char *cb_inline_href(const CbTree *tree, guint32 node, const char *base)
{
    const char *raw = cb_tree_attribute(tree, node, CB_ATTRIBUTE_HREF);
    if (raw == NULL || strlen(raw) > MAX_HREF_BYTES)
        return NULL;
    g_autofree char *href = g_strstrip(g_strdup(raw));
    return leads_nowhere(href) ? NULL : join(base, href);
}

/* Appends the first non-empty label that @node itself has. */
static void append_label(const CbTree *tree, guint32 node, GString *out)
{
    static const CbAttribute labels[] = {CB_ATTRIBUTE_ALT, CB_ATTRIBUTE_ARIA_LABEL,
                                         CB_ATTRIBUTE_TITLE};
    for (guint i = 0; i < G_N_ELEMENTS(labels) && out->len == 0; i++) {
        const char *label = cb_tree_attribute(tree, node, labels[i]);
        if (label != NULL)
            cb_text_append(out, label, strlen(label));
    }
}

char *cb_inline_link_text(const CbTree *tree, guint32 node)
{
    g_autoptr(GString) out = g_string_new(NULL);
    if (tree->nodes[node].length <= MAX_LINK_TEXT_BYTES)
        cb_inline_append(tree, node, out);
    for (guint32 i = node + 1; i < tree->nodes[node].end && out->len == 0; i++)
        if (tree->nodes[i].tag == CB_TAG_IMG)
            append_label(tree, i, out);
    if (out->len == 0)
        append_label(tree, node, out);
    return cb_text_take(out);
}

const char *cb_inline_base(const CbTree *tree)
{
    for (guint32 i = 1; i < tree->n_nodes; i++) {
        const char *href = tree->nodes[i].tag == CB_TAG_BASE
                               ? cb_tree_attribute(tree, i, CB_ATTRIBUTE_HREF)
                               : NULL;
        if (href != NULL && href[0] != '\0' && strlen(href) <= MAX_HREF_BYTES)
            return href;
    }
    return NULL;
}
