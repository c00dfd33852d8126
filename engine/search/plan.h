/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From a query tree and a request to the queries that Xapian runs on `cases`.
 */
#ifndef CB_SEARCH_PLAN_H
#define CB_SEARCH_PLAN_H

#include "query.h"
#include "xapian_auto.h"
#include <casebank/search.h>

G_BEGIN_DECLS

/**
 * What to run. A case that matches @strict has all that was asked for. @relaxed matches cases that
 * have some of the plain words and all the rest: fields, phrases, what is excluded, the request's
 * filters.
 */
typedef struct {
    xapc_query *strict;
    xapc_query *unfiltered; /* @strict without the request's filters; NULL when it has none, or when
                               @relaxed is NULL */
    xapc_query *relaxed;    /* NULL when there is nothing to relax */
    gboolean is_long;      /* a question of many words: @relaxed matches the strict hits too, and is
                              the whole list; else it leaves them out and follows them */
    double min_weight;     /* what a hit of @relaxed must weigh */
    gboolean asks_contact; /* the query has `kontakt:` */
    const CbNode *root;    /* the query, borrowed */
} CbPlan;

/**
 * cb_plan_make:
 * @query: analyzed. Its prefixes get their stems, and it may get notes. Must outlive the plan.
 *
 * Reads the index where a term alone cannot say it: prefixes, and phrases that must be looked for
 * in the text itself (exact ones, and those in a title, file name or contact).
 *
 * Errors: those of cb_error_from_xapian().
 */
gboolean cb_plan_make(CbIndex *index, CbQuery *query, const CbRequest *request, CbPlan *plan,
                      GError **error);
void cb_plan_clear(CbPlan *plan);

/** Does the request itself, beside what its text says, choose some of the cases? */
gboolean cb_plan_has_filters(const CbRequest *request);

/** Of the children of the query's root: is this one a plain word, that a relaxed hit may lack? */
gboolean cb_plan_is_soft(const GPtrArray *children, guint i);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CbPlan, cb_plan_clear)

G_END_DECLS

#endif
