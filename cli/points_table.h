/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the points of a case came about, as a table. */
#ifndef CB_CLI_POINTS_TABLE_H
#define CB_CLI_POINTS_TABLE_H

#include "layout.h"

#include <casebank/explain.h>

G_BEGIN_DECLS

/** A row a word, then the best passage, how much of the query is covered, and the sum. Nothing for
 * a query without words, or a case without any of them. */
void cb_points_table(CbLayout *layout, const CbExplanation *explanation);

G_END_DECLS

#endif
