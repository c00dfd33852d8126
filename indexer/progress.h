/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far a part of the run is: counts, rate, time left, and the line that says so. It knows no
 * terminal and no clock: the caller gives the time, in microseconds from any beginning. */
#ifndef CB_INDEXER_PROGRESS_H
#define CB_INDEXER_PROGRESS_H

#include <glib.h>

G_BEGIN_DECLS

/** A file is named when it has taken so long. */
#define CB_SLOW_FILE_US (3 * G_TIME_SPAN_SECOND)

typedef struct {
    const char *deed; /* static: "Læser sider" */
    const char *unit; /* static: "filer": for the rate; NULL: no rate */
    guint done, total;
    guint64 pages;
    char *slow; /* a path, or NULL */
    gint64 slow_since_us;
    /*< private >*/
    gint64 begun_us, sampled_us;
    guint sampled_done;
    double recent_done, recent_s; /* decaying sums; their quotient is the rate */
    guint minutes;                /* as last shown; 0: nothing was */
} CbProgress;

/** Begins a part. Pages go on being counted from the part before. */
void cb_progress_begin(CbProgress *progress, const char *deed, const char *unit, guint total,
                       gint64 now_us);
void cb_progress_clear(CbProgress *progress);

/** Units done in a second, of late; 0 when it is not known yet. */
double cb_progress_rate(CbProgress *progress, gint64 now_us);

/** Whole seconds until the part is done; -1 when nothing can be said yet. */
gint64 cb_progress_seconds_left(CbProgress *progress, gint64 now_us);

/**
 * cb_progress_line:
 * @width: columns. What matters least is left out until the rest fits; what does not fit even so is
 *   cut with "…".
 *
 * Returns: (transfer full): UTF-8 without a newline: "Læser PDF'er: 412 af 1.300 · 3.120 sider · 38
 * filer/s · ca. 4 min tilbage · læser stadig haandbog.pdf (12 s)". Control characters of file names
 * are left out.
 */
char *cb_progress_line(CbProgress *progress, guint width, gint64 now_us);

G_END_DECLS

#endif
