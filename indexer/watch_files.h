/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files outside the source folders that a run reads too. */
#ifndef CB_INDEXER_WATCH_FILES_H
#define CB_INDEXER_WATCH_FILES_H

#include "ingest.h"

G_BEGIN_DECLS

/**
 * cb_watch_roots:
 *
 * Returns: (transfer full): the folders and files of @sources ("NAVN=MAPPE"), NULL-terminated; NULL
 * with CB_ERROR_USAGE when one of them is written wrongly.
 */
char **cb_watch_roots(const char *const *sources, GError **error);

/**
 * cb_watch_files:
 * @roots: of the sources.
 *
 * Returns: (transfer full): the profile, the lists of municipalities, and the PDFs that files of
 * cases name, as far as the index tells; NULL-terminated. Whether they are there or not.
 */
char **cb_watch_files(const CbIngestOptions *options, const char *const *roots);

G_END_DECLS

#endif
