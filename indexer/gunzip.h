/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a file that may be packed by gzip. */
#ifndef CB_INDEXER_GUNZIP_H
#define CB_INDEXER_GUNZIP_H

#include <glib.h>

G_BEGIN_DECLS

/**
 * cb_gunzip_read:
 * @fd: open for reading at its start; stays the caller's.
 * @max_bytes: of what comes out; more is an error, before it is unpacked.
 *
 * The bytes of the file, unpacked when it begins as a gzip file does.
 *
 * Returns: (transfer full) (nullable): NULL with CB_ERROR_BAD_FILE; the message is the reason
 * alone.
 */
GByteArray *cb_gunzip_read(int fd, gsize max_bytes, GError **error);

G_END_DECLS

#endif
