/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of a check share. */
#ifndef CB_INDEX_CHECK_PRIVATE_H
#define CB_INDEX_CHECK_PRIVATE_H

#include "index_private.h"
#include <casebank/check.h>

G_BEGIN_DECLS

/** Faults are counted by kind, so that ten thousand of one do not hide one of another. */
typedef enum {
    CB_FAULT_CURRENT,
    CB_FAULT_FILES,
    CB_FAULT_STRUCTURE,
    CB_FAULT_OPENING,
    CB_FAULT_CASES,
    CB_FAULT_PASSAGES,
    CB_FAULT_COUNTS,
    CB_FAULT_FACETS,
    CB_FAULT_WORDS,
    CB_FAULT_LEDGER,
    CB_FAULT_BEFORE,
    CB_N_FAULT_KINDS
} CbFaultKind;

#define CB_FAULTS_TOLD 10u /* of a kind */

typedef struct {
    const char *dir;
    const CbCheckOptions *options;
    CbCheckReport *report;
    char *folder;          /* of the current generation */
    gboolean before_whole; /* there is something to go back to */
    guint n_faults[CB_N_FAULT_KINDS];
} CbCheck;

/** Notes a fault. @path: below the index folder. */
void cb_check_fault(CbCheck *check, CbFaultKind kind, const char *path, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

void cb_check_progress(const CbCheck *check, const char *step, guint64 done, guint64 total);

/** Reads all files of a generation against its MANIFEST. @kind: of the faults. Returns: whether it
 * is whole. */
gboolean cb_check_files(CbCheck *check, guint generation, CbFaultKind kind);

/** The structure of the two databases. FALSE: do not open them. */
gboolean cb_check_structure(CbCheck *check);

/** Cases, passages, facets and counts. @ids: all cases' ids are added, copies. */
void cb_check_cases(CbCheck *check, CbIndex *index, GHashTable *ids);

/** Words and titles, and the record of files. */
void cb_check_words(CbCheck *check, CbIndex *index, GHashTable *ids);
void cb_check_ledger(CbCheck *check, CbIndex *index, GHashTable *ids);

G_END_DECLS

#endif
