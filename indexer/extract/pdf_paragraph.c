/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lines to paragraphs.
 *
 * Whether a line begins a paragraph is seen by the space above it, a change of size, a list mark,
 * or by the line before it having been broken on purpose: the first word of this one would have
 * found room there.
 */
#include "pdf_paragraph.h"
#include <string.h>

#define PARAGRAPH_SPACE 0.45 /* heights beyond the block's own leading */
#define WIDEST_LEADING 0.9   /* heights; more is always a paragraph's space */
#define OTHER_SIZE 1.2       /* ratio of heights */
#define INDENT 0.8           /* heights */
#define WORD_SPACE 0.12      /* heights between two segments of a line */

typedef struct {
    double leading, width, right;
} Block;

/* ---- paragraphs ---- */

static double height_of(const CbPdfLine *line)
{
    return line->y1 - line->y0;
}

/* Measures lines @from to @to, which are one block. */
static Block measure_block(const CbPdfLine *lines, guint from, guint to)
{
    double left = G_MAXDOUBLE, right = -G_MAXDOUBLE;
    g_autofree double *spaces = g_new(double, to - from);
    for (guint i = from; i < to; i++) {
        left = MIN(left, lines[i].x0);
        right = MAX(right, lines[i].x1);
        spaces[i - from] = i > from ? lines[i].y0 - lines[i - 1].y1 : G_MAXDOUBLE;
    }
    qsort(spaces, to - from, sizeof *spaces, cb_pdf_compare_numbers);
    return (Block){.leading = spaces[(to - from - 1) / 4], .width = right - left, .right = right};
}

/* The first word of @line would have found room on the line before it. */
static gboolean broken_on_purpose(const Block *block, const CbPdfLine *above, const CbPdfLine *line)
{
    return above->x1 + line->first_word + 0.3 * height_of(line) < block->right;
}

static gboolean begins_paragraph(const Block *block, const CbPdfLine *above, const CbPdfLine *line)
{
    double height = MIN(height_of(above), height_of(line)), space = line->y0 - above->y1;
    double ratio = MAX(height_of(above), height_of(line)) / MAX(height, 0.01);
    gboolean lower = g_unichar_islower(line->first), ended = cb_pdf_ends_sentence(above->last);
    if (line->flags & CB_PDF_BULLET || above->flags & CB_PDF_LEADER)
        return TRUE;
    if (space > MIN(block->leading, WIDEST_LEADING * height) + PARAGRAPH_SPACE * height)
        return TRUE;
    if (ratio > OTHER_SIZE && (!lower || ended))
        return TRUE;
    gboolean purpose = broken_on_purpose(block, above, line);
    if (line->flags & CB_PDF_MARK)
        return purpose || ended;
    if (lower)
        return purpose && ended;
    return (purpose && (ended || above->x1 - above->x0 < 0.7 * block->width)) ||
           (ended && line->x0 > above->x0 + INDENT * height);
}

/* A sentence that runs on in the next column. */
static gboolean flows_on(const CbPdfLine *above, const CbPdfLine *line)
{
    double low = MIN(height_of(above), height_of(line)),
           high = MAX(height_of(above), height_of(line));
    return !(line->flags & CB_PDF_BULLET) && g_unichar_islower(line->first) &&
           !cb_pdf_ends_sentence(above->last) && high < OTHER_SIZE * low;
}

/* ---- text ---- */

/* Whether two segments of a line are one word: the second begins where the first ends. */
static gboolean are_joined(const CbPdfSegment *a, const CbPdfSegment *b)
{
    double gap = b->x0 - a->x1, height = b->y1 - b->y0;
    return gap > -WORD_SPACE * height && gap < WORD_SPACE * height;
}

static void line_text(GString *out, const char *text, const CbPdfSegment *s, guint n)
{
    g_string_truncate(out, 0);
    for (guint i = 0; i < n; i++) {
        cb_pdf_drop_soft_hyphen(out);
        if (i > 0 && !are_joined(&s[i - 1], &s[i]))
            g_string_append_c(out, ' ');
        g_string_append_len(out, text + s[i].start, s[i].length);
    }
}

static guint block_end(const CbPdfLine *lines, guint n, guint from)
{
    guint to = from + 1;
    while (to < n && lines[to].before == CB_PDF_SAME_BLOCK)
        to++;
    return to;
}

static gboolean is_new(const CbPdfLine *line, const Block *block)
{
    switch (line->before) {
    case CB_PDF_SAME_BLOCK:
        return begins_paragraph(block, line - 1, line);
    case CB_PDF_NEXT_COLUMN:
        return !flows_on(line - 1, line);
    case CB_PDF_NEW_BLOCK:
        return TRUE;
    }
    return TRUE;
}

void cb_pdf_append_paragraphs(GString *out, CbPdfHyphens *hyphens, const char *text,
                              const GArray *segments, const GArray *lines)
{
    const CbPdfLine *line = (const CbPdfLine *)(gconstpointer)lines->data;
    const CbPdfSegment *s = (const CbPdfSegment *)(gconstpointer)segments->data;
    g_autoptr(GString) current = g_string_new(NULL);
    Block block = {0};
    for (guint i = 0; i < lines->len; i++) {
        line_text(current, text, s + line[i].first_segment, line[i].n_segments);
        cb_pdf_hyphens_learn(hyphens, current->str, current->len);
    }
    for (guint i = 0, end = 0; i < lines->len; i++) {
        if (i == end) {
            end = block_end(line, lines->len, i);
            block = measure_block(line, i, end);
        }
        line_text(current, text, s + line[i].first_segment, line[i].n_segments);
        if (i == 0 || is_new(&line[i], &block)) {
            cb_pdf_drop_soft_hyphen(out);
            if (out->len > 0)
                g_string_append(out, "\n\n");
            g_string_append_len(out, current->str, (gssize)current->len);
        } else {
            cb_pdf_join_lines(out, hyphens, current->str, current->len);
        }
    }
    cb_pdf_drop_soft_hyphen(out);
}
