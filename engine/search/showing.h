/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a stretch of text shows of a query: the sum of the matches in it. */
#ifndef CB_SEARCH_SHOWING_H
#define CB_SEARCH_SHOWING_H

#include "match.h"

G_BEGIN_DECLS

/**
 * CbShowing:
 * @patterns: those that the text has, a bit each, whichever way they matched. A compound of the
 *   query is there when it stands there itself, or all its parts do.
 * @partly: compounds of which it has only some of the parts.
 * @n_repeats: matches of patterns that it has already.
 * @strength: of these patterns, that of the best match; not set for others.
 */
typedef struct {
    guint64 patterns, partly;
    guint n_repeats;
    float strength[CB_MAX_QUERY_WORDS];
} CbShowing;

void cb_showing_of(const CbMatcher *matcher, const CbMatch *matches, guint n, CbShowing *showing);

/** The sum of its patterns' weights, each times its strength. */
double cb_showing_value(const CbShowing *showing, const double *weights);

/** How many of its patterns matched so well that reading on hardly finds better. */
guint cb_showing_count_good(const CbShowing *showing);

G_END_DECLS

#endif
