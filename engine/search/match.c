/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Finding a query's words in a text, in one pass.
 *
 * The words of all patterns lie side by side in one 64-bit word, a bit each (a query has at most
 * CB_MAX_QUERY_WORDS of them), and a pattern is a run of bits. This is Shift-And (Baeza-Yates and
 * Gonnet, "A new approach to text searching", CACM 35(10), 1992) over words in place of letters:
 * after each word of the text, bit i of the state says that the pattern's words up to i are the
 * last words read. Most words of a text are none of the query's and cost a look at their first
 * letter.
 */
#include "match.h"
#include <string.h>

G_STATIC_ASSERT(CB_MAX_QUERY_WORDS <= 64);

typedef enum { ELEMENT_STEM, ELEMENT_FORM, ELEMENT_PREFIX } ElementKind;

typedef struct {
    ElementKind kind;
    const char *text; /* borrowed from the query */
} Element;

typedef struct {
    const CbNode *leaf;
    int word;
    double weight;
} Pattern;

struct CbMatcher {
    Element elements[CB_MAX_QUERY_WORDS];
    guint n_elements;
    Pattern patterns[CB_MAX_QUERY_WORDS];
    guint pattern_of[CB_MAX_QUERY_WORDS]; /* by element */
    guint n_patterns;
    guint64 firsts, lasts; /* bits of the patterns' first and last elements */
    gboolean stem_initial[256], form_initial[256];
};

/* --- Making ---------------------------------------------------------------------------------- */

static void add_element(CbMatcher *matcher, ElementKind kind, const CbQueryWord *word)
{
    const char *text = kind == ELEMENT_STEM ? word->stem : word->form;
    gboolean *initial = kind == ELEMENT_STEM ? matcher->stem_initial : matcher->form_initial;
    initial[(guchar)text[0]] = TRUE;
    matcher->pattern_of[matcher->n_elements] = matcher->n_patterns - 1;
    matcher->elements[matcher->n_elements++] = (Element){kind, text};
}

static gboolean has_single(const CbMatcher *matcher, ElementKind kind, const char *text)
{
    for (guint i = 0; i < matcher->n_elements; i++)
        if (matcher->firsts & matcher->lasts & (G_GUINT64_CONSTANT(1) << i) &&
            matcher->elements[i].kind == kind && strcmp(matcher->elements[i].text, text) == 0)
            return TRUE;
    return FALSE;
}

/* Words @from to @to of the leaf as one pattern. */
static void add_pattern(CbMatcher *matcher, const CbNode *leaf, guint from, guint to,
                        ElementKind kind)
{
    if (matcher->n_elements + (to - from) > CB_MAX_QUERY_WORDS || from == to)
        return;
    gboolean whole = leaf->type == CB_NODE_PHRASE;
    matcher->patterns[matcher->n_patterns++] = (Pattern){leaf, whole ? -1 : (int)from, 1.0};
    matcher->firsts |= G_GUINT64_CONSTANT(1) << matcher->n_elements;
    for (guint i = from; i < to; i++)
        add_element(matcher, kind, leaf->words->pdata[i]);
    matcher->lasts |= G_GUINT64_CONSTANT(1) << (matcher->n_elements - 1);
}

static void add_leaf(CbMatcher *matcher, const CbNode *leaf)
{
    ElementKind kind = leaf->exact ? ELEMENT_FORM : ELEMENT_STEM;
    guint n_words = leaf->words->len;
    if (leaf->type == CB_NODE_PHRASE) {
        add_pattern(matcher, leaf, 0, n_words, kind);
        return;
    }
    for (guint i = 0; i < n_words; i++) {
        const CbQueryWord *word = leaf->words->pdata[i];
        gboolean prefix = leaf->type == CB_NODE_PREFIX && i + 1 == n_words;
        ElementKind own = prefix ? ELEMENT_PREFIX : kind;
        if (!has_single(matcher, own, own == ELEMENT_STEM ? word->stem : word->form))
            add_pattern(matcher, leaf, i, i + 1, own);
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

CbMatcher *cb_matcher_new(const CbNode *root)
{
    CbMatcher *matcher = g_new0(CbMatcher, 1);
    if (root != NULL)
        add_tree(matcher, root);
    return matcher;
}

CbMatcher *cb_matcher_new_leaf(const CbNode *leaf)
{
    CbMatcher *matcher = g_new0(CbMatcher, 1);
    add_leaf(matcher, leaf);
    return matcher;
}

void cb_matcher_free(CbMatcher *matcher)
{
    g_free(matcher);
}

guint cb_matcher_n_patterns(const CbMatcher *matcher)
{
    return matcher->n_patterns;
}

double cb_matcher_weight(const CbMatcher *matcher, guint pattern)
{
    return matcher->patterns[pattern].weight;
}

void cb_matcher_set_weight(CbMatcher *matcher, guint pattern, double weight)
{
    matcher->patterns[pattern].weight = weight;
}

const CbNode *cb_matcher_leaf(const CbMatcher *matcher, guint pattern, int *word)
{
    if (word != NULL)
        *word = matcher->patterns[pattern].word;
    return matcher->patterns[pattern].leaf;
}

/* --- Running --------------------------------------------------------------------------------- */

typedef struct {
    const CbMatcher *matcher;
    guint64 state;
    gsize starts[64]; /* of the last 64 words, by position */
    GArray *matches;  /* NULL: stop at the first one */
    gboolean found;
} Run;

static guint64 elements_of(const CbMatcher *matcher, const CbToken *token)
{
    if (!matcher->stem_initial[(guchar)token->stem[0]] &&
        !matcher->form_initial[(guchar)token->form[0]])
        return 0;
    guint64 bits = 0;
    for (guint i = 0; i < matcher->n_elements; i++) {
        const Element *element = &matcher->elements[i];
        gboolean matches = element->kind == ELEMENT_STEM ? strcmp(token->stem, element->text) == 0
                           : element->kind == ELEMENT_FORM
                               ? strcmp(token->form, element->text) == 0
                               : g_str_has_prefix(token->form, element->text);
        if (matches)
            bits |= G_GUINT64_CONSTANT(1) << i;
    }
    return bits;
}

/* The pattern that ends at element @last ends with this token. */
static void report(Run *run, const CbToken *token, guint last)
{
    guint first = last;
    while (!(run->matcher->firsts & (G_GUINT64_CONSTANT(1) << first)))
        first--;
    CbMatch match = {.start = run->starts[(token->position - (last - first)) % 64],
                     .end = token->start + token->length,
                     .pattern = run->matcher->pattern_of[last]};
    g_array_append_val(run->matches, match);
}

static gboolean step(const CbToken *token, gpointer data)
{
    Run *run = data;
    if (token->kind != CB_TOKEN_WORD)
        return TRUE;
    run->starts[token->position % 64] = token->start;
    run->state = ((run->state << 1) | run->matcher->firsts) & elements_of(run->matcher, token);
    guint64 ended = run->state & run->matcher->lasts;
    run->found = run->found || ended != 0;
    if (run->matches == NULL)
        return !run->found;
    for (; ended != 0; ended &= ended - 1)
        report(run, token, (guint)__builtin_ctzll(ended));
    return TRUE;
}

void cb_matcher_run(const CbMatcher *matcher, CbAnalyzer *analyzer, const char *text, gsize length,
                    GArray *matches)
{
    if (matcher->n_elements == 0)
        return;
    Run run = {.matcher = matcher, .matches = matches};
    cb_analyzer_run(analyzer, text, (gssize)length, step, &run);
}

gboolean cb_matcher_finds(const CbMatcher *matcher, CbAnalyzer *analyzer, const char *text)
{
    if (matcher->n_elements == 0 || text == NULL)
        return FALSE;
    Run run = {.matcher = matcher};
    cb_analyzer_run(analyzer, text, -1, step, &run);
    return run.found;
}
