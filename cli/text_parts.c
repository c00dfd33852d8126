/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a hit, a whole case and the status say in the same words. */
#include "text_parts.h"
#include "danish.h"

char *cb_passage_origin(const CbPassage *passage)
{
    g_autoptr(GString) words = g_string_new(passage->attachment);

    if (!passage->from_attachment)
        return g_strdup(passage->heading);
    if (passage->page > 0)
        g_string_append_printf(words, ", side %u", passage->page);
    /* A label in digits beside the number would be a riddle: "side 3 (1)". */
    if (passage->page_label)
        g_string_append_printf(
            words, g_ascii_isdigit(passage->page_label[0]) ? " (trykt sidetal %s)" : " (%s)",
            passage->page_label);
    if (passage->ocr)
        g_string_append(words, " (læst med OCR)");
    return g_string_free(g_steal_pointer(&words), FALSE);
}

const char *cb_shown_title(const char *title, const char *id)
{
    return title && title[0] ? title : id;
}

static const char *kind_words(CbCaseKind kind)
{
    switch (kind) {
    case CB_CASE_FULL:
        return NULL;
    case CB_CASE_TEASER:
        return "kun omtalt kort i en oversigt";
    case CB_CASE_DOCUMENT:
        return "PDF uden egen side";
    }
    return NULL;
}

static void add_part(GString *line, const char *part)
{
    if (!part || !part[0])
        return;
    if (line->len > 0)
        g_string_append(line, " · ");
    g_string_append(line, part);
}

void cb_text_meta(CbLayout *layout, const char *const *municipalities, guint n, const char *updated,
                  CbCaseKind kind, guint indent)
{
    g_autoptr(GString) line = g_string_new(NULL);

    for (guint i = 0; i < n; i++)
        g_string_append_printf(line, "%s%s",
                               i == 0       ? ""
                               : i + 1 == n ? " og "
                                            : ", ",
                               municipalities[i]);
    if (updated) {
        g_autofree char *date = cb_danish_date(updated);
        g_autofree char *part = g_strconcat("opdateret ", date, NULL);
        add_part(line, part);
    }
    add_part(line, kind_words(kind));
    cb_layout_add(layout, CB_STYLE_QUIET, line->str);
    cb_layout_end(layout, indent, indent);
}

static char *attachment_words(const CbAttachment *attachment)
{
    if (attachment->state != CB_STATE_OK)
        return g_strdup_printf("%s (%s)", attachment->name, cb_danish_state(attachment->state));
    if (attachment->n_pages == 0)
        return g_strdup(attachment->name);
    g_autofree char *pages = cb_danish_count(attachment->n_pages, "side", "sider");
    return g_strdup_printf("%s (%s)", attachment->name, pages);
}

static void attachment_line(CbLayout *layout, const GPtrArray *attachments, gboolean readable,
                            const char *label, guint indent)
{
    guint count = 0;

    for (guint i = 0; i < attachments->len; i++) {
        const CbAttachment *attachment = g_ptr_array_index(attachments, i);
        if ((attachment->state == CB_STATE_OK) != readable)
            continue;
        g_autofree char *words = attachment_words(attachment);
        cb_layout_addf(layout, CB_STYLE_QUIET, "%s%s", count++ == 0 ? label : ", ", words);
    }
    cb_layout_end(layout, indent, indent + 2);
}

void cb_text_attachments(CbLayout *layout, const GPtrArray *attachments, guint indent)
{
    attachment_line(layout, attachments, TRUE, "Bilag: ", indent);
    attachment_line(layout, attachments, FALSE, "Bilag, der ikke kunne søges i: ", indent);
}

static const char *place_name(const CbAlsoIn *place, const char *title)
{
    if (place->title && place->title[0] && g_strcmp0(place->title, title) != 0)
        return place->title;
    return place->url ? place->url : place->source;
}

void cb_text_also_in(CbLayout *layout, const GPtrArray *also_in, const char *title, guint indent)
{
    for (guint i = 0; i < also_in->len; i++)
        cb_layout_addf(layout, CB_STYLE_QUIET, "%s%s", i == 0 ? "Står også på: " : "; ",
                       place_name(g_ptr_array_index(also_in, i), title));
    cb_layout_end(layout, indent, indent + 2);
}

void cb_text_link(CbLayout *layout, const char *link, guint indent)
{
    if (link)
        cb_layout_add(layout, CB_STYLE_LINK, link);
    cb_layout_end(layout, indent, indent);
}
