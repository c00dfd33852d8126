/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one attachment takes over from another of the same file. */
#include <casebank/case.h>

static CbAttachment *read_attachment(void)
{
    CbAttachment *from = cb_attachment_new("Velkommen.pdf");
    from->state = CB_STATE_TIMEOUT;
    from->reason = g_strdup("side 2 tog for lang tid");
    from->title = g_strdup("Velkommen");
    from->date = g_strdup("2024-03-14");
    from->n_pages = 2;
    g_ptr_array_add(from->pages, cb_pdf_page_new(1, "i", "Kære elev"));
    g_ptr_array_add(from->outline, cb_outline_item_new(1, 1, "Indhold"));
    return from;
}

static void test_a_shared_text_outlives_who_it_was_read_for(void)
{
    g_autoptr(CbAttachment) into = cb_attachment_new("Brev.pdf");
    CbAttachment *from = read_attachment();
    into->title = g_strdup("Før");
    g_ptr_array_add(into->pages, cb_pdf_page_new(7, NULL, "før"));
    cb_attachment_share_text(into, from);
    cb_attachment_free(from);
    g_assert_cmpint(into->state, ==, CB_STATE_TIMEOUT);
    g_assert_cmpstr(into->reason, ==, "side 2 tog for lang tid");
    g_assert_cmpstr(into->title, ==, "Velkommen");
    g_assert_cmpstr(into->date, ==, "2024-03-14");
    g_assert_cmpuint(into->n_pages, ==, 2);
    g_assert_cmpuint(into->pages->len, ==, 1);
    g_assert_cmpstr(((const CbPdfPage *)into->pages->pdata[0])->text, ==, "Kære elev");
    g_assert_cmpuint(into->outline->len, ==, 1);
    g_assert_cmpstr(into->name, ==, "Brev.pdf");
}

static void test_what_is_well_has_no_reason_left(void)
{
    g_autoptr(CbAttachment) into = read_attachment(), from = cb_attachment_new("Tom.pdf");
    cb_attachment_share_text(into, from);
    g_assert_cmpint(into->state, ==, CB_STATE_OK);
    g_assert_null(into->reason);
    g_assert_null(into->title);
    g_assert_cmpuint(into->pages->len, ==, 0);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/case/shared-text-outlives", test_a_shared_text_outlives_who_it_was_read_for);
    g_test_add_func("/case/no-reason-left", test_what_is_well_has_no_reason_left);
    return g_test_run();
}
