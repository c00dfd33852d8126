/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the cage costs: CPU seconds (casebank-extract and the indexer's side of it, start and end of
 * the process included) of reading PDFs with the cage and without, in paired rounds that take turns
 * at being first.
 *   cage-bench ROUNDS PDF...     exit code 1 when the median of the ratios is over the limit
 */
#include <casebank/case.h>
#include <extractor.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#define LIMIT 1.05

static double cpu_of(int who)
{
    struct rusage used;
    getrusage(who, &used);
    return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
           (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

static gboolean read_file(CbExtractor *extractor, const char *path)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CbAttachment) attachment = cb_attachment_new(path);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    gboolean done = fd >= 0 && cb_extractor_read_pdf(extractor, fd, attachment, &error);
    if (!done)
        fprintf(stderr, "%s: %s\n", path, error != NULL ? error->message : "kan ikke åbnes");
    if (fd >= 0)
        close(fd);
    return done;
}

/* CPU seconds; exits when a file cannot be read. */
static double measure(char **paths, gboolean no_sandbox, char **sandbox)
{
    double before = cpu_of(RUSAGE_SELF) + cpu_of(RUSAGE_CHILDREN);
    g_autofree char *program = cb_extractor_find_program();
    CbExtractorOptions options = {.program = program, .no_sandbox = no_sandbox};
    CbExtractor *extractor = cb_extractor_new(&options);
    for (gsize i = 0; paths[i] != NULL; i++)
        if (!read_file(extractor, paths[i]))
            exit(2);
    g_free(*sandbox);
    *sandbox = g_strdup(cb_extractor_sandbox(extractor));
    cb_extractor_free(extractor);
    return cpu_of(RUSAGE_SELF) + cpu_of(RUSAGE_CHILDREN) - before;
}

static int compare(const void *a, const void *b)
{
    const double *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

int main(int argc, char **argv)
{
    gint64 rounds = argc > 2 ? g_ascii_strtoll(argv[1], NULL, 10) : 0;
    if (rounds < 1 || rounds > 1000) {
        fputs("cage-bench ROUNDS PDF...\n", stderr);
        return 2;
    }
    g_autofree double *ratios = g_new(double, (gsize)rounds);
    g_autofree char *sandbox = NULL;
    g_autofree char *off = NULL;
    for (gint64 i = 0; i < rounds; i++) {
        double first = i % 2 == 0 ? measure(argv + 2, TRUE, &off) : 0;
        double caged = measure(argv + 2, FALSE, &sandbox);
        double open = i % 2 == 0 ? first : measure(argv + 2, TRUE, &off);
        ratios[i] = caged / open;
        printf("%s %.3f, %s %.3f: %.3f\n", sandbox, caged, off, open, ratios[i]);
    }
    qsort(ratios, (gsize)rounds, sizeof *ratios, compare);
    printf("median ratio: %.3f (limit %.2f)\n", ratios[rounds / 2], LIMIT);
    return ratios[rounds / 2] <= LIMIT ? 0 : 1;
}
