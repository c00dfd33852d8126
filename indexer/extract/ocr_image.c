/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages as pictures for recognition. */
#include "ocr_image.h"
#include <cairo.h>
#include <math.h>

#define NORMAL_DPI 200.0
#define MAX_DPI 400.0
#define POINTS_PER_INCH 72.0
/* Letters on a page that is smaller than this stand for smaller ones on paper: pages of handsets
 * and of scanners that take a dot for a point. */
#define MIN_LONG_SIDE 2000.0
#define MAX_LONG_SIDE 4700.0 /* A2 at NORMAL_DPI: 15 million dots, 80 MB while it is drawn */

#define DARKER_BY 60    /* greys between a letter and the paper */
#define FEWEST_DOTS 60  /* of a letter at NORMAL_DPI */
#define INK 160         /* greys below this are letters */
#define LEAST_LEAN 5.0f /* standard deviations that letters reach up more often than down */
#define LEAST_SKEW 0.2  /* degrees: less does not disturb */

void cb_ocr_image_free(CbOcrImage *image)
{
    pixDestroy(&image);
}

static double choose_dpi(double width, double height)
{
    double inches = MAX(width, height) / POINTS_PER_INCH;
    double dpi = CLAMP(NORMAL_DPI, MIN_LONG_SIDE / inches, MAX(MAX_DPI, MIN_LONG_SIDE / inches));
    return MIN(MIN(dpi, MAX_DPI), MAX_LONG_SIDE / inches);
}

/* @surface's dots as greys. */
static CbOcrImage *to_grey(cairo_surface_t *surface, int width, int height)
{
    CbOcrImage *image = pixCreateNoInit(width, height, 8);
    if (image == NULL)
        return NULL;
    const guint8 *from = cairo_image_surface_get_data(surface);
    gsize stride = (gsize)cairo_image_surface_get_stride(surface);
    l_uint32 *to = pixGetData(image);
    for (int y = 0; y < height; y++, from += stride, to += pixGetWpl(image)) {
        const guint32 *dots = (const guint32 *)(const void *)from;
        for (int x = 0; x < width; x++) {
            guint32 red = dots[x] >> 16 & 255, green = dots[x] >> 8 & 255, blue = dots[x] & 255;
            SET_DATA_BYTE(to, x, (guint8)((77 * red + 150 * green + 29 * blue) >> 8));
        }
    }
    return image;
}

CbOcrImage *cb_ocr_draw(PopplerPage *page)
{
    double width = 0, height = 0;
    poppler_page_get_size(page, &width, &height);
    if (!(width > 0 && height > 0))
        return NULL;
    double dpi = choose_dpi(width, height), scale = dpi / POINTS_PER_INCH;
    int columns = MAX(1, (int)lround(width * scale)), rows = MAX(1, (int)lround(height * scale));
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, columns, rows);
    cairo_t *context = cairo_create(surface);
    cairo_set_source_rgb(context, 1, 1, 1);
    cairo_paint(context);
    cairo_scale(context, scale, scale);
    poppler_page_render(page, context);
    cairo_surface_flush(surface);
    CbOcrImage *image = NULL;
    if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS)
        image = to_grey(surface, columns, rows);
    if (image != NULL)
        pixSetResolution(image, (l_int32)lround(dpi), (l_int32)lround(dpi));
    cairo_destroy(context);
    cairo_surface_destroy(surface);
    return image;
}

/* The grey that most of the page has. */
static guint paper(const guint counts[256])
{
    guint most = 255;
    for (guint grey = 0; grey < 255; grey++)
        if (counts[grey] > counts[most])
            most = grey;
    return most;
}

gboolean cb_ocr_is_blank(CbOcrImage *image)
{
    guint counts[256] = {0};
    const l_uint32 *row = pixGetData(image);
    for (int y = 0; y < pixGetHeight(image); y++, row += pixGetWpl(image))
        for (int x = 0; x < pixGetWidth(image); x++)
            counts[GET_DATA_BYTE(row, x)]++;
    int ground = (int)paper(counts);
    guint dots = 0;
    for (int grey = 0; grey < 256; grey++)
        dots += ABS(grey - ground) >= DARKER_BY ? counts[grey] : 0;
    return dots < FEWEST_DOTS;
}

/* How much the sums differ from their neighbours: lines of text make stripes. */
static double stripes(const guint *sums, guint n)
{
    double sum = 0;
    for (guint i = 1; i < n; i++) {
        double step = (double)sums[i] - (double)sums[i - 1];
        sum += step * step;
    }
    return n > 1 ? sum / (double)(n - 1) : 0;
}

/* Whether the lines run from the top to the bottom rather than from side to side. */
static gboolean is_sideways(CbOcrImage *image)
{
    guint width = (guint)pixGetWidth(image), height = (guint)pixGetHeight(image);
    g_autofree guint *of_rows = g_new0(guint, height), *of_columns = g_new0(guint, width);
    const l_uint32 *row = pixGetData(image);
    for (guint y = 0; y < height; y++, row += pixGetWpl(image))
        for (guint x = 0; x < width; x++) {
            guint ink = 255 - GET_DATA_BYTE(row, x);
            of_rows[y] += ink;
            of_columns[x] += ink;
        }
    /* A sum over a longer line is larger. */
    double across = stripes(of_rows, height) / width, down = stripes(of_columns, width) / height;
    return down > across;
}

guint cb_ocr_guess_turn(CbOcrImage *image)
{
    l_float32 up = 0, left = 0; /* below 0 for down and right */
    g_autoptr(CbOcrImage) ink = pixThresholdToBinary(image, INK);
    if (ink == NULL || pixOrientDetect(ink, &up, &left, 0, 0) != 0 ||
        MAX(fabsf(up), fabsf(left)) < LEAST_LEAN)
        return is_sideways(image) ? 1 : 0;
    if (fabsf(up) >= fabsf(left))
        return up > 0 ? 0 : 2;
    return left > 0 ? 1 : 3;
}

CbOcrImage *cb_ocr_straighten(CbOcrImage *image)
{
    l_float32 angle = 0, trust = 0;
    g_autoptr(CbOcrImage) ink = pixThresholdToBinary(image, INK);
    gboolean found = ink != NULL && pixFindSkew(ink, &angle, &trust) == 0;
    if (!found || fabsf(angle) < (float)LEAST_SKEW || trust < 3.0f)
        return pixClone(image);
    CbOcrImage *straight =
        pixRotate(image, angle * (float)G_PI / 180.0f, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0);
    return straight != NULL ? straight : pixClone(image);
}

CbOcrImage *cb_ocr_turn(CbOcrImage *image, guint quarters)
{
    CbOcrImage *turned = pixRotateOrth(image, (l_int32)(quarters % 4));
    return turned != NULL ? turned : pixClone(image);
}

CbOcrImage *cb_ocr_halve(CbOcrImage *image)
{
    CbOcrImage *half = pixScaleAreaMap2(image);
    if (half == NULL)
        return pixClone(image);
    pixSetResolution(half, pixGetXRes(image) / 2, pixGetYRes(image) / 2);
    return half;
}
