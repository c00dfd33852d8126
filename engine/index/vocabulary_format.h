/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The vocabulary of a generation as it lies on disk: the words of its cases as they may be shown,
 * for completion and for "Mente du". docs/INDEX_FORMAT.md tells it in words.
 *
 *     header       CbVocabularyHeader, 64 bytes
 *     words        n_words times CbVocabularyEntry, sorted by folded form
 *     tails        n_tails times 4 bytes: a word and where in it a later part begins, sorted by the
 *                  form from there on
 *     titles       n_titles times CbVocabularyTitle
 *     postings     n_postings times CbVocabularyPosting, sorted: which title has which word
 *     strings      strings_size bytes of UTF-8, each string ended by NUL; first those of the words,
 *                  in their order: the form, a byte that says how it is spelt (CbShown), and where
 *                  that is CB_SHOWN_EXPLICIT the spelling
 *
 * Numbers are in the byte order of the machine that wrote the file; byte_order tells.
 */
#ifndef CB_INDEX_VOCABULARY_FORMAT_H
#define CB_INDEX_VOCABULARY_FORMAT_H

#include "checksum.h"

G_BEGIN_DECLS

#define CB_VOCABULARY_FILE_NAME "vocabulary"
#define CB_VOCABULARY_MAGIC "CBVOCAB"
#define CB_VOCABULARY_BYTE_ORDER 0x01020304u
#define CB_VOCABULARY_VERSION 1u

typedef struct {
    char magic[8]; /* with its NUL */
    guint32 byte_order;
    guint32 version;
    guint64 file_size;
    guint64 checksum; /* cb_vocabulary_checksum() */
    guint32 n_words, n_tails, n_titles, n_postings;
    guint32 strings_size;
    guint32 n_cases;  /* in the index: nothing can stand in more */
    guint64 reserved; /* 0 */
} CbVocabularyHeader;

G_STATIC_ASSERT(sizeof(CbVocabularyHeader) == 64);

/**
 * @head: how many words further on (or back) the word is that is shown for it and the other
 * inflections of the same word; 0: itself.
 * @cases: of a head, how many cases have the stem; of another word, how many have this form. More
 * are counted as G_MAXUINT16.
 */
typedef struct {
    gint16 head;
    guint16 cases;
} CbVocabularyEntry;

/** How a word is spelt, seen from its form. */
typedef enum {
    CB_SHOWN_PLAIN = 1,         /* as the form */
    CB_SHOWN_CAPITALISED = 2,   /* with a capital */
    CB_SHOWN_CAPITALS = 3,      /* in capitals */
    CB_SHOWN_RESTORED = 1 << 2, /* a bit more: with æ, ø, å for each ae, oe, aa */
    CB_SHOWN_EXPLICIT = 8,      /* otherwise: a string of its own */
} CbShown;

typedef struct {
    guint32 text, case_id; /* in the strings */
} CbVocabularyTitle;

typedef struct {
    guint32 word, title;
} CbVocabularyPosting;

/** A form has at most so many bytes: a tail says its place in six bits. */
#define CB_VOCABULARY_MAX_FORM 63u
#define CB_TAIL_OFFSET_BITS 6
#define CB_VOCABULARY_MAX_WORDS (1u << (32 - CB_TAIL_OFFSET_BITS))

static inline guint32 cb_tail_make(guint32 word, guint32 offset)
{
    return word << CB_TAIL_OFFSET_BITS | offset;
}

static inline guint32 cb_tail_word(guint32 tail)
{
    return tail >> CB_TAIL_OFFSET_BITS;
}

static inline guint32 cb_tail_offset(guint32 tail)
{
    return tail & ((1u << CB_TAIL_OFFSET_BITS) - 1);
}

/** One bit for each of a to z that is in the form, and above them its length. Two words that are
 * few edits apart have much the same signature: most pairs are told apart without reading them. */
#define CB_SIGNATURE_LETTERS 0x03FFFFFFu
#define CB_SIGNATURE_LENGTH_SHIFT 26

static inline guint32 cb_vocabulary_signature(const char *form, gsize length)
{
    guint32 letters = 0;
    for (gsize i = 0; i < length; i++)
        if (form[i] >= 'a' && form[i] <= 'z')
            letters |= 1u << (form[i] - 'a');
    return letters | (guint32)MIN(length, CB_VOCABULARY_MAX_FORM) << CB_SIGNATURE_LENGTH_SHIFT;
}

/** Of the @size bytes after the header, and of the header but for @checksum. */
static inline guint64 cb_vocabulary_checksum(const CbVocabularyHeader *header, const guint8 *bytes,
                                             gsize size)
{
    CbVocabularyHeader copy = *header;
    copy.checksum = cb_checksum_of(bytes, size);
    return cb_checksum_of(&copy, sizeof copy);
}

G_END_DECLS

#endif
