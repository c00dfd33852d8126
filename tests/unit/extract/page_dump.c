/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints pages; see page_dump.h. */
#include "page_dump.h"
#include <string.h>

static void add_field(GString *out, const char *name, const char *value)
{
    if (value != NULL)
        g_string_append_printf(out, "%s: %s\n", name, value);
}

static void add_breadcrumb(GString *out, const GPtrArray *breadcrumb)
{
    if (breadcrumb->len == 0)
        return;
    g_string_append(out, "breadcrumb:");
    for (guint i = 0; i < breadcrumb->len; i++)
        g_string_append_printf(out, "%s %s", i > 0 ? " /" : "",
                               (const char *)g_ptr_array_index(breadcrumb, i));
    g_string_append_c(out, '\n');
}

static void add_block(GString *out, const CbBlock *block)
{
    static const char *const kinds[CB_N_BLOCK_TYPES] = {"h", "p", "item", "  link", "toggle"};
    g_string_append(out, kinds[block->type]);
    if (block->type == CB_BLOCK_HEADING)
        g_string_append_printf(out, "%u", block->level);
    if (block->contact)
        g_string_append(out, " @");
    if (block->anchor != NULL)
        g_string_append_printf(out, " #%s", block->anchor);
    if (block->href != NULL)
        g_string_append_printf(out, " <%s>", block->href);
    g_auto(GStrv) lines = g_strsplit(block->text, "\n", -1);
    g_autofree char *text = g_strjoinv("⏎", lines);
    g_string_append_printf(out, " \"%s\"\n", text);
}

char *cb_page_dump(const CbPage *page)
{
    GString *out = g_string_new(NULL);
    add_field(out, "title", page->title);
    add_field(out, "canonical", page->canonical);
    add_field(out, "updated", page->updated);
    if (page->noindex)
        g_string_append(out, "noindex\n");
    add_breadcrumb(out, page->breadcrumb);
    for (guint i = 0; i < page->blocks->len; i++)
        add_block(out, g_ptr_array_index(page->blocks, i));
    return g_string_free(out, FALSE);
}
