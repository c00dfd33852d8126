/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes the lexicon file from hunspell-da and our lists. */
#ifndef CB_LEXICON_LEXICON_MAKE_H
#define CB_LEXICON_LEXICON_MAKE_H

#include "lexicon_file.h"

G_BEGIN_DECLS

/**
 * cb_lexicon_make:
 * @aff: da_DK.aff of hunspell-da.
 * @dic: da_DK.dic.
 * @lists: the folder of our lists.
 * @output: the file to write; replaced when it is there.
 *
 * The same input gives the same bytes. Errors: CB_ERROR_IO; CB_ERROR_BAD_FILE (names file and,
 * where there is one, line); CB_ERROR_FAILED when the words do not fit the format.
 */
gboolean cb_lexicon_make(const char *aff, const char *dic, const char *lists, const char *output,
                         CbLexiconFileFacts *facts, GError **error);

G_END_DECLS

#endif
