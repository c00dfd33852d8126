/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Mente du": what a misspelt query may have meant, in the case bank's own words. */
#ifndef CB_SEARCH_SPELLING_H
#define CB_SEARCH_SPELLING_H

#include "query.h"
#include <casebank/index.h>

G_BEGIN_DECLS

/**
 * cb_spelling_suggest:
 * @query: parsed from @text and analyzed.
 * @text: valid UTF-8.
 *
 * Looks at the plain words of the query that no case has, neither as a word nor as a part of one,
 * and that are not good Danish either; CB_MAX_CORRECTED at most. Costs nothing when there are none,
 * else for each about a millisecond with 100,000 words, and once the reading of the vocabulary.
 *
 * Returns: (transfer full) (nullable): @text with the nearest words of the cases in their place,
 * and everything else as it was written; NULL when nothing is near, or when @error is set.
 *
 * Errors: CB_ERROR_INDEX_DAMAGED (the vocabulary).
 */
char *cb_spelling_suggest(CbIndex *index, const CbQuery *query, const char *text, GError **error);
#define CB_MAX_CORRECTED 4

G_END_DECLS

#endif
