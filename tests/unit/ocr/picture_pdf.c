/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes scans of PDFs, with poppler and cairo. */
#include "picture_pdf.h"
#include <cairo-pdf.h>
#include <math.h>
#include <ocr.h>

typedef struct {
    const PictureOptions *options;
    cairo_surface_t *surface; /* the new PDF */
    cairo_t *context;
} Scanner;

static cairo_status_t append(void *bytes, const unsigned char *data, unsigned int length)
{
    g_byte_array_append(bytes, data, length);
    return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *draw(PopplerPage *page, double width, double height, double dpi)
{
    cairo_surface_t *picture = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, (int)lround(width * dpi / 72), (int)lround(height * dpi / 72));
    cairo_t *context = cairo_create(picture);
    cairo_set_source_rgb(context, 1, 1, 1);
    cairo_paint(context);
    cairo_scale(context, dpi / 72, dpi / 72);
    poppler_page_render(page, context);
    cairo_destroy(context);
    return picture;
}

static void scan_page(Scanner *scanner, PopplerPage *page, double width, double height)
{
    const PictureOptions *options = scanner->options;
    cairo_t *to = scanner->context;
    cairo_surface_t *picture = draw(page, width, height, options->dpi);
    gboolean sideways = options->quarters % 2 == 1;
    cairo_pdf_surface_set_size(scanner->surface, sideways ? height : width,
                               sideways ? width : height);
    cairo_save(to);
    cairo_translate(to, (sideways ? height : width) / 2, (sideways ? width : height) / 2);
    cairo_rotate(to, options->quarters * G_PI / 2 + options->askew * G_PI / 180);
    cairo_translate(to, -width / 2, -height / 2);
    cairo_scale(to, 72 / options->dpi, 72 / options->dpi);
    cairo_set_source_surface(to, picture, 0, 0);
    cairo_paint(to);
    cairo_restore(to);
    cairo_show_page(to);
    cairo_surface_destroy(picture);
}

static void add_page(Scanner *scanner, PopplerDocument *document, int index)
{
    guint keep = scanner->options->keep_text;
    double width, height;
    PopplerPage *page = poppler_document_get_page(document, index);
    poppler_page_get_size(page, &width, &height);
    if (keep > 0 && (guint)index % keep == 0) {
        cairo_pdf_surface_set_size(scanner->surface, width, height);
        poppler_page_render_for_printing(page, scanner->context);
        cairo_show_page(scanner->context);
    } else {
        scan_page(scanner, page, width, height);
    }
    g_object_unref(page);
}

static GBytes *finish(Scanner *scanner, GByteArray *bytes)
{
    cairo_destroy(scanner->context);
    cairo_surface_finish(scanner->surface);
    cairo_surface_destroy(scanner->surface);
    return g_byte_array_free_to_bytes(bytes);
}

GBytes *picture_pdf(const char *path, const PictureOptions *options)
{
    g_autofree char *whole = g_canonicalize_filename(path, NULL);
    g_autofree char *uri = g_filename_to_uri(whole, NULL, NULL);
    PopplerDocument *document = poppler_document_new_from_file(uri, NULL, NULL);
    if (document == NULL)
        return NULL;
    GByteArray *bytes = g_byte_array_new();
    Scanner scanner = {.options = options,
                       .surface = cairo_pdf_surface_create_for_stream(append, bytes, 595, 842)};
    scanner.context = cairo_create(scanner.surface);
    for (guint copy = 0; copy < MAX(options->copies, 1); copy++)
        for (int i = 0; i < poppler_document_get_n_pages(document); i++)
            add_page(&scanner, document, i);
    g_object_unref(document);
    return finish(&scanner, bytes);
}

/* Shades with soft edges, and grain: always the same. */
static cairo_surface_t *draw_photograph(int width, int height)
{
    cairo_surface_t *picture = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    g_autoptr(GRand) random = g_rand_new_with_seed(7);
    guint8 *row = cairo_image_surface_get_data(picture);
    for (int y = 0; y < height; y++, row += cairo_image_surface_get_stride(picture))
        for (int x = 0; x < width; x++) {
            double shade = 128 + 50 * sin(x / 90.0) * cos(y / 70.0) + 40 * sin((x + 2 * y) / 300.0);
            guint32 grey = (guint32)CLAMP(shade + g_rand_double_range(random, -15, 15), 0, 255);
            ((guint32 *)(void *)row)[x] = grey << 16 | grey << 8 | grey;
        }
    cairo_surface_mark_dirty(picture);
    return picture;
}

GBytes *photograph_pdf(void)
{
    GByteArray *bytes = g_byte_array_new();
    Scanner scanner = {.surface = cairo_pdf_surface_create_for_stream(append, bytes, 595, 842)};
    scanner.context = cairo_create(scanner.surface);
    cairo_surface_t *picture = draw_photograph(595 * 2, 842 * 2);
    cairo_scale(scanner.context, 0.5, 0.5);
    cairo_set_source_surface(scanner.context, picture, 0, 0);
    cairo_paint(scanner.context);
    cairo_show_page(scanner.context);
    cairo_surface_destroy(picture);
    return finish(&scanner, bytes);
}
