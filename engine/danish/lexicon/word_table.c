/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of the lexicon being built. */
#include "word_table.h"
#include <string.h>

/* --- Flags ----------------------------------------------------------------------------------- */

gboolean cb_flags_has(const CbFlags *flags, guint flag)
{
    return (flags->bits[flag / 64] >> (flag % 64) & 1) != 0;
}

void cb_flags_set(CbFlags *flags, guint flag)
{
    flags->bits[flag / 64] |= G_GUINT64_CONSTANT(1) << (flag % 64);
}

void cb_flags_add(CbFlags *flags, const CbFlags *more)
{
    flags->bits[0] |= more->bits[0];
    flags->bits[1] |= more->bits[1];
}

static void word_free(gpointer data)
{
    CbWord *word = data;
    g_clear_pointer(&word->lemmas, g_ptr_array_unref);
    g_clear_pointer(&word->leads, g_ptr_array_unref);
    g_clear_pointer(&word->ends, g_ptr_array_unref);
    g_free(word);
}

CbWordTable *cb_word_table_new(void)
{
    CbWordTable *table = g_new0(CbWordTable, 1);
    table->by_text = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, word_free);
    table->texts = g_string_chunk_new(1 << 20);
    table->sorted = g_ptr_array_new();
    table->added = g_ptr_array_new();
    return table;
}

void cb_word_table_free(CbWordTable *table)
{
    if (table == NULL)
        return;
    g_ptr_array_unref(table->sorted);
    g_ptr_array_unref(table->added);
    g_hash_table_unref(table->by_text);
    g_string_chunk_free(table->texts);
    g_free(table);
}

CbWord *cb_word_find(const CbWordTable *table, const char *text)
{
    return g_hash_table_lookup(table->by_text, text);
}

CbWord *cb_word_find_slice(const CbWordTable *table, const char *text, gsize bytes)
{
    char buffer[256];
    if (bytes >= sizeof buffer)
        return NULL;
    memcpy(buffer, text, bytes);
    buffer[bytes] = '\0';
    return cb_word_find(table, buffer);
}

CbWord *cb_word_get(CbWordTable *table, const char *text)
{
    CbWord *word = cb_word_find(table, text);
    if (word == NULL) {
        word = g_new0(CbWord, 1);
        word->text = g_string_chunk_insert(table->texts, text);
        word->length = (guint)g_utf8_strlen(text, -1);
        g_hash_table_insert(table->by_text, (gpointer)(guintptr)word->text, word);
        g_ptr_array_add(table->added, word);
    }
    return word;
}

static int compare_words(gconstpointer a, gconstpointer b)
{
    const CbWord *const *left = a, *const *right = b;
    return strcmp((*left)->text, (*right)->text);
}

/* Only the new words are sorted; then the two rows are merged. */
void cb_word_table_sort(CbWordTable *table)
{
    g_ptr_array_sort(table->added, compare_words);
    g_autoptr(GPtrArray) old = g_steal_pointer(&table->sorted);
    table->sorted = g_ptr_array_sized_new(old->len + table->added->len);
    for (guint i = 0, k = 0; i < old->len || k < table->added->len;) {
        gboolean take_old =
            k == table->added->len ||
            (i < old->len && compare_words(&old->pdata[i], &table->added->pdata[k]) < 0);
        CbWord *word = take_old ? old->pdata[i++] : table->added->pdata[k++];
        word->number = table->sorted->len;
        g_ptr_array_add(table->sorted, word);
    }
    g_ptr_array_set_size(table->added, 0);
}

gboolean cb_lemmas_contain(const GPtrArray *lemmas, const CbWord *lemma)
{
    for (guint i = 0; lemmas != NULL && i < lemmas->len; i++)
        if (lemmas->pdata[i] == lemma)
            return TRUE;
    return FALSE;
}

void cb_lemmas_add(GPtrArray **lemmas, CbWord *lemma)
{
    if (*lemmas == NULL)
        *lemmas = g_ptr_array_new();
    if (!cb_lemmas_contain(*lemmas, lemma))
        g_ptr_array_add(*lemmas, lemma);
}

#define NOUN(gender, plural) (CB_CLASS_NOUN | (gender) | (plural))

/* What the Danish files use each flag for. */
static const CbInflection flag_inflection[CB_N_FLAGS] = {
    [1] = CB_CLASS_VERB,
    [2] = NOUN(CB_GENDER_COMMON, 0),
    [3] = NOUN(CB_GENDER_NEUTER, CB_PLURAL_ER),
    [4] = NOUN(CB_GENDER_NEUTER, 0),
    [5] = NOUN(0, CB_PLURAL_E),
    [7] = NOUN(CB_GENDER_COMMON, CB_PLURAL_ER),
    [11] = NOUN(0, CB_PLURAL_ER),
    [12] = CB_CLASS_ADJECTIVE,
    [13] = NOUN(0, CB_PLURAL_RE),
    [14] = NOUN(CB_GENDER_COMMON, 0),
    [15] = NOUN(CB_GENDER_NEUTER, 0),
    [18] = NOUN(CB_GENDER_NEUTER, CB_PLURAL_E),
    [19] = NOUN(CB_GENDER_COMMON, CB_PLURAL_E),
    [20] = CB_CLASS_VERB,
    [21] = CB_CLASS_VERB,
    [23] = CB_CLASS_ADJECTIVE,
    [24] = CB_CLASS_ADJECTIVE,
    [25] = CB_CLASS_ADJECTIVE,
    [26] = CB_CLASS_ADJECTIVE,
    [27] = CB_CLASS_ADJECTIVE,
    [28] = CB_CLASS_ADJECTIVE,
    [38] = CB_CLASS_ADJECTIVE,
    [40] = CB_CLASS_ADJECTIVE,
    [41] = CB_CLASS_ADJECTIVE,
    [42] = CB_CLASS_ADJECTIVE,
    [43] = NOUN(0, 0),
    [44] = NOUN(CB_GENDER_COMMON, 0),
    [45] = NOUN(CB_GENDER_NEUTER, 0),
    [46] = NOUN(0, CB_PLURAL_BARE),
    [47] = NOUN(CB_GENDER_NEUTER, CB_PLURAL_BARE),
    [48] = NOUN(CB_GENDER_COMMON, CB_PLURAL_BARE),
    [49] = CB_CLASS_ADJECTIVE,
    [57] = NOUN(CB_GENDER_NEUTER, 0),
    [58] = NOUN(CB_GENDER_COMMON, 0),
    [59] = CB_CLASS_ADJECTIVE,
    [64] = NOUN(0, CB_PLURAL_LER),
    [65] = NOUN(CB_GENDER_COMMON, 0),
    [66] = NOUN(CB_GENDER_NEUTER, 0),
    [70] = NOUN(CB_GENDER_NEUTER, 0),
    [71] = NOUN(0, CB_PLURAL_ER),
    [72] = NOUN(0, 0),
    [74] = NOUN(0, 0),
    [77] = CB_CLASS_ADJECTIVE,
    [78] = CB_CLASS_ADJECTIVE,
    [82] = CB_CLASS_ADJECTIVE,
    [84] = NOUN(CB_GENDER_NEUTER, 0),
    [85] = NOUN(CB_GENDER_NEUTER, CB_PLURAL_ER),
};

CbInflection cb_word_inflection(const CbWord *lemma)
{
    CbInflection inflection = lemma->irregular;
    for (guint i = 0; i < CB_N_FLAGS; i++)
        if (cb_flags_has(&lemma->flags, i))
            inflection |= flag_inflection[i];
    return inflection;
}

gboolean cb_word_is_plain(const CbWord *word)
{
    return word->length >= 2 && strpbrk(word->text, "-'") == NULL;
}
