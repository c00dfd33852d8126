/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From what was seen of the words (vocabulary_builder.c) to the vocabulary file. */
#ifndef CB_INDEX_VOCABULARY_WRITE_H
#define CB_INDEX_VOCABULARY_WRITE_H

#include "vocabulary_builder.h"

G_BEGIN_DECLS

/** Cases are numbered from 1. */
typedef struct {
    guint n_cases, last_case;
} CbSeenStem;

struct CbSeenWord {
    char *form;
    CbSeenStem *stem;
    char *spelling; /* as most cases write it */
    guint votes;    /* for @spelling, those against it taken off */
    guint n_cases, last_case;
    guint n_small, n_capitals; /* cases that write it so where it first stands */
    guint evidence;            /* CbEvidence of all places */
    gboolean ignored;          /* never shown: a stop word or a number */
    gboolean unspelt;          /* it is not yet counted how the case that is read writes the word */
    guint index;               /* while writing: its number in the file */
    char *shown;
    CbSeenWord *head; /* while writing: the word that is shown for this one, too */
};

/** A GDestroyNotify. */
void cb_seen_word_free(gpointer word);

typedef struct {
    GPtrArray *texts, *case_ids; /* char* */
    GArray *words;               /* which title has which word */
} CbVocabularyTitles;

void cb_vocabulary_titles_init(CbVocabularyTitles *titles);
void cb_vocabulary_titles_clear(CbVocabularyTitles *titles);
void cb_vocabulary_titles_add(CbVocabularyTitles *titles, const char *text, const char *case_id);
/** A word of the title that was added last. */
void cb_vocabulary_titles_add_word(CbVocabularyTitles *titles, CbSeenWord *word);

/** @words: form -> CbSeenWord*. Errors: CB_ERROR_IO. */
gboolean cb_vocabulary_write(GHashTable *words, CbVocabularyTitles *titles, guint n_cases,
                             CbAnalyzer *analyzer, const char *path, GError **error);

G_END_DECLS

#endif
