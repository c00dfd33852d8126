/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a case that is removed has added to the index as a whole. */
#ifndef CB_INDEX_REMOVED_CASE_H
#define CB_INDEX_REMOVED_CASE_H

#include "store.h"
#include <casebank/case.h>

G_BEGIN_DECLS

typedef struct {
    CbCase *item;       /* without its passages */
    guint64 text_bytes; /* of its passages' texts */
} CbRemovedCase;

/** Reads it; nothing is taken out yet. @place: where the case lies. Errors: CB_ERROR_INDEX_DAMAGED,
 * CB_ERROR_IO. */
CbRemovedCase *cb_removed_case_read(const CbStore *store, guint32 docid,
                                    const CbCaseStatistics *place, GError **error);
void cb_removed_case_free(CbRemovedCase *removed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbRemovedCase, cb_removed_case_free)

G_END_DECLS

#endif
