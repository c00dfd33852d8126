/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that must stand together, as a query. */
#ifndef CB_SEARCH_TOGETHER_H
#define CB_SEARCH_TOGETHER_H

#include "xapian_auto.h"
#include <casebank/index.h>

G_BEGIN_DECLS

/** The numbers of @n stems in the index, for cb_word_hunt_init(). */
void cb_stem_numbers(CbIndex *index, const char *const *stems, guint n, guint32 *numbers);

/**
 * cb_together_query_new:
 * @n: at least one; of a phrase at most CB_MAX_HUNTED, else at most CB_MAX_WINDOW.
 * @window: 0: one after the other, in order; else within so many positions, in any order.
 *
 * Cases where the words with these stems stand together, with the weights of the words. The query
 * must not outlive the index or its next refresh. Returns: (transfer full): NULL with @error.
 */
xapc_query *cb_together_query_new(CbIndex *index, const char *const *stems, guint n, guint window,
                                  xapc_error **error);

G_END_DECLS

#endif
