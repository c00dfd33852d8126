/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In which forms, and where, the words of a query stand in a case. */
#ifndef CB_SEARCH_EXPLAIN_FORMS_H
#define CB_SEARCH_EXPLAIN_FORMS_H

#include "concept.h"
#include <casebank/explain.h>

G_BEGIN_DECLS

/**
 * cb_explain_forms:
 * @concepts: of a scorer.
 * @item: a whole case.
 * @words: CbExplainedWord*, one a concept; they get their forms, and whether they are found.
 *
 * Reads all texts of the case with the analyzer, as the index writer does.
 */
void cb_explain_forms(CbAnalyzer *analyzer, const GArray *concepts, const CbCase *item,
                      const GPtrArray *words);

void cb_explained_form_free(CbExplainedForm *form);

G_END_DECLS

#endif
