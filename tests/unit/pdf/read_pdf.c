/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls cb_pdf_read() and keeps what it tells. Checks that the frames come in the order that the
 * header promises. */
#include "read_pdf.h"
#include <casebank/pack.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

static void take_info(ReadPdf *read, CbUnpack *in)
{
    g_assert_cmpuint(read->n_frames, ==, 1);
    read->title = cb_unpack_string(in);
    read->date = cb_unpack_string(in);
    read->n_pages = (guint)cb_unpack_number(in);
    for (gsize n = cb_unpack_count(in); n > 0; n--) {
        guint level = (guint)cb_unpack_number(in), page = (guint)cb_unpack_number(in);
        g_autofree char *title = cb_unpack_text(in);
        g_ptr_array_add(read->outline, cb_outline_item_new(level, page, title));
    }
}

static void take_page(ReadPdf *read, CbUnpack *in)
{
    guint number = (guint)cb_unpack_number(in);
    g_autofree char *label = cb_unpack_string(in);
    g_autofree char *text = cb_unpack_text(in);
    CbPdfPage *page = cb_pdf_page_new(number, label, text);
    page->needs_ocr = cb_unpack_number(in) == 1;
    g_ptr_array_add(read->pages, page);
    g_assert_cmpuint(number, ==, read->pages->len);
    g_assert_cmpuint(read->n_frames, ==, read->pages->len + 1);
}

static gboolean take_frame(CbFrameType type, const GByteArray *payload, gpointer data)
{
    ReadPdf *read = data;
    CbUnpack in = {.data = payload->data, .left = payload->len};
    read->n_frames++;
    g_assert_true(type == CB_FRAME_PDF_INFO || type == CB_FRAME_PDF_PAGE);
    if (type == CB_FRAME_PDF_INFO)
        take_info(read, &in);
    else
        take_page(read, &in);
    g_assert_false(in.failed);
    g_assert_cmpuint(in.left, ==, 0);
    return TRUE;
}

static void free_page(gpointer page)
{
    cb_pdf_page_free(page);
}

static void free_item(gpointer item)
{
    cb_outline_item_free(item);
}

ReadPdf *read_pdf_fd(int fd, guint max_pages, gsize max_page_bytes)
{
    ReadPdf *read = g_new0(ReadPdf, 1);
    read->pages = g_ptr_array_new_with_free_func(free_page);
    read->outline = g_ptr_array_new_with_free_func(free_item);
    read->state = cb_pdf_read(fd, max_pages, max_page_bytes, take_frame, read, &read->reason);
    g_assert_true((read->state == CB_EXTRACT_OK) == (read->reason == NULL));
    return read;
}

int open_bytes(GBytes *bytes)
{
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    g_autofree char *name = NULL;
    int fd = g_file_open_tmp("casebank-XXXXXX", &name, NULL);
    g_assert_cmpint(fd, >=, 0);
    g_unlink(name);
    g_assert_cmpint(write(fd, data, size), ==, (gssize)size);
    return fd;
}

ReadPdf *read_pdf_bytes(GBytes *bytes)
{
    int fd = open_bytes(bytes);
    ReadPdf *read = read_pdf_fd(fd, 0, 0);
    close(fd);
    return read;
}

ReadPdf *read_pdf_file(const char *path)
{
    int fd = g_open(path, O_RDONLY | O_CLOEXEC, 0);
    g_assert_cmpint(fd, >=, 0);
    ReadPdf *read = read_pdf_fd(fd, 0, 0);
    close(fd);
    return read;
}

ReadPdf *read_pdf(TestPdf *pdf)
{
    g_autoptr(GBytes) bytes = test_pdf_finish(pdf);
    return read_pdf_bytes(bytes);
}

void read_pdf_free(ReadPdf *read)
{
    if (read == NULL)
        return;
    g_free(read->reason);
    g_free(read->title);
    g_free(read->date);
    g_ptr_array_unref(read->pages);
    g_ptr_array_unref(read->outline);
    g_free(read);
}

const char *read_pdf_page(const ReadPdf *read, guint number)
{
    g_assert_cmpuint(number, <=, read->pages->len);
    return ((const CbPdfPage *)read->pages->pdata[number - 1])->text;
}

char *read_pdf_text(TestPdf *pdf)
{
    g_autoptr(ReadPdf) read = read_pdf(pdf);
    g_assert_cmpint(read->state, ==, CB_EXTRACT_OK);
    return g_strdup(read_pdf_page(read, 1));
}

char *shared_path(const char *name)
{
    const char *shared = g_getenv("CASEBANK_SHARED");
    const char *source = g_getenv("CASEBANK_SOURCE_DIR");
    g_autofree char *beside = g_build_filename(source != NULL ? source : ".", "..", "shared", NULL);
    char *path = g_build_filename(shared != NULL ? shared : beside, name, NULL);
    if (!g_file_test(path, G_FILE_TEST_EXISTS))
        g_clear_pointer(&path, g_free);
    return path;
}
