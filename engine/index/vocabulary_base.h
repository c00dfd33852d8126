/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The vocabulary that an update starts from: the file `vocabulary` of the generation before, which
 * has what is shown, and beside it `words`, which has what was seen of all words, those that are
 * not shown too. Without the latter an update could not tell that a capitalised word was somebody's
 * name in the cases that it does not read.
 *
 * `words`, with numbers in the byte order of the machine that wrote it:
 *
 *     header       CbWordsHeader
 *     records      one a word, in order of the folded form:
 *                  bytes that its form has in common with the one before (1 byte), how many follow
 *                  (1 byte), those; the same for its stem, in common with its form; CbEvidence,
 *                  plus CB_WORD_SHOWN when it is in `vocabulary` (1 byte); how many of the first
 *                  cases write it small, and in capitals (4 bits each); in how many cases it
 *                  stands (LEB128)
 *
 * Stop words and numbers are left out.
 */
#ifndef CB_INDEX_VOCABULARY_BASE_H
#define CB_INDEX_VOCABULARY_BASE_H

#include "vocabulary.h"

G_BEGIN_DECLS

#define CB_WORDS_FILE_NAME "words"
#define CB_WORD_SHOWN (1u << 7)

/** What was seen of a word. */
typedef struct {
    guint32 n_cases;
    guint8 evidence;            /* CbEvidence */
    guint8 n_small, n_capitals; /* of the first cases, those that write it so; at most 15 */
} CbWordSeen;

typedef struct {
    const char *form, *stem;
    CbWordSeen seen;
    guint32 shown; /* its number in `vocabulary`, or G_MAXUINT32 */
} CbBaseWord;

typedef struct {
    CbVocabulary *vocabulary;
    CbBaseWord *words; /* in order of the form */
    guint n_words;
    char *strings;
    guint64 *tails; /* of each word of @vocabulary: a bit for each byte where a later part begins */
} CbVocabularyBase;

/** Reads both files of a generation. Errors: CB_ERROR_INDEX_DAMAGED, CB_ERROR_IO. */
CbVocabularyBase *cb_vocabulary_base_open(const char *folder, GError **error);
void cb_vocabulary_base_free(CbVocabularyBase *base);

/** (nullable): the word with this form. */
const CbBaseWord *cb_vocabulary_base_find(const CbVocabularyBase *base, const char *form);

/** Makes a file `words`: give it the words in order. */
typedef struct CbWordsOutput CbWordsOutput;

CbWordsOutput *cb_words_output_new(void);
void cb_words_output_free(CbWordsOutput *output);
void cb_words_output_add(CbWordsOutput *output, const char *form, const char *stem,
                         const CbWordSeen *seen, gboolean shown);
/** Errors: CB_ERROR_IO. */
gboolean cb_words_output_write(CbWordsOutput *output, const char *folder, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbVocabularyBase, cb_vocabulary_base_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbWordsOutput, cb_words_output_free)

G_END_DECLS

#endif
