/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines of a file that could not be used: told as they come, and summed up for its record. */
#ifndef CB_INDEXER_BAD_LINES_H
#define CB_INDEXER_BAD_LINES_H

#include "report.h"

G_BEGIN_DECLS

/** So many are named one by one. A file with more is not what its ending says; of the others the
 * number is told, and where they begin and end. */
#define CB_MAX_BAD_LINES 1000u

typedef struct CbBadLines CbBadLines;

/** @path: of the file, as people see it. Both are borrowed. */
CbBadLines *cb_bad_lines_new(CbReport *report, const char *path);
void cb_bad_lines_free(CbBadLines *lines);

/** @number: from 1. @reason: a clause in Danish. */
void cb_bad_lines_add(CbBadLines *lines, guint64 number, const char *reason);

/** Tells how many were not named. Returns: (transfer full) (nullable): all of it as one text,
 * "linje 3: er ikke UTF-8; linje 9: ..."; NULL when there are none. */
char *cb_bad_lines_finish(CbBadLines *lines);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbBadLines, cb_bad_lines_free)

G_END_DECLS

#endif
