/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What HTTrack writes about a mirror: its list of files, and the comment in every page. */
#ifndef CB_INDEXER_MIRROR_HTTRACK_H
#define CB_INDEXER_MIRROR_HTTRACK_H

#include <glib.h>

G_BEGIN_DECLS

/** What is read of a list: entries, and bytes of a line. */
#define CB_MAX_HTTRACK_ENTRIES 500000u
#define CB_MAX_HTTRACK_LINE_BYTES 16384u

/**
 * cb_httrack_read_list:
 * @file: hts-cache/new.txt.
 * @folders: the names of the hosts' folders: HTTrack writes paths as seen from where it ran.
 *
 * Returns: (transfer full): path below the mirror's folder -> address; empty when the file cannot
 * be read.
 */
GHashTable *cb_httrack_read_list(const char *file, const char *const *folders);

/**
 * cb_httrack_comment:
 * @text: the start of a page.
 * @scheme: "http" or "https": the comment has none.
 *
 * Returns: (transfer full) (nullable): the address in "<!-- Mirrored from HOST/PATH by HTTrack".
 */
char *cb_httrack_comment(const char *text, const char *scheme);

G_END_DECLS

#endif
