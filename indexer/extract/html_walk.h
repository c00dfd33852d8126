/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Turns elements of a page into blocks. */
#ifndef CB_EXTRACT_HTML_WALK_H
#define CB_EXTRACT_HTML_WALK_H

#include "../page.h"
#include "html_tree.h"

G_BEGIN_DECLS

typedef struct CbWalk CbWalk;

/** @tree: marked by cb_html_mark_chrome(). Both must outlive the walk. */
CbWalk *cb_walk_new(const CbTree *tree, CbPage *page);
void cb_walk_free(CbWalk *walk);

/** Adds the blocks of @node, unless it is dropped. Stops early with one block more than
 * CB_MAX_PAGE_BLOCKS. */
void cb_walk_element(CbWalk *walk, guint32 node);

/** The same for what is in @node, which itself is taken for no more than its place. */
void cb_walk_content(CbWalk *walk, guint32 node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbWalk, cb_walk_free)

G_END_DECLS

#endif
