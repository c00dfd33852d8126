/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What reading files on several cores gives, and what it costs: wall and CPU seconds
 * (casebank-extract and the indexer's side of it) of reading PDFs with one CbExtractor, with a pool
 * of one worker, and with pools of 2, 4 ... up to the number of processors.
 *   pool-bench ROUNDS PDF...     exit code 1 when two workers on two processors are not 1.7 times
 *                                as fast as one
 * The best of the rounds counts: others use the machine too.
 */
#define _GNU_SOURCE /* RUSAGE_THREAD */
#include <extractor_pool.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#define WANTED 1.7

typedef struct {
    double wall, cpu, main_cpu;
} Cost;

static double seconds(const struct timeval *time)
{
    return (double)time->tv_sec + (double)time->tv_usec / 1e6;
}

static double cpu_of(int who)
{
    struct rusage used;
    getrusage(who, &used);
    return seconds(&used.ru_utime) + seconds(&used.ru_stime);
}

static Cost cost_now(void)
{
    return (Cost){.wall = (double)g_get_monotonic_time() / 1e6,
                  .cpu = cpu_of(RUSAGE_SELF) + cpu_of(RUSAGE_CHILDREN),
                  .main_cpu = cpu_of(RUSAGE_THREAD)};
}

static Cost cost_since(const Cost *start)
{
    Cost now = cost_now();
    return (Cost){now.wall - start->wall, now.cpu - start->cpu, now.main_cpu - start->main_cpu};
}

static void fail(const char *path, const GError *error)
{
    fprintf(stderr, "%s: %s\n", path, error != NULL ? error->message : "kan ikke læses");
    exit(2);
}

static void read_directly(const char *program, char **paths)
{
    const CbExtractorOptions options = {.program = program};
    g_autoptr(CbExtractor) extractor = cb_extractor_new(&options);
    for (gsize i = 0; paths[i] != NULL; i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(CbAttachment) attachment = cb_attachment_new(paths[i]);
        int fd = open(paths[i], O_RDONLY | O_CLOEXEC);
        if (fd < 0 || !cb_extractor_read_pdf(extractor, fd, attachment, &error))
            fail(paths[i], error);
        close(fd);
    }
}

static void read_by_pool(const char *program, guint n_workers, char **paths)
{
    const CbExtractorPoolOptions options = {.extractor = {.program = program},
                                            .n_workers = n_workers};
    g_autoptr(CbExtractorPool) pool = cb_extractor_pool_new(&options);
    for (gsize i = 0; paths[i] != NULL; i++)
        cb_extractor_pool_submit(
            pool, &(CbExtractorJob){.type = CB_FILE_PDF, .path = paths[i], .file = paths[i]});
    for (;;) {
        g_autoptr(GError) error = NULL;
        g_autoptr(CbExtractorResult) result = NULL;
        CbPoolAnswer answer = cb_extractor_pool_take(pool, 60000, &result, &error);
        if (answer == CB_POOL_EMPTY)
            return;
        if (answer == CB_POOL_FAILED || (result != NULL && result->state == CB_READ_FAILED))
            fail(result != NULL ? result->path : program, error);
    }
}

/* @n_workers: 0 for no pool. */
static Cost measure(const char *program, guint n_workers, char **paths)
{
    Cost start = cost_now();
    if (n_workers == 0)
        read_directly(program, paths);
    else
        read_by_pool(program, n_workers, paths);
    return cost_since(&start);
}

static Cost least(const Cost *a, const Cost *b)
{
    return (Cost){MIN(a->wall, b->wall), MIN(a->cpu, b->cpu), MIN(a->main_cpu, b->main_cpu)};
}

int main(int argc, char **argv)
{
    static const guint workers[] = {0, 1, 2, 4, 8, 16};
    Cost best[G_N_ELEMENTS(workers)];
    gint64 rounds = argc > 2 ? g_ascii_strtoll(argv[1], NULL, 10) : 0;
    if (rounds < 1 || rounds > 1000) {
        fputs("pool-bench ROUNDS PDF...\n", stderr);
        return 2;
    }
    g_autofree char *program = cb_extractor_find_program();
    guint n_processors = g_get_num_processors();
    guint n_kinds = 0;
    while (n_kinds < G_N_ELEMENTS(workers) && workers[n_kinds] <= MAX(n_processors, 2))
        n_kinds++;
    for (gint64 round = 0; round < rounds; round++) {
        for (guint i = 0; i < n_kinds; i++) {
            Cost cost = measure(program, workers[i], argv + 2);
            best[i] = round == 0 ? cost : least(&best[i], &cost);
        }
    }
    for (guint i = 0; i < n_kinds; i++)
        printf("%2u workers: %6.3f s, %.3f CPU s (main thread %.3f)\n", workers[i], best[i].wall,
               best[i].cpu, best[i].main_cpu);
    double gain = best[1].wall / best[2].wall;
    printf("2 workers for 1: %.2f times as fast (wanted: %.1f); 1 for none: %.3f of the CPU\n",
           gain, WANTED, best[1].cpu / best[0].cpu);
    return n_processors < 2 || gain >= WANTED ? 0 : 1;
}
