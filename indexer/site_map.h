/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sitemaps that lie with a source. */
#ifndef CB_INDEXER_SITE_MAP_H
#define CB_INDEXER_SITE_MAP_H

#include "report.h"
#include "sitemap.h"

G_BEGIN_DECLS

typedef struct CbSiteMap CbSiteMap;

CbSiteMap *cb_site_map_new(void);
void cb_site_map_free(CbSiteMap *map);

/** Adds the sitemaps that lie in @folder: files with "sitemap" and ".xml" in their names. FALSE:
 * there are none. */
gboolean cb_site_map_add_folder(CbSiteMap *map, const char *folder);

/** The sitemaps added, char*, and after loading, what they name too. */
const GPtrArray *cb_site_map_files(const CbSiteMap *map);

/** Reads them, and the further ones that they name and that lie beside them. What cannot be read is
 * a problem, what is not there a note. */
void cb_site_map_load(CbSiteMap *map, CbReport *report);

/**
 * cb_site_map_find:
 * @address: absolute; or a path that begins with '/', which is found when one host alone has it.
 *
 * The page with this address, however it is written; a file's ".html" may be missing in the
 * sitemap. (nullable), borrowed.
 */
CbSitemapPage *cb_site_map_find(const CbSiteMap *map, const char *address);

/** The pages, CbSitemapPage*, as they came. */
const GPtrArray *cb_site_map_pages(const CbSiteMap *map);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbSiteMap, cb_site_map_free)

G_END_DECLS

#endif
