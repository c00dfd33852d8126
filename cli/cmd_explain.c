/* SPDX-License-Identifier: GPL-3.0-or-later */
/* casebank explain: why a case is a hit of a search, or not. */
#include "command.h"
#include "frontend/options.h"
#include "frontend/values.h"
#include "request_options.h"
#include "text_explanation.h"

#include <casebank/error.h>
#include <casebank/explain.h>

typedef struct {
    CbCommonOptions common;
    CbRequestOptions asked;
    const char *query, *id;
} ExplainOptions;

static void explain_options_clear(ExplainOptions *options)
{
    cb_request_options_clear(&options->asked);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ExplainOptions, explain_options_clear)

static gboolean parse(ExplainOptions *options, char *const *args, GError **error)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    const CbOption table[] = {
        CB_COMMON_OPTIONS(&options->common),
        CB_REQUEST_OPTIONS(&options->asked),
        {.name = NULL},
    };

    if (!cb_options_parse(table, args, words, error))
        return FALSE;
    if (options->common.help)
        return TRUE;
    if (words->len != 2) {
        g_set_error_literal(error, CB_ERROR, CB_ERROR_USAGE,
                            words->len < 2
                                ? "skriv søgningen og sagen, for eksempel: casebank explain "
                                  "'mentor frafald' SAG (casebank search viser sagernes navne)"
                                : "skriv søgningen i 'anførselstegn', og sagen efter den");
        return FALSE;
    }
    options->query = g_ptr_array_index(words, 0);
    options->id = g_ptr_array_index(words, 1);
    return cb_value_text("sagens navn", options->id, error);
}

static gboolean write_explanation(const CbExplanation *explanation, gboolean filtered,
                                  const CbDestination *destination, GError **error)
{
    if (destination->format == CB_FORMAT_JSON) {
        g_autofree char *json =
            cb_explanation_to_json(explanation, destination->terminal.is_terminal);
        return cb_write_line(json, error);
    }
    g_autoptr(CbLayout) layout =
        cb_layout_new(destination->terminal.width, destination->terminal.colour);
    cb_text_explanation(layout, explanation, filtered);
    return cb_write_text(layout, destination, error);
}

int cb_cmd_explain(char *const *args, GError **error)
{
    g_auto(ExplainOptions) options = {.query = NULL};
    CbDestination destination;
    GError *failure = NULL;

    cb_request_options_init(&options.asked);
    if (!parse(&options, args, error))
        return CB_EXIT_BY_ERROR;
    if (options.common.help)
        return cb_show_help("explain", error);
    if (!cb_request_options_finish(&options.asked, options.query, error) ||
        !cb_destination(&options.common, FALSE, &destination, error))
        return CB_EXIT_BY_ERROR;

    g_autoptr(CbIndex) index = cb_open_index(&options.common, error);
    if (!index || !cb_request_options_bind(&options.asked, index, error))
        return CB_EXIT_BY_ERROR;
    g_autoptr(CbExplanation) explanation =
        cb_explain(index, &options.asked.request, options.id, &failure);
    if (!explanation) {
        /* 1 says that the case is no hit; this one is not there. */
        int code = g_error_matches(failure, CB_ERROR, CB_ERROR_NOT_FOUND) ? CB_EXIT_USAGE
                                                                          : CB_EXIT_BY_ERROR;
        g_propagate_error(error, failure);
        return code;
    }
    if (!write_explanation(explanation, cb_request_has_filters(&options.asked), &destination,
                           error))
        return CB_EXIT_NOT_WRITTEN;
    return explanation->found != CB_FOUND_NO ? CB_EXIT_OK : CB_EXIT_NONE;
}
