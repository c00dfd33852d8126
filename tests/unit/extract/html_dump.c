/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * html-dump: shows what casebank-extract makes of HTML pages; with --speed, how fast. For
 * developers; not installed.
 */
#include "page_dump.h"
#include <extract/html_read.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static gboolean dump(const char *path)
{
    g_autofree char *data = NULL;
    g_autofree char *reason = NULL;
    g_autoptr(GError) error = NULL;
    gsize length;
    if (!g_file_get_contents(path, &data, &length, &error)) {
        fprintf(stderr, "%s\n", error->message);
        return FALSE;
    }
    g_autoptr(CbPage) page = cb_html_parse((const guint8 *)data, length, &reason);
    g_autofree char *text = page != NULL ? cb_page_dump(page) : NULL;
    if (page != NULL)
        fputs(text, stdout);
    else
        fprintf(stderr, "%s: %s\n", path, reason);
    return page != NULL;
}

static double cpu_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static double parse_time(const char *data, gsize length)
{
    double start = cpu_seconds();
    g_autofree char *reason = NULL;
    cb_page_free(cb_html_parse((const guint8 *)data, length, &reason));
    return cpu_seconds() - start;
}

static void measure(int n, char **paths)
{
    gsize bytes = 0;
    double seconds = 0;
    for (int i = 0; i < n; i++) {
        g_autofree char *data = NULL;
        gsize length;
        if (!g_file_get_contents(paths[i], &data, &length, NULL))
            continue;
        bytes += length;
        seconds += parse_time(data, length);
    }
    printf("%d pages, %.1f MB, %.3f CPU seconds, %.1f MB/s\n", n, (double)bytes / 1e6, seconds,
           (double)bytes / 1e6 / seconds);
}

int main(int argc, char **argv)
{
    gboolean ok = TRUE;
    if (argc > 2 && strcmp(argv[1], "--speed") == 0) {
        measure(argc - 2, argv + 2);
        return 0;
    }
    for (int i = 1; i < argc; i++) {
        if (argc > 2)
            printf("== %s\n", argv[i]);
        ok = dump(argv[i]) && ok;
    }
    return ok ? 0 : 1;
}
