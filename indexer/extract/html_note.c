/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names an element as a person would in CSS, and quotes its beginning. */
#include "html_note.h"
#include "html_inline.h"
#include <string.h>

#define MAX_NAME_BYTES 120u
#define QUOTED_CHARS 90

/* Appends @sign and each of the names in @value. */
static void append_names(GString *out, char sign, const char *value)
{
    g_auto(GStrv) names = g_strsplit_set(value != NULL ? value : "", " \t\r\n\f", -1);
    for (char **name = names; *name != NULL; name++)
        if (**name != '\0' && out->len + strlen(*name) < MAX_NAME_BYTES)
            g_string_append_printf(out, "%c%s", sign, *name);
}

static char *name_of(const CbTree *tree, guint32 node)
{
    GString *out = g_string_new(cb_tag_name((CbTag)tree->nodes[node].tag));
    if (tree->nodes[node].tag != CB_TAG_TEXT) {
        append_names(out, '#', cb_tree_attribute(tree, node, CB_ATTRIBUTE_ID));
        append_names(out, '.', cb_tree_attribute(tree, node, CB_ATTRIBUTE_CLASS));
    }
    return g_string_free(out, FALSE);
}

static char *first_words(const CbTree *tree, guint32 node)
{
    g_autofree char *text = cb_inline_text(tree, node);
    g_strdelimit(text, "\n", ' ');
    if (g_utf8_strlen(text, -1) <= QUOTED_CHARS)
        return g_steal_pointer(&text);
    g_autofree char *start = g_utf8_substring(text, 0, QUOTED_CHARS);
    return g_strconcat(start, "…", NULL);
}

void cb_html_note(const CbTree *tree, CbPage *page, CbNoteKind kind, guint32 node, guint count,
                  const char *rule)
{
    if (page->notes == NULL)
        return;
    g_autofree char *name = node != 0 ? name_of(tree, node) : NULL;
    g_autofree char *words = node != 0 ? first_words(tree, node) : NULL;
    cb_page_add_note(page, kind, count, rule, name, words);
}
