/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report of a whole run as a file: for people (HTML) and for programs (JSON). */
#ifndef CB_INDEXER_REPORT_FILE_H
#define CB_INDEXER_REPORT_FILE_H

#include "report_run.h"

G_BEGIN_DECLS

/**
 * cb_report_write:
 * @path: ends in ".html" or ".json".
 *
 * Writes how the run went: the numbers, every file that is not well with its state, reason and the
 * cases that lack it, what else was wrong, how long each part took and the slowest files. The files
 * are those of the index as it is now. A report that was there is replaced in one step.
 *
 * Errors: CB_ERROR_IO.
 */
gboolean cb_report_write(CbReport *report, const CbRunEnd *end, const char *path, GError **error);

G_END_DECLS

#endif
