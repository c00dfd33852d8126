/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ocr-measure: how well, and at what cost, pages of PDFs with text are read when they are made into
 * pictures. A line a page: errors, characters, share, CPU seconds. Not installed.
 *
 * Usage: OMP_THREAD_LIMIT=1 ocr-measure [--dpi N] [--quarters N] [--askew DEGREES] [--texts]
 * FILE...
 */
#include "compare.h"
#include "picture_pdf.h"
#include "read_pdf.h"
#include <casebank/pack.h>
#include <fcntl.h>
#include <pdf_ocr.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

static gdouble dpi = 200, askew;
static gint quarters;
static gboolean show_texts;

static const GOptionEntry entries[] = {
    {"dpi", 'd', 0, G_OPTION_ARG_DOUBLE, &dpi, "Of the pictures (200)", "N"},
    {"quarters", 'r', 0, G_OPTION_ARG_INT, &quarters, "Turned clockwise", "N"},
    {"askew", 'a', 0, G_OPTION_ARG_DOUBLE, &askew, "Besides, degrees", "N"},
    {"texts", 't', 0, G_OPTION_ARG_NONE, &show_texts, "Print both texts", NULL},
    G_OPTION_ENTRY_NULL,
};

typedef struct {
    const ReadPdf *truth;
    const char *name;
    double before;
    guint errors, characters;
} Measure;

static double cpu_seconds(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
}

static gboolean take(G_GNUC_UNUSED CbFrameType type, const GByteArray *payload, gpointer data)
{
    Measure *measure = data;
    CbUnpack in = {.data = payload->data, .left = payload->len};
    guint number = (guint)cb_unpack_number(&in);
    g_autofree char *text = cb_unpack_text(&in);
    const char *truth = read_pdf_page(measure->truth, number);
    guint characters, errors = character_errors(truth, text, &characters);
    double now = cpu_seconds();
    printf("%u\t%u\t%.4f\t%.2f\t%s:%u\n", errors, characters,
           characters > 0 ? (double)errors / characters : 0, now - measure->before, measure->name,
           number);
    if (show_texts)
        printf("--- true\n%s\n--- read\n%s\n---\n", truth, text);
    measure->errors += errors;
    measure->characters += characters;
    measure->before = now;
    return TRUE;
}

static void measure_file(CbOcr *ocr, const char *path, Measure *measure)
{
    const PictureOptions options = {.dpi = dpi, .quarters = (guint)quarters, .askew = askew};
    g_autoptr(ReadPdf) truth = read_pdf_file(path);
    g_autoptr(GBytes) scan = picture_pdf(path, &options);
    if (scan == NULL || truth->state != CB_EXTRACT_OK)
        return;
    g_autoptr(GArray) pages = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint page = 1; page <= truth->pages->len; page++)
        g_array_append_val(pages, page);
    int fd = open_bytes(scan);
    g_autofree char *reason = NULL;
    measure->truth = truth;
    measure->name = path;
    measure->before = cpu_seconds();
    cb_pdf_recognize(ocr, fd, (const guint *)(void *)pages->data, pages->len, take, measure,
                     &reason);
    close(fd);
}

int main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GOptionContext) context = g_option_context_new("FILE...");
    g_option_context_add_main_entries(context, entries, NULL);
    if (!g_option_context_parse(context, &argc, &argv, &error) || argc < 2) {
        fprintf(stderr, "ocr-measure: %s\n", error != NULL ? error->message : "no file");
        return 2;
    }
    g_autoptr(CbOcr) ocr = cb_ocr_prepare(NULL);
    Measure measure = {0};
    for (int i = 1; ocr != NULL && i < argc; i++)
        measure_file(ocr, argv[i], &measure);
    printf("%u\t%u\t%.4f\tall\n", measure.errors, measure.characters,
           measure.characters > 0 ? (double)measure.errors / measure.characters : 0);
    return ocr != NULL ? 0 : 1;
}
