/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The second stage of ranking: what a case is worth for a query, from its fields and passages. */
#ifndef CB_SEARCH_SCORE_H
#define CB_SEARCH_SCORE_H

#include "concept.h"
#include "index_private.h"

G_BEGIN_DECLS

typedef struct CbScorer CbScorer;

/** A case to score. */
typedef struct {
    xapc_docid docid;
    double score; /* out */
} CbScored;

/**
 * cb_scorer_new:
 * @root: of an analyzed query; its prefixes have their stems. May be NULL.
 *
 * All is borrowed and must outlive the scorer. Never fails. Not thread safe: an index belongs to
 * one thread.
 */
CbScorer *cb_scorer_new(CbIndex *index, const CbNode *root, const CbRankOptions *options);
void cb_scorer_free(CbScorer *scorer);

/** What it looks for: CbConcept. Empty: every case is worth the same. Borrowed. */
const GArray *cb_scorer_concepts(const CbScorer *scorer);

/**
 * cb_scorer_run:
 * @cases: CbScored, by ascending document id. Their scores are set.
 *
 * FALSE with @error when the index cannot be read.
 */
gboolean cb_scorer_run(CbScorer *scorer, GArray *cases, xapc_error **error);

/** What one way of a concept gives a case. */
typedef struct {
    guint concept, way;        /* which, by index */
    double counts[CB_N_TEXTS]; /* occurrences; of several stems: of the rarest one */
    double recognised;         /* those of CB_TEXT_ATTACHMENT on recognised pages */
    double frequency;          /* weighed by field, length and the way's weight */
} CbScoredWay;

/** What a concept gives a case. */
typedef struct {
    guint n_cases; /* of the index that have it */
    double idf, frequency, score;
} CbScoredConcept;

/** How a score came about. The score is (the sum over the concepts + @passage) * @coverage. */
typedef struct {
    GArray *concepts;        /* CbScoredConcept, as in cb_scorer_concepts() */
    GArray *ways;            /* CbScoredWay: those that the case has */
    double passage;          /* for the best passage */
    xapc_docid best_passage; /* its document id in `passages`; 0: none */
    double coverage;
    double score;
} CbScoreSum;

/** Scores one case and tells how. @sum: (out): free what it holds with cb_score_sum_clear(). */
gboolean cb_scorer_explain(CbScorer *scorer, xapc_docid docid, CbScoreSum *sum, xapc_error **error);
void cb_score_sum_clear(CbScoreSum *sum);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbScorer, cb_scorer_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CbScoreSum, cb_score_sum_clear)

G_END_DECLS

#endif
