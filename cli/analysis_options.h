/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The switches for how words are understood, the same for every command that reads a query. */
#ifndef CB_CLI_ANALYSIS_OPTIONS_H
#define CB_CLI_ANALYSIS_OPTIONS_H

#include "frontend/options.h"

#include <casebank/search.h>

G_BEGIN_DECLS

/**
 * CbAnalysisOptions:
 * @exact, @rank: for commands that search.
 * @rank: (nullable): char *: settings of the ranking, "name=value".
 * @ranking: what they give; a request borrows it.
 */
typedef struct {
    const char *thesaurus;
    gboolean no_thesaurus, no_compounds, no_exceptions, exact;
    GPtrArray *rank;
    CbRankOptions ranking;
} CbAnalysisOptions;

/** The entries for a table of CbOption. */
#define CB_ANALYSIS_OPTIONS(options)                                                               \
    {"ordliste", "thesaurus", 0, CB_OPTION_TEXT, &(options)->thesaurus, 0, 0},                     \
        {"uden-ordliste", "no-thesaurus", 0, CB_OPTION_FLAG, &(options)->no_thesaurus, 0, 0},      \
        {"hele-ord", "no-compounds", 0, CB_OPTION_FLAG, &(options)->no_compounds, 0, 0},           \
    {                                                                                              \
        "uden-undtagelser", "no-exceptions", 0, CB_OPTION_FLAG, &(options)->no_exceptions, 0, 0    \
    }
#define CB_EXACT_OPTION(options)                                                                   \
    {                                                                                              \
        "ordret", "exact", 0, CB_OPTION_FLAG, &(options)->exact, 0, 0                              \
    }
/** The array must be there. */
#define CB_RANK_OPTION(options)                                                                    \
    {                                                                                              \
        "rank", "rang", 0, CB_OPTION_TEXTS, (options)->rank, 0, 0                                  \
    }

/**
 * cb_analysis_thesaurus:
 * @analyzer: that reads the queries.
 *
 * The named thesaurus, else the shipped one; NULL without an error when it is switched off.
 *
 * Errors: CB_ERROR_USAGE when the named one is missing or damaged (the message has the line), or
 * when a thesaurus is both named and switched off; CB_ERROR_IO, CB_ERROR_BAD_FILE when it is the
 * shipped one: a search without it would be worse, and nobody would know.
 */
CbThesaurus *cb_analysis_thesaurus(const CbAnalysisOptions *options, CbAnalyzer *analyzer,
                                   GError **error);

/**
 * cb_analysis_request:
 * @thesaurus: (out) (transfer full): what request->thesaurus borrows; maybe NULL.
 *
 * Sets the request's switches for a search in @index. Errors: those of cb_analysis_thesaurus();
 * CB_ERROR_USAGE for --no-exceptions on an index that was made with them, and for a setting of the
 * ranking that does not exist.
 */
gboolean cb_analysis_request(CbAnalysisOptions *options, CbIndex *index, CbRequest *request,
                             CbThesaurus **thesaurus, GError **error);

G_END_DECLS

#endif
