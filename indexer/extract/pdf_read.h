/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reads a PDF: its text page by page in reading order, its page labels, title, date and outline, as
 * frames of the extraction protocol.
 */
#ifndef CB_EXTRACT_PDF_READ_H
#define CB_EXTRACT_PDF_READ_H

#include "protocol.h"

G_BEGIN_DECLS

/**
 * CbFrameSink:
 * @payload: the packed record that @type prescribes (protocol.h); the caller's, valid during the
 * call.
 *
 * Returns: FALSE to have no more frames; the reader then stops at once.
 */
typedef gboolean (*CbFrameSink)(CbFrameType type, const GByteArray *payload, gpointer data);

/**
 * cb_pdf_read:
 * @fd: an open regular file; stays the caller's, and its file offset is neither used nor moved.
 * @max_pages: pages after this one are not read; the page count that is told is the PDF's own. 0
 * for CB_MAX_PDF_PAGES, which is also the most.
 * @max_page_bytes: the text of a page is cut, after a whole word, to this many bytes of UTF-8. 0
 * for CB_MAX_PAGE_TEXT_BYTES, which is also the most.
 * @sink: takes one CB_FRAME_PDF_INFO, then one CB_FRAME_PDF_PAGE for each page in order, each as
 * soon as it is read. CB_FRAME_END is left to the caller.
 * @reason: (out) (transfer full): why the state is another than OK, in Danish, as a clause without
 * capital and full stop ("filen er tom"); NULL for OK.
 *
 * A file of up to 256 MiB is first read into memory, a larger one from the descriptor in pieces (no
 * mapping), so that one that shrinks meanwhile does no harm.
 *
 * With the states CB_EXTRACT_ENCRYPTED and CB_EXTRACT_DAMAGED @sink was not called at all; with
 * CB_EXTRACT_NO_TEXT it got every page, empty or nearly so. A PDF has text when one of its pages
 * has: 40 letters and figures, or fewer when no pictures cover half of the page. So a poster of
 * three words has text, and a scanned letter with a stamp or page numbers has not. A page that
 * cannot be read is an empty page. When @sink said stop, the state is that of the pages so far.
 *
 * Threads: poppler keeps global state; one call at a time in a process.
 */
CbExtractState cb_pdf_read(int fd, guint max_pages, gsize max_page_bytes, CbFrameSink sink,
                           gpointer data, char **reason);

G_END_DECLS

#endif
