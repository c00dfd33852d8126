/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A breadcrumb is known by its class, its label or schema.org's BreadcrumbList. Its entries are the
 * list items, or else the runs of text in it, split at what separates them. The last entry is the
 * page itself when it says so, when it is the page's title, or when it alone is no link.
 */
#include "html_crumbs.h"
#include "html_chrome.h"
#include "html_hints.h"
#include "html_inline.h"
#include "html_note.h"
#include "html_text.h"
#include <string.h>

#define MAX_CRUMB_BYTES 200u
#define MAX_PATH_BYTES 2000u

typedef struct {
    GPtrArray *names; /* char* */
    GArray *linked;   /* gboolean: whether it is a link */
    gboolean current; /* whether the last one said that it is the page itself */
} Path;

static gboolean contains(const char *value, const char *part)
{
    if (value == NULL)
        return FALSE;
    g_autofree char *small = g_utf8_strdown(value, -1);
    return strstr(small, part) != NULL;
}

static gboolean is_breadcrumb(const CbTree *tree, guint32 node)
{
    const CbNode *at = &tree->nodes[node];
    if (at->tag == CB_TAG_TEXT || at->tag == CB_TAG_BODY || at->length > MAX_PATH_BYTES ||
        (at->has & (CB_HAS_MAIN | CB_HAS_H1)) != 0)
        return FALSE;
    const char *label = cb_tree_attribute(tree, node, CB_ATTRIBUTE_ARIA_LABEL);
    return (at->hints & CB_HINT_BREADCRUMB) != 0 || contains(label, "brødkrumme") ||
           contains(label, "breadcrumb") || contains(label, "du er her") ||
           contains(cb_tree_attribute(tree, node, CB_ATTRIBUTE_ITEMTYPE), "breadcrumblist");
}

/* ---- Entries ---- */

/* Whether @c separates entries: always, or only with space around. */
static gboolean is_separator(gunichar c, gboolean spaced)
{
    return g_utf8_strchr("›»>→▸|", -1, c) != NULL || (spaced && g_utf8_strchr("/\\-–·•", -1, c));
}

static void add_entry(Path *path, const char *text, gsize length, gboolean linked)
{
    g_autofree char *name = g_strstrip(g_strndup(text, length));
    if (name[0] == '\0' || length > MAX_CRUMB_BYTES || path->names->len >= CB_MAX_BREADCRUMB)
        return;
    g_ptr_array_add(path->names, g_steal_pointer(&name));
    g_array_append_val(path->linked, linked);
    path->current = FALSE;
}

/* Adds the parts of @text between separators. */
static void add_entries(Path *path, const char *text, gboolean linked)
{
    const char *start = text;
    for (const char *at = text; *at != '\0'; at = cb_text_next(at)) {
        const char *next = cb_text_next(at);
        gboolean spaced = (at == text || at[-1] == ' ') && (*next == '\0' || *next == ' ');
        if (!is_separator(g_utf8_get_char(at), spaced))
            continue;
        add_entry(path, start, (gsize)(at - start), linked);
        start = next;
    }
    add_entry(path, start, strlen(start), linked);
}

static gboolean is_current(const CbTree *tree, guint32 node)
{
    const char *current = cb_tree_attribute(tree, node, CB_ATTRIBUTE_ARIA_CURRENT);
    return current != NULL && strcmp(current, "false") != 0;
}

/* Adds what @node holds as one run: a list item, a link, or a text. */
static void add_run(const CbTree *tree, guint32 node, Path *path)
{
    gboolean current = FALSE;
    for (guint32 i = node; i < tree->nodes[node].end; i++)
        current = current || is_current(tree, i);
    g_autofree char *text = cb_inline_text(tree, node);
    add_entries(path, text, (tree->nodes[node].has & CB_HAS_LINK) != 0);
    if (text[0] != '\0')
        path->current = path->current || current || is_current(tree, tree->nodes[node].parent);
}

static void read_path(const CbTree *tree, guint32 node, Path *path)
{
    gboolean list = (tree->nodes[node].has & CB_HAS_LIST) != 0;
    for (guint32 i = node + 1; i < tree->nodes[node].end;) {
        const CbNode *at = &tree->nodes[i];
        gboolean run = list ? at->tag == CB_TAG_LI : at->tag == CB_TAG_A || at->tag == CB_TAG_TEXT;
        if (run)
            add_run(tree, i, path);
        i = run ? at->end : i + 1;
    }
}

/* ---- What is left out ---- */

static void remove_entry(Path *path, guint index)
{
    g_ptr_array_remove_index(path->names, index);
    g_array_remove_index(path->linked, index);
}

static gboolean is_home(const char *name)
{
    static const char *const names[] = {"forside", "forsiden", "til forsiden", "hjem",
                                        "start",   "home",     "du er her",    "du er her:"};
    g_autofree char *small = g_utf8_strdown(name, -1);
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        if (strcmp(small, names[i]) == 0)
            return TRUE;
    return FALSE;
}

/* "Du er her: Forside" */
static void drop_label(Path *path)
{
    if (path->names->len == 0)
        return;
    char *first = g_ptr_array_index(path->names, 0);
    gsize length = strlen("du er her:");
    if (g_ascii_strncasecmp(first, "du er her:", length) == 0)
        g_strchug(memmove(first, first + length, strlen(first + length) + 1));
}

static gboolean is_page_title(const CbTree *tree, const CbPage *page, const char *name)
{
    if (page->title != NULL && g_str_has_prefix(page->title, name))
        return TRUE;
    g_autofree char *heading =
        tree->first_h1 != 0 ? cb_inline_text(tree, tree->first_h1) : g_strdup("");
    return strcmp(heading, name) == 0;
}

/* Whether all entries but the last are links; one entry alone tells nothing. */
static gboolean only_last_is_bare(const Path *path)
{
    guint n = path->linked->len;
    for (guint i = 0; i + 1 < n; i++)
        if (!g_array_index(path->linked, gboolean, i))
            return FALSE;
    return n > 1 && !g_array_index(path->linked, gboolean, n - 1);
}

static void drop_ends(const CbTree *tree, const CbPage *page, Path *path)
{
    guint n = path->names->len;
    if (n > 0 && (path->current || only_last_is_bare(path) ||
                  is_page_title(tree, page, g_ptr_array_index(path->names, n - 1))))
        remove_entry(path, n - 1);
    drop_label(path);
    while (path->names->len > 0) {
        const char *first = g_ptr_array_index(path->names, 0);
        if (first[0] != '\0' && !is_home(first))
            break;
        remove_entry(path, 0);
    }
}

static void path_init(Path *path, CbPage *page)
{
    *path = (Path){page->breadcrumb, g_array_new(FALSE, FALSE, sizeof(gboolean)), FALSE};
}

/* Entries that were found one by one. */
static void take_entries(const CbTree *tree, const CbProfileFinds *finds, Path *path)
{
    const GArray *nodes = finds->nodes[CB_RULE_BREADCRUMB];
    const GPtrArray *texts = finds->texts[CB_RULE_BREADCRUMB];
    for (guint i = 0; i < nodes->len; i++)
        add_run(tree, g_array_index(nodes, guint32, i), path);
    for (guint i = 0; i < texts->len; i++)
        add_entries(path, g_ptr_array_index(texts, i), TRUE);
}

void cb_html_take_breadcrumb(const CbTree *tree, const CbProfileFinds *finds, CbPage *page)
{
    const GArray *nodes = finds->nodes[CB_RULE_BREADCRUMB];
    Path path;
    path_init(&path, page);
    if (nodes->len == 1 && finds->texts[CB_RULE_BREADCRUMB]->len == 0)
        read_path(tree, g_array_index(nodes, guint32, 0), &path);
    else
        take_entries(tree, finds, &path);
    drop_ends(tree, page, &path);
    g_array_unref(path.linked);
    if (page->breadcrumb->len > 0)
        cb_page_add_note(page, CB_NOTE_BREADCRUMB, 1, "profilen (breadcrumb)", NULL, NULL);
}

void cb_html_read_breadcrumb(const CbTree *tree, CbPage *page)
{
    for (guint32 i = 1; i < tree->n_nodes && page->breadcrumb->len == 0; i++) {
        if (!is_breadcrumb(tree, i))
            continue;
        Path path;
        path_init(&path, page);
        read_path(tree, i, &path);
        drop_ends(tree, page, &path);
        g_array_unref(path.linked);
        if (page->breadcrumb->len > 0)
            cb_html_note(tree, page, CB_NOTE_BREADCRUMB, i, 1, "navn eller mærke siger det");
        i = tree->nodes[i].end - 1;
    }
}
