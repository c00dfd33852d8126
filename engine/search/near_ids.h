/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which case was perhaps meant by an id that no case has. */
#ifndef CB_SEARCH_NEAR_IDS_H
#define CB_SEARCH_NEAR_IDS_H

#include <casebank/index.h>

G_BEGIN_DECLS

#define CB_MAX_NEAR_IDS 3

/**
 * cb_near_ids:
 *
 * Compares folded ids: those that begin as @id does come first, then those that have it somewhere,
 * or of which it has its last part ("mentor" in sager/mentor), then those a few letters apart; the
 * shortest first among equals. Looks at every case.
 *
 * Returns: (transfer full): char*, at most CB_MAX_NEAR_IDS; empty when none is near or the index
 * cannot be read.
 */
GPtrArray *cb_near_ids(CbIndex *index, const char *id);

G_END_DECLS

#endif
