/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Finding a query's words in a text: what snippets mark, and how a phrase is checked where the
 * index cannot say. A pattern is a word or a phrase; excluded parts of the query and fields that
 * are not about running text give none.
 */
#ifndef CB_SEARCH_MATCH_H
#define CB_SEARCH_MATCH_H

#include "query.h"

G_BEGIN_DECLS

typedef struct CbMatcher CbMatcher;

/** A pattern that stands in a text, in bytes of it: [start, end). */
typedef struct {
    gsize start, end;
    guint pattern;
} CbMatch;

/** The patterns of an analyzed query (@root may be NULL). */
CbMatcher *cb_matcher_new(const CbNode *root);
/** The one pattern of a leaf, whatever its field. */
CbMatcher *cb_matcher_new_leaf(const CbNode *leaf);
void cb_matcher_free(CbMatcher *matcher);

/** At most CB_MAX_QUERY_WORDS. */
guint cb_matcher_n_patterns(const CbMatcher *matcher);

/** How much finding a pattern says, from 0; 1 until set. */
double cb_matcher_weight(const CbMatcher *matcher, guint pattern);
void cb_matcher_set_weight(CbMatcher *matcher, guint pattern, double weight);

/** The leaf of the query that a pattern came from, and which of its words; -1: all of them, a
 * phrase. Borrowed from the query. */
const CbNode *cb_matcher_leaf(const CbMatcher *matcher, guint pattern, int *word);

/** Appends the matches in @text (@length bytes of valid UTF-8), in order of their starts, to
 * @matches (CbMatch). Phrases may overlap. */
void cb_matcher_run(const CbMatcher *matcher, CbAnalyzer *analyzer, const char *text, gsize length,
                    GArray *matches);

/** Does any pattern stand in @text (valid UTF-8; NULL: no)? */
gboolean cb_matcher_finds(const CbMatcher *matcher, CbAnalyzer *analyzer, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbMatcher, cb_matcher_free)

G_END_DECLS

#endif
