/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a source is on the web: the addresses of its files, what its robots.txt and its sitemap say,
 * which of its files are one page saved twice, and where a link in a page of it leads.
 */
#ifndef CB_INDEXER_SITE_H
#define CB_INDEXER_SITE_H

#include "report.h"
#include "scan.h"

G_BEGIN_DECLS

/** States of files that are not read (CbFoundFile.left_out). */
#define CB_LEFT_OUT_DUPLICATE                                                                      \
    "duplicate"                       /* saved under several addresses; @reason names the one      \
                                       */
#define CB_LEFT_OUT_ROBOTS "robots"   /* its robots.txt says so */
#define CB_LEFT_OUT_NOINDEX "noindex" /* the page says so; known when it has been read */
#define CB_LEFT_OUT_LIST "list"       /* a mirroring program's, or a server's, list of files */

typedef struct CbSite CbSite;

/**
 * cb_site_new:
 * @root: the source as given: a folder or a file.
 * @base_url: (nullable): the address of its top folder; of a mirror of one host, of that host.
 * @ignore_robots: the user's own pages: no robots.txt counts.
 *
 * Looks what kind of source it is; looks at no more than its top folder and the front pages.
 */
CbSite *cb_site_new(const char *root, const char *base_url, gboolean ignore_robots);
void cb_site_free(CbSite *site);

gboolean cb_site_is_mirror(const CbSite *site);

/**
 * cb_site_stamp:
 *
 * All that decides about files and is no file of the source itself: base URL, hosts, and size and
 * time of robots.txt, sitemaps and HTTrack's list. When it is another than last time, files that
 * did not change may yet have another address, date or state. Borrowed.
 */
const char *cb_site_stamp(const CbSite *site);

/**
 * cb_site_sift:
 * @name: of the source, for people; "" when it has none.
 * @files: CbFoundFile*, as the scan found them.
 * @report: gets notes (pages that the sitemap has and the source lacks) and problems (a sitemap
 * that cannot be read; a robots.txt that leaves nothing).
 *
 * Decides which of @files are left out, and learns their addresses. Reads robots.txt and sitemaps,
 * the start of files called index.html in a mirror, and files of which several may be the same
 * page. Everything below wants it to have been called; @files must outlive the site.
 */
void cb_site_sift(CbSite *site, const char *name, const GPtrArray *files, CbReport *report);

/** The address of a file on the web, as the sitemap has it, else by its name. (transfer full)
 * (nullable): NULL when it is not known. */
char *cb_site_address(CbSite *site, const CbFoundFile *file);

/**
 * cb_site_page_address:
 * @canonical: (nullable): what the page calls itself (CbPage.canonical). A mirroring program may
 *   have made it relative; then it says nothing.
 *
 * The address of a page: its own word, else cb_site_address(). (transfer full) (nullable)
 */
char *cb_site_page_address(CbSite *site, const CbFoundFile *file, const char *canonical);

/** The day on which the sitemap says a page was changed, "YYYY-MM-DD", for a page that says
 * nothing; NULL when it is not in it. @address: as from cb_site_page_address(), may be NULL.
 * Borrowed. */
const char *cb_site_updated(const CbSite *site, const char *address);

/**
 * cb_site_follow:
 * @page: the file in which the link stands.
 * @address: (nullable): of the page.
 * @href: as written in the page.
 *
 * The file of a mirror that a link leads to: by the name that a mirroring program wrote into the
 * page, or by its address when the page was left as it was. Of a page that was saved twice, the one
 * that is read.
 *
 * Returns: (transfer none) (nullable): NULL when it is not known, and always in a source that is no
 * mirror.
 */
const CbFoundFile *cb_site_follow(CbSite *site, const CbFoundFile *page, const char *address,
                                  const char *href);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbSite, cb_site_free)

G_END_DECLS

#endif
