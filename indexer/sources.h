/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sources of a run: their files, and what became of each. */
#ifndef CB_INDEXER_SOURCES_H
#define CB_INDEXER_SOURCES_H

#include "cut/attach.h"
#include "report.h"
#include "scan.h"

G_BEGIN_DECLS

/**
 * CbSource: one folder (or file) given by the user.
 * @root: as given.
 * @prefix: "" when it is the only one, else its name and '/': stands before every path.
 * @files: CbFoundFile*, paths with the prefix.
 * @pdfs: those of @files that are PDFs.
 * @missing: it cannot be read, or there is nothing in it, as in the place of a disk that is not
 *   there tonight: what the index has from it (every path that begins with @prefix) is to be kept.
 * @unread: char*, paths with the prefix: files and folders that are there and could not be looked
 *   at; what the index has from them, or below, is to be kept.
 */
typedef struct {
    char *root;
    char *prefix;
    GPtrArray *files;
    CbFileSet *pdfs;
    gboolean missing;
    GPtrArray *unread;
} CbSource;

typedef struct {
    GPtrArray *sources;  /* CbSource* */
    GHashTable *by_path; /* path -> CbFoundFile* (borrowed) */
    GHashTable *records; /* path -> CbFileRecord* */
    GHashTable *claimed; /* real paths of files that cb_sources_claim() gave out */
} CbSources;

/**
 * cb_sources_scan:
 *
 * Scans every root. One that cannot be read, or is empty, is a problem, and is there as missing;
 * when none gives a file it is an error (CB_ERROR_USAGE).
 */
CbSources *cb_sources_scan(const char *const *roots, CbReport *report, GError **error);
void cb_sources_free(CbSources *sources);

/**
 * cb_sources_claim:
 * @beside: a file of @source.
 * @path: relative to the folder of @beside, "/" between its names; must not lead out of it.
 *
 * A PDF that a file of cases names: from then on it is a file of the source, and belongs to a case.
 *
 * Returns: (nullable): its path as people see it, the key of @by_path; NULL when there is no such
 * file.
 */
const char *cb_sources_claim(CbSources *sources, CbSource *source, const CbFoundFile *beside,
                             const char *path);

/** Whether a file, by its path as people see it, was given out so, perhaps under another path. */
gboolean cb_sources_is_claimed(const CbSources *sources, const char *path);

/** The record of a file; made as "ok" the first time. */
CbFileRecord *cb_sources_record(CbSources *sources, const char *path);

/** Records that a file is not "ok", without telling it as a problem. */
void cb_sources_note(CbSources *sources, const char *path, const char *state, const char *reason);

/** Records a failure and tells it. @state: "failed" or an attachment state's name. */
void cb_sources_fail(CbSources *sources, CbReport *report, const char *path, const char *state,
                     const char *reason);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbSources, cb_sources_free)

G_END_DECLS

#endif
