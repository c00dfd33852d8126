/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the pages of all sources to cases. */
#ifndef CB_INDEXER_PAGES_H
#define CB_INDEXER_PAGES_H

#include "cut/municipality.h"
#include "extractor.h"
#include "sources.h"

G_BEGIN_DECLS

/**
 * cb_read_pages:
 * @base_url: (nullable): as in CbIngestOptions.
 *
 * Reads and cuts every page, and ties the attachments they name to files: an attachment that is
 * there has @source set and state OK, one that is not has state MISSING. A page that cannot be read
 * is reported and recorded.
 *
 * Returns: (transfer full): CbCase*, not merged yet; NULL with CB_ERROR_WORKER.
 */
GPtrArray *cb_read_pages(CbSources *sources, CbExtractor *extractor,
                         const CbMunicipalities *municipalities, const char *base_url,
                         CbReport *report, GError **error);

/** The web address of a path below @base_url, percent-encoded; NULL when @base_url is. @prefix: of
 * its source. */
char *cb_web_address(const char *base_url, const CbSource *source, const char *path);

G_END_DECLS

#endif
