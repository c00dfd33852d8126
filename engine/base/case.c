/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making and freeing what the case bank is made of. */
#include <casebank/case.h>

const char *cb_case_kind_name(CbCaseKind kind)
{
    static const char *const names[CB_N_CASE_KINDS] = {"case", "teaser", "document"};
    g_return_val_if_fail((guint)kind < CB_N_CASE_KINDS, names[0]);
    return names[kind];
}

const char *cb_attachment_state_name(CbAttachmentState state)
{
    static const char *const names[CB_N_ATTACHMENT_STATES] = {"ok",      "no-text", "encrypted",
                                                              "damaged", "missing", "timeout"};
    g_return_val_if_fail((guint)state < CB_N_ATTACHMENT_STATES, names[CB_STATE_DAMAGED]);
    return names[state];
}

CbCase *cb_case_new(void)
{
    CbCase *item = g_new0(CbCase, 1);
    item->kind = CB_CASE_FULL;
    item->lead = g_strdup("");
    item->municipalities = g_ptr_array_new_with_free_func(g_free);
    item->topics = g_ptr_array_new_with_free_func(g_free);
    item->sections = g_ptr_array_new_with_free_func((GDestroyNotify)cb_section_free);
    item->attachments = g_ptr_array_new_with_free_func((GDestroyNotify)cb_attachment_free);
    item->also_in = g_ptr_array_new_with_free_func((GDestroyNotify)cb_also_in_free);
    return item;
}

void cb_case_free(CbCase *item)
{
    if (item == NULL)
        return;
    g_free(item->id);
    g_free(item->title);
    g_free(item->url);
    g_free(item->source);
    g_free(item->lead);
    g_free(item->contact);
    g_free(item->updated);
    g_ptr_array_unref(item->municipalities);
    g_ptr_array_unref(item->topics);
    g_ptr_array_unref(item->sections);
    g_ptr_array_unref(item->attachments);
    g_ptr_array_unref(item->also_in);
    g_free(item);
}

CbSection *cb_section_new(const char *heading, const char *anchor, const char *text)
{
    CbSection *section = g_new0(CbSection, 1);
    section->heading = g_strdup(heading);
    section->anchor = g_strdup(anchor);
    section->text = g_strdup(text != NULL ? text : "");
    return section;
}

void cb_section_free(CbSection *section)
{
    if (section == NULL)
        return;
    g_free(section->heading);
    g_free(section->anchor);
    g_free(section->text);
    g_free(section);
}

CbPdfPage *cb_pdf_page_new(guint number, const char *label, const char *text)
{
    CbPdfPage *page = g_new0(CbPdfPage, 1);
    page->number = number;
    page->label = g_strdup(label);
    page->text = g_strdup(text != NULL ? text : "");
    return page;
}

void cb_pdf_page_free(CbPdfPage *page)
{
    if (page == NULL)
        return;
    g_free(page->label);
    g_free(page->text);
    g_free(page);
}

CbOutlineItem *cb_outline_item_new(guint level, guint page, const char *title)
{
    CbOutlineItem *item = g_new0(CbOutlineItem, 1);
    item->level = level;
    item->page = page;
    item->title = g_strdup(title);
    return item;
}

void cb_outline_item_free(CbOutlineItem *item)
{
    if (item == NULL)
        return;
    g_free(item->title);
    g_free(item);
}

CbAttachment *cb_attachment_new(const char *name)
{
    CbAttachment *attachment = g_new0(CbAttachment, 1);
    attachment->name = g_strdup(name);
    attachment->type = g_strdup("andet");
    attachment->state = CB_STATE_OK;
    attachment->pages = g_ptr_array_new_with_free_func((GDestroyNotify)cb_pdf_page_free);
    attachment->outline = g_ptr_array_new_with_free_func((GDestroyNotify)cb_outline_item_free);
    return attachment;
}

void cb_attachment_free(CbAttachment *attachment)
{
    if (attachment == NULL)
        return;
    g_free(attachment->name);
    g_free(attachment->url);
    g_free(attachment->source);
    g_free(attachment->type);
    g_free(attachment->reason);
    g_free(attachment->title);
    g_free(attachment->date);
    g_ptr_array_unref(attachment->pages);
    g_ptr_array_unref(attachment->outline);
    g_free(attachment);
}

static void set_text(char **into, const char *text)
{
    g_free(*into);
    *into = g_strdup(text);
}

static void share_array(GPtrArray **into, GPtrArray *from)
{
    g_ptr_array_ref(from);
    g_ptr_array_unref(*into);
    *into = from;
}

void cb_attachment_share_text(CbAttachment *into, const CbAttachment *from)
{
    into->state = from->state;
    into->n_pages = from->n_pages;
    set_text(&into->reason, from->reason);
    set_text(&into->title, from->title);
    set_text(&into->date, from->date);
    share_array(&into->pages, from->pages);
    share_array(&into->outline, from->outline);
}

CbAlsoIn *cb_also_in_new(const char *title, const char *url, const char *source)
{
    CbAlsoIn *also_in = g_new0(CbAlsoIn, 1);
    also_in->title = g_strdup(title);
    also_in->url = g_strdup(url);
    also_in->source = g_strdup(source);
    return also_in;
}

void cb_also_in_free(CbAlsoIn *also_in)
{
    if (also_in == NULL)
        return;
    g_free(also_in->title);
    g_free(also_in->url);
    g_free(also_in->source);
    g_free(also_in);
}
