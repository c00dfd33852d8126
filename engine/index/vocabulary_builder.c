/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The vocabulary, collected.
 *
 * Every word of every text passes here, so what is done for each is little: once a word is known to
 * be an ordinary one, the places where it stands are not looked at any more. How it is spelt is
 * counted once a case, in its first few cases.
 */
#include "vocabulary_builder.h"
#include "vocabulary_write.h"
#include "word_evidence.h"
#include <string.h>

#define SPELLING_CASES 8
#define MAX_SPELT 15 /* as much as the file `words` can say */

struct CbVocabularyBuilder {
    CbVocabularyBase *base; /* of an update, or NULL */
    GHashTable *words;      /* form -> CbSeenWord*; of an update those of changed cases alone */
    GHashTable *stems;      /* stem -> CbSeenStem* */
    GStringChunk *strings;
    guint n_cases;
    guint serial;         /* goes up with each case that is added or removed */
    gboolean keep_place;  /* of the case that comes next: it replaces one */
    gboolean title_tells; /* of the case that is read: its title was written for people */
    CbVocabularyTitles titles;
};

CbVocabularyBuilder *cb_vocabulary_builder_new(void)
{
    CbVocabularyBuilder *builder = g_new0(CbVocabularyBuilder, 1);
    builder->words = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, cb_seen_word_free);
    builder->stems = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    builder->strings = g_string_chunk_new(65536);
    cb_vocabulary_titles_init(&builder->titles);
    return builder;
}

void cb_vocabulary_builder_free(CbVocabularyBuilder *builder)
{
    if (builder == NULL)
        return;
    g_hash_table_unref(builder->words);
    g_hash_table_unref(builder->stems);
    g_string_chunk_free(builder->strings);
    cb_vocabulary_base_free(builder->base);
    cb_vocabulary_titles_clear(&builder->titles);
    g_free(builder);
}

gboolean cb_vocabulary_builder_load(CbVocabularyBuilder *builder, const char *folder,
                                    GError **error)
{
    builder->base = cb_vocabulary_base_open(folder, error);
    if (builder->base == NULL)
        return FALSE;
    builder->n_cases = cb_vocabulary_n_cases(builder->base->vocabulary);
    return TRUE;
}

/* --- Words ----------------------------------------------------------------------------------- */

static CbSeenStem *find_stem(CbVocabularyBuilder *builder, const char *stem)
{
    CbSeenStem *found = g_hash_table_lookup(builder->stems, stem);
    if (found == NULL) {
        found = g_new0(CbSeenStem, 1);
        found->text = g_string_chunk_insert(builder->strings, stem);
        g_hash_table_insert(builder->stems, found->text, found);
    }
    return found;
}

static CbSeenWord *new_word(CbVocabularyBuilder *builder, const char *form, const char *stem)
{
    CbSeenWord *word = g_new0(CbSeenWord, 1);
    word->form = g_string_chunk_insert(builder->strings, form);
    word->stem = find_stem(builder, stem);
    g_hash_table_insert(builder->words, word->form, word);
    return word;
}

/* (nullable): a word that the generation before has, with what was seen of it. */
static CbSeenWord *take_base_word(CbVocabularyBuilder *builder, const char *form)
{
    const CbBaseWord *base =
        builder->base != NULL ? cb_vocabulary_base_find(builder->base, form) : NULL;
    if (base == NULL)
        return NULL;
    CbSeenWord *word = new_word(builder, form, base->stem);
    word->base = base;
    word->seen = base->seen;
    if (base->shown != G_MAXUINT32) {
        word->spelling = cb_vocabulary_shown(builder->base->vocabulary, base->shown);
        word->votes = (guint8)MIN(base->seen.n_cases, SPELLING_CASES);
    }
    cb_seen_word_keep(word, builder->base);
    return word;
}

static CbSeenWord *find_word(CbVocabularyBuilder *builder, const CbToken *token)
{
    CbSeenWord *word = g_hash_table_lookup(builder->words, token->form);
    if (word == NULL)
        word = take_base_word(builder, token->form);
    if (word != NULL)
        return word;
    word = new_word(builder, token->form, token->stem);
    word->ignored = token->stop || g_ascii_isdigit(token->form[0]);
    return word;
}

void cb_vocabulary_builder_add_again(CbVocabularyBuilder *builder, CbSeenWord *word)
{
    if (word->last_case == builder->serial)
        return;
    word->last_case = builder->serial;
    word->seen.n_cases++;
    word->unspelt = word->seen.n_cases <= SPELLING_CASES || word->spelling == NULL;
    if (word->stem->last_case != builder->serial) {
        word->stem->last_case = builder->serial;
        word->stem->n_cases++;
    }
}

CbSeenWord *cb_vocabulary_builder_add(CbVocabularyBuilder *builder, const CbToken *token)
{
    CbSeenWord *word = find_word(builder, token);
    cb_vocabulary_builder_add_again(builder, word);
    return word;
}

/* Boyer and Moore's vote (1981): what most cases write is left over. */
static void vote(CbSeenWord *word, const char *raw, gsize length)
{
    if (word->spelling != NULL && strlen(word->spelling) == length &&
        memcmp(word->spelling, raw, length) == 0) {
        word->votes++;
    } else if (word->votes > 0) {
        word->votes--;
    } else {
        g_free(word->spelling);
        word->spelling = g_strndup(raw, length);
        word->votes = 1;
        word->respelt = TRUE;
    }
}

static void spell(CbSeenWord *word, const char *raw, gsize length)
{
    word->unspelt = FALSE;
    switch (cb_spelling_of(raw, length)) {
    case CB_SPELLING_SMALL:
        word->seen.n_small = (guint8)MIN(word->seen.n_small + 1, MAX_SPELT);
        break;
    case CB_SPELLING_CAPITALS:
        word->seen.n_capitals = (guint8)MIN(word->seen.n_capitals + 1, MAX_SPELT);
        break;
    case CB_SPELLING_CAPITALISED:
        break;
    }
    vote(word, raw, length);
}

void cb_vocabulary_builder_see(CbVocabularyBuilder *builder, CbSeenWord *word, const CbToken *token,
                               const char *text)
{
    (void)builder;
    if (word->ignored)
        return;
    if (word->unspelt)
        spell(word, text + token->start, token->length);
    if (!(word->seen.evidence & CB_EVIDENCE_ORDINARY))
        word->seen.evidence |= (guint8)cb_word_evidence(text, token->start, token->length);
}

void cb_vocabulary_builder_see_in_title(CbVocabularyBuilder *builder, CbSeenWord *word,
                                        const CbToken *token, const char *title)
{
    if (word->ignored)
        return;
    if (token->kind == CB_TOKEN_WORD)
        cb_vocabulary_titles_add_word(&builder->titles, word);
    if (!builder->title_tells)
        return;
    cb_vocabulary_builder_see(builder, word, token, title);
    word->seen.evidence |= CB_EVIDENCE_TITLE;
}

/* --- Cases ----------------------------------------------------------------------------------- */

typedef struct {
    CbVocabularyBuilder *builder;
    const char *name;
} Place;

static gboolean add_place(const CbToken *token, gpointer data)
{
    const Place *place = data;
    if (token->kind != CB_TOKEN_WORD || token->stop || strcmp(token->form, "kommune") == 0)
        return TRUE;
    CbSeenWord *word = cb_vocabulary_builder_add(place->builder, token);
    if (word->unspelt)
        spell(word, place->name + token->start, token->length);
    word->seen.evidence |= CB_EVIDENCE_PLACE;
    return TRUE;
}

void cb_vocabulary_builder_keep_place(CbVocabularyBuilder *builder)
{
    builder->keep_place = TRUE;
}

void cb_vocabulary_builder_begin_case(CbVocabularyBuilder *builder, CbAnalyzer *analyzer,
                                      const CbCase *item)
{
    builder->n_cases++;
    builder->serial++;
    builder->title_tells = item->kind != CB_CASE_DOCUMENT; /* that one's is a file's name, say */
    cb_vocabulary_titles_add(&builder->titles, item->title, item->id, builder->keep_place);
    builder->keep_place = FALSE;
    for (guint i = 0; i < item->municipalities->len; i++) {
        Place place = {builder, item->municipalities->pdata[i]};
        cb_analyzer_run(analyzer, place.name, -1, add_place, &place);
    }
}

/* Stop words and numbers are not known of the generation before, and not missed. */
static void remove_form(CbVocabularyBuilder *builder, const char *form)
{
    CbSeenWord *word = g_hash_table_lookup(builder->words, form);
    if (word == NULL)
        word = take_base_word(builder, form);
    if (word == NULL)
        return;
    if (word->seen.n_cases > 0)
        word->seen.n_cases--;
    if (word->stem->last_case != builder->serial && word->stem->n_cases > 0)
        word->stem->n_cases--;
    word->stem->last_case = builder->serial;
}

void cb_vocabulary_builder_remove_case(CbVocabularyBuilder *builder, const char *id,
                                       const GPtrArray *forms)
{
    builder->serial++;
    if (builder->n_cases > 0)
        builder->n_cases--;
    for (guint i = 0; i < forms->len; i++)
        remove_form(builder, forms->pdata[i]);
    cb_vocabulary_titles_remove(&builder->titles, id);
}

gboolean cb_vocabulary_builder_write(CbVocabularyBuilder *builder, CbAnalyzer *analyzer,
                                     const char *folder, CbStemFrequency frequency, gpointer data,
                                     GError **error)
{
    const CbVocabularySource source = {builder->base,
                                       builder->words,
                                       builder->stems,
                                       &builder->titles,
                                       builder->n_cases,
                                       frequency,
                                       data};
    return cb_vocabulary_write(&source, analyzer, folder, error);
}
