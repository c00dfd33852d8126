/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stem of a Danish word. */
#ifndef CB_DANISH_STEM_H
#define CB_DANISH_STEM_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct CbStemmer CbStemmer;

/** Not thread safe: one per thread. */
CbStemmer *cb_stemmer_new(void);
void cb_stemmer_free(CbStemmer *stemmer);

/**
 * cb_stemmer_stem:
 * @word: normalised (cb_normalize_word()), real letters.
 *
 * Snowball's Danish algorithm (snowballstem.org/algorithms/danish). Words with a digit in them are
 * left alone: "gf2" is a name.
 *
 * Returns: the stem; valid until the next call.
 */
const char *cb_stemmer_stem(CbStemmer *stemmer, const char *word);

G_END_DECLS

#endif
