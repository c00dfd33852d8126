/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dividing Danish compounds into their parts. */
#ifndef CB_DANISH_COMPOUND_H
#define CB_DANISH_COMPOUND_H

#include <casebank/lexicon.h>

G_BEGIN_DECLS

#define CB_MAX_PARTS 8

/**
 * CbPart: a part of a compound, in bytes of the normalised word. Parts follow each other without a
 * gap: [start, start + length) is the part itself, then come @link bytes of linking element
 * ("fuldtid" + "s").
 */
typedef struct {
    guint start, length, link;
} CbPart;

/**
 * CbSplit:
 * @n: number of parts; at least 2 for a compound, else 0.
 * @guessed: %TRUE when the first part is no word the lexicon knows ("xyloborg|uddannelse").
 */
typedef struct {
    guint n;
    gboolean guessed;
    CbPart parts[CB_MAX_PARTS];
} CbSplit;

/**
 * cb_compound_split:
 * @word: normalised (cb_normalize_word()), real letters.
 * @length: in bytes.
 *
 * Divides the word down to its smallest parts: "fuldtidspraktikvejledere" is
 * fuld|tids|praktik|vejledere. Words with digits, words above CB_COMPOUND_MAX_BYTES and compounds
 * of more than CB_MAX_PARTS parts are left whole. Thread safe; the time is bounded by the square of
 * the length.
 *
 * Returns: %TRUE when it is a compound.
 */
gboolean cb_compound_split(const CbLexicon *lexicon, const char *word, gsize length,
                           CbSplit *split);
#define CB_COMPOUND_MAX_BYTES 200

G_END_DECLS

#endif
