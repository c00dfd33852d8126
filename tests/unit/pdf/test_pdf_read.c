/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a PDF tells of itself, the states it can be in, and the bounds of what is read. */
#include "pdf_meta.h"
#include "read_pdf.h"
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define TEXT "Eleven får en fast vejleder fra den første dag og en buddy fra sit eget hold."

static TestPdf *pages(guint n)
{
    TestPdf *pdf = test_pdf_new();
    for (guint i = 0; i < n; i++) {
        g_autofree char *text = g_strdup_printf("Side nummer %u. " TEXT, i + 1);
        test_pdf_page(pdf, 595, 842);
        test_pdf_text(pdf, 50, 100, 10, text);
    }
    return pdf;
}

/* ---- states ---- */

static void assert_damaged(const void *data, gsize size, const char *reason)
{
    g_autoptr(GBytes) bytes = g_bytes_new(data, size);
    g_autoptr(ReadPdf) read = read_pdf_bytes(bytes);
    g_assert_cmpint(read->state, ==, CB_EXTRACT_DAMAGED);
    g_assert_cmpstr(read->reason, ==, reason);
    g_assert_cmpuint(read->n_frames, ==, 0);
}

static void test_empty_file(void)
{
    assert_damaged("", 0, "filen er tom");
}

static void test_file_that_is_no_pdf(void)
{
    static const char page[] = "<!DOCTYPE html><title>404</title><p>Siden findes ikke</p>";
    assert_damaged(page, strlen(page), "filen er ikke en PDF (begynder ikke med %PDF)");
}

static void test_truncated_file(void)
{
    static const char start[] = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n";
    assert_damaged(start, strlen(start), "filen er afbrudt: slutningen mangler; hent den igen");
}

static void test_file_without_a_catalog(void)
{
    static const char junk[] = "%PDF-1.7\nher var der engang en PDF\n%%EOF\n";
    assert_damaged(junk, strlen(junk), "filen er beskadiget og kan ikke læses som PDF");
}

static void test_pdf_without_pages(void)
{
    g_autoptr(TestPdf) pdf = test_pdf_new();
    g_autoptr(ReadPdf) read = read_pdf(pdf);
    g_assert_cmpint(read->state, ==, CB_EXTRACT_DAMAGED);
    g_assert_cmpstr(read->reason, ==, "filen har ingen sider, der kan læses");
}

static void test_directory(void)
{
    int fd = open(g_get_tmp_dir(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    g_autoptr(ReadPdf) read = read_pdf_fd(fd, 0, 0);
    close(fd);
    g_assert_cmpint(read->state, ==, CB_EXTRACT_DAMAGED);
    g_assert_cmpstr(read->reason, ==, "det er ikke en almindelig fil");
}

static void test_file_that_lost_its_cross_references_is_still_read(void)
{
    g_autoptr(TestPdf) pdf = pages(3);
    g_autoptr(GBytes) whole = test_pdf_finish(pdf);
    gsize size;
    const char *data = g_bytes_get_data(whole, &size);
    const char *table = g_strstr_len(data, (gssize)size, "xref\n");
    /* the table is gone, the trailer is there */
    g_autoptr(GString) cut = g_string_new_len(data, table - data);
    const char *trailer = g_strstr_len(table, (gssize)(size - (gsize)(table - data)), "trailer");
    g_string_append_len(cut, trailer, (gssize)(size - (gsize)(trailer - data)));
    g_autoptr(GBytes) bytes = g_bytes_new(cut->str, cut->len);
    g_autoptr(ReadPdf) read = read_pdf_bytes(bytes);
    g_assert_cmpint(read->state, ==, CB_EXTRACT_OK);
    g_assert_cmpuint(read->n_pages, ==, 3);
    g_assert_cmpstr(read_pdf_page(read, 3), ==, "Side nummer 3. " TEXT);
}

static void test_encrypted_file(void)
{
    g_autoptr(TestPdf) pdf = pages(1);
    test_pdf_trailer(pdf,
                     "/ID [<00112233445566778899AABBCCDDEEFF> <00112233445566778899AABBCCDDEEFF>] "
                     "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
                     "/O <0102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F20> "
                     "/U <2122232425262728292A2B2C2D2E2F303132333435363738393A3B3C3D3E3F40> >>");
    g_autoptr(ReadPdf) read = read_pdf(pdf);
    g_assert_cmpint(read->state, ==, CB_EXTRACT_ENCRYPTED);
    g_assert_cmpstr(read->reason, ==, "filen er beskyttet med adgangskode");
    g_assert_cmpuint(read->n_frames, ==, 0);
}

static void assert_no_text(ReadPdf *read)
{
    g_assert_cmpint(read->state, ==, CB_EXTRACT_NO_TEXT);
    g_assert_cmpstr(read->reason, ==, "siderne har ingen tekst; formentlig er de skannet");
}

static void test_scanned_page_has_no_text(void)
{
    g_autoptr(TestPdf) pdf = test_pdf_new();
    test_pdf_page(pdf, 595, 842);
    test_pdf_picture(pdf);
    g_autoptr(ReadPdf) read = read_pdf(pdf);
    assert_no_text(read);
    g_assert_cmpuint(read->n_pages, ==, 1);
    g_assert_cmpstr(read_pdf_page(read, 1), ==, "");
}

static void test_stamp_on_scanned_pages_is_no_text(void)
{
    g_autoptr(TestPdf) pdf = test_pdf_new();
    for (guint i = 0; i < 3; i++) {
        test_pdf_page(pdf, 595, 842);
        test_pdf_picture(pdf);
        test_pdf_text(pdf, 500, 830, 7, "Scannet 3. maj");
    }
    g_autoptr(ReadPdf) read = read_pdf(pdf);
    assert_no_text(read);
    g_assert_cmpstr(read_pdf_page(read, 2), ==, "Scannet 3. maj");
}

static void test_few_words_without_a_picture_are_text(void)
{
    g_autoptr(TestPdf) pdf = test_pdf_new();
    test_pdf_page(pdf, 595, 842);
    test_pdf_text(pdf, 100, 300, 40, "Velkommen");
    g_autoptr(ReadPdf) read = read_pdf(pdf);
    g_assert_cmpint(read->state, ==, CB_EXTRACT_OK);
}

static void test_text_on_a_picture_is_text(void)
{
    g_autoptr(TestPdf) pdf = test_pdf_new();
    test_pdf_page(pdf, 595, 842);
    test_pdf_picture(pdf);
    test_pdf_text(pdf, 50, 100, 10, TEXT);
    g_autoptr(ReadPdf) read = read_pdf(pdf);
    g_assert_cmpint(read->state, ==, CB_EXTRACT_OK);
}

static void test_one_page_with_text_among_scanned_ones_is_enough(void)
{
    g_autoptr(TestPdf) pdf = test_pdf_new();
    test_pdf_page(pdf, 595, 842);
    test_pdf_picture(pdf);
    test_pdf_page(pdf, 595, 842);
    test_pdf_text(pdf, 50, 100, 10, TEXT);
    g_autoptr(ReadPdf) read = read_pdf(pdf);
    g_assert_cmpint(read->state, ==, CB_EXTRACT_OK);
}

/* ---- bounds ---- */

static void test_pages_beyond_the_most_are_counted_but_not_read(void)
{
    g_autoptr(TestPdf) pdf = pages(5);
    g_autoptr(GBytes) bytes = test_pdf_finish(pdf);
    int fd = open_bytes(bytes);
    g_autoptr(ReadPdf) read = read_pdf_fd(fd, 2, 0);
    close(fd);
    g_assert_cmpuint(read->n_pages, ==, 5);
    g_assert_cmpuint(read->pages->len, ==, 2);
}

static void test_page_text_is_cut_after_a_whole_word(void)
{
    g_autoptr(TestPdf) pdf = pages(1);
    g_autoptr(GBytes) bytes = test_pdf_finish(pdf);
    int fd = open_bytes(bytes);
    g_autoptr(ReadPdf) read = read_pdf_fd(fd, 0, 25);
    g_autoptr(ReadPdf) again = read_pdf_fd(fd, 0, 26);
    close(fd);
    g_assert_cmpstr(read_pdf_page(read, 1), ==, "Side nummer 1. Eleven");
    g_assert_cmpstr(read_pdf_page(again, 1), ==, "Side nummer 1. Eleven får");
}

static void test_cut_within_a_long_word_leaves_whole_letters(void)
{
    g_autoptr(TestPdf) pdf = test_pdf_new();
    test_pdf_page(pdf, 595, 842);
    test_pdf_text(pdf, 50, 100, 10, "øøøøøøøø");
    g_autoptr(GBytes) bytes = test_pdf_finish(pdf);
    int fd = open_bytes(bytes);
    g_autoptr(ReadPdf) read = read_pdf_fd(fd, 0, 5);
    close(fd);
    g_assert_cmpstr(read_pdf_page(read, 1), ==, "øø");
}

static gboolean take_two(CbFrameType type, const GByteArray *payload, gpointer data)
{
    (void)type, (void)payload;
    guint *n = data;
    return ++*n < 2;
}

static void test_sink_can_stop(void)
{
    g_autoptr(TestPdf) pdf = pages(9);
    g_autoptr(GBytes) bytes = test_pdf_finish(pdf);
    int fd = open_bytes(bytes);
    guint n = 0;
    g_autofree char *reason = NULL;
    g_assert_cmpint(cb_pdf_read(fd, 0, 0, take_two, &n, &reason), ==, CB_EXTRACT_OK);
    close(fd);
    g_assert_cmpuint(n, ==, 2);
}

static void test_descriptor_stays_as_it_was(void)
{
    g_autoptr(TestPdf) pdf = pages(1);
    g_autoptr(GBytes) bytes = test_pdf_finish(pdf);
    int fd = open_bytes(bytes);
    g_assert_cmpint(lseek(fd, 7, SEEK_SET), ==, 7);
    g_autoptr(ReadPdf) read = read_pdf_fd(fd, 0, 0);
    g_assert_cmpint(read->state, ==, CB_EXTRACT_OK);
    g_assert_cmpint(lseek(fd, 0, SEEK_CUR), ==, 7);
    close(fd);
}

static gboolean shrink(CbFrameType type, const GByteArray *payload, gpointer data)
{
    (void)payload;
    int *fd = data;
    g_assert_cmpint(ftruncate(*fd, 0), ==, 0);
    return type == CB_FRAME_PDF_INFO || type == CB_FRAME_PDF_PAGE;
}

static void test_file_may_shrink_while_it_is_read(void)
{
    g_autoptr(TestPdf) pdf = pages(20);
    g_autoptr(GBytes) bytes = test_pdf_finish(pdf);
    int fd = open_bytes(bytes);
    g_autofree char *reason = NULL;
    g_assert_cmpint(cb_pdf_read(fd, 0, 0, shrink, &fd, &reason), ==, CB_EXTRACT_OK);
    close(fd);
}

/* A file too large for memory: a hole of 300 MB before the objects, whose places the tests' writer
 * does not know, so that poppler must find them. */
static void test_large_file_is_read_from_the_descriptor(void)
{
    g_autoptr(TestPdf) pdf = pages(2);
    g_autoptr(GBytes) bytes = test_pdf_finish(pdf);
    int fd = open_bytes(bytes);
    g_assert_cmpint(ftruncate(fd, 300 * 1024 * 1024), ==, 0);
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    const char *trailer = g_strrstr_len(data, (gssize)size, "startxref");
    gsize length = size - (gsize)(trailer - data);
    g_assert_cmpint(pwrite(fd, trailer, length, 300 * 1024 * 1024), ==, (gssize)length);
    g_autoptr(ReadPdf) read = read_pdf_fd(fd, 0, 0);
    close(fd);
    g_assert_cmpint(read->state, ==, CB_EXTRACT_OK);
    g_assert_cmpstr(read_pdf_page(read, 2), ==, "Side nummer 2. " TEXT);
}

static void read_broken_pages(void)
{
    g_autoptr(TestPdf) pdf = pages(2);
    test_pdf_catalog(pdf, "/Outlines 999 0 R /PageLabels (nej) ");
    g_autoptr(GBytes) bytes = test_pdf_finish(pdf);
    gsize size;
    g_autofree char *data = g_memdup2(g_bytes_get_data(bytes, &size), g_bytes_get_size(bytes));
    for (char *p = data; (p = g_strstr_len(p, (gssize)(size - (gsize)(p - data)), " Tj")) != NULL;)
        memcpy(p, ")\xff(", 3);
    g_autoptr(GBytes) broken = g_bytes_new(data, size);
    g_autoptr(ReadPdf) read = read_pdf_bytes(broken);
    g_assert_cmpuint(read->n_pages, ==, 2);
}

static void test_nothing_is_printed(void)
{
    if (g_test_subprocess()) {
        read_broken_pages();
        return;
    }
    g_setenv("G_MESSAGES_DEBUG", "Poppler", TRUE); /* which has GLib print all it is told */
    g_test_trap_subprocess(NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
    g_test_trap_assert_passed();
    g_test_trap_assert_stderr("");
    g_test_trap_assert_stdout_unmatched("*Poppler*"); /* where GLib prints what is no warning */
}

/* ---- title, date ---- */

static void test_title_and_date(void)
{
    g_autoptr(TestPdf) pdf = pages(1);
    test_pdf_info(pdf, "Title", "  Velkommen til  Nordlund ");
    test_pdf_info(pdf, "CreationDate", "D:20190508101500Z");
    test_pdf_info(pdf, "ModDate", "D:20240314235900+01'00'");
    g_autoptr(ReadPdf) read = read_pdf(pdf);
    g_assert_cmpstr(read->title, ==, "Velkommen til Nordlund");
    g_assert_cmpstr(read->date, ==, "2024-03-14");
}

static void test_date_of_creation_when_never_modified(void)
{
    g_autoptr(TestPdf) pdf = pages(1);
    test_pdf_info(pdf, "CreationDate", "D:20190508101500Z");
    test_pdf_info(pdf, "ModDate", "i går");
    g_autoptr(ReadPdf) read = read_pdf(pdf);
    g_assert_cmpstr(read->date, ==, "2019-05-08");
}

static void test_neither_title_nor_date(void)
{
    g_autoptr(TestPdf) pdf = pages(1);
    g_autoptr(ReadPdf) read = read_pdf(pdf);
    g_assert_null(read->title);
    g_assert_null(read->date);
}

static void test_titles_that_tell_nothing(void)
{
    static const char *const useless[] = {
        "Microsoft Word - Velkomstbrev 2020.doc",
        "untitled",
        "Uden titel-1",
        "Dokument1",
        "PowerPoint-præsentation",
        "Slide 1",
        "folder_final3.indd",
        "VELKOMST.PDF",
        "C:\\x.docx",
        "123",
        "-",
        "Side 1",
    };
    static const char *const useful[] = {
        "Velkomstbrev 2020",
        "Dokumentation i hjemmeplejen",
        "Præsentation af projektet",
        "SOSU-håndbog",
        "Ny i job",
    };
    for (guint i = 0; i < G_N_ELEMENTS(useless); i++)
        g_assert_true(cb_pdf_title_is_useless(useless[i]));
    for (guint i = 0; i < G_N_ELEMENTS(useful); i++)
        g_assert_false(cb_pdf_title_is_useless(useful[i]));
}

/* ---- labels ---- */

static const char *label(const ReadPdf *read, guint number)
{
    return ((const CbPdfPage *)read->pages->pdata[number - 1])->label;
}

static void test_labels_that_differ_from_the_page_number(void)
{
    g_autoptr(TestPdf) pdf = pages(5);
    test_pdf_catalog(pdf, "/PageLabels << /Nums [0 << /S /r >> 3 << /S /D >>] >> ");
    g_autoptr(ReadPdf) read = read_pdf(pdf);
    static const char *const expected[] = {"i", "ii", "iii", "1", "2"};
    for (guint i = 0; i < 5; i++)
        g_assert_cmpstr(label(read, i + 1), ==, expected[i]);
}

static void test_label_that_is_the_page_number(void)
{
    g_autoptr(TestPdf) pdf = pages(2);
    g_autoptr(ReadPdf) read = read_pdf(pdf);
    g_assert_null(label(read, 1));
    g_assert_null(label(read, 2));
}

static void test_label_with_prefix(void)
{
    g_autoptr(TestPdf) pdf = pages(2);
    test_pdf_catalog(pdf, "/PageLabels << /Nums [0 << /S /D >> 1 << /P (Bilag ) /S /A >>] >> ");
    g_autoptr(ReadPdf) read = read_pdf(pdf);
    g_assert_null(label(read, 1));
    g_assert_cmpstr(label(read, 2), ==, "Bilag A");
}

/* ---- outline ---- */

static const CbOutlineItem *item(const ReadPdf *read, guint i)
{
    g_assert_cmpuint(i, <, read->outline->len);
    return read->outline->pdata[i];
}

static void assert_item(const ReadPdf *read, guint i, guint level, guint page, const char *title)
{
    g_assert_cmpuint(item(read, i)->level, ==, level);
    g_assert_cmpuint(item(read, i)->page, ==, page);
    g_assert_cmpstr(item(read, i)->title, ==, title);
}

static void test_outline_with_direct_and_named_destinations(void)
{
    g_autoptr(TestPdf) pdf = pages(4);
    guint root = test_pdf_object(pdf, "");
    g_autofree char *first =
        g_strdup_printf("<< /Title (Indledning) /Parent %u 0 R /Dest [%u 0 R /Fit] /Next %u 0 R "
                        "/First %u 0 R /Last %u 0 R /Count 1 >>",
                        root, test_pdf_page_object(pdf, 1), root + 2, root + 3, root + 3);
    test_pdf_object(pdf, first);
    g_autofree char *second = g_strdup_printf(
        "<< /Title (Samtaler) /Parent %u 0 R /A << /S /GoTo /D (samtaler) >> >>", root);
    test_pdf_object(pdf, second);
    g_autofree char *child =
        g_strdup_printf("<< /Title (Formål) /Parent %u 0 R /Dest [%u 0 R /XYZ 0 0 0] >>", root + 1,
                        test_pdf_page_object(pdf, 2));
    g_autofree char *latin = g_convert(child, -1, "ISO-8859-1", "UTF-8", NULL, NULL, NULL);
    test_pdf_object(pdf, latin);
    g_autofree char *catalog = g_strdup_printf(
        "/Outlines << /First %u 0 R /Last %u 0 R >> /Names << /Dests << /Names [(samtaler) [%u 0 R "
        "/Fit]] >> >> ",
        root + 1, root + 2, test_pdf_page_object(pdf, 4));
    test_pdf_catalog(pdf, catalog);
    g_autoptr(ReadPdf) read = read_pdf(pdf);
    g_assert_cmpuint(read->outline->len, ==, 3);
    assert_item(read, 0, 1, 1, "Indledning");
    assert_item(read, 1, 2, 2, "Formål");
    assert_item(read, 2, 1, 4, "Samtaler");
}

static void test_outline_that_refers_to_itself_ends(void)
{
    g_autoptr(TestPdf) pdf = pages(1);
    guint a = test_pdf_object(pdf, "") + 1;
    g_autofree char *source = g_strdup_printf(
        "<< /Title (Igen) /First %u 0 R /Last %u 0 R /Next %u 0 R /Count 1 >>", a + 1, a + 1, a);
    test_pdf_object(pdf, source);
    g_autofree char *other =
        g_strdup_printf("<< /Title (Og igen) /First %u 0 R /Next %u 0 R /Count 1 >>", a, a + 1);
    test_pdf_object(pdf, other);
    g_autofree char *catalog = g_strdup_printf("/Outlines << /First %u 0 R >> ", a);
    test_pdf_catalog(pdf, catalog);
    g_autoptr(ReadPdf) read = read_pdf(pdf);
    g_assert_cmpint(read->state, ==, CB_EXTRACT_OK);
    g_assert_cmpuint(read->outline->len, <=, CB_MAX_OUTLINE_ITEMS);
}

static void test_deep_outline_is_cut(void)
{
    enum { DEPTH = 100 };
    g_autoptr(TestPdf) pdf = pages(1);
    guint first = test_pdf_object(pdf, "") + 1;
    for (guint i = 0; i < DEPTH; i++) {
        g_autofree char *source =
            g_strdup_printf("<< /Title (Kapitel) /First %u 0 R /Last %u 0 R /Count 1 >>",
                            first + i + 1, first + i + 1);
        test_pdf_object(pdf, source);
    }
    g_autofree char *catalog = g_strdup_printf("/Outlines << /First %u 0 R >> ", first);
    test_pdf_catalog(pdf, catalog);
    g_autoptr(ReadPdf) read = read_pdf(pdf);
    g_assert_cmpuint(read->outline->len, ==, CB_MAX_OUTLINE_DEPTH);
}

static void test_broad_outline_is_cut(void)
{
    enum { N = CB_MAX_OUTLINE_ITEMS + 500 };
    g_autoptr(TestPdf) pdf = pages(1);
    guint first = test_pdf_object(pdf, "") + 1;
    for (guint i = 0; i < N; i++) {
        g_autofree char *source =
            g_strdup_printf("<< /Title (Kapitel) /Next %u 0 R >>", first + i + 1);
        test_pdf_object(pdf, source);
    }
    g_autofree char *catalog = g_strdup_printf("/Outlines << /First %u 0 R >> ", first);
    test_pdf_catalog(pdf, catalog);
    g_autoptr(ReadPdf) read = read_pdf(pdf);
    g_assert_cmpuint(read->outline->len, ==, CB_MAX_OUTLINE_ITEMS);
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*run)(void);
    } tests[] = {
        {"state/empty-file", test_empty_file},
        {"state/no-pdf", test_file_that_is_no_pdf},
        {"state/truncated", test_truncated_file},
        {"state/no-catalog", test_file_without_a_catalog},
        {"state/no-pages", test_pdf_without_pages},
        {"state/directory", test_directory},
        {"state/lost-cross-references", test_file_that_lost_its_cross_references_is_still_read},
        {"state/encrypted", test_encrypted_file},
        {"state/scanned", test_scanned_page_has_no_text},
        {"state/stamp-on-scans", test_stamp_on_scanned_pages_is_no_text},
        {"state/few-words", test_few_words_without_a_picture_are_text},
        {"state/text-on-picture", test_text_on_a_picture_is_text},
        {"state/one-page-with-text", test_one_page_with_text_among_scanned_ones_is_enough},
        {"bounds/pages", test_pages_beyond_the_most_are_counted_but_not_read},
        {"bounds/page-text", test_page_text_is_cut_after_a_whole_word},
        {"bounds/long-word", test_cut_within_a_long_word_leaves_whole_letters},
        {"bounds/sink-stops", test_sink_can_stop},
        {"file/descriptor-as-it-was", test_descriptor_stays_as_it_was},
        {"file/shrinks", test_file_may_shrink_while_it_is_read},
        {"file/large", test_large_file_is_read_from_the_descriptor},
        {"file/silent", test_nothing_is_printed},
        {"info/title-and-date", test_title_and_date},
        {"info/created", test_date_of_creation_when_never_modified},
        {"info/neither", test_neither_title_nor_date},
        {"info/useless-titles", test_titles_that_tell_nothing},
        {"labels/roman-then-arabic", test_labels_that_differ_from_the_page_number},
        {"labels/page-number", test_label_that_is_the_page_number},
        {"labels/prefix", test_label_with_prefix},
        {"outline/destinations", test_outline_with_direct_and_named_destinations},
        {"outline/cycle", test_outline_that_refers_to_itself_ends},
        {"outline/deep", test_deep_outline_is_cut},
        {"outline/broad", test_broad_outline_is_cut},
    };
    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(tests); i++) {
        g_autofree char *path = g_strdup_printf("/pdf/read/%s", tests[i].name);
        g_test_add_func(path, tests[i].run);
    }
    return g_test_run();
}
