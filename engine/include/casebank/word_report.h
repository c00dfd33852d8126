/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All there is to say about a word: what the analysis makes of it (words.h) and what the thesaurus
 * has for it. `casebank analyze` shows it. */
#ifndef CASEBANK_WORD_REPORT_H
#define CASEBANK_WORD_REPORT_H

#include <casebank/thesaurus.h>
#include <casebank/words.h>

G_BEGIN_DECLS

/**
 * CbWordReport:
 * @input: as given, made valid UTF-8. May be several words when the thesaurus has them as one
 * entry.
 * @analysis: of the input as one word.
 * @concepts: char*: the full name of each thing that the word is just another name for: "social- og
 *   sundhedsassistent" for SSA. Of a group of weight 1, the longest entry.
 * @synonyms: CbSynonym*, borrowed from the thesaurus: those of weight 1 too, and what is only
 *   offered.
 */
typedef struct {
    char *input;
    CbWordAnalysis *analysis;
    GPtrArray *concepts;
    const GPtrArray *synonyms; /* (nullable) */
} CbWordReport;

/** @thesaurus: (nullable): must outlive the report. Never fails; any bytes. */
CbWordReport *cb_word_report_new(CbAnalyzer *analyzer, const CbThesaurus *thesaurus,
                                 const char *input);
void cb_word_report_free(CbWordReport *report);

/** One word as a JSON object on one line, no newline at the end (docs/API.md). Transfer full. */
char *cb_word_report_to_json(const CbWordReport *report);

/** {"version":1,"words":[...]} of @reports (CbWordReport*). Transfer full. */
char *cb_word_reports_to_json(const GPtrArray *reports, gboolean pretty);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbWordReport, cb_word_report_free)

G_END_DECLS

#endif
