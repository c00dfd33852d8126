/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decides the stem under which the forms of a word meet. */
#ifndef CB_LEXICON_KEYS_H
#define CB_LEXICON_KEYS_H

#include "word_table.h"

G_BEGIN_DECLS

/**
 * cb_keys_decide:
 *
 * Fills the key of every word of the (sorted) table whose stem is not what Snowball says; after
 * cb_split_listed_words(). stem_overrides.txt is read from @folder. Errors: CB_ERROR_IO,
 * CB_ERROR_BAD_FILE.
 */
gboolean cb_keys_decide(const CbWordTable *table, const char *folder, GError **error);

G_END_DECLS

#endif
