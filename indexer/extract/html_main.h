/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where in the page its content is. */
#ifndef CB_EXTRACT_HTML_MAIN_H
#define CB_EXTRACT_HTML_MAIN_H

#include "html_tree.h"

G_BEGIN_DECLS

/** The element that holds the content; the root when there is no telling. The tree must have been
 * through cb_html_mark_chrome(). @rule: (out): how it was found, in Danish; static. */
guint32 cb_html_find_main(const CbTree *tree, const char **rule);

G_END_DECLS

#endif
