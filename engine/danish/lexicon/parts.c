/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which words may be parts of compounds.
 *
 * hunspell-da says of each lemma which links it takes in front of another word (uddannelses|,
 * elev|, syge|) and which of its forms may end a compound; a curated source, but made for spelling:
 * it lets very short words combine freely, and it knows many compounds only as whole entries. So
 * the flags are weighed by how many listed compounds a word really leads or heads. The shorter the
 * word, the more of them it has to show: three letters are found by chance in most long words.
 * Words that lead several listed compounds without having a flag for it ("induced") are taken up
 * too.
 */
#include "parts.h"
#include <string.h>

static const CbWordLists no_lead = CB_LIST_PARTICLE | CB_LIST_COMBINING,
                         no_head = CB_LIST_PARTICLE | CB_LIST_SUFFIX;
#define OWN_WORD_USES 50

/* --- First parts: what the dictionary says --------------------------------------------------- */

/* The word behind a prefix entry: "maskin-" belongs to maskin or maskine, or to no word that we
 * know. */
static CbWord *prefix_entry_base(const CbWordTable *table, const CbWord *lemma)
{
    CbWord *base = cb_word_find_slice(table, lemma->text, strlen(lemma->text) - 1);
    if (base != NULL && base->lemmas != NULL && (base->lists & CB_LIST_PARTICLE) == 0)
        return base;
    g_autofree char *with_e = g_strdup(lemma->text);
    with_e[strlen(with_e) - 1] = 'e';
    base = cb_word_find(table, with_e);
    return base != NULL && base->lemmas != NULL ? base : NULL;
}

/* Of the lemmas that the combining form stands for: itself (note, rather than not with an e),
 * unless it ends with a link ("tids" has an entry); else the shortest, else the first in the
 * alphabet. */
static CbWord *best_base(const CbWordTable *table, CbWord *word)
{
    if (cb_lemmas_contain(word->leads, word) && !g_str_has_suffix(word->text, "s"))
        return word;
    CbWord *best = NULL;
    for (guint i = 0; i < word->leads->len; i++) {
        CbWord *base = cb_lemma(word->leads, i);
        if ((base->lists & CB_LIST_PARTICLE) != 0)
            continue;
        if (g_str_has_suffix(base->text, "-"))
            base = prefix_entry_base(table, base);
        if (base != NULL && (best == NULL || base->length < best->length ||
                             (base->length == best->length && strcmp(base->text, best->text) < 0)))
            best = base;
    }
    return best;
}

/* "for" and "ud" lead nothing, and so do "fors" and "uds". */
static gboolean is_linked_particle(const CbWordTable *table, const CbWord *word)
{
    gsize bytes = strlen(word->text);
    if (word->text[bytes - 1] != 's')
        return FALSE;
    const CbWord *base = cb_word_find_slice(table, word->text, bytes - 1);
    return base != NULL && (base->lists & CB_LIST_PARTICLE) != 0;
}

static void find_lead_bases(const CbWordTable *table)
{
    for (guint i = 0; i < table->sorted->len; i++) {
        CbWord *word = table->sorted->pdata[i];
        if (word->leads != NULL && cb_word_is_plain(word) && (word->lists & no_lead) == 0)
            word->lead_base = best_base(table, word);
    }
}

/* --- Counting listed compounds --------------------------------------------------------------- */

static gboolean heads_listed(const CbWord *word)
{
    return word != NULL && word->is_lemma && word->ends != NULL && word->length >= 3;
}

gboolean cb_word_links_with_s(const CbWord *lemma)
{
    return cb_flags_has(&lemma->flags, CB_FLAG_LINK_S) &&
           !cb_flags_has(&lemma->flags, CB_FLAG_LINK_NONE) &&
           !cb_flags_has(&lemma->flags, CB_FLAG_LINK_NONE_OR_S);
}

/* "marked" + "sandel" says nothing about "marked" when "markeds" and "andel" do as well. */
static gboolean is_misplaced_link(const CbWordTable *table, const CbWord *lemma, gsize bytes)
{
    if (lemma->text[bytes] != 's')
        return FALSE;
    const CbWord *linked = cb_word_find_slice(table, lemma->text, bytes + 1);
    const CbWord *head = cb_word_find(table, lemma->text + bytes + 1);
    return linked != NULL && linked->lead_base != NULL && head != NULL && head->is_lemma;
}

/* @induced: heads by first part, for first parts the dictionary does not know as such. */
static void count_lemma(const CbWordTable *table, const CbWord *lemma, GHashTable *induced)
{
    const char *p = g_utf8_offset_to_pointer(lemma->text, 2);
    for (guint n = 2; n + 3 <= lemma->length; n++, p = g_utf8_next_char(p)) {
        CbWord *head = cb_word_find(table, p);
        if (!heads_listed(head))
            continue;
        gsize bytes = (gsize)(p - lemma->text);
        CbWord *lead = cb_word_find_slice(table, lemma->text, bytes);
        if (lead != NULL && lead->lead_base != NULL) {
            lead->n_led++;
            head->n_headed++;
        } else if (n >= 3 && head->length >= 4 && (head->lists & CB_LIST_SUFFIX) == 0 &&
                   !is_misplaced_link(table, lemma, bytes)) {
            char *text = g_strndup(lemma->text, bytes);
            guint count = GPOINTER_TO_UINT(g_hash_table_lookup(induced, text));
            g_hash_table_insert(induced, text, GUINT_TO_POINTER(count + 1));
        }
    }
}

static gboolean has_vowel(const char *text)
{
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
        if (g_utf8_strchr("aeiouyæøåéü", -1, g_utf8_get_char(p)) != NULL)
            return TRUE;
    return FALSE;
}

static CbWord *listed_slice(const CbWordTable *table, const char *text, gsize bytes)
{
    CbWord *word = cb_word_find_slice(table, text, bytes);
    return word != NULL && word->lemmas != NULL ? word : NULL;
}

/* What an induced first part may be a word of: itself, itself without s or e, itself with e. */
static CbWord *induced_base(const CbWordTable *table, const char *text)
{
    gsize bytes = strlen(text);
    CbWord *base = listed_slice(table, text, bytes);
    gboolean linked = text[bytes - 1] == 's' || text[bytes - 1] == 'e';
    if (base == NULL && linked && g_utf8_strlen(text, -1) > 4)
        base = listed_slice(table, text, bytes - 1);
    if (base == NULL) {
        g_autofree char *with_e = g_strconcat(text, "e", NULL);
        base = listed_slice(table, with_e, bytes + 1);
    }
    return base != NULL && (base->lists & CB_LIST_PARTICLE) == 0 ? base : NULL;
}

static void take_induced(CbWordTable *table, GHashTable *induced)
{
    GHashTableIter iter;
    gpointer text, count;
    g_hash_table_iter_init(&iter, induced);
    while (g_hash_table_iter_next(&iter, &text, &count)) {
        if (GPOINTER_TO_UINT(count) < 4 || !has_vowel(text))
            continue;
        CbWord *base = induced_base(table, text);
        CbWord *lead = base != NULL ? cb_word_get(table, text) : NULL;
        if (lead != NULL && (lead->lists & no_lead) == 0 && !is_linked_particle(table, lead)) {
            lead->lead_base = base;
            lead->n_led += GPOINTER_TO_UINT(count);
        }
    }
    cb_word_table_sort(table);
}

static void count_compounds(CbWordTable *table)
{
    g_autoptr(GHashTable) induced = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < table->sorted->len; i++) {
        const CbWord *word = table->sorted->pdata[i];
        if (word->is_lemma && cb_word_is_plain(word))
            count_lemma(table, word, induced);
    }
    take_induced(table, induced);
}

/* Words of our own lists are used as if many listed compounds had them. */
static void take_own_words(CbWordTable *table)
{
    for (guint i = 0; i < table->sorted->len; i++) {
        CbWord *word = table->sorted->pdata[i];
        if ((word->lists & (CB_LIST_EXTRA | CB_LIST_HEAD)) != 0)
            word->n_headed += OWN_WORD_USES;
        if ((word->lists & (CB_LIST_EXTRA | CB_LIST_LEAD)) == 0)
            continue;
        word->n_led += OWN_WORD_USES;
        word->lead_base = word;
        if ((word->lists & CB_LIST_EXTRA) == 0)
            continue;
        g_autofree char *with_s = g_strconcat(word->text, "s", NULL);
        CbWord *linked = cb_word_get(table, with_s);
        linked->n_led += OWN_WORD_USES;
        if (linked->lead_base == NULL)
            linked->lead_base = word;
    }
    cb_word_table_sort(table);
}

/* --- What may be a part ---------------------------------------------------------------------- */

guint cb_word_headed(const CbWord *word)
{
    guint most = 0;
    for (guint i = 0; word->ends != NULL && i < word->ends->len; i++)
        most = MAX(most, cb_lemma(word->ends, i)->n_headed);
    return most;
}

static void decide_lead(CbWord *word)
{
    if (word->lead_base == NULL || (word->lists & no_lead) != 0 ||
        (word->lead_base->lists & no_lead) != 0)
        return;
    static const char *const two_letters[] = {"by", "is", "ko", "sø", "tv", "æg", "øl", NULL};
    switch (word->length) {
    case 2:
        word->may_lead = (word->lists & CB_LIST_LEAD) != 0 ||
                         (word->n_led >= 25 && g_strv_contains(two_letters, word->text));
        break;
    case 3:
        word->may_lead = word->n_led >= 15;
        break;
    case 4:
        word->may_lead = word->n_led >= 6;
        word->may_lead_listed = word->n_led >= 3;
        break;
    default:
        word->may_lead = TRUE;
        word->may_lead_listed = word->n_led >= 2;
    }
    word->may_lead_listed = word->may_lead_listed || word->may_lead;
}

/* The shortest one's length and the largest n_headed of the lemmas that @word is a form of at the
 * end of a compound; FALSE when there is none. */
static gboolean look_at_heads(const CbWord *word, guint *shortest, guint *most)
{
    *shortest = G_MAXUINT;
    *most = 0;
    for (guint i = 0; word->ends != NULL && i < word->ends->len; i++) {
        const CbWord *lemma = cb_lemma(word->ends, i);
        if ((lemma->lists & no_head) != 0)
            continue;
        *shortest = MIN(*shortest, lemma->length);
        *most = MAX(*most, lemma->n_headed);
    }
    return *shortest != G_MAXUINT;
}

static void decide_head(CbWord *word)
{
    guint shortest, most;
    gboolean known = (word->lists & CB_LIST_HEAD) != 0;
    if ((word->length < 3 && !known) || (word->lists & no_head) != 0 ||
        !look_at_heads(word, &shortest, &most))
        return;
    if (word->length <= 3 || shortest <= 3)
        word->may_head = most >= 20;
    else if (word->length == 4 || shortest == 4)
        word->may_head = most >= 6;
    else
        word->may_head = word->length >= 6 || most >= 2;
    word->may_head = word->may_head || known;
    word->may_head_loosely = word->length >= 4 || most >= 3;
    word->may_head_listed = word->may_head || most >= (shortest <= 3 ? 6 : 2);
}

/* Nouns and adjectives may lead a compound even when nobody has seen them do it: at a higher cost,
 * with any link. Those of three letters only when they are in use as parts. */
static void decide_loose(CbWord *word)
{
    gboolean long_enough =
        word->length >= 4 || (word->length == 3 && word->n_led + word->n_headed >= 5);
    if (!word->is_lemma || !long_enough || (word->lists & no_lead) != 0 ||
        (word->lists & no_head) != 0)
        return;
    if ((cb_word_inflection(word) & (CB_CLASS_NOUN | CB_CLASS_ADJECTIVE)) != 0)
        word->loose_base = word;
}

void cb_parts_decide(CbWordTable *table)
{
    find_lead_bases(table);
    count_compounds(table);
    take_own_words(table);
    for (guint i = 0; i < table->sorted->len; i++) {
        CbWord *word = table->sorted->pdata[i];
        if (!cb_word_is_plain(word))
            continue;
        decide_lead(word);
        decide_head(word);
        decide_loose(word);
    }
}
