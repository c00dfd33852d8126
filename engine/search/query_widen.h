/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What may stand in a text in place of a query's words: what the thesaurus has for them, and two
 * words that follow each other written as one.
 *
 * Only plain words are widened. What is in quotes, after "=" or after a field is looked for as it
 * stands; the start of a word ("fast*") is no entry; and IKKE must not take away cases by words
 * that nobody wrote.
 */
#ifndef CB_SEARCH_QUERY_WIDEN_H
#define CB_SEARCH_QUERY_WIDEN_H

#include "query.h"

G_BEGIN_DECLS

/**
 * CbRunWord: a word among plain words that follow each other.
 * @word: borrowed from its leaf.
 * @stem: of the word as it is written: "social" where @word is socialassistent.
 * @start, @end: bytes of the run's text.
 * @hyphenated: one of several words that hyphens join, or a fragment that leans on another word.
 */
typedef struct {
    CbQueryWord *word;
    char *stem;
    gsize start, end;
    gboolean hyphenated;
} CbRunWord;

/** Plain words that follow each other in a query, with nothing but blanks between them. */
typedef struct {
    char *text;
    GArray *words; /* CbRunWord */
} CbQueryRun;

CbQueryRun *cb_query_run_new(char *text);
void cb_query_run_free(CbQueryRun *run);

/**
 * cb_query_widen:
 * @runs: CbQueryRun*: all of the query.
 *
 * Adds to the words, and fills query->expansions and query->related. The longest entry of the
 * thesaurus wins, and each of its words gets the synonyms: a case with "gf2" has both words of
 * "grundforløb 2". A compound gets what it is with a synonym in the place of one of its parts, if a
 * case has that: oplæringsdag, praktikdag. What the person wrote herself is not added to another
 * word, unless it is the same thing (weight 1).
 */
void cb_query_widen(CbQuery *query, GPtrArray *runs, CbAnalyzer *analyzer,
                    const CbQueryReading *reading);

G_END_DECLS

#endif
