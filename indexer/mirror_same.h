/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether two files that a mirroring program saved are one page. */
#ifndef CB_INDEXER_MIRROR_SAME_H
#define CB_INDEXER_MIRROR_SAME_H

#include "scan.h"

G_BEGIN_DECLS

/**
 * cb_page_skeleton:
 * @name: the file's own name: a page's links to itself are no difference.
 *
 * What is the same in a page under all the addresses it was saved under: comments (HTTrack's names
 * the hour), scripts, <meta>, <link> and <input> (forms' secrets) are left out.
 *
 * Returns: (transfer full): bytes to compare, no HTML.
 */
GByteArray *cb_page_skeleton(const char *html, gsize length, const char *name);

/**
 * cb_file_likeness:
 *
 * Files of one type with the same likeness have the same content: a PDF byte for byte, a page by
 * its skeleton.
 *
 * Returns: (transfer full) (nullable): NULL when the file cannot be read or is too large to be a
 * page.
 */
char *cb_file_likeness(const CbFoundFile *file);

G_END_DECLS

#endif
