/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a run of judged queries gave, for people and programs. */
#ifndef CB_CLI_EVAL_REPORT_H
#define CB_CLI_EVAL_REPORT_H

#include "eval_run.h"
#include "layout.h"

G_BEGIN_DECLS

/**
 * CbEvalReport:
 * @evaluation: what was measured.
 * @name: of it, as a heading: the index folder.
 * @other: (nullable): what it is held against.
 * @other_name: of that: the other folder, or the step left out.
 * @per_query: list the queries too.
 *
 * All is borrowed.
 */
typedef struct {
    const CbEvaluation *evaluation;
    const char *name;
    const CbEvaluation *other;
    const char *other_name;
    gboolean per_query;
} CbEvalReport;

void cb_eval_text(CbLayout *layout, const CbEvalReport *report);

/** (transfer full): version 1, without a newline at the end. */
char *cb_eval_json(const CbEvalReport *report, gboolean pretty);

/** (transfer full): "name TAB value" lines, or a line a query with @per_query; against another a
 * column for each, and their difference. */
GString *cb_eval_tsv(const CbEvalReport *report);

G_END_DECLS

#endif
