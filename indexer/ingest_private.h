/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run under way; for ingest.c, and ingest_write.c which writes its cases. */
#ifndef CB_INDEXER_INGEST_PRIVATE_H
#define CB_INDEXER_INGEST_PRIVATE_H

#include "gather.h"
#include "ingest.h"
#include "settings.h"
#include "write_cases.h"

G_BEGIN_DECLS

typedef struct {
    const CbIngestOptions *options;
    CbRunSummary *summary;
    CbReading reading; /* the report, the stop flag, and the pool once there is one */
    CbSources *sources;
    CbSettings *settings;
    CbWriter *writer;
    CbIndex *index;         /* the one that is there, or NULL */
    CbLedger *ledger;       /* of it */
    CbExtractor *extractor; /* for pages inside lines */
    CbPlan *plan;
    CbRecords *records;
    CbKnownText *known;
    CbDocuments *documents;
    CbCaseWriting *writing;
    CbCaseSpool *spool; /* of the text of pages; NULL before there is an index folder */
    CbGathered gathered;
    GHashTable *line_ids; /* of the file that is being read: its cases */
    gboolean update;      /* the index is gone on from, and not built anew */
    gboolean everything;  /* all pages are cut again */
    char *ocr_told;       /* which pages were recognised, or NULL */
} CbIngest;

/** How the run reads pages. Borrows from @ingest. */
CbPageReading cb_ingest_page_reading(const CbIngest *ingest);

/**
 * cb_ingest_write_cases:
 *
 * Cuts pages, reads PDFs and files of cases, and brings the cases that the writer has up to what
 * the sources say. CbRunSummary.stopped is set when it was asked to end before that was done; what
 * was written until then is whole.
 *
 * Errors: those of cb_gather_cases(), cb_read_line_files() and cb_case_writing_take().
 */
gboolean cb_ingest_write_cases(CbIngest *ingest, GError **error);

G_END_DECLS

#endif
