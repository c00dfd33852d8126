/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of PDFs: filled into the attachments of cases, and as cases of their own where no page
 * names them. */
#ifndef CB_INDEXER_DOCUMENTS_H
#define CB_INDEXER_DOCUMENTS_H

#include "cut/municipality.h"
#include "recognizer.h"
#include "sources.h"

G_BEGIN_DECLS

typedef struct CbDocuments CbDocuments;

/** What is kept of PDFs when it is not known which cases will want them again, in bytes of text. */
#define CB_MAX_KEPT_TEXT_BYTES (16u * 1024 * 1024)

/**
 * cb_documents_new:
 * @recognizer: (nullable): NULL leaves scans unread.
 * @cases: (nullable): all the cases that will be filled; a PDF that several share is read once.
 * NULL when they are not known beforehand: then once as long as its text is among the last
 *   CB_MAX_KEPT_TEXT_BYTES.
 *
 * Everything is borrowed.
 */
CbDocuments *cb_documents_new(CbSources *sources, CbExtractor *extractor, CbRecognizer *recognizer,
                              const GPtrArray *cases, CbReport *report);
void cb_documents_free(CbDocuments *documents);

/** Reads the PDFs of a case into its attachments: pages, outline, type, state. What cannot be read
 * is reported and recorded, and is no error. Errors: CB_ERROR_WORKER. */
gboolean cb_documents_fill(CbDocuments *documents, CbCase *item, GError **error);

/** Lets go of the pages of a case that was written. */
void cb_documents_release(CbDocuments *documents, CbCase *item);

/** Cases of kind document for the PDFs that no page names; not filled yet. (transfer full) CbCase*.
 */
GPtrArray *cb_documents_unnamed(const CbSources *sources, const char *base_url);

/** After filling a case of kind document: its title, date and municipalities come from the PDF
 * itself. */
void cb_documents_describe(CbCase *item, const CbMunicipalities *municipalities);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbDocuments, cb_documents_free)

G_END_DECLS

#endif
