/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading what a request asks for. */
#include "target.h"

#include <casebank/error.h>
#include <string.h>

static gboolean fail(GError **error, const char *why)
{
    g_set_error_literal(error, CB_ERROR, CB_ERROR_USAGE, why);
    return FALSE;
}

/** @plus_is_space: as in the query of an address, but not in its path. */
static char *decode(const char *raw, gsize length, gboolean plus_is_space, GError **error)
{
    g_autoptr(GString) text = g_string_sized_new(length);

    for (gsize i = 0; i < length; i++) {
        char c = raw[i];
        if (c == '%') {
            if (length - i < 3 || !g_ascii_isxdigit(raw[i + 1]) || !g_ascii_isxdigit(raw[i + 2])) {
                fail(error,
                     "efter % i adressen skal der stå to hexcifre; selve tegnet % skrives %25");
                return NULL;
            }
            c = (char)(g_ascii_xdigit_value(raw[i + 1]) * 16 + g_ascii_xdigit_value(raw[i + 2]));
            i += 2;
            if (c == '\0') {
                fail(error, "adressen indeholder et nultegn (%00)");
                return NULL;
            }
        } else if (c == '+' && plus_is_space) {
            c = ' ';
        }
        g_string_append_c(text, c);
    }
    if (!g_utf8_validate(text->str, (gssize)text->len, NULL)) {
        fail(error, "adressen er ikke gyldig UTF-8");
        return NULL;
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void parameter_free(CbParameter *parameter)
{
    g_free(parameter->name);
    g_free(parameter->value);
    g_free(parameter);
}

static gboolean add_parameter(CbTarget *target, const char *raw, gsize length, GError **error)
{
    const char *equals = memchr(raw, '=', length);
    gsize name_length = equals ? (gsize)(equals - raw) : length;
    g_autofree char *name = decode(raw, name_length, TRUE, error);
    g_autofree char *value = NULL;

    if (!name)
        return FALSE;
    value = equals ? decode(equals + 1, length - name_length - 1, TRUE, error) : g_strdup("");
    if (!value)
        return FALSE;
    CbParameter *parameter = g_new(CbParameter, 1);
    parameter->name = g_steal_pointer(&name);
    parameter->value = g_steal_pointer(&value);
    g_ptr_array_add(target->parameters, parameter);
    return TRUE;
}

static gboolean add_parameters(CbTarget *target, const char *query, GError **error)
{
    while (*query) {
        gsize length = strcspn(query, "&");
        if (length > 0 && !add_parameter(target, query, length, error))
            return FALSE;
        query += length;
        query += *query == '&';
    }
    return TRUE;
}

/** A proxy may ask with the whole address: what comes before the path is of no interest. */
static const char *skip_origin(const char *raw)
{
    static const char *const schemes[] = {"http://", "https://"};

    for (gsize i = 0; i < G_N_ELEMENTS(schemes); i++)
        if (g_ascii_strncasecmp(raw, schemes[i], strlen(schemes[i])) == 0) {
            raw += strlen(schemes[i]);
            return raw + strcspn(raw, "/?");
        }
    return raw;
}

CbTarget *cb_target_parse(const char *raw, GError **error)
{
    g_autoptr(CbTarget) target = g_new0(CbTarget, 1);
    const char *start = skip_origin(raw);
    gsize length = strcspn(start, "?");

    target->parameters = g_ptr_array_new_with_free_func((GDestroyNotify)parameter_free);
    target->path = length > 0 ? decode(start, length, FALSE, error) : g_strdup("/");
    if (!target->path)
        return NULL;
    if (start[length] == '?' && !add_parameters(target, start + length + 1, error))
        return NULL;
    return g_steal_pointer(&target);
}

void cb_target_free(CbTarget *target)
{
    if (!target)
        return;
    g_free(target->path);
    g_ptr_array_unref(target->parameters);
    g_free(target);
}
