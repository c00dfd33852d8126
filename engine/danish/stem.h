/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stem of a Danish word: the key under which its inflections meet. */
#ifndef CB_DANISH_STEM_H
#define CB_DANISH_STEM_H

#include "compound.h"

G_BEGIN_DECLS

typedef struct CbStemmer CbStemmer;

/** Where a stem comes from. */
typedef enum {
    CB_STEM_NONE,      /* left as it is: it has digits in it */
    CB_STEM_EXCEPTION, /* the lexicon knows it */
    CB_STEM_SNOWBALL,  /* Snowball's algorithm */
} CbStemRule;

/**
 * cb_stemmer_new:
 * @lexicon: (nullable): what knows the exceptions; the stemmer holds a reference. NULL: Snowball
 * alone.
 *
 * Not thread safe: one per thread.
 */
CbStemmer *cb_stemmer_new(CbLexicon *lexicon);
void cb_stemmer_free(CbStemmer *stemmer);

/**
 * cb_stemmer_append:
 * @word: normalised (cb_normalize_word()), real letters.
 * @length: in bytes.
 * @split: (nullable): how the word is divided; NULL or of 0 parts when it is no compound.
 * @out: gets the stem appended, folded (cb_fold_append()).
 *
 * The stem of a compound is its leading parts as they stand and the stem of its head. The stem of
 * any other word is what the lexicon says; else that of Snowball's Danish algorithm
 * (snowballstem.org/algorithms/danish). Words with a digit in them are left alone: "gf2" is a name.
 *
 * Returns: the rule that gave the stem (of the head).
 */
CbStemRule cb_stemmer_append(CbStemmer *stemmer, const char *word, gsize length,
                             const CbSplit *split, GString *out);

/** Snowball's stem alone, real letters; valid until the next call of any function of @stemmer. */
const char *cb_stemmer_snowball(CbStemmer *stemmer, const char *word, gsize length);

G_END_DECLS

#endif
