/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Waiting for files to be read, while progress is shown and Ctrl-C is heard. */
#ifndef CB_INDEXER_READING_H
#define CB_INDEXER_READING_H

#include "extractor_pool.h"
#include "report.h"

G_BEGIN_DECLS

/** All is borrowed. @stop: (nullable). */
typedef struct {
    CbExtractorPool *pool;
    CbReport *report;
    const gint *stop;
} CbReading;

/** Whether the run is asked to end. */
gboolean cb_reading_is_stopped(const CbReading *reading);

/**
 * cb_reading_take:
 *
 * Returns: (transfer full): the next result of the pool; after a stop those that are not done say
 * so. NULL with an error (cb_extractor_pool_take()), or with none when there is no more.
 */
CbExtractorResult *cb_reading_take(const CbReading *reading, GError **error);

/** Tells of a file that was read, and of what is wrong with it. */
void cb_reading_tell(const CbReading *reading, const CbExtractorResult *result, CbAction action);

G_END_DECLS

#endif
