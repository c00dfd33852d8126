/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a dry run shows. */
#ifndef CB_INDEXER_REPORT_PLAN_H
#define CB_INDEXER_REPORT_PLAN_H

#include "report_private.h"

G_BEGIN_DECLS

/** Appends the plan, CbPlanGroup*: a heading a group, and its files below it. Sorts the groups.
 * @n_unchanged: files with which there is nothing to do. @all: list those, too. */
void cb_plan_tell(GPtrArray *plan, guint n_unchanged, gboolean all, GString *out);

G_END_DECLS

#endif
