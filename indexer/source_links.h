/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the links of a page's cases lead: to files of its source, and on the web. */
#ifndef CB_INDEXER_SOURCE_LINKS_H
#define CB_INDEXER_SOURCE_LINKS_H

#include "sources.h"

G_BEGIN_DECLS

/**
 * cb_source_tie_attachment:
 * @page: the file that @item was cut from.
 * @attachment: of @item, as the cutter left it: its @url is the link as written in the page, or
 * NULL.
 *
 * Finds the PDF and sets @source, @state and @reason; @url becomes an absolute address, or NULL
 * when none is known. A PDF that is there but left out is missing, with the reason for that.
 */
void cb_source_tie_attachment(const CbSources *sources, CbSource *source, const CbFoundFile *page,
                              const CbCase *item, CbAttachment *attachment);

/**
 * cb_source_tie_target:
 * @item: a case as the cutter left it. Nothing happens to one that is no teaser.
 *
 * In a mirror, makes the page that a teaser leads to (see cb_cut_page()) the file it is, and its
 * address the one it has on the web.
 */
void cb_source_tie_target(const CbSources *sources, CbSource *source, const CbFoundFile *page,
                          CbCase *item);

G_END_DECLS

#endif
