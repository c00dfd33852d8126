/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counting facets over all hits of a search. */
#ifndef CB_SEARCH_FACET_COUNTS_H
#define CB_SEARCH_FACET_COUNTS_H

#include "xapian_auto.h"
#include <casebank/search.h>

G_BEGIN_DECLS

typedef struct CbFacetCounts CbFacetCounts;

CbFacetCounts *cb_facet_counts_new(CbIndex *index);
void cb_facet_counts_free(CbFacetCounts *counts);

/** Counts the hits of one more match: a spy for its enquire. @counts must outlive the match. NULL
 * with @error. */
xapc_matchspy *cb_facet_counts_spy(CbFacetCounts *counts, xapc_error **error);

/** CbFacet* in the order of CbFacetId, each with the values that were counted: most first, years
 * newest first. Transfer full. */
GPtrArray *cb_facet_counts_finish(const CbFacetCounts *counts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbFacetCounts, cb_facet_counts_free)

G_END_DECLS

#endif
