/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Finding a query's words in a text.
 *
 * A pattern has many ways to stand in a text: its stem, stems of words it may be written as
 * together with its neighbours, parts of its own, synonyms. Each way is an alternative; those of
 * all patterns lie in chains by their first byte, and each token of a text is looked up there. An
 * alternative of several words (a phrase, a synonym of several words) has a run: its first word is
 * looked up as any other, and where it stands the analyzer reads on while the words of the run go
 * on.
 *
 * Only words that begin as some alternative does are given to the analyzer: beginnings.c.
 */
#include "match.h"
#include "beginnings.h"
#include <string.h>

#define PART_STRENGTH 0.9f   /* inside a compound: a little less than alone */
#define MAX_SYNONYM_RUNS 128 /* synonyms of several words; those beyond match nothing */
#define MAX_RUNS (MAX_SYNONYM_RUNS + CB_MAX_QUERY_WORDS) /* with room for all phrases */
#define MAX_OWN_PARTS 32                                 /* of one word of the query */
#define ANCHOR_BYTES 160u /* how far back a fragment ("-ansvarlige") may lean on a compound */

G_STATIC_ASSERT(CB_MAX_QUERY_WORDS <= 64);

typedef enum { BY_STEM, BY_FORM, BY_PREFIX } Compare;

#define NONE G_MAXUINT

/* Strings are borrowed from the query. */
typedef struct {
    Compare compare;
    const char *text;
    guint pattern;
    guint run; /* of which this is the first word; or NONE */
    CbMarkKind kind;
    int own_part;
    gboolean inside; /* may be a part of a compound */
    float strength;
    guint next; /* in its chain; or NONE */
} Alternative;

typedef struct {
    Compare compare;
    const CbQueryWord *const *words; /* of a phrase, or */
    char *const *stems;              /* of a synonym */
    guint n;
} WordRun;

typedef struct {
    const CbNode *leaf;
    int word;
    guint n_own_parts;
} Pattern;

struct CbMatcher {
    Pattern patterns[CB_MAX_QUERY_WORDS];
    double weights[CB_MAX_QUERY_WORDS];
    guint n_patterns;
    GArray *alternatives; /* Alternative */
    guint by_stem[256], by_form[256];
    WordRun runs[MAX_RUNS];
    guint n_runs;
    CbBeginnings beginnings;
};

/* --- Making ---------------------------------------------------------------------------------- */

static Alternative *alternative_at(const CbMatcher *matcher, guint i)
{
    return &g_array_index(matcher->alternatives, Alternative, i);
}

static guint *chain_of(CbMatcher *matcher, Compare compare, const char *text)
{
    guint *heads = compare == BY_STEM ? matcher->by_stem : matcher->by_form;
    return &heads[(guchar)text[0]];
}

static void add_alternative(CbMatcher *matcher, Alternative alternative)
{
    guint *head = chain_of(matcher, alternative.compare, alternative.text);
    if (alternative.compare == BY_STEM)
        cb_beginnings_add_stem(&matcher->beginnings, alternative.text, alternative.inside);
    else
        cb_beginnings_add_form(&matcher->beginnings, alternative.text, FALSE);
    alternative.next = *head;
    *head = matcher->alternatives->len;
    g_array_append_val(matcher->alternatives, alternative);
}

static void add_run(CbMatcher *matcher, const WordRun *run, Alternative first)
{
    guint limit = first.kind == CB_MARK_SYNONYM ? MAX_SYNONYM_RUNS : MAX_RUNS;
    if (matcher->n_runs >= limit)
        return;
    first.run = matcher->n_runs;
    matcher->runs[matcher->n_runs++] = *run;
    add_alternative(matcher, first);
}

static void add_synonym(CbMatcher *matcher, Alternative alternative, const CbQuerySynonym *synonym)
{
    const WordRun run = {BY_STEM, NULL, synonym->stems, g_strv_length(synonym->stems)};
    if (run.n == 0)
        return;
    alternative.text = synonym->stems[0];
    alternative.kind = CB_MARK_SYNONYM;
    alternative.strength = (float)synonym->weight;
    if (run.n == 1) {
        add_alternative(matcher, alternative);
        return;
    }
    alternative.inside = FALSE;
    add_run(matcher, &run, alternative);
}

/* What may stand in the place of the word whose stem @own is. */
static void add_beside(CbMatcher *matcher, const CbQueryWord *word, const Alternative *own)
{
    Alternative alternative = *own;
    for (guint i = 0; word->synonyms != NULL && i < word->synonyms->len; i++)
        add_synonym(matcher, alternative, word->synonyms->pdata[i]);
    for (gsize i = 0; word->joined != NULL && word->joined[i] != NULL; i++) {
        alternative.text = word->joined[i];
        add_alternative(matcher, alternative);
    }
    guint n_parts = word->parts != NULL ? g_strv_length(word->parts) : 0;
    if (n_parts > MAX_OWN_PARTS)
        return;
    matcher->patterns[own->pattern].n_own_parts = n_parts;
    alternative.kind = CB_MARK_PART;
    alternative.inside = TRUE;
    for (guint i = 0; i < n_parts; i++) {
        alternative.text = word->parts[i];
        alternative.own_part = (int)i;
        add_alternative(matcher, alternative);
    }
}

static gboolean has_word(CbMatcher *matcher, Compare compare, const char *text)
{
    for (guint i = *chain_of(matcher, compare, text); i != NONE;) {
        const Alternative *other = alternative_at(matcher, i);
        if (other->compare == compare && other->kind == CB_MARK_WORD && other->run == NONE &&
            strcmp(other->text, text) == 0)
            return TRUE;
        i = other->next;
    }
    return FALSE;
}

/* NONE: there are as many as there can be. */
static guint add_pattern(CbMatcher *matcher, const CbNode *leaf, int word)
{
    if (matcher->n_patterns == CB_MAX_QUERY_WORDS)
        return NONE;
    matcher->patterns[matcher->n_patterns] = (Pattern){leaf, word, 0};
    matcher->weights[matcher->n_patterns] = 1;
    return matcher->n_patterns++;
}

static const char *text_of(const CbQueryWord *word, Compare compare)
{
    return compare == BY_STEM ? word->stem : word->form;
}

/* The word of the query itself, whole. */
static Alternative new_alternative(Compare compare, const char *text, guint pattern)
{
    return (Alternative){.compare = compare,
                         .text = text,
                         .pattern = pattern,
                         .run = NONE,
                         .kind = CB_MARK_WORD,
                         .own_part = -1,
                         .strength = 1,
                         .next = NONE};
}

static void add_word(CbMatcher *matcher, const CbNode *leaf, guint i, Compare compare)
{
    const CbQueryWord *word = leaf->words->pdata[i];
    const char *text = text_of(word, compare);
    guint pattern = has_word(matcher, compare, text) ? NONE : add_pattern(matcher, leaf, (int)i);
    if (pattern == NONE)
        return;
    cb_beginnings_add_form(&matcher->beginnings, word->form, compare == BY_STEM && !word->whole);
    Alternative alternative = new_alternative(compare, text, pattern);
    alternative.inside = compare == BY_STEM && leaf->type != CB_NODE_PHRASE && !word->whole;
    add_alternative(matcher, alternative);
    if (compare == BY_STEM)
        add_beside(matcher, word, &alternative);
}

static void add_phrase(CbMatcher *matcher, const CbNode *leaf, Compare compare)
{
    const CbQueryWord *const *words = (const CbQueryWord *const *)leaf->words->pdata;
    const WordRun run = {compare, words, NULL, leaf->words->len};
    guint pattern = add_pattern(matcher, leaf, -1);
    if (pattern == NONE)
        return;
    cb_beginnings_add_form(&matcher->beginnings, words[0]->form, FALSE);
    Alternative first = new_alternative(compare, text_of(words[0], compare), pattern);
    if (run.n == 1)
        add_alternative(matcher, first);
    else
        add_run(matcher, &run, first);
}

static void add_leaf(CbMatcher *matcher, const CbNode *leaf)
{
    Compare compare = leaf->exact ? BY_FORM : BY_STEM;
    if (leaf->words->len == 0)
        return;
    if (leaf->type == CB_NODE_PHRASE) {
        add_phrase(matcher, leaf, compare);
        return;
    }
    for (guint i = 0; i < leaf->words->len; i++) {
        gboolean prefix = leaf->type == CB_NODE_PREFIX && i + 1 == leaf->words->len;
        add_word(matcher, leaf, i, prefix ? BY_PREFIX : compare);
    }
}

static void add_tree(CbMatcher *matcher, const CbNode *node)
{
    if (node->type == CB_NODE_NOT)
        return;
    if (node->children == NULL) {
        if (node->field == CB_FIELD_ANY || node->field == CB_FIELD_TITLE)
            add_leaf(matcher, node);
        return;
    }
    for (guint i = 0; i < node->children->len; i++)
        add_tree(matcher, node->children->pdata[i]);
}

static CbMatcher *matcher_new(void)
{
    CbMatcher *matcher = g_new0(CbMatcher, 1);
    matcher->alternatives = g_array_new(FALSE, FALSE, sizeof(Alternative));
    memset(matcher->by_stem, 0xFF, sizeof matcher->by_stem); /* NONE */
    memset(matcher->by_form, 0xFF, sizeof matcher->by_form);
    return matcher;
}

CbMatcher *cb_matcher_new(const CbNode *root)
{
    CbMatcher *matcher = matcher_new();
    if (root != NULL)
        add_tree(matcher, root);
    return matcher;
}

CbMatcher *cb_matcher_new_leaf(const CbNode *leaf)
{
    CbMatcher *matcher = matcher_new();
    add_leaf(matcher, leaf);
    return matcher;
}

void cb_matcher_free(CbMatcher *matcher)
{
    if (matcher == NULL)
        return;
    g_array_unref(matcher->alternatives);
    g_free(matcher);
}

guint cb_matcher_n_patterns(const CbMatcher *matcher)
{
    return matcher->n_patterns;
}

const double *cb_matcher_weights(const CbMatcher *matcher)
{
    return matcher->weights;
}

void cb_matcher_set_weight(CbMatcher *matcher, guint pattern, double weight)
{
    matcher->weights[pattern] = weight;
}

const CbNode *cb_matcher_leaf(const CbMatcher *matcher, guint pattern, int *word)
{
    if (word != NULL)
        *word = matcher->patterns[pattern].word;
    return matcher->patterns[pattern].leaf;
}

guint cb_matcher_n_own_parts(const CbMatcher *matcher, guint pattern)
{
    return matcher->patterns[pattern].n_own_parts;
}

/* --- A word and what follows it -------------------------------------------------------------- */

/* The runs that a text may go on with: alternatives whose first word was read. */
typedef struct {
    guint n;
    guint at[MAX_RUNS]; /* alternatives */
} Pending;

typedef struct {
    const CbMatcher *matcher;
    const char *text, *end; /* that the analyzer reads */
    gsize offset;           /* of it in the whole text */
    GArray *matches;        /* NULL: it is enough to know that there is one */
    gboolean found;
    guint n_words;         /* read so far */
    gsize word_length;     /* of the first word, and */
    guint n_parts;         /* how many of its parts are still to come */
    gboolean to_next_word; /* parts of a joined form may come, until the next word */
    Pending now, later;    /* may end with this word; may end after it */
} Reading;

static gboolean text_matches(Compare compare, const char *text, const CbToken *token)
{
    switch (compare) {
    case BY_STEM:
        return strcmp(token->stem, text) == 0;
    case BY_FORM:
        return strcmp(token->form, text) == 0;
    case BY_PREFIX:
        return g_str_has_prefix(token->form, text);
    }
    return FALSE;
}

/* A word and what is joined to it may both fit: there may be more than runs. */
static void expect(Pending *later, guint alternative)
{
    if (later->n < MAX_RUNS)
        later->at[later->n++] = alternative;
}

static void add_match(Reading *reading, const Alternative *alternative, gsize start, gsize end,
                      CbTokenKind kind)
{
    gboolean part = kind == CB_TOKEN_PART;
    CbMatch match = {.start = reading->offset + start,
                     .end = reading->offset + end,
                     .pattern = alternative->pattern,
                     .kind = alternative->kind,
                     .own_part = alternative->own_part,
                     .fragment = kind == CB_TOKEN_JOINED && end - start <= reading->word_length,
                     .strength = alternative->strength};
    if (part && match.kind == CB_MARK_WORD)
        match.kind = CB_MARK_PART;
    if (part)
        match.strength *= PART_STRENGTH;
    reading->found = TRUE;
    if (reading->matches != NULL)
        g_array_append_val(reading->matches, match);
}

static void try_chain(Reading *reading, guint head, const CbToken *token)
{
    gboolean part = token->kind == CB_TOKEN_PART;
    for (guint i = head; i != NONE;) {
        const Alternative *alternative = alternative_at(reading->matcher, i);
        if ((alternative->inside || !part) &&
            text_matches(alternative->compare, alternative->text, token)) {
            if (alternative->run == NONE)
                add_match(reading, alternative, token->start, token->start + token->length,
                          token->kind);
            else
                expect(&reading->later, i);
        }
        i = alternative->next;
    }
}

static void try_alternatives(Reading *reading, const CbToken *token)
{
    const CbMatcher *matcher = reading->matcher;
    try_chain(reading, matcher->by_stem[(guchar)token->stem[0]], token);
    if (token->kind != CB_TOKEN_PART)
        try_chain(reading, matcher->by_form[(guchar)token->form[0]], token);
}

static gboolean run_goes_on(const WordRun *run, guint word, const CbToken *token)
{
    const char *text =
        run->words != NULL ? text_of(run->words[word], run->compare) : run->stems[word];
    return text_matches(run->compare, text, token);
}

/* Another word than the first. */
static void go_on(Reading *reading, const CbToken *token)
{
    guint word = reading->n_words - 1;
    for (guint i = 0; i < reading->now.n; i++) {
        const Alternative *first = alternative_at(reading->matcher, reading->now.at[i]);
        const WordRun *run = &reading->matcher->runs[first->run];
        if (!run_goes_on(run, word, token))
            continue;
        if (word + 1 == run->n)
            add_match(reading, first, 0, token->start + token->length, CB_TOKEN_WORD);
        else
            expect(&reading->later, reading->now.at[i]);
    }
}

/* May a form that hyphens join or complete follow the word? */
static gboolean may_be_joined(const Reading *reading, const CbToken *token)
{
    const char *p = reading->text + token->start + token->length;
    return p < reading->end && (*p == '-' || (guchar)*p == 0xE2);
}

static gboolean read_first_word(Reading *reading, const CbToken *token)
{
    try_alternatives(reading, token);
    if (token->kind == CB_TOKEN_WORD) {
        guint n = token->n_parts;
        reading->word_length = token->length;
        reading->n_parts = n > 1 ? n * (n + 1) / 2 - 1 : 0;
        return reading->n_parts > 0 || reading->later.n > 0 || may_be_joined(reading, token);
    }
    if (token->kind == CB_TOKEN_JOINED)
        reading->to_next_word = reading->n_parts == 0; /* its own parts may follow */
    else if (token->start + token->length <= reading->word_length && reading->n_parts > 0)
        reading->n_parts--;
    return reading->n_parts > 0 || reading->later.n > 0 || reading->to_next_word;
}

static gboolean read_token(const CbToken *token, gpointer data)
{
    Reading *reading = data;
    if (token->kind == CB_TOKEN_WORD && reading->n_words++ > 0) {
        reading->now = reading->later;
        reading->later.n = 0;
        if (reading->now.n == 0)
            return FALSE;
    }
    if (reading->n_words == 1)
        return read_first_word(reading, token);
    if (token->kind != CB_TOKEN_PART)
        go_on(reading, token);
    return TRUE;
}

/* --- Fragments ------------------------------------------------------------------------------- */

/* "-ansvarlige" after "praktikvejledere og": what it means is seen only from the compound on. */
typedef struct {
    Reading *reading;
    gsize start; /* of the fragment in what is read */
} Fragment;

static gboolean read_fragment(const CbToken *token, gpointer data)
{
    const Fragment *fragment = data;
    if (token->kind == CB_TOKEN_JOINED && token->start == fragment->start)
        try_alternatives(fragment->reading, token);
    return token->start < fragment->start ||
           (token->start == fragment->start && token->kind == CB_TOKEN_WORD);
}

static gboolean follows_hyphen(const char *text, const char *p)
{
    if (p - text < 2 || p[-1] != '-')
        return FALSE;
    return strchr(" \t\r\n,/", p[-2]) != NULL && p[-2] != '\0';
}

/* --- A text ---------------------------------------------------------------------------------- */

typedef struct {
    const CbMatcher *matcher;
    CbAnalyzer *analyzer;
    const char *text, *end;
    const char *anchor; /* the last word that is neither a fragment nor between them, or NULL */
    GArray *matches;
    gboolean found;
} TextRun;

static void start_reading(const TextRun *run, const char *from, Reading *reading)
{
    reading->matcher = run->matcher;
    reading->text = from;
    reading->end = run->end;
    reading->offset = (gsize)(from - run->text);
    reading->matches = run->matches;
    reading->found = FALSE;
    reading->n_words = reading->n_parts = 0;
    reading->to_next_word = FALSE;
    reading->word_length = 0;
    reading->now.n = reading->later.n = 0;
}

static void read_at(TextRun *run, const char *p)
{
    Reading reading; /* large: not cleared */
    start_reading(run, p, &reading);
    cb_analyzer_run(run->analyzer, p, run->end - p, read_token, &reading);
    run->found = run->found || reading.found;
}

static void read_fragment_at(TextRun *run, const char *p)
{
    Reading reading;
    if (run->anchor == NULL || p - run->anchor > (gssize)ANCHOR_BYTES)
        return;
    start_reading(run, run->anchor, &reading);
    reading.word_length = G_MAXSIZE; /* all that is found is a fragment */
    Fragment fragment = {&reading, (gsize)(p - run->anchor)};
    cb_analyzer_run(run->analyzer, run->anchor, run->end - run->anchor, read_fragment, &fragment);
    run->found = run->found || reading.found;
}

static gboolean run_over(TextRun *run)
{
    for (const char *p = run->text; p < run->end && (run->matches != NULL || !run->found);) {
        if (!cb_word_starts(p)) {
            p = g_utf8_next_char(p);
            continue;
        }
        gboolean wanted, fragment = follows_hyphen(run->text, p);
        const char *stop = cb_beginnings_scan(&run->matcher->beginnings, p, run->end, &wanted);
        if (wanted)
            read_at(run, p);
        if (fragment)
            read_fragment_at(run, p);
        else if (!cb_is_conjunction(p, (gsize)(stop - p)))
            run->anchor = p;
        p = MAX(stop, g_utf8_next_char(p)); /* whatever the two think of a letter, it goes on */
    }
    return run->found;
}

void cb_matcher_run(const CbMatcher *matcher, CbAnalyzer *analyzer, const char *text, gsize length,
                    GArray *matches)
{
    TextRun run = {matcher, analyzer, text, text + length, NULL, matches, FALSE};
    if (matcher->n_patterns > 0)
        run_over(&run);
}

gboolean cb_matcher_finds(const CbMatcher *matcher, CbAnalyzer *analyzer, const char *text)
{
    if (matcher->n_patterns == 0 || text == NULL)
        return FALSE;
    TextRun run = {matcher, analyzer, text, text + strlen(text), NULL, NULL, FALSE};
    return run_over(&run);
}
