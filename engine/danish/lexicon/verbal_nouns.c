/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hunspell-da has redigering and not formatering; both are as good. */
#include "verbal_nouns.h"
#include <string.h>

gboolean cb_is_ere_verb(const CbWord *lemma)
{
    return lemma->is_lemma && lemma->length >= 6 &&
           cb_flags_has(&lemma->flags, CB_FLAG_WEAK_VERB) && g_str_has_suffix(lemma->text, "ere");
}

static void add_form(CbWordTable *table, CbWord *noun, const char *ending)
{
    g_autofree char *text = g_strconcat(noun->text, ending, NULL);
    CbWord *form = cb_word_get(table, text);
    cb_lemmas_add(&form->lemmas, noun);
    cb_lemmas_add(&form->ends, noun);
}

static void add_noun(CbWordTable *table, const CbWord *verb)
{
    g_autofree char *text = g_strndup(verb->text, strlen(verb->text) - 1);
    g_autofree char *with_ending = g_strconcat(text, "ing", NULL);
    CbWord *noun = cb_word_get(table, with_ending);
    if (noun->is_lemma)
        return;
    noun->is_lemma = TRUE;
    cb_flags_set(&noun->flags, CB_FLAG_COMMON_NOUN);
    cb_flags_set(&noun->flags, CB_FLAG_PLURAL_ER);
    static const char *const endings[] = {"", "s", "en", "ens", "er", "ers", "erne", "ernes"};
    for (guint i = 0; i < G_N_ELEMENTS(endings); i++)
        add_form(table, noun, endings[i]);
    g_autofree char *linked = g_strconcat(noun->text, "s", NULL);
    cb_lemmas_add(&cb_word_get(table, linked)->leads, noun);
}

void cb_add_verbal_nouns(CbWordTable *table)
{
    for (guint i = 0; i < table->sorted->len; i++)
        if (cb_is_ere_verb(table->sorted->pdata[i]))
            add_noun(table, table->sorted->pdata[i]);
    cb_word_table_sort(table);
}
