/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates as Danish web pages write them; see dates.h. */
#include "dates.h"

#include <string.h>

#define FIRST_YEAR 1990
#define LAST_YEAR 2100

static const char *const months[] = {"januar",    "februar", "marts",    "april",
                                     "maj",       "juni",    "juli",     "august",
                                     "september", "oktober", "november", "december"};

static char *iso(guint year, guint month, guint day)
{
    if (year < 100)
        year += 2000;
    if (year < FIRST_YEAR || year > LAST_YEAR || month > 12 ||
        !g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
        return NULL;
    return g_strdup_printf("%04u-%02u-%02u", year, month, day);
}

static const char *skip_space(const char *p)
{
    while (*p != '\0' && g_unichar_isspace(g_utf8_get_char(p)))
        p = g_utf8_next_char(p);
    return p;
}

/* Reads at most @most digits. Returns how many there were; 0 also when more follow. */
static guint read_number(const char **p, guint most, guint *value)
{
    guint digits = 0;
    *value = 0;
    for (; digits < most && g_ascii_isdigit((*p)[digits]); digits++)
        *value = *value * 10 + (guint)((*p)[digits] - '0');
    if (g_ascii_isdigit((*p)[digits]))
        return 0;
    *p += digits;
    return digits;
}

/* "marts", "mar", "mar."; 0 when it is no month. */
static guint read_month(const char **p)
{
    gsize length = 0;
    while (g_ascii_isalpha((*p)[length]))
        length++;
    for (guint i = 0; i < G_N_ELEMENTS(months); i++) {
        gboolean whole = length == strlen(months[i]);
        /* "sept" beside the three-letter abbreviations. */
        if ((whole || length == 3 || (length == 4 && i == 8)) &&
            g_ascii_strncasecmp(*p, months[i], length) == 0) {
            *p += length;
            return i + 1;
        }
    }
    return 0;
}

static char *parse_iso(const char **p)
{
    guint year, month, day;
    if (read_number(p, 4, &year) != 4 || *(*p)++ != '-' || read_number(p, 2, &month) != 2 ||
        *(*p)++ != '-' || read_number(p, 2, &day) != 2)
        return NULL;
    return iso(year, month, day);
}

/* "14. marts 2024" after the day's digits and the full stop. */
static char *parse_month_name(const char **p, guint day)
{
    guint year;
    guint month = read_month(p);
    if (month == 0)
        return NULL;
    *p = skip_space(**p == '.' ? *p + 1 : *p);
    if (read_number(p, 4, &year) != 4)
        return NULL;
    return iso(year, month, day);
}

static const char *skip_separator(const char *p)
{
    p = skip_space(p);
    return strchr("./-", *p) != NULL && *p != '\0' ? skip_space(p + 1) : NULL;
}

/* "14.03.2024", "14/3-2024" after the day's digits. */
static char *parse_month_number(const char *p, guint day, const char **end)
{
    guint month, year;
    p = skip_separator(p);
    if (p == NULL || read_number(&p, 2, &month) == 0)
        return NULL;
    p = skip_separator(p);
    if (p == NULL)
        return NULL;
    guint digits = read_number(&p, 4, &year);
    if (digits != 4 && digits != 2)
        return NULL;
    *end = p;
    return iso(year, month, day);
}

static const char *skip_den(const char *p)
{
    p = skip_space(p);
    if (g_ascii_strncasecmp(p, "den ", 4) == 0)
        return skip_space(p + 4);
    if (g_ascii_strncasecmp(p, "d.", 2) == 0)
        return skip_space(p + 2);
    return p;
}

char *cb_date_parse(const char *text, const char **end)
{
    const char *rest = NULL;
    const char **stop = end != NULL ? end : &rest;
    const char *start = skip_den(text);
    *stop = start;
    char *date = parse_iso(stop);
    if (date != NULL)
        return date;

    guint day;
    *stop = start;
    if (read_number(stop, 2, &day) == 0)
        return NULL;
    date = parse_month_number(*stop, day, stop);
    if (date != NULL)
        return date;
    *stop = skip_space(**stop == '.' ? *stop + 1 : *stop);
    return parse_month_name(stop, day);
}

/* The labels of a change, then those of a publication. */
static const char *const labels[] = {
    "sidst opdateret",    "senest opdateret", "sidst redigeret",
    "senest redigeret",   "sidst revideret",  "senest revideret",
    "siden er opdateret", "opdateret",        "publiceret",
    "offentliggjort",     "udgivet",
};

/* A block that is longer speaks about something else. */
#define MAX_DATE_LINE_BYTES 120
#define MAX_LABEL_BYTES 30 /* of a label without its date */

/* Whether a line may begin to speak of its page at @p: not "Håndbogen er sidst opdateret ...". */
static gboolean begins_here(const char *text, const char *p)
{
    while (p > text && g_unichar_isspace(g_utf8_get_char(g_utf8_prev_char(p))))
        p = g_utf8_prev_char(p);
    if (p == text || g_ascii_strncasecmp(text, "siden ", 6) == 0 ||
        g_ascii_strncasecmp(text, "artiklen ", 9) == 0)
        return TRUE;
    gunichar c = g_utf8_get_char(g_utf8_prev_char(p));
    return !g_unichar_isalnum(c) && c != ',';
}

/* What follows the label @wanted; NULL when it is not there. */
static const char *after_label(const char *text, const char *wanted)
{
    gsize length = strlen(wanted);
    for (const char *p = text; *p != '\0'; p++)
        if (g_ascii_strncasecmp(p, wanted, length) == 0 && !g_ascii_isalpha(p[length]) &&
            begins_here(text, p))
            return p + length;
    return NULL;
}

char *cb_date_updated(const char *text, gboolean *label_only)
{
    *label_only = FALSE;
    gsize length = strlen(text);
    if (length > MAX_DATE_LINE_BYTES ||
        (length > MAX_LABEL_BYTES && strpbrk(text, "0123456789") == NULL))
        return NULL;
    for (guint i = 0; i < G_N_ELEMENTS(labels); i++) {
        const char *rest = after_label(text, labels[i]);
        if (rest == NULL)
            continue;
        rest = skip_space(rest);
        rest = skip_space(*rest == ':' ? rest + 1 : rest);
        char *date = cb_date_parse(rest, NULL);
        *label_only = date == NULL && *rest == '\0';
        if (date != NULL || *label_only)
            return date;
    }
    return NULL;
}
