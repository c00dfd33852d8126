/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same case on several pages becomes one. See the essay in merge.c for how sameness is told. */
#ifndef CB_INDEXER_MERGE_H
#define CB_INDEXER_MERGE_H

#include <casebank/case.h>

G_BEGIN_DECLS

/**
 * cb_merge_cases:
 * @cases: (transfer full): CbCase* of all pages.
 *
 * The fullest text wins; the others become its also_in, and give it the attachments, municipalities
 * and topics that it lacks, and contact and date when it has none. A teaser is kept only where no
 * full text of its case exists.
 *
 * Returns: (transfer full): the cases that are left, in the order of @cases, ids made unique.
 */
GPtrArray *cb_merge_cases(GPtrArray *cases);

G_END_DECLS

#endif
