/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps of making a lexicon, in their order. */
#include "lexicon_make.h"
#include "hunspell.h"
#include "keys.h"
#include "listed_split.h"
#include "lists.h"
#include "parts.h"
#include "verbal_nouns.h"

static gboolean read_word_lists(CbWordTable *table, const char *folder, GError **error)
{
    return cb_list_mark(folder, "particles.txt", CB_LIST_PARTICLE, table, error) &&
           cb_list_mark(folder, "suffixes.txt", CB_LIST_SUFFIX, table, error) &&
           cb_list_mark(folder, "combining.txt", CB_LIST_COMBINING, table, error) &&
           cb_list_mark(folder, "never_split.txt", CB_LIST_NEVER_SPLIT, table, error) &&
           cb_list_mark(folder, "lead_words.txt", CB_LIST_LEAD, table, error) &&
           cb_list_mark(folder, "own_stems.txt", CB_LIST_OWN_STEM, table, error);
}

gboolean cb_lexicon_make(const char *aff, const char *dic, const char *lists, const char *output,
                         CbLexiconFileFacts *facts, GError **error)
{
    g_autoptr(CbWordTable) table = cb_word_table_new();
    if (!cb_hunspell_read(table, aff, dic, error) || !read_word_lists(table, lists, error) ||
        !cb_extra_words_read(table, lists, error) || !cb_head_words_read(table, lists, error) ||
        !cb_irregular_forms_read(table, lists, error))
        return FALSE;
    cb_word_table_sort(table);
    cb_irregular_forms_inherit(table);
    cb_add_verbal_nouns(table);
    cb_parts_decide(table);
    cb_split_listed_words(table);
    return cb_keys_decide(table, lists, error) &&
           cb_lexicon_file_write(table, output, facts, error);
}
