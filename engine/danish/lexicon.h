/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking words up in the mapped lexicon; used by compound.c and stem.c. Everything here is thread
 * safe. */
#ifndef CB_DANISH_LEXICON_H
#define CB_DANISH_LEXICON_H

#include "lexicon_format.h"
#include <casebank/lexicon.h>

G_BEGIN_DECLS

/** What is known about a normalised word, real letters; 0 = nothing. */
CbLexiconEntry cb_lexicon_find(const CbLexicon *lexicon, const char *word, gsize length);

/** The same, also for the genitive of a known word (which leads nothing). */
CbLexiconEntry cb_lexicon_find_genitive(const CbLexicon *lexicon, const char *word, gsize length);

/** For looking up all beginnings of a string: cb_lexicon_hash_add() letter by letter to a hash that
 * begins with cb_lexicon_start(), and ask at each. */
guint64 cb_lexicon_start(const CbLexicon *lexicon);
CbLexiconEntry cb_lexicon_find_hash(const CbLexicon *lexicon, guint64 hash);

/** The key of the entry's stem, folded; NULL when the stem is as the algorithm says. Valid while
 * the lexicon is. */
const char *cb_lexicon_key(const CbLexicon *lexicon, CbLexiconEntry entry);

G_END_DECLS

#endif
