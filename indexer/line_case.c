/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading one line. */
#include "line_case.h"
#include "cut/dates.h"
#include <casebank/error.h>
#include <jansson.h>
#include <string.h>

void cb_line_case_clear(CbLineCase *line)
{
    g_clear_pointer(&line->item, cb_case_free);
    g_clear_pointer(&line->html, g_free);
    g_clear_pointer(&line->notes, g_ptr_array_unref);
}

static void line_case_init(CbLineCase *line)
{
    line->item = cb_case_new();
    line->html = NULL;
    line->notes = g_ptr_array_new_with_free_func(g_free);
}

G_GNUC_PRINTF(2, 3) static gboolean fail(GError **error, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    g_autofree char *message = g_strdup_vprintf(format, values);
    va_end(values);
    g_set_error_literal(error, CB_ERROR, CB_ERROR_BAD_FILE, message);
    return FALSE;
}

G_GNUC_PRINTF(2, 3) static void note(CbLineCase *line, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    g_ptr_array_add(line->notes, g_strdup_vprintf(format, values));
    va_end(values);
}

/* --- What both kinds of lines share ---------------------------------------------------------- */

/* At most 60 characters, for a message. */
static char *shown(const char *text)
{
    g_autofree char *start = g_utf8_substring(text, 0, MIN(g_utf8_strlen(text, -1), 60));
    return g_strdup_printf("»%s«", start);
}

static gboolean has_control_characters(const char *text)
{
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
        if (g_unichar_iscntrl(g_utf8_get_char(p)))
            return TRUE;
    return FALSE;
}

static gboolean set_id(CbLineCase *line, const char *id, GError **error)
{
    if (id[strspn(id, " \t")] == '\0')
        return fail(error, "der er intet id");
    if (strlen(id) > CB_MAX_CASE_ID_BYTES)
        return fail(error, "id'et fylder %zu byte, højst %u", strlen(id), CB_MAX_CASE_ID_BYTES);
    if (has_control_characters(id))
        return fail(error, "id'et har styretegn i sig");
    line->item->id = g_strdup(id);
    return TRUE;
}

/* Runs of white space become one space; none at the ends. (transfer full) */
static char *squeeze(const char *text)
{
    GString *out = g_string_new(NULL);
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (!g_unichar_isspace(c) && !g_unichar_iscntrl(c))
            g_string_append_unichar(out, c);
        else if (out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c(out, ' ');
    }
    if (out->len > 0 && out->str[out->len - 1] == ' ')
        g_string_truncate(out, out->len - 1);
    return g_string_free(out, FALSE);
}

/* Every line trimmed, empty lines no more than one in a row, none at the ends. (transfer full) */
static char *paragraphs(const char *text)
{
    static const char blanks[] = " \t\r\f\v";
    GString *out = g_string_sized_new(strlen(text));
    gboolean gap = FALSE;
    for (const char *row = text; *row != '\0'; row += *row == '\n' ? 1 : 0) {
        row += strspn(row, blanks);
        gsize length = strcspn(row, "\n");
        const char *end = row + length;
        while (length > 0 && strchr(blanks, row[length - 1]) != NULL)
            length--;
        if (length > 0 && out->len > 0)
            g_string_append(out, gap ? "\n\n" : "\n");
        g_string_append_len(out, row, (gssize)length);
        gap = length == 0;
        row = end;
    }
    return g_string_free(out, FALSE);
}

/* The text is one section; the first of several paragraphs is the lead. */
static void set_text(CbCase *item, const char *text)
{
    g_autofree char *clean = paragraphs(text);
    const char *end = strstr(clean, "\n\n");
    if (end != NULL) {
        g_free(item->lead);
        item->lead = g_strndup(clean, (gsize)(end - clean));
    }
    const char *rest = end != NULL ? end + strlen("\n\n") : clean;
    if (*rest != '\0')
        g_ptr_array_add(item->sections, cb_section_new(NULL, NULL, rest));
}

/* --- Tab-separated --------------------------------------------------------------------------- */

gboolean cb_line_case_from_tsv(char *text, CbLineCase *line, GError **error)
{
    line_case_init(line);
    char *title = strchr(text, '\t');
    char *body = title != NULL ? strchr(title + 1, '\t') : NULL;
    if (body == NULL)
        return fail(error, "der skal være tre kolonner med tabulator imellem: id, titel og tekst");
    *title++ = '\0';
    *body++ = '\0';
    if (!set_id(line, text, error))
        return FALSE;
    line->item->title = squeeze(title);
    set_text(line->item, body);
    if (*line->item->title == '\0' && line->item->sections->len == 0)
        return fail(error, "sagen har hverken titel eller tekst");
    return TRUE;
}

/* --- JSON ------------------------------------------------------------------------------------ */

typedef json_t Json;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Json, json_decref)

/* Whether the values are so many that reading them would cost far more memory than the line. */
static gboolean has_too_many_values(const char *text, gsize length)
{
    gsize values = 0;
    gboolean quoted = FALSE;
    for (gsize i = 0; i < length; i++) {
        if (text[i] == '\\')
            i++;
        else if (text[i] == '"')
            quoted = !quoted;
        else if (!quoted && (text[i] == ',' || text[i] == '[' || text[i] == '{'))
            values++;
    }
    return values > CB_MAX_CASE_LINE_VALUES;
}

static const char *json_problem(const json_error_t *why)
{
    switch (json_error_code(why)) {
    case json_error_duplicate_key:
        return "et felt står der to gange";
    case json_error_null_character:
        return "der er et nul-tegn i en tekst";
    case json_error_numeric_overflow:
        return "et tal er for stort";
    case json_error_stack_overflow:
        return "der er for mange lister i hinanden";
    default:
        return "er ikke JSON";
    }
}

static Json *parse_object(const char *text, gsize length, GError **error)
{
    json_error_t why;
    if (has_too_many_values(text, length)) {
        fail(error, "der er over %u værdier på linjen", CB_MAX_CASE_LINE_VALUES);
        return NULL;
    }
    g_autoptr(Json) object = json_loadb(text, length, JSON_REJECT_DUPLICATES, &why);
    if (object == NULL)
        fail(error, "%s (ved tegn %d)", json_problem(&why), why.column);
    else if (!json_is_object(object))
        fail(error, "er ikke et JSON-objekt");
    else
        return g_steal_pointer(&object);
    return NULL;
}

/* @value: (out): borrowed; NULL when the field is absent or null. */
static gboolean get_text(const Json *object, const char *name, const char **value, GError **error)
{
    const Json *field = json_object_get(object, name);
    *value = NULL;
    if (field == NULL || json_is_null(field))
        return TRUE;
    if (!json_is_string(field))
        return fail(error, "»%s« skal være en tekst", name);
    *value = json_string_value(field);
    return TRUE;
}

/* @array: (out): borrowed; NULL when the field is absent or null. */
static gboolean get_array(const Json *object, const char *name, const Json **array, GError **error)
{
    const Json *field = json_object_get(object, name);
    *array = NULL;
    if (field == NULL || json_is_null(field))
        return TRUE;
    if (!json_is_array(field))
        return fail(error, "»%s« skal være en liste", name);
    *array = field;
    return TRUE;
}

/* A CMS may number its pages. */
static gboolean read_id(const Json *object, CbLineCase *line, GError **error)
{
    const Json *field = json_object_get(object, "id");
    const char *text = NULL;
    if (json_is_integer(field)) {
        g_autofree char *digits =
            g_strdup_printf("%" JSON_INTEGER_FORMAT, json_integer_value(field));
        return set_id(line, digits, error);
    }
    return get_text(object, "id", &text, error) && set_id(line, text != NULL ? text : "", error);
}

static gboolean read_texts(const Json *object, CbLineCase *line, GError **error)
{
    const char *title, *text, *html, *url;
    if (!get_text(object, "title", &title, error) || !get_text(object, "text", &text, error) ||
        !get_text(object, "html", &html, error) || !get_text(object, "url", &url, error))
        return FALSE;
    if (text != NULL && html != NULL)
        return fail(error, "»text« og »html« er der begge to; der må kun være den ene");
    line->item->title = squeeze(title != NULL ? title : "");
    line->item->url = url != NULL && *url != '\0' ? squeeze(url) : NULL;
    line->html = g_strdup(html);
    if (text != NULL)
        set_text(line->item, text);
    return TRUE;
}

static gboolean read_municipalities(const Json *object, CbLineCase *line, GError **error)
{
    const Json *array, *value;
    size_t i;
    if (!get_array(object, "municipalities", &array, error))
        return FALSE;
    json_array_foreach(array, i, value)
    {
        if (!json_is_string(value))
            return fail(error, "»municipalities« skal være en liste af tekster");
        g_autofree char *name = squeeze(json_string_value(value));
        if (*name != '\0' &&
            !g_ptr_array_find_with_equal_func(line->item->municipalities, name, g_str_equal, NULL))
            g_ptr_array_add(line->item->municipalities, g_steal_pointer(&name));
    }
    return TRUE;
}

static gboolean read_date(const Json *object, CbLineCase *line, GError **error)
{
    const char *text;
    if (!get_text(object, "updated", &text, error))
        return FALSE;
    if (text == NULL || *text == '\0')
        return TRUE;
    line->item->updated = cb_date_parse(text, NULL);
    if (line->item->updated == NULL) {
        g_autofree char *quoted = shown(text);
        note(line, "»updated« er ingen dato: %s", quoted);
    }
    return TRUE;
}

/* "file.pdf", "https://example.dk/file.pdf", or {"file", "name", "url"}. */
static gboolean read_attachment(const Json *value, CbLineCase *line, GError **error)
{
    const char *file = NULL, *name = NULL, *url = NULL;
    if (json_is_string(value))
        file = json_string_value(value);
    else if (!json_is_object(value))
        return fail(error, "»attachments« skal være en liste af tekster eller objekter");
    else if (!get_text(value, "file", &file, error) || !get_text(value, "name", &name, error) ||
             !get_text(value, "url", &url, error))
        return FALSE;
    if (file != NULL && url == NULL && g_uri_peek_scheme(file) != NULL) {
        url = file;
        file = NULL;
    }
    if (file == NULL && url == NULL)
        return fail(error, "et bilag har hverken »file« eller »url«");
    g_autofree char *base = g_path_get_basename(file != NULL ? file : url);
    CbAttachment *attachment = cb_attachment_new(name != NULL && *name != '\0' ? name : base);
    attachment->state = CB_STATE_MISSING;
    attachment->source = g_strdup(file);
    attachment->url = g_strdup(url);
    g_ptr_array_add(line->item->attachments, attachment);
    return TRUE;
}

static gboolean read_attachments(const Json *object, CbLineCase *line, GError **error)
{
    const Json *array, *value;
    size_t i;
    if (!get_array(object, "attachments", &array, error))
        return FALSE;
    if (json_array_size(array) > CB_MAX_LINE_ATTACHMENTS)
        return fail(error, "der er over %u bilag", CB_MAX_LINE_ATTACHMENTS);
    json_array_foreach(array, i, value)
    {
        if (!read_attachment(value, line, error))
            return FALSE;
    }
    return TRUE;
}

gboolean cb_line_case_from_json(const char *text, gsize length, CbLineCase *line, GError **error)
{
    line_case_init(line);
    g_autoptr(Json) object = parse_object(text, length, error);
    if (object == NULL || !read_id(object, line, error) || !read_texts(object, line, error) ||
        !read_municipalities(object, line, error) || !read_date(object, line, error) ||
        !read_attachments(object, line, error))
        return FALSE;
    const CbCase *item = line->item;
    if (*item->title == '\0' && *item->lead == '\0' && item->sections->len == 0 &&
        line->html == NULL && item->attachments->len == 0)
        return fail(error, "sagen har hverken titel, tekst eller bilag");
    return TRUE;
}
