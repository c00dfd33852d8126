/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a case to the terms of its document. */
#ifndef CB_INDEX_TERMS_H
#define CB_INDEX_TERMS_H

#include "index_private.h"
#include "positions.h"
#include "vocabulary_builder.h"

G_BEGIN_DECLS

/**
 * The document of one case, made in one pass over its texts: analysing them is most of the work,
 * and Xapian, the positions and the vocabulary want the same words. Give it the passages in order
 * (cb_case_foreach_passage()), then ask for the document.
 */
typedef struct CbCaseTerms CbCaseTerms;

/** All is borrowed and must outlive it; one at a time for the same @positions. The words of the
 * case go into @vocabulary and @positions too; there cb_positions_builder_end_case() is for the
 * caller.
 */
CbCaseTerms *cb_case_terms_new(CbAnalyzer *analyzer, CbVocabularyBuilder *vocabulary,
                               CbPositionsBuilder *positions, const CbCase *item);
void cb_case_terms_free(CbCaseTerms *terms);

/** The words of the next passage. */
void cb_case_terms_add_passage(CbCaseTerms *terms, const CbPassageRecord *passage);

/** Words of the passage that was added last, and of the title and of the lead as far as it was
 * read.
 */
guint cb_case_terms_passage_words(const CbCaseTerms *terms);
guint cb_case_terms_title_words(const CbCaseTerms *terms);
guint cb_case_terms_lead_words(const CbCaseTerms *terms);

/** The position in the case at which the passage that was added last begins: its heading, or its
 * text when that has none of its own. */
guint cb_case_terms_passage_position(const CbCaseTerms *terms);

/** The case's document for `cases`, with all terms; once, after all passages. Returns: (transfer
 * full): free with xapc_document_free(); NULL with CB_ERROR_FAILED (memory). */
xapc_document *cb_case_terms_finish(CbCaseTerms *terms, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbCaseTerms, cb_case_terms_free)

/** Called with each passage of a case in order; the record is borrowed. FALSE stops. */
typedef gboolean (*CbPassageFunc)(const CbPassageRecord *passage, gpointer data);

/** A case's passages: the lead, the sections, the pages of its attachments; empty ones left out,
 * those longer than CB_MAX_PASSAGE_BYTES in pieces, cut at a paragraph, a sentence or a space.
 * Returns FALSE when @func did. A passage is what ranking takes for "standing together"; measured
 * on LibreOffice's Danish help (MRR@10, keywords): .550 with passages of 16 KB, .561 of 1.5 KB. */
gboolean cb_case_foreach_passage(const CbCase *item, CbPassageFunc func, gpointer data);
#define CB_MAX_PASSAGE_BYTES 4000

G_END_DECLS

#endif
