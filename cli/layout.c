/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Paragraphs for a terminal.
 *
 * A paragraph is collected as an array of cells, one a code point, each with its style and its
 * width in columns (0 for a combining accent, 2 for a wide sign). Wrapping then only counts
 * columns, and styles are switched where two neighbouring cells differ. A style never reaches over
 * a line end, so that the indentation of the next line stays clean.
 */
#include "layout.h"

#include <casebank/search.h>

typedef struct {
    gunichar c;
    guint8 style, width;
} Cell;

struct CbLayout {
    guint width;
    gboolean colour;
    GString *text;
    GArray *cells; /* Cell: the paragraph that is being collected */
};

static const char *const style_codes[CB_N_STYLES] = {
    [CB_STYLE_PLAIN] = "",    [CB_STYLE_TITLE] = "1", [CB_STYLE_MARK] = "1;35",
    [CB_STYLE_SYNONYM] = "4", [CB_STYLE_QUIET] = "2", [CB_STYLE_LINK] = "36",
};

CbLayout *cb_layout_new(guint width, gboolean colour)
{
    CbLayout *layout = g_new0(CbLayout, 1);
    layout->width = width;
    layout->colour = colour;
    layout->text = g_string_new(NULL);
    layout->cells = g_array_new(FALSE, FALSE, sizeof(Cell));
    return layout;
}

void cb_layout_free(CbLayout *layout)
{
    if (!layout)
        return;
    g_string_free(layout->text, TRUE);
    g_array_unref(layout->cells);
    g_free(layout);
}

const GString *cb_layout_text(const CbLayout *layout)
{
    return layout->text;
}

/** Format characters (soft hyphens, direction signs) and controls are not shown; joiners are, as
 * some signs need them. */
static gboolean is_hidden(gunichar c)
{
    GUnicodeType type = g_unichar_type(c);
    return type == G_UNICODE_CONTROL || (type == G_UNICODE_FORMAT && c != 0x200C && c != 0x200D);
}

static gboolean is_space(gunichar c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == 0x2028 ||
           c == 0x2029;
}

static gboolean ends_in_space(const GArray *cells)
{
    return cells->len == 0 || g_array_index(cells, Cell, cells->len - 1).c == ' ';
}

static void add_code_point(CbLayout *layout, CbStyle style, gunichar c)
{
    Cell cell = {.c = c, .style = (guint8)style, .width = 1};

    if (is_space(c)) {
        if (ends_in_space(layout->cells))
            return;
        cell.c = ' ';
    } else if (is_hidden(c)) {
        return;
    } else if (g_unichar_iszerowidth(c)) {
        cell.width = 0;
    } else if (g_unichar_iswide(c)) {
        cell.width = 2;
    }
    g_array_append_val(layout->cells, cell);
}

void cb_layout_add(CbLayout *layout, CbStyle style, const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);

    for (char *p = valid; *p; p = g_utf8_next_char(p))
        add_code_point(layout, style, g_utf8_get_char(p));
}

void cb_layout_addf(CbLayout *layout, CbStyle style, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    g_autofree char *text = g_strdup_vprintf(format, list);
    va_end(list);
    cb_layout_add(layout, style, text);
}

/** Of the code point at @position; @mark: the first that ends after it, or NULL. */
static CbStyle style_at(const CbMark *mark, guint position)
{
    if (!mark || mark->start > position)
        return CB_STYLE_PLAIN;
    return mark->kind == CB_MARK_SYNONYM ? CB_STYLE_SYNONYM : CB_STYLE_MARK;
}

void cb_layout_add_marked(CbLayout *layout, const char *text, const GArray *marks)
{
    guint position = 0, next = 0;

    for (const char *p = text; *p; p += g_utf8_skip[(guchar)*p], position++) {
        while (next < marks->len && g_array_index(marks, CbMark, next).end <= position)
            next++;
        const CbMark *mark = next < marks->len ? &g_array_index(marks, CbMark, next) : NULL;
        add_code_point(layout, style_at(mark, position), g_utf8_get_char(p));
    }
}

void cb_layout_pad(CbLayout *layout, guint column)
{
    const Cell blank = {.c = ' ', .style = CB_STYLE_PLAIN, .width = 1};
    guint columns = 0;

    for (guint i = 0; i < layout->cells->len; i++)
        columns += g_array_index(layout->cells, Cell, i).width;
    for (; columns < column; columns++)
        g_array_append_val(layout->cells, blank);
}

static void switch_style(CbLayout *layout, guint8 *current, guint8 wanted)
{
    if (!layout->colour || *current == wanted)
        return;
    if (*current != CB_STYLE_PLAIN)
        g_string_append(layout->text, "\033[0m");
    if (wanted != CB_STYLE_PLAIN)
        g_string_append_printf(layout->text, "\033[%sm", style_codes[wanted]);
    *current = wanted;
}

static void write_line(CbLayout *layout, guint indent, const Cell *cells, guint length)
{
    guint8 style = CB_STYLE_PLAIN;

    while (length > 0 && cells[length - 1].c == ' ')
        length--;
    for (guint i = 0; i < indent; i++)
        g_string_append_c(layout->text, ' ');
    for (guint i = 0; i < length; i++) {
        switch_style(layout, &style, cells[i].style);
        g_string_append_unichar(layout->text, cells[i].c);
    }
    switch_style(layout, &style, CB_STYLE_PLAIN);
    g_string_append_c(layout->text, '\n');
}

static guint link_end(const Cell *cells, guint n, guint i)
{
    while (i < n && cells[i].style == CB_STYLE_LINK)
        i++;
    return i;
}

/** How many of the @n cells go on a line of @room columns: as many whole words as fit. A word that
 * is longer than a line is cut, a link is not. */
static guint fit(const Cell *cells, guint n, guint room)
{
    guint columns = 0, last_space = 0;

    for (guint i = 0; i < n; i++) {
        columns += cells[i].width;
        if (columns > room && cells[i].c != ' ') {
            if (last_space > 0)
                return last_space;
            return cells[0].style == CB_STYLE_LINK ? link_end(cells, n, i) : MAX(i, 1);
        }
        if (cells[i].c == ' ' && cells[i].style != CB_STYLE_LINK)
            last_space = i;
    }
    return n;
}

void cb_layout_end(CbLayout *layout, guint first, guint rest)
{
    const Cell *cells = (const Cell *)(const void *)layout->cells->data;
    guint left = layout->cells->len, indent = first;

    while (left > 0) {
        guint room = layout->width > indent ? layout->width - indent : 1;
        guint length = layout->width ? fit(cells, left, room) : left;
        write_line(layout, indent, cells, length);
        while (length < left && cells[length].c == ' ')
            length++;
        cells += length;
        left -= length;
        indent = rest;
    }
    g_array_set_size(layout->cells, 0);
}

void cb_layout_gap(CbLayout *layout)
{
    const GString *text = layout->text;

    if (text->len == 0 || (text->len > 1 && text->str[text->len - 2] == '\n'))
        return;
    g_string_append_c(layout->text, '\n');
}
