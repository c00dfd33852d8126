/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing cases: those that are not in the index as they are now, with checkpoints on the way. */
#ifndef CB_INDEXER_WRITE_CASES_H
#define CB_INDEXER_WRITE_CASES_H

#include "case_spool.h"
#include "documents.h"
#include "ingest.h"

G_BEGIN_DECLS

/** When what was written is published although the run goes on: after so many cases, bytes of text,
 * or seconds, whichever comes first. A checkpoint copies the index, so it must not come often; what
 * is lost without one is the work since the last. */
#define CB_CHECKPOINT_CASES 20000u
#define CB_CHECKPOINT_BYTES (256u * 1024 * 1024)
#define CB_CHECKPOINT_SECONDS 60u

typedef struct CbCaseWriting CbCaseWriting;

/**
 * CbCaseWritingOptions:
 * @spool: where the text of cases may be.
 * @settings: what the ledgers of checkpoints say of the run.
 * @summary: cases are counted in it.
 *
 * All is borrowed.
 */
typedef struct {
    CbReading reading;
    CbWriter *writer;
    CbRecords *records;
    CbDocuments *documents;
    CbCaseSpool *spool;
    const CbMunicipalities *municipalities;
    const char *settings;
    CbRunSummary *summary;
} CbCaseWritingOptions;

CbCaseWriting *cb_case_writing_new(const CbCaseWritingOptions *options);
void cb_case_writing_free(CbCaseWriting *writing);

/**
 * cb_case_writing_take:
 *
 * Writes a case when it is not in the index as it is, and takes the place of the one with its id.
 * Its attachments' texts are gone afterwards.
 *
 * Returns: FALSE with an error: those of cb_documents_fill(), cb_writer_add_case() and
 * cb_case_spool_check(); without one after a stop: then it was not written.
 */
gboolean cb_case_writing_take(CbCaseWriting *writing, CbCase *item, GError **error);

/** The same for all of @cases (CbCase*), whose PDFs are read ahead. They are freed, each as soon as
 * it is done; @cases is empty afterwards. */
gboolean cb_case_writing_take_all(CbCaseWriting *writing, GPtrArray *cases, GError **error);

/** Removes those of @former (ids as keys) that were not taken. */
gboolean cb_case_writing_remove_rest(CbCaseWriting *writing, GHashTable *former, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbCaseWriting, cb_case_writing_free)

G_END_DECLS

#endif
