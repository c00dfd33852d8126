/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages in memory and packed. */
#include "page_dump.h"

static CbPage *small_page(void)
{
    CbPage *page = cb_page_new();
    page->title = g_strdup("Titel");
    page->updated = g_strdup("2024-03-14");
    page->noindex = TRUE;
    g_ptr_array_add(page->breadcrumb, g_strdup("Arbejdsgiver"));
    cb_page_add(page, CB_BLOCK_HEADING, 2, "Effekter", NULL, "effekter");
    cb_page_add(page, CB_BLOCK_LINK, 0, "", "a.pdf", NULL);
    cb_page_add(page, CB_BLOCK_PARAGRAPH, 0, "Telefon", NULL, NULL)->contact = TRUE;
    cb_page_add(page, CB_BLOCK_HEADING, 2, "En sag", NULL, NULL)->case_number = 1;
    page->title_given = TRUE;
    cb_page_keep_notes(page);
    cb_page_add_note(page, CB_NOTE_LEFT_OUT, 0, "menu", "nav.top", "Forside");
    return page;
}

static CbPage *unpack(const GByteArray *record)
{
    CbUnpack in = {record->data, record->len, FALSE};
    return cb_page_unpack(&in);
}

static void test_comes_back_as_it_was_packed(void)
{
    g_autoptr(CbPage) page = small_page();
    g_autoptr(GByteArray) record = g_byte_array_new();
    cb_page_pack(page, record);
    g_autoptr(CbPage) copy = unpack(record);
    g_assert_nonnull(copy);
    g_autofree char *before = cb_page_dump(page);
    g_autofree char *after = cb_page_dump(copy);
    g_assert_cmpstr(before, ==, after);
    g_assert_null(copy->canonical);
    g_assert_true(copy->title_given && !copy->date_given);
    const CbBlock *last = g_ptr_array_index(copy->blocks, copy->blocks->len - 1);
    g_assert_cmpuint(last->case_number, ==, 1);
    const CbPageNote *note = g_ptr_array_index(copy->notes, 0);
    g_assert_cmpint(note->kind, ==, CB_NOTE_LEFT_OUT);
    g_assert_cmpstr(note->element, ==, "nav.top");
}

static void test_cut_short_is_refused(void)
{
    g_autoptr(CbPage) page = small_page();
    g_autoptr(GByteArray) record = g_byte_array_new();
    cb_page_pack(page, record);
    for (; record->len > 0; g_byte_array_set_size(record, record->len - 1)) {
        CbUnpack in = {record->data, record->len - 1, FALSE};
        g_assert_null(cb_page_unpack(&in));
    }
}

/* The fields before the counts. */
static GByteArray *record_start(void)
{
    GByteArray *record = g_byte_array_new();
    cb_pack_string(record, NULL);
    cb_pack_string(record, NULL);
    cb_pack_string(record, NULL);
    cb_pack_number(record, 0);
    return record;
}

static void test_lying_count_is_refused(void)
{
    g_autoptr(GByteArray) record = record_start();
    cb_pack_number(record, 0);
    cb_pack_number(record, G_MAXUINT64);
    g_assert_null(unpack(record));
}

static void test_too_many_blocks_are_refused(void)
{
    g_autoptr(GByteArray) record = record_start();
    cb_pack_number(record, 0);
    cb_pack_number(record, CB_MAX_PAGE_BLOCKS + 1);
    for (guint i = 0; i < (CB_MAX_PAGE_BLOCKS + 1) * 7; i++)
        cb_pack_number(record, 0);
    g_assert_null(unpack(record));
}

static void test_unknown_block_type_is_refused(void)
{
    g_autoptr(GByteArray) record = record_start();
    cb_pack_number(record, 0);
    cb_pack_number(record, 1);
    cb_pack_number(record, CB_N_BLOCK_TYPES);
    for (guint i = 0; i < 6; i++)
        cb_pack_number(record, 0);
    g_assert_null(unpack(record));
}

static void test_given_title_that_is_none_is_refused(void)
{
    g_autoptr(CbPage) page = cb_page_new();
    page->title_given = TRUE;
    g_autoptr(GByteArray) record = g_byte_array_new();
    cb_page_pack(page, record);
    g_assert_null(unpack(record));
}

static void test_free_takes_null(void)
{
    cb_page_free(NULL);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/page/comes-back-as-it-was-packed", test_comes_back_as_it_was_packed);
    g_test_add_func("/page/cut-short-is-refused", test_cut_short_is_refused);
    g_test_add_func("/page/lying-count-is-refused", test_lying_count_is_refused);
    g_test_add_func("/page/too-many-blocks-are-refused", test_too_many_blocks_are_refused);
    g_test_add_func("/page/unknown-block-type-is-refused", test_unknown_block_type_is_refused);
    g_test_add_func("/page/given-title-that-is-none-is-refused",
                    test_given_title_that_is_none_is_refused);
    g_test_add_func("/page/free-takes-null", test_free_takes_null);
    return g_test_run();
}
