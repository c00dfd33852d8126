/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GET /v1/suggest: what a search box offers for the text typed so far. Parameters are read as those
 * of /v1/search: unknown ones and repeated ones are refused, empty ones count as not given. */
#include "api.h"
#include "frontend/values.h"

#include <casebank/error.h>
#include <casebank/suggest.h>
#include <string.h>

typedef struct {
    const char *text;
    guint max;
    gboolean has_text, has_max;
} Suggest;

static gboolean read_parameter(Suggest *suggest, const CbParameter *parameter, GError **error)
{
    gboolean is_text = strcmp(parameter->name, "q") == 0;

    if (!is_text && strcmp(parameter->name, "n") != 0) {
        g_autofree char *shown = cb_shown_text(parameter->name);
        g_set_error(error, CB_ERROR, CB_ERROR_USAGE, "kender ikke parameteren »%s«; der er q, n",
                    shown);
        return FALSE;
    }
    if (parameter->value[0] == '\0')
        return TRUE;
    gboolean *given = is_text ? &suggest->has_text : &suggest->has_max;
    if (*given) {
        g_set_error(error, CB_ERROR, CB_ERROR_USAGE, "%s er angivet to gange", parameter->name);
        return FALSE;
    }
    *given = TRUE;
    if (!is_text)
        return cb_value_number("n", parameter->value, 1, CB_MAX_SUGGESTIONS, &suggest->max, error);
    suggest->text = parameter->value;
    return TRUE;
}

CbReply *cb_api_suggest(CbReaderPool *pool, const CbTarget *target)
{
    g_autoptr(GError) error = NULL;
    Suggest suggest = {.text = "", .max = CB_SUGGESTIONS};

    for (guint i = 0; i < target->parameters->len; i++) {
        const CbParameter *parameter = g_ptr_array_index(target->parameters, i);
        if (!read_parameter(&suggest, parameter, &error))
            return cb_reply_problem(400, "bad-parameter", parameter->name, error->message);
    }
    CbIndex *index = cb_reader_get(pool, &error);
    g_autoptr(GPtrArray) suggestions =
        index ? cb_suggest(index, suggest.text, suggest.max, &error) : NULL;
    if (suggestions)
        return cb_reply_json(cb_suggestions_to_json(suggest.text, suggestions, FALSE));
    cb_reader_failed(pool, error);
    return cb_reply_error(error);
}
