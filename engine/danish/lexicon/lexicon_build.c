/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * casebank-lexicon-build: makes the lexicon file. Run by the build, not installed.
 *
 * Usage: casebank-lexicon-build AFF DIC LISTS OUTPUT
 */
#include "hunspell.h"
#include "keys.h"
#include "lexicon_file.h"
#include "listed_split.h"
#include "lists.h"
#include "parts.h"
#include "verbal_nouns.h"
#include <locale.h>

static gboolean read_word_lists(CbWordTable *table, const char *folder, GError **error)
{
    return cb_list_mark(folder, "particles.txt", CB_LIST_PARTICLE, table, error) &&
           cb_list_mark(folder, "suffixes.txt", CB_LIST_SUFFIX, table, error) &&
           cb_list_mark(folder, "combining.txt", CB_LIST_COMBINING, table, error) &&
           cb_list_mark(folder, "never_split.txt", CB_LIST_NEVER_SPLIT, table, error) &&
           cb_list_mark(folder, "lead_words.txt", CB_LIST_LEAD, table, error) &&
           cb_list_mark(folder, "own_stems.txt", CB_LIST_OWN_STEM, table, error);
}

static gboolean build(char **path, CbLexiconFileFacts *facts, GError **error)
{
    g_autoptr(CbWordTable) table = cb_word_table_new();
    if (!cb_hunspell_read(table, path[0], path[1], error) ||
        !read_word_lists(table, path[2], error) || !cb_extra_words_read(table, path[2], error) ||
        !cb_head_words_read(table, path[2], error) ||
        !cb_irregular_forms_read(table, path[2], error))
        return FALSE;
    cb_word_table_sort(table);
    cb_add_verbal_nouns(table);
    cb_parts_decide(table);
    cb_split_listed_words(table);
    return cb_keys_decide(table, path[2], error) &&
           cb_lexicon_file_write(table, path[3], facts, error);
}

int main(int argc, char **argv)
{
    setlocale(LC_ALL, "");
    if (argc != 5) {
        g_printerr("Brug: casebank-lexicon-build AFF DIC LISTER RESULTAT\n");
        return 2;
    }
    g_autoptr(GError) error = NULL;
    CbLexiconFileFacts facts;
    if (!build(argv + 1, &facts, &error)) {
        g_printerr("casebank-lexicon-build: %s\n", error->message);
        return 1;
    }
    g_print("%s: %u ord, %u sammensætninger, %u stammer, %" G_GSIZE_FORMAT " byte\n", argv[4],
            facts.n_entries, facts.n_split, facts.n_keys, facts.size);
    return 0;
}
