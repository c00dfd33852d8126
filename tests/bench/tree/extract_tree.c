/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Extraction alone: sends every page and PDF of a folder through one casebank-extract, in its cage,
 * and throws the text away. What a full index costs is compared with this.
 *   extract-tree FOLDER     prints how many files and bytes of text; times itself with `measure`
 */
#include <casebank/case.h>
#include <extractor.h>
#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    CbExtractor *extractor;
    guint n_pages, n_pdfs, n_pdf_pages, n_failed;
    gsize n_bytes;
} Reading;

/* What stopped the extractor itself ends the measurement. */
static void check(const char *path, const GError *error)
{
    if (error == NULL)
        return;
    fprintf(stderr, "extract-tree: %s: %s\n", path, error->message);
    if (cb_extractor_error_is_final(error))
        exit(EXIT_FAILURE);
}

static void read_page(Reading *reading, const char *path, int fd)
{
    g_autoptr(GError) error = NULL;
    CbPage *page = cb_extractor_read_html(reading->extractor, fd, &error);
    reading->n_pages++;
    reading->n_failed += page == NULL;
    for (guint i = 0; page != NULL && i < page->blocks->len; i++) {
        const CbBlock *block = page->blocks->pdata[i];
        reading->n_bytes += block->text != NULL ? strlen(block->text) : 0;
    }
    cb_page_free(page);
    check(path, error);
}

static void read_pdf(Reading *reading, const char *path, int fd)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CbAttachment) pdf = cb_attachment_new(path);
    gboolean done = cb_extractor_read_pdf(reading->extractor, fd, pdf, &error);
    reading->n_pdfs++;
    reading->n_failed += !done || (pdf->state != CB_STATE_OK && pdf->state != CB_STATE_NO_TEXT);
    reading->n_pdf_pages += pdf->n_pages;
    for (guint i = 0; i < pdf->pages->len; i++)
        reading->n_bytes += strlen(((const CbPdfPage *)pdf->pages->pdata[i])->text);
    check(path, error);
}

static void read_file(Reading *reading, const char *path)
{
    gboolean is_pdf = g_str_has_suffix(path, ".pdf");
    if (!is_pdf && !g_str_has_suffix(path, ".html") && !g_str_has_suffix(path, ".htm"))
        return;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    if (is_pdf)
        read_pdf(reading, path, fd);
    else
        read_page(reading, path, fd);
    close(fd);
}

static void read_folder(Reading *reading, const char *folder)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GDir) dir = g_dir_open(folder, 0, &error);
    if (dir == NULL) {
        fprintf(stderr, "extract-tree: %s\n", error->message);
        exit(EXIT_FAILURE);
    }
    for (const char *name; (name = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (g_file_test(path, G_FILE_TEST_IS_DIR))
            read_folder(reading, path);
        else
            read_file(reading, path);
    }
}

int main(int argc, char **argv)
{
    setlocale(LC_ALL, "");
    if (argc != 2 || argv[1][0] == '-') {
        fputs("extract-tree FOLDER: reads every page and PDF of it and throws the text away\n",
              stderr);
        return argc == 2 && strcmp(argv[1], "--help") == 0 ? EXIT_SUCCESS : 2;
    }
    g_autofree char *program = cb_extractor_find_program();
    CbExtractorOptions options = {.program = program};
    Reading reading = {.extractor = cb_extractor_new(&options)};
    read_folder(&reading, argv[1]);
    printf("%u pages, %u PDFs of %u pages, %zu bytes of text, %u files not read\n", reading.n_pages,
           reading.n_pdfs, reading.n_pdf_pages, reading.n_bytes, reading.n_failed);
    cb_extractor_free(reading.extractor);
    return EXIT_SUCCESS;
}
