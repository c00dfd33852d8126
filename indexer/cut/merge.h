/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same case on several pages becomes one. See the essay in merge.c for how sameness is told. */
#ifndef CB_INDEXER_MERGE_H
#define CB_INDEXER_MERGE_H

#include "same.h"

G_BEGIN_DECLS

/**
 * CbMergeFrame: what a merge knows of cases that do not take part in it, and tells of those that
 * do.
 * @common: (inout): the shingles that stand in so many cases that they tell nothing (same.h), as a
 *   merge of all cases found them. NULL: those that @cases show; it is then set to them.
 * @taken: (nullable): ids that cases elsewhere have, as keys.
 * @texts: (nullable): when the cases' texts are elsewhere.
 * @became: (out): guint for each case, in the order given: which of the result it is part of.
 */
typedef struct {
    GArray *common;
    GHashTable *taken;
    const CbTextLender *texts;
    GArray *became;
} CbMergeFrame;

void cb_merge_frame_clear(CbMergeFrame *frame);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CbMergeFrame, cb_merge_frame_clear)

/**
 * cb_merge_cases:
 * @cases: (transfer full): CbCase* of all pages, or of all that can be the same as one of them.
 * @frame: (nullable): NULL when these are all cases there are. Its @taken stays the caller's.
 *
 * The fullest text wins; the others become its also_in, and give it the attachments, municipalities
 * and topics that it lacks, and contact and date when it has none. A teaser is kept only where no
 * full text of its case exists.
 *
 * Returns: (transfer full): the cases that are left, in the order of @cases, ids made unique.
 */
GPtrArray *cb_merge_cases(GPtrArray *cases, CbMergeFrame *frame);

G_END_DECLS

#endif
