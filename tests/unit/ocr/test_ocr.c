/* SPDX-License-Identifier: GPL-3.0-or-later */
/* OCR of pages that are pictures: what is read, and what is not. */
#include "compare.h"
#include "picture_pdf.h"
#include "read_pdf.h"
#include <casebank/pack.h>
#include <pdf_ocr.h>
#include <string.h>
#include <unistd.h>

static CbOcr *engine; /* started once: it is what takes time */

static char *sample(const char *name)
{
    return g_build_filename(g_getenv("CASEBANK_SOURCE_DIR"), "corpus", "pages", "filer", name,
                            NULL);
}

static gboolean take(CbFrameType type, const GByteArray *payload, gpointer data)
{
    GPtrArray *texts = data;
    CbUnpack in = {.data = payload->data, .left = payload->len};
    g_assert_cmpint(type, ==, CB_FRAME_OCR_PAGE);
    g_assert_cmpuint(cb_unpack_number(&in), ==, texts->len + 1);
    g_ptr_array_add(texts, cb_unpack_string(&in));
    g_assert_true(!in.failed && in.left == 0);
    return TRUE;
}

/* The texts of the first @n_pages pages. */
static GPtrArray *recognize(GBytes *pdf, guint n_pages)
{
    GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GArray) pages = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint page = 1; page <= n_pages; page++)
        g_array_append_val(pages, page);
    g_autofree char *reason = NULL;
    int fd = open_bytes(pdf);
    g_assert_cmpint(cb_pdf_recognize(engine, fd, (const guint *)(void *)pages->data, n_pages, take,
                                     texts, &reason),
                    ==, CB_EXTRACT_OK);
    close(fd);
    g_assert_cmpuint(texts->len, ==, n_pages);
    return texts;
}

/* Errors per 10,000 characters over a sample PDF that was made into pictures. */
static guint error_rate(const char *name, const PictureOptions *options)
{
    g_autofree char *path = sample(name);
    g_autoptr(ReadPdf) truth = read_pdf_file(path);
    g_autoptr(GBytes) scan = picture_pdf(path, options);
    g_assert_nonnull(scan);
    g_autoptr(GPtrArray) texts = recognize(scan, truth->n_pages);
    guint errors = 0, all = 0;
    for (guint i = 0; i < texts->len; i++) {
        guint characters;
        errors += character_errors(read_pdf_page(truth, i + 1), texts->pdata[i], &characters);
        all += characters;
    }
    g_test_message("%s: %u of %u characters wrong", name, errors, all);
    g_assert_cmpuint(all, >, 0);
    return errors * 10000 / MAX(all, 1);
}

static void test_rendered(void)
{
    static const char *const names[] = {"Velkomstbrev til elever i Aadal.pdf",
                                        "velkomstbrev-til-voksenelever.pdf",
                                        "evaluering-faelles-elevoptag-2023.pdf"};
    const PictureOptions options = {.dpi = 200};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        g_assert_cmpuint(error_rate(names[i], &options), <, 100);
}

static void test_turned(void)
{
    for (guint quarters = 1; quarters < 4; quarters++) {
        const PictureOptions options = {.dpi = 200, .quarters = quarters};
        g_assert_cmpuint(error_rate("Velkomstbrev til elever i Aadal.pdf", &options), <, 100);
    }
}

static void test_askew(void)
{
    const PictureOptions options = {.dpi = 200, .askew = 2.5};
    g_assert_cmpuint(error_rate("Velkomstbrev til elever i Aadal.pdf", &options), <, 100);
}

static void test_paragraphs(void)
{
    g_autofree char *path = sample("Velkomstbrev til elever i Aadal.pdf");
    const PictureOptions options = {.dpi = 200};
    g_autoptr(GBytes) scan = picture_pdf(path, &options);
    g_autoptr(GPtrArray) texts = recognize(scan, 1);
    g_assert_nonnull(strstr(texts->pdata[0], "\n\n"));
    for (const char *p = texts->pdata[0]; (p = strchr(p, '\n')) != NULL; p += 2)
        g_assert_true(p[1] == '\n' && p[2] != '\n' && p[2] != '\0');
}

static void test_blank(void)
{
    g_autoptr(TestPdf) pdf = test_pdf_new();
    test_pdf_page(pdf, 595, 842);
    g_autoptr(GBytes) bytes = test_pdf_finish(pdf);
    g_autoptr(GPtrArray) texts = recognize(bytes, 1);
    g_assert_cmpstr(texts->pdata[0], ==, "");
}

static void test_photograph(void)
{
    g_autoptr(GBytes) bytes = photograph_pdf();
    g_autoptr(GPtrArray) texts = recognize(bytes, 1);
    g_assert_cmpstr(texts->pdata[0], ==, "");
}

static void test_page_that_is_not_there(void)
{
    g_autoptr(TestPdf) pdf = test_pdf_new();
    test_pdf_page(pdf, 595, 842);
    g_autoptr(GBytes) bytes = test_pdf_finish(pdf);
    g_autoptr(GPtrArray) texts = recognize(bytes, 2);
    g_assert_cmpstr(texts->pdata[0], ==, "");
    g_assert_null(texts->pdata[1]);
}

static void test_no_data(void)
{
    g_assert_null(cb_ocr_prepare("/nonexistent"));
    g_assert_true(g_str_has_prefix(cb_ocr_engine(engine), "tesseract-"));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    engine = cb_ocr_prepare(NULL);
    g_assert_nonnull(engine);
    g_test_add_func("/ocr/rendered-text-is-read-nearly-without-errors", test_rendered);
    g_test_add_func("/ocr/turned-pages-are-read", test_turned);
    g_test_add_func("/ocr/askew-pages-are-read", test_askew);
    g_test_add_func("/ocr/paragraphs-are-kept", test_paragraphs);
    g_test_add_func("/ocr/blank-page-is-empty", test_blank);
    g_test_add_func("/ocr/photograph-is-empty", test_photograph);
    g_test_add_func("/ocr/missing-page-has-no-text", test_page_that_is_not_there);
    g_test_add_func("/ocr/without-language-data", test_no_data);
    int failures = g_test_run();
    cb_ocr_free(engine);
    return failures;
}
