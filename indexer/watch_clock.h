/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * When a run is due while folders are followed: once changes have been quiet for a while, but no
 * later than a while after the first; and after a run that failed, once a pause is over that grows
 * from failure to failure.
 *
 * All times are microseconds as g_get_monotonic_time() has them.
 */
#ifndef CB_INDEXER_WATCH_CLOCK_H
#define CB_INDEXER_WATCH_CLOCK_H

#include <glib.h>

G_BEGIN_DECLS

#define CB_WATCH_FIRST_PAUSE_US (5 * G_TIME_SPAN_SECOND)
#define CB_WATCH_LONGEST_PAUSE_US (10 * G_TIME_SPAN_MINUTE)
#define CB_WATCH_NEVER G_MAXINT64

/**
 * CbWatchClock:
 * @settle_us: how long it must have been quiet.
 * @settle_max_us: how long it may go on being not quiet.
 *
 * The rest begins as zeros.
 */
typedef struct {
    gint64 settle_us, settle_max_us;
    /*< private >*/
    gboolean waiting; /* something has changed that no run has seen */
    gint64 first_us, last_us, paused_until_us;
    guint n_failures;
} CbWatchClock;

/** Something has changed. */
void cb_watch_clock_change(CbWatchClock *clock, gint64 now_us);

/** What made runs fail may be over: a pause that is left is forgotten. */
void cb_watch_clock_unpause(CbWatchClock *clock);

/** A run is due at once, whatever it was that was waited for. */
void cb_watch_clock_hurry(CbWatchClock *clock, gint64 now_us);

/** When the next run is due, from what is known now; CB_WATCH_NEVER when nothing has changed. */
gint64 cb_watch_clock_due(const CbWatchClock *clock);

/** Whether something has changed that no run has seen. */
gboolean cb_watch_clock_is_waiting(const CbWatchClock *clock);

/** A run begins: it sees all that has changed so far. */
void cb_watch_clock_begin(CbWatchClock *clock);

/** The run has ended. Returns: 0 when it went well, else the pause (microseconds) before it is
 * tried again, changes or not. */
gint64 cb_watch_clock_end(CbWatchClock *clock, gboolean well, gint64 now_us);

G_END_DECLS

#endif
