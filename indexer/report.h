/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What casebank-index says while it works: to people a line a problem, and on a terminal how far it
 * is; a line a file when they ask for it; to programs a JSON object a line. What it says at the end
 * is in report_run.h.
 *
 * All of it from one thread.
 */
#ifndef CB_INDEXER_REPORT_H
#define CB_INDEXER_REPORT_H

#include <casebank/index.h>

G_BEGIN_DECLS

typedef struct CbReport CbReport;

/** The parts of a run, in their order; one may come again. */
typedef enum {
    CB_PHASE_SCAN,    /* the folders are walked; files are counted, their number is not known */
    CB_PHASE_COMPARE, /* what is there is compared with what was there the last time */
    CB_PHASE_PAGES,   /* pages are read */
    CB_PHASE_PDFS,    /* PDFs are read, and cases written */
    CB_PHASE_CASES,   /* cases are written */
    CB_PHASE_PUBLISH, /* the index is made durable and taken into use */
} CbPhase;
#define CB_N_PHASES 6

/** What is done with a file, and so why. */
typedef enum {
    CB_ACTION_NEW,       /* read: it was not there before */
    CB_ACTION_CHANGED,   /* read: its content is another */
    CB_ACTION_RETRIED,   /* read again: it failed before */
    CB_ACTION_REDONE,    /* read again: not it has changed but how it is read */
    CB_ACTION_MOVED,     /* not read: it has another name now */
    CB_ACTION_GONE,      /* not there any more */
    CB_ACTION_UNCHANGED, /* not read: it is as it was */
} CbAction;
#define CB_N_ACTIONS 7

/** The name used in JSON: "new", "changed", ... Static; never NULL. */
const char *cb_action_name(CbAction action);

/**
 * CbReportOptions:
 * @quiet: no progress and no sum; problems are always told.
 * @verbose: a line a file on standard output instead of progress, and plans in full.
 * @events: JSON objects on standard output, and nothing else there (see casebank-index(1)).
 * @timed: one run of many (--watch): the time stands before every line, the sum is one line, and
 *   none when nothing was to do; an error that ends the run is left to the caller to tell.
 * @stop: (nullable): once it is not 0 (g_atomic_int_get()) the progress says that the run is about
 *   to end.
 */
typedef struct {
    gboolean quiet, verbose, events, timed;
    const gint *stop;
} CbReportOptions;

/** Local time as it stands before a line: "2026-11-22 03:10:05". (transfer full) */
char *cb_report_time(void);

/** Without verbose and events. */
CbReport *cb_report_new(gboolean quiet);
CbReport *cb_report_new_full(const CbReportOptions *options);

/** Takes the progress line off the terminal. */
void cb_report_free(CbReport *report);

/** Begins a part. @total: how many files or cases it has to do; 0 when that is not known. */
void cb_report_phase(CbReport *report, CbPhase phase, guint total);

/**
 * CbFileNews:
 * @path: as people see it.
 * @state, @reason: as in #CbFileRecord; @state NULL is "ok".
 * @ms: how long it took to read; 0 when it was not.
 * @pages: of a PDF; else 0.
 */
typedef struct {
    const char *path, *state, *reason;
    guint ms, pages;
    CbAction action;
} CbFileNews;

/** A file is done, and the phase one further. What is wrong with it is told to people by
 * cb_report_problem(), here only when they asked for every file. */
void cb_report_file(CbReport *report, const CbFileNews *news);

/** So many of the phase are done: for cases and lines, which have no #CbFileNews. */
void cb_report_done(CbReport *report, guint done);

/**
 * cb_report_tick:
 * @path: (nullable): the file that has been read for the longest time.
 * @since_us: when that began, as g_get_monotonic_time() has it.
 *
 * Keeps the progress moving while a file takes its time; to be called some times a second. A file
 * is named when it has taken more than three seconds. Cheap when there is nothing to draw.
 */
void cb_report_tick(CbReport *report, const char *path, gint64 since_us);

/** What was done so far is published. @cases: in the index now. */
void cb_report_checkpoint(CbReport *report, guint cases);

/** "casebank-index: PATH: REASON" on standard error. @path may be NULL. */
void cb_report_problem(CbReport *report, const char *path, const char *reason);

/** Problems told so far. */
guint cb_report_n_problems(const CbReport *report);

/** In a dry run: what would be done with a file. @reason: (nullable): why, in Danish, where @action
 * does not say it. Told in groups by cb_report_end(). */
void cb_report_plan(CbReport *report, const char *path, CbAction action, const char *reason);

/** Adds a line to the sum. */
void cb_report_note(CbReport *report, const char *line);

/** As cb_report_phase() and cb_report_done() in one, for a part with a name of its own ("Læser
 * linje"). @total 0: unknown. */
void cb_report_progress(CbReport *report, const char *deed, guint done, guint total,
                        const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbReport, cb_report_free)

G_END_DECLS

#endif
