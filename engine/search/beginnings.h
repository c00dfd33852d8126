/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which words of a text are worth a look: a quick test that passes all that may match. */
#ifndef CB_SEARCH_BEGINNINGS_H
#define CB_SEARCH_BEGINNINGS_H

#include <glib.h>

G_BEGIN_DECLS

#define CB_BEGINNING_SYMBOLS 32

/**
 * CbBeginnings: how the wanted words begin: sets of three symbols, a bit each. Symbols are
 * described in beginnings.c. All zero: nothing is wanted.
 * @words: of what must stand at the beginning of a word.
 * @parts: of what may stand anywhere in it.
 */
typedef struct {
    guint32 words[CB_BEGINNING_SYMBOLS * CB_BEGINNING_SYMBOLS];
    guint32 parts[CB_BEGINNING_SYMBOLS * CB_BEGINNING_SYMBOLS];
} CbBeginnings;

/** Words of a text that begin with @form (folded) are wanted; @inside: parts of compounds too. */
void cb_beginnings_add_form(CbBeginnings *beginnings, const char *form, gboolean inside);

/** Words with this stem (folded) are wanted; @inside: parts of compounds too. */
void cb_beginnings_add_stem(CbBeginnings *beginnings, const char *stem, gboolean inside);

/** Does a letter or digit stand at @p? */
gboolean cb_word_starts(const char *p);

/**
 * cb_beginnings_scan:
 * @p: where a word begins, in valid UTF-8.
 * @end: of the text.
 * @wanted: (out): %FALSE when the word certainly is none of the wanted.
 *
 * Returns: the end of the word.
 */
const char *cb_beginnings_scan(const CbBeginnings *beginnings, const char *p, const char *end,
                               gboolean *wanted);

G_END_DECLS

#endif
