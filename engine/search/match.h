/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Finding a query's words in a text: what snippets mark, and how a phrase is checked where the
 * index cannot say. A pattern is a word, with all that may stand in its place, or a phrase;
 * excluded parts of the query and fields that are not about running text give none.
 */
#ifndef CB_SEARCH_MATCH_H
#define CB_SEARCH_MATCH_H

#include "query.h"
#include <casebank/search.h>

G_BEGIN_DECLS

typedef struct CbMatcher CbMatcher;

/**
 * CbMatch: a pattern that stands in a text, in bytes of it: [start, end). Of a compound only the
 * part that matched.
 * @own_part: the pattern is a compound, and only this one of its parts (from 0) stands here; else
 *   -1.
 * @fragment: more of the word stands further on: "social-" in "social- og sundhedsassistent" is a
 *   match of socialassistent.
 * @strength: how much it counts beside the word itself, above 0 and at most 1.
 */
typedef struct {
    gsize start, end;
    guint pattern;
    CbMarkKind kind;
    int own_part;
    gboolean fragment;
    float strength;
} CbMatch;

/** The patterns of an analyzed query (@root may be NULL). */
CbMatcher *cb_matcher_new(const CbNode *root);
/** The patterns of a leaf, whatever its field. */
CbMatcher *cb_matcher_new_leaf(const CbNode *leaf);
void cb_matcher_free(CbMatcher *matcher);

/** At most CB_MAX_QUERY_WORDS. */
guint cb_matcher_n_patterns(const CbMatcher *matcher);

/** How much finding each pattern says, from 0; 1 until set. CB_MAX_QUERY_WORDS long. */
const double *cb_matcher_weights(const CbMatcher *matcher);
void cb_matcher_set_weight(CbMatcher *matcher, guint pattern, double weight);

/** The leaf of the query that a pattern came from, and which of its words; -1: all of them, a
 * phrase. Borrowed from the query. */
const CbNode *cb_matcher_leaf(const CbMatcher *matcher, guint pattern, int *word);

/** Of a pattern that is a compound: into how many parts its word divides; else 0. */
guint cb_matcher_n_own_parts(const CbMatcher *matcher, guint pattern);

/** Appends the matches in @text (@length bytes of valid UTF-8) to @matches (CbMatch), about in the
 * order of the text. Matches may overlap. */
void cb_matcher_run(const CbMatcher *matcher, CbAnalyzer *analyzer, const char *text, gsize length,
                    GArray *matches);

/** Does any pattern stand in @text (valid UTF-8; NULL: no)? Of a compound in the query one of the
 * parts is enough. */
gboolean cb_matcher_finds(const CbMatcher *matcher, CbAnalyzer *analyzer, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbMatcher, cb_matcher_free)

G_END_DECLS

#endif
