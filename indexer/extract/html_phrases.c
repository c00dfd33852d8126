/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Knows a few Danish lines by heart. */
#include "html_phrases.h"
#include "html_text.h"
#include <string.h>

#define MAX_LINE_BYTES 30u
#define MAX_UPDATED_BYTES 160u

static char *lower_start(const char *text, gsize max_characters)
{
    const char *end = text;
    for (gsize i = 0; i < max_characters && *end != '\0'; i++)
        end = cb_text_next(end);
    return g_utf8_strdown(text, end - text);
}

/* Whether @text is one of @lines, which ends in NULL, in whatever case. */
static gboolean is_one_of(const char *text, const char *const *lines)
{
    if (strlen(text) > MAX_LINE_BYTES)
        return FALSE;
    g_autofree char *small = g_utf8_strdown(text, -1);
    return g_strv_contains(lines, small);
}

gboolean cb_phrase_is_chrome(const char *text)
{
    static const char *const lines[] = {"gå til hovedindhold",
                                        "gå til indhold",
                                        "spring til hovedindhold",
                                        "spring til indhold",
                                        "spring navigation over",
                                        "skip to content",
                                        "skip to main content",
                                        "gå til toppen",
                                        "tilbage til toppen",
                                        "til toppen",
                                        "vælg en side",
                                        "udskriv",
                                        "udskriv siden",
                                        "print",
                                        "print siden",
                                        "del",
                                        "del siden",
                                        "del på facebook",
                                        "del på linkedin",
                                        "del på twitter",
                                        "del på x",
                                        "log ind",
                                        "log på",
                                        "log ud",
                                        "menu",
                                        "luk",
                                        NULL};
    return is_one_of(text, lines);
}

gboolean cb_phrase_is_updated(const char *text)
{
    static const char *const starts[] = {
        "sidst opdateret", "senest opdateret", "opdateret",         "siden er opdateret",
        "sidst ændret",    "senest ændret",    "sidst revideret",   "senest revideret",
        "sidst redigeret", "senest redigeret", "siden er senest o", "siden er sidst o"};
    if (strlen(text) > MAX_UPDATED_BYTES || strpbrk(text, "0123456789") == NULL)
        return FALSE;
    g_autofree char *small = lower_start(text, 20);
    for (guint i = 0; i < G_N_ELEMENTS(starts); i++)
        if (g_str_has_prefix(small, starts[i]))
            return TRUE;
    return FALSE;
}

gboolean cb_phrase_is_contact(const char *text)
{
    static const char *const names[] = {"kontakt",
                                        "kontakt os",
                                        "kontaktperson",
                                        "kontaktpersoner",
                                        "kontaktoplysninger",
                                        "kontaktinformation",
                                        "kontaktinfo",
                                        "contact",
                                        NULL};
    g_autofree char *name = g_strchomp(g_strdelimit(g_strdup(text), ":", ' '));
    return is_one_of(name, names);
}

char *cb_phrase_without_signs(char *text)
{
    static const char signs[] = " +-−–▾▼▲▴▸▹►›»⌄⌃˅˄∨✕×";
    const char *start = text;
    while (*start != '\0' && g_utf8_strchr(signs, -1, g_utf8_get_char(start)) != NULL)
        start = cb_text_next(start);
    const char *end = start + strlen(start);
    while (end > start) {
        const char *last = g_utf8_prev_char(end);
        if (g_utf8_strchr(signs, -1, g_utf8_get_char(last)) == NULL)
            break;
        end = last;
    }
    char *trimmed = g_strndup(start, (gsize)(end - start));
    g_free(text);
    return trimmed;
}
