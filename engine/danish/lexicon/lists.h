/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Our own small lists (engine/danish/lists), which correct and complete the dictionary.
 *
 * All are UTF-8; from "#" a line is a comment. Word lists hold any number of words a line; family
 * lists hold one family a line, "name: word word ...". Words are in lower case, letters only.
 */
#ifndef CB_LEXICON_LISTS_H
#define CB_LEXICON_LISTS_H

#include "word_table.h"

G_BEGIN_DECLS

/** A line of a family list. */
typedef struct {
    char *name;
    GPtrArray *words; /* char* */
} CbFamily;

/**
 * Reads @folder/@name, a word list, and puts @list on each word in @table.
 * Errors, here and below: CB_ERROR_IO; CB_ERROR_BAD_FILE for a line that is not as it should be or
 * a word that stands there twice (names file and line).
 */
gboolean cb_list_mark(const char *folder, const char *name, CbWordLists list, CbWordTable *table,
                      GError **error);

/** Reads @folder/@name, a family list: (transfer full) (element-type CbFamily), in the order of the
 * file; NULL on error. */
GPtrArray *cb_list_read_families(const char *folder, const char *name, GError **error);

/** Reads extra_words.txt of @folder: families of a lemma and its other forms, taken up as if the
 * dictionary had them. */
gboolean cb_extra_words_read(CbWordTable *table, const char *folder, GError **error);

/** Reads head_words.txt of @folder: families of a word and its other forms that head compounds,
 * though the dictionary does not show it. */
gboolean cb_head_words_read(CbWordTable *table, const char *folder, GError **error);

/** Reads irregular_forms.txt of @folder: families of a word and those forms that the dictionary has
 * as words of their own, or finds more likely in another word. */
gboolean cb_irregular_forms_read(CbWordTable *table, const char *folder, GError **error);

/** Gives the listed words that end in such a form, and whose dictionary form is listed too, that
 * form: logbøger is of logbog as bøger is of bog. The table is sorted. */
void cb_irregular_forms_inherit(CbWordTable *table);

G_END_DECLS

#endif
