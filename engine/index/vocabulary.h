/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading the vocabulary of a generation: its words by the beginning of the word or of a later part
 * of it, and the titles of its cases by their words. Names of people are not in it (word_evidence.h
 * says how far that goes), and nothing of the contact blocks.
 *
 * All functions are thread safe once cb_vocabulary_check() has said yes.
 */
#ifndef CB_INDEX_VOCABULARY_H
#define CB_INDEX_VOCABULARY_H

#include "vocabulary_format.h"

G_BEGIN_DECLS

typedef struct CbVocabulary CbVocabulary;

/**
 * cb_vocabulary_open:
 *
 * Maps the file and checks its header and length: some 20 microseconds, whatever its size. Before
 * anything is read from it, cb_vocabulary_check() must have been asked.
 *
 * Errors: CB_ERROR_INDEX_DAMAGED when the file is not there, cut short or something else;
 * CB_ERROR_IO when it cannot be read.
 *
 * Returns: (transfer full): free with cb_vocabulary_free().
 */
CbVocabulary *cb_vocabulary_open(const char *path, GError **error);
void cb_vocabulary_free(CbVocabulary *vocabulary);

/**
 * cb_vocabulary_check:
 *
 * Reads the whole file and checks it against its checksum, and every place it points to: one to two
 * milliseconds for 100,000 words, the first time; nothing after that.
 *
 * Errors: CB_ERROR_INDEX_DAMAGED. Ask no further then.
 */
gboolean cb_vocabulary_check(CbVocabulary *vocabulary, GError **error);

/** How many cases the index had. */
guint cb_vocabulary_n_cases(const CbVocabulary *vocabulary);
guint cb_vocabulary_n_words(const CbVocabulary *vocabulary);

/** Folded form of word number @i. */
const char *cb_vocabulary_form(const CbVocabulary *vocabulary, guint i);
/** (transfer full): the word as people write it; valid UTF-8. */
char *cb_vocabulary_shown(const CbVocabulary *vocabulary, guint i);

/** (transfer full): a form spelt otherwise; @how: any CbShown but explicit. */
char *cb_vocabulary_spell(const char *form, guint how);

/** The word that stands for all inflections of this one: @i or another one of its stem. */
guint cb_vocabulary_head(const CbVocabulary *vocabulary, guint i);
/** How many cases have a word of this one's stem. */
guint cb_vocabulary_cases(const CbVocabulary *vocabulary, guint i);
/** How many cases have this form; of a head as above. */
guint cb_vocabulary_form_cases(const CbVocabulary *vocabulary, guint i);
/** One a word; see cb_vocabulary_signature(). */
const guint32 *cb_vocabulary_signatures(const CbVocabulary *vocabulary);

/** A run of words, tails or postings: [from, to). */
typedef struct {
    guint from, to;
} CbRange;

/** The words that begin with @prefix (folded). */
CbRange cb_vocabulary_prefix(const CbVocabulary *vocabulary, const char *prefix);
/** The word with this folded form. FALSE when there is none. */
gboolean cb_vocabulary_find(const CbVocabulary *vocabulary, const char *form, guint *i);

/** The later parts of compounds that begin with @prefix; each part goes on to the word's end. */
CbRange cb_vocabulary_tail_prefix(const CbVocabulary *vocabulary, const char *prefix);
/** The word of tail number @tail. */
guint cb_vocabulary_tail(const CbVocabulary *vocabulary, guint tail);
/** Whether a later part of a word is exactly @form. */
gboolean cb_vocabulary_has_tail(const CbVocabulary *vocabulary, const char *form);

guint cb_vocabulary_n_titles(const CbVocabulary *vocabulary);
const char *cb_vocabulary_title(const CbVocabulary *vocabulary, guint title);
const char *cb_vocabulary_title_case(const CbVocabulary *vocabulary, guint title);
/** Where the words of a range stand in titles. */
CbRange cb_vocabulary_postings(const CbVocabulary *vocabulary, CbRange words);
/** The title of posting number @posting. */
guint cb_vocabulary_posting_title(const CbVocabulary *vocabulary, guint posting);

/* --- As it lies in the file, for carrying it over into another ---------------------------------
 */

/** A word's strings: form, spelling and what belongs to them; @length with the last NUL. */
const char *cb_vocabulary_word_bytes(const CbVocabulary *vocabulary, guint i, gsize *length);
guint cb_vocabulary_n_tails(const CbVocabulary *vocabulary);
/** See cb_tail_word(), cb_tail_offset(). */
guint32 cb_vocabulary_packed_tail(const CbVocabulary *vocabulary, guint tail);
guint cb_vocabulary_n_postings(const CbVocabulary *vocabulary);
guint cb_vocabulary_posting_word(const CbVocabulary *vocabulary, guint posting);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbVocabulary, cb_vocabulary_free)

G_END_DECLS

#endif
