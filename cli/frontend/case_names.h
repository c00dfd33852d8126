/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cases a source file is of, by name: what is lost, or poorer, when it cannot be read. */
#ifndef CB_FRONTEND_CASE_NAMES_H
#define CB_FRONTEND_CASE_NAMES_H

#include <casebank/index.h>

G_BEGIN_DECLS

typedef struct {
    char *id;
    char *title; /* "" when the case is not in the index */
} CbCaseName;

/** The names that were looked up before. */
typedef struct CbCaseNames CbCaseNames;

/** @index must outlive the names. */
CbCaseNames *cb_case_names_new(CbIndex *index);
void cb_case_names_free(CbCaseNames *names);

/** Returns: (transfer container): the cases of @record, CbCaseName*, each once; the names are
 * borrowed from @names. */
GPtrArray *cb_case_names_of(CbCaseNames *names, const CbFileRecord *record);

/** Whether a file with a record of this state is all in the index. */
gboolean cb_file_is_well(const CbFileRecord *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbCaseNames, cb_case_names_free)

G_END_DECLS

#endif
