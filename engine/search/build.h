/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Parts of a query tree as Xapian queries on `cases`.
 *
 * All of these give NULL when an error is set already, so that a whole query can be put together
 * and checked once; what they take they free in any case.
 */
#ifndef CB_SEARCH_BUILD_H
#define CB_SEARCH_BUILD_H

#include "query.h"
#include "xapian_auto.h"
#include <casebank/index.h>

G_BEGIN_DECLS

typedef struct {
    CbIndex *index;
    CbQuery *query;    /* gets notes, and its prefixes their stems */
    xapc_error *error; /* the first one */
} CbBuild;

/** The parts of a compound that must stand close together are all within so many words. */
#define CB_CLOSE_WORDS 5

/**
 * A word of the query as a query, on `cases` or `passages`: the one place where a word becomes all
 * that may stand for it.
 * @index: for `cases`; NULL for `passages`, where the words of a synonym may stand anywhere.
 *
 * NULL with @error.
 */
xapc_query *cb_word_query_new(const CbQueryWord *word, CbIndex *index, xapc_error **error);

/** A word in quotes or after "=", as a word of its own; its form is checked elsewhere. */
xapc_query *cb_whole_word_query_new(const CbQueryWord *word, xapc_error **error);

/** The same for several stems that count as one word. */
xapc_query *cb_stems_query_new(const char *prefix, const GPtrArray *stems, xapc_error **error);

/** All of @n stems, as words of their own, wherever they stand. */
xapc_query *cb_stems_all_query_new(const char *const *stems, guint n, xapc_error **error);

/** @prefix and @text as a term, cut to Xapian's limit as the index writer does. */
xapc_query *cb_term_query_new(const char *prefix, const char *text, xapc_error **error);

/** xapc_query_new_combined() of an array of xapc_query*, which it takes. */
xapc_query *cb_combine(xapc_op op, GPtrArray *queries, xapc_termcount parameter,
                       xapc_error **error);
/** An empty array for it. */
GPtrArray *cb_query_list_new(void);

/** @query, which it takes, with weight 0. */
xapc_query *cb_weightless(CbBuild *build, xapc_query *query);

/** Has any case the term? */
gboolean cb_term_exists(CbBuild *build, const char *prefix, const char *key);

/** Cases with any of the values of a filter field. */
xapc_query *cb_filter_query_new(CbBuild *build, CbField field, const char *const *values);

/** Cases dated within these years, inclusive; 0 for open. */
xapc_query *cb_years_query_new(CbBuild *build, guint from, guint to);

/** A node of an analyzed query, with all below it. Reads the index where terms alone cannot say it:
 * prefixes, and phrases that must be looked for in the texts. */
xapc_query *cb_node_query_new(CbBuild *build, CbNode *node);

/** Adds the node's query to @wanted, or what a NOT holds to @excluded. */
void cb_sort_node(CbBuild *build, CbNode *node, GPtrArray *wanted, GPtrArray *excluded);

/** AND of an array of queries, which it takes; NULL when that is empty. */
xapc_query *cb_all_of(CbBuild *build, GPtrArray *wanted);

/** @wanted (NULL: all cases) without what any of @excluded matches; takes both. */
xapc_query *cb_without(CbBuild *build, xapc_query *wanted, GPtrArray *excluded);

G_END_DECLS

#endif
