/* SPDX-License-Identifier: GPL-3.0-or-later */
/* casebank-index --watch: an ordinary run, and another one whenever something in the sources has
 * changed. */
#ifndef CB_INDEXER_WATCH_H
#define CB_INDEXER_WATCH_H

#include "ingest.h"
#include "watch_run.h"

G_BEGIN_DECLS

#define CB_WATCH_DEFAULT_SETTLE_S 2
#define CB_WATCH_DEFAULT_SETTLE_MAX_S 30
#define CB_WATCH_DEFAULT_POLL_S 60

/**
 * CbWatchOptions:
 * @ingest: of the runs; tells what is to be followed.
 * @report: (nullable): a file that the runs write.
 * @settle_s, @settle_max_s: seconds: a run begins when nothing has changed for the one, at the
 *   latest the other after the first change.
 * @poll_s: look so often instead of listening; 0: listen, and look every CB_WATCH_DEFAULT_POLL_S
 *   seconds where listening does not reach.
 * @quiet: tell errors alone.
 */
typedef struct {
    const CbIngestOptions *ingest;
    const char *report;
    guint settle_s, settle_max_s, poll_s;
    gboolean quiet;
} CbWatchOptions;

/**
 * cb_watch:
 * @run: makes one run; called in processes of their own.
 *
 * Follows the sources until SIGINT or SIGTERM: while @run is on it is asked to end, and waited for.
 * SIGHUP looks at once, pause or not. A run that fails is told and tried again, after 5 seconds and
 * then after twice the last pause, up to 10 minutes. Tells systemd how it is (notify.h).
 *
 * The caller has no threads. Takes over SIGINT, SIGTERM, SIGHUP and SIGCHLD.
 *
 * Returns: the exit code: 0 when it was asked to end between runs, else that of the run that was
 * on. -1 with an error when it could not begin: CB_ERROR_USAGE (a source is written wrongly),
 * CB_ERROR_SANDBOX (of the first run: no later one will find it otherwise), CB_ERROR_FAILED.
 */
int cb_watch(const CbWatchOptions *options, CbWatchRunFunc run, gpointer data, GError **error);

G_END_DECLS

#endif
