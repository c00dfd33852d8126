/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a case is no hit. */
#ifndef CB_SEARCH_EXPLAIN_REMOVAL_H
#define CB_SEARCH_EXPLAIN_REMOVAL_H

#include "plan.h"
#include <casebank/explain.h>

G_BEGIN_DECLS

/**
 * CbSuspect: a case that is no hit.
 * @index: not refreshed meanwhile.
 * @docid, @item: the case.
 * @request: what was asked; its text as it was searched for.
 * @plan: of the search.
 */
typedef struct {
    CbIndex *index;
    guint docid;
    const CbCase *item;
    const CbRequest *request;
    const CbPlan *plan;
} CbSuspect;

/**
 * cb_explain_removal:
 * @removed_by: CbRemoval*, appended to: first what the query asks for, then the request's filters,
 *   last the words that it lacks.
 *
 * Reads the query anew and tries each of its conditions on the case. Errors: those of
 * cb_error_from_xapian().
 */
gboolean cb_explain_removal(const CbSuspect *suspect, GPtrArray *removed_by, GError **error);

void cb_removal_free(CbRemoval *removal);

G_END_DECLS

#endif
