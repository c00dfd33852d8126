/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes of a page, of whatever kind it is. */
#ifndef CB_EXTRACT_PAGE_FILE_H
#define CB_EXTRACT_PAGE_FILE_H

#include <glib.h>

G_BEGIN_DECLS

/**
 * cb_page_file_read:
 * @fd: an open file; stays the caller's, and its file offset is neither used nor moved.
 * @reason: (out) (transfer full): why there are no bytes, a clause in Danish without capital and
 * full stop; untouched on success.
 *
 * Returns: (transfer full) (nullable): the bytes and a NUL that @length does not count; NULL when
 * it is no regular file, cannot be read, or is over CB_MAX_HTML_BYTES. One that shrinks meanwhile
 * gives fewer bytes.
 */
guint8 *cb_page_file_read(int fd, gsize *length, char **reason);

/** Such a clause for a page of @length bytes. (transfer full) */
char *cb_page_file_too_large(gsize length);

G_END_DECLS

#endif
