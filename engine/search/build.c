/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Leaves and lists as Xapian queries.
 *
 * What only filters (municipalities, years, forms, titles) is scaled to weight 0, so that an AND of
 * everything has the weight of the words alone. Words in the title count more because the writer
 * gave their stems more wdf, not by the query.
 */
#include "build.h"
#include "forms_query.h"
#include "index_private.h"
#include "together.h"
#include "verify.h"
#include <string.h>

#define MAX_EXPANSION 1000     /* terms that the beginning of a filter's value may stand for */
#define MAX_WEIGHING_STEMS 100 /* of those that the beginning of a word stands for */

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

#define ALL_PARTS_WEIGHT                                                                           \
    0.4 /* of a compound whose parts stand apart, beside the compound itself                       \
         */

static void add_stem(GPtrArray *same, const char *stem, gboolean whole, xapc_error **error)
{
    g_ptr_array_add(same, cb_term_query_new(CB_TERM_STEM, stem, error));
    if (!whole)
        g_ptr_array_add(same, cb_term_query_new(CB_TERM_PART, stem, error));
}

/* Cases with any of the terms, which count as one. */
static xapc_query *stem_query(const char *stem, char *const *joined, gboolean whole,
                              xapc_error **error)
{
    GPtrArray *same = cb_query_list_new();
    add_stem(same, stem, whole, error);
    for (gsize i = 0; joined != NULL && joined[i] != NULL; i++)
        add_stem(same, joined[i], whole, error);
    return cb_combine(XAPC_OP_SYNONYM, same, 0, error);
}

/* Scales @query, which it takes. */
static xapc_query *scaled(double factor, xapc_query *query, xapc_error **error)
{
    xapc_query *result = NULL;
    if (*error == NULL)
        result = xapc_query_new_scaled(factor, query, error);
    xapc_query_free(query);
    return result;
}

/* @index: NULL: where the words stand does not matter. */
static xapc_query *all_parts_query(const CbQueryWord *word, CbIndex *index, xapc_error **error)
{
    if (word->close && index != NULL)
        return scaled(ALL_PARTS_WEIGHT,
                      cb_together_query_new(index, (const char *const *)word->parts,
                                            g_strv_length(word->parts), CB_CLOSE_WORDS, error),
                      error);
    GPtrArray *all = cb_query_list_new();
    for (gsize i = 0; word->parts[i] != NULL; i++)
        g_ptr_array_add(all, stem_query(word->parts[i], NULL, FALSE, error));
    return scaled(ALL_PARTS_WEIGHT, cb_combine(XAPC_OP_AND, all, 0, error), error);
}

xapc_query *cb_stems_all_query_new(const char *const *stems, guint n, xapc_error **error)
{
    GPtrArray *all = cb_query_list_new();
    for (guint i = 0; i < n; i++)
        g_ptr_array_add(all, cb_term_query_new(CB_TERM_STEM, stems[i], error));
    return cb_combine(XAPC_OP_AND, all, 0, error);
}

static xapc_query *synonym_query(const CbQuerySynonym *synonym, gboolean whole, CbIndex *index,
                                 xapc_error **error)
{
    const char *const *stems = (const char *const *)synonym->stems;
    guint n = g_strv_length(synonym->stems);
    xapc_query *query = n == 1          ? stem_query(stems[0], NULL, whole, error)
                        : index != NULL ? cb_together_query_new(index, stems, n, 0, error)
                                        : cb_stems_all_query_new(stems, n, error);
    return scaled(synonym->weight, query, error);
}

xapc_query *cb_word_query_new(const CbQueryWord *word, CbIndex *index, xapc_error **error)
{
    xapc_query *same = stem_query(word->stem, word->joined, word->whole, error);
    if (word->parts == NULL && word->synonyms->len == 0)
        return same;
    /* Not the best of them: Xapian 1.4 may crash on OP_MAX here, and the sum is put right by the
     * second stage. */
    GPtrArray *any = cb_query_list_new();
    g_ptr_array_add(any, same);
    if (word->parts != NULL)
        g_ptr_array_add(any, all_parts_query(word, index, error));
    for (guint i = 0; i < word->synonyms->len; i++)
        g_ptr_array_add(any, synonym_query(word->synonyms->pdata[i], word->whole, index, error));
    return cb_combine(XAPC_OP_OR, any, 0, error);
}

xapc_query *cb_whole_word_query_new(const CbQueryWord *word, xapc_error **error)
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
xapc_query *cb_weightless(CbBuild *build, xapc_query *query)
{
    xapc_query *scaled = NULL;
    if (build->error == NULL)
        scaled = xapc_query_new_scaled(0, query, &build->error);
    xapc_query_free(query);
    return scaled;
}

/* Takes both: @filter decides, @weight only adds weight. */
static xapc_query *weighted(CbBuild *build, xapc_query *filter, xapc_query *weight)
{
    GPtrArray *pair = cb_query_list_new();
    g_ptr_array_add(pair, cb_weightless(build, filter));
    g_ptr_array_add(pair, weight);
    return cb_combine(XAPC_OP_AND_MAYBE, pair, 0, &build->error);
}

static xapc_query *match_all(CbBuild *build)
{
    return build->error == NULL ? xapc_query_new_match_all(&build->error) : NULL;
}

static void note(CbBuild *build, char *text)
{
    cb_query_take_note(build->query, text);
}

/* --- Filters --------------------------------------------------------------------------------- */

gboolean cb_term_exists(CbBuild *build, const char *prefix, const char *key)
{
    g_autofree char *term = g_strconcat(prefix, key, NULL);
    bool exists = false;
    if (build->error == NULL)
        xapc_database_term_exists(cb_index_cases(build->index), term, strlen(term), &exists,
                                  &build->error);
    return exists;
}

/* "Aalborg Kommune" is filed as Aalborg, and so is "Frederikshavns Kommune" as Frederikshavn. */
static char *municipality_key(CbBuild *build, const char *value)
{
    char *key = cb_fold_key(value);
    if (g_str_has_suffix(key, " kommune") || g_str_has_suffix(key, " kommuner"))
        *strrchr(key, ' ') = '\0';
    gsize length = strlen(key);
    if (length > 1 && key[length - 1] == 's' && !cb_term_exists(build, CB_TERM_MUNICIPALITY, key)) {
        key[length - 1] = '\0';
        if (!cb_term_exists(build, CB_TERM_MUNICIPALITY, key))
            key[length - 1] = 's';
    }
    return key;
}

static char *has_key(CbBuild *build, const char *value)
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

static char *filter_key(CbBuild *build, CbField field, const char *value)
{
    return field == CB_FIELD_MUNICIPALITY ? municipality_key(build, value)
           : field == CB_FIELD_HAS        ? has_key(build, value)
                                          : cb_fold_key(value);
}

static xapc_query *prefix_terms_query(CbBuild *build, const char *prefix, const char *start)
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

static xapc_query *filter_query(CbBuild *build, const CbNode *leaf)
{
    const char *prefix = filter_prefix(leaf->field);
    if (leaf->type == CB_NODE_PREFIX) {
        g_autofree char *start = cb_fold_key(leaf->text);
        return cb_weightless(build, prefix_terms_query(build, prefix, start));
    }
    g_autofree char *key = filter_key(build, leaf->field, leaf->text);
    return cb_weightless(build, cb_term_query_new(prefix, key, &build->error));
}

xapc_query *cb_filter_query_new(CbBuild *build, CbField field, const char *const *values)
{
    GPtrArray *any = cb_query_list_new();
    for (gsize i = 0; values[i] != NULL; i++) {
        g_autofree char *key = filter_key(build, field, values[i]);
        g_ptr_array_add(any, cb_term_query_new(filter_prefix(field), key, &build->error));
    }
    return cb_weightless(build, cb_combine(XAPC_OP_OR, any, 0, &build->error));
}

xapc_query *cb_years_query_new(CbBuild *build, guint from, guint to)
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
static xapc_query *word_query(CbBuild *build, const CbNode *leaf, const CbQueryWord *word)
{
    xapc_error **error = &build->error;
    if (leaf->field == CB_FIELD_CONTACT)
        return cb_weightless(build, cb_term_query_new(CB_TERM_CONTACT, word->form, error));
    xapc_query *weight = leaf->exact || leaf->type == CB_NODE_PHRASE
                             ? cb_whole_word_query_new(word, error)
                             : cb_word_query_new(word, build->index, error);
    if (leaf->exact && leaf->field == CB_FIELD_ANY)
        return weighted(build, cb_form_query_new(build->index, word->form, error), weight);
    if (leaf->field != CB_FIELD_ANY)
        return weighted(build, cb_term_query_new(field_prefix(leaf->field), word->stem, error),
                        weight);
    return weight;
}

/* The first @n words, all of them. */
static xapc_query *words_query(CbBuild *build, const CbNode *leaf, guint n)
{
    GPtrArray *queries = cb_query_list_new();
    for (guint i = 0; i < n; i++)
        g_ptr_array_add(queries, word_query(build, leaf, leaf->words->pdata[i]));
    return cb_combine(XAPC_OP_AND, queries, 0, &build->error);
}

static xapc_query *stem_phrase_query(CbBuild *build, const CbNode *leaf)
{
    const char *stems[CB_MAX_QUERY_WORDS];
    guint n = MIN(leaf->words->len, CB_MAX_QUERY_WORDS);
    for (guint i = 0; i < n; i++)
        stems[i] = ((const CbQueryWord *)leaf->words->pdata[i])->stem;
    return cb_together_query_new(build->index, stems, n, 0, &build->error);
}

/* Does the index answer this leaf by its terms alone? */
static gboolean must_verify(const CbNode *leaf)
{
    gboolean several = leaf->type == CB_NODE_PHRASE && leaf->words->len > 1;
    if (leaf->field == CB_FIELD_ANY)
        return several && leaf->exact;
    return several || (leaf->exact && leaf->field != CB_FIELD_CONTACT);
}

static xapc_query *phrase_query(CbBuild *build, const CbNode *leaf)
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

static xapc_query *verified(CbBuild *build, const CbNode *leaf, xapc_query *candidates)
{
    GPtrArray *both = cb_query_list_new();
    if (build->error == NULL)
        g_ptr_array_add(both,
                        cb_weightless(build, cb_verified_query_new(build->index, build->query, leaf,
                                                                   candidates, &build->error)));
    g_ptr_array_add(both, candidates);
    return cb_combine(XAPC_OP_AND, both, 0, &build->error);
}

/* --- Prefixes -------------------------------------------------------------------------------- */

/* The query and the stems that give weight. */
static xapc_query *expand_prefix(CbBuild *build, CbNode *leaf, const char *start)
{
    gboolean cut = FALSE;
    leaf->stems = g_ptr_array_new_with_free_func(g_free);
    if (build->error != NULL)
        return NULL;
    xapc_query *query = cb_prefix_query_new(build->index, start, leaf->stems, &cut, &build->error);
    if (cut)
        note(build, g_strdup_printf("»%s*« står for meget mange ord; kun de %d hyppigste er brugt",
                                    start, CB_MAX_PREFIX_STEMS));
    if (leaf->stems->len > MAX_WEIGHING_STEMS)
        g_ptr_array_set_size(leaf->stems, MAX_WEIGHING_STEMS);
    return query;
}

static xapc_query *prefix_word_query(CbBuild *build, CbNode *leaf, const char *start)
{
    if (leaf->field == CB_FIELD_CONTACT)
        return cb_weightless(build, prefix_terms_query(build, CB_TERM_CONTACT, start));
    xapc_query *filter = expand_prefix(build, leaf, start);
    if (leaf->field != CB_FIELD_ANY) {
        xapc_query_free(filter);
        filter = cb_stems_query_new(field_prefix(leaf->field), leaf->stems, &build->error);
    }
    return weighted(build, filter, cb_stems_query_new(CB_TERM_STEM, leaf->stems, &build->error));
}

/* "sosu-elev*": whole words, then the start of one. */
static xapc_query *prefix_query(CbBuild *build, CbNode *leaf)
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

static xapc_query *leaf_query(CbBuild *build, CbNode *leaf)
{
    if (leaf->type == CB_NODE_YEARS)
        return cb_years_query_new(build, leaf->year_from, leaf->year_to);
    if (cb_field_is_filter(leaf->field))
        return filter_query(build, leaf);
    if (leaf->type == CB_NODE_PREFIX)
        return prefix_query(build, leaf);
    xapc_query *query = leaf->type == CB_NODE_PHRASE ? phrase_query(build, leaf)
                                                     : words_query(build, leaf, leaf->words->len);
    return must_verify(leaf) ? verified(build, leaf, query) : query;
}

/* Takes @wanted (NULL: everything) and @excluded (may be empty). */
xapc_query *cb_without(CbBuild *build, xapc_query *wanted, GPtrArray *excluded)
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
xapc_query *cb_all_of(CbBuild *build, GPtrArray *wanted)
{
    if (wanted->len > 0)
        return cb_combine(XAPC_OP_AND, wanted, 0, &build->error);
    g_ptr_array_unref(wanted);
    return NULL;
}

/* Puts the node among what is wanted or what is excluded. */
void cb_sort_node(CbBuild *build, CbNode *node, GPtrArray *wanted, GPtrArray *excluded)
{
    if (node->type == CB_NODE_NOT)
        g_ptr_array_add(excluded, cb_node_query_new(build, node->children->pdata[0]));
    else
        g_ptr_array_add(wanted, cb_node_query_new(build, node));
}

xapc_query *cb_node_query_new(CbBuild *build, CbNode *node)
{
    if (node->children == NULL)
        return leaf_query(build, node);
    GPtrArray *wanted = cb_query_list_new();
    if (node->type == CB_NODE_OR) {
        for (guint i = 0; i < node->children->len; i++)
            g_ptr_array_add(wanted, cb_node_query_new(build, node->children->pdata[i]));
        return cb_combine(XAPC_OP_OR, wanted, 0, &build->error);
    }
    GPtrArray *excluded = cb_query_list_new();
    if (node->type == CB_NODE_NOT)
        cb_sort_node(build, node, wanted, excluded);
    for (guint i = 0; node->type == CB_NODE_AND && i < node->children->len; i++)
        cb_sort_node(build, node->children->pdata[i], wanted, excluded);
    return cb_without(build, cb_all_of(build, wanted), excluded);
}
