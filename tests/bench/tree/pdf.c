/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A PDF drawn with cairo: headings that are in the outline too, one column or two, words broken at
 * line ends, a running head and page numbers, now and then a picture.
 */
#include "site.h"

#include <cairo-pdf.h>
#include <glib/gstdio.h>

#define MARGIN 56.0 /* points */
#define GAP 22.0    /* between columns */
#define BIG_HEADING 20.0
#define HEADING 14.0
#define N_WIDTHS 256 /* letters whose width is looked up once: Latin-1 */

typedef struct {
    const char *family;
    double width, height; /* points: A4 or A5 */
    double size;          /* of the letters */
    guint n_columns;
} Format;

static const Format formats[] = {
    {"Liberation Serif", 595, 842, 11.5, 1},
    {"Liberation Sans", 595, 842, 10.5, 1},
    {"Lato", 595, 842, 10, 2},
    {"DejaVu Sans", 595, 842, 10, 1},
    {"Liberation Serif", 420, 595, 9.5, 1},
    {"Lato", 842, 595, 11, 2},
};

typedef struct {
    const TreeWords *words;
    TreeRandom random;
    TreeTopic topic;
    Format format;
    const char *title;
    cairo_surface_t *surface;
    cairo_t *cr;
    cairo_surface_t *picture; /* or NULL */
    double widths[N_WIDTHS];  /* at the text's size */
    guint column, page;
    double y;
    GString *line;
} Pdf;

/* ---- lines ---- */

static void use_font(Pdf *pdf, gboolean bold, double size)
{
    cairo_select_font_face(pdf->cr, pdf->format.family, CAIRO_FONT_SLANT_NORMAL,
                           bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(pdf->cr, size);
}

static void measure_letters(Pdf *pdf)
{
    use_font(pdf, FALSE, pdf->format.size);
    for (gunichar c = 32; c < N_WIDTHS; c++) {
        char letter[8] = {0};
        cairo_text_extents_t extents;
        g_unichar_to_utf8(c, letter);
        cairo_text_extents(pdf->cr, letter, &extents);
        pdf->widths[c] = extents.x_advance;
    }
}

static double width_of(const Pdf *pdf, const char *text)
{
    double width = 0;
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        width += pdf->widths[c < N_WIDTHS ? c : 'm'];
    }
    return width;
}

static double column_width(const Pdf *pdf)
{
    guint n = pdf->format.n_columns;
    return (pdf->format.width - 2 * MARGIN - (n - 1) * GAP) / n;
}

static double column_left(const Pdf *pdf)
{
    return MARGIN + pdf->column * (column_width(pdf) + GAP);
}

static gboolean is_full(const Pdf *pdf)
{
    return pdf->y > pdf->format.height - MARGIN;
}

/* FALSE when the page is full. */
static gboolean next_line(Pdf *pdf, double height)
{
    pdf->y += height;
    if (is_full(pdf) && pdf->column + 1 < pdf->format.n_columns) {
        pdf->column++;
        pdf->y = MARGIN + height;
    }
    return !is_full(pdf);
}

static void show(Pdf *pdf, double x, double y, const char *text)
{
    cairo_move_to(pdf->cr, x, y);
    cairo_show_text(pdf->cr, text);
}

static gboolean end_line(Pdf *pdf)
{
    if (pdf->line->len == 0)
        return TRUE;
    if (!next_line(pdf, pdf->format.size * 1.35))
        return FALSE;
    show(pdf, column_left(pdf), pdf->y, pdf->line->str);
    g_string_truncate(pdf->line, 0);
    return TRUE;
}

/* Puts as much of a long word as has room on the line, with a hyphen; returns the rest. */
static const char *break_word(Pdf *pdf, const char *word, double room)
{
    const char *middle = word;
    double width = pdf->widths['-'];
    if (g_utf8_strlen(word, -1) < 10)
        return word;
    for (const char *p = word; width < room && g_utf8_strlen(p, -1) > 4; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        width += pdf->widths[c < N_WIDTHS ? c : 'm'];
        middle = p;
    }
    if (middle - word < 4)
        return word;
    g_string_append_len(pdf->line, word, middle - word);
    g_string_append_c(pdf->line, '-');
    return middle;
}

static gboolean add_word(Pdf *pdf, const char *word, double *used)
{
    double width = width_of(pdf, word);
    if (pdf->line->len > 0 && *used + width > column_width(pdf)) {
        word = break_word(pdf, word, column_width(pdf) - *used);
        if (!end_line(pdf))
            return FALSE;
        width = width_of(pdf, word);
        *used = 0;
    }
    g_string_append_printf(pdf->line, "%s ", word);
    *used += width + pdf->widths[' '];
    return TRUE;
}

/* FALSE when the page is full; what is left of the text is dropped. */
static gboolean add_text(Pdf *pdf, const char *text)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    double used = 0;
    g_string_truncate(pdf->line, 0);
    for (char **word = words; *word != NULL; word++)
        if (!add_word(pdf, *word, &used))
            return FALSE;
    return end_line(pdf);
}

/* ---- what stands between the text ---- */

static void add_heading(Pdf *pdf, const char *text, double size)
{
    if (!next_line(pdf, size * 2))
        return;
    use_font(pdf, TRUE, size);
    show(pdf, column_left(pdf), pdf->y, text);
    use_font(pdf, FALSE, pdf->format.size);
    g_autofree char *place =
        g_strdup_printf("page=%u pos=[%.0f %.0f]", pdf->page + 1, column_left(pdf), pdf->y);
    cairo_pdf_surface_add_outline(pdf->surface, CAIRO_PDF_OUTLINE_ROOT, text, place, 0);
}

static cairo_surface_t *new_picture(TreeRandom *random)
{
    const int width = 160, height = 100;
    cairo_surface_t *picture = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    unsigned char *pixels = cairo_image_surface_get_data(picture);
    int stride = cairo_image_surface_get_stride(picture);
    guint tint = tree_random_range(random, 0, 0xffffff);
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            guint32 *pixel = (guint32 *)(void *)(pixels + y * stride + 4 * x);
            *pixel = (tint + (guint32)(x / 4 * 0x010101) + (guint32)(y / 5 * 0x000201)) & 0xffffff;
        }
    cairo_surface_mark_dirty(picture);
    return picture;
}

static void add_picture(Pdf *pdf)
{
    if (pdf->picture == NULL)
        pdf->picture = new_picture(&pdf->random);
    if (!next_line(pdf, 112))
        return;
    cairo_set_source_surface(pdf->cr, pdf->picture, column_left(pdf), pdf->y - 100);
    cairo_paint(pdf->cr);
    cairo_set_source_rgb(pdf->cr, 0, 0, 0);
}

static void add_margin(Pdf *pdf, guint n_pages)
{
    if (n_pages < 2)
        return;
    char number[16];
    g_snprintf(number, sizeof number, "%u", pdf->page + 1);
    show(pdf, MARGIN, MARGIN / 2, pdf->title);
    show(pdf, pdf->format.width / 2, pdf->format.height - MARGIN / 2, number);
}

/* ---- pages ---- */

static void add_section(Pdf *pdf)
{
    g_autofree char *title = tree_title(pdf->words, &pdf->topic, &pdf->random, 3);
    add_heading(pdf, title, HEADING);
}

static void draw_page(Pdf *pdf, guint n_pages)
{
    pdf->column = 0;
    pdf->y = MARGIN;
    use_font(pdf, FALSE, pdf->format.size);
    add_margin(pdf, n_pages);
    if (pdf->page == 0)
        add_heading(pdf, pdf->title, BIG_HEADING);
    if (tree_random_chance(&pdf->random, 0.05))
        add_picture(pdf);
    guint wanted = tree_random_range(&pdf->random, 250, 400);
    for (guint n = 0; n < wanted;) {
        guint length = tree_random_range(&pdf->random, 30, 90);
        length = MIN(length, wanted - n);
        if (tree_random_chance(&pdf->random, 0.25))
            add_section(pdf);
        g_autoptr(GString) text = g_string_new(NULL);
        tree_paragraph(pdf->words, &pdf->topic, &pdf->random, length, text);
        if (!add_text(pdf, text->str) || !next_line(pdf, pdf->format.size * 0.6))
            break;
        n += length;
    }
    cairo_show_page(pdf->cr);
}

static void add_metadata(Pdf *pdf)
{
    /* A fixed date: the same seed gives the same bytes. */
    const char *date = "2024-01-15T12:00:00Z";
    cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
    cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_MOD_DATE, date);
    if (tree_random_chance(&pdf->random, 0.7))
        cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_TITLE, pdf->title);
}

static cairo_status_t finish(Pdf *pdf)
{
    cairo_destroy(pdf->cr);
    cairo_surface_finish(pdf->surface);
    cairo_status_t status = cairo_surface_status(pdf->surface);
    cairo_surface_destroy(pdf->surface);
    g_clear_pointer(&pdf->picture, cairo_surface_destroy);
    g_string_free(pdf->line, TRUE);
    return status;
}

/* Under another name first, as editors save: a file that is there is whole. */
gboolean tree_pdf_write(const TreeWords *words, TreeRandom random, const char *title, guint n_pages,
                        const char *path, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *name = g_path_get_basename(path);
    g_autofree char *unfinished = g_strdup_printf("%s/.%s.unfinished", folder, name);
    Pdf pdf = {.words = words, .random = random, .title = title, .line = g_string_new(NULL)};
    pdf.format = formats[tree_random_range(&pdf.random, 0, G_N_ELEMENTS(formats) - 1)];
    pdf.topic = tree_topic_new(words, &pdf.random);
    pdf.surface = cairo_pdf_surface_create(unfinished, pdf.format.width, pdf.format.height);
    pdf.cr = cairo_create(pdf.surface);
    add_metadata(&pdf);
    measure_letters(&pdf);
    for (pdf.page = 0; pdf.page < n_pages; pdf.page++)
        draw_page(&pdf, n_pages);
    cairo_status_t status = finish(&pdf);
    if (status == CAIRO_STATUS_SUCCESS && g_rename(unfinished, path) == 0)
        return TRUE;
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s: cannot be written (%s)", path,
                cairo_status_to_string(status));
    return FALSE;
}
