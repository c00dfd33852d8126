/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From pages to cases. */
#ifndef CB_INDEXER_PAGES_H
#define CB_INDEXER_PAGES_H

#include "case_spool.h"
#include "cut/municipality.h"
#include "plan.h"
#include "reading.h"
#include "site_profile.h"

G_BEGIN_DECLS

/**
 * CbCutPage: a page that was read.
 * @record: what becomes its record; its links are there, its cases are still to be told.
 * @cases: CbCase*, as they were cut, not merged: an attachment that is there has @source set and
 *   state OK, one that is not has state MISSING. None when it could not be read, or may not be
 *   indexed.
 */
typedef struct {
    const CbPlannedFile *planned;
    CbFileRecord *record;
    GPtrArray *cases;
} CbCutPage;

void cb_cut_page_free(CbCutPage *page);

/**
 * CbPageReading:
 * @profile: (nullable).
 * @spool: (nullable): where the text of the cases is put.
 *
 * All is borrowed.
 */
typedef struct {
    CbReading reading;
    CbSources *sources;
    const CbSiteProfile *profile;
    const CbMunicipalities *municipalities;
    CbCaseSpool *spool;
    gboolean ignore_robots;
} CbPageReading;

/**
 * cb_read_pages:
 * @pages: CbPlannedFile*, all of them pages.
 *
 * Reads and cuts pages, and ties the attachments they name to files. A page that cannot be read is
 * told and recorded.
 *
 * Returns: (transfer full): CbCutPage*, in the order of @pages; fewer after a stop. NULL with
 * CB_ERROR_WORKER or CB_ERROR_SANDBOX, or those of cb_case_spool_put().
 */
GPtrArray *cb_read_pages(const CbPageReading *reading, const GPtrArray *pages, GError **error);

/** Whether a link of an unchanged page means another file than it did, now that other PDFs are
 * there. */
gboolean cb_links_changed(const CbPageReading *reading, const CbPlannedFile *page);

/** What of a file's surroundings its cases depend on: its address, what the sitemap says of it, and
 * the rules it is read by. For CbPlanOptions; @data is the #CbSiteProfile, or NULL. (transfer full)
 */
char *cb_page_context(const CbSource *source, const CbFoundFile *file, gpointer data);

G_END_DECLS

#endif
