/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From letters as written to letters as compared: normalising a word, and folding it to a key. */
#ifndef CB_DANISH_NORMALIZE_H
#define CB_DANISH_NORMALIZE_H

#include <glib.h>

G_BEGIN_DECLS

/** What a code point means to the tokeniser. */
typedef enum {
    CB_CHAR_BREAK,     /* between words */
    CB_CHAR_WORD,      /* a letter, a digit, or a mark on one */
    CB_CHAR_INVISIBLE, /* soft hyphen, zero-width space and joiners: inside a word, but no part of
                          it */
    CB_CHAR_APOSTROPHE /* part of a word only between letters: KL's */
} CbCharClass;

CbCharClass cb_char_class(gunichar c);

/**
 * cb_normalize_word:
 * @raw: a word of valid UTF-8 as it stands in a text.
 * @out: emptied, then filled: NFKC, lower case, nothing but letters and digits, an ending after an
 * apostrophe dropped (KL's, PDF'en), cut at CB_MAX_WORD_CODE_POINTS. May come out empty.
 */
void cb_normalize_word(const char *raw, gsize length, GString *out);

/**
 * cb_normalize_offset:
 * @raw: a word as for cb_normalize_word().
 * @offset: a place between two letters of the normalised word, in bytes.
 *
 * Returns: the same place in @raw, in bytes: after everything that gives the letters before it (a
 * letter and its accent as two characters, say).
 */
gsize cb_normalize_offset(const char *raw, gsize length, gsize offset);

/** Appends the folded @text (@length bytes, normalised already) to @out: æ->ae ø->oe å->aa ö->oe
 * ä->ae ü->y, other accents dropped. */
void cb_fold_append(const char *text, gsize length, GString *out);

G_END_DECLS

#endif
