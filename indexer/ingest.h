/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole run: sources in, a new generation of the index out. */
#ifndef CB_INDEXER_INGEST_H
#define CB_INDEXER_INGEST_H

#include "recognizer.h"

G_BEGIN_DECLS

/**
 * CbIngestOptions:
 * @index_dir: the index folder, made when it does not exist.
 * @sources: NULL-terminated: folders or single files.
 * @base_url: the address that a source's top folder has on the web, or NULL.
 * @municipalities: (nullable): a file with names to add to the shipped list.
 * @extractor: path of casebank-extract.
 * @writer: how long to wait for another indexer, and what the analysis leaves out.
 * @file_deadline_ms: longest time for one file, and for one page of it to be recognised.
 * @no_sandbox: read files without shutting casebank-extract off from the machine.
 * @ocr: which pages are recognised; its @cache_dir is set here, to a folder in @index_dir.
 */
typedef struct {
    const char *index_dir;
    const char *const *sources;
    const char *base_url;
    const char *municipalities;
    const char *extractor;
    CbWriterOptions writer;
    guint file_deadline_ms;
    gboolean no_sandbox;
    CbOcrOptions ocr;
} CbIngestOptions;

/**
 * cb_ingest:
 * @status: (out): what is in the new index; free with cb_status_free().
 *
 * Reads all sources, cuts pages into cases, joins the same case from several pages, ties PDFs to
 * cases, and publishes. A file that cannot be read is reported, recorded in the index, and costs
 * nothing else.
 *
 * Returns: FALSE when no index was published: nothing to index, an extractor that is broken or
 * cannot be shut off from the machine (CB_ERROR_SANDBOX), an index folder that cannot be written, a
 * bad list of municipalities. The old index is then as it was.
 */
gboolean cb_ingest(const CbIngestOptions *options, CbReport *report, CbStatus **status,
                   GError **error);

G_END_DECLS

#endif
