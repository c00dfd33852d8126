/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Glyphs to segments. Poppler's text is taken for its characters and their boxes alone: where a
 * word or a line ends is decided by the boxes too, since poppler puts cells of what it thinks is a
 * table on one line without a space between them.
 *
 * All distances are measured in the height of a glyph's box, which is about 1.1 times the font
 * size.
 */
#include "pdf_mark.h"
#include <math.h>
#include <string.h>

#define SEGMENT_GAP 0.9 /* a gap wider than this ends the segment */
#define WORD_GAP 0.2    /* a gap wider than this ends the word; poppler joins up to 0.15 em */
#define LINE_SHIFT 0.5  /* the middle moving up or down by more than this ends the segment */
#define LEADER_LENGTH 4 /* so many dots are no longer punctuation */
#define FAR_AWAY 1e6    /* points; coordinates outside are nonsense */

typedef struct {
    CbPdfRuns *runs;
    CbPdfSegment segment;
    CbPdfDirection direction;
    gboolean open;
    gboolean space;                   /* a word ended: a space is due before the next character */
    gboolean soft_hyphen;             /* the last character was one */
    double last_x1, last_y0, last_y1; /* box of the last glyph */
    guint word_letters;               /* of the word so far, since the last that is no letter */
    gboolean after_capital;           /* they are one capital */
    guint leader_run, leader_start;   /* dots in a row, and where in the text they begin */
} Builder;

CbPdfRuns *cb_pdf_runs_new(void)
{
    CbPdfRuns *runs = g_new0(CbPdfRuns, 1);
    runs->text = g_string_sized_new(8192);
    for (guint i = 0; i < CB_PDF_N_DIRECTIONS; i++)
        runs->segments[i] = g_array_new(FALSE, FALSE, sizeof(CbPdfSegment));
    return runs;
}

void cb_pdf_runs_free(CbPdfRuns *runs)
{
    if (runs == NULL)
        return;
    g_string_free(runs->text, TRUE);
    for (guint i = 0; i < CB_PDF_N_DIRECTIONS; i++)
        g_array_unref(runs->segments[i]);
    g_free(runs);
}

void cb_pdf_runs_clear(CbPdfRuns *runs)
{
    g_string_truncate(runs->text, 0);
    for (guint i = 0; i < CB_PDF_N_DIRECTIONS; i++)
        g_array_set_size(runs->segments[i], 0);
}

/* ---- building ---- */

/* Turns @box so that text of @direction runs to the right and its lines downwards. */
static void turn(CbPdfDirection direction, const PopplerRectangle *box, double *out)
{
    double x0 = MIN(box->x1, box->x2), x1 = MAX(box->x1, box->x2);
    double y0 = MIN(box->y1, box->y2), y1 = MAX(box->y1, box->y2);
    const double turned[CB_PDF_N_DIRECTIONS][4] = {
        [CB_PDF_RIGHT] = {x0, y0, x1, y1},
        [CB_PDF_DOWN] = {y0, -x1, y1, -x0},
        [CB_PDF_LEFT] = {-x1, -y1, -x0, -y0},
        [CB_PDF_UP] = {-y1, x0, -y0, x1},
    };
    for (guint i = 0; i < 4; i++) {
        double v = turned[direction][i];
        out[i] =
            v >= -FAR_AWAY ? MIN(v, FAR_AWAY) : -FAR_AWAY; /* not a number: the first is false */
    }
}

static void close_segment(Builder *b)
{
    if (!b->open)
        return;
    b->open = FALSE;
    CbPdfSegment *s = &b->segment;
    GString *text = b->runs->text;
    while (text->len > s->start && text->str[text->len - 1] == ' ')
        g_string_truncate(text, text->len - 1);
    if (text->len == s->start)
        return;
    if (b->soft_hyphen)
        g_string_append(text, "\302\255");
    if (s->first_word == 0)
        s->first_word = s->x1 - s->x0;
    s->first = g_utf8_get_char(text->str + s->start);
    s->last = g_utf8_get_char(g_utf8_prev_char(text->str + text->len));
    cb_pdf_take_mark(s, text);
    s->last_height = b->last_y1 - b->last_y0;
    s->length = (guint)text->len - s->start;
    if (s->length > 0)
        s->first = g_utf8_get_char(text->str + s->start);
    g_array_append_vals(b->runs->segments[b->direction], s, 1);
}

static void open_segment(Builder *b, CbPdfDirection direction, const double *box)
{
    b->open = TRUE;
    b->direction = direction;
    b->segment = (CbPdfSegment){.x0 = box[0],
                                .y0 = box[1],
                                .x1 = box[2],
                                .y1 = box[3],
                                .first_height = box[3] - box[1],
                                .start = (guint)b->runs->text->len};
    b->space = b->soft_hyphen = FALSE;
    b->word_letters = b->leader_run = 0;
}

static gboolean ends_segment(const Builder *b, const double *box)
{
    double height = MAX(box[3] - box[1], b->last_y1 - b->last_y0);
    double gap = box[0] - b->last_x1;
    double shift = fabs((box[1] + box[3]) - (b->last_y0 + b->last_y1)) / 2;
    return gap > SEGMENT_GAP * height || gap < -SEGMENT_GAP * height || shift > LINE_SHIFT * height;
}

/* A small raised figure after a word is a reference to a note, not a part of the word. "m2" and
 * "CO2" stay. */
static gboolean is_note_reference(const Builder *b, gunichar c, const double *box)
{
    double height = b->last_y1 - b->last_y0;
    return b->word_letters >= 3 && c < 0x80 && g_ascii_isdigit((char)c) &&
           box[3] - box[1] < 0.85 * height && box[3] < b->last_y1 - 0.1 * height;
}

/* Small capitals are set as a capital of full size and smaller ones, which poppler takes for two
 * words: "F", "IGUR". */
static gboolean is_small_capital(const Builder *b, gunichar c, const double *box)
{
    double height = b->last_y1 - b->last_y0;
    return b->word_letters == 1 && b->after_capital && g_unichar_isupper(c) &&
           box[3] - box[1] < 0.9 * height && box[0] - b->last_x1 < 0.06 * height;
}

static void end_word(Builder *b)
{
    CbPdfSegment *s = &b->segment;
    if (s->first_word == 0)
        s->first_word = b->last_x1 - s->x0;
    if (b->runs->text->len > s->start && b->runs->text->str[b->runs->text->len - 1] != ' ')
        g_string_append_c(b->runs->text, ' ');
    b->space = b->soft_hyphen = FALSE;
    b->word_letters = 0;
}

/* Counts dots in a row, over spaces too, and drops them once they are a leader. Returns: whether @c
 * was dropped. */
static gboolean take_leader(Builder *b, gunichar c)
{
    if (c != '.' && c != '_' && c != 0x2026 && c != 0xb7)
        return b->leader_run = 0, FALSE;
    if (b->leader_run == 0)
        b->leader_start = (guint)b->runs->text->len;
    b->leader_run += c == 0x2026 ? 3 : 1;
    if (b->leader_run < LEADER_LENGTH)
        return FALSE;
    g_string_truncate(b->runs->text, b->leader_start);
    b->segment.flags |= CB_PDF_LEADER;
    b->space = TRUE;
    return TRUE;
}

static void grow(CbPdfSegment *s, const double *box)
{
    s->x0 = MIN(s->x0, box[0]);
    s->y0 = MIN(s->y0, box[1]);
    s->x1 = MAX(s->x1, box[2]);
    s->y1 = MAX(s->y1, box[3]);
}

static void append_char(Builder *b, gunichar c)
{
    if (c == 0xad) {
        b->soft_hyphen = TRUE;
        return;
    }
    b->soft_hyphen = FALSE;
    cb_pdf_append_char(b->runs->text, c);
    b->word_letters = c > 0x40 && g_unichar_isalpha(c) ? b->word_letters + 1 : 0;
    b->after_capital = b->word_letters == 1 && g_unichar_isupper(c);
}

static void add_glyph(Builder *b, gunichar c, CbPdfDirection direction, const PopplerRectangle *at)
{
    double box[4];
    turn(direction, at, box);
    if (b->open && (direction != b->direction || ends_segment(b, box)))
        close_segment(b);
    if (!b->open) {
        open_segment(b, direction, box);
    } else {
        grow(&b->segment, box);
        double height = MAX(box[3] - box[1], b->last_y1 - b->last_y0);
        if (box[0] - b->last_x1 > WORD_GAP * height || is_note_reference(b, c, box))
            b->space = TRUE;
        else if (b->space && is_small_capital(b, c, box))
            b->space = FALSE;
    }
    if (!take_leader(b, c)) {
        if (b->space)
            end_word(b);
        append_char(b, c);
    }
    b->last_x1 = box[2];
    b->last_y0 = box[1];
    b->last_y1 = box[3];
}

/* The direction in which the second of two neighbouring glyphs lies. */
static CbPdfDirection direction_of(const PopplerRectangle *a, const PopplerRectangle *b)
{
    double dx = (b->x1 + b->x2) - (a->x1 + a->x2), dy = (b->y1 + b->y2) - (a->y1 + a->y2);
    if (fabs(dy) > 2 * fabs(dx))
        return dy > 0 ? CB_PDF_DOWN : CB_PDF_UP;
    return dx < 0 ? CB_PDF_LEFT : CB_PDF_RIGHT;
}

/* ---- reading poppler's text ---- */

/* The next character of text that need not be valid: 0 for what is none. */
static gunichar next_char(const char **at)
{
    const guchar *p = (const guchar *)*at;
    if (*p < 0x80) {
        *at += 1;
        return *p;
    }
    guint length = *p < 0xc0 ? 1 : *p < 0xe0 ? 2 : *p < 0xf0 ? 3 : 4;
    gunichar c = length == 1 ? 0x110000 : *p & (0xffu >> (length + 1));
    guint n = 1;
    for (; n < length && (p[n] & 0xc0) == 0x80; n++)
        c = c << 6 | (p[n] & 0x3f);
    *at += n;
    return n == length && g_unichar_validate(c) ? c : 0;
}

/* Poppler wraps text that runs to the left in these, which have no box. */
static gboolean is_embedding(gunichar c)
{
    return c >= 0x202a && c <= 0x202e;
}

static gboolean boxes_belong(const char *text, guint n_boxes)
{
    guint n = 0;
    while (*text != '\0')
        n += !is_embedding(next_char(&text));
    return n == n_boxes;
}

/* Whether two glyphs stand beside each other: only then does their order tell a direction. */
static gboolean are_neighbours(const PopplerRectangle *a, const PopplerRectangle *b)
{
    double size = MAX(fabs(a->x2 - a->x1), fabs(a->y2 - a->y1));
    double dx = fabs((b->x1 + b->x2) - (a->x1 + a->x2)),
           dy = fabs((b->y1 + b->y2) - (a->y1 + a->y2));
    return dx + dy > 0 && dx < 3 * size && dy < 3 * size && MIN(dx, dy) < size;
}

/* The direction of the word that begins at @text, when it can be told: TRUE. */
static gboolean word_direction(const char *text, const PopplerRectangle *box,
                               const PopplerRectangle *end, CbPdfDirection *direction)
{
    if (box + 1 >= end || is_embedding(next_char(&text)) || strchr(" \n", *text) != NULL ||
        !are_neighbours(box, box + 1))
        return FALSE;
    *direction = direction_of(box, box + 1);
    return TRUE;
}

/* The direction of the first word of a line of which it can be told. */
static CbPdfDirection line_direction(const char *text, const PopplerRectangle *box,
                                     const PopplerRectangle *end)
{
    CbPdfDirection direction = CB_PDF_RIGHT;
    while (*text != '\0' && *text != '\n' && !word_direction(text, box, end, &direction))
        box += !is_embedding(next_char(&text));
    return direction;
}

gboolean cb_pdf_runs_add_glyphs(CbPdfRuns *runs, const char *text, const PopplerRectangle *boxes,
                                guint n_boxes)
{
    if (!boxes_belong(text, n_boxes))
        return FALSE;
    Builder b = {.runs = runs};
    const PopplerRectangle *box = boxes, *end = boxes + n_boxes;
    CbPdfDirection direction = line_direction(text, box, end);
    gboolean word_begins = TRUE;
    while (*text != '\0') {
        const char *at = text;
        gunichar c = next_char(&text);
        if (is_embedding(c))
            continue;
        if (c == '\n') {
            close_segment(&b);
            direction = line_direction(text, box + 1, end);
        } else if (c == ' ' || c == 0xa0) {
            b.space = TRUE;
        } else {
            if (word_begins)
                word_direction(at, box, end, &direction);
            add_glyph(&b, c, direction, box);
        }
        word_begins = c == '\n' || c == ' ';
        box++;
    }
    close_segment(&b);
    return TRUE;
}

/* A field of several lines is higher than its text. */
#define FIELD_LINE_HEIGHT 14.0

static void add_line(Builder *b, const char *text, const double *box)
{
    open_segment(b, CB_PDF_RIGHT, box);
    b->last_x1 = box[2];
    b->last_y0 = box[1];
    b->last_y1 = box[3];
    while (*text != '\0') {
        gunichar c = next_char(&text);
        if (c == ' ' || c == '\t' || c == 0xa0) {
            b->space = TRUE;
        } else {
            if (b->space)
                end_word(b);
            append_char(b, c);
        }
    }
    close_segment(b);
}

void cb_pdf_runs_add_text(CbPdfRuns *runs, const char *text, const PopplerRectangle *box)
{
    g_auto(GStrv) lines = g_strsplit_set(text, "\r\n", -1);
    guint n = g_strv_length(lines);
    Builder b = {.runs = runs};
    double turned[4];
    turn(CB_PDF_RIGHT, box, turned);
    double top = turned[1], height = MIN((turned[3] - top) / MAX(n, 1), FIELD_LINE_HEIGHT);
    for (guint i = 0; i < n; i++) {
        turned[1] = top + i * height;
        turned[3] = turned[1] + height;
        add_line(&b, lines[i], turned);
    }
}
