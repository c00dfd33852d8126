/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Following the sources: one loop that waits for changes, signals, the end of a run, and the time.
 */
#include "watch.h"
#include "interrupt.h"
#include "notify.h"
#include "report.h"
#include "shown.h"
#include "watch_clock.h"
#include "watch_files.h"
#include "watch_tree.h"

#include <casebank/error.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

/* For what is never told: a page that is written through a memory map, a file of another name that
 * a link leads to. */
#define LOOK_ANYWAY_US (1 * G_TIME_SPAN_HOUR)

/* Containers that come and go mount much. */
#define LOOK_AFTER_MOUNT_US (1 * G_TIME_SPAN_SECOND)

/* The same complaint is told again after so long. */
#define TELL_AGAIN_US (1 * G_TIME_SPAN_HOUR)

/* Exit codes of a run: casebank-index(1). */
enum {
    RUN_WELL = 0,
    RUN_SOME_FAILED = 1,
    RUN_NOTHING_TO_INDEX = 2,
    RUN_NO_SANDBOX = 4,
    RUN_NO_REPORT = 74
};

enum { FD_SIGNALS, FD_TREE, FD_MOUNTS, N_FDS };

typedef struct {
    const CbWatchOptions *options;
    CbWatchRunFunc func;
    gpointer data;
    char **roots, **files;
    CbWatchTree *tree;
    CbWatchPolling told_polling;
    CbWatchClock clock;
    CbWatchRun run;
    gboolean any_run;    /* one has ended */
    gboolean asked_look; /* by a signal, while a run was on */
    gboolean stopping;
    gboolean on_terminal;
    int signals, mounts;
    gint64 look_at_us, watchdog_us, watchdog_at_us;
    char *complaint; /* the last one */
    gint64 complained_us;
} Watch;

static void watch_clear(Watch *watch)
{
    cb_watch_tree_free(watch->tree);
    g_strfreev(watch->roots);
    g_strfreev(watch->files);
    g_free(watch->complaint);
    if (watch->signals >= 0)
        close(watch->signals);
    if (watch->mounts >= 0)
        close(watch->mounts);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Watch, watch_clear)

/* --- What is said ---------------------------------------------------------------------------- */

G_GNUC_PRINTF(2, 3)
static void tell(const Watch *watch, const char *format, ...)
{
    if (watch->options->quiet)
        return;
    va_list args;
    va_start(args, format);
    g_autofree char *text = g_strdup_vprintf(format, args);
    va_end(args);
    g_autofree char *time = cb_report_time();
    g_autofree char *shown = cb_shown(text);
    printf("%s %s\n", time, shown);
    fflush(stdout);
}

G_GNUC_PRINTF(1, 2)
static void tell_systemd(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *text = g_strdup_vprintf(format, args);
    va_end(args);
    cb_notify(text);
}

static char *clock_now(void)
{
    g_autoptr(GDateTime) now = g_date_time_new_now_local();
    return g_date_time_format(now, "%H.%M");
}

static guint poll_seconds(const Watch *watch)
{
    return watch->options->poll_s > 0 ? watch->options->poll_s : CB_WATCH_DEFAULT_POLL_S;
}

static void tell_polling(Watch *watch)
{
    static const char *const reasons[] = {
        [CB_WATCH_POLLS_NETWORK] = "En kilde ligger, hvor ændringer ikke meldes (et netværksdrev)",
        [CB_WATCH_POLLS_LIMIT] = "Der er flere mapper, end systemet vil melde ændringer i (grænsen "
                                 "er fs.inotify.max_user_watches)"};
    CbWatchPolling polling = cb_watch_tree_polling(watch->tree);
    if (polling != watch->told_polling && polling >= CB_WATCH_POLLS_NETWORK)
        tell(watch, "%s; der ses efter hvert %u. sekund.", reasons[polling], poll_seconds(watch));
    watch->told_polling = polling;
}

static void tell_beginning(Watch *watch)
{
    guint n = g_strv_length(watch->roots), folders = cb_watch_tree_n_folders(watch->tree);
    g_autofree char *what =
        n == 1 ? g_filename_display_name(watch->roots[0]) : g_strdup_printf("%u kilder", n);
    if (cb_watch_tree_polling(watch->tree) == CB_WATCH_POLLS_ASKED)
        tell(watch, "Følger %s: ser efter ændringer hvert %u. sekund.", what, poll_seconds(watch));
    else if (folders == 0)
        tell(watch, "Følger %s.", what);
    else
        tell(watch, "Følger %s (%u %s).", what, folders, folders == 1 ? "mappe" : "mapper");
    tell_polling(watch);
}

/* The same again and again is told once an hour. @pause_us: 0: it waits for a change. */
static void complain(Watch *watch, const char *message, gint64 pause_us)
{
    gint64 now_us = g_get_monotonic_time();
    g_autofree char *next =
        pause_us > 0 ? g_strdup_printf("prøver igen om %d s", (int)(pause_us / G_TIME_SPAN_SECOND))
                     : g_strdup("prøver igen, når noget er ændret");
    tell_systemd("STATUS=%s; %s", message, next);
    if (g_strcmp0(message, watch->complaint) == 0 && now_us - watch->complained_us < TELL_AGAIN_US)
        return;
    g_free(watch->complaint);
    watch->complaint = g_strdup(message);
    watch->complained_us = now_us;
    g_autofree char *time = cb_report_time();
    g_autofree char *shown = cb_shown(message);
    fprintf(stderr, "%s casebank-index: %s; %s\n", time, shown, next);
}

/* --- Runs ------------------------------------------------------------------------------------ */

static void take_news(Watch *watch, CbWatchNews news)
{
    if ((news & CB_WATCH_RETURNED) != 0)
        cb_watch_clock_unpause(&watch->clock);
    if (news != CB_WATCH_NOTHING)
        cb_watch_clock_change(&watch->clock, g_get_monotonic_time());
}

/* While it is not quiet where one has to look, one has to look more often to see when it is. */
static void plan_look(Watch *watch)
{
    gint64 pause_us = LOOK_ANYWAY_US;
    if (cb_watch_tree_polling(watch->tree) != CB_WATCH_LISTENS) {
        pause_us = poll_seconds(watch) * G_TIME_SPAN_SECOND;
        if (cb_watch_clock_is_waiting(&watch->clock))
            pause_us =
                MIN(pause_us, MAX(watch->clock.settle_us / 2, 200 * G_TIME_SPAN_MILLISECOND));
    }
    watch->look_at_us = g_get_monotonic_time() + pause_us;
}

static CbWatchNews look(Watch *watch)
{
    CbWatchNews news = cb_watch_tree_look(watch->tree);
    tell_polling(watch);
    return news;
}

/* Sources that are not there do not come for being asked. */
static void fail_run(Watch *watch, const char *message, gboolean try_again)
{
    gint64 pause_us = cb_watch_clock_end(&watch->clock, !try_again, g_get_monotonic_time());
    complain(watch, message, pause_us);
}

/* Whether it is other files than before that lie outside the sources and matter. */
static gboolean find_files(Watch *watch)
{
    g_auto(GStrv) files = cb_watch_files(watch->options->ingest, (const char *const *)watch->roots);
    if (watch->files != NULL &&
        g_strv_equal((const char *const *)files, (const char *const *)watch->files))
        return FALSE;
    cb_watch_tree_set_files(watch->tree, (const char *const *)files);
    g_strfreev(watch->files);
    watch->files = g_steal_pointer(&files);
    return TRUE;
}

/* The look comes first: what changes from here on is for the next run. */
static void start_run(Watch *watch)
{
    g_autoptr(GError) error = NULL;
    look(watch);
    cb_watch_clock_begin(&watch->clock);
    tell_systemd("STATUS=Indekserer");
    if (!cb_watch_run_start(&watch->run, watch->func, !watch->any_run, watch->data, &error))
        fail_run(watch, error->message, TRUE);
    plan_look(watch);
}

static gboolean went_well(int exit_code)
{
    return exit_code == RUN_WELL || exit_code == RUN_SOME_FAILED || exit_code == RUN_NO_REPORT;
}

static void end_run(Watch *watch, const CbWatchResult *result)
{
    if (went_well(result->exit_code)) {
        g_autofree char *time = clock_now();
        cb_watch_clock_end(&watch->clock, TRUE, g_get_monotonic_time());
        g_clear_pointer(&watch->complaint, g_free);
        watch->any_run = TRUE;
        if (find_files(watch)) /* they may have changed before they were listened to */
            take_news(watch, look(watch));
        tell_systemd("STATUS=Venter på ændringer; sidst ajour kl. %s", time);
    } else if (!watch->stopping) {
        fail_run(watch, result->message != NULL ? result->message : "kørslen blev standset",
                 result->exit_code != RUN_NOTHING_TO_INDEX);
    }
    if (watch->asked_look)
        cb_watch_clock_hurry(&watch->clock, g_get_monotonic_time());
    /* The next look stays where it was planned: a disk may have come while the run was on. */
    watch->asked_look = FALSE;
}

/* --- The loop -------------------------------------------------------------------------------- */

static void stop(Watch *watch)
{
    if (!watch->stopping)
        cb_notify("STOPPING=1\nSTATUS=Standser");
    watch->stopping = TRUE;
    cb_watch_run_stop(&watch->run);
}

/* Look at once; but when our terminal was closed, that is what SIGHUP means. */
static void hang_up(Watch *watch)
{
    if (watch->on_terminal && !isatty(STDERR_FILENO))
        stop(watch);
    else if (cb_watch_run_is_on(&watch->run))
        watch->asked_look = TRUE;
    else
        cb_watch_clock_hurry(&watch->clock, g_get_monotonic_time());
}

static void take_signals(Watch *watch)
{
    struct signalfd_siginfo info;
    while (read(watch->signals, &info, sizeof info) == (ssize_t)sizeof info) {
        if (info.ssi_signo == SIGHUP)
            hang_up(watch);
        else if (info.ssi_signo != SIGCHLD)
            stop(watch);
    }
}

static void take_time(Watch *watch)
{
    gint64 now_us = g_get_monotonic_time();
    gboolean idle = !cb_watch_run_is_on(&watch->run) && !watch->stopping;
    if (watch->watchdog_us > 0 && now_us >= watch->watchdog_at_us) {
        cb_notify("WATCHDOG=1");
        watch->watchdog_at_us = now_us + watch->watchdog_us;
    }
    if (idle && now_us >= watch->look_at_us) {
        take_news(watch, look(watch));
        plan_look(watch);
    }
    if (idle && g_get_monotonic_time() >= cb_watch_clock_due(&watch->clock))
        start_run(watch);
}

/* Milliseconds until there is something to do without anything happening; -1: never. */
static int time_left(const Watch *watch)
{
    gint64 next_us = CB_WATCH_NEVER;
    if (!cb_watch_run_is_on(&watch->run))
        next_us = MIN(watch->look_at_us, cb_watch_clock_due(&watch->clock));
    if (watch->watchdog_us > 0)
        next_us = MIN(next_us, watch->watchdog_at_us);
    if (next_us == CB_WATCH_NEVER)
        return -1;
    gint64 left_us = next_us - g_get_monotonic_time();
    return (int)CLAMP((left_us + 999) / 1000, 0, G_MAXINT);
}

/* FALSE with an error when waiting itself is not possible. */
static gboolean wait_for_anything(Watch *watch, GError **error)
{
    struct pollfd fds[N_FDS] = {
        [FD_SIGNALS] = {.fd = watch->signals, .events = POLLIN},
        [FD_TREE] = {.fd = cb_watch_tree_fd(watch->tree), .events = POLLIN},
        [FD_MOUNTS] = {.fd = watch->mounts, .events = POLLPRI},
    };
    if (poll(fds, N_FDS, time_left(watch)) < 0 && errno != EINTR) {
        g_set_error(error, CB_ERROR, CB_ERROR_FAILED, "kan ikke vente på ændringer: %s",
                    g_strerror(errno));
        return FALSE;
    }
    if (fds[FD_SIGNALS].revents != 0)
        take_signals(watch);
    if (fds[FD_TREE].revents != 0)
        take_news(watch, cb_watch_tree_read(watch->tree));
    if (fds[FD_MOUNTS].revents != 0)
        watch->look_at_us = MIN(watch->look_at_us, g_get_monotonic_time() + LOOK_AFTER_MOUNT_US);
    tell_polling(watch);
    return TRUE;
}

/* Of the run that was on when it was asked to end. */
static int exit_code_of(const CbWatchResult *result)
{
    return result->exit_code >= 0 ? result->exit_code : CB_EXIT_STOPPED;
}

static int follow(Watch *watch, GError **error)
{
    start_run(watch);
    for (;;) {
        g_auto(CbWatchResult) result = {0};
        gboolean ended = cb_watch_run_has_ended(&watch->run, &result);
        if (ended && result.exit_code == RUN_NO_SANDBOX && !watch->any_run) {
            g_set_error_literal(error, CB_ERROR, CB_ERROR_SANDBOX,
                                result.message != NULL ? result.message : "");
            return -1;
        }
        if (ended)
            end_run(watch, &result);
        if (watch->stopping && !cb_watch_run_is_on(&watch->run))
            return ended ? exit_code_of(&result) : RUN_WELL;
        take_time(watch);
        if (!wait_for_anything(watch, error))
            return -1;
    }
}

/* --- Before it begins ------------------------------------------------------------------------ */

static gboolean take_over_signals(Watch *watch, GError **error)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGCHLD};
    sigset_t set;
    sigemptyset(&set);
    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++)
        sigaddset(&set, numbers[i]);
    sigprocmask(SIG_BLOCK, &set, NULL);
    signal(SIGCHLD, SIG_DFL); /* ignored, runs would end unseen */
    watch->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    if (watch->signals >= 0)
        return TRUE;
    g_set_error(error, CB_ERROR, CB_ERROR_FAILED, "kan ikke høre signaler: %s", g_strerror(errno));
    return FALSE;
}

int cb_watch(const CbWatchOptions *options, CbWatchRunFunc run, gpointer data, GError **error)
{
    g_auto(Watch) watch = {.options = options, .func = run, .data = data, .signals = -1};
    watch.mounts = open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC);
    watch.clock.settle_us = options->settle_s * G_TIME_SPAN_SECOND;
    watch.clock.settle_max_us = options->settle_max_s * G_TIME_SPAN_SECOND;
    watch.watchdog_us = cb_notify_watchdog_us();
    watch.on_terminal = isatty(STDERR_FILENO);
    watch.roots = cb_watch_roots(options->ingest->sources, error);
    if (watch.roots == NULL || !take_over_signals(&watch, error))
        return -1;
    watch.tree = cb_watch_tree_new(&(CbWatchTreeOptions){.roots = (const char *const *)watch.roots,
                                                         .index_dir = options->ingest->index_dir,
                                                         .report = options->report,
                                                         .poll = options->poll_s > 0});
    find_files(&watch);
    cb_watch_tree_look(watch.tree);
    tell_beginning(&watch);
    cb_notify("READY=1");
    return follow(&watch, error);
}
