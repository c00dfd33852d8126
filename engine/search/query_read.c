/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query_read.h"
#include "build.h"
#include "index_private.h"
#include <casebank/error.h>

gboolean cb_stem_exists(CbIndex *index, const char *stem)
{
    CbBuild build = {.index = index};
    gboolean exists =
        cb_term_exists(&build, CB_TERM_STEM, stem) || cb_term_exists(&build, CB_TERM_PART, stem);
    if (build.error == NULL)
        return exists;
    xapc_error_free(build.error); /* the search itself meets it, too, and tells */
    return TRUE;
}

static gboolean has_stem(const char *stem, gpointer index)
{
    return cb_stem_exists(index, stem);
}

CbQuery *cb_query_read(CbIndex *index, const CbRequest *request, GError **error)
{
    CbAnalyzer *analyzer = cb_index_analyzer(index);
    if (request->thesaurus != NULL && !cb_thesaurus_fits(request->thesaurus, analyzer)) {
        g_set_error_literal(error, CB_ERROR, CB_ERROR_BUSY,
                            "indekset blev udskiftet med et, der er lavet med en anden "
                            "sprogbehandling; prøv igen");
        return NULL;
    }
    const CbQueryReading reading = {.thesaurus = request->thesaurus,
                                    .no_compounds = request->no_compounds,
                                    .exact = request->exact,
                                    .has_stem = has_stem,
                                    .data = index};
    CbQuery *query = cb_query_parse(request->text);
    cb_query_analyze_as(query, analyzer, &reading);
    return query;
}
