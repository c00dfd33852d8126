/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Completions as JSON: version 1 of the shape in docs/API.md. */
#include <casebank/suggest.h>
#include <jansson.h>
#include <stdlib.h>

#define JSON_VERSION 1

static json_t *suggestion_json(const CbSuggestion *suggestion)
{
    return json_pack("{ss, ss, sI, ss?}", "text", suggestion->text, "kind",
                     cb_suggestion_kind_name(suggestion->kind), "cases",
                     (json_int_t)suggestion->cases, "case_id", suggestion->case_id);
}

char *cb_suggestions_to_json(const char *text, const GPtrArray *suggestions, gboolean pretty)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    json_t *list = json_array();
    for (guint i = 0; i < suggestions->len; i++)
        json_array_append_new(list, suggestion_json(suggestions->pdata[i]));
    json_t *json =
        json_pack("{si, ss, so}", "version", JSON_VERSION, "text", valid, "suggestions", list);
    char *dumped = json_dumps(json, pretty ? JSON_INDENT(2) : JSON_COMPACT);
    char *copy = g_strdup(dumped);
    free(dumped);
    json_decref(json);
    return copy;
}
