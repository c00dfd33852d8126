/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a link in a page leads to; see link.h. cb_url_resolve() of attach.h lives here too. */
#define _GNU_SOURCE /* strcasestr() */
#include "link.h"

#include "attach.h"
#include <string.h>

/* ---- what is where in a reference ---- */

/* The length of "scheme:" at the start of @href; 0 when it has none. */
static gsize scheme_length(const char *href)
{
    if (!g_ascii_isalpha(*href))
        return 0;
    const char *p = href;
    while (g_ascii_isalnum(*p) || *p == '+' || *p == '-' || *p == '.')
        p++;
    return *p == ':' ? (gsize)(p - href) + 1 : 0;
}

static gboolean has_scheme(const char *href, const char *scheme)
{
    return g_ascii_strncasecmp(href, scheme, strlen(scheme)) == 0;
}

/* The path of @href; @length without query and fragment. */
static const char *path_of(const char *href, gsize *length)
{
    const char *path = href + scheme_length(href);
    if (g_str_has_prefix(path, "//")) {
        path += 2;
        path += strcspn(path, "/?#");
    }
    *length = strcspn(path, "?#");
    return path;
}

/* Decodes %XX; an encoding that is not UTF-8 or holds a NUL stays as it is written. */
static char *decode(const char *text, gsize length)
{
    g_autofree char *copy = g_strndup(text, length);
    char *decoded = g_uri_unescape_string(copy, NULL);
    if (decoded != NULL && g_utf8_validate(decoded, -1, NULL))
        return decoded;
    g_free(decoded);
    return g_utf8_make_valid(copy, -1);
}

static gboolean ends_in_pdf(const char *text, gsize length)
{
    return length > 4 && g_ascii_strncasecmp(text + length - 4, ".pdf", 4) == 0;
}

/* ---- kinds ---- */

gboolean cb_line_names_pdf(const char *line)
{
    gsize length = strlen(line);
    return length < 200 &&
           (ends_in_pdf(line, length) || (g_ascii_strncasecmp(line, "PDF:", 4) == 0 && length > 5));
}

/* "X (PDF, 1 MB)": the note that a link to a file carries. */
static gboolean has_pdf_note(const char *text)
{
    gsize length = strlen(text);
    if (length < 5 || length > 150 || strchr(")]", text[length - 1]) == NULL)
        return FALSE;
    const char *open = strrchr(text, '(');
    if (open == NULL)
        open = strrchr(text, '[');
    return open != NULL && strlen(open) < 40 && strcasestr(open, "pdf") != NULL;
}

static gboolean query_names_pdf(const char *href)
{
    const char *query = strchr(href, '?');
    return query != NULL && strcasestr(query, ".pdf") != NULL;
}

CbLinkKind cb_link_kind(const char *href, const char *text)
{
    gboolean named = text != NULL && (cb_line_names_pdf(text) || has_pdf_note(text));
    if (href == NULL || *href == '\0')
        return named ? CB_LINK_PDF : CB_LINK_NONE;
    if (has_scheme(href, "mailto:") || has_scheme(href, "tel:"))
        return CB_LINK_CONTACT;
    if (*href == '#' || (scheme_length(href) > 0 && !has_scheme(href, "http:") &&
                         !has_scheme(href, "https:") && !has_scheme(href, "file:")))
        return CB_LINK_NONE;
    gsize length;
    const char *path = path_of(href, &length);
    return named || ends_in_pdf(path, length) || query_names_pdf(href) ? CB_LINK_PDF : CB_LINK_PAGE;
}

/* ---- paths ---- */

/* Takes "." and ".." out of @path; FALSE when it leads above its start. */
static gboolean normalise(const char *path, GString *out)
{
    g_auto(GStrv) parts = g_strsplit(path, "/", -1);
    for (char **part = parts; *part != NULL; part++) {
        if (**part == '\0' || g_str_equal(*part, "."))
            continue;
        if (!g_str_equal(*part, "..")) {
            if (out->len > 0)
                g_string_append_c(out, '/');
            g_string_append(out, *part);
            continue;
        }
        if (out->len == 0)
            return FALSE;
        const char *slash = strrchr(out->str, '/');
        g_string_truncate(out, slash != NULL ? (gsize)(slash - out->str) : 0);
    }
    return out->len > 0;
}

char *cb_link_path(const char *page_source, const char *href)
{
    gsize length;
    const char *path = path_of(href, &length);
    if (length == 0)
        return NULL;
    g_autofree char *decoded = decode(path, length);
    gboolean absolute = path != href || *path == '/';
    const char *slash = absolute ? NULL : strrchr(page_source, '/');
    g_autofree char *folder =
        g_strndup(page_source, slash != NULL ? (gsize)(slash - page_source) : 0);
    g_autofree char *joined = g_strconcat(folder, "/", decoded, NULL);
    g_autoptr(GString) out = g_string_new(NULL);
    return normalise(joined, out) ? g_string_free(g_steal_pointer(&out), FALSE) : NULL;
}

static char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return g_strdup(slash != NULL ? slash + 1 : path);
}

char *cb_link_file_name(const char *href)
{
    gsize length;
    const char *path = path_of(href, &length);
    if (!ends_in_pdf(path, length) && query_names_pdf(href)) {
        const char *query = strchr(href, '?') + 1;
        const char *end = strcasestr(query, ".pdf") + 4;
        const char *start = end;
        while (start > query && strchr("=&;", start[-1]) == NULL)
            start--;
        g_autofree char *value = decode(start, (gsize)(end - start));
        return last_part(value);
    }
    g_autofree char *decoded = decode(path, length);
    char *name = last_part(decoded);
    if (*name == '\0')
        g_clear_pointer(&name, g_free);
    return name;
}

/* ---- URLs ---- */

/* Makes what people write in href a URL: spaces, letters outside ASCII and the like as %XX. */
static char *escape(const char *href)
{
    GString *out = g_string_sized_new(strlen(href) + 16);
    for (const char *p = href; *p != '\0'; p++) {
        gboolean stray = *p == '%' && !(g_ascii_isxdigit(p[1]) && g_ascii_isxdigit(p[2]));
        if (stray || (guchar)*p <= 0x20 || (guchar)*p >= 0x7F || strchr("\"<>\\^`{|}", *p) != NULL)
            g_string_append_printf(out, "%%%02X", (guchar)*p);
        else
            g_string_append_c(out, *p);
    }
    return g_string_free(out, FALSE);
}

char *cb_url_resolve(const char *base, const char *href)
{
    g_autofree char *trimmed = g_strstrip(g_strdup(href));
    g_autofree char *reference = escape(trimmed);
    g_autofree char *escaped_base = base != NULL ? escape(base) : NULL;
    char *url = g_uri_resolve_relative(escaped_base, reference,
                                       G_URI_FLAGS_ENCODED | G_URI_FLAGS_PARSE_RELAXED, NULL);
    /* What is shown as a link must be safe to open. */
    if (url != NULL && !has_scheme(url, "http:") && !has_scheme(url, "https:") &&
        !has_scheme(url, "file:"))
        g_clear_pointer(&url, g_free);
    return url;
}
