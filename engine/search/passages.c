/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Choosing passages.
 *
 * The candidates are the passages of the page's cases with most of the query's words
 * (passage_hits.h), and those where its phrases stand (phrase_places.h). They take turns: one of
 * each phrase, the rarest first, then one with many words.
 *
 * Of the candidates, in that order, the text is read until a case has enough. One that shows
 * nothing new while other words of the query were not shown yet, only a heading, or a word only by
 * a part of one or a synonym, waits in reserve.
 *
 * Passages that were recognised on pictures may have wrong letters. Of those with as many words
 * they count a little less.
 */
#include "passages.h"
#include "answer.h"
#include "counts.h"
#include "index_private.h"
#include "passage_hits.h"
#include "phrase_places.h"
#include "snippet.h"
#include <math.h>
#include <string.h>

#define SPARE_CANDIDATES 2  /* besides those that are shown */
#define EXACT_CANDIDATES 40 /* of an exact word: only reading tells in which form a word stands */
#define PLACES 40           /* of all phrases in a case together; each has at least a few */
#define NO_PHRASE CB_MAX_QUERY_WORDS /* as the number of a pattern */
#define PHRASE_WEIGHT 1.5
#define COMMON_WORD_WEIGHT 0.3 /* of a word that all cases have; a rare one weighs 1 */
#define HEADING_FACTOR 0.5     /* a table of contents shows less than the chapter */
#define SHOWN_FACTOR 0.4       /* what a word still weighs when it was shown */

typedef struct {
    CbPassageRecord *record;
    CbSnippet snippet;
    double value; /* what it shows of the query */
} Choice;

/* A passage that may be shown. */
typedef struct {
    CbPhrasePlace place; /* one passage, when it is not a phrase's */
    guint64 phrases;     /* patterns that stand there */
    guint order;         /* among the hits, or G_MAXUINT */
    guint turn;          /* how many of the same phrase, or without one, come before it */
    guint rivals;        /* how many places that phrase has */
    guint expected;      /* how many patterns it has, at most */
} Candidate;

typedef struct {
    CbIndex *index;
    CbMatcher *matcher;
    const GArray *targets;
    guint max;
    double ocr;                         /* what a recognised passage counts of another one */
    double weights[CB_MAX_QUERY_WORDS]; /* of the patterns, before anything was shown */
    guint n_phrases;
    gboolean exact_words, exact_phrases; /* are there any? */
    xapc_error *error;
} Search;

/* --- How many ------------------------------------------------------------------------------ */

/* How many passages of a case are read, at most, in search of something to show. */
static guint n_to_read(const Search *search)
{
    return search->exact_words ? EXACT_CANDIDATES : search->max + SPARE_CANDIDATES;
}

/* How many places of a phrase in a case are looked up. */
static guint n_places(const Search *search)
{
    guint enough = search->max + SPARE_CANDIDATES;
    gboolean alone = cb_matcher_n_patterns(search->matcher) == 1 && !search->exact_phrases;
    return alone ? enough : MAX(enough, PLACES / MAX(search->n_phrases, 1));
}

/* How many hits of a case are looked at: those of phrases are put in their order, too. */
static guint n_candidates(const Search *search)
{
    return MAX(n_to_read(search), search->n_phrases > 0 ? n_places(search) : 0);
}

/* --- What a word is worth -------------------------------------------------------------------- */

/* Rare words say more: the logarithm of how many cases have it, alone or in a compound, on a scale
 * of COMMON_WORD_WEIGHT to 1. */
static double word_weight(Search *search, const CbQueryWord *word, gboolean exact)
{
    xapc_doccount n = 0;
    if (search->error != NULL ||
        !xapc_database_get_doccount(cb_index_cases(search->index), &n, &search->error) || n < 2)
        return 1;
    double with =
        cb_stem_frequency(search->index, word->stem, word->whole || exact, &search->error);
    if (with < 1)
        return 1;
    double rarity = log(n / with) / log(n);
    return COMMON_WORD_WEIGHT + (1 - COMMON_WORD_WEIGHT) * rarity;
}

static void weigh_patterns(Search *search)
{
    for (guint i = 0; i < cb_matcher_n_patterns(search->matcher); i++) {
        int word;
        const CbNode *leaf = cb_matcher_leaf(search->matcher, i, &word);
        search->weights[i] =
            word < 0 ? PHRASE_WEIGHT : word_weight(search, leaf->words->pdata[word], leaf->exact);
        search->n_phrases += word < 0;
        search->exact_words = search->exact_words || (word >= 0 && leaf->exact);
        search->exact_phrases = search->exact_phrases || (word < 0 && leaf->exact);
    }
}

static void reset_weights(Search *search)
{
    for (guint i = 0; i < cb_matcher_n_patterns(search->matcher); i++)
        cb_matcher_set_weight(search->matcher, i, search->weights[i]);
}

/* What the choice is worth by itself. */
static double worth(const Search *search, const Choice *choice)
{
    double value = cb_showing_value(&choice->snippet.showing, search->weights);
    if (choice->record->ocr)
        value *= search->ocr;
    return choice->snippet.is_heading ? value * HEADING_FACTOR : value;
}

/* From now on the snippet's words count for less. */
static void mark_shown(Search *search, guint64 patterns)
{
    for (; patterns != 0; patterns &= patterns - 1) {
        guint i = (guint)__builtin_ctzll(patterns);
        cb_matcher_set_weight(search->matcher, i, search->weights[i] * SHOWN_FACTOR);
    }
}

/* --- The candidates of one case -------------------------------------------------------------- */

static Candidate *find_candidate(const GArray *candidates, xapc_docid passage)
{
    for (guint i = 0; i < candidates->len; i++) {
        Candidate *candidate = &g_array_index(candidates, Candidate, i);
        if (candidate->place.first == passage)
            return candidate;
    }
    return NULL;
}

static void add_candidate(GArray *candidates, const CbPhrasePlace *place, guint64 phrase,
                          guint order, guint expected)
{
    Candidate *known = find_candidate(candidates, place->first);
    if (known != NULL) {
        known->phrases |= phrase;
        known->place.last = MAX(known->place.last, place->last);
        return;
    }
    Candidate candidate = {
        .place = *place, .phrases = phrase, .order = order, .expected = expected};
    g_array_append_val(candidates, candidate);
}

static void add_places(Search *search, xapc_docid case_docid, guint pattern, GArray *candidates)
{
    const CbNode *leaf = cb_matcher_leaf(search->matcher, pattern, NULL);
    g_autoptr(CbPhrasePlaces) places = cb_phrase_places_new(search->index, case_docid, leaf->words);
    CbPhrasePlace place;
    for (guint left = n_places(search); left > 0 && cb_phrase_places_next(places, &place); left--)
        add_candidate(candidates, &place, G_GUINT64_CONSTANT(1) << pattern, G_MAXUINT,
                      cb_matcher_n_patterns(search->matcher));
}

/* @hits: CbPassageHit of the case, best first. Adds them, and tells the places among them where
 * they stand. */
static void add_hits(Search *search, const GArray *hits, GArray *candidates)
{
    guint n_patterns = cb_matcher_n_patterns(search->matcher);
    guint left = n_to_read(search);
    if (candidates->len > 0 && search->n_phrases == n_patterns)
        left = 0; /* they have nothing to show */
    for (guint i = 0; i < MIN(hits->len, n_candidates(search)); i++) {
        const CbPassageHit *hit = &g_array_index(hits, CbPassageHit, i);
        Candidate *known = find_candidate(candidates, hit->docid);
        if (known != NULL) {
            known->order = i;
        } else if (left > 0) {
            const CbPhrasePlace alone = {hit->docid, hit->docid};
            add_candidate(candidates, &alone, 0, i, hit->n_patterns);
            left--;
        }
    }
}

static int most_phrases_first(gconstpointer a, gconstpointer b)
{
    const Candidate *left = a, *right = b;
    int by_phrases = __builtin_popcountll(right->phrases) - __builtin_popcountll(left->phrases);
    return by_phrases != 0 ? by_phrases
                           : (left->order > right->order) - (left->order < right->order);
}

static int first_turn_first(gconstpointer a, gconstpointer b)
{
    const Candidate *left = a, *right = b;
    if (left->turn != right->turn)
        return left->turn < right->turn ? -1 : 1;
    return (left->rivals > right->rivals) - (left->rivals < right->rivals);
}

/* Of those that stand there the phrase with the fewest places; NO_PHRASE when there are none. */
static guint rarest_phrase(const Candidate *candidate, const guint *counts)
{
    guint rarest = NO_PHRASE;
    for (guint64 phrases = candidate->phrases; phrases != 0; phrases &= phrases - 1) {
        guint phrase = (guint)__builtin_ctzll(phrases);
        if (rarest == NO_PHRASE || counts[phrase] < counts[rarest])
            rarest = phrase;
    }
    return rarest;
}

/* So that a phrase that stands everywhere does not keep out the one that stands once. */
static void take_turns(GArray *candidates)
{
    guint counts[NO_PHRASE + 1] = {0}, turns[NO_PHRASE + 1] = {0};
    for (guint i = 0; i < candidates->len; i++)
        for (guint64 phrases = g_array_index(candidates, Candidate, i).phrases; phrases != 0;
             phrases &= phrases - 1)
            counts[__builtin_ctzll(phrases)]++;
    counts[NO_PHRASE] = G_MAXUINT;
    for (guint i = 0; i < candidates->len; i++) {
        Candidate *candidate = &g_array_index(candidates, Candidate, i);
        guint phrase = rarest_phrase(candidate, counts);
        candidate->turn = turns[phrase]++;
        candidate->rivals = counts[phrase];
    }
    g_array_sort(candidates, first_turn_first); /* stable: a merge sort */
}

/* Returns Candidate, best first. */
static GArray *find_candidates(Search *search, xapc_docid case_docid, const GArray *hits)
{
    GArray *candidates = g_array_new(FALSE, FALSE, sizeof(Candidate));
    for (guint i = 0; i < cb_matcher_n_patterns(search->matcher); i++) {
        int word;
        cb_matcher_leaf(search->matcher, i, &word);
        if (word < 0 && search->error == NULL)
            add_places(search, case_docid, i, candidates);
    }
    if (search->error == NULL)
        add_hits(search, hits, candidates);
    g_array_sort(candidates, most_phrases_first);
    take_turns(candidates);
    return candidates;
}

/* --- Choosing for one case ------------------------------------------------------------------- */

static void clear_choice(gpointer data)
{
    Choice *choice = data;
    cb_passage_record_free(choice->record);
    cb_snippet_clear(&choice->snippet);
}

static gboolean same_place(const CbPassageRecord *a, const CbPassageRecord *b)
{
    if (a->attachment != b->attachment)
        return FALSE;
    if (a->attachment >= 0)
        return a->page == b->page;
    return a->is_lead == b->is_lead && g_strcmp0(a->heading, b->heading) == 0 &&
           g_strcmp0(a->anchor, b->anchor) == 0;
}

static gboolean has_place(const GArray *choices, const CbPassageRecord *record)
{
    for (guint i = 0; i < choices->len; i++)
        if (same_place(g_array_index(choices, Choice, i).record, record))
            return TRUE;
    return FALSE;
}

/* A snippet without a mark is right only when the word stands in the heading. */
static gboolean shows_match(Search *search, const Choice *choice)
{
    const CbShowing *showing = &choice->snippet.showing;
    return (showing->patterns | showing->partly) != 0 ||
           cb_matcher_finds(search->matcher, cb_index_analyzer(search->index),
                            choice->record->heading);
}

/* Reads the candidate into @choice; FALSE when it is not to be shown. */
static gboolean read_choice(Search *search, const Candidate *candidate, const GArray *chosen,
                            const GArray *reserve, GArray *sentences, Choice *choice)
{
    *choice = (Choice){0};
    if (search->error == NULL)
        choice->record = cb_phrase_place_read(search->index, &candidate->place, &search->error);
    if (choice->record != NULL && !has_place(chosen, choice->record) &&
        !has_place(reserve, choice->record) &&
        cb_snippet_make_expecting(search->matcher, cb_index_analyzer(search->index),
                                  choice->record->text, candidate->expected, sentences,
                                  &choice->snippet) &&
        shows_match(search, choice))
        return TRUE;
    clear_choice(choice);
    return FALSE;
}

/* Moves what is in reserve to @chosen, as far as there is room. */
static void use_reserve(GArray *chosen, GArray *reserve, guint max)
{
    guint moved = MIN(reserve->len, max - chosen->len);
    g_array_append_vals(chosen, reserve->data, moved);
    g_array_set_clear_func(reserve, NULL);
    for (guint i = moved; i < reserve->len; i++)
        clear_choice(&g_array_index(reserve, Choice, i));
}

static int most_shown_first(gconstpointer a, gconstpointer b)
{
    double left = ((const Choice *)a)->value, right = ((const Choice *)b)->value;
    return (left < right) - (left > right);
}

/* Does it show a word only by a part of one, or by a synonym? One of the next may show it itself.
 */
static gboolean is_weak(const CbSnippet *snippet)
{
    const CbShowing *showing = &snippet->showing;
    for (guint64 bits = showing->patterns; bits != 0; bits &= bits - 1)
        if (showing->strength[__builtin_ctzll(bits)] < 1)
            return TRUE;
    return FALSE;
}

/* @candidates: Candidate, best first. Returns Choice, best first. */
static GArray *choose(Search *search, const GArray *candidates)
{
    GArray *chosen = g_array_new(FALSE, FALSE, sizeof(Choice));
    g_array_set_clear_func(chosen, clear_choice);
    g_autoptr(GArray) reserve = g_array_new(FALSE, FALSE, sizeof(Choice));
    g_autoptr(GArray) sentences = g_array_new(FALSE, FALSE, sizeof(guint64));
    guint n_patterns = cb_matcher_n_patterns(search->matcher);
    guint64 shown = 0;
    reset_weights(search);
    guint enough = search->max + SPARE_CANDIDATES;
    for (guint i = 0;
         i < candidates->len && chosen->len < search->max && chosen->len + reserve->len < enough;
         i++) {
        Choice choice;
        if (!read_choice(search, &g_array_index(candidates, Candidate, i), chosen, reserve,
                         sentences, &choice))
            continue;
        gboolean new = (choice.snippet.showing.patterns & ~shown) != 0 ||
                       (guint)__builtin_popcountll(shown) == n_patterns;
        choice.value = worth(search, &choice);
        if (!new || choice.snippet.is_heading || is_weak(&choice.snippet)) {
            g_array_append_val(reserve, choice);
            continue;
        }
        shown |= choice.snippet.showing.patterns;
        mark_shown(search, choice.snippet.showing.patterns);
        g_array_append_val(chosen, choice);
    }
    g_array_sort(reserve, most_shown_first); /* stable: a merge sort */
    use_reserve(chosen, reserve, search->max);
    g_array_sort(chosen, most_shown_first);
    return chosen;
}

/* --- From a choice to a passage -------------------------------------------------------------- */

static char *page_url(const char *url, const char *anchor)
{
    if (url == NULL || anchor == NULL || *anchor == '\0')
        return g_strdup(url);
    return g_strdup_printf("%.*s#%s", (int)strcspn(url, "#"), url, anchor);
}

static void set_place(CbPassage *passage, const CbPassageRecord *record, const CbHit *hit)
{
    if (record->attachment < 0 || (guint)record->attachment >= hit->attachments->len) {
        passage->url = page_url(hit->url, record->anchor);
        passage->source = g_strdup(hit->source);
        return;
    }
    const CbAttachment *attachment = hit->attachments->pdata[record->attachment];
    passage->from_attachment = TRUE;
    passage->attachment = g_strdup(attachment->name);
    passage->page = record->page;
    passage->ocr = record->ocr;
    if (attachment->url != NULL)
        passage->url = g_strdup_printf("%.*s#page=%u", (int)strcspn(attachment->url, "#"),
                                       attachment->url, record->page);
    passage->source = g_strdup(attachment->source);
}

static void add_passage(CbHit *hit, Choice *choice)
{
    CbPassage *passage = cb_passage_new();
    set_place(passage, choice->record, hit);
    passage->page_label = g_steal_pointer(&choice->record->label);
    passage->heading = g_steal_pointer(&choice->record->heading);
    passage->text = g_steal_pointer(&choice->snippet.text);
    passage->marks = g_steal_pointer(&choice->snippet.marks);
    g_ptr_array_add(hit->passages, passage);
}

static void fill_targets(Search *search)
{
    guint n = search->targets->len;
    g_autofree xapc_docid *docids = g_new(xapc_docid, n);
    for (guint i = 0; i < n; i++)
        docids[i] = g_array_index(search->targets, CbPassageTarget, i).docid;
    g_autoptr(CbPassageHits) hits = cb_passage_hits_new(search->index, search->matcher, docids, n,
                                                        search->weights, search->ocr);
    for (guint i = 0; i < n && search->error == NULL; i++) {
        const CbPassageTarget *target = &g_array_index(search->targets, CbPassageTarget, i);
        g_autoptr(GArray) found = cb_passage_hits_of(hits, i);
        g_autoptr(GArray) candidates = find_candidates(search, target->docid, found);
        g_autoptr(GArray) chosen = choose(search, candidates);
        for (guint j = 0; j < chosen->len; j++)
            add_passage(target->hit, &g_array_index(chosen, Choice, j));
    }
}

gboolean cb_passages_find(CbIndex *index, CbMatcher *matcher, const GArray *targets,
                          const CbRequest *request, GError **error)
{
    const CbRankOptions *options = request->rank != NULL ? request->rank : &cb_rank_defaults;
    guint max = request->max_passages;
    if (max == 0 || targets->len == 0 || cb_matcher_n_patterns(matcher) == 0)
        return TRUE;
    Search search = {
        .index = index, .matcher = matcher, .targets = targets, .max = max, .ocr = options->ocr};
    weigh_patterns(&search);
    if (search.error == NULL)
        fill_targets(&search);
    if (search.error == NULL)
        return TRUE;
    cb_error_from_xapian(error, search.error, "søgningens tekststykker kan ikke læses");
    return FALSE;
}
