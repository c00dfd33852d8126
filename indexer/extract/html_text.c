/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folds white space and drops invisible characters. */
#include "html_text.h"
#include <string.h>

gunichar cb_text_windows_1252(guint byte)
{
    static const guint16 table[32] = {
        0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
        0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
        0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};
    return byte >= 0x80 && byte <= 0x9f ? table[byte - 0x80] : 0;
}

void cb_text_space(GString *out)
{
    if (out->len > 0 && out->str[out->len - 1] != ' ' && out->str[out->len - 1] != '\n')
        g_string_append_c(out, ' ');
}

gboolean cb_text_break(GString *out)
{
    while (out->len > 0 && out->str[out->len - 1] == ' ')
        g_string_truncate(out, out->len - 1);
    if (out->len == 0)
        return TRUE;
    if (out->str[out->len - 1] == '\n')
        return FALSE;
    g_string_append_c(out, '\n');
    return TRUE;
}

static gboolean is_space(gunichar c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xa0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f ||
           c == 0x205f || c == 0x3000;
}

/* Characters that are not seen, and icons. */
static gboolean is_nothing(gunichar c)
{
    return c < 0x20 || c == 0x7f || c == 0xad || (c >= 0x200b && c <= 0x200f) ||
           (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff ||
           (c >= 0xe000 && c <= 0xf8ff) || (c >= 0xfe00 && c <= 0xfe0f);
}

static void append_character(GString *out, gunichar c)
{
    if (c >= 0x80 && c <= 0x9f)
        c = cb_text_windows_1252(c);
    if (is_space(c))
        cb_text_space(out);
    else if (!is_nothing(c))
        g_string_append_unichar(out, c);
}

void cb_text_append(GString *out, const char *text, gsize length)
{
    const char *end = text + length;
    while (text < end) {
        const char *run = text;
        while (text<end && * text> ' ' && *text < 0x7f)
            text++;
        if (text > run)
            g_string_append_len(out, run, text - run);
        if (text == end)
            return;
        if (*text >= '\t' && *text <= ' ') {
            append_character(out, (gunichar)*text);
            text++;
        } else {
            append_character(out, g_utf8_get_char(text));
            text = cb_text_next(text);
        }
    }
}

/* Below U+0300 nothing combines; of what is above, Danish text holds but a few marks. */
static gboolean may_combine(const char *text)
{
    for (; *text != '\0'; text++)
        if ((guint8)*text >= 0xcc && (guint8)*text != 0xe2)
            return TRUE;
    return FALSE;
}

char *cb_text_take(GString *out)
{
    while (out->len > 0 && (out->str[out->len - 1] == ' ' || out->str[out->len - 1] == '\n'))
        g_string_truncate(out, out->len - 1);
    char *text = may_combine(out->str) ? g_utf8_normalize(out->str, -1, G_NORMALIZE_NFC) : NULL;
    if (text == NULL)
        text = g_strndup(out->str, out->len);
    g_string_truncate(out, 0);
    return text;
}
