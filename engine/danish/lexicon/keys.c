/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which words share a stem.
 *
 * Snowball's rules know no words. They take different endings off "indsats" and "indsatsen", and
 * too much off others: led, leder, ledelse and ledig all become "led", redigere becomes "red". The
 * dictionary knows the forms of each word, so the stems of listed words are decided here, word by
 * word:
 *
 * All forms of a lemma belong together. Lemmas are joined when they are one word to the reader: a
 * verb and its participle or verbal noun (vejlede, vejledt, vejledning), an adjective and its
 * adverb or its noun in -hed (faglig, fagligt, faglighed), irregular plurals (bog, bøger), and a
 * noun and the verb whose imperative it is (brug, bruge).
 *
 * Each group gets a stem of its own: its verb, else its shortest lemma, without a final e and a
 * doubled consonant. When two groups want the same one, the second gets the whole lemma.
 *
 * A form of several lemmas goes where it is most likely meant (likelihood()).
 *
 * Only simple words are treated: the stem of a compound is made of its head's. The lists
 * own_stems.txt (words that are not joined to what they are derived from) and stem_overrides.txt
 * (words that are) correct the rules.
 */
#include "keys.h"
#include "../normalize.h"
#include "../stem.h"
#include "lists.h"
#include "verbal_nouns.h"
#include <casebank/error.h>
#include <string.h>

typedef struct {
    const CbWordTable *table;
    CbStemmer *stemmer;
    GStringChunk *strings; /* each stem once: equal stems have equal addresses */
    guint32 *parent;       /* by number of a lemma: the group it is joined to (union-find) */
    gboolean *is_simple;   /* by number: a lemma that is no compound */
    guint *n_forms;        /* by number of a lemma */
    const char **key;      /* by number of a group's root: the stem it gets */
} Keys;

static const char *snowball(Keys *keys, const char *word)
{
    return g_string_chunk_insert_const(keys->strings,
                                       cb_stemmer_snowball(keys->stemmer, word, strlen(word)));
}

/* What the program would make of the word without the lexicon. */
static const char *folded(Keys *keys, const char *text)
{
    g_autoptr(GString) out = g_string_new(NULL);
    cb_fold_append(text, strlen(text), out);
    return g_string_chunk_insert_const(keys->strings, out->str);
}

static gboolean is_simple_lemma(const CbWord *word)
{
    return word->is_lemma && word->split == 0 && cb_word_is_plain(word);
}

static void find_simple_lemmas(Keys *keys)
{
    for (guint i = 0; i < keys->table->sorted->len; i++) {
        const CbWord *word = keys->table->sorted->pdata[i];
        keys->is_simple[i] = is_simple_lemma(word);
        for (guint k = 0; word->lemmas != NULL && k < word->lemmas->len; k++)
            keys->n_forms[cb_lemma(word->lemmas, k)->number]++;
    }
}

/* --- Groups ----------------------------------------------------------------------------------- */

static guint root(Keys *keys, guint lemma)
{
    while (keys->parent[lemma] != lemma) {
        keys->parent[lemma] = keys->parent[keys->parent[lemma]];
        lemma = keys->parent[lemma];
    }
    return lemma;
}

static gboolean has_own_stem(const CbWord *lemma)
{
    return (lemma->lists & CB_LIST_OWN_STEM) != 0;
}

static void unite(Keys *keys, const CbWord *a, const CbWord *b)
{
    guint left = root(keys, a->number), right = root(keys, b->number);
    keys->parent[MAX(left, right)] = MIN(left, right);
}

static void join(Keys *keys, const CbWord *a, const CbWord *b)
{
    if (keys->is_simple[a->number] && keys->is_simple[b->number] && !has_own_stem(a) &&
        !has_own_stem(b))
        unite(keys, a, b);
}

static gboolean is_verb(const CbWord *lemma)
{
    return (cb_word_inflection(lemma) & CB_CLASS_VERB) != 0;
}

/* Without a final e and a doubled consonant: brug and bruge, spil and spille are alike. */
static gsize bare_length(const CbWord *lemma)
{
    const char *text = lemma->text;
    gsize length = strlen(text);
    if (lemma->length >= 4 && text[length - 1] == 'e')
        length--;
    if (lemma->length >= 4 && length >= 3 && text[length - 1] == text[length - 2] &&
        strchr("aeiouy", text[length - 1]) == NULL)
        length--;
    return length;
}

static gboolean is_bare_alike(const CbWord *a, const CbWord *b)
{
    gsize length = bare_length(a);
    return length == bare_length(b) && strncmp(a->text, b->text, length) == 0;
}

static gboolean has_participle_ending(const CbWord *form)
{
    static const char *const endings[] = {"t", "te", "de", "en", "ne"};
    for (guint i = 0; i < G_N_ELEMENTS(endings); i++)
        if (g_str_has_suffix(form->text, endings[i]))
            return TRUE;
    return FALSE;
}

/* "delt" is an adjective of its own and a form of dele, "klare" is a verb and a form of klar,
 * "højere" and "forstås" have their own entries; "samlede" the dictionary takes for a verb. */
static gboolean is_same_word(const CbWord *form, const CbWord *lemma)
{
    CbInflection own = cb_word_inflection(form) & CB_CLASSES,
                 other = cb_word_inflection(lemma) & CB_CLASSES;
    gboolean participle = has_participle_ending(form) && (own & CB_CLASS_ADJECTIVE) != 0;
    gboolean preterite = g_str_has_suffix(form->text, "de") && (own & CB_CLASS_VERB) != 0;
    if ((other & CB_CLASS_VERB) != 0 && (participle || preterite))
        return TRUE;
    if (own == other && g_str_has_prefix(form->text, lemma->text))
        return (own & CB_CLASS_NOUN) == 0;
    return (other & CB_CLASS_ADJECTIVE) != 0 && (own & CB_CLASS_VERB) != 0 &&
           is_bare_alike(form, lemma);
}

/* "brug", the noun, is also the imperative of bruge; "spil" that of spille, unless there is a
 * spile. */
static void join_noun_and_verb(Keys *keys, const CbWord *noun)
{
    const CbWord *verb = NULL;
    for (guint i = 0; i < noun->lemmas->len; i++) {
        const CbWord *lemma = cb_lemma(noun->lemmas, i);
        if (lemma != noun && is_verb(lemma) && is_bare_alike(noun, lemma) &&
            (verb == NULL || lemma->length < verb->length))
            verb = lemma;
    }
    if (verb != NULL)
        join(keys, noun, verb);
}

/* A form that is a lemma too. */
static void join_by_form(Keys *keys, const CbWord *form)
{
    for (guint i = 0; i < form->lemmas->len; i++) {
        const CbWord *lemma = cb_lemma(form->lemmas, i);
        if (lemma != form && is_same_word(form, lemma))
            join(keys, lemma, form);
    }
    if ((cb_word_inflection(form) & CB_CLASS_NOUN) != 0 && !is_verb(form))
        join_noun_and_verb(keys, form);
}

/* Joins @base to the lemma that is @base minus @strip bytes plus @ending, if there is such a one of
 * class @class. */
static void join_derived(Keys *keys, const CbWord *base, gsize strip, const char *ending,
                         CbInflection class)
{
    gsize kept = strlen(base->text) - strip;
    g_autofree char *text = g_strdup_printf("%.*s%s", (int)kept, base->text, ending);
    const CbWord *derived = cb_word_find(keys->table, text);
    if (derived != NULL && keys->is_simple[derived->number] && derived->irregular_of == NULL &&
        (cb_word_inflection(derived) & class) != 0)
        join(keys, base, derived);
}

/* visne, when there is vise: visning comes from that. */
static gboolean is_shorter_verb(Keys *keys, const CbWord *verb)
{
    g_autofree char *text = g_strndup(verb->text, strlen(verb->text) - 1);
    text[strlen(text) - 1] = 'e';
    const CbWord *shorter = cb_word_find(keys->table, text);
    return shorter != NULL && shorter->is_lemma && is_verb(shorter);
}

static void join_derived_of_verb(Keys *keys, const CbWord *verb)
{
    gsize length = strlen(verb->text);
    if (length < 4 || verb->text[length - 1] != 'e')
        return;
    join_derived(keys, verb, 0, "lse", CB_CLASS_NOUN);      /* uddanne, uddannelse */
    join_derived(keys, verb, 0, "r", CB_CLASS_NOUN);        /* undervise, underviser */
    join_derived(keys, verb, 0, "nde", CB_CLASS_ADJECTIVE); /* udfordre, udfordrende */
    gsize strip = verb->text[length - 2] == verb->text[length - 3] ? 2 : 1;
    join_derived(keys, verb, strip, "ning", CB_CLASS_NOUN); /* flette, fletning */
    if (!g_str_has_suffix(verb->text, "ne") || !is_shorter_verb(keys, verb))
        join_derived(keys, verb, 1, "ing", CB_CLASS_NOUN); /* udvikle, udvikling */
}

static void join_by_derivation(Keys *keys, const CbWord *lemma)
{
    CbInflection classes = cb_word_inflection(lemma);
    if ((classes & CB_CLASS_VERB) != 0)
        join_derived_of_verb(keys, lemma);
    if ((classes & CB_CLASS_ADJECTIVE) != 0 && lemma->length >= 4)
        join_derived(keys, lemma, 0, "hed", CB_CLASS_NOUN); /* faglig, faglighed */
}

static void join_lemmas(Keys *keys)
{
    for (guint i = 0; i < keys->table->sorted->len; i++) {
        const CbWord *word = keys->table->sorted->pdata[i];
        if (word->is_lemma && word->lemmas != NULL && word->lemmas->len > 1 &&
            word->irregular_of == NULL)
            join_by_form(keys, word);
        /* bøger has no singular: all its forms are those of bog; of "bor" only this form is meant
         */
        if (word->irregular_of != NULL && word->is_lemma &&
            (cb_word_inflection(word) & (CB_GENDERS | CB_CLASS_VERB)) == 0)
            join(keys, word, word->irregular_of);
        if (keys->is_simple[i])
            join_by_derivation(keys, word);
    }
}

/* --- The stem of each group ------------------------------------------------------------------- */

/* A group that has not got its stem yet. */
typedef struct {
    guint root;
    const CbWord *lemma; /* that names it */
    const char *wanted;
    guint n_forms;
    gboolean is_lemma; /* the stem it wants is one of its lemmas */
} Claim;

static int compare_claims(gconstpointer a, gconstpointer b)
{
    const Claim *left = a, *right = b;
    if (left->is_lemma != right->is_lemma)
        return left->is_lemma ? -1 : 1;
    if (left->n_forms != right->n_forms)
        return left->n_forms > right->n_forms ? -1 : 1;
    return left->root < right->root ? -1 : left->root > right->root;
}

/* uddanne -> uddan, faglig -> faglig, klasse -> klas; folded. */
static const char *own_stem(Keys *keys, const CbWord *lemma)
{
    g_autofree char *stem = g_strndup(lemma->text, bare_length(lemma));
    return folded(keys, stem);
}

/* Whether @lemma names the group rather than @other: verbs before what is made of them, short ones
 * before long ones. */
static gboolean names_rather(const CbWord *lemma, const CbWord *other)
{
    if (is_verb(lemma) != is_verb(other))
        return is_verb(lemma);
    return lemma->length < other->length ||
           (lemma->length == other->length && lemma->number < other->number);
}

static void add_to_claim(Keys *keys, Claim *claim, const CbWord *lemma)
{
    if (claim->lemma == NULL || names_rather(lemma, claim->lemma))
        claim->lemma = lemma;
    claim->n_forms += keys->n_forms[lemma->number];
}

static GArray *collect_claims(Keys *keys)
{
    GArray *claims = g_array_new(FALSE, FALSE, sizeof(Claim));
    guint n = keys->table->sorted->len;
    g_autofree guint *place = g_new0(guint, n); /* 1 + index of the group's claim, by root */
    for (guint i = 0; i < n; i++) {
        if (!keys->is_simple[i])
            continue;
        guint group = root(keys, i);
        if (place[group] == 0) {
            g_array_append_val(claims, (Claim){.root = group});
            place[group] = claims->len;
        }
        add_to_claim(keys, &g_array_index(claims, Claim, place[group] - 1),
                     keys->table->sorted->pdata[i]);
    }
    return claims;
}

static void give_stems(Keys *keys)
{
    g_autoptr(GArray) claims = collect_claims(keys);
    g_autoptr(GHashTable) taken = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < claims->len; i++) {
        Claim *claim = &g_array_index(claims, Claim, i);
        claim->wanted = own_stem(keys, claim->lemma);
        const CbWord *same =
            cb_word_find_slice(keys->table, claim->lemma->text, bare_length(claim->lemma));
        claim->is_lemma = same != NULL && keys->is_simple[same->number] &&
                          root(keys, same->number) == claim->root;
    }
    g_array_sort(claims, compare_claims);
    for (guint i = 0; i < claims->len; i++) {
        const Claim *claim = &g_array_index(claims, Claim, i);
        const char *stem = g_hash_table_contains(taken, claim->wanted)
                               ? folded(keys, claim->lemma->text)
                               : claim->wanted;
        keys->key[claim->root] = stem;
        g_hash_table_add(taken, (gpointer)(guintptr)stem);
    }
}

/* --- Forms ------------------------------------------------------------------------------------ */

/* How likely a form is meant as one of this lemma. What is much used makes many compounds. */
static guint likelihood(const CbWord *form, const CbWord *lemma)
{
    CbInflection classes = cb_word_inflection(lemma) & CB_CLASSES;
    /* "godt", "loven": an entry of its own says nothing against the other */
    if (classes == 0 || lemma->is_name)
        return 0;
    guint score = MIN(lemma->n_led + lemma->n_headed, 100);
    score += (classes & CB_CLASS_NOUN) != 0 ? 30 : (classes & CB_CLASS_ADJECTIVE) != 0 ? 20 : 10;
    if (lemma == form)
        return score + 60;
    const char *ending =
        g_str_has_prefix(form->text, lemma->text) ? form->text + strlen(lemma->text) : "";
    gboolean weak = g_str_has_suffix(form->text, "t") || g_str_has_suffix(form->text, "te") ||
                    g_str_has_suffix(form->text, "de");
    if ((classes & CB_CLASS_VERB) != 0 &&
        (weak || strcmp(ending, "s") == 0 || lemma->irregular == CB_CLASS_VERB))
        score += 90;
    else if ((classes & CB_CLASS_ADJECTIVE) != 0 && strcmp(ending, "t") == 0)
        score += 40;
    return score;
}

/* The lemma that an ambiguous form most likely belongs to. */
static const CbWord *main_lemma(Keys *keys, const CbWord *form)
{
    if (form->irregular_of != NULL && keys->is_simple[form->irregular_of->number])
        return form->irregular_of;
    const CbWord *best = NULL;
    guint best_score = 0;
    for (guint i = 0; i < form->lemmas->len; i++) {
        const CbWord *lemma = cb_lemma(form->lemmas, i);
        if (!keys->is_simple[lemma->number])
            continue;
        /* of equals the longer one */
        guint score = 64 * likelihood(form, lemma) + MIN(lemma->length, 63);
        if (best == NULL || score > best_score) {
            best = lemma;
            best_score = score;
        }
    }
    return best;
}

static gboolean is_ascii(const char *text)
{
    for (; *text != '\0'; text++)
        if ((guchar)*text >= 0x80)
            return FALSE;
    return TRUE;
}

static void give_keys(Keys *keys)
{
    for (guint i = 0; i < keys->table->sorted->len; i++) {
        CbWord *word = keys->table->sorted->pdata[i];
        if (word->lemmas == NULL || word->split != 0 || !cb_word_is_plain(word))
            continue;
        const CbWord *lemma = main_lemma(keys, word);
        const char *key = lemma != NULL ? keys->key[root(keys, lemma->number)] : NULL;
        if (key != NULL && key != folded(keys, snowball(keys, word->text)) && is_ascii(key))
            word->key = g_string_chunk_insert_const(keys->table->texts, key);
    }
}

static const CbWord *find_simple(Keys *keys, const char *text, GError **error)
{
    const CbWord *word = cb_word_find(keys->table, text);
    if (word != NULL && keys->is_simple[word->number])
        return word;
    g_set_error(error, CB_ERROR, CB_ERROR_BAD_FILE,
                "stem_overrides.txt: »%s« er ikke et usammensat grundord i ordbogen", text);
    return NULL;
}

/* stem_overrides.txt */
static gboolean join_families(Keys *keys, const char *folder, GError **error)
{
    g_autoptr(GPtrArray) families = cb_list_read_families(folder, "stem_overrides.txt", error);
    for (guint i = 0; families != NULL && i < families->len; i++) {
        const CbFamily *family = families->pdata[i];
        const CbWord *first = find_simple(keys, family->name, error);
        for (guint k = 0; first != NULL && k < family->words->len; k++) {
            const CbWord *word = find_simple(keys, family->words->pdata[k], error);
            if (word == NULL)
                return FALSE;
            unite(keys, first, word);
        }
        if (first == NULL)
            return FALSE;
    }
    return families != NULL;
}

static void keys_clear(Keys *keys)
{
    cb_stemmer_free(keys->stemmer);
    g_string_chunk_free(keys->strings);
    g_free(keys->parent);
    g_free(keys->is_simple);
    g_free(keys->n_forms);
    g_free(keys->key);
}

gboolean cb_keys_decide(const CbWordTable *table, const char *folder, GError **error)
{
    guint n = table->sorted->len;
    Keys keys = {.table = table,
                 .stemmer = cb_stemmer_new(NULL),
                 .strings = g_string_chunk_new(1 << 16),
                 .parent = g_new(guint32, n),
                 .is_simple = g_new0(gboolean, n),
                 .n_forms = g_new0(guint, n),
                 .key = g_new0(const char *, n)};
    for (guint i = 0; i < n; i++)
        keys.parent[i] = i;
    find_simple_lemmas(&keys);
    join_lemmas(&keys);
    gboolean read = join_families(&keys, folder, error);
    if (read) {
        give_stems(&keys);
        give_keys(&keys);
    }
    keys_clear(&keys);
    return read;
}
