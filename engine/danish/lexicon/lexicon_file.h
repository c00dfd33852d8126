/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes the lexicon file (lexicon_format.h). */
#ifndef CB_LEXICON_LEXICON_FILE_H
#define CB_LEXICON_LEXICON_FILE_H

#include "word_table.h"

G_BEGIN_DECLS

/** What was written, for the builder's last line. */
typedef struct {
    guint n_entries, n_split, n_keys;
    gsize size;
} CbLexiconFileFacts;

/**
 * Writes what is decided about the words of @table to @path, by way of a new file beside it: the
 * same words give the same bytes. Errors: CB_ERROR_IO; CB_ERROR_FAILED when the words do not fit
 * the format.
 */
gboolean cb_lexicon_file_write(const CbWordTable *table, const char *path,
                               CbLexiconFileFacts *facts, GError **error);

G_END_DECLS

#endif
