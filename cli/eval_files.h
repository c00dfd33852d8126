/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the queries and judgements that a search is measured by. */
#ifndef CB_CLI_EVAL_FILES_H
#define CB_CLI_EVAL_FILES_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    char *qid;
    char *text;
    GHashTable *grades; /* case id -> GINT_TO_POINTER(grade) */
} CbJudgedQuery;

/**
 * cb_judged_queries_read:
 * @queries: a file of "qid TAB query" lines.
 * @judgments: a file of "qid TAB case id TAB grade" lines, grades -1 to 3.
 *
 * Blank lines and those that begin with "#" are passed over; so are judgements of queries that
 * @queries does not have.
 *
 * Returns: (transfer full): CbJudgedQuery*, in the order of @queries, those without judgements too;
 * NULL with CB_ERROR_USAGE: a file cannot be read, or has bad lines; the first of them are named by
 * file and number.
 */
GPtrArray *cb_judged_queries_read(const char *queries, const char *judgments, GError **error);

G_END_DECLS

#endif
