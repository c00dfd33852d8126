/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One run in a process of its own. */
#define _GNU_SOURCE /* pipe2() */
#include "watch_run.h"
#include <casebank/error.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* Less than a pipe holds: it is written in one go, and read when the run has ended. */
#define MAX_MESSAGE_BYTES 4000

void cb_watch_result_clear(CbWatchResult *result)
{
    g_clear_pointer(&result->message, g_free);
}

/* Ctrl-C reaches all processes of a terminal; the one that listens passes it on, once. */
static void take_signals_as_a_run(void)
{
    sigset_t none;
    sigemptyset(&none);
    signal(SIGINT, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

static void say(int fd, const char *message)
{
    gsize length = MIN(strlen(message), MAX_MESSAGE_BYTES);
    ssize_t written = write(fd, message, length);
    (void)written; /* who should read it is gone */
}

_Noreturn static void be_the_run(int fd, pid_t parent, CbWatchRunFunc func, gboolean first,
                                 gpointer data)
{
    g_autoptr(GError) error = NULL;
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    take_signals_as_a_run();
    if (getppid() != parent)
        _exit(0);
    int code = func(first, data, &error);
    if (error != NULL)
        say(fd, error->message);
    fflush(NULL);
    _exit(code);
}

static gboolean fail(int code, GError **error)
{
    g_set_error(error, CB_ERROR, CB_ERROR_FAILED, "kørslen kan ikke startes: %s", g_strerror(code));
    return FALSE;
}

gboolean cb_watch_run_start(CbWatchRun *run, CbWatchRunFunc func, gboolean first, gpointer data,
                            GError **error)
{
    int fds[2];
    pid_t parent = getpid();
    if (pipe2(fds, O_CLOEXEC | O_NONBLOCK) != 0)
        return fail(errno, error);
    fflush(NULL); /* or it would be written twice */
    pid_t pid = fork();
    if (pid == 0) {
        close(fds[0]);
        be_the_run(fds[1], parent, func, first, data);
    }
    int code = errno;
    close(fds[1]);
    if (pid < 0) {
        close(fds[0]);
        return fail(code, error);
    }
    *run = (CbWatchRun){pid, fds[0]};
    return TRUE;
}

gboolean cb_watch_run_is_on(const CbWatchRun *run)
{
    return run->pid > 0;
}

void cb_watch_run_stop(const CbWatchRun *run)
{
    if (cb_watch_run_is_on(run))
        kill(run->pid, SIGTERM);
}

/* (transfer full) (nullable) */
static char *read_message(int fd)
{
    char text[MAX_MESSAGE_BYTES];
    ssize_t got = read(fd, text, sizeof text);
    return got > 0 ? g_utf8_make_valid(text, got) : NULL;
}

gboolean cb_watch_run_has_ended(CbWatchRun *run, CbWatchResult *result)
{
    int status;
    if (!cb_watch_run_is_on(run) || waitpid(run->pid, &status, WNOHANG) != run->pid)
        return FALSE;
    result->exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    result->message = read_message(run->fd);
    if (WIFSIGNALED(status) && result->message == NULL)
        result->message = g_strdup_printf("kørslen blev slået ned af signal %d (%s)",
                                          WTERMSIG(status), strsignal(WTERMSIG(status)));
    close(run->fd);
    *run = (CbWatchRun){0};
    return TRUE;
}
