/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far apart two words are, by the slips that Danish writers make. */
#ifndef CB_SEARCH_EDIT_DISTANCE_H
#define CB_SEARCH_EDIT_DISTANCE_H

#include <glib.h>

G_BEGIN_DECLS

/** What an edit costs; one that hardly changes how the word sounds costs the half, and one of the
 * first letter as much more. */
#define CB_EDIT_COST 2
#define CB_CHEAP_EDIT_COST 1

/** Longer words are not compared. */
#define CB_MAX_EDITED 63

/**
 * cb_edit_distance:
 * @a, @b: folded words of at most CB_MAX_EDITED bytes.
 * @max: higher costs are all the same to the caller.
 *
 * The optimal string alignment distance (Damerau 1964, Levenshtein 1966): letters inserted, left
 * out, replaced, and two neighbours swapped, each place changed once.
 *
 * Returns: the cost of turning @a into @b, or @max + 1 when it is more than @max.
 */
guint cb_edit_distance(const char *a, gsize a_length, const char *b, gsize b_length, guint max);

G_END_DECLS

#endif
