/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decides where the listed compounds are divided. */
#ifndef CB_LEXICON_LISTED_SPLIT_H
#define CB_LEXICON_LISTED_SPLIT_H

#include "word_table.h"

G_BEGIN_DECLS

/** Fills the split of every listed word; after cb_parts_decide(). */
void cb_split_listed_words(const CbWordTable *table);

G_END_DECLS

#endif
