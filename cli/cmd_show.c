/* SPDX-License-Identifier: GPL-3.0-or-later */
/* casebank show: one whole case. */
#include "command.h"
#include "frontend/options.h"
#include "frontend/values.h"
#include "text_case.h"

#include <casebank/error.h>
#include <casebank/search.h>

typedef struct {
    CbCommonOptions common;
    gboolean with_contact;
    const char *id;
} ShowOptions;

static gboolean parse(ShowOptions *options, char *const *args, GError **error)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    const CbOption table[] = {
        CB_COMMON_OPTIONS(&options->common),
        {"kontakt", "contact", 0, CB_OPTION_FLAG, &options->with_contact, 0, 0},
        {.name = NULL},
    };

    if (!cb_options_parse(table, args, words, error))
        return FALSE;
    if (options->common.help)
        return TRUE;
    if (words->len != 1) {
        g_set_error_literal(
            error, CB_ERROR, CB_ERROR_USAGE,
            words->len == 0
                ? "skriv navnet på den sag, der skal vises; casebank search viser navnene"
                : "vis én sag ad gangen; et navn med mellemrum skal stå i 'anførselstegn'");
        return FALSE;
    }
    options->id = g_ptr_array_index(words, 0);
    return cb_value_text("sagens navn", options->id, error);
}

static gboolean write_case(const CbCase *item, const ShowOptions *options, CbIndex *index,
                           const CbDestination *destination, GError **error)
{
    if (destination->format == CB_FORMAT_JSON) {
        g_autofree char *json =
            cb_case_to_json(item, options->with_contact, destination->terminal.is_terminal);
        return cb_write_line(json, error);
    }
    g_autoptr(CbLayout) layout =
        cb_layout_new(destination->terminal.width, destination->terminal.colour);
    g_autoptr(CbStatus) status = cb_index_status(index, NULL); /* links do without it */

    cb_text_case(layout, item, status ? (const char *const *)status->sources : NULL,
                 options->with_contact);
    return cb_write_text(layout, destination, error);
}

int cb_cmd_show(char *const *args, GError **error)
{
    ShowOptions options = {0};
    CbDestination destination;

    if (!parse(&options, args, error))
        return CB_EXIT_BY_ERROR;
    if (options.common.help)
        return cb_show_help("show", error);
    if (!cb_destination(&options.common, FALSE, &destination, error))
        return CB_EXIT_BY_ERROR;

    g_autoptr(CbIndex) index = cb_open_index(&options.common, error);
    g_autoptr(CbCase) item = index ? cb_index_case(index, options.id, error) : NULL;
    if (!item)
        return CB_EXIT_BY_ERROR;
    return write_case(item, &options, index, &destination, error) ? CB_EXIT_OK
                                                                  : CB_EXIT_NOT_WRITTEN;
}
