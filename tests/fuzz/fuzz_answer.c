/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fuzzes the indexer's end of the extraction protocol: an extractor that was taken over, and
 * answers anything at all. What the indexer takes of it keeps the bounds of protocol.h, and pages
 * that come are cut into cases as if an honest extractor had read them.
 *
 * The first byte says what was asked for; then frames, each of a type (a byte), the length of its
 * record (two bytes, little endian) and the record.
 */
#include "cut/cut.h"
#include "cut/merge.h"
#include "extractor_answer.h"
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const guint asked_pages[] = {2, 5, 9};

typedef struct {
    guint n_taken;
} Taken;

static void take_ocr_page(guint page, const char *text, gpointer data)
{
    Taken *taken = data;
    g_assert_cmpuint(taken->n_taken, <, G_N_ELEMENTS(asked_pages));
    g_assert_cmpuint(page, ==, asked_pages[taken->n_taken++]);
    g_assert_true(text == NULL || g_utf8_validate(text, -1, NULL));
}

static void check_attachment(const CbAttachment *attachment)
{
    guint last = 0;
    for (guint i = 0; i < attachment->pages->len; i++) {
        const CbPdfPage *page = attachment->pages->pdata[i];
        g_assert_cmpuint(page->number, >, last);
        g_assert_cmpuint(page->number, <=, MIN(attachment->n_pages, CB_MAX_PDF_PAGES));
        g_assert_true(g_utf8_validate(page->text, -1, NULL));
        last = page->number;
    }
    g_assert_cmpuint(attachment->outline->len, <=, CB_MAX_OUTLINE_ITEMS);
    for (guint i = 0; i < attachment->outline->len; i++) {
        const CbOutlineItem *item = attachment->outline->pdata[i];
        g_assert_cmpuint(item->level, >=, 1);
        g_assert_cmpuint(item->level, <=, CB_MAX_OUTLINE_DEPTH);
        g_assert_cmpuint(item->page, <=, attachment->n_pages);
        g_assert_nonnull(item->title);
    }
    if (attachment->date != NULL)
        g_assert_cmpuint(strlen(attachment->date), ==, strlen("2024-03-14"));
}

static void check_page(const CbPage *page)
{
    static CbMunicipalities *municipalities;
    if (municipalities == NULL)
        municipalities = cb_municipalities_new();
    g_assert_cmpuint(page->blocks->len, <=, CB_MAX_PAGE_BLOCKS);
    g_assert_cmpuint(page->breadcrumb->len, <=, CB_MAX_BREADCRUMB);
    g_assert_true(page->notes == NULL || page->notes->len <= CB_MAX_PAGE_NOTES);
    g_autoptr(CbCase) whole = cb_cut_whole_page(page, "a/side.html", NULL, municipalities);
    g_assert_true(whole == NULL || whole->title != NULL);
    GPtrArray *cut = cb_cut_page(page, "a/side.html", "https://www.example.dk/a/side.html",
                                 municipalities, NULL);
    g_autoptr(GPtrArray) cases = cb_merge_cases(cut, NULL);
    g_autoptr(GHashTable) ids = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < cases->len; i++) {
        CbCase *item = cases->pdata[i];
        g_assert_nonnull(item->title);
        g_assert_nonnull(item->lead);
        g_assert_true(g_hash_table_add(ids, item->id));
    }
}

/* What an answer that came to its end has. */
static void check_whole(const CbExtractorAnswer *answer, const Taken *taken)
{
    g_assert_cmpint(answer->state, <, CB_N_EXTRACT_STATES);
    if (answer->state != CB_EXTRACT_OK && answer->state != CB_EXTRACT_NO_TEXT)
        return;
    g_assert_true(answer->attachment == NULL || answer->has_info);
    if (answer->ocr_pages != NULL)
        g_assert_cmpuint(taken->n_taken, ==, G_N_ELEMENTS(asked_pages));
    else if (answer->attachment == NULL && !answer->is_bare)
        g_assert_nonnull(answer->page);
}

static gboolean next_frame(const guint8 **data, gsize *size, CbFrameType *type, GByteArray **record)
{
    if (*size < 3)
        return FALSE;
    *type = (CbFrameType)(*data)[0];
    gsize length = (gsize)(*data)[1] | (gsize)(*data)[2] << 8;
    length = MIN(length, *size - 3);
    *record = g_byte_array_new_take(g_memdup2(*data + 3, length), length);
    *data += 3 + length;
    *size -= 3 + length;
    return TRUE;
}

/* Takes frames to the last one; TRUE when it came. */
static gboolean take_all(CbExtractorAnswer *answer, const guint8 *data, gsize size)
{
    CbFrameType type;
    GByteArray *next;
    gboolean end = FALSE;
    while (!end && next_frame(&data, &size, &type, &next)) {
        g_autoptr(GByteArray) record = next;
        if (!cb_extractor_answer_take(answer, type, record, &end))
            return FALSE;
        g_assert_true(end == (type == CB_FRAME_END));
    }
    return end;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { ASK_PDF, ASK_OCR, ASK_PAGE, ASK_STATE, N_ASKS };
    if (size == 0)
        return 0;
    int asked = data[0] % N_ASKS;
    Taken taken = {0};
    g_autoptr(GArray) pages = g_array_new(FALSE, FALSE, sizeof(guint));
    g_array_append_vals(pages, asked_pages, G_N_ELEMENTS(asked_pages));
    g_auto(CbExtractorAnswer) answer = {
        .attachment = asked == ASK_PDF ? cb_attachment_new(NULL) : NULL,
        .ocr_pages = asked == ASK_OCR ? pages : NULL,
        .take_ocr_page = take_ocr_page,
        .data = &taken,
        .is_bare = asked == ASK_STATE,
    };
    gboolean whole = take_all(&answer, data + 1, size - 1);
    if (whole)
        check_whole(&answer, &taken);
    if (whole && answer.attachment != NULL)
        check_attachment(answer.attachment);
    if (whole && answer.page != NULL)
        check_page(answer.page);
    if (asked != ASK_OCR)
        cb_extractor_answer_restart(&answer);
    return 0;
}
