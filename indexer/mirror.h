/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folders that a mirroring program (wget --mirror, HTTrack) made of web sites: which they are, and
 * which address each file had. */
#ifndef CB_INDEXER_MIRROR_H
#define CB_INDEXER_MIRROR_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct CbMirror CbMirror;

/**
 * CbMirrorHost:
 * @folder: its folder below the root, in the bytes of the file system; "" when the root is it.
 * @origin: "https://www.example.dk", without '/' at its end: what addresses begin with.
 * @is_known: it is what the site calls itself: its front page's canonical address says so, or who
 *   changed it. Else it is https and the folder's name, and what HTTrack says of a file goes
 * before.
 * @fetched_from: the host as its folder is named, "localhost:8000": what links may say that were
 *   left as they were.
 */
typedef struct {
    char *folder;
    char *origin;
    gboolean is_known;
    char *fetched_from;
} CbMirrorHost;

/**
 * cb_mirror_detect:
 * @root: a folder.
 *
 * HTTrack leaves hts-cache, hts-log.txt or its pictures in the folder above those of the hosts.
 * wget leaves folders with the names of hosts ("www.example.dk", "localhost:8000", on Windows
 * "localhost+8000") and no pages beside them. Either may be given by the folder of one host alone.
 *
 * Returns: (transfer full) (nullable): NULL when @root is no mirror.
 */
CbMirror *cb_mirror_detect(const char *root);
void cb_mirror_free(CbMirror *mirror);

/** The hosts, CbMirrorHost*, in the order of their names. At least one. */
GPtrArray *cb_mirror_hosts(CbMirror *mirror);

/** For who knows better what a site calls itself. A '/' at the end of @origin is left out. */
void cb_mirror_set_origin(CbMirrorHost *host, const char *origin);

/** HTTrack's list of what it saved from where, which decides addresses; NULL when there is none.
 * It is read when the first address is asked for. */
const char *cb_mirror_list(const CbMirror *mirror);

/**
 * cb_mirror_host:
 * @path: of a file below the root, in the bytes of the file system.
 * @below: (out): what follows the host's folder.
 *
 * Returns: (nullable): NULL for a file beside the hosts.
 */
const CbMirrorHost *cb_mirror_host(const CbMirror *mirror, const char *path, const char **below);

/**
 * cb_mirror_address:
 * @path: as in cb_mirror_host().
 * @file: where to read it. Of HTTrack's pages the comment in it is read when the list does not name
 *   them.
 *
 * Returns: (transfer full) (nullable): the address it was fetched from, as well as can be told;
 * NULL for a file beside the hosts.
 */
char *cb_mirror_address(CbMirror *mirror, const char *path, const char *file);

/** Whether the file is no page of the site, but a list of the program's own (HTTrack's front page)
 * or of a server ("Index of /filer"). Reads the start of files called index.html. */
gboolean cb_mirror_is_list(const CbMirror *mirror, const char *path, const char *file);

/**
 * cb_mirror_split:
 * @path: as in cb_mirror_host().
 * @added_ending: whether ".html" at the end may be the mirroring program's own, as behind a query
 *   ("vis?id=7.html") or another ending ("vis.php.html").
 * @page: (out) (transfer full): the path without its query.
 *
 * Returns: (transfer full) (nullable): the query that is part of the file's name, behind '?', or
 * behind '@' as on Windows.
 */
char *cb_mirror_split(const char *path, gboolean added_ending, char **page);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbMirror, cb_mirror_free)

G_END_DECLS

#endif
