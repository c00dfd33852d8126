/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Cuts a page into cases: a plain page is one case, a collection page one case a section, a listing
 * page a teaser an entry. See the essay in cut.c for how a page's kind is told.
 */
#ifndef CB_INDEXER_CUT_H
#define CB_INDEXER_CUT_H

#include "../page.h"
#include "municipality.h"
#include <casebank/case.h>

G_BEGIN_DECLS

typedef enum { CB_PAGE_PLAIN, CB_PAGE_COLLECTION, CB_PAGE_LISTING, CB_PAGE_EMPTY } CbPageKind;

/**
 * cb_cut_page:
 * @source: the page's path below its source folder ("introduktion/forloeb.html").
 * @url: the page's absolute URL, or NULL.
 * @kind: (out) (nullable): how the page was understood.
 *
 * Attachments come back with @name, @url as written in the page (resolved later by attach.h) and
 * state CB_STATE_MISSING. A teaser that leads to another page has that page as its only also_in,
 * with its path below the source folder (and "#fragment") as @source: cb_merge_cases() needs it,
 * and takes it out.
 *
 * Returns: (transfer full): CbCase*, in document order; empty for a page without content.
 */
GPtrArray *cb_cut_page(const CbPage *page, const char *source, const char *url,
                       const CbMunicipalities *municipalities, CbPageKind *kind);

/** The page as one case, whatever it looks like: where it is known to be one. As cb_cut_page();
 * (nullable): NULL for a page without content. */
CbCase *cb_cut_whole_page(const CbPage *page, const char *source, const char *url,
                          const CbMunicipalities *municipalities);

G_END_DECLS

#endif
