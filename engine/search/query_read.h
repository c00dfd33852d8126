/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a request's text to an analyzed query, for one index. */
#ifndef CB_SEARCH_QUERY_READ_H
#define CB_SEARCH_QUERY_READ_H

#include "query.h"
#include <casebank/search.h>

G_BEGIN_DECLS

/**
 * cb_query_read:
 *
 * Parses and analyzes the request's text by its switches, and widens it by its thesaurus. Notes
 * what was searched for though it hardly says anything.
 *
 * Errors: CB_ERROR_BUSY when the thesaurus was read for another analysis than the index now has:
 * the index was replaced meanwhile, and whoever holds the thesaurus must read it again.
 */
CbQuery *cb_query_read(CbIndex *index, const CbRequest *request, GError **error);

/** Whether any case has the stem, as a word or as part of one. */
gboolean cb_stem_exists(CbIndex *index, const char *stem);

G_END_DECLS

#endif
