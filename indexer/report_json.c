/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report of a run for programs. casebank-index(1) describes it. */
#include "frontend/case_names.h"
#include "report_events.h"
#include "report_findings.h"

#define REPORT_VERSION 1

static json_t *time_json(gint64 seconds_since_1970)
{
    if (seconds_since_1970 <= 0)
        return json_null();
    g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(seconds_since_1970);
    g_autofree char *text = time != NULL ? g_date_time_format_iso8601(time) : NULL;
    return cb_event_text(text);
}

static json_t *file_json(const CbUnwellFile *file)
{
    const CbFileRecord *record = file->record;
    json_t *cases = json_array();
    for (guint i = 0; i < file->cases->len; i++) {
        const CbCaseName *name = file->cases->pdata[i];
        json_array_append_new(cases, json_pack("{s:o,s:o}", "id", cb_event_text(name->id), "title",
                                               cb_event_text(name->title)));
    }
    return json_pack("{s:o,s:o,s:o,s:I,s:i,s:i,s:o,s:o}", "path", cb_event_text(record->path),
                     "state", cb_event_text(record->state), "reason", cb_event_text(record->reason),
                     "size", (json_int_t)record->size, "attempts", (int)record->attempts, "took_ms",
                     (int)record->took_ms, "read_at", time_json(record->read_at), "cases", cases);
}

static json_t *files_json(const CbFindings *findings)
{
    json_t *files = json_array();
    for (guint i = 0; i < findings->unwell->len; i++)
        json_array_append_new(files, file_json(findings->unwell->pdata[i]));
    return files;
}

static json_t *problems_json(const CbFindings *findings)
{
    json_t *problems = json_array();
    for (guint i = 0; i < findings->problems->len; i++) {
        const CbProblem *problem = findings->problems->pdata[i];
        json_array_append_new(problems, json_pack("{s:o,s:o}", "path", cb_event_text(problem->path),
                                                  "reason", cb_event_text(problem->reason)));
    }
    return problems;
}

static json_t *phases_json(const CbReport *report)
{
    json_t *phases = json_object();
    for (guint i = 0; i < CB_N_PHASES; i++)
        if (report->phase_us[i] > 0)
            json_object_set_new(phases, cb_phase_name((CbPhase)i),
                                json_integer(report->phase_us[i] / 1000));
    return phases;
}

static json_t *slowest_json(const CbReport *report)
{
    json_t *slowest = json_array();
    for (guint i = 0; i < report->slowest->len; i++) {
        const CbSlowFile *file = report->slowest->pdata[i];
        json_array_append_new(slowest, json_pack("{s:o,s:i,s:i}", "path", cb_event_text(file->path),
                                                 "ms", (int)file->ms, "pages", (int)file->pages));
    }
    return slowest;
}

static json_t *strings_json(const char *const *strings)
{
    json_t *array = json_array();
    for (gsize i = 0; strings[i] != NULL; i++)
        json_array_append_new(array, cb_event_text(strings[i]));
    return array;
}

char *cb_findings_to_json(const CbFindings *findings)
{
    const CbRunEnd *end = findings->end;
    const CbReport *report = findings->report;
    json_t *json = json_pack("{s:i,s:s,s:s,s:I,s:s,s:i,s:o,s:o,s:o}", "version", REPORT_VERSION,
                             "program", "casebank-index " CASEBANK_VERSION, "begun", report->begun,
                             "took_ms", (json_int_t)(findings->took_us / 1000), "result",
                             cb_run_result(end), "exit_code", end->exit_code, "error",
                             cb_event_text(end->error != NULL ? end->error->message : NULL),
                             "index_dir", cb_event_text(end->options->index_dir), "sources",
                             strings_json(end->options->sources));
    json_object_set_new(json, "run", cb_run_json(end->run));
    json_object_set_new(json, "index", cb_run_index_json(end->status));
    json_object_set_new(json, "phases_ms", phases_json(report));
    json_object_set_new(json, "files", files_json(findings));
    json_object_set_new(json, "problems", problems_json(findings));
    json_object_set_new(json, "slowest", slowest_json(report));
    char *text = json_dumps(json, JSON_INDENT(2) | JSON_REAL_PRECISION(10));
    char *copy = g_strconcat(text, "\n", NULL);
    free(text);
    json_decref(json);
    return copy;
}
