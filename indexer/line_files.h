/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From files with a case a line to cases, one at a time. */
#ifndef CB_INDEXER_LINE_FILES_H
#define CB_INDEXER_LINE_FILES_H

#include "cut/municipality.h"
#include "extractor.h"
#include "sources.h"

G_BEGIN_DECLS

/** Takes a case. FALSE with an error ends the run. */
typedef gboolean (*CbLineCaseFunc)(CbCase *item, gpointer data, GError **error);

/**
 * CbLineReading:
 * @ids: ids that are taken, as keys with g_free(); those that are read are added.
 * @take: gets each case as soon as it is read.
 *
 * All is borrowed.
 */
typedef struct {
    CbSources *sources;
    CbExtractor *extractor;
    const CbMunicipalities *municipalities;
    CbReport *report;
    GHashTable *ids;
    CbLineCaseFunc take;
    gpointer data;
} CbLineReading;

/**
 * cb_read_line_files:
 *
 * Reads every .tsv and .jsonl among the sources; no more than one line is in memory. A line that
 * cannot be used is told and costs nothing else; the file's record is then "partial", or "failed"
 * when it gave no case. Attachments are tied to the PDFs beside the file, as in cb_read_pages().
 *
 * Errors: those of @take; CB_ERROR_WORKER.
 */
gboolean cb_read_line_files(const CbLineReading *reading, GError **error);

G_END_DECLS

#endif
