/* SPDX-License-Identifier: GPL-3.0-or-later */
/* casebank status: what is in the index, and what became of the files. */
#include "command.h"
#include "frontend/options.h"
#include "frontend/values.h"
#include "text_status.h"

#include <casebank/error.h>
#include <casebank/search.h>
#include <string.h>

typedef struct {
    CbCommonOptions common;
    gboolean files;
    const char *state;
} StatusOptions;

/** The states that a file can have: those of attachments, and two more. */
static gboolean check_state(const char *state, GError **error)
{
    g_autoptr(GString) known = g_string_new("failed, partial");

    if (strcmp(state, "failed") == 0 || strcmp(state, "partial") == 0)
        return TRUE;
    for (guint i = 0; i < CB_N_ATTACHMENT_STATES; i++) {
        const char *name = cb_attachment_state_name((CbAttachmentState)i);
        if (strcmp(state, name) == 0)
            return TRUE;
        g_string_append_printf(known, ", %s", name);
    }
    g_autofree char *shown = cb_shown_text(state);
    g_set_error(error, CB_ERROR, CB_ERROR_USAGE, "--state skal være en af %s, ikke »%s«",
                known->str, shown);
    return FALSE;
}

static gboolean parse(StatusOptions *options, char *const *args, GError **error)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    const CbOption table[] = {
        CB_COMMON_OPTIONS(&options->common),
        {"files", "filer", 0, CB_OPTION_FLAG, &options->files, 0, 0},
        {"state", "tilstand", 0, CB_OPTION_TEXT, &options->state, 0, 0},
        {.name = NULL},
    };

    if (!cb_options_parse(table, args, words, error))
        return FALSE;
    if (words->len > 0) {
        g_autofree char *shown = cb_shown_text(g_ptr_array_index(words, 0));
        g_set_error(error, CB_ERROR, CB_ERROR_USAGE,
                    "ved ikke hvad »%s« er; et indeks angives med --index MAPPE", shown);
        return FALSE;
    }
    options->files = options->files || options->state;
    return !options->state || check_state(options->state, error);
}

/** The records of the wanted state; all when @state is NULL. */
static GPtrArray *files_of_state(CbIndex *index, const char *state, GError **error)
{
    GPtrArray *files = cb_index_files(index, error);

    for (guint i = files && state ? files->len : 0; i > 0; i--) {
        const CbFileRecord *file = g_ptr_array_index(files, i - 1);
        if (strcmp(file->state, state) != 0)
            g_ptr_array_remove_index(files, i - 1);
    }
    return files;
}

static gboolean write_status(const CbStatus *status, GPtrArray *files, const StatusOptions *options,
                             const CbDestination *destination, GError **error)
{
    if (destination->format == CB_FORMAT_JSON) {
        g_autofree char *json = cb_status_to_json(status, files, destination->terminal.is_terminal);
        return cb_write_line(json, error);
    }
    g_autoptr(CbLayout) layout =
        cb_layout_new(destination->terminal.width, destination->terminal.colour);
    cb_text_status(layout, cb_index_folder(&options->common), status, files);
    return cb_write_text(layout, destination, error);
}

int cb_cmd_status(char *const *args, GError **error)
{
    StatusOptions options = {0};
    CbDestination destination;

    if (!parse(&options, args, error))
        return CB_EXIT_BY_ERROR;
    if (options.common.help)
        return cb_show_help("status", error);
    if (!cb_destination(&options.common, FALSE, &destination, error))
        return CB_EXIT_BY_ERROR;

    g_autoptr(CbIndex) index = cb_open_index(&options.common, error);
    g_autoptr(CbStatus) status = index ? cb_index_status(index, error) : NULL;
    if (!status)
        return CB_EXIT_BY_ERROR;
    g_autoptr(GPtrArray) files = NULL;
    if (options.files && !(files = files_of_state(index, options.state, error)))
        return CB_EXIT_BY_ERROR;
    return write_status(status, files, &options, &destination, error) ? CB_EXIT_OK
                                                                      : CB_EXIT_NOT_WRITTEN;
}
