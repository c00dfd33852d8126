/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The titles of the cases, as they are collected. */
#include "vocabulary_write.h"

void cb_vocabulary_titles_init(CbVocabularyTitles *titles)
{
    titles->texts = g_ptr_array_new_with_free_func(g_free);
    titles->case_ids = g_ptr_array_new_with_free_func(g_free);
    titles->words = g_array_new(FALSE, FALSE, sizeof(CbTitleWord));
    titles->numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    titles->removed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    titles->replaced = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

void cb_vocabulary_titles_clear(CbVocabularyTitles *titles)
{
    g_ptr_array_unref(titles->texts);
    g_ptr_array_unref(titles->case_ids);
    g_array_unref(titles->words);
    g_hash_table_unref(titles->numbers);
    g_hash_table_unref(titles->removed);
    g_hash_table_unref(titles->replaced);
}

/* The number that the case's title has or had; FALSE when it had none. */
static gboolean find_number(const CbVocabularyTitles *titles, const char *case_id, guint *number)
{
    guint found = GPOINTER_TO_UINT(g_hash_table_lookup(titles->numbers, case_id));
    *number = found - 1;
    return found != 0;
}

static void append_place(CbVocabularyTitles *titles, const char *case_id)
{
    titles->last = titles->texts->len;
    g_ptr_array_add(titles->texts, NULL);
    g_ptr_array_add(titles->case_ids, NULL);
    g_hash_table_insert(titles->numbers, g_strdup(case_id), GUINT_TO_POINTER(titles->last + 1));
}

void cb_vocabulary_titles_add(CbVocabularyTitles *titles, const char *text, const char *case_id,
                              gboolean in_place)
{
    gboolean has_place = in_place && find_number(titles, case_id, &titles->last);
    if (!has_place)
        append_place(titles, case_id);
    if (!in_place)
        g_hash_table_remove(titles->replaced, case_id);
    else if (!has_place)
        g_hash_table_add(titles->replaced, g_strdup(case_id));
    titles->texts->pdata[titles->last] = g_strdup(text != NULL ? text : "");
    titles->case_ids->pdata[titles->last] = g_strdup(case_id);
}

void cb_vocabulary_titles_add_word(CbVocabularyTitles *titles, CbSeenWord *word)
{
    CbTitleWord entry = {word, titles->last};
    g_array_append_val(titles->words, entry);
}

void cb_vocabulary_titles_remove(CbVocabularyTitles *titles, const char *case_id)
{
    guint number;
    g_hash_table_add(titles->removed, g_strdup(case_id));
    if (!find_number(titles, case_id, &number) || titles->texts->pdata[number] == NULL)
        return;
    g_clear_pointer(&titles->texts->pdata[number], g_free);
    g_clear_pointer(&titles->case_ids->pdata[number], g_free);
    for (guint i = 0; i < titles->words->len; i++) {
        CbTitleWord *entry = &g_array_index(titles->words, CbTitleWord, i);
        if (entry->title == number)
            entry->word = NULL;
    }
}
