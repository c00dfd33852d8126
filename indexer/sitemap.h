/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sitemap.xml: the addresses of a web site's pages and when they were changed (sitemaps.org). */
#ifndef CB_INDEXER_SITEMAP_H
#define CB_INDEXER_SITEMAP_H

#include <glib.h>

G_BEGIN_DECLS

/** Bounds. Bytes are those of one file, unpacked; pages those of all files together; the format
 * itself allows 50 MB and 50,000. */
#define CB_MAX_SITEMAP_BYTES (64u * 1024 * 1024)
#define CB_MAX_SITEMAP_PAGES 100000u
#define CB_MAX_SITEMAP_FILES 1000u
#define CB_MAX_SITEMAP_DEPTH 16u
#define CB_MAX_SITEMAP_VALUE_BYTES 2048u

/**
 * CbSitemapPage:
 * @address: absolute, percent-encoded.
 * @updated: "YYYY-MM-DD", or NULL.
 */
typedef struct {
    char *address;
    char *updated;
} CbSitemapPage;

/**
 * CbSitemap:
 * @pages: CbSitemapPage*, as they come.
 * @parts: char*: the addresses of further sitemaps that an index names.
 * @full: there were more pages, or parts, than the bounds allow.
 */
typedef struct {
    GPtrArray *pages;
    GPtrArray *parts;
    gboolean full;
} CbSitemap;

CbSitemap *cb_sitemap_new(void);
void cb_sitemap_free(CbSitemap *sitemap);

/**
 * cb_sitemap_parse:
 * @text: XML in UTF-8, not packed; need not end in NUL.
 *
 * Adds what one sitemap, or one index of sitemaps, says. A page without an absolute address is
 * passed over. What was read before a failure stays.
 *
 * Errors: CB_ERROR_BAD_FILE; the message is the reason alone, without the file's name.
 */
gboolean cb_sitemap_parse(CbSitemap *sitemap, const char *text, gsize length, GError **error);

/**
 * cb_sitemap_load:
 * @fd: open for reading at its start; stays the caller's. gzip is unpacked, whatever the name.
 *
 * As cb_sitemap_parse().
 */
gboolean cb_sitemap_load(CbSitemap *sitemap, int fd, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbSitemap, cb_sitemap_free)

G_END_DECLS

#endif
