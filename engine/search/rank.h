/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cases are hits, and in which order. */
#ifndef CB_SEARCH_RANK_H
#define CB_SEARCH_RANK_H

#include "facet_counts.h"
#include "plan.h"

G_BEGIN_DECLS

/** When there are fewer strict hits than this, those with some of the words follow. */
#define CB_ENOUGH_STRICT_HITS 10

typedef struct {
    xapc_docid docid;
    double score;
    gboolean relaxed; /* lacks some of the query's words */
} CbRanked;

typedef struct {
    GArray *hits; /* CbRanked: those of the request's page */
    guint strict; /* cases with everything that was asked for */
    guint total;  /* the relaxed ones too: exact */
    gboolean
        divided; /* the first @strict of all @total hits are the strict ones, and others follow */
} CbRanking;

/**
 * cb_rank:
 *
 * Runs the plan. The list is the strict hits and after them, when they are few, the relaxed ones;
 * each part sorted as the request asks. A long question is one list of both. Ties are sorted by
 * document id, so that pages of any size are cuts of one list. @facets counts all of it, whichever
 * page is asked for.
 *
 * Errors: those of cb_error_from_xapian().
 */
gboolean cb_rank(CbIndex *index, const CbPlan *plan, const CbRequest *request,
                 CbFacetCounts *facets, CbRanking *ranking, GError **error);
void cb_ranking_clear(CbRanking *ranking);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CbRanking, cb_ranking_clear)

G_END_DECLS

#endif
