/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An answer as tab-separated values, one line a hit. */
#ifndef CB_CLI_TSV_H
#define CB_CLI_TSV_H

#include <casebank/search.h>

G_BEGIN_DECLS

/**
 * cb_tsv_answer:
 * @header: begin with a line of column names.
 *
 * The columns: rank (from 1, over all pages), score, case_id, kind, title, municipalities
 * (separated by "; "), updated, url, source, origin and text of the best passage. A tab, a line
 * feed, a carriage return and a backslash in a value are written \t, \n, \r and \\, other control
 * characters \xNN; what is not known is empty.
 */
GString *cb_tsv_answer(const CbAnswer *answer, gboolean header);

/** Appends a value, written as above; nothing for NULL. */
void cb_tsv_append(GString *out, const char *value);

G_END_DECLS

#endif
