/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks an index judged queries, and holds two such runs against each other. */
#ifndef CB_CLI_EVAL_RUN_H
#define CB_CLI_EVAL_RUN_H

#include "eval_files.h"
#include "eval_measures.h"

#include <casebank/search.h>

G_BEGIN_DECLS

/** How far down a list of hits forbidden cases are looked for. */
#define CB_EVAL_DEPTH 1000u

/** A query with at least one relevant or forbidden case. */
typedef struct {
    const CbJudgedQuery *query; /* borrowed */
    guint n_relevant;           /* 0: it says only what must not be found */
    CbScores scores;
} CbQueryScores;

typedef struct {
    guint n_queries;   /* with relevant cases: what the means are of */
    guint n_must_not;  /* with forbidden cases alone */
    guint n_skipped;   /* without either */
    guint n_forbidden; /* hits that must not be there */
    guint n_unknown;   /* cases judged relevant or forbidden that are not in the index */
    double means[CB_N_MEASURES];
    double cpu_ms;  /* of all searches together, milliseconds */
    GArray *scores; /* CbQueryScores, in the order of the queries */
} CbEvaluation;

/**
 * cb_evaluate:
 * @queries: CbJudgedQuery*; must outlive the result.
 * @settings: the search, but for its text and pages.
 *
 * Errors: those of cb_search().
 */
CbEvaluation *cb_evaluate(CbIndex *index, const GPtrArray *queries, const CbRequest *settings,
                          GError **error);
void cb_evaluation_free(CbEvaluation *evaluation);

/** One measure of two runs over the same queries. */
typedef struct {
    double difference; /* of the means: @to less @from */
    guint wins, losses, ties;
    double p; /* cb_eval_randomization_test() */
} CbMeasureChange;

/** How @to differs from @from. */
void cb_evaluation_compare(const CbEvaluation *from, const CbEvaluation *to,
                           CbMeasureChange changes[CB_N_MEASURES]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbEvaluation, cb_evaluation_free)

G_END_DECLS

#endif
