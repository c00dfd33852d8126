/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The breadcrumb: the path of headings that a site puts a page under. */
#ifndef CB_EXTRACT_HTML_CRUMBS_H
#define CB_EXTRACT_HTML_CRUMBS_H

#include "profile.h"

G_BEGIN_DECLS

/** Fills in @page->breadcrumb with what the site's profile found: the element around the entries,
 * or the entries one by one. As below, without "Forside" and the page itself. */
void cb_html_take_breadcrumb(const CbTree *tree, const CbProfileFinds *finds, CbPage *page);

/** Fills in @page->breadcrumb from the first breadcrumb that has any entry left when "Forside" and
 * the page itself are taken out. @page->title is used to tell the latter. Does nothing when there
 * are entries already.
 */
void cb_html_read_breadcrumb(const CbTree *tree, CbPage *page);

G_END_DECLS

#endif
