/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a report is written from. */
#ifndef CB_INDEXER_REPORT_FINDINGS_H
#define CB_INDEXER_REPORT_FINDINGS_H

#include "report_private.h"
#include "report_run.h"

G_BEGIN_DECLS

/** A file that is not well, and the cases that lack it. */
typedef struct {
    const CbFileRecord *record;
    GPtrArray *cases; /* const CbCaseName* */
} CbUnwellFile;

typedef struct {
    const CbReport *report;
    const CbRunEnd *end;
    gint64 took_us;
    GPtrArray *unwell;   /* CbUnwellFile*, by state, then path */
    GPtrArray *problems; /* const CbProblem*: those of no file of @unwell */
} CbFindings;

/** Both: (transfer full), the whole file. */
char *cb_findings_to_json(const CbFindings *findings);
char *cb_findings_to_html(const CbFindings *findings);

G_END_DECLS

#endif
