/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page's blocks in memory, and packed for the way from casebank-extract to the indexer. */
#include "page.h"

static void block_free(CbBlock *block)
{
    g_free(block->text);
    g_free(block->href);
    g_free(block->anchor);
    g_free(block);
}

static void note_free(CbPageNote *note)
{
    g_free(note->rule);
    g_free(note->element);
    g_free(note->text);
    g_free(note);
}

void cb_page_keep_notes(CbPage *page)
{
    if (page->notes == NULL)
        page->notes = g_ptr_array_new_with_free_func((GDestroyNotify)note_free);
}

CbPage *cb_page_new(void)
{
    CbPage *page = g_new0(CbPage, 1);
    page->breadcrumb = g_ptr_array_new_with_free_func(g_free);
    page->blocks = g_ptr_array_new_with_free_func((GDestroyNotify)block_free);
    return page;
}

void cb_page_free(CbPage *page)
{
    if (page == NULL)
        return;
    g_free(page->title);
    g_free(page->canonical);
    g_free(page->updated);
    g_ptr_array_unref(page->breadcrumb);
    g_ptr_array_unref(page->blocks);
    g_clear_pointer(&page->notes, g_ptr_array_unref);
    g_free(page);
}

static CbBlock *add_block(CbPage *page, CbBlockType type, guint level)
{
    CbBlock *block = g_new0(CbBlock, 1);
    block->type = type;
    block->level = level;
    g_ptr_array_add(page->blocks, block);
    return block;
}

CbBlock *cb_page_add(CbPage *page, CbBlockType type, guint level, const char *text,
                     const char *href, const char *anchor)
{
    CbBlock *block = add_block(page, type, level);
    block->text = g_strdup(text != NULL ? text : "");
    block->href = g_strdup(href);
    block->anchor = g_strdup(anchor);
    return block;
}

void cb_page_add_note(CbPage *page, CbNoteKind kind, guint count, const char *rule,
                      const char *element, const char *text)
{
    if (page->notes == NULL || page->notes->len >= CB_MAX_PAGE_NOTES)
        return;
    CbPageNote *note = g_new0(CbPageNote, 1);
    note->kind = kind;
    note->count = count;
    note->rule = g_strdup(rule != NULL ? rule : "");
    note->element = g_strdup(element != NULL ? element : "");
    note->text = g_strdup(text != NULL ? text : "");
    g_ptr_array_add(page->notes, note);
}

static void pack_note(const CbPageNote *note, GByteArray *out)
{
    cb_pack_number(out, note->kind);
    cb_pack_number(out, note->count);
    cb_pack_string(out, note->rule);
    cb_pack_string(out, note->element);
    cb_pack_string(out, note->text);
}

/* No notes, and a record without any, are told apart by the number before. */
static void pack_notes(const CbPage *page, GByteArray *out)
{
    cb_pack_number(out, page->notes != NULL ? 1 : 0);
    if (page->notes == NULL)
        return;
    cb_pack_number(out, page->notes->len);
    for (guint i = 0; i < page->notes->len; i++)
        pack_note(g_ptr_array_index(page->notes, i), out);
}

static void pack_block(const CbBlock *block, GByteArray *out)
{
    cb_pack_number(out, block->type);
    cb_pack_number(out, block->level);
    cb_pack_number(out, block->contact ? 1 : 0);
    cb_pack_string(out, block->text);
    cb_pack_string(out, block->href);
    cb_pack_string(out, block->anchor);
    cb_pack_number(out, block->case_number);
}

void cb_page_pack(const CbPage *page, GByteArray *out)
{
    cb_pack_string(out, page->title);
    cb_pack_string(out, page->canonical);
    cb_pack_string(out, page->updated);
    cb_pack_number(out, page->noindex ? 1 : 0);
    cb_pack_number(out, page->breadcrumb->len);
    for (guint i = 0; i < page->breadcrumb->len; i++)
        cb_pack_string(out, g_ptr_array_index(page->breadcrumb, i));
    cb_pack_number(out, page->blocks->len);
    for (guint i = 0; i < page->blocks->len; i++)
        pack_block(g_ptr_array_index(page->blocks, i), out);
    cb_pack_number(out, page->title_given ? 1 : 0);
    cb_pack_number(out, page->date_given ? 1 : 0);
    pack_notes(page, out);
}

/* A count of at most @most; more is damage. */
static gsize unpack_bounded_count(CbUnpack *in, gsize most)
{
    gsize count = cb_unpack_count(in);
    if (count > most)
        in->failed = TRUE;
    return in->failed ? 0 : count;
}

static void unpack_block(CbUnpack *in, CbPage *page)
{
    guint64 type = cb_unpack_number(in);
    guint64 level = cb_unpack_number(in);
    if (type >= CB_N_BLOCK_TYPES || level > 6)
        in->failed = TRUE;
    if (in->failed)
        return;
    CbBlock *block = add_block(page, (CbBlockType)type, (guint)level);
    block->contact = cb_unpack_number(in) != 0;
    block->text = cb_unpack_text(in);
    block->href = cb_unpack_string(in);
    block->anchor = cb_unpack_string(in);
    guint64 case_number = cb_unpack_number(in);
    block->case_number = (guint)MIN(case_number, CB_MAX_PAGE_BLOCKS);
}

static void unpack_note(CbUnpack *in, CbPage *page)
{
    guint64 kind = cb_unpack_number(in);
    guint64 count = cb_unpack_number(in);
    g_autofree char *rule = cb_unpack_text(in);
    g_autofree char *element = cb_unpack_text(in);
    g_autofree char *text = cb_unpack_text(in);
    if (kind >= CB_N_NOTE_KINDS)
        in->failed = TRUE;
    if (!in->failed)
        cb_page_add_note(page, (CbNoteKind)kind, (guint)MIN(count, G_MAXUINT), rule, element, text);
}

static void unpack_notes(CbUnpack *in, CbPage *page)
{
    if (cb_unpack_number(in) == 0 || in->failed)
        return;
    cb_page_keep_notes(page);
    gsize n = unpack_bounded_count(in, CB_MAX_PAGE_NOTES);
    for (gsize i = 0; i < n && !in->failed; i++)
        unpack_note(in, page);
}

CbPage *cb_page_unpack(CbUnpack *in)
{
    g_autoptr(CbPage) page = cb_page_new();
    page->title = cb_unpack_string(in);
    page->canonical = cb_unpack_string(in);
    page->updated = cb_unpack_string(in);
    page->noindex = cb_unpack_number(in) != 0;
    gsize n = unpack_bounded_count(in, CB_MAX_BREADCRUMB);
    for (gsize i = 0; i < n && !in->failed; i++)
        g_ptr_array_add(page->breadcrumb, cb_unpack_text(in));
    n = unpack_bounded_count(in, CB_MAX_PAGE_BLOCKS);
    for (gsize i = 0; i < n && !in->failed; i++)
        unpack_block(in, page);
    page->title_given = cb_unpack_number(in) != 0;
    page->date_given = cb_unpack_number(in) != 0;
    if (page->title_given && page->title == NULL)
        in->failed = TRUE;
    unpack_notes(in, page);
    return in->failed ? NULL : g_steal_pointer(&page);
}
