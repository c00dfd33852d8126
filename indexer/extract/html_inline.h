/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text and the links of a part of the page, as one run. */
#ifndef CB_EXTRACT_HTML_INLINE_H
#define CB_EXTRACT_HTML_INLINE_H

#include "html_tree.h"

G_BEGIN_DECLS

/** Appends the text of @node's subtree, without what is dropped in it; blocks and line breaks in it
 * are set apart by a space. */
void cb_inline_append(const CbTree *tree, guint32 node, GString *out);

/** The same as a string of its own. (transfer full) */
char *cb_inline_text(const CbTree *tree, guint32 node);

/** The text of the block that @node stands in; NULL when that is too long for a line. (transfer
 * full) */
char *cb_inline_line(const CbTree *tree, guint32 node);

/**
 * cb_inline_href:
 *
 * Returns: (transfer full) (nullable): where the <a> @node leads, without white space around, a
 * relative one joined with @base (the page's <base>, or NULL); NULL when it leads nowhere that
 * could be a page or file: no href, within the page, mailto:, tel:, javascript:, sharing.
 */
char *cb_inline_href(const CbTree *tree, guint32 node, const char *base);

/** The text of the <a> @node; of a link without text, or with a whole page of it, its picture's or
 * its own label; or "". (transfer full) */
char *cb_inline_link_text(const CbTree *tree, guint32 node);

/** The href of the page's <base>, or NULL. Borrowed. */
const char *cb_inline_base(const CbTree *tree);

G_END_DECLS

#endif
