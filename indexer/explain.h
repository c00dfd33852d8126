/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `casebank-index --explain PAGE`: how a page is read and cut, and why, for the person who writes a
 * site profile. What it shows is what the reader and the cutter noted of their own work (page.h,
 * cut/trace.h); nothing is written to any index.
 */
#ifndef CB_INDEXER_EXPLAIN_H
#define CB_INDEXER_EXPLAIN_H

#include "ingest.h"

G_BEGIN_DECLS

/**
 * cb_explain_page:
 * @page: a page's file (HTML or a text capture).
 * @ingest: as a run would be told. Used of it: @sources (may be NULL or empty: then the folder of
 *   the page, and so when none of them holds it), @base_urls, @municipalities, @profile,
 * @ignore_robots,
 *   @extractor (must be there), @no_sandbox, @file_deadline_ms.
 * @as_json: a JSON object instead of text for people.
 *
 * Returns: (transfer full) (nullable): what to print, ending in a line feed. NULL with
 * CB_ERROR_USAGE (the page is no page, the profile is wrong), CB_ERROR_BAD_FILE (the page cannot be
 * read; the message names it), CB_ERROR_IO, CB_ERROR_WORKER, CB_ERROR_SANDBOX.
 */
char *cb_explain_page(const char *page, const CbIngestOptions *ingest, gboolean as_json,
                      GError **error);

G_END_DECLS

#endif
