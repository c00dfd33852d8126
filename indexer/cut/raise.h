/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Listings without headings: entries that begin with a link. */
#ifndef CB_INDEXER_RAISE_H
#define CB_INDEXER_RAISE_H

#include "parts.h"

G_BEGIN_DECLS

/**
 * cb_parts_raise_links:
 *
 * A copy of @parts in which each link to another page that has text of its own below or beside it
 * is a heading over that text: "<li><a>X Kommune: Mentorer</a> Siden 2019 har ...</li>". Where
 * nothing but links and their texts make up a listing, this shows its entries; on other pages it
 * would show sections that are none, so the caller must weigh what comes out.
 *
 * Returns: (transfer full) (nullable): NULL when there are less than two such links.
 */
CbParts *cb_parts_raise_links(const CbParts *parts);

G_END_DECLS

#endif
