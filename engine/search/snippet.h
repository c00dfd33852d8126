/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sentence or two of a passage that show best why it is a hit. */
#ifndef CB_SEARCH_SNIPPET_H
#define CB_SEARCH_SNIPPET_H

#include "showing.h"
#include <casebank/search.h>

G_BEGIN_DECLS

/** The longest snippet, in code points, ellipses included. */
#define CB_SNIPPET_LENGTH 240
/** The longest summary of a case, likewise. */
#define CB_SUMMARY_LENGTH 300

typedef struct {
    char *text;          /* single spaces; "…" where a sentence was cut */
    GArray *marks;       /* CbMark */
    gboolean is_heading; /* the match stands in a heading or the like, not in a sentence */
    CbShowing showing;   /* what its sentences have of the query */
} CbSnippet;

/**
 * cb_snippet_make:
 * @text: a passage, valid UTF-8.
 * @shown: hashes (guint64) of sentences that were shown already and are passed over; those of this
 * snippet are added.
 *
 * Takes the best sentence, or two neighbours that show more together, and adds a neighbour to a
 * short one. A sentence that is too long is cut between words around its best part. A passage
 * without a match gives its beginning. Time is linear in the text.
 *
 * Returns: FALSE when there is nothing to show that was not shown before; @out is then untouched.
 */
gboolean cb_snippet_make(const CbMatcher *matcher, CbAnalyzer *analyzer, const char *text,
                         GArray *shown, CbSnippet *out);

/** The same for a passage that is known to hold @expected different patterns, at most: when a
 * sentence shows as many, the rest of the text is not read. */
gboolean cb_snippet_make_expecting(const CbMatcher *matcher, CbAnalyzer *analyzer, const char *text,
                                   guint expected, GArray *shown, CbSnippet *out);
void cb_snippet_clear(CbSnippet *snippet);

/** The beginning of a text, at most @length code points: whole sentences when the first fits,
 * else cut after a word, with "…". Transfer full. */
char *cb_snippet_beginning(const char *text, guint length);

G_END_DECLS

#endif
