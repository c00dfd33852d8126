/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From switches to a thesaurus and a request. */
#include "analysis_options.h"

#include <casebank/error.h>

static CbThesaurus *load_named(const char *path, CbAnalyzer *analyzer, GError **error)
{
    g_autoptr(GError) failure = NULL;
    CbThesaurus *thesaurus = cb_thesaurus_load(path, analyzer, &failure);

    if (!thesaurus)
        g_set_error(error, CB_ERROR, CB_ERROR_USAGE, "--ordliste: %s", failure->message);
    return thesaurus;
}

static CbThesaurus *load_shipped(CbAnalyzer *analyzer, GError **error)
{
    g_autofree char *path = cb_thesaurus_default_path();
    g_autoptr(GError) failure = NULL;
    CbThesaurus *thesaurus = cb_thesaurus_load(path, analyzer, &failure);

    if (!thesaurus)
        g_set_error(error, CB_ERROR, failure->code,
                    "%s; installér Casebank igen, eller søg uden den med --uden-ordliste",
                    failure->message);
    return thesaurus;
}

CbThesaurus *cb_analysis_thesaurus(const CbAnalysisOptions *options, CbAnalyzer *analyzer,
                                   GError **error)
{
    if (options->thesaurus && options->no_thesaurus) {
        g_set_error_literal(error, CB_ERROR, CB_ERROR_USAGE,
                            "--ordliste og --uden-ordliste kan ikke bruges sammen");
        return NULL;
    }
    if (options->no_thesaurus)
        return NULL;
    return options->thesaurus ? load_named(options->thesaurus, analyzer, error)
                              : load_shipped(analyzer, error);
}

/** Whether @analyzer, that of an index, stems by exceptions. */
static gboolean has_exceptions(const CbAnalyzer *analyzer)
{
    CbAnalyzerOptions made_with = {.lexicon = NULL};

    cb_analyzer_options_from_fingerprint(&made_with, cb_analyzer_fingerprint(analyzer));
    return !made_with.no_exceptions;
}

/** Reads the settings of the ranking. */
static gboolean read_rank(CbAnalysisOptions *options, CbRequest *request, GError **error)
{
    options->ranking = cb_rank_defaults;
    for (guint i = 0; options->rank && i < options->rank->len; i++) {
        g_autoptr(GError) failure = NULL;
        if (!cb_rank_options_set(&options->ranking, g_ptr_array_index(options->rank, i),
                                 &failure)) {
            g_set_error(error, CB_ERROR, CB_ERROR_USAGE, "--rank: %s", failure->message);
            return FALSE;
        }
    }
    request->rank = &options->ranking;
    return TRUE;
}

gboolean cb_analysis_request(CbAnalysisOptions *options, CbIndex *index, CbRequest *request,
                             CbThesaurus **thesaurus, GError **error)
{
    CbAnalyzer *analyzer = cb_index_analyzer(index);
    GError *failure = NULL;

    *thesaurus = NULL;
    if (options->no_exceptions && has_exceptions(analyzer)) {
        g_set_error_literal(error, CB_ERROR, CB_ERROR_USAGE,
                            "--uden-undtagelser virker kun på et indeks, der er bygget sådan: "
                            "casebank-index --no-exceptions");
        return FALSE;
    }
    *thesaurus = cb_analysis_thesaurus(options, analyzer, &failure);
    if (failure) {
        g_propagate_error(error, failure);
        return FALSE;
    }
    request->thesaurus = *thesaurus;
    request->no_compounds = options->no_compounds;
    request->exact = options->exact;
    return read_rank(options, request, error);
}
