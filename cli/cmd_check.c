/* SPDX-License-Identifier: GPL-3.0-or-later */
/* casebank check: whether an index is whole, and what to do when it is not. */
#include "command.h"
#include "frontend/options.h"
#include "text_check.h"

#include <stdio.h>
#include <unistd.h>

enum {
    FIRST_PROGRESS_US = 500 * 1000, /* what is over sooner needs none */
    NEXT_PROGRESS_US = 100 * 1000,
};

typedef struct {
    gint64 next_us;
    gboolean shown;
} Progress;

static gboolean parse(CbCommonOptions *options, char *const *args, GError **error)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    const CbOption table[] = {
        CB_COMMON_OPTIONS(options),
        CB_JSON_OPTION(options),
        {.name = NULL},
    };

    return cb_options_parse(table, args, words, error) &&
           cb_refuse_words(words, "et indeks angives med --index MAPPE", error);
}

static void show_progress(const char *step, guint64 done, guint64 total, gpointer data)
{
    Progress *progress = data;
    gint64 now = g_get_monotonic_time();

    if (now < progress->next_us || total == 0)
        return;
    fprintf(stderr, "\r\033[K%s: %u %%", step, (guint)(100 * done / total));
    fflush(stderr);
    progress->next_us = now + NEXT_PROGRESS_US;
    progress->shown = TRUE;
}

/** Errors: those of cb_index_check(). */
static CbCheckReport *check(const CbCommonOptions *common, GError **error)
{
    Progress progress = {.next_us = g_get_monotonic_time() + FIRST_PROGRESS_US};
    const CbCheckOptions options = {isatty(STDERR_FILENO) ? show_progress : NULL, &progress};
    GError *failure = NULL;
    CbCheckReport *report = cb_index_check(cb_index_folder(common), &options, &failure);

    if (progress.shown)
        fputs("\r\033[K", stderr);
    if (!report)
        cb_propagate_index_error(common, failure, error);
    return report;
}

static gboolean write_report(const CbCheckReport *report, double seconds,
                             const CbDestination *destination, GError **error)
{
    if (destination->format == CB_FORMAT_JSON) {
        g_autofree char *json =
            cb_check_to_json(report, seconds, destination->terminal.is_terminal);
        return cb_write_line(json, error);
    }
    g_autoptr(CbLayout) layout =
        cb_layout_new(destination->terminal.width, destination->terminal.colour);
    cb_text_check(layout, report, seconds);
    return cb_write_text(layout, destination, error);
}

int cb_cmd_check(char *const *args, GError **error)
{
    CbCommonOptions options = {0};
    CbDestination destination;

    if (!parse(&options, args, error))
        return CB_EXIT_BY_ERROR;
    if (options.help)
        return cb_show_help("check", error);
    if (!cb_destination(&options, FALSE, &destination, error))
        return CB_EXIT_BY_ERROR;

    gint64 begun = g_get_monotonic_time();
    g_autoptr(CbCheckReport) report = check(&options, error);
    if (!report)
        return CB_EXIT_BY_ERROR;
    double seconds = (double)(g_get_monotonic_time() - begun) / G_USEC_PER_SEC;
    if (!write_report(report, seconds, &destination, error))
        return CB_EXIT_NOT_WRITTEN;
    return report->findings->len == 0 ? CB_EXIT_OK : CB_EXIT_NONE;
}
