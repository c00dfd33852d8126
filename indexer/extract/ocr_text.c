/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was recognised, as text.
 *
 * tesseract finds words in anything: the grain of a photograph, a signature, the edge of a punched
 * hole. It is seldom sure of them. So words of low confidence go, then the lines where most letters
 * went, then the page when hardly anything is left.
 */
#include "ocr_text.h"
#include "pdf_hyphen.h"
#include <string.h>

/* Confidences, in per cent. */
#define SURE 70.0f
#define NOISE 40.0f
/* A line goes when fewer of its letters stay; in per cent. */
#define LEAST_OF_LINE 50
/* Fewer letters are no text. */
#define FEWEST_LETTERS 3

typedef struct {
    char *text;
    gboolean begins_paragraph;
} Line;

typedef struct {
    GArray *lines; /* Line */
    GString *line;
    guint kept, dropped; /* letters of @line */
    gboolean begins_paragraph;
} Page;

static void clear_line(gpointer line)
{
    g_free(((Line *)line)->text);
}

static guint count_letters(const char *text)
{
    guint n = 0;
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
        n += g_unichar_isalnum(g_utf8_get_char(p)) ? 1 : 0;
    return n;
}

/* The next word of an iterator: its text (transfer full), NULL for none, and its confidence. */
static char *take_word(TessResultIterator *at, float *confidence)
{
    char *word = TessResultIteratorGetUTF8Text(at, RIL_WORD);
    char *text = word != NULL && g_utf8_validate(word, -1, NULL) ? g_strdup(word) : NULL;
    TessDeleteText(word);
    *confidence = TessResultIteratorConfidence(at, RIL_WORD);
    return text;
}

CbOcrTrust cb_ocr_trust(TessBaseAPI *api)
{
    CbOcrTrust trust = {0, 0};
    TessResultIterator *at = TessBaseAPIGetIterator(api);
    if (at == NULL)
        return trust;
    do {
        float confidence;
        g_autofree char *word = take_word(at, &confidence);
        guint letters = word != NULL ? count_letters(word) : 0;
        trust.letters += letters;
        trust.sure += confidence >= SURE ? letters : 0;
    } while (TessResultIteratorNext(at, RIL_WORD));
    TessResultIteratorDelete(at);
    return trust;
}

static void finish_line(Page *page)
{
    guint letters = page->kept + page->dropped;
    if (page->kept > 0 && page->kept * 100 >= letters * LEAST_OF_LINE) {
        Line line = {g_strdup(page->line->str), page->begins_paragraph};
        g_array_append_val(page->lines, line);
        page->begins_paragraph = FALSE;
    }
    g_string_truncate(page->line, 0);
    page->kept = page->dropped = 0;
}

static void take(Page *page, TessResultIterator *at)
{
    const TessPageIterator *place = TessResultIteratorGetPageIteratorConst(at);
    float confidence;
    g_autofree char *word = take_word(at, &confidence);
    if (TessPageIteratorIsAtBeginningOf(place, RIL_TEXTLINE))
        finish_line(page);
    if (TessPageIteratorIsAtBeginningOf(place, RIL_PARA))
        page->begins_paragraph = TRUE;
    guint letters = word != NULL ? count_letters(word) : 0;
    if (word == NULL || confidence < NOISE) {
        page->dropped += letters;
        return;
    }
    page->kept += letters;
    g_string_append_printf(page->line, "%s%s", page->line->len > 0 ? " " : "", word);
}

static char *join(const GArray *lines)
{
    g_autoptr(CbPdfHyphens) hyphens = cb_pdf_hyphens_new();
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < lines->len; i++) {
        const char *text = g_array_index(lines, Line, i).text;
        cb_pdf_hyphens_learn(hyphens, text, strlen(text));
    }
    for (guint i = 0; i < lines->len; i++) {
        const Line *line = &g_array_index(lines, Line, i);
        if (i > 0 && !line->begins_paragraph)
            cb_pdf_join_lines(out, hyphens, line->text, strlen(line->text));
        else
            g_string_append_printf(out, "%s%s", i > 0 ? "\n\n" : "", line->text);
    }
    return g_string_free(out, FALSE);
}

char *cb_ocr_text(TessBaseAPI *api)
{
    TessResultIterator *at = TessBaseAPIGetIterator(api);
    if (at == NULL)
        return g_strdup("");
    Page page = {.lines = g_array_new(FALSE, FALSE, sizeof(Line)), .line = g_string_new(NULL)};
    g_array_set_clear_func(page.lines, clear_line);
    do
        take(&page, at);
    while (TessResultIteratorNext(at, RIL_WORD));
    finish_line(&page);
    TessResultIteratorDelete(at);
    g_autofree char *text = join(page.lines);
    g_array_unref(page.lines);
    g_string_free(page.line, TRUE);
    return g_utf8_normalize(count_letters(text) >= FEWEST_LETTERS ? text : "", -1, G_NORMALIZE_NFC);
}
