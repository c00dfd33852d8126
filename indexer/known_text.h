/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The texts of PDFs that the index has: what need not be extracted again. */
#ifndef CB_INDEXER_KNOWN_TEXT_H
#define CB_INDEXER_KNOWN_TEXT_H

#include <casebank/index.h>

G_BEGIN_DECLS

typedef struct CbKnownText CbKnownText;

/** @index: (nullable): the index that the run began with; one that stays on its generation
 * (cb_index_stay()). Both are borrowed. */
CbKnownText *cb_known_text_new(CbIndex *index, const CbLedger *ledger);
void cb_known_text_free(CbKnownText *known);

/** The hashes of all contents that the index has the text of (char*, borrowed), as keys. */
GHashTable *cb_known_text_hashes(CbKnownText *known);

/** (nullable): the record of a file that has this content. */
const CbFileRecord *cb_known_text_find(CbKnownText *known, const char *hash);

/**
 * cb_known_text_fill:
 * @record: of the file, as it was.
 * @into: its state, reason, title, date, n_pages, pages and outline are replaced.
 *
 * Returns: FALSE when the index does not have it after all: then it must be extracted.
 */
gboolean cb_known_text_fill(CbKnownText *known, const CbFileRecord *record, CbAttachment *into);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbKnownText, cb_known_text_free)

G_END_DECLS

#endif
