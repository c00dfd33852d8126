/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What casebank-index says while it works. */
#include "report.h"
#include "danish.h"
#include "report_events.h"
#include "report_private.h"
#include "shown.h"
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define DRAW_EVERY_US (G_TIME_SPAN_SECOND / 10)
#define DEFAULT_WIDTH 80u
#define SPARE_COLUMNS 3u

static const struct {
    const char *name, *deed, *unit;
} phases[CB_N_PHASES] = {
    [CB_PHASE_SCAN] = {"scan", "Finder filer", NULL},
    [CB_PHASE_COMPARE] = {"compare", "Sammenligner med sidste gang", NULL},
    [CB_PHASE_PAGES] = {"pages", "Læser sider", "filer"},
    [CB_PHASE_PDFS] = {"pdfs", "Læser PDF'er", "filer"},
    [CB_PHASE_CASES] = {"cases", "Skriver sager", "sager"},
    [CB_PHASE_PUBLISH] = {"publish", "Gemmer indekset", NULL},
};

const char *cb_phase_name(CbPhase phase)
{
    return phases[phase].name;
}

const char *cb_phase_deed(CbPhase phase)
{
    return phases[phase].deed;
}

const char *cb_action_name(CbAction action)
{
    static const char *const names[CB_N_ACTIONS] = {"new",   "changed", "retried",  "redone",
                                                    "moved", "gone",    "unchanged"};
    g_return_val_if_fail((guint)action < CB_N_ACTIONS, names[CB_ACTION_UNCHANGED]);
    return names[action];
}

char *cb_report_time(void)
{
    g_autoptr(GDateTime) now = g_date_time_new_now_local();
    return g_date_time_format(now, "%Y-%m-%d %H:%M:%S");
}

static void problem_free(CbProblem *problem)
{
    g_free(problem->path);
    g_free(problem->reason);
    g_free(problem);
}

static void slow_file_free(CbSlowFile *file)
{
    g_free(file->path);
    g_free(file);
}

static void plan_group_free(CbPlanGroup *group)
{
    g_free(group->reason);
    g_ptr_array_unref(group->paths);
    g_free(group);
}

CbReport *cb_report_new_full(const CbReportOptions *options)
{
    CbReport *report = g_new0(CbReport, 1);
    g_autoptr(GDateTime) now = g_date_time_new_now_utc();
    report->options = *options;
    report->begun = g_date_time_format_iso8601(now);
    report->begun_us = g_get_monotonic_time();
    report->notes = g_string_new(NULL);
    report->problems = g_ptr_array_new_with_free_func((GDestroyNotify)problem_free);
    report->slowest = g_ptr_array_new_with_free_func((GDestroyNotify)slow_file_free);
    report->plan = g_ptr_array_new_with_free_func((GDestroyNotify)plan_group_free);
    report->on_terminal = !options->quiet && !options->verbose && !options->events &&
                          isatty(STDERR_FILENO) && g_strcmp0(g_getenv("TERM"), "dumb") != 0;
    return report;
}

CbReport *cb_report_new(gboolean quiet)
{
    return cb_report_new_full(&(CbReportOptions){.quiet = quiet});
}

void cb_report_free(CbReport *report)
{
    if (report == NULL)
        return;
    cb_report_clear_line(report);
    cb_progress_clear(&report->progress);
    g_ptr_array_unref(report->problems);
    g_ptr_array_unref(report->slowest);
    g_ptr_array_unref(report->plan);
    g_string_free(report->notes, TRUE);
    g_free(report->begun);
    g_free(report);
}

/* --- The line on the terminal ---------------------------------------------------------------- */

void cb_report_clear_line(CbReport *report)
{
    if (report->line_open)
        fputs("\r\033[K", stderr);
    report->line_open = FALSE;
}

/* Some less than there are: a sign in the last column makes some terminals begin a line, and so
 * does the "^C" that a terminal writes behind ours. */
static guint terminal_width(void)
{
    struct winsize size = {0};
    guint columns = DEFAULT_WIDTH;
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        columns = size.ws_col;
    return columns > SPARE_COLUMNS ? columns - SPARE_COLUMNS : 1;
}

static gboolean is_stopping(const CbReport *report)
{
    return report->options.stop != NULL && g_atomic_int_get(report->options.stop) != 0;
}

/* The new line over the old one and then the rest away, in one write: nothing flickers. */
static void draw(CbReport *report, gboolean now)
{
    gint64 time_us = g_get_monotonic_time();
    if (!report->on_terminal || (!now && time_us - report->drawn_us < DRAW_EVERY_US))
        return;
    guint width = terminal_width();
    g_autofree char *line =
        is_stopping(report)
            ? cb_cut_to_columns("Stopper, når det læste er gemt (Ctrl-C igen: straks)", width)
            : cb_progress_line(&report->progress, width, time_us);
    fprintf(stderr, "\r%s\033[K", line);
    fflush(stderr);
    report->drawn_us = time_us;
    report->line_open = TRUE;
}

/* --- How far it is --------------------------------------------------------------------------- */

void cb_report_end_phase(CbReport *report)
{
    if (report->in_phase)
        report->phase_us[report->phase] += g_get_monotonic_time() - report->phase_begun_us;
    report->in_phase = FALSE;
}

void cb_report_phase(CbReport *report, CbPhase phase, guint total)
{
    g_return_if_fail((guint)phase < CB_N_PHASES);
    cb_report_end_phase(report);
    gint64 now_us = g_get_monotonic_time();
    report->phase = phase;
    report->in_phase = TRUE;
    report->phase_begun_us = now_us;
    cb_progress_begin(&report->progress, phases[phase].deed, phases[phase].unit, total, now_us);
    if (report->options.events)
        cb_event_phase(report);
    draw(report, report->line_open);
}

void cb_report_done(CbReport *report, guint done)
{
    report->progress.done = done;
    draw(report, FALSE);
}

void cb_report_progress(CbReport *report, const char *deed, guint done, guint total,
                        const char *path)
{
    (void)path;
    if (g_strcmp0(report->progress.deed, deed) != 0)
        cb_progress_begin(&report->progress, deed, NULL, total, g_get_monotonic_time());
    cb_report_done(report, done);
}

void cb_report_tick(CbReport *report, const char *path, gint64 since_us)
{
    if (!report->on_terminal)
        return;
    if (g_strcmp0(report->progress.slow, path) != 0) {
        g_free(report->progress.slow);
        report->progress.slow = g_strdup(path);
    }
    report->progress.slow_since_us = since_us;
    draw(report, FALSE);
}

/* --- Files ----------------------------------------------------------------------------------- */

static void note_time(CbReport *report, const CbFileNews *news)
{
    GPtrArray *slowest = report->slowest;
    guint place = slowest->len;
    while (place > 0 && ((const CbSlowFile *)slowest->pdata[place - 1])->ms < news->ms)
        place--;
    if (news->ms == 0 || place >= CB_MAX_SLOWEST)
        return;
    CbSlowFile *file = g_new0(CbSlowFile, 1);
    file->path = g_strdup(news->path);
    file->ms = news->ms;
    file->pages = news->pages;
    g_ptr_array_insert(slowest, (int)place, file);
    if (slowest->len > CB_MAX_SLOWEST)
        g_ptr_array_set_size(slowest, CB_MAX_SLOWEST);
}

static gboolean is_well(const CbFileNews *news)
{
    return news->state == NULL || strcmp(news->state, "ok") == 0;
}

/* What became of it, in a word. */
static const char *word_of(const CbFileNews *news)
{
    static const char *const words[CB_N_ACTIONS] = {
        [CB_ACTION_NEW] = "ny",           [CB_ACTION_CHANGED] = "ændret",
        [CB_ACTION_RETRIED] = "igen",     [CB_ACTION_REDONE] = "igen",
        [CB_ACTION_MOVED] = "flyttet",    [CB_ACTION_GONE] = "væk",
        [CB_ACTION_UNCHANGED] = "uændret"};
    if (is_well(news) || news->action == CB_ACTION_GONE)
        return words[news->action];
    if (strcmp(news->state, "no-text") == 0)
        return "uden tekst";
    return strcmp(news->state, "partial") == 0 ? "delvis" : "fejl";
}

static void tell_file(const CbFileNews *news)
{
    g_autofree char *path = cb_shown(news->path);
    g_autofree char *time = g_strdup_printf("%u ms", news->ms);
    const char *word = word_of(news);
    printf("%s%*s %10s  %s", word, (int)(10 - cb_columns(word)), "", news->ms > 0 ? time : "",
           path);
    if (news->pages > 0) {
        g_autofree char *pages = cb_danish_count(news->pages, "side", "sider");
        printf(" (%s)", pages);
    }
    if (!is_well(news) && news->reason != NULL) {
        g_autofree char *reason = cb_shown(news->reason);
        printf(": %s", reason);
    }
    putchar('\n');
}

void cb_report_file(CbReport *report, const CbFileNews *news)
{
    g_return_if_fail((guint)news->action < CB_N_ACTIONS);
    report->progress.done++;
    report->progress.pages += news->pages;
    note_time(report, news);
    if (report->options.events)
        cb_event_file(report, news);
    else if (report->options.verbose)
        tell_file(news);
    draw(report, FALSE);
}

void cb_report_checkpoint(CbReport *report, guint cases)
{
    if (report->options.events)
        cb_event_checkpoint(report, cases);
    else if (report->options.verbose) {
        g_autofree char *count = cb_danish_count(cases, "sag", "sager");
        printf("gemt undervejs: indekset har nu %s\n", count);
    }
}

/* --- Problems, plans, notes ------------------------------------------------------------------ */

static void keep_problem(CbReport *report, const char *path, const char *reason)
{
    report->n_problems++;
    if (report->problems->len >= CB_MAX_KEPT_PROBLEMS)
        return;
    CbProblem *problem = g_new0(CbProblem, 1);
    problem->path = g_strdup(path);
    problem->reason = g_strdup(reason);
    g_ptr_array_add(report->problems, problem);
}

void cb_report_problem(CbReport *report, const char *path, const char *reason)
{
    g_autofree char *shown = cb_shown(reason);
    const char *named = path != NULL && *path != '\0' ? path : NULL;
    keep_problem(report, named, reason);
    if (report->options.events)
        cb_event_problem(named, reason);
    cb_report_clear_line(report);
    if (report->options.timed) {
        g_autofree char *time = cb_report_time();
        fprintf(stderr, "%s ", time);
    }
    if (named != NULL) {
        g_autofree char *shown_path = cb_shown(named);
        fprintf(stderr, "casebank-index: %s: %s\n", shown_path, shown);
    } else {
        fprintf(stderr, "casebank-index: %s\n", shown);
    }
}

guint cb_report_n_problems(const CbReport *report)
{
    return report->n_problems;
}

/* Files come in runs of the same action and reason, so the last group is looked at first. */
static CbPlanGroup *plan_group(GPtrArray *plan, CbAction action, const char *reason)
{
    for (guint i = plan->len; i > 0; i--) {
        CbPlanGroup *group = plan->pdata[i - 1];
        if (group->action == action && strcmp(group->reason, reason) == 0)
            return group;
    }
    CbPlanGroup *group = g_new0(CbPlanGroup, 1);
    group->action = action;
    group->reason = g_strdup(reason);
    group->paths = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(plan, group);
    return group;
}

void cb_report_plan(CbReport *report, const char *path, CbAction action, const char *reason)
{
    g_return_if_fail((guint)action < CB_N_ACTIONS);
    if (report->options.events) {
        cb_event_plan(path, action, reason);
        return;
    }
    CbPlanGroup *group = plan_group(report->plan, action, reason != NULL ? reason : "");
    group->n_paths++;
    if (report->options.verbose || group->paths->len < CB_PLAN_SHOWN)
        g_ptr_array_add(group->paths, g_strdup(path));
}

void cb_report_note(CbReport *report, const char *line)
{
    g_string_append_printf(report->notes, "%s\n", line);
}
