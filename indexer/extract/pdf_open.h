/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens a PDF. */
#ifndef CB_EXTRACT_PDF_OPEN_H
#define CB_EXTRACT_PDF_OPEN_H

#include "protocol.h"
#include <poppler.h>

G_BEGIN_DECLS

/**
 * cb_pdf_open:
 * @fd: an open regular file; stays the caller's, and its file offset is neither used nor moved.
 * @document: (out) (transfer full): set for CB_EXTRACT_OK alone.
 * @reason: (out) (transfer full): why not, as for cb_pdf_read().
 *
 * Returns: CB_EXTRACT_OK, CB_EXTRACT_ENCRYPTED or CB_EXTRACT_DAMAGED.
 */
CbExtractState cb_pdf_open(int fd, PopplerDocument **document, char **reason);

G_END_DECLS

#endif
