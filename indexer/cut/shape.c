/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a line of text looks like; see shape.h. */
#include "shape.h"

#include "dates.h"
#include <string.h>

#define MAX_HEADING_CHARS 110
#define MAX_HEADING_WORDS 16
#define LONG_LINE_CHARS 130
#define MAX_QUESTION_CHARS 90 /* of a heading that asks */

guint cb_word_count(const char *text)
{
    guint words = 0;
    gboolean inside = FALSE;
    for (const char *p = text; *p != '\0'; p++) {
        gboolean space = *p == ' ';
        words += !space && !inside;
        inside = !space;
    }
    return words;
}

gboolean cb_has_letters(const char *text)
{
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
        if (g_unichar_isalnum(g_utf8_get_char(p)))
            return TRUE;
    return FALSE;
}

static gunichar last_char(const char *text)
{
    const char *end = text + strlen(text);
    return end > text ? g_utf8_get_char(g_utf8_prev_char(end)) : 0;
}

/* The last character, quotation marks and brackets aside. */
static gunichar last_mark(const char *text)
{
    const char *end = text + strlen(text);
    while (end > text) {
        end = g_utf8_prev_char(end);
        gunichar c = g_utf8_get_char(end);
        if (strchr("\"')]", (int)(c < 0x80 ? c : 'x')) == NULL && c != 0x201D && c != 0xBB &&
            c != 0x2019 && c != 0xAB && c != ' ')
            return c;
    }
    return 0;
}

gboolean cb_is_prose(const char *text)
{
    gunichar last = last_mark(text);
    glong length = g_utf8_strlen(text, -1);
    gboolean stopped = last == '.' || last == '!' || last == ':' || last == 0x2026 ||
                       (last == '?' && length > MAX_QUESTION_CHARS);
    return (stopped && cb_word_count(text) >= 5) || length >= LONG_LINE_CHARS;
}

gboolean cb_is_statement(const char *text)
{
    return cb_word_count(text) >= 6 || cb_is_prose(text);
}

static gboolean begins_like_heading(const char *text)
{
    gunichar c = g_utf8_get_char(text);
    if (c == '"' || c == '\'' || c == 0x201D || c == 0x201C || c == 0x2019 || c == 0x2018 ||
        c == 0xBB || c == 0xAB)
        c = g_utf8_get_char(g_utf8_next_char(text));
    return g_unichar_isupper(c) || g_unichar_isdigit(c);
}

/* "m.v.", "mm.": a full stop that ends no sentence. */
static gboolean ends_in_abbreviation(const char *text)
{
    static const char *const endings[] = {" mv.", " m.v.", " mm.", " m.m.", " o.l.", " pct."};
    for (guint i = 0; i < G_N_ELEMENTS(endings); i++)
        if (g_str_has_suffix(text, endings[i]))
            return TRUE;
    return FALSE;
}

static gboolean names_change(const char *text)
{
    gboolean label_only;
    g_autofree char *date = cb_date_updated(text, &label_only);
    return date != NULL || label_only;
}

gboolean cb_is_heading_like(const char *text)
{
    if (!begins_like_heading(text) || g_utf8_strlen(text, -1) > MAX_HEADING_CHARS ||
        cb_word_count(text) > MAX_HEADING_WORDS)
        return FALSE;
    gunichar last = last_char(text);
    if ((last < 0x80 && strchr(".:;,!", (int)last) != NULL) && !ends_in_abbreviation(text))
        return FALSE;
    return cb_has_letters(text) && !cb_has_address(text) && !names_change(text);
}

/* ---- addresses ---- */

static gboolean has_mail(const char *text)
{
    for (const char *at = strchr(text, '@'); at != NULL; at = strchr(at + 1, '@')) {
        if (at == text || !g_unichar_isalnum(g_utf8_get_char(g_utf8_prev_char(at))))
            continue;
        gsize domain = strcspn(at + 1, " ,;<>()");
        const char *dot = memchr(at + 1, '.', domain);
        if (dot != NULL && dot > at + 1 && g_ascii_isalpha(dot[1]))
            return TRUE;
    }
    return FALSE;
}

typedef struct {
    guint digits;
    guint groups[8]; /* digits in each */
    guint n_groups;
    const char *end;
} Number;

static gboolean is_joint(const char *p)
{
    return (*p == ' ' || *p == '-' || *p == '.') && g_ascii_isdigit(p[1]);
}

/* Reads digits in groups from @p. */
static Number read_digits(const char *p)
{
    Number number = {0, {0}, 1, p};
    for (;;) {
        while (g_ascii_isdigit(*p)) {
            number.digits++;
            number.groups[number.n_groups - 1]++;
            p++;
        }
        if (!is_joint(p) || number.n_groups == G_N_ELEMENTS(number.groups))
            break;
        number.n_groups++;
        p++;
    }
    number.end = p;
    return number;
}

/* Eight digits as Danes write them: 33 70 34 72, 3370 3472 or 33703472. */
static gboolean is_danish_number(const Number *number)
{
    if (number->digits != 8 || number->n_groups > 4 || number->n_groups == 3)
        return FALSE;
    for (guint i = 1; i < number->n_groups; i++)
        if (number->groups[i] != number->groups[0])
            return FALSE;
    return TRUE;
}

/* Whether a word for a telephone ends shortly before @p. */
static gboolean has_phone_label(const char *text, const char *p)
{
    static const char *const labels[] = {"tlf", "telefon", "mobil", "tel."};
    gsize back = MIN((gsize)(p - text), 24);
    g_autofree char *before = g_ascii_strdown(p - back, (gssize)back);
    for (guint i = 0; i < G_N_ELEMENTS(labels); i++)
        if (strstr(before, labels[i]) != NULL)
            return TRUE;
    return FALSE;
}

static gboolean has_country_code(const char *text, const char *p)
{
    while (p > text && p[-1] == ' ')
        p--;
    return (p - text >= 3 && strncmp(p - 3, "+45", 3) == 0) ||
           (p - text >= 4 && strncmp(p - 4, "0045", 4) == 0);
}

static gboolean is_phone(const char *text, const char *p, const Number *number)
{
    if (number->digits < 8 || number->digits > 12)
        return FALSE;
    if (has_phone_label(text, p) || has_country_code(text, p) || (p > text && p[-1] == '+'))
        return TRUE;
    if (!is_danish_number(number))
        return FALSE;
    /* Without a label: in pairs, or alone on its line and no span of years. */
    return number->n_groups == 4 ||
           (p == text && *number->end == '\0' && memchr(p, '-', 5) == NULL);
}

static gboolean has_phone(const char *text)
{
    for (const char *p = text; (p = strpbrk(p, "0123456789")) != NULL;) {
        Number number = read_digits(p);
        if (is_phone(text, p, &number))
            return TRUE;
        p = number.end;
    }
    return FALSE;
}

gboolean cb_has_address(const char *text)
{
    return has_mail(text) || has_phone(text);
}
