/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One pass over the text: what is between tags, cut into blocks where a tag says so. */
#include "html_strip.h"
#include "html_text.h"
#include "html_tree.h"
#include <libxml/HTMLparser.h>
#include <string.h>

#define MAX_TAG_NAME 16
#define MAX_ENTITY 32

typedef struct {
    const char *at;
    const char *end;
    CbPage *page;
    GString *text;
    CbTag tag; /* that began the run of text */
} Strip;

static void flush(Strip *strip)
{
    g_autofree char *text = cb_text_take(strip->text);
    CbTag tag = strip->tag;
    strip->tag = CB_TAG_OTHER;
    if (text[0] == '\0')
        return;
    if (tag == CB_TAG_TITLE) {
        if (strip->page->title == NULL)
            strip->page->title = g_steal_pointer(&text);
    } else if (cb_tag_is_heading(tag)) {
        cb_page_add(strip->page, CB_BLOCK_HEADING, tag - CB_TAG_H1 + 1u, text, NULL, NULL);
    } else {
        cb_page_add(strip->page, tag == CB_TAG_LI ? CB_BLOCK_ITEM : CB_BLOCK_PARAGRAPH, 0, text,
                    NULL, NULL);
    }
}

static const char *find(const Strip *strip, const char *what)
{
    const char *found = g_strstr_len(strip->at, strip->end - strip->at, what);
    return found != NULL ? found : strip->end;
}

/* Goes on after the end tag of @name, if there is one; what is in between is no text. */
static void skip_content(Strip *strip, const char *name)
{
    gsize length = strlen(name);
    while (strip->at < strip->end) {
        strip->at = find(strip, "</");
        if (strip->end - strip->at > (gssize)length &&
            g_ascii_strncasecmp(strip->at + 2, name, length) == 0)
            return;
        strip->at = MIN(strip->at + 2, strip->end);
    }
}

static void read_name(const char *at, const char *end, char name[MAX_TAG_NAME])
{
    gsize length = 0;
    while (at < end && length < MAX_TAG_NAME - 1 && g_ascii_isalnum(*at))
        name[length++] = g_ascii_tolower(*at++);
    name[length] = '\0';
}

static void take_start_tag(Strip *strip, const char *name)
{
    CbTag tag = cb_tag_find(name);
    CbTagKind kind = cb_tag_kind(tag);
    if (kind == CB_KIND_IGNORED) {
        skip_content(strip, name);
    } else if (tag == CB_TAG_BR) {
        cb_text_space(strip->text);
    } else if (kind == CB_KIND_BLOCK) {
        flush(strip);
        strip->tag = tag;
    }
}

/* At "<". A "<" that begins no tag is text. */
static void take_markup(Strip *strip)
{
    char name[MAX_TAG_NAME];
    const char *at = strip->at + 1;
    gboolean end_tag = at < strip->end && *at == '/';
    if (strip->end - strip->at >= 4 && memcmp(strip->at, "<!--", 4) == 0) {
        strip->at = MIN(find(strip, "-->") + 3, strip->end);
        return;
    }
    if (at == strip->end || !(end_tag || *at == '!' || *at == '?' || g_ascii_isalpha(*at))) {
        g_string_append_c(strip->text, '<');
        strip->at = at;
        return;
    }
    read_name(at + end_tag, strip->end, name);
    strip->at = MIN(find(strip, ">") + 1, strip->end);
    if (!end_tag)
        take_start_tag(strip, name);
    else if (cb_tag_kind(cb_tag_find(name)) == CB_KIND_BLOCK)
        flush(strip);
}

/* The character that the entity of @length bytes after "&" stands for; 0 when none. */
static gunichar entity_value(const char *name, gsize length)
{
    char copy[MAX_ENTITY];
    if (length == 0 || length >= sizeof copy)
        return 0;
    memcpy(copy, name, length);
    copy[length] = '\0';
    if (copy[0] != '#') {
        const htmlEntityDesc *known = htmlEntityLookup((const xmlChar *)copy);
        return known != NULL ? known->value : 0;
    }
    gboolean hex = copy[1] == 'x' || copy[1] == 'X';
    guint64 value = g_ascii_strtoull(copy + (hex ? 2 : 1), NULL, hex ? 16 : 10);
    return value <= 0x10ffff && g_unichar_validate((gunichar)value) ? (gunichar)value : 0;
}

/* At "&". */
static void take_entity(Strip *strip)
{
    const char *name = strip->at + 1;
    const char *end = name;
    while (end < strip->end && end - name < MAX_ENTITY && (g_ascii_isalnum(*end) || *end == '#'))
        end++;
    gunichar c = entity_value(name, (gsize)(end - name));
    char bytes[6];
    if (c == 0) {
        g_string_append_c(strip->text, '&');
        strip->at = name;
        return;
    }
    cb_text_append(strip->text, bytes, (gsize)g_unichar_to_utf8(c, bytes));
    strip->at = end + (end < strip->end && *end == ';');
}

static void take_text(Strip *strip)
{
    const char *start = strip->at;
    while (strip->at < strip->end && *strip->at != '<' && *strip->at != '&')
        strip->at++;
    cb_text_append(strip->text, start, (gsize)(strip->at - start));
}

gboolean cb_html_strip(const char *html, gsize length, CbPage *page)
{
    g_autoptr(GString) text = g_string_new(NULL);
    Strip strip = {html, html + length, page, text, CB_TAG_OTHER};
    while (strip.at < strip.end && page->blocks->len <= CB_MAX_PAGE_BLOCKS) {
        if (*strip.at == '<')
            take_markup(&strip);
        else if (*strip.at == '&')
            take_entity(&strip);
        else
            take_text(&strip);
    }
    flush(&strip);
    return page->blocks->len <= CB_MAX_PAGE_BLOCKS;
}
