/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing JSON. */
#include "json_writer.h"
#include <string.h>

void cb_json_init(CbJson *json, gboolean pretty)
{
    *json = (CbJson){.out = g_string_sized_new(4096), .pretty = pretty, .empty = TRUE};
}

char *cb_json_finish(CbJson *json)
{
    return g_string_free(g_steal_pointer(&json->out), FALSE);
}

static void new_line(CbJson *json)
{
    if (!json->pretty)
        return;
    g_string_append_c(json->out, '\n');
    for (guint i = 0; i < json->depth; i++)
        g_string_append(json->out, "  ");
}

static void append_escape(GString *out, guchar c)
{
    switch (c) {
    case '"':
        g_string_append(out, "\\\"");
        break;
    case '\\':
        g_string_append(out, "\\\\");
        break;
    case '\n':
        g_string_append(out, "\\n");
        break;
    case '\t':
        g_string_append(out, "\\t");
        break;
    default:
        g_string_append_printf(out, "\\u%04x", c);
    }
}

static gboolean is_plain(guchar c)
{
    return c >= 0x20 && c != '"' && c != '\\' && c != 0x7f;
}

static void append_quoted(GString *out, const char *text)
{
    g_string_append_c(out, '"');
    for (const char *p = text; *p != '\0';) {
        const char *start = p;
        while (is_plain((guchar)*p))
            p++;
        g_string_append_len(out, start, p - start);
        if (*p != '\0')
            append_escape(out, (guchar)*p++);
    }
    g_string_append_c(out, '"');
}

/* What stands before a value. */
static void begin_value(CbJson *json, const char *name)
{
    if (!json->empty)
        g_string_append_c(json->out, ',');
    json->empty = FALSE;
    if (json->depth > 0)
        new_line(json);
    if (name == NULL)
        return;
    append_quoted(json->out, name);
    g_string_append(json->out, json->pretty ? ": " : ":");
}

static void begin_container(CbJson *json, const char *name, char bracket)
{
    begin_value(json, name);
    g_string_append_c(json->out, bracket);
    json->depth++;
    json->empty = TRUE;
}

static void end_container(CbJson *json, char bracket)
{
    json->depth--;
    if (!json->empty)
        new_line(json);
    g_string_append_c(json->out, bracket);
    json->empty = FALSE;
}

void cb_json_begin_object(CbJson *json, const char *name)
{
    begin_container(json, name, '{');
}

void cb_json_end_object(CbJson *json)
{
    end_container(json, '}');
}

void cb_json_begin_array(CbJson *json, const char *name)
{
    begin_container(json, name, '[');
}

void cb_json_end_array(CbJson *json)
{
    end_container(json, ']');
}

void cb_json_string(CbJson *json, const char *name, const char *value)
{
    if (value == NULL) {
        cb_json_null(json, name);
        return;
    }
    begin_value(json, name);
    append_quoted(json->out, value);
}

void cb_json_integer(CbJson *json, const char *name, guint64 value)
{
    char digits[20], *p = digits + sizeof digits;
    begin_value(json, name);
    do
        *--p = (char)('0' + value % 10);
    while ((value /= 10) > 0);
    g_string_append_len(json->out, p, digits + sizeof digits - p);
}

void cb_json_real(CbJson *json, const char *name, double value, guint decimals)
{
    char format[] = "%.0f", text[G_ASCII_DTOSTR_BUF_SIZE + 320];
    format[2] = (char)('0' + decimals);
    begin_value(json, name);
    g_ascii_formatd(text, sizeof text, format, value);
    char *end = text + strlen(text);
    while (end[-1] == '0' && end[-2] != '.')
        *--end = '\0';
    g_string_append(json->out, text);
}

void cb_json_boolean(CbJson *json, const char *name, gboolean value)
{
    begin_value(json, name);
    g_string_append(json->out, value ? "true" : "false");
}

void cb_json_null(CbJson *json, const char *name)
{
    begin_value(json, name);
    g_string_append(json->out, "null");
}
