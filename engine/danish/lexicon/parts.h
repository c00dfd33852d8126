/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decides which words may be parts of compounds. */
#ifndef CB_LEXICON_PARTS_H
#define CB_LEXICON_PARTS_H

#include "word_table.h"

G_BEGIN_DECLS

/** A lemma that heads at least this many listed compounds may follow a first part that nobody has
 * heard of. */
#define CB_PRODUCTIVE_HEAD 15

/** A word that leads at least this many listed compounds is the likelier one of two. */
#define CB_FREQUENT_LEAD 20

/** Fills lead_base, loose_base, n_led, n_headed and the may_ fields of every word of the (sorted)
 * table. */
void cb_parts_decide(CbWordTable *table);

/** The dictionary has the lemma lead compounds with -s- and not without. */
gboolean cb_word_links_with_s(const CbWord *lemma);

/** The largest n_headed among the lemmas that @word is a form of at the end of a compound. */
guint cb_word_headed(const CbWord *word);

G_END_DECLS

#endif
