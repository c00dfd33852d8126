/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a page is empty, or holds every case, told to the person who asked. */
#ifndef CB_SEARCH_PAGE_NOTE_H
#define CB_SEARCH_PAGE_NOTE_H

#include "query.h"
#include <casebank/search.h>

G_BEGIN_DECLS

/** Adds a note to the query when it has no words (all cases are shown then), or no case was a hit
 * for it. */
void cb_note_odd_page(CbIndex *index, CbQuery *query, const CbRequest *request, guint total);

G_END_DECLS

#endif
