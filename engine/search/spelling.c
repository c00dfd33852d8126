/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * "Mente du".
 *
 * A word is corrected from the words of the cases alone: a larger dictionary has a nearer word for
 * most slips (metor is one letter from meter), but one that finds nothing. Good Danish that no case
 * has is no slip and is left alone.
 *
 * The nearest word is found by looking at all of them. The vocabulary has for each word 32 bits
 * that say which letters it has and how many; a word within two edits has at most two letters that
 * this one has not, lacks at most two that it has, and is at most two longer or shorter. About one
 * word in a hundred is left to be compared letter by letter.
 *
 * Danish compounds that nobody has written before are good words, so a slip in one of them may have
 * no whole word near it. Then the word is cut in two at each place: where one side is a word of the
 * cases, the other side is corrected alone (elev|frafld). The two together must be a compound of
 * known parts, each in some case: then the search has something to find.
 */
#include "spelling.h"
#include "edit_distance.h"
#include "index_private.h"
#include "query_read.h"
#include <casebank/words.h>
#include <string.h>

#define BLOCK 256u /* words whose signatures are looked at together */

enum {
    MIN_LETTERS = 4,       /* shorter words are near too many others */
    MIN_SHORT_LETTERS = 6, /* from here on two edits are looked for */
    MIN_COMPOUND = 7,
    MIN_SIDE = 3, /* letters of a compound's side */
    MAX_CUTS = 2  /* of one word that are tried */
};

typedef struct {
    CbIndex *index;
    const CbVocabulary *vocabulary; /* opened when it is first needed */
    CbAnalyzer *analyzer;
    GArray *edits; /* Edit */
} Speller;

/** A word of the text and what to write in its place. */
typedef struct {
    gsize start, length;
    char *word;
} Edit;

/* --- The nearest word ------------------------------------------------------------------------ */

typedef enum { UNKNOWN, NO, YES } Known;

typedef struct {
    guint word, cost, cases; /* no word yet: G_MAXUINT */
    Known known;             /* whether it is good Danish, once that was asked */
} Nearest;

static guint max_edits(gsize letters)
{
    return letters < MIN_LETTERS ? 0 : letters < MIN_SHORT_LETTERS ? 1 : 2;
}

static gboolean is_good_danish(Speller *speller, Nearest *nearest)
{
    if (nearest->known == UNKNOWN) {
        g_autofree char *shown = cb_vocabulary_shown(speller->vocabulary, nearest->word);
        nearest->known = cb_word_is_known(speller->analyzer, shown) ? YES : NO;
    }
    return nearest->known == YES;
}

/* A misspelt word stands in some case, too: of two as near, the one that is good Danish. That takes
 * longest to find out and is asked last. */
static gboolean is_nearer(Speller *speller, Nearest *a, Nearest *b)
{
    if (b->word == G_MAXUINT || a->cost != b->cost)
        return b->word == G_MAXUINT || a->cost < b->cost;
    if (a->cases > b->cases)
        return is_good_danish(speller, a) || !is_good_danish(speller, b);
    return !is_good_danish(speller, b) && is_good_danish(speller, a);
}

static void compare_word(Speller *speller, const char *form, gsize length, guint i, Nearest *best)
{
    const char *other = cb_vocabulary_form(speller->vocabulary, i);
    guint cost = cb_edit_distance(form, length, other, strlen(other), best->cost);
    if (cost > best->cost)
        return;
    Nearest found = {i, cost, cb_vocabulary_cases(speller->vocabulary, i), UNKNOWN};
    if (is_nearer(speller, &found, best))
        *best = found;
}

/* What is left of the bits when @n of them, 1 or 2, are taken away. */
static inline guint32 bits_beyond(guint32 bits, guint n)
{
    guint32 one_less = bits & (bits - 1);
    return n == 1 ? one_less : one_less & (one_less - 1);
}

/* Marks the words of a block that may be within @edits of the one with the signature @own. No
 * branches: the compiler does several words at once. */
static void mark_near(const guint32 *signatures, guint n, guint32 own, guint edits, guint8 *near)
{
    guint32 length = own >> CB_SIGNATURE_LENGTH_SHIFT;
    for (guint i = 0; i < n; i++) {
        guint32 longer = (signatures[i] >> CB_SIGNATURE_LENGTH_SHIFT) - length + edits;
        guint32 missing = bits_beyond(own & ~signatures[i] & CB_SIGNATURE_LETTERS, edits);
        guint32 extra = bits_beyond(signatures[i] & ~own & CB_SIGNATURE_LETTERS, edits);
        near[i] = (longer <= 2 * edits) & ((missing | extra) == 0);
    }
}

/* FALSE when there is none. */
static gboolean find_nearest(Speller *speller, const char *form, Nearest *best)
{
    gsize length = strlen(form);
    guint edits = max_edits(length), n_words = cb_vocabulary_n_words(speller->vocabulary);
    if (edits == 0 || length > CB_MAX_EDITED)
        return FALSE;
    *best = (Nearest){.cost = edits * CB_EDIT_COST, .word = G_MAXUINT};
    const guint32 *signatures = cb_vocabulary_signatures(speller->vocabulary);
    guint32 own = cb_vocabulary_signature(form, length);
    guint8 near[BLOCK];
    for (guint first = 0; first < n_words; first += BLOCK) {
        guint n = MIN(BLOCK, n_words - first);
        mark_near(signatures + first, n, own, edits, near);
        for (guint i = 0; i < n; i++)
            if (near[i])
                compare_word(speller, form, length, first + i, best);
    }
    return best->word != G_MAXUINT;
}

/* --- Compounds ------------------------------------------------------------------------------- */

/* A corrected compound; @text is NULL when there is none. */
typedef struct {
    char *text;
    guint cost;
} Compound;

/* Without the letter that may link it to what follows; NULL when it has none. */
static char *without_link(const char *form)
{
    gsize length = strlen(form);
    return length > MIN_SIDE && (form[length - 1] == 's' || form[length - 1] == 'e')
               ? g_strndup(form, length - 1)
               : NULL;
}

static gboolean is_part(const CbVocabulary *vocabulary, const char *form)
{
    guint word;
    return cb_vocabulary_find(vocabulary, form, &word) || cb_vocabulary_has_tail(vocabulary, form);
}

static gboolean leads(const CbVocabulary *vocabulary, const char *form)
{
    g_autofree char *bare = without_link(form);
    return is_part(vocabulary, form) || (bare != NULL && is_part(vocabulary, bare));
}

/* A compound of known parts, each of which some case has. */
static gboolean makes_sense(Speller *speller, const char *word)
{
    g_autoptr(CbWordAnalysis) analysis = cb_word_analyze(speller->analyzer, word);
    if (analysis->parts->len == 0 || analysis->guessed)
        return FALSE;
    for (guint i = 0; i < analysis->parts->len; i++)
        if (!cb_stem_exists(speller->index, ((CbWordPart *)analysis->parts->pdata[i])->stem))
            return FALSE;
    return TRUE;
}

/* Takes @text as the better compound if it is. */
static void take_compound(Speller *speller, Compound *best, char *text, guint cost)
{
    if ((best->text == NULL || cost < best->cost) && makes_sense(speller, text)) {
        g_free(best->text);
        *best = (Compound){g_steal_pointer(&text), cost};
    }
    g_free(text);
}

static void correct_right(Speller *speller, const char *left, const char *right_form,
                          Compound *best)
{
    Nearest nearest;
    if (!find_nearest(speller, right_form, &nearest))
        return;
    g_autofree char *right = cb_vocabulary_shown(speller->vocabulary, nearest.word);
    take_compound(speller, best, g_strconcat(left, right, NULL), nearest.cost);
}

static void correct_left(Speller *speller, const char *left_form, const char *right, Compound *best)
{
    g_autofree char *bare = without_link(left_form);
    const char *link = bare != NULL ? left_form + strlen(bare) : "";
    Nearest nearest;
    if (bare == NULL || !find_nearest(speller, bare, &nearest)) {
        link = "";
        if (!find_nearest(speller, left_form, &nearest))
            return;
    }
    g_autofree char *left = cb_vocabulary_shown(speller->vocabulary, nearest.word);
    take_compound(speller, best, g_strconcat(left, link, right, NULL), nearest.cost);
}

/* A place to cut a word at: one side is a word of the cases, the other is to be corrected. */
typedef struct {
    glong cut;
    gboolean left_known;
    gsize known_length;
} Cut;

/* The longer the side that is right, the likelier the cut. */
static int compare_cuts(gconstpointer a, gconstpointer b)
{
    const Cut *left = a, *right = b;
    if (left->known_length != right->known_length)
        return left->known_length > right->known_length ? -1 : 1;
    return (left->cut > right->cut) - (left->cut < right->cut);
}

/* Cut of every place, the best first. @word: normalised, real letters. */
static GArray *find_cuts(const CbVocabulary *vocabulary, const char *word)
{
    GArray *cuts = g_array_new(FALSE, FALSE, sizeof(Cut));
    glong letters = g_utf8_strlen(word, -1);
    for (glong at = MIN_SIDE; at <= letters - MIN_SIDE; at++) {
        const char *right = g_utf8_offset_to_pointer(word, at);
        g_autofree char *left = g_strndup(word, (gsize)(right - word));
        g_autofree char *left_form = cb_fold_key(left), *right_form = cb_fold_key(right);
        Cut with_left = {at, TRUE, strlen(left_form)}, with_right = {at, FALSE, strlen(right_form)};
        if (leads(vocabulary, left_form))
            g_array_append_val(cuts, with_left);
        if (is_part(vocabulary, right_form))
            g_array_append_val(cuts, with_right);
    }
    g_array_sort(cuts, compare_cuts);
    return cuts;
}

static Compound correct_compound(Speller *speller, const char *word)
{
    Compound best = {NULL, 0};
    g_autoptr(GArray) cuts = find_cuts(speller->vocabulary, word);
    for (guint i = 0; i < MIN(cuts->len, MAX_CUTS); i++) {
        const Cut *cut = &g_array_index(cuts, Cut, i);
        const char *right = g_utf8_offset_to_pointer(word, cut->cut);
        g_autofree char *left = g_strndup(word, (gsize)(right - word));
        g_autofree char *wrong = cb_fold_key(cut->left_known ? right : left);
        if (cut->left_known)
            correct_right(speller, left, wrong, &best);
        else
            correct_left(speller, wrong, right, &best);
    }
    return best;
}

/* --- A word ---------------------------------------------------------------------------------- */

/* Returns: (transfer full) (nullable): the word that @word is a slip for. */
static char *correct(Speller *speller, const char *word)
{
    g_autoptr(CbWordAnalysis) analysis = cb_word_analyze(speller->analyzer, word);
    const char *letters = analysis->restored != NULL ? analysis->restored : analysis->normalized;
    Nearest nearest = {.cost = 0};
    gboolean found = find_nearest(speller, analysis->key, &nearest);
    if (strlen(analysis->key) >= MIN_COMPOUND && (!found || nearest.cost > CB_EDIT_COST)) {
        Compound compound = correct_compound(speller, letters);
        if (compound.text != NULL && (!found || compound.cost < nearest.cost))
            return compound.text;
        g_free(compound.text);
    }
    return found ? cb_vocabulary_shown(speller->vocabulary, nearest.word) : NULL;
}

static gboolean can_be_slip(const CbToken *token)
{
    gsize length = strlen(token->form);
    return token->kind == CB_TOKEN_WORD && !token->stop && length >= MIN_LETTERS &&
           length <= CB_MAX_EDITED && strpbrk(token->form, "0123456789") == NULL;
}

/* The leaf has another way to say the word: written together with its neighbour, or a synonym. */
static gboolean has_other_way(Speller *speller, const CbNode *leaf, const char *form)
{
    for (guint i = 0; i < leaf->words->len; i++) {
        const CbQueryWord *word = leaf->words->pdata[i];
        if (strcmp(word->form, form) != 0)
            continue;
        if (word->synonyms->len > 0)
            return TRUE;
        for (gsize j = 0; word->joined != NULL && word->joined[j] != NULL; j++)
            if (cb_stem_exists(speller->index, word->joined[j]))
                return TRUE;
    }
    return FALSE;
}

typedef struct {
    Speller *speller;
    const CbNode *leaf;
} Leaf;

static gboolean look_at_word(const CbToken *token, gpointer data)
{
    const Leaf *leaf = data;
    Speller *speller = leaf->speller;
    if (!can_be_slip(token) || cb_stem_exists(speller->index, token->stem) ||
        has_other_way(speller, leaf->leaf, token->form))
        return TRUE;
    Edit edit = {leaf->leaf->start + token->start, token->length, NULL};
    edit.word = g_strndup(leaf->leaf->text + token->start, token->length);
    g_array_append_val(speller->edits, edit); /* the analyzer is at work: corrected below */
    return speller->edits->len < CB_MAX_CORRECTED;
}

/* --- The query ------------------------------------------------------------------------------- */

static void look_at_tree(Speller *speller, const CbNode *node)
{
    if (node->type == CB_NODE_NOT || speller->edits->len >= CB_MAX_CORRECTED)
        return;
    for (guint i = 0; node->children != NULL && i < node->children->len; i++)
        look_at_tree(speller, node->children->pdata[i]);
    if (node->type != CB_NODE_WORD || node->exact || node->field != CB_FIELD_ANY)
        return;
    Leaf leaf = {speller, node};
    cb_analyzer_run(speller->analyzer, node->text, -1, look_at_word, &leaf);
}

static void clear_edit(gpointer data)
{
    g_free(((Edit *)data)->word);
}

/* Puts the corrections in place of the words; FALSE when there are none. */
static gboolean correct_all(Speller *speller)
{
    gboolean any = FALSE;
    for (guint i = 0; i < speller->edits->len; i++) {
        Edit *edit = &g_array_index(speller->edits, Edit, i);
        g_autofree char *word = g_steal_pointer(&edit->word);
        if (!cb_word_is_known(speller->analyzer, word))
            edit->word = correct(speller, word);
        any = any || edit->word != NULL;
    }
    return any;
}

static char *edited(const GArray *edits, const char *text)
{
    g_autoptr(GString) out = g_string_new(NULL);
    gsize at = 0, size = strlen(text);
    for (guint i = 0; i < edits->len; i++) {
        const Edit *edit = &g_array_index(edits, Edit, i);
        if (edit->word == NULL || edit->start < at || edit->start + edit->length > size)
            continue;
        g_string_append_len(out, text + at, (gssize)(edit->start - at));
        g_string_append(out, edit->word);
        at = edit->start + edit->length;
    }
    g_string_append(out, text + at);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

char *cb_spelling_suggest(CbIndex *index, const CbQuery *query, const char *text, GError **error)
{
    if (query->root == NULL)
        return NULL;
    g_autoptr(GArray) edits = g_array_new(FALSE, FALSE, sizeof(Edit));
    g_array_set_clear_func(edits, clear_edit);
    Speller speller = {.index = index, .analyzer = cb_index_analyzer(index), .edits = edits};
    look_at_tree(&speller, query->root);
    if (edits->len == 0)
        return NULL;
    speller.vocabulary = cb_index_vocabulary(index, error);
    return speller.vocabulary != NULL && correct_all(&speller) ? edited(edits, text) : NULL;
}
