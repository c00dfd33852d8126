/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was recognised, as text.
 *
 * tesseract finds words in anything: the grain of a photograph, a signature, the edge of a punched
 * hole. It is seldom sure of them; but now and then it is not sure of a plain word in the middle of
 * a sentence either. So what is kept is decided line by line: where it is sure of most of a line,
 * all the words of it stay but short ones of low confidence; of another line only those that are
 * likely right, and if these are the lesser part, nothing.
 */
#include "ocr_text.h"
#include "pdf_hyphen.h"
#include <string.h>

/* Confidences, in per cent. */
#define SURE 70.0f
#define NOISE 40.0f
#define SHORT_LETTERS 2 /* of a word that may well be a speck */
#define MOST 50         /* of a line's letters, in per cent */
/* Fewer letters are no text. */
#define FEWEST_LETTERS 3

typedef struct {
    char *text;
    gboolean begins_paragraph;
} Line;

typedef struct {
    char *text;
    float confidence;
    guint letters;
} Word;

typedef struct {
    GArray *lines; /* Line */
    GArray *words; /* Word, of the line that is read */
    gboolean begins_paragraph;
} Page;

static void clear_word(gpointer word)
{
    g_free(((Word *)word)->text);
}

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

/* The dots between an entry of a table of contents and its page number are read as "sssrrrn". */
static gboolean is_leader(const char *text, float confidence)
{
    guint run = 0;
    for (const char *p = text; *p != '\0' && run < 2; p++)
        run = p[0] == p[1] ? run + 1 : 0;
    return confidence < NOISE && run >= 2;
}

/* FALSE for none. @word is to be cleared. */
static gboolean read_word(const TessResultIterator *at, Word *word)
{
    char *text = TessResultIteratorGetUTF8Text(at, RIL_WORD);
    float confidence = TessResultIteratorConfidence(at, RIL_WORD);
    gboolean valid =
        text != NULL && g_utf8_validate(text, -1, NULL) && !is_leader(text, confidence);
    if (valid)
        *word = (Word){g_strdup(text), confidence, count_letters(text)};
    TessDeleteText(text);
    return valid;
}

CbOcrTrust cb_ocr_trust(TessBaseAPI *api)
{
    CbOcrTrust trust = {0, 0};
    TessResultIterator *at = TessBaseAPIGetIterator(api);
    if (at == NULL)
        return trust;
    do {
        Word word;
        if (!read_word(at, &word))
            continue;
        trust.letters += word.letters;
        trust.sure += word.confidence >= SURE ? word.letters : 0;
        clear_word(&word);
    } while (TessResultIteratorNext(at, RIL_WORD));
    TessResultIteratorDelete(at);
    return trust;
}

/* Letters of the line in words of at least that confidence. */
static guint letters_above(const GArray *words, float confidence)
{
    guint letters = 0;
    for (guint i = 0; i < words->len; i++) {
        const Word *word = &g_array_index(words, Word, i);
        letters += word->confidence >= confidence ? word->letters : 0;
    }
    return letters;
}

/* The dot before an item of a list, which is read as a sign or a round letter (neither is a word of
 * its own in Danish), and the edge of a table's cell. */
static gboolean is_mark(const char *word, gboolean begins_line)
{
    if (strcmp(word, "|") == 0)
        return TRUE;
    gunichar c = g_utf8_get_char(word);
    gboolean alone = *word != '\0' && *g_utf8_next_char(word) == '\0';
    return begins_line && alone &&
           (!g_unichar_isalnum(c) || strchr("eo", (int)MIN(c, 127)) != NULL);
}

/* The words that stay, (transfer full). */
static char *choose_words(const GArray *words, gboolean is_good_line)
{
    GString *line = g_string_new(NULL);
    for (guint i = 0; i < words->len; i++) {
        const Word *word = &g_array_index(words, Word, i);
        gboolean long_enough = is_good_line && word->letters > SHORT_LETTERS;
        if (is_mark(word->text, i == 0))
            continue;
        if (word->confidence >= NOISE || long_enough)
            g_string_append_printf(line, "%s%s", line->len > 0 ? " " : "", word->text);
    }
    return g_string_free(line, FALSE);
}

static void finish_line(Page *page)
{
    guint all = letters_above(page->words, -G_MAXFLOAT);
    gboolean is_good = letters_above(page->words, SURE) * 100 > all * MOST;
    if (all > 0 && letters_above(page->words, NOISE) * 100 >= all * MOST) {
        Line line = {choose_words(page->words, is_good), page->begins_paragraph};
        if (*line.text != '\0') {
            g_array_append_val(page->lines, line);
            page->begins_paragraph = FALSE;
        } else {
            clear_line(&line);
        }
    }
    g_array_set_size(page->words, 0);
}

static void take(Page *page, TessResultIterator *at)
{
    const TessPageIterator *place = TessResultIteratorGetPageIteratorConst(at);
    if (TessPageIteratorIsAtBeginningOf(place, RIL_TEXTLINE))
        finish_line(page);
    if (TessPageIteratorIsAtBeginningOf(place, RIL_PARA))
        page->begins_paragraph = TRUE;
    Word word;
    if (read_word(at, &word))
        g_array_append_val(page->words, word);
}

/* Whether a line goes on in the next one, in the middle of a sentence. */
static gboolean goes_on(const char *line, const char *next)
{
    const char *last = g_utf8_find_prev_char(line, line + strlen(line));
    gboolean open =
        last != NULL && (g_unichar_isalpha(g_utf8_get_char(last)) || *last == ',' || *last == '-');
    return open && g_unichar_islower(g_utf8_get_char(next));
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
        if (i > 0 && (!line->begins_paragraph || goes_on(line[-1].text, line->text)))
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
    Page page = {.lines = g_array_new(FALSE, FALSE, sizeof(Line)),
                 .words = g_array_new(FALSE, FALSE, sizeof(Word))};
    g_array_set_clear_func(page.lines, clear_line);
    g_array_set_clear_func(page.words, clear_word);
    do
        take(&page, at);
    while (TessResultIteratorNext(at, RIL_WORD));
    finish_line(&page);
    TessResultIteratorDelete(at);
    g_autofree char *text = join(page.lines);
    g_array_unref(page.lines);
    g_array_unref(page.words);
    return g_utf8_normalize(count_letters(text) >= FEWEST_LETTERS ? text : "", -1, G_NORMALIZE_NFC);
}
