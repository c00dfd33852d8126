/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Danish for people: dates, numbers, sizes, and the names of things. */
#include "danish.h"
#include "frontend/values.h"

#include <errno.h>
#include <string.h>

static const char *const months[] = {"januar",    "februar", "marts",    "april",
                                     "maj",       "juni",    "juli",     "august",
                                     "september", "oktober", "november", "december"};

char *cb_danish_date(const char *iso_date)
{
    g_auto(GStrv) parts = g_strsplit(iso_date, "-", 4);
    guint year, month, day;

    if (g_strv_length(parts) != 3 || !cb_value_number("", parts[0], 1, 9999, &year, NULL) ||
        !cb_value_number("", parts[1], 1, 12, &month, NULL) ||
        !cb_value_number("", parts[2], 1, 31, &day, NULL))
        return g_strdup(iso_date);
    return g_strdup_printf("%u. %s %u", day, months[month - 1], year);
}

char *cb_danish_time(const char *iso_time)
{
    g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
    g_autoptr(GDateTime) time = g_date_time_new_from_iso8601(iso_time, utc);
    g_autoptr(GDateTime) local = time ? g_date_time_to_local(time) : NULL;

    if (!local)
        return g_strdup(iso_time);
    return g_strdup_printf("%d. %s %d kl. %02d.%02d", g_date_time_get_day_of_month(local),
                           months[g_date_time_get_month(local) - 1], g_date_time_get_year(local),
                           g_date_time_get_hour(local), g_date_time_get_minute(local));
}

char *cb_danish_number(guint64 number)
{
    g_autofree char *digits = g_strdup_printf("%" G_GUINT64_FORMAT, number);
    GString *text = g_string_new(NULL);
    gsize length = strlen(digits);

    for (gsize i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            g_string_append_c(text, '.');
        g_string_append_c(text, digits[i]);
    }
    return g_string_free(text, FALSE);
}

char *cb_danish_count(guint64 number, const char *one, const char *many)
{
    g_autofree char *text = cb_danish_number(number);
    return g_strdup_printf("%s %s", text, number == 1 ? one : many);
}

char *cb_danish_size(guint64 bytes)
{
    static const char *const units[] = {"kB", "MB", "GB", "TB"};
    guint unit = 0;

    if (bytes < 1000)
        return g_strdup_printf("%u byte", (guint)bytes);
    guint64 tenths = bytes / 100;
    while (tenths >= 10000 && unit + 1 < G_N_ELEMENTS(units)) {
        tenths /= 1000;
        unit++;
    }
    g_autofree char *whole = cb_danish_number(tenths / 10);
    if (tenths >= 100)
        return g_strdup_printf("%s %s", whole, units[unit]);
    return g_strdup_printf("%s,%u %s", whole, (guint)(tenths % 10), units[unit]);
}

char *cb_danish_duration(guint64 milliseconds)
{
    guint64 seconds = (milliseconds + 500) / 1000;

    if (milliseconds < 1000)
        return g_strdup_printf("%u ms", (guint)milliseconds);
    if (milliseconds < 59950) {
        guint tenths = (guint)((milliseconds + 50) / 100);
        return g_strdup_printf("%u,%u s", tenths / 10, tenths % 10);
    }
    if (seconds < 3600)
        return g_strdup_printf("%u min %u s", (guint)(seconds / 60), (guint)(seconds % 60));
    g_autofree char *hours = cb_danish_number(seconds / 3600);
    return g_strdup_printf("%s t %u min", hours, (guint)(seconds % 3600 / 60));
}

char *cb_danish_query(const char *text)
{
    if (g_utf8_strlen(text, -1) <= CB_NAMED_QUERY)
        return g_strdup(text);
    g_autofree char *beginning = g_utf8_substring(text, 0, CB_NAMED_QUERY - 1);
    return g_strconcat(beginning, "…", NULL);
}

const char *cb_danish_state(CbAttachmentState state)
{
    switch (state) {
    case CB_STATE_OK:
        return "";
    case CB_STATE_NO_TEXT:
        return "indscannet, uden tekst";
    case CB_STATE_ENCRYPTED:
        return "låst med adgangskode";
    case CB_STATE_DAMAGED:
        return "filen er beskadiget";
    case CB_STATE_MISSING:
        return "filen mangler";
    case CB_STATE_TIMEOUT:
        return "filen tog for lang tid at læse";
    }
    return "";
}

const char *cb_danish_file_state(const char *name)
{
    for (guint i = 0; i < CB_N_ATTACHMENT_STATES; i++)
        if (strcmp(cb_attachment_state_name((CbAttachmentState)i), name) == 0)
            return i == CB_STATE_OK ? "læst" : cb_danish_state((CbAttachmentState)i);
    static const struct {
        const char *name, *words;
    } others[] = {{"partial", "læst, men ikke alle linjer"},
                  {"failed", "kunne ikke læses"},
                  {"robots", "udeladt: robots.txt beder om det"},
                  {"noindex", "udeladt: siden beder selv om det"},
                  {"duplicate", "udeladt: den er der også under et andet navn"},
                  {"list", "udeladt: det er en liste over filer"}};
    for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
        if (strcmp(others[i].name, name) == 0)
            return others[i].words;
    return name;
}

const char *cb_danish_errno(int number)
{
    switch (number) {
    case ENOSPC:
    case EDQUOT:
        return "disken er fuld";
    case EACCES:
    case EPERM:
        return "adgang nægtet";
    case EIO:
        return "fejl på disken";
    default:
        return g_strerror(number);
    }
}
