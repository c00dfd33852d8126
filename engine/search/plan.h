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

/** What to run. A case that matches @strict has all that was asked for. @relaxed matches the others
 * that have some of the plain words and all the rest (fields, phrases, what is excluded, the
 * request's filters). */
typedef struct {
    xapc_query *strict;
    xapc_query *unfiltered; /* @strict without the request's filters; NULL when it has none, or when
                               @relaxed is NULL */
    xapc_query *relaxed;    /* NULL when there is nothing to relax */
    double min_weight;      /* what a relaxed hit must weigh; 0: anything */
    gboolean asks_contact;  /* the query has `kontakt:` */
} CbPlan;

/**
 * cb_plan_make:
 * @query: analyzed. Its prefixes get their stems, and it may get notes.
 *
 * Reads the index where a term alone cannot say it: prefixes, and phrases that must be looked for
 * in the text itself (exact ones, and those in a title, file name or contact).
 *
 * Errors: those of cb_error_from_xapian().
 */
gboolean cb_plan_make(CbIndex *index, CbQuery *query, const CbRequest *request, CbPlan *plan,
                      GError **error);
void cb_plan_clear(CbPlan *plan);

/** A word of the query as a query, on `cases` or `passages`: the one place where a word is widened.
 * NULL with @error. */
xapc_query *cb_word_query_new(const CbQueryWord *word, xapc_error **error);

/** The same for several stems that count as one word. */
xapc_query *cb_stems_query_new(const char *prefix, const GPtrArray *stems, xapc_error **error);

/** @prefix and @text as a term, cut to Xapian's limit as the index writer does. */
xapc_query *cb_term_query_new(const char *prefix, const char *text, xapc_error **error);

/** xapc_query_new_combined() of an array of xapc_query*, which it takes. */
xapc_query *cb_combine(xapc_op op, GPtrArray *queries, xapc_termcount parameter,
                       xapc_error **error);
/** An empty array for it. */
GPtrArray *cb_query_list_new(void);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CbPlan, cb_plan_clear)

G_END_DECLS

#endif
