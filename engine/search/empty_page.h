/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a page is empty, told to the person who asked: never an empty page without a reason. */
#ifndef CB_SEARCH_EMPTY_PAGE_H
#define CB_SEARCH_EMPTY_PAGE_H

#include "query.h"
#include <casebank/search.h>

G_BEGIN_DECLS

/** Whether something was written that holds no word: "?!", an emoji. Nothing can be searched for
 * then, and every case would be a strange answer. */
gboolean cb_is_unreadable(const CbQuery *query, const CbRequest *request);

/** Adds a note to the query that no case was a hit for. */
void cb_note_empty_page(CbIndex *index, CbQuery *query, const CbRequest *request);

G_END_DECLS

#endif
