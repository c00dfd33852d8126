/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What casebank-index says when a run begins, and when it has ended: the sum, the plan of a dry
 * run, the last event. */
#ifndef CB_INDEXER_REPORT_RUN_H
#define CB_INDEXER_REPORT_RUN_H

#include "ingest.h"

G_BEGIN_DECLS

/**
 * CbRunEnd:
 * @options: what the run was told.
 * @run: (nullable): what it did; NULL when it failed.
 * @status: (nullable): what is in the index now; NULL when there is none.
 * @error: (nullable): why it failed.
 * @exit_code: of the program.
 */
typedef struct {
    const CbIngestOptions *options;
    const CbRunSummary *run;
    const CbStatus *status;
    const GError *error;
    int exit_code;
} CbRunEnd;

/** Tells programs that a run begins, and of what. */
void cb_report_begin(const CbReport *report, const CbIngestOptions *options);

/** Tells the end on standard output: in words, as an event, or not at all when the report is quiet.
 * An error is told on standard error. */
void cb_report_end(CbReport *report, const CbRunEnd *end);

/** How it ended, in JSON: "ok", "nothing-to-do", "some-failed", "planned", "stopped" or "failed".
 * Static. */
const char *cb_run_result(const CbRunEnd *end);

/**
 * cb_run_sentence:
 *
 * Returns: (transfer full): "3 nye sager, 1 ændret, 2 PDF'er uden tekst, 1 krypteret"; "" when
 * there is nothing of all that.
 */
char *cb_run_sentence(const CbRunSummary *run, const CbStatus *status);

G_END_DECLS

#endif
