/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking results from the pool. */
#include "reading.h"

#define LOOK_EVERY_MS 100

gboolean cb_reading_is_stopped(const CbReading *reading)
{
    return reading->stop != NULL && g_atomic_int_get(reading->stop) != 0;
}

static void tick(const CbReading *reading)
{
    g_autoptr(GArray) work = cb_extractor_pool_work(reading->pool);
    if (work->len == 0) {
        cb_report_tick(reading->report, NULL, 0);
        return;
    }
    const CbPoolWork *longest = &g_array_index(work, CbPoolWork, 0);
    gint64 since = g_get_monotonic_time() - (gint64)longest->ms * G_TIME_SPAN_MILLISECOND;
    cb_report_tick(reading->report, longest->path, since);
}

CbExtractorResult *cb_reading_take(const CbReading *reading, GError **error)
{
    for (;;) {
        CbExtractorResult *result = NULL;
        CbPoolAnswer answer = cb_extractor_pool_take(reading->pool, LOOK_EVERY_MS, &result, error);
        if (answer != CB_POOL_WAIT)
            return result;
        if (cb_reading_is_stopped(reading))
            cb_extractor_pool_cancel(reading->pool);
        tick(reading);
    }
}

void cb_reading_tell(const CbReading *reading, const CbExtractorResult *result, CbAction action)
{
    const CbFileNews news = {.path = result->path,
                             .state = cb_read_state_name(result->state),
                             .reason = result->reason,
                             .ms = result->took_ms,
                             .pages = result->attachment != NULL ? result->attachment->n_pages : 0,
                             .action = action};
    if (result->state != CB_READ_OK && result->state != CB_READ_NO_TEXT &&
        result->state != CB_READ_PARTIAL && result->state != CB_READ_KNOWN)
        cb_report_problem(reading->report, result->path, result->reason);
    cb_report_file(reading->report, &news);
}
