/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading sitemaps. GLib's markup parser is enough for them: it keeps no tree, knows no entities
 * but the five of XML, and follows nothing. Names count without their namespace prefix, and only
 * where they stand: <url><loc> and <sitemap><loc>, so that an <image:loc> is no page.
 */
#include "sitemap.h"
#include "cut/dates.h"
#include "gunzip.h"
#include "web_address.h"
#include <casebank/error.h>
#include <string.h>

typedef struct {
    CbSitemap *sitemap;
    guint depth;
    GString *value; /* the text of the element we are in */
    char *address, *updated;
} Reader;

/* --- What is read ---------------------------------------------------------------------------- */

static void page_free(gpointer data)
{
    CbSitemapPage *page = data;
    g_free(page->address);
    g_free(page->updated);
    g_free(page);
}

CbSitemap *cb_sitemap_new(void)
{
    CbSitemap *sitemap = g_new0(CbSitemap, 1);
    sitemap->pages = g_ptr_array_new_with_free_func(page_free);
    sitemap->parts = g_ptr_array_new_with_free_func(g_free);
    return sitemap;
}

void cb_sitemap_free(CbSitemap *sitemap)
{
    if (sitemap == NULL)
        return;
    g_ptr_array_unref(sitemap->pages);
    g_ptr_array_unref(sitemap->parts);
    g_free(sitemap);
}

static void add_page(Reader *reader)
{
    CbSitemap *sitemap = reader->sitemap;
    if (sitemap->pages->len >= CB_MAX_SITEMAP_PAGES) {
        sitemap->full = TRUE;
        return;
    }
    CbSitemapPage *page = g_new0(CbSitemapPage, 1);
    page->address = g_steal_pointer(&reader->address);
    page->updated = g_steal_pointer(&reader->updated);
    g_ptr_array_add(sitemap->pages, page);
}

static void add_part(Reader *reader)
{
    CbSitemap *sitemap = reader->sitemap;
    if (sitemap->parts->len >= CB_MAX_SITEMAP_FILES)
        sitemap->full = TRUE;
    else
        g_ptr_array_add(sitemap->parts, g_steal_pointer(&reader->address));
}

/* --- Elements -------------------------------------------------------------------------------- */

static gboolean is_named(const char *element, const char *name)
{
    const char *colon = strchr(element, ':');
    return g_ascii_strcasecmp(colon != NULL ? colon + 1 : element, name) == 0;
}

static void start_element(GMarkupParseContext *context, const char *name, const char **keys,
                          const char **values, gpointer data, GError **error)
{
    (void)context;
    (void)keys;
    (void)values;
    Reader *reader = data;
    g_string_truncate(reader->value, 0);
    if (++reader->depth > CB_MAX_SITEMAP_DEPTH)
        g_set_error_literal(error, CB_ERROR, CB_ERROR_BAD_FILE,
                            "elementerne ligger for dybt inde i hinanden");
    if (is_named(name, "url") || is_named(name, "sitemap")) {
        g_clear_pointer(&reader->address, g_free);
        g_clear_pointer(&reader->updated, g_free);
    }
}

static void take_value(Reader *reader, const char *name)
{
    if (reader->value->len >= CB_MAX_SITEMAP_VALUE_BYTES)
        return;
    const char *value = g_strstrip(reader->value->str);
    if (reader->address == NULL && is_named(name, "loc") && cb_web_is_absolute(value)) {
        reader->address = g_strdup(value);
    } else if (is_named(name, "lastmod")) {
        g_free(reader->updated);
        reader->updated = cb_date_parse(value, NULL);
    }
}

static void end_element(GMarkupParseContext *context, const char *name, gpointer data,
                        GError **error)
{
    (void)error;
    Reader *reader = data;
    const GSList *open = g_markup_parse_context_get_element_stack(context);
    const char *parent = open->next != NULL ? open->next->data : "";
    if (is_named(parent, "url") || is_named(parent, "sitemap"))
        take_value(reader, name);
    if (is_named(name, "url") && reader->address != NULL)
        add_page(reader);
    else if (is_named(name, "sitemap") && reader->address != NULL)
        add_part(reader);
    g_string_truncate(reader->value, 0);
    reader->depth--;
}

/* Of a longer value only the start is kept: enough to know that it is too long. */
static void take_text(GMarkupParseContext *context, const char *text, gsize length, gpointer data,
                      GError **error)
{
    (void)context;
    (void)error;
    GString *value = ((Reader *)data)->value;
    gsize room = CB_MAX_SITEMAP_VALUE_BYTES - MIN(value->len, CB_MAX_SITEMAP_VALUE_BYTES);
    g_string_append_len(value, text, (gssize)MIN(length, room));
}

/* --- Files ----------------------------------------------------------------------------------- */

/* UTF-8 is looked at first: of CDATA that is none, the parser goes on past its own error. */
static gboolean parse(GMarkupParseContext *context, const char *text, gsize length, GError **error)
{
    if (!g_utf8_validate_len(text, length, NULL)) {
        g_set_error_literal(error, CB_ERROR, CB_ERROR_BAD_FILE, "er ikke UTF-8");
        return FALSE;
    }
    return g_markup_parse_context_parse(context, text, (gssize)length, error) &&
           g_markup_parse_context_end_parse(context, error);
}

/* The parser's own words are not Danish. */
static void set_parse_error(GMarkupParseContext *context, GError **error)
{
    int line, character;
    g_markup_parse_context_get_position(context, &line, &character);
    g_set_error(error, CB_ERROR, CB_ERROR_BAD_FILE,
                "er ikke et sitemap, der kan læses (det går galt på linje %d, tegn %d)", line,
                character);
}

gboolean cb_sitemap_parse(CbSitemap *sitemap, const char *text, gsize length, GError **error)
{
    static const GMarkupParser parser = {
        .start_element = start_element, .end_element = end_element, .text = take_text};
    g_autoptr(GString) value = g_string_new(NULL);
    g_autoptr(GError) problem = NULL;
    Reader reader = {.sitemap = sitemap, .value = value};
    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        length -= 3;
    }
    g_autoptr(GMarkupParseContext) context =
        g_markup_parse_context_new(&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &reader, NULL);
    gboolean ok = parse(context, text, length, &problem);
    g_free(reader.address);
    g_free(reader.updated);
    if (!ok && problem->domain == CB_ERROR)
        g_propagate_error(error, g_steal_pointer(&problem));
    else if (!ok)
        set_parse_error(context, error);
    return ok;
}

gboolean cb_sitemap_load(CbSitemap *sitemap, int fd, GError **error)
{
    g_autoptr(GByteArray) bytes = cb_gunzip_read(fd, CB_MAX_SITEMAP_BYTES, error);
    if (bytes == NULL)
        return FALSE;
    const char *text = bytes->len > 0 ? (const char *)bytes->data : "";
    return cb_sitemap_parse(sitemap, text, bytes->len, error);
}
