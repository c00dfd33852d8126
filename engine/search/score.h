/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The second stage of ranking: what a case is worth for a query, from its fields and passages. */
#ifndef CB_SEARCH_SCORE_H
#define CB_SEARCH_SCORE_H

#include "index_private.h"
#include "query.h"
#include <casebank/search.h>

G_BEGIN_DECLS

typedef struct CbScorer CbScorer;

/** A case to score. */
typedef struct {
    xapc_docid docid;
    double score; /* out */
} CbScored;

/**
 * cb_scorer_new:
 * @root: of an analyzed query; its prefixes have their stems. May be NULL. Borrowed, and @index
 *   too: both must outlive it.
 * @options: see #CbRankOptions. Borrowed.
 *
 * Never fails. Not thread safe: an index belongs to one thread.
 */
CbScorer *cb_scorer_new(CbIndex *index, const CbNode *root, const CbRankOptions *options);
void cb_scorer_free(CbScorer *scorer);

/** How many words of the query it looks for; 0: every case is worth the same. */
guint cb_scorer_n_concepts(const CbScorer *scorer);

/**
 * cb_scorer_run:
 * @cases: CbScored, by ascending document id. Their scores are set.
 *
 * FALSE with @error when the index cannot be read.
 */
gboolean cb_scorer_run(CbScorer *scorer, GArray *cases, xapc_error **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbScorer, cb_scorer_free)

G_END_DECLS

#endif
