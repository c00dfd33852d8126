/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases that have a form, or forms with the same beginning, as a query. */
#ifndef CB_SEARCH_FORMS_QUERY_H
#define CB_SEARCH_FORMS_QUERY_H

#include "xapian_auto.h"
#include <casebank/index.h>

G_BEGIN_DECLS

/** How many stems a beginning may stand for. */
#define CB_MAX_PREFIX_STEMS 1000

/**
 * cb_form_query_new: cases where a word stands in exactly this form.
 * cb_prefix_query_new: cases with a word that begins with @start.
 * @stems: gets copies of the stems of these words, in the order of the words.
 * @cut: (out): there are more of them than CB_MAX_PREFIX_STEMS; those that most cases have are
 * used.
 *
 * They filter: their weight says nothing. The query must not outlive the index or its next refresh.
 *
 * Returns: (transfer full): NULL with @error.
 */
xapc_query *cb_form_query_new(CbIndex *index, const char *form, xapc_error **error);
xapc_query *cb_prefix_query_new(CbIndex *index, const char *start, GPtrArray *stems, gboolean *cut,
                                xapc_error **error);

G_END_DECLS

#endif
