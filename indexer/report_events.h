/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The progress for programs: a JSON object a line on standard output. casebank-index(1) describes
 * them. */
#ifndef CB_INDEXER_REPORT_EVENTS_H
#define CB_INDEXER_REPORT_EVENTS_H

#include "ingest.h"
#include "report_private.h"
#include <jansson.h>

G_BEGIN_DECLS

/** Of the events: a change that breaks a reader is the next one. */
#define CB_EVENTS_VERSION 1

/** Seconds since @begun_us (g_get_monotonic_time()), to the millisecond. */
double cb_seconds_since(gint64 begun_us);

/** Writes one event and flushes. @fields: (transfer full): what it has besides its name. */
void cb_event_write(const char *event, json_t *fields);

/** A JSON string, or null for NULL; what is not UTF-8 is made so. (transfer full) */
json_t *cb_event_text(const char *text);

void cb_event_phase(const CbReport *report);
void cb_event_file(const CbReport *report, const CbFileNews *news);
void cb_event_problem(const char *path, const char *reason);
void cb_event_plan(const char *path, CbAction action, const char *reason);
void cb_event_checkpoint(const CbReport *report, guint cases);

/** The numbers of a run and of an index; null for NULL. (transfer full) */
json_t *cb_run_json(const CbRunSummary *run);
json_t *cb_run_index_json(const CbStatus *status);

G_END_DECLS

#endif
