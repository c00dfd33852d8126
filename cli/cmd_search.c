/* SPDX-License-Identifier: GPL-3.0-or-later */
/* casebank search: ask, and show the cases. */
#include "command.h"
#include "frontend/options.h"
#include "frontend/values.h"
#include "next_page.h"
#include "output.h"
#include "request_options.h"
#include "text_answer.h"
#include "tsv.h"

#include <casebank/error.h>
#include <casebank/search.h>

typedef struct {
    CbCommonOptions common;
    CbRequestOptions asked;
    GPtrArray *words; /* char * */
    const char *sort;
    gboolean header;
} SearchOptions;

static void search_options_init(SearchOptions *options)
{
    *options = (SearchOptions){.words = g_ptr_array_new()};
    cb_request_options_init(&options->asked);
}

static void search_options_clear(SearchOptions *options)
{
    g_ptr_array_unref(options->words);
    cb_request_options_clear(&options->asked);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SearchOptions, search_options_clear)

static gboolean parse(SearchOptions *options, char *const *args, GError **error)
{
    CbRequest *request = &options->asked.request;
    const CbOption table[] = {
        CB_COMMON_OPTIONS(&options->common),
        CB_REQUEST_OPTIONS(&options->asked),
        {"sorter", "sort", 0, CB_OPTION_TEXT, &options->sort, 0, 0},
        {"side", "page", 0, CB_OPTION_NUMBER, &request->page, 1, CB_MAX_PAGE},
        {"antal", "per-page", 0, CB_OPTION_NUMBER, &request->per_page, 1, CB_MAX_PER_PAGE},
        {"uddrag", "passages", 0, CB_OPTION_NUMBER, &request->max_passages, 0, CB_MAX_PASSAGES},
        {"header", "overskrift", 0, CB_OPTION_FLAG, &options->header, 0, 0},
        {.name = NULL},
    };
    return cb_options_parse(table, args, options->words, error);
}

/** Completes the request. @text: the words joined; must outlive it. */
static gboolean finish_request(SearchOptions *options, const char *text, GError **error)
{
    return cb_request_options_finish(&options->asked, text, error) &&
           (!options->sort ||
            cb_value_sort("--sorter", options->sort, &options->asked.request.sort, error));
}

static gboolean write_for_people(const CbAnswer *answer, const SearchOptions *options,
                                 char *const *args, CbIndex *index,
                                 const CbDestination *destination, GError **error)
{
    g_autoptr(CbLayout) layout =
        cb_layout_new(destination->terminal.width, destination->terminal.colour);
    g_autoptr(CbStatus) status = cb_index_status(index, NULL); /* links do without it */
    g_autofree char *next = cb_next_page_command(args, answer);
    g_autofree char *show = cb_show_command(options->common.index);
    g_autofree char *suggested = cb_suggested_command(options->common.index, answer);
    const CbTextOptions text = {
        .folders = status ? (const char *const *)status->sources : NULL,
        .next_page = next,
        .show_command = show,
        .suggested = suggested,
        .by_date = options->asked.request.sort == CB_SORT_DATE,
    };

    cb_text_answer(layout, answer, &text);
    return cb_write_text(layout, destination, error);
}

static gboolean write_answer(const CbAnswer *answer, const SearchOptions *options,
                             char *const *args, CbIndex *index, const CbDestination *destination,
                             GError **error)
{
    if (destination->format == CB_FORMAT_JSON) {
        g_autofree char *json = cb_answer_to_json(answer, destination->terminal.is_terminal);
        return cb_write_line(json, error);
    }
    if (destination->format == CB_FORMAT_TSV) {
        GString *rows = cb_tsv_answer(answer, options->header);
        g_autofree char *text = g_string_free(rows, FALSE);
        return cb_output_write(text, strlen(text), error);
    }
    return write_for_people(answer, options, args, index, destination, error);
}

int cb_cmd_search(char *const *args, GError **error)
{
    g_auto(SearchOptions) options;
    CbDestination destination;

    search_options_init(&options);
    if (!parse(&options, args, error))
        return CB_EXIT_BY_ERROR;
    if (options.common.help)
        return cb_show_help("search", error);
    if (options.words->len == 0 && !cb_request_has_filters(&options.asked)) {
        g_set_error_literal(error, CB_ERROR, CB_ERROR_USAGE,
                            "skriv hvad der skal søges efter, for eksempel: casebank search mentor "
                            "frafald (alle sager: casebank search '')");
        return CB_EXIT_BY_ERROR;
    }
    g_ptr_array_add(options.words, NULL);
    g_autofree char *text = g_strjoinv(" ", (char **)options.words->pdata);
    if (!finish_request(&options, text, error) ||
        !cb_destination(&options.common, TRUE, &destination, error))
        return CB_EXIT_BY_ERROR;

    g_autoptr(CbIndex) index = cb_open_index(&options.common, error);
    if (!index || !cb_request_options_bind(&options.asked, index, error))
        return CB_EXIT_BY_ERROR;
    g_autoptr(CbAnswer) answer = cb_search(index, &options.asked.request, error);
    if (!answer)
        return CB_EXIT_BY_ERROR;
    if (!write_answer(answer, &options, args, index, &destination, error))
        return CB_EXIT_NOT_WRITTEN;
    return answer->hits->len > 0 ? CB_EXIT_OK : CB_EXIT_NONE;
}
