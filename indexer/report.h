/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What casebank-index says to people: a line a problem, progress on a terminal, and the sum at the
 * end. */
#ifndef CB_INDEXER_REPORT_H
#define CB_INDEXER_REPORT_H

#include <casebank/index.h>

G_BEGIN_DECLS

typedef struct CbReport CbReport;

/** @quiet: no progress and no sum; problems are always told. */
CbReport *cb_report_new(gboolean quiet);
void cb_report_free(CbReport *report);

/** "casebank-index: PATH: REASON" on standard error. */
void cb_report_problem(CbReport *report, const char *path, const char *reason);

/** How far the work is: "Læser sider 12 af 40: sti". On a terminal alone, one line that is written
 * over, at most ten times a second. @total 0: unknown. */
void cb_report_progress(CbReport *report, const char *deed, guint done, guint total,
                        const char *path);

/** The sum, on standard output: cases, attachments by state, where the index is. */
void cb_report_summary(CbReport *report, const CbStatus *status, const char *index_dir);

/** Adds a line to the sum. */
void cb_report_note(CbReport *report, const char *line);

/** Problems told so far. */
guint cb_report_n_problems(const CbReport *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbReport, cb_report_free)

G_END_DECLS

#endif
