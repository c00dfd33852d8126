/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Completion.
 *
 * The vocabulary is sorted, so the words with a given beginning are one run of it, and so are the
 * compounds with a given beginning of a later part. A short beginning has a long run: it is read
 * once, and a word is looked at closely only when it belongs among the few best so far. That keeps
 * one letter of 100,000 words below what a keystroke may cost.
 */
#include "index_private.h"
#include <casebank/error.h>
#include <casebank/suggest.h>
#include <string.h>

#define MAX_TEXT 1000 /* bytes; of a longer text the end is read */
#define MAX_WORDS 16  /* that a title is looked for by */

const char *cb_suggestion_kind_name(CbSuggestionKind kind)
{
    static const char *const names[] = {"word", "part", "title"};
    return names[kind];
}

void cb_suggestion_free(CbSuggestion *suggestion)
{
    if (suggestion == NULL)
        return;
    g_free(suggestion->text);
    g_free(suggestion->case_id);
    g_free(suggestion);
}

/* --- What was typed -------------------------------------------------------------------------- */

typedef struct {
    char *valid;      /* the text, valid UTF-8 */
    gsize last;       /* where its last word begins; at the end when there is none */
    char *prefix;     /* the last word, folded; "" when there is none */
    GPtrArray *words; /* char*: folded words before it that mean something */
} Typed;

static void typed_clear(Typed *typed)
{
    g_free(typed->valid);
    g_free(typed->prefix);
    g_clear_pointer(&typed->words, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Typed, typed_clear)

static gboolean add_typed_word(const CbToken *token, gpointer data)
{
    Typed *typed = data;
    if (token->kind == CB_TOKEN_WORD && !token->stop)
        g_ptr_array_add(typed->words, g_strdup(token->form));
    return typed->words->len < MAX_WORDS;
}

static gboolean is_letter(const char *p)
{
    gunichar c = g_utf8_get_char(p);
    return g_unichar_isalnum(c) || g_unichar_ismark(c) || c == 0xAD;
}

/* Where the run of letters begins that the text ends with. */
static gsize last_word(const char *text)
{
    const char *p = text + strlen(text);
    while (p > text && is_letter(g_utf8_prev_char(p)))
        p = g_utf8_prev_char(p);
    return (gsize)(p - text);
}

static void read_typed(Typed *typed, CbAnalyzer *analyzer, const char *text)
{
    gsize length = strlen(text);
    typed->valid = g_utf8_make_valid(text + (length > MAX_TEXT ? length - MAX_TEXT : 0), -1);
    typed->last = last_word(typed->valid);
    typed->prefix = cb_fold_key(typed->valid + typed->last);
    typed->words = g_ptr_array_new_with_free_func(g_free);
    cb_analyzer_run(analyzer, typed->valid, (gssize)typed->last, add_typed_word, typed);
}

/* --- The best words of a run ----------------------------------------------------------------- */

typedef struct {
    const CbVocabulary *vocabulary;
    guint max, n;
    guint best[CB_MAX_SUGGESTIONS]; /* numbers of words, best first */
    guint n_kept;                   /* those of an earlier run stay where they are */
} Best;

/* More cases, then shorter; then by the alphabet, as they come. */
static gboolean is_better(const Best *best, guint word, guint cases, guint other)
{
    guint other_cases = cb_vocabulary_cases(best->vocabulary, other);
    if (cases != other_cases)
        return cases > other_cases;
    const guint32 *signatures = cb_vocabulary_signatures(best->vocabulary);
    return signatures[word] >> CB_SIGNATURE_LENGTH_SHIFT < signatures[other] >>
           CB_SIGNATURE_LENGTH_SHIFT;
}

/* Of two words of a stem the one that stands for it, then the one of more cases. */
static gboolean shows_better(const Best *best, guint word, guint other)
{
    guint head = cb_vocabulary_head(best->vocabulary, word);
    if (word == head || other == head)
        return word == head;
    return cb_vocabulary_form_cases(best->vocabulary, word) >
           cb_vocabulary_form_cases(best->vocabulary, other);
}

static gboolean find_same_stem(const Best *best, guint word, guint *place)
{
    guint head = cb_vocabulary_head(best->vocabulary, word);
    for (*place = 0; *place < best->n; ++*place)
        if (cb_vocabulary_head(best->vocabulary, best->best[*place]) == head)
            return TRUE;
    return FALSE;
}

static void consider(Best *best, guint word)
{
    guint cases = cb_vocabulary_cases(best->vocabulary, word), place;
    if (best->n == best->max &&
        (best->n_kept == best->n || !is_better(best, word, cases, best->best[best->n - 1]))) {
        /* it may still be a better form of one that is there */
        if (best->n_kept == best->n || !find_same_stem(best, word, &place))
            return;
    } else if (!find_same_stem(best, word, &place)) {
        place = best->n < best->max ? best->n++ : best->n - 1;
        while (place > best->n_kept && is_better(best, word, cases, best->best[place - 1])) {
            best->best[place] = best->best[place - 1];
            place--;
        }
        best->best[place] = word;
        return;
    }
    if (place >= best->n_kept && shows_better(best, word, best->best[place]))
        best->best[place] = word;
}

/* A word typed to its end is as good as any: it comes first. */
static void put_typed_first(Best *best, const char *prefix)
{
    for (guint i = 1; i < best->n; i++) {
        guint word = best->best[i];
        if (strcmp(cb_vocabulary_form(best->vocabulary, word), prefix) != 0)
            continue;
        memmove(best->best + 1, best->best, i * sizeof best->best[0]);
        best->best[0] = word;
        return;
    }
}

static void find_words(Best *best, const char *prefix)
{
    CbRange range = cb_vocabulary_prefix(best->vocabulary, prefix);
    for (guint i = range.from; i < range.to; i++) {
        guint head = cb_vocabulary_head(best->vocabulary, i);
        if (head == i || head < range.from || head >= range.to) /* it comes by itself */
            consider(best, i);
    }
    put_typed_first(best, prefix);
    best->n_kept = best->n;
    if (best->n == best->max)
        return;
    range = cb_vocabulary_tail_prefix(best->vocabulary, prefix);
    for (guint i = range.from; i < range.to; i++)
        consider(best, cb_vocabulary_tail(best->vocabulary, i));
}

/* --- Titles ---------------------------------------------------------------------------------- */

/* @seen: for each title how many of the typed words it has, as long as it has all so far. */
static void see_word_in_titles(const CbVocabulary *vocabulary, CbRange words, guint8 *seen,
                               guint8 number)
{
    CbRange range = cb_vocabulary_postings(vocabulary, words);
    for (guint i = range.from; i < range.to; i++) {
        guint title = cb_vocabulary_posting_title(vocabulary, i);
        if (seen[title] == number)
            seen[title]++;
    }
}

static void see_in_titles(const CbVocabulary *vocabulary, const char *prefix, guint8 *seen,
                          guint8 number)
{
    see_word_in_titles(vocabulary, cb_vocabulary_prefix(vocabulary, prefix), seen, number);
    CbRange tails = cb_vocabulary_tail_prefix(vocabulary, prefix);
    for (guint i = tails.from; i < tails.to; i++) {
        guint word = cb_vocabulary_tail(vocabulary, i);
        see_word_in_titles(vocabulary, (CbRange){word, word + 1}, seen, number);
    }
}

typedef struct {
    guint title;
    gsize length;
} TitleHit;

/* Short titles say nothing but what was typed: they come first; then as the cases were indexed. */
static int compare_titles(gconstpointer a, gconstpointer b)
{
    const TitleHit *left = a, *right = b;
    if (left->length != right->length)
        return left->length < right->length ? -1 : 1;
    return (left->title > right->title) - (left->title < right->title);
}

/* TitleHit of the titles that have all typed words, the last one as a beginning. */
static GArray *find_titles(const CbVocabulary *vocabulary, const Typed *typed)
{
    GArray *hits = g_array_new(FALSE, FALSE, sizeof(TitleHit));
    guint n = cb_vocabulary_n_titles(vocabulary);
    g_autofree guint8 *seen = g_new0(guint8, n + 1);
    guint8 number = 0;
    for (guint i = 0; i < typed->words->len; i++)
        see_in_titles(vocabulary, typed->words->pdata[i], seen, number++);
    if (*typed->prefix != '\0')
        see_in_titles(vocabulary, typed->prefix, seen, number++);
    for (guint i = 0; number > 0 && i < n; i++) {
        TitleHit hit = {i, strlen(cb_vocabulary_title(vocabulary, i))};
        if (seen[i] == number && hit.length > 0)
            g_array_append_val(hits, hit);
    }
    g_array_sort(hits, compare_titles);
    return hits;
}

/* --- All of them ----------------------------------------------------------------------------- */

static gboolean is_there(const GPtrArray *suggestions, const char *text)
{
    for (guint i = 0; i < suggestions->len; i++)
        if (strcmp(((const CbSuggestion *)suggestions->pdata[i])->text, text) == 0)
            return TRUE;
    return FALSE;
}

/* Takes @text. One that is there already is left out, and so is what is no UTF-8. */
static void take(GPtrArray *suggestions, char *text, CbSuggestionKind kind, guint cases,
                 const char *case_id)
{
    if (is_there(suggestions, text) || !g_utf8_validate(text, -1, NULL)) {
        g_free(text);
        return;
    }
    CbSuggestion *suggestion = g_new0(CbSuggestion, 1);
    suggestion->text = text;
    suggestion->kind = kind;
    suggestion->cases = cases;
    suggestion->case_id = g_strdup(case_id);
    g_ptr_array_add(suggestions, suggestion);
}

static void take_words(GPtrArray *suggestions, const Best *best, const Typed *typed)
{
    g_autofree char *before = g_strndup(typed->valid, typed->last);
    for (guint i = 0; i < best->n; i++) {
        guint word = best->best[i];
        g_autofree char *shown = cb_vocabulary_shown(best->vocabulary, word);
        take(suggestions, g_strconcat(before, shown, NULL),
             i < best->n_kept ? CB_SUGGESTION_WORD : CB_SUGGESTION_PART,
             cb_vocabulary_cases(best->vocabulary, word), NULL);
    }
}

static void take_titles(GPtrArray *suggestions, const CbVocabulary *vocabulary,
                        const GArray *titles, guint max)
{
    for (guint i = 0; i < titles->len && suggestions->len < max; i++) {
        guint title = g_array_index(titles, TitleHit, i).title;
        const char *case_id = cb_vocabulary_title_case(vocabulary, title);
        if (g_utf8_validate(case_id, -1, NULL))
            take(suggestions, g_strdup(cb_vocabulary_title(vocabulary, title)), CB_SUGGESTION_TITLE,
                 1, case_id);
    }
}

GPtrArray *cb_suggest(CbIndex *index, const char *text, guint max, GError **error)
{
    if (max < 1 || max > CB_MAX_SUGGESTIONS) {
        g_set_error(error, CB_ERROR, CB_ERROR_USAGE, "antal forslag skal være mellem 1 og %d",
                    CB_MAX_SUGGESTIONS);
        return NULL;
    }
    if (!cb_index_refresh(index, NULL, error))
        return NULL;
    const CbVocabulary *vocabulary = cb_index_vocabulary(index, error);
    if (vocabulary == NULL)
        return NULL;
    g_auto(Typed) typed = {0};
    read_typed(&typed, cb_index_analyzer(index), text);
    g_autoptr(GArray) titles = find_titles(vocabulary, &typed);
    GPtrArray *suggestions = g_ptr_array_new_with_free_func((GDestroyNotify)cb_suggestion_free);
    Best best = {.vocabulary = vocabulary, .max = max - MIN(titles->len, max / 4)};
    if (*typed.prefix != '\0')
        find_words(&best, typed.prefix);
    take_words(suggestions, &best, &typed);
    take_titles(suggestions, vocabulary, titles, max);
    return suggestions;
}
