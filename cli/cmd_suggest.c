/* SPDX-License-Identifier: GPL-3.0-or-later */
/* casebank suggest: what a search box offers while a query is typed. */
#include "command.h"
#include "danish.h"
#include "frontend/options.h"
#include "frontend/values.h"
#include "output.h"
#include "tsv.h"

#include <casebank/error.h>
#include <casebank/suggest.h>
#include <string.h>

enum { MAX_COLUMN = 44 }; /* where the numbers stand at most */

typedef struct {
    CbCommonOptions common;
    guint max;
} SuggestOptions;

static gboolean parse(SuggestOptions *options, char *const *args, GPtrArray *words, GError **error)
{
    const CbOption table[] = {
        CB_COMMON_OPTIONS(&options->common),
        {"antal", "count", 'n', CB_OPTION_NUMBER, &options->max, 1, CB_MAX_SUGGESTIONS},
        {.name = NULL},
    };
    return cb_options_parse(table, args, words, error);
}

/* How wide the column of texts is: as its longest word, titles left out. */
static guint column_of(const GPtrArray *suggestions)
{
    glong column = 0;

    for (guint i = 0; i < suggestions->len; i++) {
        const CbSuggestion *suggestion = g_ptr_array_index(suggestions, i);
        if (suggestion->kind != CB_SUGGESTION_TITLE)
            column = MAX(column, g_utf8_strlen(suggestion->text, -1));
    }
    return (guint)MIN(column, MAX_COLUMN) + 2;
}

static void add_line(CbLayout *layout, const CbSuggestion *suggestion, guint column)
{
    if (suggestion->kind == CB_SUGGESTION_TITLE) {
        cb_layout_add(layout, CB_STYLE_TITLE, suggestion->text);
        cb_layout_addf(layout, CB_STYLE_QUIET, " (%s)", suggestion->case_id);
    } else {
        g_autofree char *cases = cb_danish_count(suggestion->cases, "sag", "sager");
        cb_layout_add(layout, CB_STYLE_PLAIN, suggestion->text);
        cb_layout_pad(layout, column);
        cb_layout_add(layout, CB_STYLE_QUIET, cases);
    }
    cb_layout_end(layout, 0, 2);
}

static gboolean write_for_people(const GPtrArray *suggestions, const char *text,
                                 const CbDestination *destination, GError **error)
{
    g_autoptr(CbLayout) layout =
        cb_layout_new(destination->terminal.width, destination->terminal.colour);
    guint column = column_of(suggestions);
    gboolean titles = FALSE;

    for (guint i = 0; i < suggestions->len; i++) {
        const CbSuggestion *suggestion = g_ptr_array_index(suggestions, i);
        if (suggestion->kind == CB_SUGGESTION_TITLE && !titles) {
            titles = TRUE;
            cb_layout_gap(layout);
            cb_layout_add(layout, CB_STYLE_PLAIN, "Sager:");
            cb_layout_end(layout, 0, 0);
        }
        add_line(layout, suggestion, column);
    }
    if (suggestions->len == 0) {
        cb_layout_addf(layout, CB_STYLE_PLAIN, "Ingen forslag til »%s«.", text);
        cb_layout_end(layout, 0, 0);
    }
    return cb_write_text(layout, destination, error);
}

static gboolean write_rows(const GPtrArray *suggestions, GError **error)
{
    g_autoptr(GString) rows = g_string_new(NULL);

    for (guint i = 0; i < suggestions->len; i++) {
        const CbSuggestion *suggestion = g_ptr_array_index(suggestions, i);
        cb_tsv_append(rows, suggestion->text);
        g_string_append_printf(rows, "\t%s\t%u\t", cb_suggestion_kind_name(suggestion->kind),
                               suggestion->cases);
        cb_tsv_append(rows, suggestion->case_id);
        g_string_append_c(rows, '\n');
    }
    return cb_output_write(rows->str, rows->len, error);
}

static gboolean write_suggestions(const GPtrArray *suggestions, const char *text,
                                  const CbDestination *destination, GError **error)
{
    if (destination->format == CB_FORMAT_JSON) {
        g_autofree char *json =
            cb_suggestions_to_json(text, suggestions, destination->terminal.is_terminal);
        return cb_write_line(json, error);
    }
    if (destination->format == CB_FORMAT_TSV)
        return write_rows(suggestions, error);
    return write_for_people(suggestions, text, destination, error);
}

int cb_cmd_suggest(char *const *args, GError **error)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    SuggestOptions options = {.max = CB_SUGGESTIONS};
    CbDestination destination;

    if (!parse(&options, args, words, error))
        return CB_EXIT_BY_ERROR;
    if (options.common.help)
        return cb_show_help("suggest", error);
    if (words->len == 0) {
        g_set_error_literal(error, CB_ERROR, CB_ERROR_USAGE,
                            "skriv begyndelsen af et ord, for eksempel: casebank suggest fraf");
        return CB_EXIT_BY_ERROR;
    }
    g_ptr_array_add(words, NULL);
    g_autofree char *text = g_strjoinv(" ", (char **)words->pdata);
    if (!cb_value_text("teksten", text, error) ||
        !cb_destination(&options.common, TRUE, &destination, error))
        return CB_EXIT_BY_ERROR;

    g_autoptr(CbIndex) index = cb_open_index(&options.common, error);
    g_autoptr(GPtrArray) suggestions = index ? cb_suggest(index, text, options.max, error) : NULL;
    if (!suggestions)
        return CB_EXIT_BY_ERROR;
    if (!write_suggestions(suggestions, text, &destination, error))
        return CB_EXIT_NOT_WRITTEN;
    return suggestions->len > 0 ? CB_EXIT_OK : CB_EXIT_NONE;
}
