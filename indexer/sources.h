/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sources of a run: their files, and what became of each. */
#ifndef CB_INDEXER_SOURCES_H
#define CB_INDEXER_SOURCES_H

#include "cut/attach.h"
#include "report.h"
#include "scan.h"

G_BEGIN_DECLS

/** One folder (or file) given by the user. */
typedef struct {
    char *root;   /* as given */
    char *prefix; /* "" when it is the only one, else its name and '/': stands before every path */
    GPtrArray *files; /* CbFoundFile*, paths with the prefix */
    CbFileSet *pdfs;
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
 * Scans every root. One that cannot be read is a problem; when none gives a file it is an error
 * (CB_ERROR_USAGE).
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
