/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Phrases that the index alone cannot answer: positions are kept of stems in the whole case, not of
 * forms, titles, file names or contacts. */
#ifndef CB_SEARCH_VERIFY_H
#define CB_SEARCH_VERIFY_H

#include "query.h"
#include "xapian_auto.h"
#include <casebank/index.h>

G_BEGIN_DECLS

/** How many candidates are looked at; what is beyond is left out, with a note. */
#define CB_MAX_VERIFIED 500

/**
 * cb_verified_query_new:
 * @candidates: matches every case that could hold the leaf.
 *
 * Reads the candidates' texts and gives a query that matches those where the leaf really stands.
 *
 * Returns: NULL with @error.
 */
xapc_query *cb_verified_query_new(CbIndex *index, CbQuery *query, const CbNode *leaf,
                                  const xapc_query *candidates, xapc_error **error);

G_END_DECLS

#endif
