/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The ledger of a run as it grows: what is in the index at this moment, whether it was there before
 * or was written just now. It can be asked for a ledger at any time: for a checkpoint, or at the
 * end.
 */
#ifndef CB_INDEXER_RECORDS_H
#define CB_INDEXER_RECORDS_H

#include "extractor_job.h"
#include "plan.h"

G_BEGIN_DECLS

typedef struct CbRecords CbRecords;

/** @ledger: (nullable): of the index that the run began with. Both are borrowed. */
CbRecords *cb_records_new(const CbPlan *plan, const CbLedger *ledger);
void cb_records_free(CbRecords *records);

/* --- Files ----------------------------------------------------------------------------------- */

/** What the record of a file is after it was read, without its cases. (transfer full) */
CbFileRecord *cb_record_of_result(const CbExtractorResult *result, const CbPlannedFile *planned);

/** Replaces the record of a file. (transfer full) */
void cb_records_put_file(CbRecords *records, CbFileRecord *record);

/** The record of a file as it will be: the new one, else the old one. (nullable) */
const CbFileRecord *cb_records_file(const CbRecords *records, const char *path);

/** How many files have a new record. */
guint cb_records_n_new_files(const CbRecords *records);

/* --- Cases ----------------------------------------------------------------------------------- */

/** What a case in the index was made of; NULL when it is not in the index. */
const char *cb_records_fingerprint(const CbRecords *records, const char *id);
/** A case is in the index now. */
void cb_records_put_case(CbRecords *records, const char *id, const char *fingerprint);
/** It is no more. */
void cb_records_drop_case(CbRecords *records, const char *id);
guint cb_records_n_cases(const CbRecords *records);
/** (transfer container): the ids of all cases in the index. */
GPtrArray *cb_records_cases(const CbRecords *records);

/** The case is known anew, whether it is written or stays as it is: which files hang on it is what
 * @item's attachments say, and no longer what the ledger said. */
void cb_records_tie(CbRecords *records, const CbCase *item);

/* --- All ------------------------------------------------------------------------------------- */

/**
 * cb_records_ledger:
 * @common: (nullable): copied.
 *
 * Files that were not read yet have their old record, if they have one; no record names a case that
 * is not in the index. (transfer full)
 */
CbLedger *cb_records_ledger(const CbRecords *records, gboolean complete, const char *settings,
                            const GArray *common);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbRecords, cb_records_free)

G_END_DECLS

#endif
