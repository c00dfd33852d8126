/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The progress for programs. */
#include "report_events.h"
#include <stdio.h>

json_t *cb_event_text(const char *text)
{
    if (text == NULL)
        return json_null();
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    return json_string(valid);
}

double cb_seconds_since(gint64 begun_us)
{
    gint64 milliseconds = (g_get_monotonic_time() - begun_us) / 1000;
    return (double)milliseconds / 1000.0;
}

void cb_event_write(const char *event, json_t *fields)
{
    json_t *object = json_object();
    json_object_set_new(object, "event", json_string(event));
    json_object_update_missing(object, fields);
    json_decref(fields);
    json_dumpf(object, stdout, JSON_COMPACT | JSON_REAL_PRECISION(10));
    putchar('\n');
    fflush(stdout);
    json_decref(object);
}

static void add_progress(json_t *json, const CbReport *report)
{
    json_object_set_new(json, "done", json_integer(report->progress.done));
    json_object_set_new(json, "total",
                        report->progress.total > 0 ? json_integer(report->progress.total)
                                                   : json_null());
    json_object_set_new(json, "seconds", json_real(cb_seconds_since(report->begun_us)));
}

void cb_event_phase(const CbReport *report)
{
    json_t *json = json_object();
    json_object_set_new(json, "phase", json_string(cb_phase_name(report->phase)));
    add_progress(json, report);
    cb_event_write("phase", json);
}

void cb_event_file(const CbReport *report, const CbFileNews *news)
{
    json_t *json = json_object();
    json_object_set_new(json, "path", cb_event_text(news->path));
    json_object_set_new(json, "action", json_string(cb_action_name(news->action)));
    json_object_set_new(json, "state", cb_event_text(news->state != NULL ? news->state : "ok"));
    json_object_set_new(json, "reason", cb_event_text(news->reason));
    json_object_set_new(json, "ms", json_integer(news->ms));
    json_object_set_new(json, "pages", json_integer(news->pages));
    add_progress(json, report);
    cb_event_write("file", json);
}

void cb_event_problem(const char *path, const char *reason)
{
    json_t *json = json_object();
    json_object_set_new(json, "path", cb_event_text(path));
    json_object_set_new(json, "reason", cb_event_text(reason));
    cb_event_write("problem", json);
}

void cb_event_plan(const char *path, CbAction action, const char *reason)
{
    json_t *json = json_object();
    json_object_set_new(json, "path", cb_event_text(path));
    json_object_set_new(json, "action", json_string(cb_action_name(action)));
    json_object_set_new(json, "reason", cb_event_text(reason));
    cb_event_write("plan", json);
}

void cb_event_checkpoint(const CbReport *report, guint cases)
{
    json_t *json = json_object();
    json_object_set_new(json, "cases", json_integer(cases));
    add_progress(json, report);
    cb_event_write("checkpoint", json);
}

json_t *cb_run_json(const CbRunSummary *run)
{
    if (run == NULL)
        return json_null();
    return json_pack("{s:{s:i,s:i,s:i,s:i},s:{s:i,s:i,s:i,s:i}}", "cases", "new",
                     (int)run->cases_new, "changed", (int)run->cases_changed, "gone",
                     (int)run->cases_gone, "kept", (int)run->cases_kept, "files", "read",
                     (int)run->files_read, "unchanged", (int)run->files_unchanged, "moved",
                     (int)run->files_moved, "gone", (int)run->files_gone);
}

json_t *cb_run_index_json(const CbStatus *status)
{
    if (status == NULL)
        return json_null();
    json_t *attachments = json_object();
    for (guint i = 0; i < CB_N_ATTACHMENT_STATES; i++)
        json_object_set_new(attachments, cb_attachment_state_name((CbAttachmentState)i),
                            json_integer(status->attachments[i]));
    return json_pack("{s:i,s:i,s:o,s:{s:i,s:i},s:o}", "generation", (int)status->generation,
                     "cases", (int)status->cases, "attachments", attachments, "files", "ok",
                     (int)status->files_ok, "failed", (int)status->files_failed, "sandbox",
                     cb_event_text(status->sandbox));
}
