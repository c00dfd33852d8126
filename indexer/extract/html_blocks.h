/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page's content as blocks. */
#ifndef CB_EXTRACT_HTML_BLOCKS_H
#define CB_EXTRACT_HTML_BLOCKS_H

#include "profile.h"

G_BEGIN_DECLS

/**
 * cb_html_read_blocks:
 * @tree: marked by cb_html_mark_chrome().
 * @finds: (nullable): of the site's profile.
 *
 * Adds @page's blocks.
 *
 * Returns: FALSE when there are more than CB_MAX_PAGE_BLOCKS.
 */
gboolean cb_html_read_blocks(const CbTree *tree, const CbProfileFinds *finds, CbPage *page);

G_END_DECLS

#endif
