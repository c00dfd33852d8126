/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading sitemaps, good, bad and hostile. */
#define _GNU_SOURCE /* memfd_create */
#include "sitemap.h"
#include <casebank/error.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zlib.h>

#define XMLNS " xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\""

static const CbSitemapPage *page_at(const CbSitemap *sitemap, guint i)
{
    g_assert_cmpuint(i, <, sitemap->pages->len);
    return sitemap->pages->pdata[i];
}

static CbSitemap *parse(const char *text, gboolean good)
{
    CbSitemap *sitemap = cb_sitemap_new();
    g_autoptr(GError) error = NULL;
    gboolean ok = cb_sitemap_parse(sitemap, text, strlen(text), &error);
    g_assert_true(ok == good);
    if (!good)
        g_assert_error(error, CB_ERROR, CB_ERROR_BAD_FILE);
    return sitemap;
}

static void test_addresses_and_dates(void)
{
    g_autoptr(CbSitemap) sitemap =
        parse("\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- lavet i nat -->\n"
              "<urlset" XMLNS ">\n <url>\n  <loc>\n https://www.example.dk/?a=1&amp;b=2 </loc>"
              "<lastmod>2024-03-14T09:30:00+01:00</lastmod><priority>0.5</priority></url>"
              "<url><lastmod>i "
              "går</lastmod><loc><![CDATA[https://www.example.dk/b]]></loc></url></urlset>",
              TRUE);
    g_assert_cmpuint(sitemap->pages->len, ==, 2);
    g_assert_cmpstr(page_at(sitemap, 0)->address, ==, "https://www.example.dk/?a=1&b=2");
    g_assert_cmpstr(page_at(sitemap, 0)->updated, ==, "2024-03-14");
    g_assert_cmpstr(page_at(sitemap, 1)->address, ==, "https://www.example.dk/b");
    g_assert_null(page_at(sitemap, 1)->updated);
}

static void test_prefixes_and_pictures(void)
{
    g_autoptr(CbSitemap) sitemap =
        parse("<s:urlset xmlns:s=\"x\" xmlns:image=\"y\"><s:url><s:loc>https://example.dk/a</s:loc>"
              "<image:image><image:loc>https://example.dk/a.png</image:loc></image:image></s:url>"
              "</s:urlset>",
              TRUE);
    g_assert_cmpuint(sitemap->pages->len, ==, 1);
    g_assert_cmpstr(page_at(sitemap, 0)->address, ==, "https://example.dk/a");
}

static void test_index_names_parts(void)
{
    g_autoptr(CbSitemap) sitemap =
        parse("<sitemapindex" XMLNS "><sitemap><loc>https://example.dk/sitemap-1.xml.gz</loc>"
              "<lastmod>2024-01-01</lastmod></sitemap><sitemap></sitemap></sitemapindex>",
              TRUE);
    g_assert_cmpuint(sitemap->pages->len, ==, 0);
    g_assert_cmpuint(sitemap->parts->len, ==, 1);
    g_assert_cmpstr(sitemap->parts->pdata[0], ==, "https://example.dk/sitemap-1.xml.gz");
}

static void test_pages_without_a_web_address_are_passed_over(void)
{
    g_autoptr(CbSitemap) sitemap =
        parse("<urlset><url><loc>/a</loc></url><url><loc>javascript:x</loc></url><url/>"
              "<url><loc>https://</loc></url></urlset>",
              TRUE);
    g_assert_cmpuint(sitemap->pages->len, ==, 0);
}

static void test_what_was_read_before_the_damage_stays(void)
{
    g_autoptr(CbSitemap) sitemap =
        parse("<urlset><url><loc>https://example.dk/a</loc></url><url><loc>https://exa", FALSE);
    g_assert_cmpuint(sitemap->pages->len, ==, 1);
}

static void test_other_files_are_errors(void)
{
    cb_sitemap_free(parse("", FALSE));
    cb_sitemap_free(parse("<!doctype html><html><p>404<br></html>", FALSE));
    cb_sitemap_free(parse("\xff\xfe<", FALSE));
    cb_sitemap_free(parse("<urlset><url><![CDATA[\xff]]></url></urlset>", FALSE));
    cb_sitemap_free(parse("<urlset><url><loc>&b\xc3\xa6st;</loc></url></urlset>", FALSE));
}

static void test_depth_is_bounded(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < 100000; i++)
        g_string_append(text, "<a>");
    cb_sitemap_free(parse(text->str, FALSE));
}

static void test_long_values_are_no_addresses(void)
{
    g_autoptr(GString) text = g_string_new("<urlset><url><loc>https://example.dk/");
    for (guint i = 0; i < CB_MAX_SITEMAP_VALUE_BYTES; i++)
        g_string_append_c(text, 'a');
    g_string_append(text, "</loc></url></urlset>");
    g_autoptr(CbSitemap) sitemap = parse(text->str, TRUE);
    g_assert_cmpuint(sitemap->pages->len, ==, 0);
}

static void test_number_of_pages_is_bounded(void)
{
    g_autoptr(GString) text = g_string_new("<urlset>");
    for (guint i = 0; i <= CB_MAX_SITEMAP_PAGES; i++)
        g_string_append(text, "<url><loc>http://a.dk/</loc></url>");
    g_string_append(text, "</urlset>");
    g_autoptr(CbSitemap) sitemap = parse(text->str, TRUE);
    g_assert_cmpuint(sitemap->pages->len, ==, CB_MAX_SITEMAP_PAGES);
    g_assert_true(sitemap->full);
}

/* --- Files ----------------------------------------------------------------------------------- */

static int packed(const void *bytes, gsize length)
{
    int fd = memfd_create("sitemap", MFD_CLOEXEC);
    gzFile file = gzdopen(dup(fd), "wb9");
    g_assert_cmpint(gzwrite(file, bytes, (unsigned)length), ==, (int)length);
    g_assert_cmpint(gzclose(file), ==, Z_OK);
    lseek(fd, 0, SEEK_SET);
    return fd;
}

static gboolean load(int fd, CbSitemap *sitemap)
{
    g_autoptr(GError) error = NULL;
    gboolean ok = cb_sitemap_load(sitemap, fd, &error);
    if (!ok)
        g_assert_error(error, CB_ERROR, CB_ERROR_BAD_FILE);
    close(fd);
    return ok;
}

static const char small[] = "<urlset><url><loc>https://example.dk/a</loc></url></urlset>";

static void test_packed_files_are_unpacked(void)
{
    g_autoptr(CbSitemap) sitemap = cb_sitemap_new();
    g_assert_true(load(packed(small, strlen(small)), sitemap));
    g_assert_cmpuint(sitemap->pages->len, ==, 1);
}

static void test_plain_files_are_read_as_they_are(void)
{
    g_autoptr(CbSitemap) sitemap = cb_sitemap_new();
    int fd = memfd_create("sitemap", MFD_CLOEXEC);
    g_assert_cmpint(write(fd, small, strlen(small)), ==, (int)strlen(small));
    lseek(fd, 0, SEEK_SET);
    g_assert_true(load(fd, sitemap));
    g_assert_cmpuint(sitemap->pages->len, ==, 1);
}

static void test_cut_packed_file_is_an_error(void)
{
    g_autoptr(CbSitemap) sitemap = cb_sitemap_new();
    int fd = packed(small, strlen(small));
    g_assert_cmpint(ftruncate(fd, 40), ==, 0);
    g_assert_false(load(fd, sitemap));
}

/* Zeros pack to a thousandth: what comes out counts. */
static void test_packed_bomb_is_an_error(void)
{
    g_autoptr(CbSitemap) sitemap = cb_sitemap_new();
    gsize length = CB_MAX_SITEMAP_BYTES + 1;
    g_autofree char *zeros = g_malloc0(length);
    g_assert_false(load(packed(zeros, length), sitemap));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sitemap/addresses-and-dates", test_addresses_and_dates);
    g_test_add_func("/sitemap/prefixes", test_prefixes_and_pictures);
    g_test_add_func("/sitemap/index", test_index_names_parts);
    g_test_add_func("/sitemap/no-address", test_pages_without_a_web_address_are_passed_over);
    g_test_add_func("/sitemap/damage", test_what_was_read_before_the_damage_stays);
    g_test_add_func("/sitemap/other-files", test_other_files_are_errors);
    g_test_add_func("/sitemap/depth", test_depth_is_bounded);
    g_test_add_func("/sitemap/long-values", test_long_values_are_no_addresses);
    g_test_add_func("/sitemap/number", test_number_of_pages_is_bounded);
    g_test_add_func("/sitemap/packed", test_packed_files_are_unpacked);
    g_test_add_func("/sitemap/plain", test_plain_files_are_read_as_they_are);
    g_test_add_func("/sitemap/cut", test_cut_packed_file_is_an_error);
    g_test_add_func("/sitemap/bomb", test_packed_bomb_is_an_error);
    return g_test_run();
}
