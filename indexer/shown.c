/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text that strangers wrote as it can stand on a terminal. */
#include "shown.h"
#include <string.h>

#define REPLACEMENT 0xFFFD

/* Joiners are format characters too, but some signs need them. */
static gboolean is_hostile(gunichar c)
{
    GUnicodeType type = g_unichar_type(c);
    return type == G_UNICODE_CONTROL || type == G_UNICODE_LINE_SEPARATOR ||
           type == G_UNICODE_PARAGRAPH_SEPARATOR ||
           (type == G_UNICODE_FORMAT && c != 0x200C && c != 0x200D && c != 0xAD);
}

char *cb_shown(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    GString *shown = g_string_sized_new(strlen(valid));
    for (const char *p = valid; *p != '\0'; p += g_utf8_skip[(guchar)*p]) {
        gunichar c = g_utf8_get_char(p);
        g_string_append_unichar(shown, is_hostile(c) ? REPLACEMENT : c);
    }
    return g_string_free(shown, FALSE);
}

static guint width_of(gunichar c)
{
    if (g_unichar_iszerowidth(c))
        return 0;
    return g_unichar_iswide(c) ? 2 : 1;
}

guint cb_columns(const char *text)
{
    guint columns = 0;
    for (; *text != '\0'; text += g_utf8_skip[(guchar)*text])
        columns += width_of(g_utf8_get_char(text));
    return columns;
}

char *cb_cut_to_columns(const char *text, guint columns)
{
    if (cb_columns(text) <= columns)
        return g_strdup(text);
    if (columns == 0)
        return g_strdup("");
    guint used = 0;
    const char *end = text;
    while (used + width_of(g_utf8_get_char(end)) < columns) {
        used += width_of(g_utf8_get_char(end));
        end += g_utf8_skip[(guchar)*end];
    }
    g_autofree char *kept = g_strndup(text, (gsize)(end - text));
    return g_strconcat(kept, "…", NULL);
}
