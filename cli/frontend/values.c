/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the values of a search request. */
#include "values.h"

#include <casebank/error.h>
#include <string.h>

#define MAX_SHOWN 80 /* code points of a wrong value that a message repeats */

char *cb_shown_text(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    GString *shown = g_string_new(NULL);
    guint count = 0;

    for (char *p = valid; *p; p = g_utf8_next_char(p)) {
        if (count++ == MAX_SHOWN) {
            g_string_append(shown, "…");
            break;
        }
        gunichar c = g_utf8_get_char(p);
        g_string_append_unichar(shown, g_unichar_iscntrl(c) ? ' ' : c);
    }
    return g_string_free(shown, FALSE);
}

static gboolean all_digits(const char *value)
{
    return value[0] && strspn(value, "0123456789") == strlen(value);
}

gboolean cb_value_number(const char *label, const char *value, guint min, guint max, guint *number,
                         GError **error)
{
    guint64 parsed;

    if (all_digits(value) && g_ascii_string_to_unsigned(value, 10, min, max, &parsed, NULL)) {
        *number = (guint)parsed;
        return TRUE;
    }
    g_autofree char *shown = cb_shown_text(value);
    g_set_error(error, CB_ERROR, CB_ERROR_USAGE,
                "%s skal være et helt tal fra %u til %u, ikke »%s«", label, min, max, shown);
    return FALSE;
}

/** @text: four digits, or nothing for an open end. */
static gboolean parse_year(const char *text, gsize length, guint *year)
{
    if (length == 0) {
        *year = 0;
        return TRUE;
    }
    if (length != 4)
        return FALSE;
    guint value = 0;
    for (gsize i = 0; i < length; i++) {
        if (!g_ascii_isdigit(text[i]))
            return FALSE;
        value = value * 10 + (guint)g_ascii_digit_value(text[i]);
    }
    *year = value;
    return value > 0;
}

gboolean cb_value_years(const char *label, const char *value, guint *from, guint *to,
                        GError **error)
{
    const char *dots = strstr(value, "..");
    gsize length = strlen(value);
    guint first = 0, last = 0;
    gboolean valid;

    if (dots) {
        valid = length > 2 && parse_year(value, (gsize)(dots - value), &first) &&
                parse_year(dots + 2, strlen(dots + 2), &last);
    } else {
        valid = length > 0 && parse_year(value, length, &first);
        last = first;
    }
    if (!valid || (first && last && first > last)) {
        g_autofree char *shown = cb_shown_text(value);
        g_set_error(error, CB_ERROR, CB_ERROR_USAGE,
                    "%s skal være et årstal som 2021 eller et spænd som 2019..2023, ikke »%s«",
                    label, shown);
        return FALSE;
    }
    *from = first;
    *to = last;
    return TRUE;
}

gboolean cb_value_sort(const char *label, const char *value, CbSort *sort, GError **error)
{
    if (strcmp(value, "relevance") == 0 || strcmp(value, "relevans") == 0) {
        *sort = CB_SORT_RELEVANCE;
        return TRUE;
    }
    if (strcmp(value, "date") == 0 || strcmp(value, "dato") == 0) {
        *sort = CB_SORT_DATE;
        return TRUE;
    }
    g_autofree char *shown = cb_shown_text(value);
    g_set_error(error, CB_ERROR, CB_ERROR_USAGE,
                "%s skal være relevance (relevans) eller date (dato), ikke »%s«", label, shown);
    return FALSE;
}

gboolean cb_value_text(const char *label, const char *value, GError **error)
{
    if (g_utf8_validate(value, -1, NULL))
        return TRUE;
    g_set_error(error, CB_ERROR, CB_ERROR_USAGE, "%s er ikke gyldig UTF-8", label);
    return FALSE;
}
