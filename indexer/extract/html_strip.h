/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a page whose markup is beyond parsing. */
#ifndef CB_EXTRACT_HTML_STRIP_H
#define CB_EXTRACT_HTML_STRIP_H

#include "../page.h"

G_BEGIN_DECLS

/**
 * cb_html_strip:
 * @html: UTF-8 without NUL.
 *
 * Drops the tags, knows headings, list items and paragraphs by them, and nothing of structure. In
 * time and memory proportional to @length.
 *
 * Returns: FALSE when there are more than CB_MAX_PAGE_BLOCKS blocks.
 */
gboolean cb_html_strip(const char *html, gsize length, CbPage *page);

G_END_DECLS

#endif
