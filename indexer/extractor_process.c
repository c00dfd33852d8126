/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starts and ends casebank-extract. */
#define _GNU_SOURCE /* posix_spawn_file_actions_addclosefrom_np(), prlimit() */
#include "extractor_process.h"
#include "extract/protocol.h"
#include <casebank/error.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* A group of its own, so that one kill reaches whatever it may have started, and so that Ctrl-C at
 * the terminal is the indexer's to handle. */
static void set_attributes(posix_spawnattr_t *attributes)
{
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_init(attributes);
    posix_spawnattr_setpgroup(attributes, 0);
    posix_spawnattr_setsigmask(attributes, &none);
    posix_spawnattr_setsigdefault(attributes, &all);
    posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK |
                                             POSIX_SPAWN_SETSIGDEF);
}

/* The socket first: it may itself lie on 0 or 1. */
static void set_files(posix_spawn_file_actions_t *actions, int socket)
{
    posix_spawn_file_actions_init(actions);
    posix_spawn_file_actions_adddup2(actions, socket, CB_EXTRACT_FD);
    posix_spawn_file_actions_addopen(actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(actions, CB_EXTRACT_FD + 1);
}

static int spawn(const char *program, const char *argument, int socket, pid_t *pid)
{
    g_autofree char *path = g_strdup(program);
    g_autofree char *copy = g_strdup(argument);
    char *argv[] = {path, copy, NULL};
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_t actions;
    set_attributes(&attributes);
    set_files(&actions, socket);
    /* No threads in there: OpenMP takes its bound from the environment alone, before main(). */
    g_auto(GStrv) environment = g_environ_setenv(g_get_environ(), "OMP_THREAD_LIMIT", "1", TRUE);
    int failure = posix_spawn(pid, program, &actions, &attributes, argv, environment);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return failure;
}

gboolean cb_extractor_process_start(CbExtractorProcess *process, const char *program,
                                    const char *argument, GError **error)
{
    g_return_val_if_fail(process->pid == 0, FALSE);
    /* Close-on-exec: a process that held our end as well would never see it close. */
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) {
        g_set_error(error, CB_ERROR, CB_ERROR_WORKER, "kan ikke oprette en forbindelse til %s: %s",
                    program, g_strerror(errno));
        return FALSE;
    }
    int failure = spawn(program, argument, pair[1], &process->pid);
    close(pair[1]);
    if (failure != 0) {
        close(pair[0]);
        process->pid = 0;
        g_set_error(error, CB_ERROR, CB_ERROR_WORKER,
                    "kan ikke starte læseprogrammet %s: %s; installér eller byg Casebank igen",
                    program, g_strerror(failure));
        return FALSE;
    }
    process->socket = pair[0];
    return TRUE;
}

void cb_extractor_process_allow(const CbExtractorProcess *process, guint cpu_s)
{
    clockid_t clock;
    struct timespec used;
    struct rlimit limit;
    if (process->pid == 0 || clock_getcpuclockid(process->pid, &clock) != 0 ||
        clock_gettime(clock, &used) != 0 || prlimit(process->pid, RLIMIT_CPU, NULL, &limit) != 0)
        return;
    /* The hard limit stays: it could not be raised again for the next file. */
    limit.rlim_cur = MIN(limit.rlim_max, (rlim_t)used.tv_sec + 1 + cpu_s);
    prlimit(process->pid, RLIMIT_CPU, &limit, NULL);
}

gboolean cb_extractor_process_idle(const CbExtractorProcess *process)
{
    struct pollfd item = {.fd = process->socket, .events = POLLIN};
    return process->pid != 0 && poll(&item, 1, 0) == 0;
}

/* Without reaping: while it is a zombie, its process group cannot be anybody else's. */
static gboolean has_left(pid_t pid)
{
    siginfo_t info = {.si_pid = 0};
    int result = waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT);
    return result == 0 ? info.si_pid == pid : errno != EINTR;
}

static int reap(pid_t pid)
{
    int status = -1;
    while (waitpid(pid, &status, 0) < 0)
        if (errno != EINTR)
            return -1;
    return status;
}

int cb_extractor_process_end(CbExtractorProcess *process, guint patience_ms)
{
    if (process->pid == 0)
        return -1;
    close(process->socket);
    for (guint waited = 0; waited < patience_ms && !has_left(process->pid); waited++)
        g_usleep(1000);
    /* Also when it left by itself: it may have left children behind. */
    kill(-process->pid, SIGKILL);
    int status = reap(process->pid);
    *process = (CbExtractorProcess)CB_EXTRACTOR_PROCESS_INIT;
    return status;
}
