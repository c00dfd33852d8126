/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole run: sources in, a new generation of the index out. */
#ifndef CB_INDEXER_INGEST_H
#define CB_INDEXER_INGEST_H

#include "recognizer.h"
#include "report.h"

G_BEGIN_DECLS

/**
 * CbIngestOptions:
 * @index_dir: the index folder, made when it does not exist.
 * @sources: NULL-terminated: folders or single files.
 * @base_urls: (nullable): NULL-terminated: the addresses that the sources' top folders have on the
 *   web, as in CbSourcesOptions.
 * @municipalities: (nullable): a file with names to add to the shipped list.
 * @extractor: path of casebank-extract.
 * @writer: how long to wait for another indexer, and what the analysis leaves out.
 * @file_deadline_ms: longest time for one file, and for one page of it to be recognised.
 * @no_sandbox: read files without shutting casebank-extract off from the machine.
 * @ocr: which pages are recognised; its @cache_dir is set here, to a folder in @index_dir.
 * @full: read everything again, whether it changed or not.
 * @dry_run: tell what would be done and why (cb_report_plan()), and do nothing.
 * @retry_failed: read again what could not be read before, though it has not changed.
 * @jobs: how many files are read at a time; 0: as many as there are processors.
 * @profile: (nullable): path of a site profile.
 * @ignore_robots: index what robots.txt and noindex marks ask to leave out.
 * @stop: (nullable): once it is not 0 (g_atomic_int_get()) the run ends cleanly: what was done is
 *   kept.
 */
typedef struct {
    const char *index_dir;
    const char *const *sources;
    const char *const *base_urls;
    const char *municipalities;
    const char *extractor;
    CbWriterOptions writer;
    guint file_deadline_ms;
    gboolean no_sandbox;
    CbOcrOptions ocr;
    gboolean full, dry_run, retry_failed;
    guint jobs;
    const char *profile;
    gboolean ignore_robots;
    const gint *stop;
} CbIngestOptions;

/** What a run did. Cases are those of the index, files those of the sources. */
typedef struct {
    guint cases_new, cases_changed, cases_gone, cases_kept;
    guint files_read, files_unchanged, files_moved, files_gone;
    gboolean nothing_to_do; /* the index is as it was */
    gboolean stopped;       /* by @stop: the rest is for the next run */
} CbRunSummary;

/**
 * cb_ingest:
 * @summary: (out): what was done.
 * @status: (out) (nullable): what is in the index now; free with cb_status_free(). NULL when there
 *   is none, after a dry run or a stop.
 *
 * Reads what has changed in the sources since the index was made, cuts pages into cases, joins the
 * same case from several pages, ties PDFs to cases, writes what is another than it was, and
 * publishes. A file that cannot be read is reported, recorded in the index, and costs nothing else.
 *
 * Returns: FALSE when no index was published: nothing to index, an extractor that is broken or
 * cannot be shut off from the machine (CB_ERROR_SANDBOX), an index folder that cannot be written, a
 * bad list of municipalities. The old index is then as it was.
 */
gboolean cb_ingest(const CbIngestOptions *options, CbReport *report, CbRunSummary *summary,
                   CbStatus **status, GError **error);

G_END_DECLS

#endif
