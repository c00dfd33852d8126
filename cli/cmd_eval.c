/* SPDX-License-Identifier: GPL-3.0-or-later */
/* casebank eval: how well the searches of an index find what they should. */
#include "analysis_options.h"
#include "command.h"
#include "eval_report.h"
#include "frontend/options.h"
#include "frontend/values.h"
#include "output.h"

#include <casebank/error.h>
#include <stdio.h>
#include <string.h>

typedef struct {
    CbCommonOptions common;
    const char *queries, *judgments, *against;
    CbAnalysisOptions analysis; /* of the second run */
    GPtrArray *thresholds;      /* char*: "measure=value" */
    gboolean per_query;
} EvalOptions;

static void eval_options_clear(EvalOptions *options)
{
    g_ptr_array_unref(options->thresholds);
    g_ptr_array_unref(options->analysis.rank);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(EvalOptions, eval_options_clear)

static gboolean fail_usage(GError **error, const char *message)
{
    g_set_error_literal(error, CB_ERROR, CB_ERROR_USAGE, message);
    return FALSE;
}

static gboolean parse(EvalOptions *options, char *const *args, GError **error)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    const CbOption table[] = {
        CB_COMMON_OPTIONS(&options->common),
        {"queries", "forespørgsler", 0, CB_OPTION_TEXT, &options->queries, 0, 0},
        {"judgments", "bedømmelser", 0, CB_OPTION_TEXT, &options->judgments, 0, 0},
        {"against", "mod", 0, CB_OPTION_TEXT, &options->against, 0, 0},
        CB_ANALYSIS_OPTIONS(&options->analysis),
        CB_EXACT_OPTION(&options->analysis),
        CB_RANK_OPTION(&options->analysis),
        {"per-query", "enkeltvis", 0, CB_OPTION_FLAG, &options->per_query, 0, 0},
        {"min", "mindst", 0, CB_OPTION_TEXTS, options->thresholds, 0, 0},
        {.name = NULL},
    };

    if (!cb_options_parse(table, args, words, error))
        return FALSE;
    if (options->common.help)
        return TRUE;
    if (!cb_refuse_words(words, "filerne angives med --queries og --judgments", error))
        return FALSE;
    if (!options->queries)
        return fail_usage(error, "sig hvor forespørgslerne står: --queries FIL");
    if (!options->judgments)
        return fail_usage(error, "sig hvor bedømmelserne står: --judgments FIL");
    return TRUE;
}

/* --- Thresholds ------------------------------------------------------------------------------ */

static gboolean parse_threshold(const char *text, CbMeasure *measure, double *least, GError **error)
{
    const char *equals = strchr(text, '=');
    g_autofree char *name = equals ? g_strndup(text, (gsize)(equals - text)) : g_strdup(text);
    char *end = NULL;

    if (equals && cb_measure_of_name(name, measure)) {
        *least = g_ascii_strtod(equals + 1, &end);
        if (end > equals + 1 && *end == '\0' && *least >= 0 && *least <= 1)
            return TRUE;
    }
    g_autofree char *shown = cb_shown_text(text);
    g_set_error(error, CB_ERROR, CB_ERROR_USAGE,
                "--min skal være et mål og et tal fra 0 til 1, for eksempel mrr@10=0.53, ikke "
                "»%s«; målene er ndcg@10, mrr@10, p@1 og recall@100",
                shown);
    return FALSE;
}

static gboolean check_thresholds(const EvalOptions *options, GError **error)
{
    CbMeasure measure;
    double least;

    for (guint i = 0; i < options->thresholds->len; i++)
        if (!parse_threshold(g_ptr_array_index(options->thresholds, i), &measure, &least, error))
            return FALSE;
    return TRUE;
}

/** Says which measures are too low. Returns: whether none is. */
static gboolean meets_thresholds(const EvalOptions *options, const CbEvaluation *evaluation)
{
    gboolean all = TRUE;

    for (guint i = 0; i < options->thresholds->len; i++) {
        const char *text = g_ptr_array_index(options->thresholds, i);
        CbMeasure measure = CB_MEASURE_NDCG;
        double least = 0;
        if (!parse_threshold(text, &measure, &least, NULL) || evaluation->means[measure] >= least)
            continue;
        fprintf(stderr, "casebank: %s er %.4f og skal være mindst %s\n", cb_measure_name(measure),
                evaluation->means[measure], strchr(text, '=') + 1);
        all = FALSE;
    }
    return all;
}

/* --- The run --------------------------------------------------------------------------------- */

/** What the second run is: the other folder and the switches; "" when there is none. */
static char *other_name(const EvalOptions *options)
{
    const CbAnalysisOptions *analysis = &options->analysis;
    const struct {
        gboolean is_on;
        const char *name;
    } switches[] = {{analysis->thesaurus != NULL, "--thesaurus"},
                    {analysis->no_thesaurus, "--no-thesaurus"},
                    {analysis->no_compounds, "--no-compounds"},
                    {analysis->no_exceptions, "--no-exceptions"},
                    {analysis->exact, "--exact"}};
    g_autoptr(GString) name = g_string_new(options->against);

    for (gsize i = 0; i < G_N_ELEMENTS(switches); i++)
        if (switches[i].is_on)
            g_string_append_printf(name, "%s%s", name->len ? " " : "", switches[i].name);
    for (guint i = 0; i < analysis->rank->len; i++)
        g_string_append_printf(name, "%s--rank %s", name->len ? " " : "",
                               (const char *)g_ptr_array_index(analysis->rank, i));
    return g_string_free(g_steal_pointer(&name), FALSE);
}

static CbEvaluation *run(const CbCommonOptions *common, CbAnalysisOptions *analysis,
                         const GPtrArray *queries, GError **error)
{
    g_autoptr(CbIndex) index = cb_open_index(common, error);
    CbRequest settings = CB_REQUEST_INIT;
    CbThesaurus *thesaurus = NULL;

    if (!index || !cb_analysis_request(analysis, index, &settings, &thesaurus, error))
        return NULL;
    CbEvaluation *evaluation = cb_evaluate(index, queries, &settings, error);
    cb_thesaurus_unref(thesaurus);
    return evaluation;
}

static CbEvaluation *run_other(EvalOptions *options, const GPtrArray *queries, GError **error)
{
    CbCommonOptions common = options->common;

    if (options->against)
        common.index = options->against;
    return run(&common, &options->analysis, queries, error);
}

static gboolean write_report(const CbEvalReport *report, const CbDestination *destination,
                             GError **error)
{
    if (destination->format == CB_FORMAT_JSON) {
        g_autofree char *json = cb_eval_json(report, destination->terminal.is_terminal);
        return cb_write_line(json, error);
    }
    if (destination->format == CB_FORMAT_TSV) {
        GString *rows = cb_eval_tsv(report);
        g_autofree char *text = g_string_free(rows, FALSE);
        return cb_output_write(text, strlen(text), error);
    }
    g_autoptr(CbLayout) layout =
        cb_layout_new(destination->terminal.width, destination->terminal.colour);
    cb_eval_text(layout, report);
    return cb_write_text(layout, destination, error);
}

static gboolean check_any(const CbEvaluation *evaluation, GError **error)
{
    if (evaluation->scores->len > 0)
        return TRUE;
    return fail_usage(error, "ingen af forespørgslerne har en bedømmelse, der siger, hvad der skal "
                             "eller ikke må findes");
}

int cb_cmd_eval(char *const *args, GError **error)
{
    g_auto(EvalOptions) options = {.thresholds = g_ptr_array_new_with_free_func(g_free)};
    CbDestination destination;
    CbAnalysisOptions defaults = {0};

    options.analysis.rank = g_ptr_array_new_with_free_func(g_free);
    if (!parse(&options, args, error))
        return CB_EXIT_BY_ERROR;
    if (options.common.help)
        return cb_show_help("eval", error);
    if (!check_thresholds(&options, error) ||
        !cb_destination(&options.common, TRUE, &destination, error))
        return CB_EXIT_BY_ERROR;
    g_autoptr(GPtrArray) queries =
        cb_judged_queries_read(options.queries, options.judgments, error);
    g_autoptr(CbEvaluation) evaluation =
        queries ? run(&options.common, &defaults, queries, error) : NULL;
    if (!evaluation || !check_any(evaluation, error))
        return CB_EXIT_BY_ERROR;
    g_autofree char *name = other_name(&options);
    g_autoptr(CbEvaluation) other = NULL;
    if (*name && !(other = run_other(&options, queries, error)))
        return CB_EXIT_BY_ERROR;
    const CbEvalReport report = {evaluation, cb_index_folder(&options.common), other, name,
                                 options.per_query};
    if (!write_report(&report, &destination, error))
        return CB_EXIT_NOT_WRITTEN;
    return meets_thresholds(&options, evaluation) ? CB_EXIT_OK : CB_EXIT_NONE;
}
