/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From the text of a query's leaves to words, and what is left of the query then.
 *
 * Plain words that follow each other are analyzed as one running text, a run: only so does the
 * analyzer see that "social-" in "social- og sundhedsassistent" means socialassistent.
 */
#include "answer.h"
#include "query.h"
#include "query_widen.h"
#include <casebank/words.h>
#include <string.h>

typedef struct {
    CbQuery *query;
    CbAnalyzer *analyzer;
    const CbQueryReading *reading;
    guint n_words;    /* in the whole query so far */
    gboolean content; /* something of the query says what to look for */
    GPtrArray *runs;  /* CbQueryRun*: what may be widened */

    /* of the run that is analyzed */
    CbNode *const *leaves;
    gsize *ends; /* of the leaves in the run's text */
    guint leaf;
    CbQueryRun *run;
    gboolean divides;   /* words of the run may have parts, and others joined to them */
    gsize chain_end;    /* of words that hyphens join, and */
    char *chain_stem;   /* what they are then */
    gboolean completed; /* the last word stands for a longer one: its own parts mean nothing */
} Analysis;

/* Words that stand alone: a stop word among them was hardly meant. */
static gboolean is_plain(const CbNode *leaf)
{
    return leaf->type == CB_NODE_WORD && leaf->field == CB_FIELD_ANY && !leaf->exact;
}

/* --- Words ----------------------------------------------------------------------------------- */

static CbRunWord *last_word(const Analysis *analysis)
{
    GArray *words = analysis->run->words;
    return words->len > 0 ? &g_array_index(words, CbRunWord, words->len - 1) : NULL;
}

static gboolean take_word(Analysis *analysis, const CbToken *token)
{
    if (analysis->n_words >= CB_MAX_QUERY_WORDS) {
        cb_query_take_note(analysis->query,
                           g_strdup_printf("Søgningen er meget lang; kun de første %d ord er brugt",
                                           CB_MAX_QUERY_WORDS));
        return FALSE;
    }
    while (token->start >= analysis->ends[analysis->leaf])
        analysis->leaf++;
    CbQueryWord *word = cb_query_word_new(token->form, token->stem);
    word->stop = token->stop;
    word->whole = analysis->reading->no_compounds;
    g_ptr_array_add(analysis->leaves[analysis->leaf]->words, word);
    CbRunWord in_run = {word, g_strdup(token->stem), token->start, token->start + token->length,
                        token->start < analysis->chain_end};
    g_array_append_val(analysis->run->words, in_run);
    if (in_run.hyphenated)
        cb_query_word_join(word, analysis->chain_stem);
    analysis->completed = FALSE;
    analysis->n_words++;
    return TRUE;
}

/* "social-" becomes socialassistent. */
static void complete_fragment(Analysis *analysis, CbRunWord *fragment, const CbToken *token)
{
    CbQueryWord *word = fragment->word;
    fragment->hyphenated = TRUE;
    analysis->completed = TRUE;
    if (analysis->reading->no_compounds)
        return;
    g_free(word->form);
    g_free(word->stem);
    word->form = g_strdup(token->form);
    word->stem = g_strdup(token->stem);
    word->stop = FALSE;
    g_autoptr(CbWordAnalysis) whole = cb_word_analyze(analysis->analyzer, token->form);
    for (guint i = 0; i < whole->parts->len; i++)
        cb_query_word_add_part(word, ((const CbWordPart *)whole->parts->pdata[i])->stem);
}

static void take_joined(Analysis *analysis, const CbToken *token)
{
    CbRunWord *last = last_word(analysis);
    gsize end = token->start + token->length;
    if (end <= last->end) {
        complete_fragment(analysis, last, token);
        return;
    }
    analysis->chain_end = end;
    g_free(analysis->chain_stem);
    analysis->chain_stem = g_strdup(token->stem);
    last->hyphenated = TRUE;
    cb_query_word_join(last->word, token->stem);
}

/* A part of the last word. With a stop word among them, the parts apart say nothing: children who
 * "have" something are no børnehave. */
static void take_part(Analysis *analysis, CbQueryWord *word, const CbToken *token)
{
    if (token->start + token->length > last_word(analysis)->end)
        return; /* of the joined form */
    if (token->stop) {
        g_clear_pointer(&word->parts, g_strfreev);
        analysis->completed = TRUE;
        return;
    }
    if (word->parts == NULL) {
        g_autoptr(CbWordAnalysis) whole = cb_word_analyze(analysis->analyzer, word->form);
        word->close = whole->listed;
    }
    cb_query_word_add_part(word, token->stem);
}

static gboolean take_token(const CbToken *token, gpointer data)
{
    Analysis *analysis = data;
    if (token->kind == CB_TOKEN_WORD)
        return take_word(analysis, token);
    if (!analysis->divides || last_word(analysis) == NULL)
        return TRUE;
    if (token->kind == CB_TOKEN_JOINED)
        take_joined(analysis, token);
    else if (token->n_parts == 1 && !analysis->completed && !analysis->reading->no_compounds)
        take_part(analysis, last_word(analysis)->word, token);
    return TRUE;
}

/* --- Leaves ---------------------------------------------------------------------------------- */

static gboolean says_something(const CbNode *leaf)
{
    for (guint i = 0; i < leaf->words->len; i++)
        if (!is_plain(leaf) || !((const CbQueryWord *)leaf->words->pdata[i])->stop)
            return TRUE;
    return leaf->type == CB_NODE_YEARS || cb_field_is_filter(leaf->field);
}

static gboolean has_words(const CbNode *leaf)
{
    return leaf->type != CB_NODE_YEARS && !cb_field_is_filter(leaf->field);
}

/* In quotes, after "=" and after IKKE a word is looked for as it stands. */
static gboolean may_divide(const Analysis *analysis, const CbNode *leaf, gboolean excluded)
{
    return leaf->type == CB_NODE_WORD && !leaf->exact && !analysis->reading->exact && !excluded &&
           leaf->field != CB_FIELD_CONTACT;
}

/* @n leaves that follow each other; several only if they are plain. */
static void analyze_run(Analysis *analysis, CbNode *const *leaves, guint n, gboolean excluded)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autofree gsize *ends = g_new0(gsize, n);
    for (guint i = 0; i < n; i++) {
        leaves[i]->words = g_ptr_array_new_with_free_func((GDestroyNotify)cb_query_word_free);
        g_string_append_printf(text, "%s ", has_words(leaves[i]) ? leaves[i]->text : "");
        ends[i] = text->len;
    }
    analysis->leaves = leaves;
    analysis->ends = ends;
    analysis->leaf = 0;
    analysis->chain_end = 0;
    analysis->divides = may_divide(analysis, leaves[0], excluded);
    analysis->run = cb_query_run_new(g_strdup(text->str));
    cb_analyzer_run(analysis->analyzer, text->str, (gssize)text->len, take_token, analysis);
    for (guint i = 0; i < n; i++)
        analysis->content = analysis->content || (!excluded && says_something(leaves[i]));
    if (analysis->divides && is_plain(leaves[0]))
        g_ptr_array_add(analysis->runs, analysis->run);
    else
        cb_query_run_free(analysis->run);
}

/* How many children from @first on are plain words, with no OG between them. */
static guint count_plain(const GPtrArray *children, guint first)
{
    guint n = 0;
    while (first + n < children->len) {
        const CbNode *node = children->pdata[first + n];
        if (!is_plain(node) || (n > 0 && node->explicit_and))
            break;
        n++;
    }
    return n;
}

static void analyze_tree(Analysis *analysis, CbNode *node, gboolean excluded)
{
    if (node->children == NULL) {
        analyze_run(analysis, &node, 1, excluded);
        return;
    }
    excluded = excluded || node->type == CB_NODE_NOT;
    for (guint i = 0; i < node->children->len;) {
        CbNode **children = (CbNode **)node->children->pdata + i;
        guint n = node->type == CB_NODE_AND ? count_plain(node->children, i) : 0;
        if (n > 1)
            analyze_run(analysis, children, n, excluded);
        else
            analyze_tree(analysis, children[0], excluded);
        i += MAX(n, 1);
    }
}

/* --- What is left ---------------------------------------------------------------------------- */

static void drop_stop_words(CbNode *leaf)
{
    for (guint i = leaf->words->len; i-- > 0;)
        if (((const CbQueryWord *)leaf->words->pdata[i])->stop)
            g_ptr_array_remove_index(leaf->words, i);
}

static gboolean is_empty(const CbNode *leaf)
{
    return leaf->words->len == 0 && has_words(leaf);
}

/* Takes @node and gives back what is left of it, or NULL. */
static CbNode *prune(CbNode *node, gboolean drop_stops)
{
    if (node->children == NULL) {
        if (drop_stops && is_plain(node))
            drop_stop_words(node);
        if (!is_empty(node))
            return node;
        cb_node_free(node);
        return NULL;
    }
    gboolean explicit_and = node->explicit_and;
    CbNode *list = cb_node_new(node->type, node->field);
    for (guint i = 0; i < node->children->len; i++) {
        CbNode *child = prune(node->children->pdata[i], drop_stops && node->type != CB_NODE_NOT);
        if (child != NULL)
            cb_node_take_child(list, child, child->explicit_and);
    }
    g_ptr_array_set_free_func(node->children, NULL);
    cb_node_free(node);
    list = cb_node_finish_list(list);
    if (list != NULL)
        list->explicit_and = explicit_and;
    return list;
}

/* "=" before every word. */
static void make_exact(CbNode *node)
{
    if (node->children == NULL)
        node->exact = (node->type == CB_NODE_WORD || node->type == CB_NODE_PHRASE) &&
                      !cb_field_is_filter(node->field);
    for (guint i = 0; node->children != NULL && i < node->children->len; i++)
        make_exact(node->children->pdata[i]);
}

void cb_query_analyze_as(CbQuery *query, CbAnalyzer *analyzer, const CbQueryReading *reading)
{
    g_clear_pointer(&query->expansions, g_ptr_array_unref);
    g_clear_pointer(&query->related, g_ptr_array_unref);
    query->expansions = cb_expansions_new();
    query->related = cb_expansions_new();
    if (query->root == NULL)
        return;
    g_autoptr(GPtrArray) runs = g_ptr_array_new_with_free_func((GDestroyNotify)cb_query_run_free);
    Analysis analysis = {.query = query, .analyzer = analyzer, .reading = reading, .runs = runs};
    analyze_tree(&analysis, query->root, FALSE);
    g_free(analysis.chain_stem);
    cb_query_widen(query, runs, analyzer, reading);
    query->root = prune(query->root, analysis.content);
    if (query->root == NULL)
        return;
    query->root->explicit_and = FALSE;
    if (reading->exact)
        make_exact(query->root);
}

void cb_query_analyze(CbQuery *query, CbAnalyzer *analyzer)
{
    cb_query_analyze_as(query, analyzer, &(CbQueryReading){.thesaurus = NULL});
}
