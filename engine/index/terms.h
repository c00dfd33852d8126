/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a case to the terms of its documents. */
#ifndef CB_INDEX_TERMS_H
#define CB_INDEX_TERMS_H

#include "index_private.h"

G_BEGIN_DECLS

/** The terms of `cases`: what words a case has, how much each counts, and where they stand.
 * Returns: (transfer full): free with xapc_document_free(); NULL with CB_ERROR_FAILED (memory). */
xapc_document *cb_case_document(CbAnalyzer *analyzer, const CbCase *item, GError **error);

/** The terms of `passages`; @uid: of the case. As above. */
xapc_document *cb_passage_document(CbAnalyzer *analyzer, const CbPassageRecord *passage,
                                   const char *uid, guint order, GError **error);

/** Called with each passage of a case in order; the record is borrowed. FALSE stops. */
typedef gboolean (*CbPassageFunc)(const CbPassageRecord *passage, gpointer data);

/** A case's passages: the lead, the sections, the pages of its attachments; empty ones left out,
 * those longer than CB_MAX_PASSAGE_BYTES in pieces, cut at a paragraph, a sentence or a space.
 * Returns FALSE when @func did. */
gboolean cb_case_foreach_passage(const CbCase *item, CbPassageFunc func, gpointer data);
#define CB_MAX_PASSAGE_BYTES 16384

G_END_DECLS

#endif
