/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "NAVN=MAPPE" and "NAVN=URL"; see source_spec.h. */
#include "source_spec.h"
#include "web_address.h"
#include <casebank/error.h>
#include <string.h>

void cb_source_spec_clear(CbSourceSpec *spec)
{
    g_clear_pointer(&spec->name, g_free);
    g_clear_pointer(&spec->root, g_free);
}

/* A name stands before every path of its source, and on the command line. */
static gboolean is_sane(const char *name)
{
    if (*name == '\0' || !g_utf8_validate(name, -1, NULL) || strchr(".-_", *name) != NULL ||
        g_utf8_strlen(name, -1) > CB_MAX_SOURCE_NAME_CHARS)
        return FALSE;
    for (const char *p = name; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (!g_unichar_isalnum(c) && c != '-' && c != '_' && c != '.')
            return FALSE;
    }
    return TRUE;
}

/* The '=' behind a name; NULL when what stands before it is a path. */
static const char *mark_of(const char *text)
{
    const char *mark = strchr(text, '=');
    return mark != NULL && memchr(text, '/', (gsize)(mark - text)) == NULL ? mark : NULL;
}

gboolean cb_source_spec_parse(const char *text, CbSourceSpec *spec, GError **error)
{
    const char *mark = mark_of(text);
    if (mark == NULL || g_file_test(text, G_FILE_TEST_EXISTS)) {
        spec->root = g_strdup(text);
        return TRUE;
    }
    g_autofree char *name = g_strndup(text, (gsize)(mark - text));
    g_autofree char *shown = g_filename_display_name(text);
    if (!is_sane(name)) {
        g_set_error(error, CB_ERROR, CB_ERROR_USAGE,
                    "»%s«: navnet foran = må kun have bogstaver, tal, bindestreg, understreg og "
                    "punktum, begynde med et af de to første og være på højst %u tegn; er det en "
                    "mappe, så skriv ./ foran",
                    shown, CB_MAX_SOURCE_NAME_CHARS);
        return FALSE;
    }
    if (mark[1] == '\0') {
        g_set_error(error, CB_ERROR, CB_ERROR_USAGE, "»%s«: der mangler en mappe efter =", shown);
        return FALSE;
    }
    spec->name = g_steal_pointer(&name);
    spec->root = g_strdup(mark + 1);
    return TRUE;
}

const char *cb_base_url_parse(const char *text, char **name, GError **error)
{
    const char *mark = cb_web_is_absolute(text) ? NULL : mark_of(text);
    const char *url = mark != NULL ? mark + 1 : text;
    *name = NULL;
    if (!cb_web_is_absolute(url)) {
        g_set_error(error, CB_ERROR, CB_ERROR_USAGE,
                    "»%s« er ikke en web-adresse; den begynder med https:// eller http://", url);
        return NULL;
    }
    if (mark != NULL)
        *name = g_strndup(text, (gsize)(mark - text));
    return url;
}
