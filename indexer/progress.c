/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How far a part of the run is.
 *
 * Files are very unlike: a page takes a millisecond, a scanned handbook a minute. The rate is
 * therefore that of the last minute or so: done and elapsed are summed up with weights that
 * decay with age (exp(-age/DECAY_S)), and the rate is their quotient. That is an exponentially
 * weighted mean which is right from its first sample on, and which falls while a slow file is read.
 *
 * The time left is said in whole minutes, and a number of minutes that was said stays until it is
 * clearly wrong: by half a minute and 3 % upwards, or 3 % beyond the next minute downwards. A guess
 * that flickers helps nobody.
 */
#include "progress.h"
#include "danish.h"
#include "shown.h"
#include <math.h>

#define DECAY_S 20.0
#define SAMPLE_US (G_TIME_SPAN_SECOND / 4)
/* Before this nothing is said of rate and time. */
#define SURE_US (2 * G_TIME_SPAN_SECOND)
#define SEPARATOR " · "

void cb_progress_begin(CbProgress *progress, const char *deed, const char *unit, guint total,
                       gint64 now_us)
{
    guint64 pages = progress->pages;
    cb_progress_clear(progress);
    *progress = (CbProgress){.deed = deed,
                             .unit = unit,
                             .total = total,
                             .pages = pages,
                             .begun_us = now_us,
                             .sampled_us = now_us};
}

void cb_progress_clear(CbProgress *progress)
{
    g_clear_pointer(&progress->slow, g_free);
}

static void sample(CbProgress *progress, gint64 now_us)
{
    gint64 elapsed_us = now_us - progress->sampled_us;
    if (elapsed_us < SAMPLE_US)
        return;
    double elapsed_s = (double)elapsed_us / G_TIME_SPAN_SECOND;
    double kept = exp(-elapsed_s / DECAY_S);
    double done = MAX((double)progress->done - (double)progress->sampled_done, 0.0);
    progress->recent_done = progress->recent_done * kept + done;
    progress->recent_s = progress->recent_s * kept + elapsed_s;
    progress->sampled_us = now_us;
    progress->sampled_done = progress->done;
}

double cb_progress_rate(CbProgress *progress, gint64 now_us)
{
    sample(progress, now_us);
    if (now_us - progress->begun_us < SURE_US || progress->recent_s <= 0.0)
        return 0.0;
    return progress->recent_done / progress->recent_s;
}

gint64 cb_progress_seconds_left(CbProgress *progress, gint64 now_us)
{
    double rate = cb_progress_rate(progress, now_us);
    if (progress->total == 0 || progress->done >= progress->total || rate <= 0.0)
        return -1;
    double seconds = (double)(progress->total - progress->done) / rate;
    return seconds < 1e9 ? (gint64)ceil(seconds) : -1;
}

/* --- Words ----------------------------------------------------------------------------------- */

static char *head(const CbProgress *progress)
{
    g_autofree char *done = cb_danish_number(progress->done);
    if (progress->total == 0)
        return progress->done > 0 ? g_strdup_printf("%s: %s", progress->deed, done)
                                  : g_strdup_printf("%s ...", progress->deed);
    g_autofree char *total = cb_danish_number(progress->total);
    return g_strdup_printf("%s: %s af %s", progress->deed, done, total);
}

static char *pages_words(const CbProgress *progress)
{
    return progress->pages > 0 ? cb_danish_count(progress->pages, "side", "sider") : NULL;
}

static char *rate_words(CbProgress *progress, gint64 now_us)
{
    double rate = progress->unit != NULL ? cb_progress_rate(progress, now_us) : 0.0;
    if (rate >= 9.95)
        return g_strdup_printf("%.0f %s/s", rate, progress->unit);
    if (rate >= 0.95) {
        guint tenths = (guint)(rate * 10.0 + 0.5);
        return g_strdup_printf("%u,%u %s/s", tenths / 10, tenths % 10, progress->unit);
    }
    if (rate * 60.0 >= 0.5)
        return g_strdup_printf("%.0f %s/min", rate * 60.0, progress->unit);
    return NULL;
}

static guint steady_minutes(CbProgress *progress, gint64 seconds)
{
    guint minutes = MAX((guint)((seconds + 59) / 60), 1);
    gint64 said = (gint64)progress->minutes * 60;
    gint64 margin = seconds / 30;
    if (said == 0 || seconds <= said - 60 - margin || seconds > said + 30 + margin)
        progress->minutes = minutes;
    return progress->minutes;
}

static char *time_words(CbProgress *progress, gint64 now_us)
{
    gint64 seconds = cb_progress_seconds_left(progress, now_us);
    if (seconds < 0)
        return NULL;
    guint minutes = steady_minutes(progress, seconds);
    if (minutes == 1)
        return g_strdup("under 1 min tilbage");
    if (minutes < 60)
        return g_strdup_printf("ca. %u min tilbage", minutes);
    guint rounded = (minutes + 4) / 5 * 5;
    if (rounded % 60 == 0)
        return g_strdup_printf("ca. %u t tilbage", rounded / 60);
    return g_strdup_printf("ca. %u t %u min tilbage", rounded / 60, rounded % 60);
}

/* @room: columns for it. (nullable) */
static char *slow_words(const CbProgress *progress, gint64 now_us, guint room)
{
    gint64 taken_us = now_us - progress->slow_since_us;
    if (progress->slow == NULL || taken_us <= CB_SLOW_FILE_US)
        return NULL;
    g_autofree char *base = g_path_get_basename(progress->slow);
    g_autofree char *name = cb_shown(base);
    g_autofree char *taken = g_strdup_printf(" (%d s)", (int)(taken_us / G_TIME_SPAN_SECOND));
    guint around = cb_columns("læser stadig ") + cb_columns(taken);
    if (room < around + 8)
        return NULL;
    g_autofree char *cut = cb_cut_to_columns(name, room - around);
    return g_strdup_printf("læser stadig %s%s", cut, taken);
}

static guint joined_columns(char *const *parts, guint n)
{
    guint columns = 0;
    for (guint i = 0; i < n; i++)
        if (parts[i] != NULL)
            columns += cb_columns(parts[i]) + (i > 0 ? cb_columns(SEPARATOR) : 0);
    return columns;
}

static char *join(char *const *parts, guint n)
{
    GString *line = g_string_new(parts[0]);
    for (guint i = 1; i < n; i++)
        if (parts[i] != NULL)
            g_string_append_printf(line, SEPARATOR "%s", parts[i]);
    return g_string_free(line, FALSE);
}

enum { HEAD, PAGES, RATE, TIME, SLOW, N_PARTS };

/* A name of a usual length takes the place of what it pushes out. */
#define SLOW_ROOM 40u

char *cb_progress_line(CbProgress *progress, guint width, gint64 now_us)
{
    static const guint dispensable[] = {PAGES, RATE, TIME};
    char *parts[N_PARTS] = {head(progress), pages_words(progress), rate_words(progress, now_us),
                            time_words(progress, now_us)};
    g_autofree char *wish = slow_words(progress, now_us, SLOW_ROOM);
    guint wanted = wish != NULL ? cb_columns(wish) + cb_columns(SEPARATOR) : 0;
    for (gsize i = 0; i < G_N_ELEMENTS(dispensable); i++)
        if (joined_columns(parts, N_PARTS) + wanted > width)
            g_clear_pointer(&parts[dispensable[i]], g_free);
    guint used = joined_columns(parts, N_PARTS) + cb_columns(SEPARATOR);
    parts[SLOW] = slow_words(progress, now_us, width > used ? width - used : 0);
    g_autofree char *line = join(parts, N_PARTS);
    for (guint i = 0; i < N_PARTS; i++)
        g_free(parts[i]);
    return cb_cut_to_columns(line, width);
}
