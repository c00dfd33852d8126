/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which passages of a case have how much of the query. */
#ifndef CB_SEARCH_PASSAGE_HITS_H
#define CB_SEARCH_PASSAGE_HITS_H

#include "index_private.h"
#include "match.h"

G_BEGIN_DECLS

typedef struct {
    xapc_docid docid; /* in `passages` */
    guint n_patterns; /* of the matcher, that may stand there */
    double score;
} CbPassageHit;

typedef struct CbPassageHits CbPassageHits;

/**
 * cb_passage_hits_new:
 * @cases: document ids in `cases`, @n of them.
 * @weights: what each pattern of @matcher is worth.
 * @ocr: what a recognised passage counts of another one.
 *
 * Counts the words of the patterns in all passages of the cases. The index and the matcher must
 * outlive it; the index must not be refreshed.
 */
CbPassageHits *cb_passage_hits_new(CbIndex *index, const CbMatcher *matcher,
                                   const xapc_docid *cases, guint n, const double *weights,
                                   double ocr);
void cb_passage_hits_free(CbPassageHits *hits);

/** The passages of the case @i of those that were given: those with most patterns first, and of
 * these the best. Returns: (transfer full): array of CbPassageHit. */
GArray *cb_passage_hits_of(const CbPassageHits *hits, guint i);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbPassageHits, cb_passage_hits_free)

G_END_DECLS

#endif
