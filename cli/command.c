/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands share: the index, the form of the answer, where it goes. */
#include "command.h"
#include "frontend/values.h"
#include "output.h"

#include <casebank/error.h>
#include <string.h>
#include <unistd.h>

#define DEFAULT_FOLDER "casebank.index"

static const char *named_folder(const CbCommonOptions *common)
{
    const char *environment = g_getenv("CASEBANK_INDEX");

    if (common->index)
        return common->index;
    return environment && environment[0] ? environment : NULL;
}

const char *cb_index_folder(const CbCommonOptions *common)
{
    const char *named = named_folder(common);
    return named ? named : DEFAULT_FOLDER;
}

void cb_propagate_index_error(const CbCommonOptions *common, GError *failure, GError **error)
{
    if (g_error_matches(failure, CB_ERROR, CB_ERROR_NO_INDEX) && !named_folder(common)) {
        g_error_free(failure);
        g_set_error(error, CB_ERROR, CB_ERROR_NO_INDEX,
                    "der er intet indeks i mappen %s her; sig hvor det ligger med --index MAPPE "
                    "(eller miljøvariablen CASEBANK_INDEX), eller byg et med casebank-index",
                    DEFAULT_FOLDER);
        return;
    }
    g_propagate_error(error, failure);
}

CbIndex *cb_open_index(const CbCommonOptions *common, GError **error)
{
    GError *failure = NULL;
    CbIndex *index = cb_index_open(cb_index_folder(common), &failure);

    if (!index)
        cb_propagate_index_error(common, failure, error);
    return index;
}

static gboolean parse_format(const char *value, gboolean with_tsv, CbFormat *format, GError **error)
{
    if (!value || strcmp(value, "text") == 0 || strcmp(value, "tekst") == 0) {
        *format = CB_FORMAT_TEXT;
    } else if (strcmp(value, "json") == 0) {
        *format = CB_FORMAT_JSON;
    } else if (with_tsv && strcmp(value, "tsv") == 0) {
        *format = CB_FORMAT_TSV;
    } else {
        g_autofree char *shown = cb_shown_text(value);
        g_set_error(error, CB_ERROR, CB_ERROR_USAGE, "--format skal være %s, ikke »%s«",
                    with_tsv ? "text, json eller tsv" : "text eller json", shown);
        return FALSE;
    }
    return TRUE;
}

gboolean cb_refuse_words(const GPtrArray *words, const char *instead, GError **error)
{
    if (words->len == 0)
        return TRUE;
    g_autofree char *shown = cb_shown_text(g_ptr_array_index(words, 0));
    g_set_error(error, CB_ERROR, CB_ERROR_USAGE, "ved ikke hvad »%s« er; %s", shown, instead);
    return FALSE;
}

gboolean cb_destination(const CbCommonOptions *common, gboolean with_tsv,
                        CbDestination *destination, GError **error)
{
    CbColour colour = CB_COLOUR_AUTO;

    if (common->colour && !cb_colour_parse(common->colour, &colour, error))
        return FALSE;
    if (!parse_format(common->json ? "json" : common->format, with_tsv, &destination->format,
                      error))
        return FALSE;
    destination->terminal = cb_terminal_detect(STDOUT_FILENO, colour);
    destination->no_pager = common->no_pager;
    return TRUE;
}

gboolean cb_write_text(const CbLayout *layout, const CbDestination *destination, GError **error)
{
    const GString *text = cb_layout_text(layout);

    if (destination->no_pager)
        return cb_output_write(text->str, text->len, error);
    return cb_output_page(text->str, text->len, &destination->terminal, error);
}

gboolean cb_write_line(const char *line, GError **error)
{
    g_autofree char *text = g_strconcat(line, "\n", NULL);
    return cb_output_write(text, strlen(text), error);
}

int cb_show_help(const char *command, GError **error)
{
    const char *text = cb_help_text(command);

    if (!text) {
        g_autofree char *shown = cb_shown_text(command);
        g_set_error(error, CB_ERROR, CB_ERROR_USAGE, "kender ikke kommandoen »%s«", shown);
        return CB_EXIT_BY_ERROR;
    }
    return cb_output_write(text, strlen(text), error) ? CB_EXIT_OK : CB_EXIT_NOT_WRITTEN;
}

int cb_show_version(GError **error)
{
    return cb_write_line("casebank " CASEBANK_VERSION, error) ? CB_EXIT_OK : CB_EXIT_NOT_WRITTEN;
}
