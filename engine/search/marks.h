/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From matches to marks: what is shown as matching, and as what. */
#ifndef CB_SEARCH_MARKS_H
#define CB_SEARCH_MARKS_H

#include "match.h"

G_BEGIN_DECLS

/**
 * cb_marks_choose:
 * @matches: CbMatch of one text, in any order.
 * @start, @end: the stretch of the text that is shown, in bytes; matches that begin before it are
 *   left out, those that reach beyond it are cut.
 *
 * Where a compound of the query stands whole, its parts elsewhere are no matches. Of two that
 * overlap the stronger is kept: a word before a part before a synonym, and last the parts of a
 * compound of the query. Equally strong ones are made one.
 *
 * Returns: (transfer full): CbMark in bytes of the text, in order, not overlapping.
 */
GArray *cb_marks_choose(const GArray *matches, gsize start, gsize end);

G_END_DECLS

#endif
