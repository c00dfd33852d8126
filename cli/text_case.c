/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole case as text for people. */
#include "text_case.h"
#include "danish.h"
#include "links.h"
#include "text_parts.h"

#include <string.h>

enum { INDENT = 2 };

/** @text: paragraphs separated by a blank line. */
static void paragraphs(CbLayout *layout, const char *text)
{
    g_auto(GStrv) parts = g_strsplit(text, "\n\n", -1);

    for (gsize i = 0; parts[i]; i++) {
        cb_layout_gap(layout);
        cb_layout_add(layout, CB_STYLE_PLAIN, parts[i]);
        cb_layout_end(layout, 0, 0);
    }
}

static void sections(CbLayout *layout, const CbCase *item)
{
    for (guint i = 0; i < item->sections->len; i++) {
        const CbSection *section = g_ptr_array_index(item->sections, i);
        if (section->heading) {
            cb_layout_gap(layout);
            cb_layout_add(layout, CB_STYLE_TITLE, section->heading);
            cb_layout_end(layout, 0, 0);
        }
        paragraphs(layout, section->text);
    }
}

static char *attachment_facts(const CbAttachment *attachment)
{
    g_autoptr(GString) facts = g_string_new(NULL);

    if (g_strcmp0(attachment->type, "andet") != 0)
        g_string_append(facts, attachment->type ? attachment->type : "");
    if (attachment->n_pages > 0) {
        g_autofree char *pages = cb_danish_count(attachment->n_pages, "side", "sider");
        g_string_append_printf(facts, "%s%s", facts->len ? ", " : "", pages);
    }
    if (attachment->date) {
        g_autofree char *date = cb_danish_date(attachment->date);
        g_string_append_printf(facts, "%s%s", facts->len ? ", " : "", date);
    }
    if (attachment->state != CB_STATE_OK || attachment->reason)
        g_string_append_printf(facts, "%s%s", facts->len ? ", " : "",
                               attachment->reason ? attachment->reason
                                                  : cb_danish_state(attachment->state));
    return g_string_free(g_steal_pointer(&facts), FALSE);
}

static void attachments(CbLayout *layout, const CbCase *item, const char *const *folders)
{
    if (item->attachments->len == 0)
        return;
    cb_layout_gap(layout);
    cb_layout_add(layout, CB_STYLE_TITLE, "Bilag");
    cb_layout_end(layout, 0, 0);
    for (guint i = 0; i < item->attachments->len; i++) {
        const CbAttachment *attachment = g_ptr_array_index(item->attachments, i);
        g_autofree char *facts = attachment_facts(attachment);
        g_autofree char *link = cb_link(attachment->url, attachment->source, folders);
        cb_layout_add(layout, CB_STYLE_PLAIN, attachment->name);
        if (facts[0])
            cb_layout_addf(layout, CB_STYLE_QUIET, " (%s)", facts);
        cb_layout_end(layout, INDENT, INDENT + 2);
        cb_text_link(layout, link, INDENT + 2);
    }
}

static void topics(CbLayout *layout, const CbCase *item)
{
    for (guint i = 0; i < item->topics->len; i++)
        cb_layout_addf(layout, CB_STYLE_QUIET, "%s%s", i == 0 ? "Emner: " : ", ",
                       (const char *)g_ptr_array_index(item->topics, i));
    cb_layout_end(layout, 0, 2);
}

static void contact(CbLayout *layout, const CbCase *item)
{
    if (!item->contact)
        return;
    g_auto(GStrv) lines = g_strsplit(item->contact, "\n", -1);

    cb_layout_gap(layout);
    cb_layout_add(layout, CB_STYLE_TITLE, "Kontakt");
    cb_layout_end(layout, 0, 0);
    for (gsize i = 0; lines[i]; i++) {
        cb_layout_add(layout, CB_STYLE_PLAIN, lines[i]);
        cb_layout_end(layout, INDENT, INDENT);
    }
}

void cb_text_case(CbLayout *layout, const CbCase *item, const char *const *folders,
                  gboolean with_contact)
{
    g_autofree char *link = cb_link(item->url, item->source, folders);

    cb_layout_add(layout, CB_STYLE_TITLE, cb_shown_title(item->title, item->id));
    cb_layout_end(layout, 0, 0);
    cb_text_meta(layout, (const char *const *)item->municipalities->pdata,
                 item->municipalities->len, item->updated, item->kind, 0);
    topics(layout, item);
    paragraphs(layout, item->lead);
    sections(layout, item);
    attachments(layout, item, folders);
    if (with_contact)
        contact(layout, item);
    cb_layout_gap(layout);
    cb_text_also_in(layout, item->also_in, item->title, 0);
    cb_text_link(layout, link, 0);
}
