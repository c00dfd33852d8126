/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An explanation as JSON: version 1 of the shape in docs/API.md. */
#include "json_parts.h"
#include <casebank/explain.h>

#define JSON_VERSION 1

static void set(json_t *json, const char *name, json_t *value)
{
    json_object_set_new(json, name, value);
}

static json_t *real(double value)
{
    return json_real(cb_json_rounded(value, 10000));
}

static json_t *place_json(const CbExplainedPlace *place)
{
    json_t *json = json_object();
    set(json, "in", cb_json_text(cb_place_kind_name(place->kind)));
    set(json, "name", cb_json_text(place->name));
    set(json, "page", place->page != 0 ? json_integer(place->page) : json_null());
    set(json, "page_label", cb_json_text(place->page_label));
    set(json, "count", json_integer(place->count));
    return json;
}

static json_t *form_json(const CbExplainedForm *form)
{
    json_t *json = json_object(), *places = json_array();
    for (guint i = 0; i < form->places->len; i++)
        json_array_append_new(places, place_json(form->places->pdata[i]));
    set(json, "text", cb_json_text(form->text));
    set(json, "part", cb_json_text(form->part));
    set(json, "by", cb_json_text(cb_way_kind_name(form->way)));
    set(json, "synonym", cb_json_text(form->synonym));
    set(json, "counts", json_boolean(form->counts));
    set(json, "count", json_integer(form->count));
    set(json, "n_places", json_integer(form->n_places));
    set(json, "places", places);
    return json;
}

static json_t *way_json(const CbExplainedWay *way)
{
    json_t *json = json_object();
    set(json, "by", cb_json_text(cb_way_kind_name(way->kind)));
    set(json, "text", cb_json_text(way->text));
    set(json, "title", real(way->title));
    set(json, "lead", real(way->lead));
    set(json, "body", real(way->body));
    set(json, "attachment", real(way->attachment));
    if (way->ocr > 0)
        set(json, "ocr", real(way->ocr));
    set(json, "frequency", real(way->frequency));
    return json;
}

static json_t *word_json(const CbExplainedWord *word)
{
    json_t *json = json_object(), *forms = json_array(), *ways = json_array();
    for (guint i = 0; i < word->forms->len; i++)
        json_array_append_new(forms, form_json(word->forms->pdata[i]));
    for (guint i = 0; i < word->ways->len; i++)
        json_array_append_new(ways, way_json(word->ways->pdata[i]));
    set(json, "word", cb_json_text(word->text));
    set(json, "found", json_boolean(word->found));
    set(json, "optional", json_boolean(word->optional));
    set(json, "count", json_integer(word->count));
    set(json, "n_forms", json_integer(word->n_forms));
    set(json, "forms", forms);
    set(json, "ways", ways);
    set(json, "cases", json_integer(word->n_cases));
    set(json, "idf", real(word->idf));
    set(json, "frequency", real(word->frequency));
    set(json, "score", real(word->score));
    return json;
}

static json_t *removal_json(const CbRemoval *removal)
{
    json_t *json = json_object();
    set(json, "kind", cb_json_text(removal->kind));
    set(json, "text", cb_json_text(removal->text));
    set(json, "reason", cb_json_text(removal->reason));
    return json;
}

static json_t *query_json(const CbExplanation *explanation)
{
    json_t *json = json_object();
    set(json, "text", cb_json_text(explanation->text));
    set(json, "interpreted", cb_json_text(explanation->interpreted));
    set(json, "expansions", cb_json_expansions(explanation->expansions));
    set(json, "related", cb_json_related(explanation->related));
    set(json, "suggestion", cb_json_text(explanation->suggestion));
    set(json, "suggestion_applied", json_boolean(explanation->suggestion_applied));
    set(json, "notes", cb_json_strings(explanation->notes));
    return json;
}

static json_t *best_passage_json(const CbExplanation *explanation)
{
    if (explanation->passage == NULL)
        return json_null();
    json_t *json = cb_json_passage(explanation->passage);
    set(json, "score", real(explanation->passage_score));
    return json;
}

char *cb_explanation_to_json(const CbExplanation *explanation, gboolean pretty)
{
    gboolean hit = explanation->found != CB_FOUND_NO;
    json_t *json = json_object(), *words = json_array(), *removed = json_array();
    for (guint i = 0; i < explanation->words->len; i++)
        json_array_append_new(words, word_json(explanation->words->pdata[i]));
    for (guint i = 0; i < explanation->removed_by->len; i++)
        json_array_append_new(removed, removal_json(explanation->removed_by->pdata[i]));
    set(json, "version", json_integer(JSON_VERSION));
    set(json, "query", query_json(explanation));
    set(json, "case_id", cb_json_text(explanation->case_id));
    set(json, "title", cb_json_text(explanation->title));
    set(json, "found", cb_json_text(cb_found_name(explanation->found)));
    set(json, "place", hit ? json_integer(explanation->place) : json_null());
    set(json, "total", json_integer(explanation->total));
    set(json, "listed_score", hit ? real(explanation->listed_score) : json_null());
    set(json, "words", words);
    set(json, "passage", best_passage_json(explanation));
    set(json, "coverage", real(explanation->coverage));
    set(json, "score", real(explanation->score));
    set(json, "removed_by", removed);
    return cb_json_dump(json, pretty);
}
