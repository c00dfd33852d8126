/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a case is made of, in a few letters: whether it must be written anew. */
#ifndef CB_INDEXER_FINGERPRINT_H
#define CB_INDEXER_FINGERPRINT_H

#include "records.h"

G_BEGIN_DECLS

/**
 * cb_case_fingerprint:
 * @item: as it was cut and merged; of its attachments only name, address and file count, for what
 *   is in them is in @records.
 *
 * Returns: (transfer full): the same letters as long as the index would get the same from it.
 */
char *cb_case_fingerprint(const CbCase *item, const CbRecords *records);

G_END_DECLS

#endif
