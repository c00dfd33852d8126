/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From what was seen of the words (vocabulary_builder.c) to the vocabulary files. */
#ifndef CB_INDEX_VOCABULARY_WRITE_H
#define CB_INDEX_VOCABULARY_WRITE_H

#include "vocabulary_base.h"
#include "vocabulary_builder.h"

G_BEGIN_DECLS

typedef struct {
    char *text;
    guint n_cases, last_case; /* cases are numbered as they are added or removed */
} CbSeenStem;

struct CbSeenWord {
    char *form;
    CbSeenStem *stem;
    const CbBaseWord *base; /* what the generation before has of it, or NULL */
    char *spelling;         /* as most cases write it */
    guint last_case;
    CbWordSeen seen;  /* of all places */
    guint8 votes;     /* for @spelling, those against it taken off */
    gboolean ignored; /* never shown: a stop word or a number */
    gboolean unspelt; /* it is not yet counted how the case that is read writes the word */
    gboolean respelt; /* @spelling is another one since it was prepared */

    /* What follows is made by writing, and kept for the next time. */
    gboolean prepared;
    guint looks;   /* what it was prepared for */
    char *shown;   /* NULL: it is not shown */
    guint64 tails; /* a bit for each byte of the form at which a later part begins */
    guint index;   /* its number in the file; G_MAXUINT: not in it */
};

/** A GDestroyNotify. */
void cb_seen_word_free(gpointer word);

/** Takes over how the word of the generation before is shown. */
void cb_seen_word_keep(CbSeenWord *word, const CbVocabularyBase *base);

typedef struct {
    CbSeenWord *word; /* NULL: its title was removed */
    guint32 title;
} CbTitleWord;

/** Titles in the order of their cases. */
typedef struct {
    GPtrArray *texts, *case_ids; /* char*; of a title that was removed NULL */
    GArray *words;               /* CbTitleWord */
    guint last;                  /* the title that was added last */
    GHashTable *numbers;         /* case id -> number + 1 */
    GHashTable *removed;         /* char*: cases of the generation before that are gone */
    GHashTable *replaced;        /* char*: those among them whose place was taken */
} CbVocabularyTitles;

void cb_vocabulary_titles_init(CbVocabularyTitles *titles);
void cb_vocabulary_titles_clear(CbVocabularyTitles *titles);
/** @in_place: of the title of the same case that was removed. */
void cb_vocabulary_titles_add(CbVocabularyTitles *titles, const char *text, const char *case_id,
                              gboolean in_place);
/** A word of the title that was added last. */
void cb_vocabulary_titles_add_word(CbVocabularyTitles *titles, CbSeenWord *word);
void cb_vocabulary_titles_remove(CbVocabularyTitles *titles, const char *case_id);

/** What is written. */
typedef struct {
    const CbVocabularyBase *base; /* of an update, or NULL */
    GHashTable *words;            /* form -> CbSeenWord* */
    GHashTable *stems;            /* stem -> CbSeenStem* */
    const CbVocabularyTitles *titles;
    guint n_cases;
    CbStemFrequency frequency;
    gpointer frequency_data;
} CbVocabularySource;

/** Writes the files `vocabulary` and `words` into the folder. Errors: CB_ERROR_IO. */
gboolean cb_vocabulary_write(const CbVocabularySource *source, CbAnalyzer *analyzer,
                             const char *folder, GError **error);

G_END_DECLS

#endif
