/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where listed words are divided.
 *
 * The dictionary lists some 60,000 compounds as whole entries without saying where their parts
 * meet. An entry is a compound when its beginning may lead one, its rest is a lemma that may head
 * one, and both inflect alike: a compound inflects as its head does, which tells arbejds|plads
 * (plural -er) from elev|ator. Of several places the one with the longer and better known parts is
 * taken. All forms of the lemma are divided at the same place.
 *
 * Only the last division is kept; the part before it is divided by looking it up in turn.
 */
#include "listed_split.h"
#include "parts.h"
#include <string.h>

/* Whether the two agree in one kind of trait, as far as both are known. */
static gboolean agree(CbInflection a, CbInflection b, CbInflection kind)
{
    return (a & kind) == 0 || (b & kind) == 0 || (a & b & kind) != 0;
}

static gboolean inflect_alike(const CbWord *compound, const CbWord *head)
{
    CbInflection a = cb_word_inflection(compound), b = cb_word_inflection(head);
    return agree(a, b, CB_CLASSES) && agree(a, b, CB_GENDERS) && agree(a, b, CB_PLURALS);
}

static gboolean is_loose(const CbWord *word)
{
    return word != NULL && word->loose_base != NULL && word->length >= 4;
}

/* Any noun or adjective, with the link it takes or any of the usual ones. */
static gboolean may_lead_loosely(const CbWordTable *table, const char *text, gsize bytes)
{
    const CbWord *word = cb_word_find_slice(table, text, bytes);
    if (is_loose(word) && !cb_word_links_with_s(word))
        return TRUE;
    const CbWordLists never = CB_LIST_PARTICLE | CB_LIST_COMBINING;
    if ((text[bytes - 1] != 's' && text[bytes - 1] != 'e') ||
        (word != NULL && (word->lists & never) != 0))
        return FALSE;
    return is_loose(cb_word_find_slice(table, text, bytes - 1));
}

/* In tenths of a letter. */
static int rate_lead(const CbWordTable *table, const char *text, gsize bytes)
{
    const CbWord *lead = cb_word_find_slice(table, text, bytes);
    if (lead == NULL || !lead->may_lead_listed)
        return may_lead_loosely(table, text, bytes) ? -40 : -1000;
    /* "kirk" for kirke: a first part that is not the word itself has to be a usual one */
    if (lead->lead_base->length > lead->length && lead->n_led < 10)
        return -1000;
    return (lead->n_led >= 20 ? 15 : lead->n_led >= 5 ? 7 : 0) + (lead->lead_base != lead ? 5 : 0);
}

/* A head is a lemma; only words that have no singular, or are participles, end in some other form
 * of one. */
static gboolean is_head_form(const CbWord *lemma, const CbWord *head)
{
    if (head->is_lemma)
        return inflect_alike(lemma, head);
    CbInflection inflection = cb_word_inflection(lemma);
    return head->length >= 5 && (inflection & (CB_GENDERS | CB_CLASS_VERB)) == 0;
}

static int rate_head(const CbWord *lemma, const CbWord *head)
{
    if (head == NULL || !head->may_head_listed || !is_head_form(lemma, head))
        return -1000;
    guint headed = cb_word_headed(head);
    return headed >= 20 ? 15 : headed >= 5 ? 7 : 0;
}

/* How good it is to divide @lemma after @bytes; not above 0 when it is no division at all. */
static int rate(const CbWordTable *table, const CbWord *lemma, gsize bytes, guint letters)
{
    guint rest = lemma->length - letters;
    int length = (int)(10 * MIN(letters, 6) + 10 * MIN(rest, 8) + 5 * MIN(letters, rest));
    return length + rate_head(lemma, cb_word_find(table, lemma->text + bytes)) +
           rate_lead(table, lemma->text, bytes);
}

/* kultur, rapport, billet: a short word that is itself a frequent part, beside a part of three
 * letters, is no compound. */
static gboolean is_short_part_itself(const CbWord *lemma, guint lead_length)
{
    return lemma->length <= 8 && (lead_length <= 3 || lemma->length - lead_length <= 3) &&
           lemma->n_led + lemma->n_headed >= 12;
}

/*
 * fortælling is for-tælling and no fort|ælling, uretfærdig is the contrary of retfærdig: the word
 * is derived by a prefix that ends just before the place where the first of two parts would.
 */
static gboolean is_prefixed(const CbWordTable *table, const CbWord *lemma, guint lead_length)
{
    static const char *const prefixes[] = {"u",   "be",    "af",   "an",   "op",  "ud",
                                           "for", "gen",   "ind",  "mis",  "sam", "til",
                                           "und", "efter", "over", "under"};
    for (guint i = 0; i < G_N_ELEMENTS(prefixes); i++) {
        guint n = (guint)strlen(prefixes[i]);
        if (!g_str_has_prefix(lemma->text, prefixes[i]) || lead_length <= n ||
            lead_length > MAX(n + 2, 4))
            continue;
        const CbWord *base = cb_word_find(table, lemma->text + n);
        if (base != NULL && base->is_lemma && base->length >= 4 && inflect_alike(lemma, base))
            return TRUE;
    }
    return FALSE;
}

/* interesseret is the participle of interessere, and nobody's right (ret). */
static gboolean is_participle(const CbWordTable *table, const CbWord *lemma)
{
    const CbWord *verb = g_str_has_suffix(lemma->text, "eret")
                             ? cb_word_find_slice(table, lemma->text, strlen(lemma->text) - 1)
                             : NULL;
    return verb != NULL && verb->is_lemma;
}

/* Bytes before the head, or 0. */
static guint find_split(const CbWordTable *table, const CbWord *lemma)
{
    if (lemma->length < 5 || lemma->is_name || !cb_word_is_plain(lemma) ||
        (lemma->lists & CB_LIST_NEVER_SPLIT) != 0 || is_participle(table, lemma))
        return 0;
    guint best = 0;
    int best_score = 0;
    const char *p = g_utf8_offset_to_pointer(lemma->text, 2);
    for (guint n = 2; n + 2 <= lemma->length; n++, p = g_utf8_next_char(p)) {
        guint bytes = (guint)(p - lemma->text);
        int score = rate(table, lemma, bytes, n);
        if (score > best_score && !is_short_part_itself(lemma, n) &&
            !is_prefixed(table, lemma, n)) {
            best = bytes;
            best_score = score;
        }
    }
    return best;
}

/* Whether @form is a form of the same word as @head. */
static gboolean is_same_word(const CbWord *form, const CbWord *head)
{
    if (form == NULL || form->lemmas == NULL || head == NULL || head->lemmas == NULL)
        return FALSE;
    for (guint i = 0; i < head->lemmas->len; i++)
        if (cb_lemmas_contain(form->lemmas, cb_lemma(head->lemmas, i)))
            return TRUE;
    return FALSE;
}

/* A form is divided where its lemma is, when what follows there is a form of the lemma's head. */
static guint inherited_split(const CbWordTable *table, const CbWord *form)
{
    for (guint i = 0; i < form->lemmas->len; i++) {
        const CbWord *lemma = cb_lemma(form->lemmas, i);
        if (lemma->split != 0 && strncmp(form->text, lemma->text, lemma->split) == 0 &&
            is_same_word(cb_word_find(table, form->text + lemma->split),
                         cb_word_find(table, lemma->text + lemma->split)))
            return lemma->split;
    }
    return 0;
}

void cb_split_listed_words(const CbWordTable *table)
{
    for (guint i = 0; i < table->sorted->len; i++) {
        CbWord *word = table->sorted->pdata[i];
        if (word->is_lemma)
            word->split = find_split(table, word);
    }
    for (guint i = 0; i < table->sorted->len; i++) {
        CbWord *word = table->sorted->pdata[i];
        if (word->lemmas != NULL && !word->is_lemma)
            word->split = inherited_split(table, word);
    }
}
