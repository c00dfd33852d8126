/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Finding a query's words in a text.
 *
 * The words of all patterns lie side by side in one 64-bit word, a bit each (a query has at most
 * CB_MAX_QUERY_WORDS of them), and a pattern is a run of bits. This is Shift-And (Baeza-Yates and
 * Gonnet, "A new approach to text searching", CACM 35(10), 1992) over words in place of letters:
 * bit i of the state says that the pattern's words up to i are the last words read.
 *
 * Most words of a text are none of the query's, and looking each up in the analyzer costs more than
 * all the rest. So the text is scanned for words that can begin a match (may_begin()), and the
 * analyzer reads on from there only while a phrase goes on.
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
    guint64 inner;         /* and of all that are not first */
    guint seconds[128];    /* by ASCII initial: what may follow it in a first element */
};

/* --- Making ---------------------------------------------------------------------------------- */

static void add_element(CbMatcher *matcher, ElementKind kind, const CbQueryWord *word)
{
    matcher->pattern_of[matcher->n_elements] = matcher->n_patterns - 1;
    matcher->elements[matcher->n_elements++] =
        (Element){kind, kind == ELEMENT_STEM ? word->stem : word->form};
}

static gboolean has_single(const CbMatcher *matcher, ElementKind kind, const char *text)
{
    for (guint i = 0; i < matcher->n_elements; i++)
        if (matcher->firsts & matcher->lasts & (G_GUINT64_CONSTANT(1) << i) &&
            matcher->elements[i].kind == kind && strcmp(matcher->elements[i].text, text) == 0)
            return TRUE;
    return FALSE;
}

/* Kinds of second letters, a bit each: the consonants, the vowels as one, and anything else. */
enum { VOWEL = 1u << 26, OTHER = 1u << 27 };

static guint kind_of_letter(char c)
{
    char lower = g_ascii_tolower(c);
    if (lower < 'a' || lower > 'z')
        return OTHER;
    return strchr("aeiouy", lower) != NULL ? VOWEL : 1u << (lower - 'a');
}

/* @word is folded, and so is the table: "ænder" begins with "ae". */
static void add_beginning(CbMatcher *matcher, const char *word)
{
    if ((guchar)word[0] < 128)
        matcher->seconds[(guchar)word[0]] |= kind_of_letter(word[1]);
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
    for (guint i = from; i < to; i++) {
        if (i > from)
            matcher->inner |= G_GUINT64_CONSTANT(1) << matcher->n_elements;
        add_element(matcher, kind, leaf->words->pdata[i]);
    }
    const CbQueryWord *first = leaf->words->pdata[from];
    add_beginning(matcher, first->form);
    add_beginning(matcher, first->stem);
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
    gsize start;     /* where the match that is tried begins in the text */
    guint64 state;   /* 0 before its first word */
    GArray *matches; /* NULL: it is enough to know that there is one */
    gboolean found;
} Run;

static gboolean element_matches(const Element *element, const CbToken *token)
{
    switch (element->kind) {
    case ELEMENT_STEM:
        return strcmp(token->stem, element->text) == 0;
    case ELEMENT_FORM:
        return strcmp(token->form, element->text) == 0;
    case ELEMENT_PREFIX:
        return g_str_has_prefix(token->form, element->text);
    }
    return FALSE;
}

/* Which of the elements in @wanted the word is. */
static guint64 elements_of(const CbMatcher *matcher, guint64 wanted, const CbToken *token)
{
    guint64 bits = 0;
    for (; wanted != 0; wanted &= wanted - 1) {
        guint i = (guint)__builtin_ctzll(wanted);
        if (element_matches(&matcher->elements[i], token))
            bits |= G_GUINT64_CONSTANT(1) << i;
    }
    return bits;
}

/* The elements that may follow what was read. */
static guint64 next_elements(const Run *run)
{
    return run->state == 0 ? run->matcher->firsts : (run->state << 1) & run->matcher->inner;
}

static gboolean read_word(const CbToken *token, gpointer data)
{
    Run *run = data;
    if (token->kind != CB_TOKEN_WORD)
        return TRUE;
    run->state = elements_of(run->matcher, next_elements(run), token);
    guint64 ended = run->state & run->matcher->lasts;
    run->found = run->found || ended != 0;
    for (; ended != 0 && run->matches != NULL; ended &= ended - 1) {
        CbMatch match = {.start = run->start,
                         .end = run->start + token->start + token->length,
                         .pattern = run->matcher->pattern_of[__builtin_ctzll(ended)]};
        g_array_append_val(run->matches, match);
    }
    return run->state != 0 && next_elements(run) != 0;
}

/* What æ, ø and å fold to begins with; 0 for other letters. */
static char folded_initial(const char *p, const char *end)
{
    if (end - p < 2 || (guchar)p[0] != 0xC3)
        return 0;
    switch ((guchar)p[1] | 0x20) { /* small letters */
    case 0xA6:
    case 0xA5:
        return 'a';
    case 0xB8:
        return 'o';
    default:
        return 0;
    }
}

/* Can the word at @p be the first one of a match? A word and its stem share the first letter, and
 * the second one but for the vowels (bog, bøger). Parts of compounds would have to be let through
 * here too. Words that begin with rarer letters always are. */
static gboolean may_begin(const CbMatcher *matcher, const char *p, const char *end)
{
    char first = (guchar)p[0] < 128 ? g_ascii_tolower(p[0]) : folded_initial(p, end);
    if (first == 0)
        return TRUE;
    guint kinds = matcher->seconds[(guchar)first];
    if (kinds == 0)
        return FALSE;
    guint kind = OTHER;
    if ((guchar)p[0] >= 128)
        kind = VOWEL; /* ae, oe, aa */
    else if (end - p > 1)
        kind = folded_initial(p + 1, end) != 0 ? VOWEL : kind_of_letter(p[1]);
    return kind == OTHER || (kinds & (kind | OTHER)) != 0;
}

static gboolean joins_words(gunichar c)
{
    return c == '\'' || c == 0x2019 || c == 0x2BC;
}

static gboolean is_invisible(gunichar c)
{
    return c == 0xAD || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF;
}

static gboolean is_letter(gunichar c)
{
    return g_unichar_isalnum(c) || g_unichar_ismark(c);
}

/* The end of the word at @p, as the analyzer sees it. */
static const char *skip_word(const char *p, const char *end)
{
    while (p < end) {
        if (g_ascii_isalnum(*p)) {
            p++;
            continue;
        }
        if ((guchar)*p < 128 && *p != '\'')
            break;
        gunichar c = g_utf8_get_char(p);
        const char *next = g_utf8_next_char(p);
        gboolean inside = is_letter(c) || is_invisible(c) ||
                          (joins_words(c) && next < end && is_letter(g_utf8_get_char(next)));
        if (!inside)
            break;
        p = next;
    }
    return p;
}

static gboolean starts_word(const char *p)
{
    return (guchar)*p < 128 ? g_ascii_isalnum(*p) : is_letter(g_utf8_get_char(p));
}

static gboolean run_over(const CbMatcher *matcher, CbAnalyzer *analyzer, const char *text,
                         gsize length, GArray *matches)
{
    Run run = {.matcher = matcher, .matches = matches};
    const char *end = text + length;
    for (const char *p = text; p < end && (matches != NULL || !run.found);) {
        if (!starts_word(p)) {
            p = g_utf8_next_char(p);
            continue;
        }
        if (may_begin(matcher, p, end)) {
            run.start = (gsize)(p - text);
            run.state = 0;
            cb_analyzer_run(analyzer, p, end - p, read_word, &run);
        }
        p = skip_word(p, end);
    }
    return run.found;
}

void cb_matcher_run(const CbMatcher *matcher, CbAnalyzer *analyzer, const char *text, gsize length,
                    GArray *matches)
{
    if (matcher->n_elements > 0)
        run_over(matcher, analyzer, text, length, matches);
}

gboolean cb_matcher_finds(const CbMatcher *matcher, CbAnalyzer *analyzer, const char *text)
{
    return matcher->n_elements > 0 && text != NULL &&
           run_over(matcher, analyzer, text, strlen(text), NULL);
}
