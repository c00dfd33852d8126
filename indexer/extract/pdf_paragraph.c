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

#define PARAGRAPH_SPACE 0.35     /* heights beyond the leading: surely a paragraph's space */
#define LITTLE_SPACE 0.2         /* the same, where a capital follows */
#define WIDEST_LEADING 0.9       /* heights; more is always a paragraph's space */
#define OTHER_SIZE 1.5           /* ratio of heights that parts lines */
#define SLIGHTLY_OTHER_SIZE 1.06 /* the same, where a capital follows */
#define RAISED 0.8               /* height of a raised figure in its line */
#define INDENT 0.8      /* heights by which the first line of a paragraph may be indented */
#define HANGING 0.5     /* heights by which the rest may be */
#define SHORT_LINE 0.6  /* share of the block's width */
#define NOT_FULL 0.7    /* share of the block's width */
#define WORD_SPACE 0.12 /* heights between two segments of a line */

typedef struct {
    double leading;
    double left, right;
    const CbPdfLine *first, *last;
    gboolean hanging; /* the first line of a paragraph stands further left than the rest */
} Block;

/* ---- where paragraphs begin ---- */

static double height_of(const CbPdfLine *line)
{
    return line->y1 - line->y0;
}

/* The first word of @line would have found room on the line above it. */
static gboolean broken_on_purpose(double right, const CbPdfLine *above, const CbPdfLine *line)
{
    return above->x1 + line->first_word + 0.3 * height_of(line) < right;
}

static gboolean is_indented(const Block *block, const CbPdfLine *line)
{
    return line->x0 > block->left + HANGING * height_of(line);
}

/* Whether indented lines go on with paragraphs that begin further left: then they follow full
 * lines, and no line further left follows a full one that is as far left. Where indented lines
 * begin paragraphs it is the other way round. */
static gboolean is_hanging(const Block *block, const CbPdfLine *lines, guint from, guint to)
{
    guint indented = 0, agree = 0, all = 0;
    for (guint i = from + 1; i < to; i++) {
        gboolean purpose = broken_on_purpose(block->right, &lines[i - 1], &lines[i]);
        if (is_indented(block, &lines[i])) {
            indented++;
            agree += !purpose;
        } else {
            agree += purpose || is_indented(block, &lines[i - 1]);
        }
        all++;
    }
    return indented >= 2 && 5 * agree >= 4 * all;
}

/* Measures lines @from to @to, which are one block. */
static Block measure_block(const CbPdfLine *lines, guint from, guint to)
{
    Block block = {
        .left = G_MAXDOUBLE, .right = -G_MAXDOUBLE, .first = &lines[from], .last = &lines[to - 1]};
    g_autofree double *spaces = g_new(double, to - from);
    for (guint i = from; i < to; i++) {
        block.left = MIN(block.left, lines[i].x0);
        block.right = MAX(block.right, lines[i].x1);
        spaces[i - from] = i > from ? lines[i].y0 - lines[i - 1].y1 : G_MAXDOUBLE;
    }
    qsort(spaces, to - from, sizeof *spaces, cb_pdf_compare_numbers);
    block.leading = spaces[(to - from - 1) / 4];
    block.hanging = is_hanging(&block, lines, from, to);
    return block;
}

/* By how much the size changes from the end of one line to the start of the next. A small raised
 * figure at the end does not count. */
static double size_ratio(const CbPdfLine *above, const CbPdfLine *line)
{
    double a = above->last_height, b = line->first_height;
    if (a < RAISED * height_of(above))
        a = height_of(above);
    return MAX(a, b) / MAX(MIN(a, b), 0.01);
}

static double space_above(const CbPdfLine *line)
{
    return line->y0 - (line - 1)->y1;
}

/* The leading at @line, which is not the first of @block: a block may hold lines of wider leading
 * than most, and where the words give no reason to part the lines, those around them count. */
static double leading_at(const Block *block, const CbPdfLine *line)
{
    if (cb_pdf_ends_sentence((line - 1)->last) || broken_on_purpose(block->right, line - 1, line))
        return block->leading;
    double above = line - 1 > block->first ? space_above(line - 1) : G_MAXDOUBLE;
    double below = line < block->last ? space_above(line + 1) : G_MAXDOUBLE;
    double around = MIN(above, below);
    return around < G_MAXDOUBLE ? MAX(block->leading, around) : block->leading;
}

/* Whether space or size part @line from the line above it. */
static gboolean looks_apart(double leading, const CbPdfLine *line)
{
    const CbPdfLine *above = line - 1;
    double height = MIN(height_of(above), height_of(line));
    double space = space_above(line) - MIN(leading, WIDEST_LEADING * height);
    gboolean lower = g_unichar_islower(line->first);
    if (space > (lower ? PARAGRAPH_SPACE : LITTLE_SPACE) * height)
        return TRUE;
    return size_ratio(above, line) > (lower ? OTHER_SIZE : SLIGHTLY_OTHER_SIZE);
}

/* Whether the words tell that @line begins a paragraph. */
static gboolean reads_apart(const Block *block, const CbPdfLine *above, const CbPdfLine *line)
{
    gboolean ended = cb_pdf_ends_sentence(above->last);
    gboolean purpose = broken_on_purpose(block->right, above, line);
    double above_width = above->x1 - above->x0, width = block->right - block->left;
    if (line->flags & CB_PDF_MARK)
        return purpose || ended;
    if (g_unichar_islower(line->first)) /* a heading above, or the items of a list */
        return purpose && (ended || (above_width < SHORT_LINE * width &&
                                     broken_on_purpose(line->x1, above, line)));
    return (purpose && (ended || above_width < NOT_FULL * width)) ||
           (ended && line->x0 > above->x0 + INDENT * height_of(line));
}

/* Whether @line goes on with the item of a list that begins with @start: further to the right than
 * that, and in line with the one above it. */
static gboolean goes_on_with_item(const Block *block, const CbPdfLine *start,
                                  const CbPdfLine *above, const CbPdfLine *line)
{
    double indent = HANGING * height_of(line);
    if (!(start->flags & (CB_PDF_BULLET | CB_PDF_MARK)) || line->x0 < start->x0 + indent)
        return FALSE;
    if (above != start)
        return ABS(line->x0 - above->x0) < indent;
    return !cb_pdf_ends_sentence(above->last) || !broken_on_purpose(block->right, above, line);
}

/* @start is the line that began the paragraph so far. */
static gboolean begins_paragraph(const Block *block, const CbPdfLine *start, const CbPdfLine *above,
                                 const CbPdfLine *line)
{
    if (line->flags & CB_PDF_BULLET)
        return TRUE;
    if (cb_pdf_is_hyphen(above->last) && g_unichar_islower(line->first))
        return FALSE;
    if (above->flags & CB_PDF_LEADER || looks_apart(leading_at(block, line), line))
        return TRUE;
    if (block->hanging)
        return !is_indented(block, line);
    return !goes_on_with_item(block, start, above, line) && reads_apart(block, above, line);
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

static gboolean is_new(const CbPdfLine *line, const CbPdfLine *start, const Block *block)
{
    switch (line->before) {
    case CB_PDF_SAME_BLOCK:
        return begins_paragraph(block, start, line - 1, line);
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
    const CbPdfLine *start = line;
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
        if (i == 0 || is_new(&line[i], start, &block)) {
            start = &line[i];
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
