/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cases of an index may be the same as one that is not in it. */
#ifndef CB_INDEX_SIMILAR_H
#define CB_INDEX_SIMILAR_H

#include <casebank/index.h>

G_BEGIN_DECLS

/**
 * cb_index_similar:
 * @item: its title, lead and sections are compared.
 * @most: how many at most.
 *
 * Finds the cases that share most rare words with @item: a teaser with the text that it was taken
 * from, and that text with its teasers. Whether they are the same is for the caller to tell; the
 * bound on the work (the rarest words, and so many places where they stand) is generous for a case
 * that is, and a constant.
 *
 * Returns: (transfer full): char*, ids, the likeliest first. Errors: CB_ERROR_INDEX_DAMAGED,
 * CB_ERROR_IO. Same thread rules as CbIndex.
 */
GPtrArray *cb_index_similar(CbIndex *index, const CbCase *item, guint most, GError **error);

G_END_DECLS

#endif
