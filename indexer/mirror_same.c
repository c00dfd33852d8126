/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Comparing saved pages without parsing them. A page that is fetched under "?id=1" and under
 * "?id=1&utm_source=brev" differs in what the server writes of the address into it, and in what is
 * new at each visit. That, and no more, is left out here: two pages that differ in a word or in
 * where a link leads stay two.
 */
#include "mirror_same.h"
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_PAGE_BYTES (16u * 1024 * 1024)
#define READ_BYTES 65536u

/* A page as it is gone through. */
typedef struct {
    const char *at, *end;
    const char *name, *encoded_name; /* of the file, without a query; as a link may write it */
    GByteArray *out;
} Page;

static gboolean begins(const Page *page, const char *text)
{
    gsize length = strlen(text);
    return (gsize)(page->end - page->at) >= length &&
           g_ascii_strncasecmp(page->at, text, length) == 0;
}

/* Goes behind the next @text, or to the end. */
static void skip_past(Page *page, const char *text)
{
    while (page->at < page->end && !begins(page, text))
        page->at++;
    page->at += MIN((gsize)(page->end - page->at), strlen(text));
}

static gboolean ends_a_name(char c)
{
    return !g_ascii_isalnum(c) && c != '-';
}

/* Whether a tag with this name stands here. */
static gboolean is_tag(const Page *page, const char *name)
{
    gsize length = strlen(name);
    return begins(page, name) && (gsize)(page->end - page->at) > length &&
           ends_a_name(page->at[length]);
}

static gboolean ends_a_link(char c)
{
    return strchr("\"'#> \t\r\n", c) != NULL; /* NUL too */
}

/* Whether a query begins here, as a site writes it, or as wget does in a name. */
static gboolean begins_a_query(const Page *page)
{
    return page->at < page->end && (*page->at == '?' || *page->at == '@' || begins(page, "%3F"));
}

/* Goes past a link to the page itself by @name, if one stands here. */
static gboolean skip_own_name(Page *page, const char *name)
{
    const char *start = page->at;
    if (!begins(page, name))
        return FALSE;
    page->at += strlen(name);
    if (page->at == page->end || ends_a_link(*page->at) || begins_a_query(page))
        return TRUE;
    page->at = start;
    return FALSE;
}

/* Goes past a link to the page itself, with its query: its name, or a query alone. */
static gboolean skip_own_link(Page *page)
{
    gboolean own = *page->at == '?' || skip_own_name(page, page->name) ||
                   skip_own_name(page, page->encoded_name);
    if (own && begins_a_query(page))
        while (page->at < page->end && !ends_a_link(*page->at))
            page->at++;
    return own;
}

/* A tag, without links to the page itself. */
static void take_tag(Page *page)
{
    gboolean name_may_begin = FALSE;
    while (page->at < page->end && *page->at != '>') {
        if (name_may_begin && skip_own_link(page)) {
            name_may_begin = FALSE;
            continue;
        }
        name_may_begin = strchr("/\"'=", *page->at) != NULL;
        g_byte_array_append(page->out, (const guint8 *)page->at++, 1);
    }
}

static void take_markup(Page *page)
{
    static const char *const passing[] = {"<meta", "<link", "<input"};
    if (begins(page, "<!--")) {
        skip_past(page, "-->");
        return;
    }
    if (is_tag(page, "<script")) {
        skip_past(page, "</script");
        skip_past(page, ">");
        return;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(passing); i++)
        if (is_tag(page, passing[i])) {
            skip_past(page, ">");
            return;
        }
    take_tag(page);
}

/* Runs of white space are one space: a comment that is gone had a line of its own. */
static void take_char(Page *page)
{
    const GByteArray *out = page->out;
    char c = *page->at++;
    if (!g_ascii_isspace(c))
        g_byte_array_append(page->out, (const guint8 *)&c, 1);
    else if (out->len == 0 || out->data[out->len - 1] != ' ')
        g_byte_array_append(page->out, (const guint8 *)" ", 1);
}

GByteArray *cb_page_skeleton(const char *html, gsize length, const char *name)
{
    g_autofree char *bare = g_strndup(name, strcspn(name, "?@"));
    g_autofree char *encoded = g_uri_escape_string(bare, NULL, FALSE);
    Page page = {.at = html,
                 .end = html + length,
                 .name = bare,
                 .encoded_name = encoded,
                 .out = g_byte_array_new()};
    while (page.at < page.end) {
        if (*page.at == '<')
            take_markup(&page);
        else
            take_char(&page);
    }
    return page.out;
}

/* --- Files ----------------------------------------------------------------------------------- */

static char *bytes_likeness(int fd)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    guchar buffer[READ_BYTES];
    ssize_t got;
    while ((got = read(fd, buffer, sizeof buffer)) > 0)
        g_checksum_update(sum, buffer, got);
    return got == 0 ? g_strdup(g_checksum_get_string(sum)) : NULL;
}

static char *page_likeness(int fd, const char *name)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    guchar buffer[READ_BYTES];
    ssize_t got;
    while ((got = read(fd, buffer, sizeof buffer)) > 0 && bytes->len <= MAX_PAGE_BYTES)
        g_byte_array_append(bytes, buffer, (guint)got);
    if (got != 0)
        return NULL;
    g_autoptr(GByteArray) skeleton =
        cb_page_skeleton(bytes->len > 0 ? (const char *)bytes->data : "", bytes->len, name);
    return g_compute_checksum_for_data(G_CHECKSUM_SHA256, skeleton->data, skeleton->len);
}

char *cb_file_likeness(const CbFoundFile *file)
{
    g_autoptr(GError) error = NULL;
    int fd = cb_found_file_open(file, &error);
    if (fd < 0)
        return NULL;
    g_autofree char *name = g_path_get_basename(file->file);
    char *likeness = file->type == CB_FILE_PDF ? bytes_likeness(fd) : page_likeness(fd, name);
    close(fd);
    return likeness;
}
