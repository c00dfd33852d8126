/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What kind of document a PDF is, from the words of its name, else its title, else the first line
 * of its first page: the leftmost word that ends in one of the words below, its inflection aside,
 * decides ("Oversigt over skemaer" is an oversigt, "Buddyprogram" a program, "programleder" none).
 */
#include "attach.h"

#include "fold.h"
#include <string.h>

static const struct {
    const char *word; /* as cb_fold() has it; after "=" it must be the whole word */
    const char *type;
} words[] = {
    {"velkomstbrev", "velkomstbrev"},
    {"introduktionsbrev", "velkomstbrev"},
    {"introbrev", "velkomstbrev"},
    {"haandbog", "håndbog"},
    {"haandboeger", "håndbog"},
    {"planche", "planche"},
    {"plakat", "planche"},
    {"=poster", "planche"},
    {"tjekliste", "tjekliste"},
    {"checkliste", "tjekliste"},
    {"huskeliste", "tjekliste"},
    {"folder", "folder"},
    {"pjece", "folder"},
    {"brochure", "folder"},
    {"=flyer", "folder"},
    {"praesentation", "præsentation"},
    {"=slides", "præsentation"},
    {"=powerpoint", "præsentation"},
    {"oversigt", "oversigt"},
    {"skema", "skema"},
    {"skabelon", "skema"},
    {"blanket", "skema"},
    {"intromateriale", "intromateriale"},
    {"introduktionsmateriale", "intromateriale"},
    {"velkomstmateriale", "intromateriale"},
    {"velkomstmappe", "intromateriale"},
    {"intromappe", "intromateriale"},
    {"introduktionsmappe", "intromateriale"},
    {"velkomstpakke", "intromateriale"},
    {"program", "program"},
    {"rapport", "rapport"},
    {"evaluering", "rapport"},
    {"undersoegelse", "rapport"},
    {"vejledning", "vejledning"},
    {"=guide", "vejledning"},
    {"=manual", "vejledning"},
    {"drejebog", "vejledning"},
    {"retningslinje", "vejledning"},
};

/* What may follow a noun's stem. */
static gboolean is_inflection(const char *ending)
{
    static const char *const endings[] = {"",   "s",  "n",   "en",   "et",  "t",   "e",    "r",
                                          "er", "ne", "ene", "erne", "ens", "ets", "ernes"};
    for (guint i = 0; i < G_N_ELEMENTS(endings); i++)
        if (g_str_equal(ending, endings[i]))
            return TRUE;
    return FALSE;
}

static gboolean is_form_of(const char *word, const char *wanted)
{
    if (*wanted == '=')
        return g_str_has_prefix(word, wanted + 1) && is_inflection(word + strlen(wanted) - 1);
    const char *at = g_strrstr(word, wanted);
    return at != NULL && is_inflection(at + strlen(wanted));
}

static const char *type_of_word(const char *word)
{
    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        if (is_form_of(word, words[i].word))
            return words[i].type;
    return NULL;
}

static const char *type_in(const char *text, gsize length)
{
    g_autofree char *key = cb_fold_len(text, length);
    g_auto(GStrv) parts = g_strsplit(key, " ", -1);
    for (char **word = parts; *word != NULL; word++) {
        const char *type = type_of_word(*word);
        if (type != NULL)
            return type;
    }
    return NULL;
}

const char *cb_document_type(const char *name, const char *title, const char *first_page)
{
    const char *type = name != NULL ? type_in(name, strlen(name)) : NULL;
    if (type == NULL && title != NULL)
        type = type_in(title, strlen(title));
    if (type == NULL && first_page != NULL)
        type = type_in(first_page, MIN(strcspn(first_page, "\n"), 120));
    return type != NULL ? type : "andet";
}
