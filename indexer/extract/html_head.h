/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a page says about itself. */
#ifndef CB_EXTRACT_HTML_HEAD_H
#define CB_EXTRACT_HTML_HEAD_H

#include "profile.h"

G_BEGIN_DECLS

/** Fills in all of @page but its blocks; a title and date that are there stay. @tree: marked by
 * cb_html_mark_chrome(). @finds: (nullable): of the site's profile. */
void cb_html_read_head(const CbTree *tree, const CbProfileFinds *finds, CbPage *page);

G_END_DECLS

#endif
