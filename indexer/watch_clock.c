/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a run is due while folders are followed. */
#include "watch_clock.h"

void cb_watch_clock_change(CbWatchClock *clock, gint64 now_us)
{
    if (!clock->waiting)
        clock->first_us = now_us;
    clock->waiting = TRUE;
    clock->last_us = now_us;
}

void cb_watch_clock_unpause(CbWatchClock *clock)
{
    clock->paused_until_us = 0;
    clock->n_failures = 0;
}

void cb_watch_clock_hurry(CbWatchClock *clock, gint64 now_us)
{
    cb_watch_clock_unpause(clock);
    clock->waiting = TRUE;
    clock->first_us = now_us - clock->settle_max_us;
    clock->last_us = now_us - clock->settle_us;
}

gint64 cb_watch_clock_due(const CbWatchClock *clock)
{
    if (!clock->waiting)
        return CB_WATCH_NEVER;
    gint64 settled_us =
        MIN(clock->last_us + clock->settle_us, clock->first_us + clock->settle_max_us);
    return MAX(settled_us, clock->paused_until_us);
}

gboolean cb_watch_clock_is_waiting(const CbWatchClock *clock)
{
    return clock->waiting;
}

void cb_watch_clock_begin(CbWatchClock *clock)
{
    clock->waiting = FALSE;
}

gint64 cb_watch_clock_end(CbWatchClock *clock, gboolean well, gint64 now_us)
{
    if (well) {
        cb_watch_clock_unpause(clock);
        return 0;
    }
    gint64 pause_us = CB_WATCH_FIRST_PAUSE_US;
    for (guint i = 0; i < clock->n_failures && pause_us < CB_WATCH_LONGEST_PAUSE_US; i++)
        pause_us *= 2;
    pause_us = MIN(pause_us, CB_WATCH_LONGEST_PAUSE_US);
    clock->n_failures++;
    clock->paused_until_us = now_us + pause_us;
    cb_watch_clock_change(clock, now_us);
    return pause_us;
}
