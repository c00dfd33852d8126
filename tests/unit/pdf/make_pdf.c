/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small PDF writer for tests. */
#include "make_pdf.h"
#include <math.h>
#include <string.h>

#define FIRST_CODE 33 /* 32 is the space */
#define N_CODES 256

typedef struct {
    double width, height;
    GString *content, *annotations;
    guint object;
    gboolean picture;
} Page;

struct TestPdf {
    GPtrArray *objects; /* char*, source; object number is the index plus 1 */
    GPtrArray *pages;   /* Page* */
    gunichar codes[N_CODES];
    guint n_codes;
    GString *info, *catalog, *trailer, *fields;
    guint font, tree;
};

static void free_page(gpointer data)
{
    Page *page = data;
    g_string_free(page->content, TRUE);
    g_string_free(page->annotations, TRUE);
    g_free(page);
}

TestPdf *test_pdf_new(void)
{
    TestPdf *pdf = g_new0(TestPdf, 1);
    pdf->objects = g_ptr_array_new_with_free_func(g_free);
    pdf->pages = g_ptr_array_new_with_free_func(free_page);
    pdf->n_codes = FIRST_CODE;
    pdf->info = g_string_new(NULL);
    pdf->catalog = g_string_new(NULL);
    pdf->trailer = g_string_new(NULL);
    pdf->fields = g_string_new(NULL);
    pdf->font = test_pdf_object(pdf, "");
    pdf->tree = test_pdf_object(pdf, "");
    return pdf;
}

void test_pdf_free(TestPdf *pdf)
{
    if (pdf == NULL)
        return;
    g_ptr_array_unref(pdf->objects);
    g_ptr_array_unref(pdf->pages);
    g_string_free(pdf->info, TRUE);
    g_string_free(pdf->catalog, TRUE);
    g_string_free(pdf->trailer, TRUE);
    g_string_free(pdf->fields, TRUE);
    g_free(pdf);
}

/* ---- source ---- */

guint test_pdf_object(TestPdf *pdf, const char *source)
{
    g_ptr_array_add(pdf->objects, g_strdup(source));
    return pdf->objects->len;
}

static void set_object(TestPdf *pdf, guint number, char *source)
{
    g_free(pdf->objects->pdata[number - 1]);
    pdf->objects->pdata[number - 1] = source;
}

/* A number with a point, whatever the locale. */
static void append_number(GString *out, double value)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    g_string_append(out, g_ascii_formatd(text, sizeof text, "%.3f", value));
    g_string_append_c(out, ' ');
}

/* A text string as UTF-16BE in hexadecimal. */
static void append_unicode(GString *out, const char *text)
{
    glong n = 0;
    g_autofree gunichar2 *units = g_utf8_to_utf16(text, -1, NULL, &n, NULL);
    g_assert_nonnull(units);
    g_string_append(out, "<FEFF");
    for (glong i = 0; i < n; i++)
        g_string_append_printf(out, "%04X", units[i]);
    g_string_append_c(out, '>');
}

void test_pdf_info(TestPdf *pdf, const char *key, const char *value)
{
    g_string_append_printf(pdf->info, "/%s ", key);
    append_unicode(pdf->info, value);
}

void test_pdf_catalog(TestPdf *pdf, const char *source)
{
    g_string_append(pdf->catalog, source);
}

void test_pdf_trailer(TestPdf *pdf, const char *source)
{
    g_string_append(pdf->trailer, source);
}

/* ---- pages ---- */

void test_pdf_page(TestPdf *pdf, double width, double height)
{
    Page *page = g_new0(Page, 1);
    page->width = width;
    page->height = height;
    page->content = g_string_new(NULL);
    page->annotations = g_string_new(NULL);
    page->object = test_pdf_object(pdf, "");
    g_ptr_array_add(pdf->pages, page);
}

static Page *current(TestPdf *pdf)
{
    g_assert_cmpuint(pdf->pages->len, >, 0);
    return pdf->pages->pdata[pdf->pages->len - 1];
}

guint test_pdf_page_object(TestPdf *pdf, guint page)
{
    return ((Page *)pdf->pages->pdata[page - 1])->object;
}

static guint code_of(TestPdf *pdf, gunichar c)
{
    if (c == ' ')
        return ' ';
    for (guint i = FIRST_CODE; i < pdf->n_codes; i++)
        if (pdf->codes[i] == c)
            return i;
    g_assert_cmpuint(pdf->n_codes, <, N_CODES);
    pdf->codes[pdf->n_codes] = c;
    return pdf->n_codes++;
}

void test_pdf_turned(TestPdf *pdf, double x, double y, double size, int degrees, const char *text)
{
    Page *page = current(pdf);
    double angle = degrees * G_PI / 180;
    g_string_append(page->content, "BT /F1 ");
    append_number(page->content, size);
    g_string_append(page->content, "Tf ");
    append_number(page->content, cos(angle));
    append_number(page->content, sin(angle));
    append_number(page->content, -sin(angle));
    append_number(page->content, cos(angle));
    append_number(page->content, x);
    append_number(page->content, page->height - y);
    g_string_append(page->content, "Tm <");
    for (; *text != '\0'; text = g_utf8_next_char(text))
        g_string_append_printf(page->content, "%02X", code_of(pdf, g_utf8_get_char(text)));
    g_string_append(page->content, "> Tj ET\n");
}

void test_pdf_text(TestPdf *pdf, double x, double y, double size, const char *text)
{
    test_pdf_turned(pdf, x, y, size, 0, text);
}

void test_pdf_lines(TestPdf *pdf, double x, double y, double size, double leading,
                    const char *lines)
{
    g_auto(GStrv) each = g_strsplit(lines, "\n", -1);
    for (guint i = 0; each[i] != NULL; i++)
        test_pdf_text(pdf, x, y + i * leading, size, each[i]);
}

static double flow_paragraph(TestPdf *pdf, double x, double y, double size, double leading,
                             glong room, const char *text)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    g_autoptr(GString) line = g_string_new(NULL);
    for (guint i = 0; words[i] != NULL; i++) {
        if (line->len > 0 &&
            g_utf8_strlen(line->str, -1) + 1 + g_utf8_strlen(words[i], -1) > room) {
            test_pdf_text(pdf, x, y, size, line->str);
            g_string_truncate(line, 0);
            y += leading;
        }
        g_string_append_printf(line, "%s%s", line->len > 0 ? " " : "", words[i]);
    }
    test_pdf_text(pdf, x, y, size, line->str);
    return y + leading;
}

double test_pdf_flow(TestPdf *pdf, double x, double y, double size, double leading, double width,
                     const char *text)
{
    g_auto(GStrv) paragraphs = g_strsplit(text, "\n", -1);
    for (guint i = 0; paragraphs[i] != NULL; i++) {
        y += i > 0 ? leading / 2 : 0;
        y = flow_paragraph(pdf, x, y, size, leading, (glong)(width / size * 2), paragraphs[i]);
    }
    return y;
}

void test_pdf_picture(TestPdf *pdf)
{
    Page *page = current(pdf);
    page->picture = TRUE;
    g_string_append(page->content, "q ");
    append_number(page->content, page->width);
    g_string_append(page->content, "0 0 ");
    append_number(page->content, page->height);
    g_string_append(page->content, "0 0 cm /Im1 Do Q\n");
}

static void append_box(GString *out, const Page *page, double x, double y, double width,
                       double height)
{
    g_string_append(out, "/Rect [");
    append_number(out, x);
    append_number(out, page->height - y - height);
    append_number(out, x + width);
    append_number(out, page->height - y);
    g_string_append(out, "]");
}

static void add_annotation(TestPdf *pdf, GString *source)
{
    guint number = test_pdf_object(pdf, source->str);
    g_string_append_printf(current(pdf)->annotations, "%u 0 R ", number);
    g_string_free(source, TRUE);
}

void test_pdf_field(TestPdf *pdf, double x, double y, double width, double height,
                    const char *value)
{
    GString *source = g_string_new("<< /Type /Annot /Subtype /Widget /FT /Tx /T (felt) ");
    append_box(source, current(pdf), x, y, width, height);
    g_string_append(source, " /V ");
    append_unicode(source, value);
    g_string_append(source, " >>");
    add_annotation(pdf, source);
    g_string_append_printf(pdf->fields, "%u 0 R ", pdf->objects->len);
}

void test_pdf_note(TestPdf *pdf, double x, double y, double width, double height,
                   const char *contents)
{
    GString *source = g_string_new("<< /Type /Annot /Subtype /FreeText /DA (/F1 10 Tf) ");
    append_box(source, current(pdf), x, y, width, height);
    g_string_append(source, " /Contents ");
    append_unicode(source, contents);
    g_string_append(source, " >>");
    add_annotation(pdf, source);
}

/* ---- the file ---- */

static char *stream(const char *entries, const char *data)
{
    return g_strdup_printf("<< %s /Length %" G_GSIZE_FORMAT " >>\nstream\n%s\nendstream", entries,
                           strlen(data), data);
}

/* Which character each code is. */
static guint add_character_map(TestPdf *pdf)
{
    g_autoptr(GString) map = g_string_new(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n1 beginbfchar <20> <0020> endbfchar\n");
    for (guint i = FIRST_CODE; i < pdf->n_codes; i++) {
        char utf8[8] = {0};
        (void)g_unichar_to_utf8(pdf->codes[i], utf8);
        glong n = 0;
        g_autofree gunichar2 *units = g_utf8_to_utf16(utf8, -1, NULL, &n, NULL);
        g_string_append_printf(map, "1 beginbfchar <%02X> <", i);
        for (glong k = 0; k < n; k++)
            g_string_append_printf(map, "%04X", units[k]);
        g_string_append(map, "> endbfchar\n");
    }
    g_string_append(map, "endcmap end end");
    g_autofree char *source = stream("", map->str);
    return test_pdf_object(pdf, source);
}

static void finish_font(TestPdf *pdf)
{
    GString *source = g_string_new("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
                                   "/FirstChar 32 /LastChar 255 /Widths [");
    for (guint i = 32; i < N_CODES; i++)
        g_string_append(source, "500 ");
    g_string_append_printf(source, "] /ToUnicode %u 0 R >>", add_character_map(pdf));
    set_object(pdf, pdf->font, g_string_free(source, FALSE));
}

static void finish_page(TestPdf *pdf, const Page *page)
{
    g_autofree char *content = stream("", page->content->str);
    guint number = test_pdf_object(pdf, content);
    GString *source = g_string_new(NULL);
    g_string_append_printf(source, "<< /Type /Page /Parent %u 0 R /Contents %u 0 R /MediaBox [0 0 ",
                           pdf->tree, number);
    append_number(source, page->width);
    append_number(source, page->height);
    g_string_append_printf(source, "] /Resources << /Font << /F1 %u 0 R >> ", pdf->font);
    if (page->picture) {
        g_autofree char *image = stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 "
                                        "/ColorSpace /DeviceGray /BitsPerComponent 8",
                                        "x");
        g_string_append_printf(source, "/XObject << /Im1 %u 0 R >> ", test_pdf_object(pdf, image));
    }
    g_string_append_printf(source, ">> /Annots [%s] >>", page->annotations->str);
    set_object(pdf, page->object, g_string_free(source, FALSE));
}

static void finish_tree(TestPdf *pdf)
{
    GString *source = g_string_new("<< /Type /Pages /Kids [");
    for (guint i = 0; i < pdf->pages->len; i++) {
        finish_page(pdf, pdf->pages->pdata[i]);
        g_string_append_printf(source, "%u 0 R ", test_pdf_page_object(pdf, i + 1));
    }
    g_string_append_printf(source, "] /Count %u >>", pdf->pages->len);
    set_object(pdf, pdf->tree, g_string_free(source, FALSE));
}

static guint finish_catalog(TestPdf *pdf)
{
    g_autofree char *source =
        g_strdup_printf("<< /Type /Catalog /Pages %u 0 R /AcroForm << /Fields [%s] >> %s >>",
                        pdf->tree, pdf->fields->str, pdf->catalog->str);
    return test_pdf_object(pdf, source);
}

GBytes *test_pdf_finish(TestPdf *pdf)
{
    finish_font(pdf);
    finish_tree(pdf);
    guint catalog = finish_catalog(pdf);
    g_autofree char *info_source = g_strdup_printf("<< %s >>", pdf->info->str);
    guint info = test_pdf_object(pdf, info_source);
    GString *out = g_string_new("%PDF-1.7\n");
    g_autoptr(GString) table = g_string_new(NULL);
    g_string_append_printf(table, "xref\n0 %u\n0000000000 65535 f \n", pdf->objects->len + 1);
    for (guint i = 0; i < pdf->objects->len; i++) {
        g_string_append_printf(table, "%010" G_GSIZE_FORMAT " 00000 n \n", out->len);
        g_string_append_printf(out, "%u 0 obj\n%s\nendobj\n", i + 1,
                               (const char *)pdf->objects->pdata[i]);
    }
    gsize start = out->len;
    g_string_append(out, table->str);
    g_string_append_printf(out,
                           "trailer << /Size %u /Root %u 0 R /Info %u 0 R %s >>\nstartxref\n"
                           "%" G_GSIZE_FORMAT "\n%%%%EOF\n",
                           pdf->objects->len + 1, catalog, info, pdf->trailer->str, start);
    gsize length = out->len;
    return g_bytes_new_take(g_string_free(out, FALSE), length);
}
