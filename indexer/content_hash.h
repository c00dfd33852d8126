/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The name of a file's content. */
#ifndef CB_INDEXER_CONTENT_HASH_H
#define CB_INDEXER_CONTENT_HASH_H

#include <glib.h>

G_BEGIN_DECLS

/** What the record of a file keeps of it: 128 bits, in letters. */
#define CB_CONTENT_HASH_LETTERS 32

/**
 * cb_content_hash:
 * @fd: an open file; stays the caller's, and its file offset is neither used nor moved.
 * @stop: (nullable): looked at now and then (g_atomic_int_get()); not 0 gives up.
 *
 * Returns: (transfer full) (nullable): SHA-256 of the content, 64 lower-case hexadecimal digits;
 * NULL when the file cannot be read, or at @stop.
 */
char *cb_content_hash(int fd, const gint *stop);

G_END_DECLS

#endif
