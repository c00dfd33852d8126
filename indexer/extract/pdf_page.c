/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One page of a PDF from poppler. */
#include "pdf_page.h"
#include "pdf_layout.h"
#include "pdf_paragraph.h"
#include <string.h>

/* All of the plane. Poppler selects text from a corner to a corner, and drops what comes before the
 * block nearest to the first one: with the page itself as the area, text that begins left of the
 * page's edge costs the text before it. */
static PopplerRectangle everywhere = {.x1 = -1e6, .y1 = -1e6, .x2 = 1e6, .y2 = 1e6};

#define PICTURE_SHARE 0.5 /* of the page */

/* ---- form fields and notes ---- */

/* From the PDF's coordinates, upwards from the bottom, to those of the text. */
static PopplerRectangle flip(const PopplerRectangle *area, double page_height)
{
    return (PopplerRectangle){
        .x1 = area->x1, .y1 = page_height - area->y2, .x2 = area->x2, .y2 = page_height - area->y1};
}

static void add_text(CbPdfRuns *runs, const char *text, const PopplerRectangle *area, double height)
{
    if (text == NULL || *text == '\0')
        return;
    PopplerRectangle box = flip(area, height);
    cb_pdf_runs_add_text(runs, text, &box);
}

static char *selected_items(PopplerFormField *field)
{
    GString *out = g_string_new(NULL);
    gint n = poppler_form_field_choice_get_n_items(field);
    for (gint i = 0; i < n; i++)
        if (poppler_form_field_choice_is_item_selected(field, i)) {
            g_autofree char *item = poppler_form_field_choice_get_item(field, i);
            g_string_append_printf(out, "%s%s", out->len > 0 ? "\n" : "", item != NULL ? item : "");
        }
    return g_string_free(out, FALSE);
}

static char *field_value(PopplerFormField *field)
{
    switch (poppler_form_field_get_field_type(field)) {
    case POPPLER_FORM_FIELD_TEXT:
        return poppler_form_field_text_is_password(field) ? NULL
                                                          : poppler_form_field_text_get_text(field);
    case POPPLER_FORM_FIELD_CHOICE:
        return selected_items(field);
    case POPPLER_FORM_FIELD_UNKNOWN:
    case POPPLER_FORM_FIELD_BUTTON:
    case POPPLER_FORM_FIELD_SIGNATURE:
        break;
    }
    return NULL;
}

static void add_form_fields(PopplerPage *page, CbPdfRuns *runs, double height)
{
    GList *fields = poppler_page_get_form_field_mapping(page);
    for (GList *at = fields; at != NULL; at = at->next) {
        const PopplerFormFieldMapping *mapping = at->data;
        g_autofree char *value = field_value(mapping->field);
        add_text(runs, value, &mapping->area, height);
    }
    poppler_page_free_form_field_mapping(fields);
}

/* Text that was written on the page with a PDF program. Notes that only open when clicked are not
 * on the page. */
static void add_free_text(PopplerPage *page, CbPdfRuns *runs, double height)
{
    GList *annotations = poppler_page_get_annot_mapping(page);
    for (GList *at = annotations; at != NULL; at = at->next) {
        const PopplerAnnotMapping *mapping = at->data;
        if (poppler_annot_get_annot_type(mapping->annot) != POPPLER_ANNOT_FREE_TEXT ||
            poppler_annot_get_flags(mapping->annot) & POPPLER_ANNOT_FLAG_HIDDEN)
            continue;
        g_autofree char *contents = poppler_annot_get_contents(mapping->annot);
        add_text(runs, contents, &mapping->area, height);
    }
    poppler_page_free_annot_mapping(annotations);
}

/* ---- text ---- */

/* Whether most of the page is written from right to left: poppler begins such words with U+202B. */
static gboolean is_right_to_left(const char *text)
{
    static const char mark[] = "\342\200\253";
    const char *at = strstr(text, mark);
    guint marked = 0, words = 1;
    if (at == NULL)
        return FALSE;
    for (; at != NULL; at = strstr(at + 1, mark))
        marked++;
    for (const char *p = text; *p != '\0'; p++)
        words += *p == ' ' || *p == '\n';
    return 2 * marked > words;
}

/* Poppler's own text, in its own order: for pages written from right to left, whose boxes do not
 * follow the text, and for which a selection by glyphs is not complete. */
static void append_plain(GString *out, PopplerPage *page)
{
    g_autofree char *text =
        poppler_page_get_selected_text(page, POPPLER_SELECTION_LINE, &everywhere);
    for (const char *p = text; p != NULL && *p != '\0';) {
        gunichar c = g_utf8_get_char_validated(p, -1);
        gboolean valid = c < (gunichar)-2;
        if (valid)
            cb_pdf_append_char(out, c);
        p = valid ? g_utf8_next_char(p) : p + 1;
    }
}

static void append_ordered(GString *out, CbPdfRuns *runs, CbPdfHyphens *hyphens, double page_height)
{
    g_autoptr(GArray) ordered = g_array_new(FALSE, FALSE, sizeof(CbPdfSegment));
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(CbPdfLine));
    guint longest = 0;
    for (guint i = 1; i < CB_PDF_N_DIRECTIONS; i++)
        if (runs->segments[i]->len > runs->segments[longest]->len)
            longest = i;
    for (guint i = 0; i < CB_PDF_N_DIRECTIONS; i++) {
        CbPdfDirection direction = (longest + i) % CB_PDF_N_DIRECTIONS;
        cb_pdf_layout(runs, direction, direction == CB_PDF_RIGHT ? page_height : 0, ordered, lines);
        cb_pdf_append_paragraphs(out, hyphens, runs->text->str, ordered, lines);
    }
}

static void append_text(GString *out, PopplerPage *page, CbPdfRuns *runs, CbPdfHyphens *hyphens,
                        double page_height)
{
    g_autofree char *text = poppler_page_get_text_for_area(page, &everywhere);
    g_autofree PopplerRectangle *boxes = NULL;
    guint n_boxes = 0;
    cb_pdf_runs_clear(runs);
    if (text != NULL && is_right_to_left(text)) {
        append_plain(out, page);
    } else if (text != NULL && *text != '\0' &&
               poppler_page_get_text_layout_for_area(page, &everywhere, &boxes, &n_boxes) &&
               !cb_pdf_runs_add_glyphs(runs, text, boxes, n_boxes)) {
        append_plain(out, page);
    }
    add_form_fields(page, runs, page_height);
    add_free_text(page, runs, page_height);
    append_ordered(out, runs, hyphens, page_height);
}

/* ---- the finished text ---- */

/* Whether NFC leaves the character alone whatever stands beside it: Latin letters and, of the
 * rest, the punctuation and symbols that documents in Latin letters use. */
static gboolean is_surely_composed(gunichar c)
{
    return c < 0x300 || (c >= 0x2010 && c < 0x2300 && c != 0x2126 && c != 0x212a && c != 0x212b);
}

static gboolean needs_composing(const char *text)
{
    for (const guchar *p = (const guchar *)text; *p != '\0'; p++)
        if (*p >= 0xcc && !is_surely_composed(g_utf8_get_char((const char *)p)))
            return TRUE;
    return FALSE;
}

/* Cuts @text after a whole word to at most @max_bytes. */
static void cut(char *text, gsize max_bytes)
{
    if (strlen(text) <= max_bytes)
        return;
    char *end = text + max_bytes;
    while (end > text && *end != ' ' && *end != '\n')
        end--;
    if (end == text)
        end = g_utf8_find_prev_char(text, text + max_bytes);
    while (end != NULL && end > text && (end[-1] == ' ' || end[-1] == '\n'))
        end--;
    *(end != NULL ? end : text) = '\0';
}

char *cb_pdf_page_text(PopplerPage *page, CbPdfRuns *runs, CbPdfHyphens *hyphens, gsize max_bytes)
{
    double height = 0;
    poppler_page_get_size(page, NULL, &height);
    GString *out = g_string_sized_new(4096);
    append_text(out, page, runs, hyphens, height);
    char *text = g_string_free(out, FALSE);
    if (needs_composing(text)) {
        char *composed = g_utf8_normalize(text, -1, G_NORMALIZE_NFC);
        if (composed != NULL) {
            g_free(text);
            text = composed;
        }
    }
    cut(text, max_bytes);
    return text;
}

gboolean cb_pdf_page_is_picture(PopplerPage *page)
{
    double width = 0, height = 0, covered = 0;
    poppler_page_get_size(page, &width, &height);
    GList *images = poppler_page_get_image_mapping(page);
    for (GList *at = images; at != NULL; at = at->next) {
        const PopplerRectangle *area = &((const PopplerImageMapping *)at->data)->area;
        double x = CLAMP(area->x2, 0, width) - CLAMP(area->x1, 0, width);
        double y = CLAMP(area->y2, 0, height) - CLAMP(area->y1, 0, height);
        covered += ABS(x * y);
    }
    poppler_page_free_image_mapping(images);
    return covered >= PICTURE_SHARE * width * height;
}
