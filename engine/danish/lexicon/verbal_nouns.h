/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nouns that can be made from every verb of a kind, whether the dictionary lists them or not. */
#ifndef CB_LEXICON_VERBAL_NOUNS_H
#define CB_LEXICON_VERBAL_NOUNS_H

#include "word_table.h"

G_BEGIN_DECLS

/** redigere, but not bære: a foreign verb with a noun in -ering. */
gboolean cb_is_ere_verb(const CbWord *lemma);

/** Adds the noun in -ering of each verb in -ere that has none (formatere: formatering), and sorts
 * @table. */
void cb_add_verbal_nouns(CbWordTable *table);

G_END_DECLS

#endif
