/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes people's names, telephones and addresses out of the text of a page. */
#ifndef CB_INDEXER_CONTACT_H
#define CB_INDEXER_CONTACT_H

#include "parts.h"

G_BEGIN_DECLS

/** Gives contact boxes, invitations to write or ring, and the lines that go with an address the
 * role CB_PART_CONTACT, and moves sentences that hold an address from a part's text to its contact.
 * See the essay in contact.c. */
void cb_contact_mark(CbParts *parts);

/** Adds the contact of parts [@start, @end) to @lines, one a line, none twice; what is beyond
 * some 8,000 bytes is left out. */
void cb_contact_collect(const CbParts *parts, guint start, guint end, GString *lines);

G_END_DECLS

#endif
