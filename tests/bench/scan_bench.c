/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What it costs to walk sources, and to sift what was found:
 *   scan-bench SOURCE...
 * A run of casebank-index that has nothing to do walks, and no more. */
#include "sources.h"
#include <stdio.h>
#include <time.h>

#define N_RUNS 10

static double cpu_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* FALSE: there is nothing to measure. */
static gboolean measure(const CbSourcesOptions *options, CbReport *report, double *list_ms,
                        double *sift_ms)
{
    g_autoptr(GError) error = NULL;
    double start = cpu_ms();
    g_autoptr(CbSources) sources = cb_sources_list(options, report, &error);
    double listed = cpu_ms();
    if (sources == NULL) {
        fprintf(stderr, "scan-bench: %s\n", error->message);
        return FALSE;
    }
    cb_sources_sift(sources, report);
    *list_ms = MIN(*list_ms, listed - start);
    *sift_ms = MIN(*sift_ms, cpu_ms() - listed);
    return TRUE;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fputs("usage: scan-bench SOURCE...\n", stderr);
        return 2;
    }
    const CbSourcesOptions options = {.roots = (const char *const *)argv + 1};
    g_autoptr(CbReport) report = cb_report_new(TRUE);
    double list_ms = G_MAXDOUBLE, sift_ms = G_MAXDOUBLE;
    for (guint i = 0; i < N_RUNS; i++)
        if (!measure(&options, report, &list_ms, &sift_ms))
            return 1;
    printf("best of %d: walking %.1f ms CPU, sifting %.1f ms CPU\n", N_RUNS, list_ms, sift_ms);
    return 0;
}
