/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the pairs of cases that are the same case, without comparing all with all. */
#ifndef CB_INDEXER_PAIRS_H
#define CB_INDEXER_PAIRS_H

#include "same.h"

G_BEGIN_DECLS

typedef struct {
    guint a, b; /* indexes of entries */
    double strength;
} CbPair;

/** Not every pair of a group of equals, but enough to connect them. Returns: (transfer full):
 * CbPair, the strongest first. */
GArray *cb_find_pairs(const CbEntry *entries, guint n);

G_END_DECLS

#endif
