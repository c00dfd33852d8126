/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a text tells about a word by how it is written there: an ordinary word, an abbreviation, or
 * perhaps somebody's name.
 */
#ifndef CB_INDEX_WORD_EVIDENCE_H
#define CB_INDEX_WORD_EVIDENCE_H

#include <glib.h>

G_BEGIN_DECLS

/** Bits; what several places tell is put together with "or". */
typedef enum {
    CB_EVIDENCE_ORDINARY = 1 << 0,     /* in small letters in running text */
    CB_EVIDENCE_ABBREVIATION = 1 << 1, /* in capitals among words that are not */
    CB_EVIDENCE_BEGINS = 1 << 2,       /* capitalised, and a sentence begins there */
    CB_EVIDENCE_NAMED = 1 << 3,        /* capitalised where no sentence begins, or before another
                                          capitalised word */
    CB_EVIDENCE_TITLE = 1 << 4,        /* in the title of a case */
    CB_EVIDENCE_PLACE = 1 << 5,        /* in the name of a municipality */
} CbEvidence;

/** How a word is written. */
typedef enum {
    CB_SPELLING_SMALL,       /* begins with a small letter, or a digit */
    CB_SPELLING_CAPITALISED, /* begins with a capital */
    CB_SPELLING_CAPITALS,    /* two letters or more, all capitals */
} CbSpelling;

/** The spelling of the word at @word; valid UTF-8, @length in bytes. */
CbSpelling cb_spelling_of(const char *word, gsize length);

/**
 * cb_word_evidence:
 * @text: NUL-terminated; the word stands in it.
 * @start, @length: where, in bytes.
 *
 * Returns: %CB_EVIDENCE_ORDINARY, _ABBREVIATION, _BEGINS or _NAMED, or 0 when the place tells
 * nothing.
 */
guint cb_word_evidence(const char *text, gsize start, gsize length);

/**
 * cb_evidence_allows:
 * @evidence: CbEvidence of all places together.
 * @form: folded form of the word.
 * @n_cases: how many cases have it.
 * @is_compound: it is divided into parts that are all known.
 *
 * Whether the word may be shown to people who have not typed it.
 */
gboolean cb_evidence_allows(guint evidence, const char *form, guint n_cases, gboolean is_compound);

G_END_DECLS

#endif
