/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts what a site's rules found into the tree. */
#ifndef CB_EXTRACT_PROFILE_MARKS_H
#define CB_EXTRACT_PROFILE_MARKS_H

#include "profile.h"

G_BEGIN_DECLS

/** Sets the CB_MARKS_GIVEN of all nodes. To be called before cb_html_mark_chrome(). */
void cb_profile_mark(CbTree *tree, const CbProfileFinds *finds);

/** Sets the title and the date of @page when the rules found them. To be called after
 * cb_html_mark_chrome(), before the page's head is read. */
void cb_profile_read(const CbTree *tree, const CbProfileFinds *finds, CbPage *page);

/** Of @places, those that are not in another one of them; in order. (transfer full) guint32 */
GArray *cb_profile_outermost(const CbTree *tree, const GArray *places);

G_END_DECLS

#endif
