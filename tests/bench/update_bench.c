/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What it costs to publish one changed case: update-bench FOLDER [CASES [ROUNDS]]
 *
 * Builds an index of invented cases in FOLDER/index (10,000, and a PDF of some pages for every
 * tenth), then changes one case a round and publishes, and prints CPU and wall time of each and the
 * sizes. With 0 cases the index of an earlier run is changed.
 */
#include "generation.h"
#include "invented.h"
#include <casebank/index.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

static const InventedSize size = {.words = 60000, .sections = 5, .pages = 5, .section_words = 60};

typedef struct {
    double cpu, wall; /* seconds */
} Spent;

static double cpu_seconds(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           1e-6 * (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

static long peak_kilobytes(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

static Spent now(void)
{
    return (Spent){cpu_seconds(), 1e-6 * (double)g_get_monotonic_time()};
}

static void stop_on(const GError *error)
{
    if (error == NULL)
        return;
    fprintf(stderr, "%s\n", error->message);
    exit(2);
}

static void add(CbWriter *writer, guint number, guint version)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CbCase) item = invented_case(&size, number, version);
    cb_writer_add_case(writer, item, &error);
    stop_on(error);
}

static void build(const char *dir, guint cases)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CbWriter) writer = cb_writer_new(dir, NULL, &error);
    stop_on(error);
    for (guint i = 0; i < cases; i++)
        add(writer, i, 0);
    cb_writer_publish(writer, &error);
    stop_on(error);
}

static void change(const char *dir, guint number, guint version)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CbWriter) writer = cb_writer_new(dir, &(CbWriterOptions){.update = TRUE}, &error);
    stop_on(error);
    g_autofree char *id = g_strdup_printf("case%u", number);
    cb_writer_remove_case(writer, id, &error);
    stop_on(error);
    add(writer, number, version);
    cb_writer_publish(writer, &error);
    stop_on(error);
}

/* Returns how many cases there are. */
static guint tell(const char *dir, const char *what, Spent before)
{
    Spent after = now();
    g_autoptr(GError) error = NULL;
    g_autoptr(CbIndex) index = cb_index_open(dir, &error);
    stop_on(error);
    g_autoptr(CbStatus) status = cb_index_status(index, &error);
    stop_on(error);
    printf(
        "%-12s %8.3f CPU s %8.3f s  generation %u: %u cases, %u passages, %.1f MB for %.1f MB of "
        "text; peak %ld MB\n",
        what, after.cpu - before.cpu, after.wall - before.wall, status->generation, status->cases,
        status->passages, (double)status->index_bytes / 1e6, (double)status->documents_bytes / 1e6,
        peak_kilobytes() / 1024);
    fflush(stdout);
    return status->cases;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "update-bench FOLDER [CASES [ROUNDS]]\n");
        return 2;
    }
    guint cases = argc > 2 ? (guint)strtoul(argv[2], NULL, 10) : 10000;
    guint rounds = argc > 3 ? (guint)strtoul(argv[3], NULL, 10) : 8;
    g_autofree char *dir = g_build_filename(argv[1], "index", NULL);
    Spent before = now();
    if (cases > 0) {
        cb_tree_remove(dir);
        build(dir, cases);
    }
    cases = tell(dir, "all", before);
    for (guint i = 0; i < rounds; i++) {
        g_autofree char *what = g_strdup_printf("case%u", i * 997 % cases);
        before = now();
        change(dir, i * 997 % cases, i + 1);
        tell(dir, what, before);
    }
    return 0;
}
