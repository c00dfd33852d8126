/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the report share: report.c gathers, the others write. */
#ifndef CB_INDEXER_REPORT_PRIVATE_H
#define CB_INDEXER_REPORT_PRIVATE_H

#include "progress.h"
#include "report.h"

G_BEGIN_DECLS

/** So many are kept for the report at the end; more are only counted. */
#define CB_MAX_KEPT_PROBLEMS 1000
#define CB_MAX_SLOWEST 20

typedef struct {
    char *path; /* or NULL */
    char *reason;
} CbProblem;

typedef struct {
    char *path;
    guint ms, pages;
} CbSlowFile;

/** What would be done for one reason. */
typedef struct {
    CbAction action;
    char *reason;     /* "" for none */
    GPtrArray *paths; /* char*: all, or the first CB_PLAN_SHOWN */
    guint n_paths;
} CbPlanGroup;
#define CB_PLAN_SHOWN 20

struct CbReport {
    CbReportOptions options;
    gboolean on_terminal;
    gboolean line_open; /* a progress line stands on the terminal */
    gint64 begun_us, drawn_us;
    char *begun; /* ISO 8601, UTC */

    CbProgress progress;
    CbPhase phase;
    gboolean in_phase;
    gint64 phase_begun_us;
    gint64 phase_us[CB_N_PHASES];

    guint n_problems;
    GPtrArray *problems; /* CbProblem* */
    GPtrArray *slowest;  /* CbSlowFile*, the slowest first */
    GPtrArray *plan;     /* CbPlanGroup* */
    GString *notes;      /* lines */
};

/** Takes the progress line away, before anything else is written. */
void cb_report_clear_line(CbReport *report);

/** The last phase is over: its time counts. */
void cb_report_end_phase(CbReport *report);

/** The phase's name in JSON, and for people. Static. */
const char *cb_phase_name(CbPhase phase);
const char *cb_phase_deed(CbPhase phase);

G_END_DECLS

#endif
