/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the affix and dictionary files of Debian's hunspell-da: which forms a lemma has, and how it
 * enters compounds. */
#ifndef CB_LEXICON_HUNSPELL_H
#define CB_LEXICON_HUNSPELL_H

#include "word_table.h"

G_BEGIN_DECLS

/** Fills @table and sorts it. Errors: CB_ERROR_IO, CB_ERROR_BAD_FILE (names file and line). */
gboolean cb_hunspell_read(CbWordTable *table, const char *aff_path, const char *dic_path,
                          GError **error);

G_END_DECLS

#endif
