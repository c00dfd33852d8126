/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Title, address, date and robots' orders: <title>, <link>, <meta> and <time>. */
#include "html_head.h"
#include "html_chrome.h"
#include "html_crumbs.h"
#include "html_inline.h"
#include "html_phrases.h"
#include <string.h>

/* Dates of change, the surest first. */
static const char *const date_names[] = {
    "article:modified_time", "og:updated_time", "dateModified", "last-modified", "dcterms.modified",
    "dc.date.modified",      "dc.modified",     "revised",      "dc.date"};

typedef struct {
    const char *dates[G_N_ELEMENTS(date_names)];
    const char *canonical;
    const char *og_url;
} Found;

/* What a <meta> is about: its name, property, or the like. */
static gboolean is_about(const CbTree *tree, guint32 node, const char *name)
{
    static const CbAttribute keys[] = {CB_ATTRIBUTE_NAME, CB_ATTRIBUTE_PROPERTY,
                                       CB_ATTRIBUTE_ITEMPROP};
    for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
        if (cb_html_attribute_is(tree, node, keys[i], name))
            return TRUE;
    return FALSE;
}

static gboolean forbids_index(const char *content)
{
    g_autofree char *words = g_strdelimit(g_strdup(content), ",", ' ');
    return cb_html_has_word(words, "noindex") || cb_html_has_word(words, "none");
}

static void read_meta(const CbTree *tree, guint32 node, Found *found, CbPage *page)
{
    const char *content = cb_tree_attribute(tree, node, CB_ATTRIBUTE_CONTENT);
    if (content == NULL || content[0] == '\0')
        return;
    for (guint i = 0; i < G_N_ELEMENTS(date_names); i++)
        if (found->dates[i] == NULL && is_about(tree, node, date_names[i]))
            found->dates[i] = content;
    if (found->og_url == NULL && is_about(tree, node, "og:url"))
        found->og_url = content;
    if (is_about(tree, node, "robots") && forbids_index(content))
        page->noindex = TRUE;
}

static void read_link(const CbTree *tree, guint32 node, Found *found)
{
    const char *href = cb_tree_attribute(tree, node, CB_ATTRIBUTE_HREF);
    if (found->canonical == NULL && href != NULL && href[0] != '\0' &&
        cb_html_attribute_is(tree, node, CB_ATTRIBUTE_REL, "canonical"))
        found->canonical = href;
}

/* A <time> that says itself that it is the date of change, or stands in a line that does. */
static void read_time(const CbTree *tree, guint32 node, CbPage *page)
{
    if (page->updated != NULL)
        return;
    const char *date = cb_tree_attribute(tree, node, CB_ATTRIBUTE_DATETIME);
    if (date == NULL || date[0] == '\0')
        return;
    gboolean change = is_about(tree, node, "dateModified");
    if (!change) {
        g_autofree char *line = cb_inline_line(tree, node);
        change = line != NULL && cb_phrase_is_updated(line);
    }
    if (!change)
        return;
    page->updated = g_strstrip(g_strdup(date));
    cb_page_add_note(page, CB_NOTE_DATE, 1, "<time>", NULL, page->updated);
}

static void read_element(const CbTree *tree, guint32 node, Found *found, CbPage *page)
{
    switch (tree->nodes[node].tag) {
    case CB_TAG_TITLE:
        if (page->title == NULL && tree->nodes[node].length > 0)
            page->title = cb_inline_text(tree, node);
        break;
    case CB_TAG_META:
        read_meta(tree, node, found, page);
        break;
    case CB_TAG_LINK:
        read_link(tree, node, found);
        break;
    case CB_TAG_TIME:
        read_time(tree, node, page);
        break;
    default:
        break;
    }
}

/* The surest date of change in the head goes before any <time>. */
static void take_date(const Found *found, CbPage *page)
{
    for (guint i = 0; i < G_N_ELEMENTS(date_names) && !page->date_given; i++) {
        if (found->dates[i] == NULL)
            continue;
        g_free(page->updated);
        page->updated = g_strstrip(g_strdup(found->dates[i]));
        cb_page_add_note(page, CB_NOTE_DATE, 1, date_names[i], "meta", page->updated);
        return;
    }
}

void cb_html_read_head(const CbTree *tree, const CbProfileFinds *finds, CbPage *page)
{
    Found found = {0};
    for (guint32 i = 1; i < tree->n_nodes; i++)
        read_element(tree, i, &found, page);
    const char *address = found.canonical != NULL ? found.canonical : found.og_url;
    if (address != NULL)
        page->canonical = g_strstrip(g_strdup(address));
    take_date(&found, page);
    if (finds != NULL)
        cb_html_take_breadcrumb(tree, finds, page);
    cb_html_read_breadcrumb(tree, page);
}
