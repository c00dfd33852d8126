/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a page says about itself. */
#ifndef CB_EXTRACT_HTML_HEAD_H
#define CB_EXTRACT_HTML_HEAD_H

#include "../page.h"
#include "html_tree.h"

G_BEGIN_DECLS

/** Fills in all of @page but its blocks. @tree: marked by cb_html_mark_chrome(). */
void cb_html_read_head(const CbTree *tree, CbPage *page);

G_END_DECLS

#endif
