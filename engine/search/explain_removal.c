/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Finding what keeps a case out.
 *
 * Each condition of the query and of the request is asked of the index by itself, together with the
 * case's id: the same queries that the search is made of, so that what is told is what decided.
 */
#include "explain_removal.h"
#include "build.h"
#include "index_private.h"
#include "query_read.h"
#include "rank.h"
#include <string.h>

typedef struct {
    const CbSuspect *suspect;
    CbBuild build;
    GPtrArray *removed_by;
    guint n_words, n_present; /* plain words, and those that the case has */
    GPtrArray *lacking;       /* char*: the others; borrowed from the query */
} Trial;

void cb_removal_free(CbRemoval *removal)
{
    if (removal == NULL)
        return;
    g_free(removal->text);
    g_free(removal->reason);
    g_free(removal);
}

/* Takes @text and @reason. */
static void add(Trial *trial, const char *kind, char *text, char *reason)
{
    CbRemoval *removal = g_new0(CbRemoval, 1);
    removal->kind = kind;
    removal->text = text;
    removal->reason = reason;
    g_ptr_array_add(trial->removed_by, removal);
}

/* --- Asking the index ------------------------------------------------------------------------ */

/* Is the case among what @query (taken) matches? TRUE on an error: it is met elsewhere. */
static gboolean holds(Trial *trial, xapc_query *query)
{
    xapc_error **error = &trial->build.error;
    GPtrArray *both = cb_query_list_new();
    g_ptr_array_add(both, query);
    g_ptr_array_add(both, cb_term_query_new(CB_TERM_ID, trial->suspect->item->id, error));
    g_autoptr(xapc_query) narrowed = cb_combine(XAPC_OP_AND, both, 0, error);
    g_autoptr(xapc_enquire) enquire =
        narrowed != NULL ? xapc_enquire_new(cb_index_cases(trial->suspect->index), error) : NULL;
    if (enquire == NULL || !xapc_enquire_set_query(enquire, narrowed, 0, error) ||
        !xapc_enquire_set_weight_bool(enquire, error))
        return TRUE;
    g_autoptr(xapc_mset) mset = xapc_enquire_get_mset(enquire, 0, 1, NULL, error);
    return mset == NULL || xapc_mset_size(mset) > 0;
}

/* The case's date, "YYYY-MM-DD" or NULL. */
static char *read_date(Trial *trial)
{
    xapc_error **error = &trial->build.error;
    g_autoptr(xapc_document) doc = xapc_database_get_document(cb_index_cases(trial->suspect->index),
                                                              trial->suspect->docid, true, error);
    char *value = doc != NULL ? xapc_document_get_value(doc, CB_VALUE_DATE, NULL, error) : NULL;
    char *date = value != NULL && *value != '\0' ? g_strdup(value) : NULL;
    xapc_free(value);
    return date;
}

/* --- What to say ----------------------------------------------------------------------------- */

/* "a, b og c", with @last before the last one; in »quotes« or not. */
static char *listed(const char *const *names, guint n, const char *last, gboolean quote)
{
    GString *list = g_string_new(NULL);
    for (guint i = 0; i < n; i++) {
        const char *before = i == 0 ? "" : i + 1 == n ? last : ", ";
        g_string_append_printf(list, quote ? "%s»%s«" : "%s%s", before, names[i]);
    }
    return g_string_free(list, FALSE);
}

static char *list_of(const GPtrArray *names)
{
    return listed((const char *const *)names->pdata, names->len, " og ", FALSE);
}

static char *municipality_reason(const CbCase *item, const char *wanted)
{
    g_autofree char *names = list_of(item->municipalities);
    return item->municipalities->len > 0
               ? g_strdup_printf("Sagen er fra %s, ikke %s", names, wanted)
               : g_strdup_printf("Sagen nævner ingen kommune, og der er valgt %s", wanted);
}

static char *topic_reason(const CbCase *item, const char *wanted)
{
    g_autofree char *names = list_of(item->topics);
    return item->topics->len > 0
               ? g_strdup_printf("Sagen står under %s, ikke under emnet %s", names, wanted)
               : g_strdup_printf("Sagen står ikke under noget emne, og der er valgt %s", wanted);
}

static char *type_reason(const CbCase *item, const char *wanted)
{
    g_autoptr(GPtrArray) types = g_ptr_array_new();
    for (guint i = 0; i < item->attachments->len; i++) {
        char *type = ((const CbAttachment *)item->attachments->pdata[i])->type;
        if (!g_ptr_array_find_with_equal_func(types, type, g_str_equal, NULL))
            g_ptr_array_add(types, type);
    }
    g_autofree char *names = list_of(types);
    return types->len > 0
               ? g_strdup_printf("Ingen af sagens bilag er af typen %s; de er: %s", wanted, names)
               : g_strdup_printf("Sagen har ingen bilag, og der er valgt typen %s", wanted);
}

static char *years_text(guint from, guint to)
{
    if (from == to)
        return g_strdup_printf("%u", from);
    g_autofree char *first = from != 0 ? g_strdup_printf("%u", from) : g_strdup("");
    g_autofree char *last = to != 0 ? g_strdup_printf("%u", to) : g_strdup("");
    return g_strconcat(first, "..", last, NULL);
}

static char *year_reason(Trial *trial, guint from, guint to)
{
    g_autofree char *date = read_date(trial);
    g_autofree char *years = years_text(from, to);
    return date != NULL
               ? g_strdup_printf("Sagen er dateret %.4s, og der er valgt år %s", date, years)
               : g_strdup_printf("Sagen har ingen dato, og der er valgt år %s", years);
}

static char *has_reason(const char *value)
{
    g_autofree char *key = cb_fold_key(value);
    if (strcmp(key, "pdf") == 0)
        return g_strdup("Sagen har ingen PDF, der kunne læses");
    if (strcmp(key, "effekt") == 0 || strcmp(key, "effect") == 0)
        return g_strdup("Sagen fortæller ikke om en effekt");
    return g_strdup_printf("Ingen sager har »%s«: der er har:effekt og har:pdf", value);
}

/* @text: the leaf as it is printed, in any field. */
static char *leaf_reason(const CbNode *leaf)
{
    const char *where = leaf->field == CB_FIELD_TITLE     ? "i sagens overskrift"
                        : leaf->field == CB_FIELD_FILE    ? "i navnet på et bilag"
                        : leaf->field == CB_FIELD_CONTACT ? "blandt sagens kontakter"
                                                          : "i sagen";
    if (leaf->type == CB_NODE_PREFIX)
        return g_strdup_printf("Intet ord, der begynder med »%s«, står %s", leaf->text, where);
    if (leaf->type == CB_NODE_PHRASE && leaf->words->len > 1)
        return g_strdup_printf("Ordene »%s« står ikke lige efter hinanden %s%s", leaf->text, where,
                               leaf->exact ? ", som de er skrevet" : "");
    if (leaf->exact)
        return g_strdup_printf("»%s« står ikke %s, som det er skrevet", leaf->text, where);
    return g_strdup_printf("»%s« står ikke %s", leaf->text, where);
}

static const char *leaf_kind(const CbNode *leaf)
{
    static const char *const by_field[CB_N_FIELDS] = {
        [CB_FIELD_TITLE] = "title",     [CB_FIELD_FILE] = "file",
        [CB_FIELD_CONTACT] = "contact", [CB_FIELD_MUNICIPALITY] = "municipality",
        [CB_FIELD_TYPE] = "type",       [CB_FIELD_TOPIC] = "topic",
        [CB_FIELD_HAS] = "has",         [CB_FIELD_YEAR] = "year",
    };
    if (by_field[leaf->field] != NULL)
        return by_field[leaf->field];
    return leaf->type == CB_NODE_PHRASE && leaf->words->len > 1 ? "phrase"
           : leaf->type == CB_NODE_PREFIX                       ? "prefix"
           : leaf->exact                                        ? "exact"
                                                                : "word";
}

static char *field_reason(Trial *trial, const CbNode *leaf)
{
    const CbCase *item = trial->suspect->item;
    switch (leaf->field) {
    case CB_FIELD_MUNICIPALITY:
        return municipality_reason(item, leaf->text);
    case CB_FIELD_TYPE:
        return type_reason(item, leaf->text);
    case CB_FIELD_TOPIC:
        return topic_reason(item, leaf->text);
    case CB_FIELD_HAS:
        return has_reason(leaf->text);
    case CB_FIELD_YEAR:
        return year_reason(trial, leaf->year_from, leaf->year_to);
    default:
        return leaf_reason(leaf);
    }
}

/* A condition that the case does not meet. */
static void add_unmet(Trial *trial, const CbNode *node)
{
    char *text = cb_query_print(node);
    if (node->type == CB_NODE_NOT) {
        g_autofree char *inner = cb_query_print(node->children->pdata[0]);
        add(trial, "not", text,
            g_strdup_printf("Søgningen vil ikke have »%s«, og sagen har det", inner));
    } else if (node->type == CB_NODE_OR) {
        add(trial, "any", text, g_strdup_printf("Sagen har intet af dette: »%s«", text));
    } else if (node->type == CB_NODE_AND) {
        add(trial, "all", text, g_strdup_printf("Sagen har ikke alt dette: »%s«", text));
    } else {
        add(trial, leaf_kind(node), text, field_reason(trial, node));
    }
}

/* --- The query ------------------------------------------------------------------------------- */

static void try_soft_leaf(Trial *trial, const CbNode *leaf)
{
    for (guint i = 0; i < leaf->words->len; i++) {
        const CbQueryWord *word = leaf->words->pdata[i];
        trial->n_words++;
        if (holds(trial, cb_word_query_new(word, trial->build.index, &trial->build.error)))
            trial->n_present++;
        else
            g_ptr_array_add(trial->lacking, leaf->words->len == 1 ? leaf->text : word->form);
    }
}

static void try_node(Trial *trial, CbNode *node)
{
    gboolean excluded = node->type == CB_NODE_NOT;
    CbNode *asked = excluded ? node->children->pdata[0] : node;
    if (holds(trial, cb_node_query_new(&trial->build, asked)) == excluded &&
        trial->build.error == NULL)
        add_unmet(trial, node);
}

static void try_query(Trial *trial, CbNode *root)
{
    g_autoptr(GPtrArray) alone = g_ptr_array_new();
    GPtrArray *children = alone;
    if (root->type == CB_NODE_AND)
        children = root->children;
    else
        g_ptr_array_add(alone, root);
    for (guint i = 0; i < children->len; i++) {
        if (cb_plan_is_soft(children, i))
            try_soft_leaf(trial, children->pdata[i]);
        else
            try_node(trial, children->pdata[i]);
    }
}

/* --- The request ----------------------------------------------------------------------------- */

static void try_filter(Trial *trial, CbField field, const char *const *values,
                       char *(*reason)(const CbCase *, const char *))
{
    if (values == NULL || values[0] == NULL ||
        holds(trial, cb_filter_query_new(&trial->build, field, values)))
        return;
    guint n = 0;
    while (values[n] != NULL)
        n++;
    g_autofree char *wanted = listed(values, n, " eller ", FALSE);
    CbNode *leaf = cb_node_new_leaf(CB_NODE_WORD, field, g_strdup(values[0]));
    add(trial, leaf_kind(leaf), cb_query_print(leaf), reason(trial->suspect->item, wanted));
    cb_node_free(leaf);
}

static void try_request(Trial *trial, const CbRequest *request)
{
    try_filter(trial, CB_FIELD_MUNICIPALITY, request->municipalities, municipality_reason);
    try_filter(trial, CB_FIELD_TYPE, request->types, type_reason);
    try_filter(trial, CB_FIELD_TOPIC, request->topics, topic_reason);
    guint from = request->year_from, to = request->year_to;
    if ((from == 0 && to == 0) || holds(trial, cb_years_query_new(&trial->build, from, to)))
        return;
    g_autofree char *years = years_text(from, to);
    add(trial, "year", g_strconcat("år:", years, NULL), year_reason(trial, from, to));
}

/* --- The words ------------------------------------------------------------------------------- */

static void add_lacking(Trial *trial, char *text, const char *lacking)
{
    const CbSuspect *suspect = trial->suspect;
    if (trial->n_present == 0)
        add(trial, "words", text,
            g_strdup_printf(trial->n_words == 1 ? "Sagen har ikke ordet %s"
                                                : "Sagen har ingen af ordene %s",
                            lacking));
    else if (suspect->request->no_relax)
        add(trial, "strict-only", text,
            g_strdup_printf("Sagen mangler %s, og der er kun søgt efter sager med alle ordene",
                            lacking));
    else if (suspect->plan->is_long)
        add(trial, "coverage", text,
            g_strdup_printf("Sagen har for lidt af så lang en søgning; den mangler %s", lacking));
    else
        add(trial, "enough", text,
            g_strdup_printf("Sagen mangler %s, og når %d sager eller flere har alle ordene, vises "
                            "kun de",
                            lacking, CB_ENOUGH_STRICT_HITS));
}

/* Lacking some of the words keeps a case out only when nothing else does. */
static void judge_words(Trial *trial)
{
    const char *const *lacking = (const char *const *)trial->lacking->pdata;
    guint n = trial->lacking->len;
    if (n == 0 || (trial->n_present > 0 && trial->removed_by->len > 0))
        return;
    g_autofree char *names = listed(lacking, n, " og ", TRUE);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < n; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? " " : "", lacking[i]);
    add_lacking(trial, g_string_free(text, FALSE), names);
}

gboolean cb_explain_removal(const CbSuspect *suspect, GPtrArray *removed_by, GError **error)
{
    g_autoptr(CbQuery) query = cb_query_read(suspect->index, suspect->request, error);
    if (query == NULL)
        return FALSE;
    g_autoptr(GPtrArray) lacking = g_ptr_array_new();
    Trial trial = {.suspect = suspect,
                   .build = {.index = suspect->index, .query = query},
                   .removed_by = removed_by,
                   .lacking = lacking};
    if (query->root != NULL)
        try_query(&trial, query->root);
    try_request(&trial, suspect->request);
    judge_words(&trial);
    if (trial.build.error == NULL)
        return TRUE;
    cb_error_from_xapian(error, trial.build.error, "forklaringen kan ikke laves");
    return FALSE;
}
