/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How good a ranking is, by judgements of which cases belong to which query.
 *
 * The measures are those of trec_eval (https://trec.nist.gov/trec_eval/), so that figures can be
 * held against others': nDCG@10 with the grade itself as gain and log2(rank + 1) as discount
 * (Järvelin & Kekäläinen, "Cumulated gain-based evaluation of IR techniques", ACM TOIS 20(4), 2002)
 * and not the gain 2^grade - 1 that is common for learning to rank; the ideal ranking is that of
 * all judged cases, found or not.
 */
#ifndef CB_CLI_EVAL_MEASURES_H
#define CB_CLI_EVAL_MEASURES_H

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
    CB_MEASURE_NDCG,   /* ndcg@10 */
    CB_MEASURE_MRR,    /* mrr@10: 1 / rank of the first relevant case, 0 below rank 10 */
    CB_MEASURE_P1,     /* p@1: whether the first case is relevant */
    CB_MEASURE_RECALL, /* recall@100: the part of the relevant cases that is among the first 100 */
    CB_N_MEASURES
} CbMeasure;

/** "ndcg@10", ...: as in JSON. Static. */
const char *cb_measure_name(CbMeasure measure);
/** FALSE when there is none of that name. */
gboolean cb_measure_of_name(const char *name, CbMeasure *measure);

/** A judged case: @grade 1 to 3 is relevant, 0 is not, -1 must not be found at all. */
#define CB_GRADE_FORBIDDEN (-1)
#define CB_MAX_GRADE 3

typedef struct {
    double values[CB_N_MEASURES];
    guint rank;      /* of the first relevant case, from 1; 0 when none is in the list */
    guint forbidden; /* cases in the list that must not be there */
} CbScores;

/**
 * cb_eval_ranking:
 * @ids: case ids (char*), best first, each once.
 * @grades: case id -> GINT_TO_POINTER(grade), with at least one relevant case.
 *
 * A case without a grade counts as not relevant.
 */
void cb_eval_ranking(const GPtrArray *ids, GHashTable *grades, CbScores *scores);

/** How many of the grades are relevant. */
guint cb_eval_n_relevant(GHashTable *grades);

/**
 * cb_eval_randomization_test:
 * @differences: of the queries: what the second run has more than the first.
 *
 * Fisher's paired randomization test, two-sided: if neither run were better, each difference could
 * as well have had the other sign; how many of many drawings of signs give a mean at least so far
 * from 0? (Smucker, Allan & Carterette, "A comparison of statistical significance tests for
 * information retrieval evaluation", CIKM 2007: as good as a t-test, without its assumptions, and
 * better than counting wins.)
 *
 * Returns: that share, 0 to 1; always the same for the same differences.
 */
double cb_eval_randomization_test(const double *differences, guint n);

G_END_DECLS

#endif
