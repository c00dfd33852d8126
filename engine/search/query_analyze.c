/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the text of a query's leaves to words, and what is left of the query then. */
#include "query.h"

typedef struct {
    CbQuery *query;
    CbAnalyzer *analyzer;
    guint n_words;    /* in the whole query so far */
    gboolean content; /* something of the query says what to look for */
    CbNode *leaf;     /* the one that is analyzed */
} Analysis;

/* In quotes and after "=" a word is looked for as it stands. */
static gboolean may_widen(const CbNode *leaf)
{
    return leaf->type == CB_NODE_WORD && !leaf->exact && leaf->field != CB_FIELD_CONTACT;
}

static void append_string(char ***strings, const char *text)
{
    guint n = *strings != NULL ? g_strv_length(*strings) : 0;
    *strings = g_renew(char *, *strings, n + 2);
    (*strings)[n] = g_strdup(text);
    (*strings)[n + 1] = NULL;
}

/* What stands beside the leaf's last word at its place in the text. */
static void widen_word(CbNode *leaf, const CbToken *token)
{
    if (!may_widen(leaf) || leaf->words->len == 0)
        return;
    CbQueryWord *word = leaf->words->pdata[leaf->words->len - 1];
    if (token->kind == CB_TOKEN_JOINED)
        append_string(&word->joined, token->stem);
    else if (token->n_parts == 1)
        append_string(&word->parts, token->stem);
}

static gboolean add_word(const CbToken *token, gpointer data)
{
    Analysis *analysis = data;
    if (token->kind != CB_TOKEN_WORD) {
        widen_word(analysis->leaf, token);
        return TRUE;
    }
    if (analysis->n_words >= CB_MAX_QUERY_WORDS) {
        cb_query_take_note(analysis->query,
                           g_strdup_printf("Søgningen er meget lang; kun de første %d ord er brugt",
                                           CB_MAX_QUERY_WORDS));
        return FALSE;
    }
    CbQueryWord *word = cb_query_word_new(token->form, token->stem);
    word->stop = token->stop;
    g_ptr_array_add(analysis->leaf->words, word);
    analysis->n_words++;
    return TRUE;
}

/* Words that stand alone: a stop word among them was hardly meant. */
static gboolean is_plain(const CbNode *leaf)
{
    return leaf->type == CB_NODE_WORD && leaf->field == CB_FIELD_ANY && !leaf->exact;
}

static gboolean says_something(const CbNode *leaf)
{
    for (guint i = 0; i < leaf->words->len; i++)
        if (!is_plain(leaf) || !((const CbQueryWord *)leaf->words->pdata[i])->stop)
            return TRUE;
    return leaf->type == CB_NODE_YEARS || cb_field_is_filter(leaf->field);
}

static void analyze_leaf(Analysis *analysis, CbNode *leaf, gboolean excluded)
{
    leaf->words = g_ptr_array_new_with_free_func((GDestroyNotify)cb_query_word_free);
    if (leaf->type != CB_NODE_YEARS && !cb_field_is_filter(leaf->field)) {
        analysis->leaf = leaf;
        cb_analyzer_run(analysis->analyzer, leaf->text, -1, add_word, analysis);
    }
    analysis->content = analysis->content || (!excluded && says_something(leaf));
}

static void analyze_tree(Analysis *analysis, CbNode *node, gboolean excluded)
{
    if (node->children == NULL) {
        analyze_leaf(analysis, node, excluded);
        return;
    }
    for (guint i = 0; i < node->children->len; i++)
        analyze_tree(analysis, node->children->pdata[i], excluded || node->type == CB_NODE_NOT);
}

static void drop_stop_words(CbNode *leaf)
{
    for (guint i = leaf->words->len; i-- > 0;)
        if (((const CbQueryWord *)leaf->words->pdata[i])->stop)
            g_ptr_array_remove_index(leaf->words, i);
}

static gboolean is_empty(const CbNode *leaf)
{
    return leaf->words->len == 0 && leaf->type != CB_NODE_YEARS && !cb_field_is_filter(leaf->field);
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

void cb_query_analyze(CbQuery *query, CbAnalyzer *analyzer)
{
    if (query->root == NULL)
        return;
    Analysis analysis = {.query = query, .analyzer = analyzer};
    analyze_tree(&analysis, query->root, FALSE);
    query->root = prune(query->root, analysis.content);
    if (query->root != NULL)
        query->root->explicit_and = FALSE;
}
