/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a text capture of a web page (what a person gets by copying a page as text) into blocks. */
#ifndef CB_INDEXER_CAPTURE_H
#define CB_INDEXER_CAPTURE_H

#include "../page.h"

G_BEGIN_DECLS

/**
 * cb_capture_parse:
 * @text: UTF-8 without NUL; @length in bytes.
 *
 * Headings are told from paragraphs by their shape (short, alone, no full stop), navigation lines
 * ("Gå til hovedindhold", "Log ind") are dropped or kept as breadcrumb, `Something.pdf` and `PDF:
 * Something` lines become links.
 *
 * Never fails: text without any structure is one paragraph a line block.
 */
CbPage *cb_capture_parse(const char *text, gsize length);

G_END_DECLS

#endif
