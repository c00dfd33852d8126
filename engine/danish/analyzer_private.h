/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the analyzer share: the terms of a word, and where they are kept. */
#ifndef CB_DANISH_ANALYZER_PRIVATE_H
#define CB_DANISH_ANALYZER_PRIVATE_H

#include "compound.h"
#include "normalize.h"
#include "stem.h"
#include <casebank/analyzer.h>

G_BEGIN_DECLS

/** One term of a word: the word itself, or one or several of its parts. See #CbToken. */
typedef struct {
    const char *form, *stem;
    guint start, length; /* bytes of the word as it is written */
    guint first_part, n_parts;
    gboolean stop;
} CbTerm;

/** Terms and their strings, all given up at once. */
typedef struct {
    GArray *terms; /* CbTerm */
    GStringChunk *strings;
} CbTermStore;

void cb_term_store_init(CbTermStore *store);
void cb_term_store_empty(CbTermStore *store);
void cb_term_store_clear(CbTermStore *store);

/** The terms of one word in their store: the word first, then its parts; none when nothing is left
 * of the word. Valid until the store is emptied. */
typedef struct {
    const CbTermStore *store;
    guint first, n;
} CbWordTerms;

static inline const CbTerm *cb_term(const CbWordTerms *terms, guint i)
{
    return &g_array_index(terms->store->terms, CbTerm, terms->first + i);
}

/** A remembered word; @hash 0: an empty slot. */
typedef struct {
    guint hash;
    guint raw_length;
    const char *raw;
    CbWordTerms terms;
} CbCachedWord;

struct CbAnalyzer {
    CbLexicon *lexicon; /* or NULL */
    gboolean compounds;
    CbStemmer *stemmer;
    char *fingerprint;
    GString *word, *form, *stem, *joined; /* for work on one word */
    CbCachedWord *cache;
    guint n_cached;
    CbTermStore cached;  /* what the cache points to */
    CbTermStore passing; /* the last word that is too long to be remembered */
    CbTermStore joining; /* the last word that was joined, and what it was joined from */
};

/** The terms of the word at @raw, remembered or worked out. They stay valid until the next call. */
CbWordTerms cb_analyzer_word(CbAnalyzer *analyzer, const char *raw, gsize length);

/** Works out the terms of the word at @raw and adds them to @store. */
CbWordTerms cb_word_terms(CbAnalyzer *analyzer, const char *raw, gsize length, CbTermStore *store);

/** The word with the letters that "ae", "oe" and "aa" may stand for, if it makes sense only so:
 * haandbog -> håndbog. Changes @word and returns TRUE. */
gboolean cb_restore_letters(const CbLexicon *lexicon, GString *word);

/** One code point and its length in bytes; a byte that is no UTF-8 counts as a break. */
gunichar cb_decode(const char *p, const char *end, gsize *length);

/** The end of the word that begins at @p. */
const char *cb_word_end(const char *p, const char *end);

/** Finds what hyphens join and complete, word after word (joined.c). */
typedef struct {
    CbAnalyzer *analyzer;
    const char *text;
    gsize size;
    gsize chain_end;          /* of the hyphenated word that has been joined */
    gsize last_end;           /* of the word before */
    gsize anchor;             /* where the compound stands that a fragment may lean on */
    guint n_cuts;             /* its parts; 0: there is none */
    gsize cuts[CB_MAX_PARTS]; /* where they begin, in the text */
    CbWordTerms joined;       /* of the last joined word of two; none for others */
    gsize joined_at;          /* where it begins in the text, */
    gsize hyphen_at;          /* its hyphen, in bytes of the joined word, */
    gsize hyphen_length;      /* and that in bytes of the text */
} CbJoiner;

/**
 * cb_joiner_next:
 * @terms: of the word at @start.
 * @token: gets the joined form, if there is one.
 *
 * To be called for every word in turn. Returns: TRUE when a joined form begins with this word, or
 * completes it.
 */
gboolean cb_joiner_next(CbJoiner *joiner, gsize start, gsize length, const CbWordTerms *terms,
                        CbToken *token);

/** After a joined form: its term @i, from 1, as a token, when it is a part that stands on both
 * sides of the hyphen: onboarding in "on-boardingprogram". FALSE when it is not, or there is no
 * such term. */
gboolean cb_joiner_part(const CbJoiner *joiner, guint i, CbToken *token);

G_END_DECLS

#endif
