/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A run that only tells: what a terminal shows while casebank-index works, without the work. For
 * the test of the terminal, and to look at.
 *
 *   test-report-story FILES MS_A_FILE SLOW_MS
 *
 * Of the files every tenth is a PDF; in the middle one takes SLOW_MS, and one is damaged.
 */
#include "interrupt.h"
#include "report_run.h"
#include <stdio.h>
#include <stdlib.h>

static void read_file(CbReport *report, const char *path, guint ms, const CbFileNews *news)
{
    gint64 begun = g_get_monotonic_time();
    while (g_get_monotonic_time() - begun < (gint64)ms * 1000) {
        cb_report_tick(report, path, begun);
        g_usleep(MIN(ms, 50) * 1000);
    }
    cb_report_file(report, news);
}

static void read_all(CbReport *report, guint n, guint ms, guint slow_ms, const gint *stop)
{
    for (guint i = 0; i < n && g_atomic_int_get(stop) == 0; i++) {
        gboolean is_pdf = i % 10 == 0;
        g_autofree char *path =
            i == n / 2 ? g_strdup("filer/Håndbog for nye medarbejdere på ældreområdet.pdf")
                       : g_strdup_printf("sager/%u.%s", i, is_pdf ? "pdf" : "html");
        const CbFileNews news = {.path = path, .ms = ms, .pages = is_pdf ? 12 : 0};
        read_file(report, path, i == n / 2 ? slow_ms : ms, &news);
        if (i == n / 2)
            cb_report_problem(report, "sager/ødelagt.pdf", "filen er beskadiget");
    }
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: %s FILES MS_A_FILE SLOW_MS\n", argv[0]);
        return 2;
    }
    guint n = (guint)atoi(argv[1]);
    const gint *stop = cb_interrupt_watch();
    const char *const sources[] = {"sider", NULL};
    const CbIngestOptions options = {.index_dir = "indeks", .sources = sources};
    CbStatus status = {.cases = 44, .files_ok = n, .files_failed = 1};
    g_autoptr(CbReport) report = cb_report_new_full(&(CbReportOptions){.stop = stop});
    cb_report_phase(report, CB_PHASE_SCAN, 0);
    cb_report_phase(report, CB_PHASE_PDFS, n);
    read_all(report, n, (guint)atoi(argv[2]), (guint)atoi(argv[3]), stop);
    const CbRunSummary run = {
        .cases_new = 44, .files_read = n, .stopped = g_atomic_int_get(stop) != 0};
    cb_report_end(report, &(CbRunEnd){.options = &options, .run = &run, .status = &status});
    return run.stopped ? CB_EXIT_STOPPED : 0;
}
