/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The passages that are shown of the cases on an answer's page. */
#ifndef CB_SEARCH_PASSAGES_H
#define CB_SEARCH_PASSAGES_H

#include "match.h"
#include <casebank/search.h>
#include <xapian_c.h>

G_BEGIN_DECLS

/** A hit that passages are wanted for: its own fields are set, its passages are empty. */
typedef struct {
    xapc_docid docid; /* of the case in `cases` */
    CbHit *hit;
} CbPassageTarget;

/**
 * cb_passages_find:
 * @targets: CbPassageTarget.
 * @request: how many passages a case, and what recognised ones count
 *   (CbRequest.max_passages, CbRankOptions.ocr).
 *
 * Of each case it takes the passages that show
 * most of the query, each with its best sentences: no two of one page or section, no sentence
 * twice, and once a word was shown the other words count more. How many passages a case has
 * matters little: only those that may be shown are read.
 *
 * Errors: those of cb_error_from_xapian().
 */
gboolean cb_passages_find(CbIndex *index, CbMatcher *matcher, const GArray *targets,
                          const CbRequest *request, GError **error);

G_END_DECLS

#endif
