/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The texts of PDFs, for the cases that they hang on: from the index where it has them, else read
 * ahead of the cases on all cores. */
#ifndef CB_INDEXER_DOCUMENTS_H
#define CB_INDEXER_DOCUMENTS_H

#include "cut/municipality.h"
#include "known_text.h"
#include "plan.h"
#include "reading.h"
#include "records.h"

G_BEGIN_DECLS

typedef struct CbDocuments CbDocuments;

/** Text of PDFs that may be wanted again when it is not known by whom, in bytes. */
#define CB_MAX_KEPT_TEXT_BYTES (16u * 1024 * 1024)

/** All is borrowed. What becomes of each file is put into @records. */
CbDocuments *cb_documents_new(const CbReading *reading, const CbPlan *plan, CbKnownText *known,
                              CbRecords *records);
void cb_documents_free(CbDocuments *documents);

/** Begins to read what the PDFs of @cases (CbCase*) say; they are to be filled in this order. */
void cb_documents_expect(CbDocuments *documents, const GPtrArray *cases);

/** How many files were asked for so, each once. */
guint cb_documents_n_expected(const CbDocuments *documents);

/**
 * cb_documents_fill:
 *
 * Reads the PDFs of a case into its attachments: pages, outline, type, state. What cannot be read
 * is told, recorded, and said by the attachment. A PDF that several cases share is read once, as
 * long as they were expected together; of others the last texts are kept.
 *
 * Returns: FALSE with an error: CB_ERROR_WORKER, CB_ERROR_SANDBOX; without one after a stop: then
 * the case is not whole.
 */
gboolean cb_documents_fill(CbDocuments *documents, CbCase *item, GError **error);

/** The case was written: its attachments, and what no other expected case needs, are dropped. */
void cb_documents_release(CbDocuments *documents, CbCase *item);

/** Whether a PDF is to be read again, whatever the fingerprint of its case says. */
gboolean cb_documents_reread(const CbDocuments *documents, const CbCase *item);

/** A case for a PDF that no page names; cb_documents_describe() completes it when it is filled.
 * (transfer full) */
CbCase *cb_document_case_new(const CbFoundFile *file, const char *url);

/** Title, date and municipalities of such a case, from the file itself. */
void cb_document_case_describe(CbCase *item, const CbMunicipalities *municipalities);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbDocuments, cb_documents_free)

G_END_DECLS

#endif
