/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recognition as the indexer asks for it: page by page, whatever the extractor does. */
#include <extractor.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static CbExtractor *new_extractor(guint deadline_ms)
{
    g_autofree char *path = g_build_filename(g_getenv("CASEBANK_BIN_DIR"), "bad-extractor", NULL);
    CbExtractorOptions options = {
        .program = path, .deadline_ms = 120000, .ocr_deadline_ms = deadline_ms};
    return cb_extractor_new(&options);
}

/* A file that orders the bad extractor to do @order. */
static int file_with(const char *order)
{
    g_autofree char *path = NULL;
    int fd = g_file_open_tmp("casebank-XXXXXX", &path, NULL);
    g_assert_cmpint(fd, >=, 0);
    g_unlink(path);
    g_assert_cmpint(write(fd, order, strlen(order)), ==, (gssize)strlen(order));
    return fd;
}

static CbAttachment *read_pdf(CbExtractor *extractor, const char *order)
{
    CbAttachment *attachment = cb_attachment_new("a.pdf");
    int fd = file_with(order);
    g_assert_true(cb_extractor_read_pdf(extractor, fd, attachment, NULL));
    close(fd);
    return attachment;
}

static void add_ocr_page(guint page, const char *text, gpointer data)
{
    g_string_append_printf(data, "%u:%s ", page, text != NULL ? text : "-");
}

/* Asks for the pages 1 and 2. Returns what came and, after a '!', why no more did. */
static char *recognize(CbExtractor *extractor, const char *order)
{
    const guint pages[] = {1, 2};
    g_autoptr(GArray) wanted = g_array_new(FALSE, FALSE, sizeof(guint));
    g_array_append_vals(wanted, pages, G_N_ELEMENTS(pages));
    g_autoptr(GError) error = NULL;
    g_autofree char *reason = NULL;
    GString *told = g_string_new(NULL);
    int fd = file_with(order);
    g_assert_true(
        cb_extractor_recognize(extractor, fd, wanted, add_ocr_page, told, &reason, &error));
    g_assert_no_error(error);
    close(fd);
    if (reason != NULL)
        g_string_append_printf(told, "!%s", reason);
    return g_string_free(told, FALSE);
}

static void test_recognized_pages_come_one_by_one(void)
{
    g_autoptr(CbExtractor) extractor = new_extractor(120000);
    g_autofree char *told = recognize(extractor, "recognize");
    g_assert_cmpstr(told, ==, "1:et 2:- ");
}

static void test_time_of_recognition_is_for_a_page(void)
{
    g_autoptr(CbExtractor) extractor = new_extractor(1500);
    g_autofree char *told = recognize(extractor, "recognize-slowly");
    g_assert_cmpstr(told, ==, "1:et 2:to ");
}

static void test_recognized_pages_survive_a_crash(void)
{
    g_autoptr(CbExtractor) extractor = new_extractor(120000);
    g_autofree char *told = recognize(extractor, "recognize-and-crash");
    g_assert_true(g_str_has_prefix(told, "1:et !"));
    g_autoptr(CbAttachment) next = read_pdf(extractor, "ok");
    g_assert_cmpint(next->state, ==, CB_STATE_OK);
}

static void test_wrong_recognition_is_contained(void)
{
    g_autoptr(CbExtractor) extractor = new_extractor(120000);
    g_autofree char *other = recognize(extractor, "recognize-other-page");
    g_assert_cmpstr(other, ==, "!læseprogrammet svarede forkert");
    g_autofree char *few = recognize(extractor, "recognize-too-few");
    g_assert_cmpstr(few, ==, "1:et !læseprogrammet svarede forkert");
    g_autoptr(CbAttachment) unasked = read_pdf(extractor, "recognize-unasked");
    g_assert_cmpint(unasked->state, ==, CB_STATE_DAMAGED);
    g_autoptr(CbAttachment) next = read_pdf(extractor, "ok");
    g_assert_cmpint(next->state, ==, CB_STATE_OK);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/recognize/pages-come-one-by-one", test_recognized_pages_come_one_by_one);
    g_test_add_func("/recognize/time-is-for-a-page", test_time_of_recognition_is_for_a_page);
    g_test_add_func("/recognize/pages-survive-a-crash", test_recognized_pages_survive_a_crash);
    g_test_add_func("/recognize/wrong-answers-are-contained", test_wrong_recognition_is_contained);
    return g_test_run();
}
