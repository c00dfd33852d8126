/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run in a process of its own: its end, its message, its death and its being asked to end. */
#include "interrupt.h"
#include "watch_run.h"
#include <casebank/error.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define PATIENCE_US (20 * G_TIME_SPAN_SECOND)

static int end_well(gboolean first, gpointer data, GError **error)
{
    (void)data;
    (void)error;
    return first ? 0 : 1;
}

static int end_with_message(gboolean first, gpointer data, GError **error)
{
    (void)first;
    g_set_error_literal(error, CB_ERROR, CB_ERROR_IO, data);
    return 3;
}

static int die(gboolean first, gpointer data, GError **error)
{
    (void)first;
    (void)data;
    (void)error;
    raise(SIGKILL);
    return 0;
}

/* As cb_ingest() does: works until it is asked to end. @data: a pipe to say on that it has begun.
 */
static int work_until_stopped(gboolean first, gpointer data, GError **error)
{
    (void)first;
    (void)error;
    const gint *stop = cb_interrupt_watch();
    const int *fds = data;
    raise(SIGINT); /* of a terminal: not for a run */
    raise(SIGHUP);
    if (write(fds[1], "x", 1) != 1)
        return 99;
    while (g_atomic_int_get(stop) == 0)
        poll(NULL, 0, 5);
    return CB_EXIT_STOPPED;
}

static void wait_for(CbWatchRun *run, CbWatchResult *result)
{
    gint64 until_us = g_get_monotonic_time() + PATIENCE_US;
    while (!cb_watch_run_has_ended(run, result)) {
        g_assert_cmpint(g_get_monotonic_time(), <, until_us);
        poll(NULL, 0, 5);
    }
    g_assert_false(cb_watch_run_is_on(run));
}

static void run_to_its_end(CbWatchRunFunc func, gboolean first, gpointer data,
                           CbWatchResult *result)
{
    CbWatchRun run = {0};
    g_autoptr(GError) error = NULL;
    g_assert_true(cb_watch_run_start(&run, func, first, data, &error));
    g_assert_true(cb_watch_run_is_on(&run));
    wait_for(&run, result);
}

static void test_exit_code(void)
{
    g_auto(CbWatchResult) first = {0}, later = {0};
    run_to_its_end(end_well, TRUE, NULL, &first);
    run_to_its_end(end_well, FALSE, NULL, &later);
    g_assert_cmpint(first.exit_code, ==, 0);
    g_assert_null(first.message);
    g_assert_cmpint(later.exit_code, ==, 1);
}

static void test_message(void)
{
    g_autofree char *much = g_strnfill(100000, 'x');
    char text[] = "disken er fuld";
    g_auto(CbWatchResult) result = {0}, cut = {0};
    run_to_its_end(end_with_message, TRUE, text, &result);
    g_assert_cmpint(result.exit_code, ==, 3);
    g_assert_cmpstr(result.message, ==, "disken er fuld");
    run_to_its_end(end_with_message, TRUE, much, &cut);
    g_assert_cmpuint(strlen(cut.message), >, 1000);
}

static void test_killed(void)
{
    g_auto(CbWatchResult) result = {0};
    run_to_its_end(die, TRUE, NULL, &result);
    g_assert_cmpint(result.exit_code, ==, -1);
    g_assert_nonnull(strstr(result.message, "signal 9"));
}

static void test_stopped(void)
{
    CbWatchRun run = {0};
    g_auto(CbWatchResult) result = {0};
    g_autoptr(GError) error = NULL;
    int fds[2];
    char byte;
    g_assert_cmpint(pipe(fds), ==, 0);
    g_assert_true(cb_watch_run_start(&run, work_until_stopped, TRUE, fds, &error));
    g_assert_cmpint(read(fds[0], &byte, 1), ==, 1);
    g_assert_false(cb_watch_run_has_ended(&run, &result));
    cb_watch_run_stop(&run);
    wait_for(&run, &result);
    g_assert_cmpint(result.exit_code, ==, CB_EXIT_STOPPED);
    cb_watch_run_stop(&run); /* none: nothing happens */
    close(fds[0]);
    close(fds[1]);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/watch-run/exit-code", test_exit_code);
    g_test_add_func("/watch-run/message", test_message);
    g_test_add_func("/watch-run/killed", test_killed);
    g_test_add_func("/watch-run/stopped", test_stopped);
    return g_test_run();
}
