/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a text capture of a page (cut/capture.h) from its bytes. */
#ifndef CB_EXTRACT_CAPTURE_READ_H
#define CB_EXTRACT_CAPTURE_READ_H

#include "../page.h"

G_BEGIN_DECLS

/**
 * cb_capture_decode:
 * @data: the file's bytes: UTF-8, UTF-16 with its mark, or Windows-1252.
 * @reason: (out) (transfer full): why there is no page, a clause in Danish without capital and full
 * stop; untouched on success.
 *
 * Returns: (transfer full) (nullable): NULL for what is not text or gives more than
 * CB_MAX_PAGE_BLOCKS blocks. An empty file is a page without blocks.
 */
CbPage *cb_capture_decode(const guint8 *data, gsize length, char **reason);

/** The same for what is in a file, which is not read when it is over CB_MAX_HTML_BYTES. @fd: stays
 * the caller's; its file offset is neither used nor moved. */
CbPage *cb_capture_read(int fd, char **reason);

G_END_DECLS

#endif
