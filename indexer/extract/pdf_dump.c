/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pdf-dump: prints what casebank-extract reads from PDFs, in this process and without the protocol.
 * For developers: to look at the reading order, and to measure it. Not installed.
 */
#include "pdf_ocr.h"
#include <casebank/pack.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

static gboolean show_info, show_labels, quiet, recognize;
static gint only_page;

static const GOptionEntry entries[] = {
    {"info", 'i', 0, G_OPTION_ARG_NONE, &show_info, "Title, date, page count and outline", NULL},
    {"labels", 'l', 0, G_OPTION_ARG_NONE, &show_labels, "The label of each page before its text",
     NULL},
    {"ocr", 'o', 0, G_OPTION_ARG_NONE, &recognize, "Recognise every page as if it were a picture",
     NULL},
    {"page", 'p', 0, G_OPTION_ARG_INT, &only_page, "This page only", "N"},
    {"quiet", 'q', 0, G_OPTION_ARG_NONE, &quiet, "Read, but print only the state", NULL},
    G_OPTION_ENTRY_NULL,
};

static void print_info(const GByteArray *payload)
{
    CbUnpack in = {.data = payload->data, .left = payload->len};
    g_autofree char *title = cb_unpack_string(&in);
    g_autofree char *date = cb_unpack_string(&in);
    guint64 n_pages = cb_unpack_number(&in);
    printf("title: %s\ndate: %s\npages: %" G_GUINT64_FORMAT "\n", title != NULL ? title : "-",
           date != NULL ? date : "-", n_pages);
    for (gsize n = cb_unpack_count(&in); n > 0 && !in.failed; n--) {
        guint64 level = cb_unpack_number(&in), page = cb_unpack_number(&in);
        g_autofree char *heading = cb_unpack_text(&in);
        printf("%*s%s (%" G_GUINT64_FORMAT ")\n", (int)MIN(level, 20) * 2, "", heading, page);
    }
}

static void print_page(const GByteArray *payload)
{
    CbUnpack in = {.data = payload->data, .left = payload->len};
    guint64 number = cb_unpack_number(&in);
    g_autofree char *label = cb_unpack_string(&in);
    g_autofree char *text = cb_unpack_text(&in);
    if (only_page > 0 && number != (guint64)only_page)
        return;
    if (show_labels)
        printf("[%" G_GUINT64_FORMAT " %s]\n", number, label != NULL ? label : "-");
    printf("%s\n\f", text);
}

static gboolean print_frame(CbFrameType type, const GByteArray *payload, gpointer data)
{
    (void)data;
    if (quiet)
        return TRUE;
    if (type == CB_FRAME_PDF_INFO && show_info)
        print_info(payload);
    if (type == CB_FRAME_PDF_PAGE && !show_info)
        print_page(payload);
    return TRUE;
}

static gboolean print_ocr_frame(CbFrameType type, const GByteArray *payload, gpointer data)
{
    (void)data;
    CbUnpack in = {.data = payload->data, .left = payload->len};
    guint64 number = type == CB_FRAME_OCR_PAGE ? cb_unpack_number(&in) : 0;
    g_autofree char *text = cb_unpack_string(&in);
    if (number > 0 && !quiet)
        printf("%s\n\f", text != NULL ? text : "(failed)");
    return TRUE;
}

/* Of each page, or of @only_page. */
static CbExtractState recognize_pages(int fd, guint n_pages, char **reason)
{
    g_autoptr(CbOcr) ocr = cb_ocr_prepare(NULL);
    g_autoptr(GArray) pages = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint page = 1; page <= n_pages; page++)
        if (only_page <= 0 || page == (guint)only_page)
            g_array_append_val(pages, page);
    if (ocr == NULL) {
        *reason = g_strdup("no language data");
        return CB_EXTRACT_NO_TEXT;
    }
    return cb_pdf_recognize(ocr, fd, (const guint *)(void *)pages->data, pages->len,
                            print_ocr_frame, NULL, reason);
}

static gboolean count_page(CbFrameType type, const GByteArray *payload, gpointer n_pages)
{
    (void)payload;
    *(guint *)n_pages += type == CB_FRAME_PDF_PAGE;
    return TRUE;
}

static CbExtractState read_file(int fd, char **reason)
{
    if (!recognize)
        return cb_pdf_read(fd, 0, 0, print_frame, NULL, reason);
    guint n_pages = 0;
    cb_pdf_read(fd, 0, 0, count_page, &n_pages, reason);
    g_clear_pointer(reason, g_free);
    return recognize_pages(fd, n_pages, reason);
}

static gboolean dump(const char *path)
{
    static const char *const names[] = {"ok", "no-text", "encrypted", "damaged"};
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        g_printerr("%s: %s\n", path, g_strerror(errno));
        return FALSE;
    }
    g_autofree char *reason = NULL;
    CbExtractState state = read_file(fd, &reason);
    close(fd);
    if (state != CB_EXTRACT_OK)
        g_printerr("%s: %s: %s\n", path, names[state], reason);
    return state == CB_EXTRACT_OK;
}

int main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GOptionContext) context = g_option_context_new("FILE...");
    g_option_context_add_main_entries(context, entries, NULL);
    if (!g_option_context_parse(context, &argc, &argv, &error) || argc < 2) {
        g_printerr("pdf-dump: %s\n", error != NULL ? error->message : "no file");
        return 2;
    }
    gboolean all_ok = TRUE;
    for (int i = 1; i < argc; i++)
        all_ok = dump(argv[i]) && all_ok;
    return all_ok ? 0 : 1;
}
