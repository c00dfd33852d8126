/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Danish stop words: pronouns, articles, conjunctions, prepositions, auxiliaries. Kept to words
 * that nobody looks for: "mange", "ny" and "flere" say something about a case and stay out of it.
 * Sorted by byte value.
 */
#include "stopwords.h"
#include <stdlib.h>
#include <string.h>

static const char *const stop_words[] = {
    "ad",     "af",    "at",      "bl",      "blev",  "blive", "bliver", "da",      "de",
    "dem",    "den",   "denne",   "der",     "deres", "det",   "dette",  "dig",     "din",
    "dine",   "disse", "dit",     "dog",     "du",    "efter", "eks",    "eller",   "en",
    "end",    "er",    "et",      "evt",     "for",   "fra",   "få",     "får",     "før",
    "gennem", "ham",   "han",     "hans",    "har",   "havde", "have",   "hen",     "hende",
    "hendes", "her",   "hos",     "hun",     "hvad",  "hver",  "hvilke", "hvilken", "hvilket",
    "hvis",   "hvor",  "hvordan", "hvorfor", "i",     "ikke",  "ind",    "jeg",     "jer",
    "jeres",  "jo",    "kan",     "kunne",   "man",   "med",   "mellem", "men",     "mig",
    "min",    "mine",  "mit",     "mod",     "må",    "ned",   "nogen",  "noget",   "nogle",
    "nu",     "når",   "og",      "også",    "om",    "op",    "os",     "over",    "på",
    "samt",   "selv",  "ses",     "sig",     "sin",   "sine",  "sit",    "skal",    "skulle",
    "som",    "så",    "sådan",   "sådanne", "til",   "ud",    "under",  "ved",     "vi",
    "via",    "vil",   "ville",   "vor",     "vores", "være",  "været",
};

static int compare(const void *key, const void *element)
{
    return strcmp(key, *(const char *const *)element);
}

gboolean cb_is_stop_word(const char *word)
{
    return bsearch(word, stop_words, G_N_ELEMENTS(stop_words), sizeof stop_words[0], compare) !=
           NULL;
}

guint cb_stop_words_fingerprint(void)
{
    guint hash = 5381;
    for (gsize i = 0; i < G_N_ELEMENTS(stop_words); i++)
        hash = hash * 33 + g_str_hash(stop_words[i]);
    return hash;
}
