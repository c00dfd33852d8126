/* SPDX-License-Identifier: GPL-3.0-or-later */
/* casebank-index. */
#include "danish.h"
#include "explain.h"
#include "extractor.h"
#include "interrupt.h"
#include "options.h"
#include "report_file.h"
#include "report_run.h"
#include "shown.h"
#include "watch.h"
#include <casebank/error.h>
#include <locale.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>

/* Exit codes, as in casebank-index(1). */
enum {
    EXIT_ALL_WELL = 0,
    EXIT_SOME_FAILED = 1, /* the index is made; some files are not in it */
    EXIT_USAGE = 2,
    EXIT_NO_INDEX = 3,     /* no index was made; an old one is as it was */
    EXIT_NO_SANDBOX = 4,   /* neither: what parses cannot be shut off from the machine */
    EXIT_NOT_WRITTEN = 74, /* the index is made; the sum or the report could not be written */
    EXIT_TRY_LATER = 75,
};

static int exit_code_of(const GError *error)
{
    if (g_error_matches(error, CB_ERROR, CB_ERROR_BUSY))
        return EXIT_TRY_LATER;
    if (g_error_matches(error, CB_ERROR, CB_ERROR_SANDBOX))
        return EXIT_NO_SANDBOX;
    if (g_error_matches(error, CB_ERROR, CB_ERROR_USAGE))
        return EXIT_USAGE;
    return EXIT_NO_INDEX;
}

static int fail(const GError *error)
{
    g_autofree char *message = cb_shown(error->message);
    fprintf(stderr, "casebank-index: %s\n", message);
    return exit_code_of(error);
}

static int exit_code_of_run(const CbReport *report, const CbRunSummary *run, const CbStatus *status)
{
    if (run->stopped)
        return CB_EXIT_STOPPED;
    gboolean some_failed =
        cb_report_n_problems(report) > 0 || (status != NULL && status->files_failed > 0);
    return some_failed ? EXIT_SOME_FAILED : EXIT_ALL_WELL;
}

/* Tells how it ended, here and in the file @path (nullable). Returns: the exit code. */
static int end_run(CbReport *report, const char *path, const CbRunEnd *end)
{
    g_autoptr(GError) error = NULL;
    gboolean written = path == NULL || cb_report_write(report, end, path, &error);
    cb_report_end(report, end);
    if (!written)
        fail(error);
    if (written && fflush(stdout) == 0)
        return end->exit_code;
    return end->exit_code <= EXIT_SOME_FAILED ? EXIT_NOT_WRITTEN : end->exit_code;
}

/* @found: owns the name when it was not given. */
static gboolean find_extractor(CbIngestOptions *options, char **found, GError **error)
{
    if (options->extractor == NULL)
        options->extractor = *found = cb_extractor_find_program();
    if (options->extractor != NULL)
        return TRUE;
    g_set_error_literal(error, CB_ERROR, CB_ERROR_WORKER,
                        "programmet casebank-extract mangler; det skal ligge ved siden af "
                        "casebank-index");
    return FALSE;
}

/* @run: NULL when it failed. Returns: whether the end of this one is worth a file: of those of
 * --watch that have nothing to do each would hide what the last one did. */
static gboolean is_reported(const CbIndexOptions *options, const CbRunSummary *run)
{
    return options->report != NULL &&
           (options->deed != CB_DEED_WATCH || run == NULL || !run->nothing_to_do);
}

/* @error: why no index was made; it is told here, unless this is one run of --watch. */
static int run(const CbIndexOptions *options, GError **error)
{
    g_autoptr(GError) run_error = NULL;
    g_autofree char *extractor = NULL;
    g_autoptr(CbStatus) status = NULL;
    CbRunSummary summary = {0};
    CbIngestOptions ingest = options->ingest;
    ingest.stop = cb_interrupt_watch();
    g_autoptr(CbReport) report =
        cb_report_new_full(&(CbReportOptions){.quiet = options->quiet,
                                              .verbose = options->verbose,
                                              .events = options->json_progress,
                                              .timed = options->deed == CB_DEED_WATCH,
                                              .stop = ingest.stop});
    cb_report_begin(report, &ingest);
    CbRunEnd end = {.options = &ingest};
    if (find_extractor(&ingest, &extractor, &run_error) &&
        cb_ingest(&ingest, report, &summary, &status, &run_error))
        end.run = &summary;
    end.status = status;
    end.error = run_error;
    end.exit_code =
        run_error != NULL ? exit_code_of(run_error) : exit_code_of_run(report, &summary, status);
    const char *path = is_reported(options, end.run) ? options->report : NULL;
    int code = end_run(report, path, &end);
    if (run_error != NULL)
        g_propagate_error(error, g_steal_pointer(&run_error));
    return code;
}

static int index_once(const CbIndexOptions *options)
{
    g_autoptr(GError) error = NULL;
    return run(options, &error);
}

/* One run of --watch. What is to be done in full is so once. */
static int run_of_watch(gboolean first, gpointer data, GError **error)
{
    CbIndexOptions options = *(const CbIndexOptions *)data;
    options.ingest.full = options.ingest.full && first;
    options.ingest.retry_failed = options.ingest.retry_failed && first;
    return run(&options, error);
}

static int watch(CbIndexOptions *options)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *extractor = NULL;
    const CbWatchOptions watching = {.ingest = &options->ingest,
                                     .report = options->report,
                                     .settle_s = options->settle_s,
                                     .settle_max_s = options->settle_max_s,
                                     .poll_s = options->poll_s,
                                     .quiet = options->quiet || options->json_progress};
    if (!find_extractor(&options->ingest, &extractor, &error))
        return fail(error);
    setvbuf(stdout, NULL, _IOLBF, 0); /* a line is news when it is written */
    int code = cb_watch(&watching, run_of_watch, options, &error);
    return error != NULL ? fail(error) : code;
}

static int rollback(const CbIndexOptions *options)
{
    g_autoptr(GError) error = NULL;
    const char *dir = options->ingest.index_dir;
    guint generation = 0;
    if (!cb_index_rollback(dir, options->ingest.writer.lock_wait_ms, &generation, &error))
        return fail(error);
    g_autoptr(CbIndex) index = cb_index_open(dir, &error);
    g_autoptr(CbStatus) status = index != NULL ? cb_index_status(index, &error) : NULL;
    if (status == NULL)
        return fail(error);
    if (!options->quiet) {
        g_autofree char *built = cb_danish_time(status->built);
        g_autofree char *cases = cb_danish_count(status->cases, "sag", "sager");
        g_autofree char *shown = cb_shown(dir);
        printf("Indekset i %s er gået tilbage til udgave %u, bygget %s, med %s.\n", shown,
               generation, built, cases);
    }
    return fflush(stdout) == 0 ? EXIT_ALL_WELL : EXIT_NOT_WRITTEN;
}

static int explain(CbIndexOptions *options)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *extractor = NULL;
    if (!find_extractor(&options->ingest, &extractor, &error))
        return fail(error);
    g_autofree char *text =
        cb_explain_page(options->explain, &options->ingest, options->json, &error);
    if (text == NULL)
        return fail(error);
    fputs(text, stdout);
    return fflush(stdout) == 0 ? EXIT_ALL_WELL : EXIT_NOT_WRITTEN;
}

/* A run goes through phases that each need much memory of their own: what is free is to go back to
 * the system, not to lie between what stays. Large blocks get pages of their own (glibc would learn
 * to do without, from the first one that is freed), and threads share one heap: most of what they
 * read is freed by another thread. */
static void set_up_memory(void)
{
    mallopt(M_MMAP_THRESHOLD, 256 * 1024);
    mallopt(M_TRIM_THRESHOLD, 1024 * 1024);
    mallopt(M_ARENA_MAX, 1);
}

int main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    g_auto(CbIndexOptions) options = {0};
    (void)argc;
    set_up_memory();
    setlocale(LC_ALL, "");
    signal(SIGPIPE, SIG_IGN); /* a reader that goes away is seen as a write error */
    if (!cb_index_options_parse(argv + 1, &options, &error))
        return fail(error);
    switch (options.deed) {
    case CB_DEED_INDEX:
        return index_once(&options);
    case CB_DEED_WATCH:
        return watch(&options);
    case CB_DEED_ROLLBACK:
        return rollback(&options);
    case CB_DEED_EXPLAIN:
        return explain(&options);
    case CB_DEED_HELP:
        fputs(cb_index_help(), stdout);
        break;
    case CB_DEED_VERSION:
        fputs("casebank-index " CASEBANK_VERSION "\n", stdout);
        break;
    }
    return fflush(stdout) == 0 ? EXIT_ALL_WELL : EXIT_NOT_WRITTEN;
}
