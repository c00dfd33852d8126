/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fuzzes sitemaps, packed or not: any bytes give pages with absolute addresses, within all bounds,
 * or an error; and it makes no difference by which way the bytes came.
 */
#include "given.h"
#include "sitemap.h"
#include "web_address.h"
#include <casebank/error.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_address(const char *address)
{
    g_assert_true(cb_web_is_absolute(address));
    g_assert_true(g_utf8_validate(address, -1, NULL));
    g_assert_cmpuint(strlen(address), <, CB_MAX_SITEMAP_VALUE_BYTES);
    g_auto(CbWebKey) key = {0};
    g_assert_true(cb_web_key_parse(address, &key));
    g_assert_cmpint(key.host[0], !=, '\0');
    g_assert_cmpint(key.path[0], ==, '/');
    g_autofree char *origin = cb_web_origin(address);
    g_assert_true(g_str_has_prefix(address, origin));
}

static void check_date(const char *date)
{
    int year, month, day, used = 0;
    g_assert_cmpint(sscanf(date, "%4d-%2d-%2d%n", &year, &month, &day, &used), ==, 3);
    g_assert_cmpuint(strlen(date), ==, 10);
    g_assert_cmpint(used, ==, 10);
    g_assert_true(g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year));
}

static void check(const CbSitemap *sitemap)
{
    g_assert_cmpuint(sitemap->pages->len, <=, CB_MAX_SITEMAP_PAGES);
    g_assert_cmpuint(sitemap->parts->len, <=, CB_MAX_SITEMAP_FILES);
    for (guint i = 0; i < sitemap->pages->len; i++) {
        const CbSitemapPage *page = sitemap->pages->pdata[i];
        check_address(page->address);
        if (page->updated != NULL)
            check_date(page->updated);
    }
    for (guint i = 0; i < sitemap->parts->len; i++)
        check_address(sitemap->parts->pdata[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(CbSitemap) loaded = cb_sitemap_new();
    g_autoptr(CbSitemap) parsed = cb_sitemap_new();
    g_autoptr(GError) load_error = NULL, parse_error = NULL;
    int fd = cb_given_file(data, size);
    gboolean done = cb_sitemap_load(loaded, fd, &load_error);
    close(fd);
    check(loaded);
    if (!done)
        cb_check_error(load_error);
    gboolean is_packed = size >= 2 && data[0] == 0x1f && data[1] == 0x8b;
    if (is_packed)
        return 0;
    g_assert_true(cb_sitemap_parse(parsed, (const char *)data, size, &parse_error) == done);
    g_assert_cmpuint(parsed->pages->len, ==, loaded->pages->len);
    g_assert_cmpuint(parsed->parts->len, ==, loaded->parts->len);
    if (!done)
        g_assert_cmpstr(parse_error->message, ==, load_error->message);
    return 0;
}
