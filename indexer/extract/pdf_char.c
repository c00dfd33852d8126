/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Single characters: what a PDF's character becomes in the text. */
#include "pdf_segment.h"

/* The Latin ligatures U+FB00 to U+FB06. */
static const char *const ligatures[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};

static gboolean is_invisible(gunichar c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) /* controls */
           || c == 0xad                        /* soft hyphen */
           || (c >= 0x200b && c <= 0x200f)     /* zero width, direction marks */
           || (c >= 0x202a && c <= 0x202e)     /* direction embedding */
           || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff || (c >= 0xfff0 && c <= 0xfffc) ||
           (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef); /* not characters */
}

/* Fonts of symbols (Symbol, Wingdings) put their bullets and arrows here; no text has letters here.
 */
static gboolean is_private(gunichar c)
{
    return (c >= 0xe000 && c <= 0xf8ff) || c >= 0xf0000;
}

static gboolean is_space(gunichar c)
{
    return c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 ||
           c == 0x202f || c == 0x205f || c == 0x3000;
}

void cb_pdf_append_char(GString *out, gunichar c)
{
    if (c >= 0x20 && c < 0x7f)
        g_string_append_c(out, (char)c);
    else if (c == '\t' || c == '\n' || c == '\r' || is_space(c))
        g_string_append_c(out, ' ');
    else if (is_invisible(c))
        return;
    else if (c >= 0xfb00 && c <= 0xfb06)
        g_string_append(out, ligatures[c - 0xfb00]);
    else if (is_private(c))
        g_string_append(out, "•");
    else
        g_string_append_unichar(out, c);
}
