/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Listings without headings; see raise.h. */
#include "raise.h"

#include "link.h"
#include "shape.h"
#include <string.h>

#define RAISED_LEVEL 7 /* below every heading of the page */
#define MIN_TEXT_BYTES 20

static gboolean is_text(const CbPart *part)
{
    return part->role == CB_PART_TEXT || part->role == CB_PART_ITEM;
}

/* A link that stands alone, with text as the next thing. */
static gboolean is_over_text(const CbParts *parts, guint i)
{
    const CbPart *part = cb_part(parts, i);
    if (part->role != CB_PART_LINK || cb_word_count(part->text) < 2)
        return FALSE;
    guint next = cb_parts_skip(parts, i + 1);
    return next < parts->parts->len && is_text(cb_part(parts, next)) &&
           cb_is_statement(cb_part(parts, next)->text);
}

/* The link that the text at @i begins with, and that it says more than; NULL when there is none. */
static const CbPart *link_before_text(const CbParts *parts, guint i)
{
    const CbPart *part = cb_part(parts, i);
    if (!is_text(part) || i + 1 >= parts->parts->len)
        return NULL;
    const CbPart *link = cb_part(parts, i + 1);
    if (link->block->type != CB_BLOCK_LINK || cb_word_count(link->text) < 2 ||
        cb_link_kind(link->block->href, link->text) != CB_LINK_PAGE ||
        !g_str_has_prefix(part->text, link->text))
        return NULL;
    return strlen(part->text) >= strlen(link->text) + MIN_TEXT_BYTES ? link : NULL;
}

static void add_copy(CbParts *into, const CbPart *part, CbPartRole role, const char *text)
{
    CbPart copy = *part;
    copy.role = role;
    copy.level =
        role == CB_PART_NAMED && part->block->type == CB_BLOCK_LINK ? RAISED_LEVEL : part->level;
    copy.text = g_strdup(text);
    copy.contact = g_strdup(part->contact);
    g_array_append_val(into->parts, copy);
}

static const char *skip_marks(const char *text)
{
    while (*text != '\0' && !g_unichar_isalnum(g_utf8_get_char(text)))
        text = g_utf8_next_char(text);
    return text;
}

/* How many links there are to raise. */
static guint count(const CbParts *parts)
{
    guint found = 0;
    for (guint i = 0; i < parts->parts->len; i++)
        found += is_over_text(parts, i) || link_before_text(parts, i) != NULL ? 1 : 0;
    return found;
}

CbParts *cb_parts_raise_links(const CbParts *parts)
{
    if (count(parts) < 2)
        return NULL;
    CbParts *raised = cb_parts_new_empty(parts->page);
    raised->title = g_strdup(parts->title);
    raised->title_from = parts->title_from;
    raised->date_from = parts->date_from;
    raised->updated = g_strdup(parts->updated);
    raised->has_links = parts->has_links;
    for (guint i = 0; i < parts->parts->len; i++) {
        const CbPart *part = cb_part(parts, i);
        const CbPart *link = link_before_text(parts, i);
        if (link != NULL) {
            add_copy(raised, link, CB_PART_NAMED, link->text);
            add_copy(raised, part, part->role, skip_marks(part->text + strlen(link->text)));
        } else {
            add_copy(raised, part, is_over_text(parts, i) ? CB_PART_NAMED : part->role, part->text);
        }
    }
    return raised;
}
