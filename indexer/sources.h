/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sources of a run: their files, and what became of each. */
#ifndef CB_INDEXER_SOURCES_H
#define CB_INDEXER_SOURCES_H

#include "cut/attach.h"
#include "report.h"
#include "scan.h"
#include "site.h"

G_BEGIN_DECLS

/**
 * CbSourcesOptions:
 * @roots: NULL-terminated: "MAPPE" or "NAVN=MAPPE", folders or single files.
 * @base_urls: (nullable): NULL-terminated: "NAVN=URL", or "URL" for every source that has none of
 *   its own.
 * @ignore_robots: no robots.txt counts.
 */
typedef struct {
    const char *const *roots;
    const char *const *base_urls;
    gboolean ignore_robots;
} CbSourcesOptions;

/**
 * CbSource: one folder (or file) given by the user.
 * @name: as given, else of several its folder's own, numbered when another has it; "" when it is
 * the only one and has none.
 * @root: the folder or file.
 * @prefix: "" when @name is, else @name and '/': stands before every path.
 * @files: CbFoundFile*, paths with the prefix. A file of cases has the name alone for its path.
 * @pdfs: those of @files that are PDFs and are not left out; empty before cb_sources_sift().
 * @site: what the source is on the web.
 * @missing: it cannot be read, or there is nothing in it, as in the place of a disk that is not
 *   there tonight: what the index has from it (the path @name, and every path that begins with
 *   @prefix) is to be kept.
 * @unread: char*, paths with the prefix: files and folders that are there and could not be looked
 *   at; what the index has from them, or below, is to be kept.
 */
typedef struct {
    char *name;
    char *root;
    char *prefix;
    GPtrArray *files;
    CbFileSet *pdfs;
    CbSite *site;
    gboolean missing;
    GPtrArray *unread;
} CbSource;

typedef struct {
    GPtrArray *sources;  /* CbSource* */
    GHashTable *by_path; /* path -> CbFoundFile* (borrowed) */
    GHashTable *claimed; /* real paths of files that cb_sources_claim() gave out */
} CbSources;

/**
 * cb_sources_list:
 *
 * Walks every source: names, sizes and times, and no more than is needed to know what kind of
 * source it is. One that cannot be read, or is empty, is a problem, and is there as missing. A name
 * that is no name, or is used twice, and a base URL that is none, or for no source, is an error
 * (CB_ERROR_USAGE); and so it is when no source gives a file.
 */
CbSources *cb_sources_list(const CbSourcesOptions *options, CbReport *report, GError **error);

/**
 * cb_sources_sift:
 *
 * Decides which files are left out, and learns what is known of the files' addresses; see
 * cb_site_sift(). To be called once, before anything is read, when something is to be done: a run
 * that finds every file and every source's stamp as they were needs none of it.
 */
void cb_sources_sift(CbSources *sources, CbReport *report);

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

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbSources, cb_sources_free)

G_END_DECLS

#endif
