/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a run of judged queries gave, as JSON. */
#include "eval_report.h"

#include <jansson.h>
#include <math.h>

enum { JSON_VERSION = 1, REAL_DIGITS = 15 };

static json_t *real(double value)
{
    return json_real(round(value * 1e6) / 1e6);
}

static void add_measures(json_t *json, const double values[CB_N_MEASURES])
{
    for (guint i = 0; i < CB_N_MEASURES; i++)
        json_object_set_new(json, cb_measure_name((CbMeasure)i), real(values[i]));
}

static void add_evaluation(json_t *json, const CbEvaluation *evaluation)
{
    json_object_set_new(json, "queries", json_integer(evaluation->n_queries));
    add_measures(json, evaluation->means);
    json_object_set_new(json, "forbidden", json_integer(evaluation->n_forbidden));
    json_object_set_new(json, "must_not_only", json_integer(evaluation->n_must_not));
    json_object_set_new(json, "skipped", json_integer(evaluation->n_skipped));
    json_object_set_new(json, "unknown_cases", json_integer(evaluation->n_unknown));
    json_object_set_new(json, "cpu_ms", json_real(round(evaluation->cpu_ms * 10) / 10));
}

static json_t *query_json(const CbQueryScores *scores)
{
    json_t *json = json_object();
    json_object_set_new(json, "qid", json_string(scores->query->qid));
    json_object_set_new(json, "query", json_string(scores->query->text));
    json_object_set_new(json, "relevant", json_integer(scores->n_relevant));
    json_object_set_new(json, "rank",
                        scores->scores.rank ? json_integer(scores->scores.rank) : json_null());
    if (scores->n_relevant > 0)
        add_measures(json, scores->scores.values);
    json_object_set_new(json, "forbidden", json_integer(scores->scores.forbidden));
    return json;
}

static json_t *queries_json(const CbEvaluation *evaluation)
{
    json_t *array = json_array();
    for (guint i = 0; i < evaluation->scores->len; i++)
        json_array_append_new(array,
                              query_json(&g_array_index(evaluation->scores, CbQueryScores, i)));
    return array;
}

static json_t *differences_json(const CbEvalReport *report)
{
    CbMeasureChange changes[CB_N_MEASURES];
    json_t *json = json_object();

    cb_evaluation_compare(report->evaluation, report->other, changes);
    for (guint i = 0; i < CB_N_MEASURES; i++) {
        json_t *change = json_object();
        json_object_set_new(change, "difference", real(changes[i].difference));
        json_object_set_new(change, "wins", json_integer(changes[i].wins));
        json_object_set_new(change, "losses", json_integer(changes[i].losses));
        json_object_set_new(change, "ties", json_integer(changes[i].ties));
        json_object_set_new(change, "p", real(changes[i].p));
        json_object_set_new(json, cb_measure_name((CbMeasure)i), change);
    }
    return json;
}

static json_t *other_json(const CbEvalReport *report)
{
    json_t *json = json_object();
    json_object_set_new(json, "name", json_string(report->other_name));
    add_evaluation(json, report->other);
    json_object_set_new(json, "differences", differences_json(report));
    if (report->per_query)
        json_object_set_new(json, "per_query", queries_json(report->other));
    return json;
}

char *cb_eval_json(const CbEvalReport *report, gboolean pretty)
{
    json_t *json = json_object();

    json_object_set_new(json, "version", json_integer(JSON_VERSION));
    add_evaluation(json, report->evaluation);
    if (report->per_query)
        json_object_set_new(json, "per_query", queries_json(report->evaluation));
    if (report->other)
        json_object_set_new(json, "against", other_json(report));
    char *dumped = json_dumps(json, JSON_REAL_PRECISION(REAL_DIGITS) |
                                        (pretty ? JSON_INDENT(2) : JSON_COMPACT));
    char *copy = g_strdup(dumped);
    free(dumped);
    json_decref(json);
    return copy;
}
