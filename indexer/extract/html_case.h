/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The blocks of an element that the site's profile calls a case. */
#ifndef CB_EXTRACT_HTML_CASE_H
#define CB_EXTRACT_HTML_CASE_H

#include "../page.h"

G_BEGIN_DECLS

/** Lets the blocks of @page from @start on, at least one, begin with a heading: the first there is,
 * if no more than a line stands over it, else one made of the first sentence. A line that stood
 * over it ("Projekt 2023") comes after the first paragraph, which is the lead. */
void cb_html_put_heading_first(CbPage *page, guint start);

G_END_DECLS

#endif
