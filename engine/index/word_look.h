/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a word is shown, and how: as it is spelt, and divided where a later part begins. */
#ifndef CB_INDEX_WORD_LOOK_H
#define CB_INDEX_WORD_LOOK_H

#include "vocabulary_write.h"

G_BEGIN_DECLS

/** Sets @shown and @tails; does nothing when nothing was seen since it did it last that could
 * change them. */
void cb_word_look_prepare(CbSeenWord *word, CbAnalyzer *analyzer);

/** What prepare() goes by, but for the spelling. */
guint cb_word_looks(const CbWordSeen *seen);

G_END_DECLS

#endif
