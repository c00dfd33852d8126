/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Addresses on the web; see web_address.h. */
#include "web_address.h"
#include <string.h>

/* --- Making ---------------------------------------------------------------------------------- */

static gboolean is_encoding(const char *text)
{
    return text[0] == '%' && g_ascii_isxdigit(text[1]) && g_ascii_isxdigit(text[2]);
}

static void append_encoded(GString *out, const char *text, const char *allowed)
{
    for (const char *p = text; *p != '\0'; p++) {
        if (g_ascii_isalnum(*p) || strchr(allowed, *p) != NULL || is_encoding(p))
            g_string_append_c(out, *p);
        else
            g_string_append_printf(out, "%%%02X", (guchar)*p);
    }
}

char *cb_web_join(const char *base, const char *path, const char *query)
{
    GString *out = g_string_new(base);
    if (!g_str_has_suffix(base, "/"))
        g_string_append_c(out, '/');
    append_encoded(out, path, "-._~!$&'()*+,;=:@/");
    if (query != NULL) {
        g_string_append_c(out, '?');
        append_encoded(out, query, "-._~!$&'()*+,;=:@/?");
    }
    return g_string_free(out, FALSE);
}

/* --- Taking apart ---------------------------------------------------------------------------- */

/* The length of "http://" or "https://" at the start; else 0. */
static gsize scheme_length(const char *text)
{
    if (g_ascii_strncasecmp(text, "http://", 7) == 0)
        return 7;
    return g_ascii_strncasecmp(text, "https://", 8) == 0 ? 8 : 0;
}

gboolean cb_web_is_absolute(const char *text)
{
    gsize scheme = scheme_length(text);
    return scheme > 0 && strchr("/?#", text[scheme]) == NULL;
}

char *cb_web_origin(const char *address)
{
    gsize scheme = scheme_length(address);
    return g_strndup(address, scheme + strcspn(address + scheme, "/?#"));
}

/* Every %XX as its byte; one for NUL stays as it is. */
static char *decoded(const char *text, gsize length)
{
    GString *out = g_string_sized_new(length);
    for (gsize i = 0; i < length; i++) {
        if (i + 2 < length && is_encoding(text + i) && strncmp(text + i, "%00", 3) != 0) {
            int byte = g_ascii_xdigit_value(text[i + 1]) * 16 + g_ascii_xdigit_value(text[i + 2]);
            g_string_append_c(out, (char)byte);
            i += 2;
        } else {
            g_string_append_c(out, text[i]);
        }
    }
    return g_string_free(out, FALSE);
}

/* Nothing is taken off that leaves nothing: only an address without a host has an empty one. */
static char *host_key(const char *authority, gsize length, gsize scheme)
{
    const char *at = memchr(authority, '@', length);
    gsize skip = at != NULL && at + 1 < authority + length ? (gsize)(at + 1 - authority) : 0;
    g_autofree char *host = g_ascii_strdown(authority + skip, (gssize)(length - skip));
    const char *usual_port = scheme == strlen("http://") ? ":80" : ":443";
    if (g_str_has_suffix(host, usual_port) && strlen(host) > strlen(usual_port))
        host[strlen(host) - strlen(usual_port)] = '\0';
    gboolean named_www = g_str_has_prefix(host, "www.") && host[strlen("www.")] != '\0';
    return g_strdup(named_www ? host + strlen("www.") : host);
}

/* "/a/index.html" and "/a/" as "/a". */
static void cut_path(char *path)
{
    static const char *const fronts[] = {"/index.html", "/index.htm"};
    for (gsize i = 0; i < G_N_ELEMENTS(fronts); i++)
        if (g_str_has_suffix(path, fronts[i]))
            path[strlen(path) - strlen(fronts[i]) + 1] = '\0';
    gsize length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        path[--length] = '\0';
}

gboolean cb_web_key_parse(const char *address, CbWebKey *key)
{
    gsize scheme = scheme_length(address);
    if (scheme == 0 && *address != '/')
        return FALSE;
    const char *authority = address + scheme;
    gsize authority_length = scheme > 0 ? strcspn(authority, "/?#") : 0;
    const char *path = authority + authority_length;
    gsize path_length = strcspn(path, "?#");
    key->host = host_key(authority, authority_length, scheme);
    key->path = path_length > 0 ? decoded(path, path_length) : g_strdup("/");
    cut_path(key->path);
    key->query = NULL;
    if (path[path_length] == '?') {
        const char *query = path + path_length + 1;
        key->query = decoded(query, strcspn(query, "#"));
    }
    return TRUE;
}

void cb_web_key_clear(CbWebKey *key)
{
    g_clear_pointer(&key->host, g_free);
    g_clear_pointer(&key->path, g_free);
    g_clear_pointer(&key->query, g_free);
}

char *cb_web_key_text(const CbWebKey *key, gboolean with_query)
{
    return with_query && key->query != NULL
               ? g_strconcat(key->host, key->path, "?", key->query, NULL)
               : g_strconcat(key->host, key->path, NULL);
}
