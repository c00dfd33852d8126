/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From files with a case a line to cases, one at a time. */
#ifndef CB_INDEXER_LINE_FILES_H
#define CB_INDEXER_LINE_FILES_H

#include "cut/municipality.h"
#include "extractor.h"
#include "site_profile.h"
#include "sources.h"

G_BEGIN_DECLS

/** Takes a case. FALSE ends the reading; with an error, or without one after a stop. */
typedef gboolean (*CbLineCaseFunc)(CbCase *item, gpointer data, GError **error);

/**
 * CbLineFileFunc: told when a file is done.
 * @links: CbLinkRecord*: the PDFs that its lines name. The array is the callee's to keep.
 */
typedef void (*CbLineFileFunc)(const CbFoundFile *file, const char *state, const char *reason,
                               GPtrArray *links, gpointer data);

/**
 * CbLineReading:
 * @profile: (nullable): for the HTML of lines, by the address that the line gives.
 * @ids: ids that are taken, as keys with g_free(); those that are read are added.
 * @wanted: which files are to be read.
 * @take: gets each case as soon as it is read.
 * @done: told of each file that was read to its end.
 *
 * All is borrowed.
 */
typedef struct {
    CbSources *sources;
    CbExtractor *extractor;
    const CbMunicipalities *municipalities;
    const CbSiteProfile *profile;
    CbReport *report;
    GHashTable *ids;
    gboolean (*wanted)(const CbFoundFile *file, gpointer data);
    CbLineCaseFunc take;
    CbLineFileFunc done;
    gpointer data;
} CbLineReading;

/**
 * cb_read_line_files:
 *
 * Reads the wanted .tsv and .jsonl among the sources; no more than one line is in memory. A line
 * that cannot be used is told and costs nothing else; the file's state is then "partial", or
 * "failed" when it gave no case. Attachments are tied to the PDFs beside the file, as in
 * cb_read_pages().
 *
 * Errors: those of @take; CB_ERROR_WORKER, CB_ERROR_SANDBOX.
 */
gboolean cb_read_line_files(const CbLineReading *reading, GError **error);

G_END_DECLS

#endif
