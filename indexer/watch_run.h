/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One run in a process of its own, while the one that follows the folders goes on listening: what a
 * run takes of memory is given back when it ends, and one that crashes, or is killed for want of
 * memory, takes nobody with it.
 */
#ifndef CB_INDEXER_WATCH_RUN_H
#define CB_INDEXER_WATCH_RUN_H

#include <glib.h>
#include <sys/types.h>

G_BEGIN_DECLS

/**
 * CbWatchRunFunc:
 * @first: nothing was run before.
 *
 * One ordinary run. SIGTERM asks it to end; SIGINT and SIGHUP are ignored.
 *
 * Returns: the exit code of casebank-index. @error is set when no index was made.
 */
typedef int (*CbWatchRunFunc)(gboolean first, gpointer data, GError **error);

typedef struct {
    pid_t pid; /* 0: none */
    int fd;    /* what went wrong is read from here */
} CbWatchRun;

/**
 * CbWatchResult:
 * @exit_code: of the run; -1 when it was killed by a signal.
 * @message: (nullable): what went wrong, in Danish.
 */
typedef struct {
    int exit_code;
    char *message;
} CbWatchResult;

void cb_watch_result_clear(CbWatchResult *result);

/** Starts one. The caller has no threads and has blocked SIGTERM and SIGCHLD. FALSE with
 * CB_ERROR_FAILED. */
gboolean cb_watch_run_start(CbWatchRun *run, CbWatchRunFunc func, gboolean first, gpointer data,
                            GError **error);

gboolean cb_watch_run_is_on(const CbWatchRun *run);

/** Asks it to end; asked twice, it ends at once. */
void cb_watch_run_stop(const CbWatchRun *run);

/** Whether it has ended since: then @result is filled, and another can be started. Never waits. */
gboolean cb_watch_run_has_ended(CbWatchRun *run, CbWatchResult *result);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CbWatchResult, cb_watch_result_clear)

G_END_DECLS

#endif
