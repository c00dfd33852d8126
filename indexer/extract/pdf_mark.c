/* SPDX-License-Identifier: GPL-3.0-or-later */
/* List marks: bullets, numbers, letters, dashes. */
#include "pdf_mark.h"
#include <string.h>

static gboolean is_bullet(gunichar c)
{
    return c == 0x2022 || c == 0x2023 || c == 0x2043 || c == 0x25aa || c == 0x25ab || c == 0x25cf ||
           c == 0x25cb || c == 0x25e6 || c == 0x25a0 || c == 0x25a1 || c == 0x25b6 || c == 0x25ba ||
           c == 0x25b8 || c == 0x25c6 || c == 0x25c7 || c == 0x27a2 || c == 0x27a4 || c == 0x2713 ||
           c == 0x2714 || c == 0x2610 || c == 0x2611 || c == 0x2612 || c == 0xb7;
}

/* Length in bytes of "1." "12)" "2.3" "2.3.1." "1a." at the start of @s, or 0. */
static gsize number_length(const char *s)
{
    gsize n = 0, dots = 0, digits = 0;
    for (; g_ascii_isdigit(s[n]) || (s[n] == '.' && digits > 0); n++) {
        dots += s[n] == '.';
        digits = s[n] == '.' ? 0 : digits + 1;
        if (digits > 3)
            return 0;
    }
    if (digits > 0 && g_ascii_islower(s[n]) && (s[n + 1] == '.' || s[n + 1] == ')'))
        return n + 2;
    if (n > 0 && s[n] == ')')
        return n + 1;
    return dots > 0 ? n : 0;
}

/* Length in bytes of the list mark that begins @s (NUL-terminated), or 0. */
static gsize mark_length(const char *s)
{
    if (g_ascii_isdigit(*s))
        return number_length(s);
    if (g_ascii_isalpha(*s) && (s[1] == ')' || s[1] == '.'))
        return 2;
    if (*s == '(' && g_ascii_isalnum(s[1]))
        return s[2] == ')' ? 3 : g_ascii_isalnum(s[2]) && s[3] == ')' ? 4 : 0;
    if (*s == '-')
        return 1;
    if (g_str_has_prefix(s, "–") || g_str_has_prefix(s, "—"))
        return 3;
    if (g_str_has_prefix(s, "§ ") && g_ascii_isdigit(s[3])) {
        gsize n = number_length(s + 3);
        return n > 0 ? 3 + n : 0;
    }
    return 0;
}

void cb_pdf_take_mark(CbPdfSegment *s, GString *text)
{
    const char *start = text->str + s->start;
    gboolean is_small_o = start[0] == 'o' && (start[1] == ' ' || start[1] == '\0'); /* Word's */
    gboolean bullet = is_small_o || is_bullet(s->first);
    gsize n = bullet ? (gsize)g_unichar_to_utf8(s->first, NULL) : mark_length(start);
    if (n == 0 || (start[n] != ' ' && start[n] != '\0'))
        return;
    s->flags |= bullet ? CB_PDF_BULLET : CB_PDF_MARK;
    if (start[n] == '\0')
        s->flags |= CB_PDF_ALONE;
    if (bullet)
        g_string_erase(text, s->start, (gssize)(start[n] == ' ' ? n + 1 : n));
}
