/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads an HTML page into blocks (page.h): only what a reader of the page would call its content.
 * Keeps no global state; several threads may parse at once. */
#ifndef CB_EXTRACT_HTML_READ_H
#define CB_EXTRACT_HTML_READ_H

#include "../page.h"
#include "../page_rules.h"

G_BEGIN_DECLS

/**
 * cb_html_parse:
 * @data: the file's bytes, in any encoding; @length may be 0.
 * @reason: (out) (transfer full): why there is no page, a clause in Danish without capital and full
 * stop ("filen er tom"); untouched on success.
 *
 * Takes time and memory in proportion to @length, whatever the bytes are; markup nested beyond
 * reason loses its structure but not its text. A page whose markup holds no text is a page without
 * blocks.
 *
 * Returns: (transfer full) (nullable): NULL for an empty file, one over CB_MAX_HTML_BYTES, one that
 * is not text, and one with more than CB_MAX_PAGE_BLOCKS blocks.
 */
CbPage *cb_html_parse(const guint8 *data, gsize length, char **reason);

/**
 * cb_html_parse_by:
 * @rules: (nullable): of the page's site. What they do not find is found as by cb_html_parse().
 *
 * The same. An expression that costs too much is a reason, too.
 */
CbPage *cb_html_parse_by(const guint8 *data, gsize length, const CbPageRules *rules, char **reason);

/**
 * cb_html_read:
 * @fd: an open file; stays the caller's, and its file offset is neither used nor moved.
 *
 * Like cb_html_parse_by() for what is in the file. A directory or device gives a reason too.
 */
CbPage *cb_html_read(int fd, const CbPageRules *rules, char **reason);

G_END_DECLS

#endif
