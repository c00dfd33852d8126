/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The plan of a search.
 *
 * Every leaf becomes a query of its own. What only filters (municipalities, years, forms, titles)
 * is scaled to weight 0, so that an AND of everything has the weight of the words alone. Words in
 * the title count more because the writer gave their stems more wdf, not by the query.
 *
 * Relaxing. The plain words of a query (those that stand alone, not joined by OG) are its soft
 * part, all else is hard: strict = hard AND all soft words; relaxed = hard AND some soft words, but
 * not all. Up to CB_FEW_WORDS soft words a relaxed hit may have any of them. A longer question is
 * mostly words that many cases have, so a relaxed hit must carry a share of what the whole question
 * weighs.
 */
#include "plan.h"
#include "index_private.h"
#include "verify.h"
#include <casebank/error.h>
#include <string.h>

#define FEW_WORDS 3
#define MAX_EXPANSION 1000   /* terms that a prefix may stand for */
#define MAX_PREFIX_STEMS 100 /* of these, stems that give weight */

typedef struct {
    CbIndex *index;
    CbQuery *query;
    xapc_error *error; /* the first one: all helpers give NULL from then on */
} Build;

static xapc_query *node_query(Build *build, CbNode *node);

/* --- Small parts ----------------------------------------------------------------------------- */

GPtrArray *cb_query_list_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)xapc_query_free);
}

xapc_query *cb_combine(xapc_op op, GPtrArray *queries, xapc_termcount parameter, xapc_error **error)
{
    xapc_query *combined = NULL;
    if (*error == NULL)
        combined = xapc_query_new_combined(op, (const xapc_query *const *)queries->pdata,
                                           queries->len, parameter, error);
    g_ptr_array_unref(queries);
    return combined;
}

xapc_query *cb_term_query_new(const char *prefix, const char *text, xapc_error **error)
{
    if (*error != NULL)
        return NULL;
    char term[XAPC_MAX_TERM_LENGTH + 1];
    g_strlcpy(term, prefix, sizeof term);
    g_strlcat(term, text, sizeof term);
    return xapc_query_new_term(term, strlen(term), 1, 0, error);
}

xapc_query *cb_word_query_new(const CbQueryWord *word, xapc_error **error)
{
    return cb_term_query_new(CB_TERM_STEM, word->stem, error);
}

xapc_query *cb_stems_query_new(const char *prefix, const GPtrArray *stems, xapc_error **error)
{
    GPtrArray *queries = cb_query_list_new();
    for (guint i = 0; i < stems->len; i++)
        g_ptr_array_add(queries, cb_term_query_new(prefix, stems->pdata[i], error));
    return cb_combine(XAPC_OP_SYNONYM, queries, 0, error);
}

/* @query, which it takes, with weight 0. */
static xapc_query *weightless(Build *build, xapc_query *query)
{
    xapc_query *scaled = NULL;
    if (build->error == NULL)
        scaled = xapc_query_new_scaled(0, query, &build->error);
    xapc_query_free(query);
    return scaled;
}

/* Takes both: @filter decides, @weight only adds weight. */
static xapc_query *weighted(Build *build, xapc_query *filter, xapc_query *weight)
{
    GPtrArray *pair = cb_query_list_new();
    g_ptr_array_add(pair, weightless(build, filter));
    g_ptr_array_add(pair, weight);
    return cb_combine(XAPC_OP_AND_MAYBE, pair, 0, &build->error);
}

static xapc_query *match_all(Build *build)
{
    return build->error == NULL ? xapc_query_new_match_all(&build->error) : NULL;
}

static void note(Build *build, char *text)
{
    cb_query_take_note(build->query, text);
}

/* --- Filters --------------------------------------------------------------------------------- */

static gboolean term_exists(Build *build, const char *prefix, const char *key)
{
    g_autofree char *term = g_strconcat(prefix, key, NULL);
    bool exists = false;
    if (build->error == NULL)
        xapc_database_term_exists(cb_index_cases(build->index), term, strlen(term), &exists,
                                  &build->error);
    return exists;
}

/* "Aalborg Kommune" is filed as Aalborg, and so is "Frederikshavns Kommune" as Frederikshavn. */
static char *municipality_key(Build *build, const char *value)
{
    char *key = cb_fold_key(value);
    if (g_str_has_suffix(key, " kommune") || g_str_has_suffix(key, " kommuner"))
        *strrchr(key, ' ') = '\0';
    gsize length = strlen(key);
    if (length > 1 && key[length - 1] == 's' && !term_exists(build, CB_TERM_MUNICIPALITY, key)) {
        key[length - 1] = '\0';
        if (!term_exists(build, CB_TERM_MUNICIPALITY, key))
            key[length - 1] = 's';
    }
    return key;
}

static char *has_key(Build *build, const char *value)
{
    char *key = cb_fold_key(value);
    if (strcmp(key, "effect") == 0) {
        g_free(key);
        return g_strdup("effekt");
    }
    if (strcmp(key, "effekt") != 0 && strcmp(key, "pdf") != 0)
        note(build, g_strdup_printf("»har:%s« kendes ikke; der er har:effekt og har:pdf", value));
    return key;
}

static const char *filter_prefix(CbField field)
{
    return field == CB_FIELD_MUNICIPALITY ? CB_TERM_MUNICIPALITY
           : field == CB_FIELD_TYPE       ? CB_TERM_TYPE
           : field == CB_FIELD_TOPIC      ? CB_TERM_TOPIC
                                          : CB_TERM_HAS;
}

static char *filter_key(Build *build, CbField field, const char *value)
{
    return field == CB_FIELD_MUNICIPALITY ? municipality_key(build, value)
           : field == CB_FIELD_HAS        ? has_key(build, value)
                                          : cb_fold_key(value);
}

static xapc_query *prefix_terms_query(Build *build, const char *prefix, const char *start)
{
    g_autofree char *whole = g_strconcat(prefix, start, NULL);
    xapc_wildcard_options options = XAPC_WILDCARD_OPTIONS_INIT;
    options.max_expansion = MAX_EXPANSION;
    options.limit = XAPC_WILDCARD_LIMIT_MOST_FREQUENT;
    options.combiner = XAPC_OP_OR;
    if (build->error != NULL)
        return NULL;
    return xapc_query_new_wildcard(whole, strlen(whole), &options, &build->error);
}

static xapc_query *filter_query(Build *build, const CbNode *leaf)
{
    const char *prefix = filter_prefix(leaf->field);
    if (leaf->type == CB_NODE_PREFIX) {
        g_autofree char *start = cb_fold_key(leaf->text);
        return weightless(build, prefix_terms_query(build, prefix, start));
    }
    g_autofree char *key = filter_key(build, leaf->field, leaf->text);
    return weightless(build, cb_term_query_new(prefix, key, &build->error));
}

static xapc_query *years_query(Build *build, guint from, guint to)
{
    char first[16], last[16];
    g_snprintf(first, sizeof first, "%04u", MIN(from, 9999));
    g_snprintf(last, sizeof last, "%04u-99", to != 0 ? MIN(to, 9999) : 9999);
    if (build->error != NULL)
        return NULL;
    return xapc_query_new_value_range(CB_VALUE_DATE, first, strlen(first), last, strlen(last),
                                      &build->error);
}

/* --- Words ----------------------------------------------------------------------------------- */

static const char *field_prefix(CbField field)
{
    return field == CB_FIELD_TITLE ? CB_TERM_TITLE : CB_TERM_FILE;
}

/* One word of a leaf, in the leaf's field. */
static xapc_query *word_query(Build *build, const CbNode *leaf, const CbQueryWord *word)
{
    xapc_error **error = &build->error;
    if (leaf->field == CB_FIELD_CONTACT)
        return weightless(build, cb_term_query_new(CB_TERM_CONTACT, word->form, error));
    xapc_query *weight = cb_word_query_new(word, error);
    if (leaf->exact && leaf->field == CB_FIELD_ANY)
        return weighted(build, cb_term_query_new(CB_TERM_FORM, word->form, error), weight);
    if (leaf->field != CB_FIELD_ANY)
        return weighted(build, cb_term_query_new(field_prefix(leaf->field), word->stem, error),
                        weight);
    return weight;
}

/* The first @n words, all of them. */
static xapc_query *words_query(Build *build, const CbNode *leaf, guint n)
{
    GPtrArray *queries = cb_query_list_new();
    for (guint i = 0; i < n; i++)
        g_ptr_array_add(queries, word_query(build, leaf, leaf->words->pdata[i]));
    return cb_combine(XAPC_OP_AND, queries, 0, &build->error);
}

static xapc_query *stem_phrase_query(Build *build, const CbNode *leaf)
{
    GPtrArray *terms = cb_query_list_new();
    for (guint i = 0; i < leaf->words->len; i++)
        g_ptr_array_add(terms, cb_word_query_new(leaf->words->pdata[i], &build->error));
    return cb_combine(XAPC_OP_PHRASE, terms, leaf->words->len, &build->error);
}

/* Does the index answer this leaf by its terms alone? */
static gboolean must_verify(const CbNode *leaf)
{
    gboolean several = leaf->type == CB_NODE_PHRASE && leaf->words->len > 1;
    if (leaf->field == CB_FIELD_ANY)
        return several && leaf->exact;
    return several || (leaf->exact && leaf->field != CB_FIELD_CONTACT);
}

static xapc_query *phrase_query(Build *build, const CbNode *leaf)
{
    if (leaf->words->len == 1)
        return words_query(build, leaf, 1);
    if (leaf->field == CB_FIELD_ANY && !leaf->exact)
        return stem_phrase_query(build, leaf);
    GPtrArray *both = cb_query_list_new();
    g_ptr_array_add(both, words_query(build, leaf, leaf->words->len));
    if (leaf->field != CB_FIELD_CONTACT) /* its words are not among the case's */
        g_ptr_array_add(both, stem_phrase_query(build, leaf));
    return cb_combine(XAPC_OP_AND, both, 0, &build->error);
}

static xapc_query *verified(Build *build, const CbNode *leaf, xapc_query *candidates)
{
    GPtrArray *both = cb_query_list_new();
    if (build->error == NULL)
        g_ptr_array_add(both,
                        weightless(build, cb_verified_query_new(build->index, build->query, leaf,
                                                                candidates, &build->error)));
    g_ptr_array_add(both, candidates);
    return cb_combine(XAPC_OP_AND, both, 0, &build->error);
}

/* --- Prefixes -------------------------------------------------------------------------------- */

typedef struct {
    GPtrArray *stems;
    GHashTable *seen;
} StemSink;

static gboolean collect_stem(const CbToken *token, gpointer data)
{
    StemSink *sink = data;
    if (token->kind == CB_TOKEN_WORD && !g_hash_table_contains(sink->seen, token->stem)) {
        char *stem = g_strdup(token->stem);
        g_hash_table_add(sink->seen, stem);
        g_ptr_array_add(sink->stems, stem);
    }
    return sink->stems->len < MAX_PREFIX_STEMS;
}

/* The stems of the forms in the index that start with @start. */
static GPtrArray *expand_prefix(Build *build, const char *start)
{
    g_autofree char *prefix = g_strconcat(CB_TERM_FORM, start, NULL);
    GPtrArray *stems = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    StemSink sink = {stems, seen};
    if (build->error != NULL)
        return stems;
    g_autoptr(xapc_termiter) terms =
        xapc_database_allterms(cb_index_cases(build->index), prefix, strlen(prefix), &build->error);
    guint n = 0;
    for (; n < MAX_EXPANSION && terms != NULL && xapc_termiter_next(terms, &build->error); n++) {
        const char *form = xapc_termiter_get_term(terms, NULL) + strlen(CB_TERM_FORM);
        if (stems->len < MAX_PREFIX_STEMS)
            cb_analyzer_run(cb_index_analyzer(build->index), form, -1, collect_stem, &sink);
    }
    if (n == MAX_EXPANSION)
        note(build, g_strdup_printf("»%s*« står for meget mange ord; kun de %d hyppigste er brugt",
                                    start, MAX_EXPANSION));
    return stems;
}

static xapc_query *prefix_word_query(Build *build, CbNode *leaf, const char *start)
{
    if (leaf->field == CB_FIELD_CONTACT)
        return weightless(build, prefix_terms_query(build, CB_TERM_CONTACT, start));
    leaf->stems = expand_prefix(build, start);
    xapc_query *weight = cb_stems_query_new(CB_TERM_STEM, leaf->stems, &build->error);
    xapc_query *filter =
        leaf->field == CB_FIELD_ANY
            ? prefix_terms_query(build, CB_TERM_FORM, start)
            : cb_stems_query_new(field_prefix(leaf->field), leaf->stems, &build->error);
    return weighted(build, filter, weight);
}

/* "sosu-elev*": whole words, then the start of one. */
static xapc_query *prefix_query(Build *build, CbNode *leaf)
{
    guint last = leaf->words->len - 1;
    const CbQueryWord *start = leaf->words->pdata[last];
    GPtrArray *queries = cb_query_list_new();
    if (last > 0)
        g_ptr_array_add(queries, words_query(build, leaf, last));
    g_ptr_array_add(queries, prefix_word_query(build, leaf, start->form));
    return cb_combine(XAPC_OP_AND, queries, 0, &build->error);
}

/* --- The tree -------------------------------------------------------------------------------- */

static xapc_query *leaf_query(Build *build, CbNode *leaf)
{
    if (leaf->type == CB_NODE_YEARS)
        return years_query(build, leaf->year_from, leaf->year_to);
    if (cb_field_is_filter(leaf->field))
        return filter_query(build, leaf);
    if (leaf->type == CB_NODE_PREFIX)
        return prefix_query(build, leaf);
    xapc_query *query = leaf->type == CB_NODE_PHRASE ? phrase_query(build, leaf)
                                                     : words_query(build, leaf, leaf->words->len);
    return must_verify(leaf) ? verified(build, leaf, query) : query;
}

/* Takes @wanted (NULL: everything) and @excluded (may be empty). */
static xapc_query *without(Build *build, xapc_query *wanted, GPtrArray *excluded)
{
    if (wanted == NULL)
        wanted = match_all(build);
    if (excluded->len == 0) {
        g_ptr_array_unref(excluded);
        return wanted;
    }
    GPtrArray *pair = cb_query_list_new();
    g_ptr_array_add(pair, wanted);
    g_ptr_array_add(pair, cb_combine(XAPC_OP_OR, excluded, 0, &build->error));
    return cb_combine(XAPC_OP_AND_NOT, pair, 0, &build->error);
}

/* Takes @wanted; NULL when it is empty. */
static xapc_query *all_of(Build *build, GPtrArray *wanted)
{
    if (wanted->len > 0)
        return cb_combine(XAPC_OP_AND, wanted, 0, &build->error);
    g_ptr_array_unref(wanted);
    return NULL;
}

/* Puts the node among what is wanted or what is excluded. */
static void sort_node(Build *build, CbNode *node, GPtrArray *wanted, GPtrArray *excluded)
{
    if (node->type == CB_NODE_NOT)
        g_ptr_array_add(excluded, node_query(build, node->children->pdata[0]));
    else
        g_ptr_array_add(wanted, node_query(build, node));
}

static xapc_query *node_query(Build *build, CbNode *node)
{
    if (node->children == NULL)
        return leaf_query(build, node);
    GPtrArray *wanted = cb_query_list_new();
    if (node->type == CB_NODE_OR) {
        for (guint i = 0; i < node->children->len; i++)
            g_ptr_array_add(wanted, node_query(build, node->children->pdata[i]));
        return cb_combine(XAPC_OP_OR, wanted, 0, &build->error);
    }
    GPtrArray *excluded = cb_query_list_new();
    if (node->type == CB_NODE_NOT)
        sort_node(build, node, wanted, excluded);
    for (guint i = 0; node->type == CB_NODE_AND && i < node->children->len; i++)
        sort_node(build, node->children->pdata[i], wanted, excluded);
    return without(build, all_of(build, wanted), excluded);
}

/* --- Soft and hard --------------------------------------------------------------------------- */

static gboolean is_soft(const GPtrArray *children, guint i)
{
    const CbNode *node = children->pdata[i];
    const CbNode *next = i + 1 < children->len ? children->pdata[i + 1] : NULL;
    return node->type == CB_NODE_WORD && node->field == CB_FIELD_ANY && !node->exact &&
           !node->explicit_and && (next == NULL || !next->explicit_and);
}

static void add_soft_words(GPtrArray *soft, const CbNode *leaf)
{
    for (guint i = 0; i < leaf->words->len; i++) {
        const CbQueryWord *word = leaf->words->pdata[i];
        gboolean known = FALSE;
        for (guint j = 0; j < soft->len && !known; j++)
            known = strcmp(((const CbQueryWord *)soft->pdata[j])->stem, word->stem) == 0;
        if (!known)
            g_ptr_array_add(soft, leaf->words->pdata[i]);
    }
}

/* Sorts the query's top level: @soft gets CbQueryWord*, the others queries. */
static void sort_root(Build *build, CbNode *root, GPtrArray *soft, GPtrArray *hard,
                      GPtrArray *excluded)
{
    g_autoptr(GPtrArray) alone = g_ptr_array_new();
    GPtrArray *children = alone;
    if (root->type == CB_NODE_AND)
        children = root->children;
    else
        g_ptr_array_add(alone, root);
    for (guint i = 0; i < children->len; i++) {
        if (is_soft(children, i))
            add_soft_words(soft, children->pdata[i]);
        else
            sort_node(build, children->pdata[i], hard, excluded);
    }
}

static void add_filter_list(Build *build, GPtrArray *hard, CbField field, const char *const *values)
{
    if (values == NULL || values[0] == NULL)
        return;
    GPtrArray *any = cb_query_list_new();
    for (gsize i = 0; values[i] != NULL; i++) {
        g_autofree char *key = filter_key(build, field, values[i]);
        g_ptr_array_add(any, cb_term_query_new(filter_prefix(field), key, &build->error));
    }
    g_ptr_array_add(hard, weightless(build, cb_combine(XAPC_OP_OR, any, 0, &build->error)));
}

static void add_request_filters(Build *build, const CbRequest *request, GPtrArray *hard)
{
    add_filter_list(build, hard, CB_FIELD_MUNICIPALITY, request->municipalities);
    add_filter_list(build, hard, CB_FIELD_TYPE, request->types);
    add_filter_list(build, hard, CB_FIELD_TOPIC, request->topics);
    if (request->year_from != 0 || request->year_to != 0)
        g_ptr_array_add(hard, years_query(build, request->year_from, request->year_to));
}

static xapc_query *soft_query(Build *build, xapc_op op, const GPtrArray *soft)
{
    GPtrArray *queries = cb_query_list_new();
    for (guint i = 0; i < soft->len; i++)
        g_ptr_array_add(queries, cb_word_query_new(soft->pdata[i], &build->error));
    return cb_combine(op, queries, 0, &build->error);
}

/* Some of the words, but not all. */
static xapc_query *some_query(Build *build, const GPtrArray *soft)
{
    GPtrArray *pair = cb_query_list_new();
    g_ptr_array_add(pair, soft_query(build, XAPC_OP_OR, soft));
    g_ptr_array_add(pair, soft_query(build, XAPC_OP_AND, soft));
    return cb_combine(XAPC_OP_AND_NOT, pair, 0, &build->error);
}

/* A list with the same queries. */
static GPtrArray *copy_list(Build *build, const GPtrArray *queries)
{
    GPtrArray *copy = cb_query_list_new();
    for (guint i = 0; i < queries->len && build->error == NULL; i++)
        g_ptr_array_add(copy, xapc_query_copy(queries->pdata[i], &build->error));
    return copy;
}

/* @part (taken, may be NULL) and all of @hard, without @excluded. */
static xapc_query *compose(Build *build, xapc_query *part, const GPtrArray *hard,
                           const GPtrArray *excluded)
{
    GPtrArray *wanted = copy_list(build, hard);
    if (part != NULL)
        g_ptr_array_insert(wanted, 0, part);
    return without(build, all_of(build, wanted), copy_list(build, excluded));
}

static gboolean asks_contact(const CbNode *node)
{
    if (node->type == CB_NODE_NOT)
        return FALSE;
    for (guint i = 0; node->children != NULL && i < node->children->len; i++)
        if (asks_contact(node->children->pdata[i]))
            return TRUE;
    return node->children == NULL && node->field == CB_FIELD_CONTACT;
}

static gboolean has_filters(const CbRequest *request)
{
    return (request->municipalities != NULL && request->municipalities[0] != NULL) ||
           (request->types != NULL && request->types[0] != NULL) ||
           (request->topics != NULL && request->topics[0] != NULL) || request->year_from != 0 ||
           request->year_to != 0;
}

static void build_plan(Build *build, const CbRequest *request, CbPlan *plan)
{
    g_autoptr(GPtrArray) soft = g_ptr_array_new();
    g_autoptr(GPtrArray) hard = cb_query_list_new();
    g_autoptr(GPtrArray) excluded = cb_query_list_new();
    if (build->query->root != NULL)
        sort_root(build, build->query->root, soft, hard, excluded);
    gboolean relax = soft->len > 1 && !request->no_relax;
    if (relax && has_filters(request))
        plan->unfiltered = compose(build, soft_query(build, XAPC_OP_AND, soft), hard, excluded);
    add_request_filters(build, request, hard);
    xapc_query *all = soft->len > 0 ? soft_query(build, XAPC_OP_AND, soft) : NULL;
    plan->strict = compose(build, all, hard, excluded);
    if (relax)
        plan->relaxed = compose(build, some_query(build, soft), hard, excluded);
}

gboolean cb_plan_make(CbIndex *index, CbQuery *query, const CbRequest *request, CbPlan *plan,
                      GError **error)
{
    Build build = {.index = index, .query = query};
    *plan = (CbPlan){.asks_contact = query->root != NULL && asks_contact(query->root)};
    build_plan(&build, request, plan);
    if (build.error == NULL)
        return TRUE;
    cb_plan_clear(plan);
    cb_error_from_xapian(error, build.error, "søgningen kan ikke udføres");
    return FALSE;
}

void cb_plan_clear(CbPlan *plan)
{
    g_clear_pointer(&plan->strict, xapc_query_free);
    g_clear_pointer(&plan->unfiltered, xapc_query_free);
    g_clear_pointer(&plan->relaxed, xapc_query_free);
}
