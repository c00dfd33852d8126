/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The query tree: making, freeing and printing it; the names of its fields. */
#include "query.h"
#include <casebank/analyzer.h>
#include <string.h>

CbNode *cb_node_new(CbNodeType type, CbField field)
{
    CbNode *node = g_new0(CbNode, 1);
    node->type = type;
    node->field = field;
    if (type == CB_NODE_AND || type == CB_NODE_OR || type == CB_NODE_NOT)
        node->children = g_ptr_array_new_with_free_func((GDestroyNotify)cb_node_free);
    return node;
}

CbNode *cb_node_new_leaf(CbNodeType type, CbField field, char *text)
{
    CbNode *node = cb_node_new(type, field);
    node->text = text;
    return node;
}

void cb_node_free(CbNode *node)
{
    if (node == NULL)
        return;
    g_clear_pointer(&node->children, g_ptr_array_unref);
    g_clear_pointer(&node->words, g_ptr_array_unref);
    g_clear_pointer(&node->stems, g_ptr_array_unref);
    g_free(node->text);
    g_free(node);
}

void cb_node_take_child(CbNode *list, CbNode *child, gboolean explicit_and)
{
    if (child->type != list->type) {
        child->explicit_and = explicit_and;
        g_ptr_array_add(list->children, child);
        return;
    }
    for (guint i = 0; i < child->children->len; i++) {
        CbNode *grandchild = child->children->pdata[i];
        if (i == 0)
            grandchild->explicit_and = explicit_and;
        g_ptr_array_add(list->children, grandchild);
    }
    g_ptr_array_set_free_func(child->children, NULL);
    cb_node_free(child);
}

CbNode *cb_node_finish_list(CbNode *list)
{
    guint enough = list->type == CB_NODE_NOT ? 1 : 2;
    if (list->children->len >= enough)
        return list;
    CbNode *only = list->children->len == 1 ? g_ptr_array_steal_index(list->children, 0) : NULL;
    cb_node_free(list);
    return only;
}

static void synonym_free(gpointer data)
{
    CbQuerySynonym *synonym = data;
    g_free(synonym->text);
    g_strfreev(synonym->stems);
    g_free(synonym);
}

CbQueryWord *cb_query_word_new(const char *form, const char *stem)
{
    CbQueryWord *word = g_new0(CbQueryWord, 1);
    word->form = g_strdup(form);
    word->stem = g_strdup(stem);
    word->synonyms = g_ptr_array_new_with_free_func(synonym_free);
    return word;
}

static void append_once(char ***strings, const char *text)
{
    guint n = *strings != NULL ? g_strv_length(*strings) : 0;
    if (n > 0 && g_strv_contains((const char *const *)*strings, text))
        return;
    *strings = g_renew(char *, *strings, n + 2);
    (*strings)[n] = g_strdup(text);
    (*strings)[n + 1] = NULL;
}

void cb_query_word_add_part(CbQueryWord *word, const char *stem)
{
    append_once(&word->parts, stem);
}

void cb_query_word_join(CbQueryWord *word, const char *stem)
{
    if (strcmp(word->stem, stem) != 0)
        append_once(&word->joined, stem);
}

void cb_query_word_free(CbQueryWord *word)
{
    g_free(word->form);
    g_free(word->stem);
    g_strfreev(word->parts);
    g_strfreev(word->joined);
    g_ptr_array_unref(word->synonyms);
    g_free(word);
}

void cb_query_free(CbQuery *query)
{
    if (query == NULL)
        return;
    cb_node_free(query->root);
    g_clear_pointer(&query->notes, g_ptr_array_unref);
    g_clear_pointer(&query->expansions, g_ptr_array_unref);
    g_clear_pointer(&query->related, g_ptr_array_unref);
    g_free(query);
}

void cb_query_take_note(CbQuery *query, char *note)
{
    if (g_ptr_array_find_with_equal_func(query->notes, note, g_str_equal, NULL))
        g_free(note);
    else
        g_ptr_array_add(query->notes, note);
}

/* --- Fields ---------------------------------------------------------------------------------- */

static const struct {
    const char *name; /* folded */
    CbField field;
} field_names[] = {
    {"titel", CB_FIELD_TITLE},
    {"title", CB_FIELD_TITLE},
    {"fil", CB_FIELD_FILE},
    {"file", CB_FIELD_FILE},
    {"kontakt", CB_FIELD_CONTACT},
    {"contact", CB_FIELD_CONTACT},
    {"kommune", CB_FIELD_MUNICIPALITY},
    {"municipality", CB_FIELD_MUNICIPALITY},
    {"type", CB_FIELD_TYPE},
    {"emne", CB_FIELD_TOPIC},
    {"topic", CB_FIELD_TOPIC},
    {"har", CB_FIELD_HAS},
    {"has", CB_FIELD_HAS},
    {"aar", CB_FIELD_YEAR}, /* "år" folded */
    {"ar", CB_FIELD_YEAR},
    {"year", CB_FIELD_YEAR},
};

const char *cb_field_name(CbField field)
{
    static const char *const names[CB_N_FIELDS] = {
        [CB_FIELD_TITLE] = "titel",     [CB_FIELD_FILE] = "fil",
        [CB_FIELD_CONTACT] = "kontakt", [CB_FIELD_MUNICIPALITY] = "kommune",
        [CB_FIELD_TYPE] = "type",       [CB_FIELD_TOPIC] = "emne",
        [CB_FIELD_HAS] = "har",         [CB_FIELD_YEAR] = "år",
    };
    return names[field];
}

gboolean cb_field_find(const char *name, CbField *field)
{
    g_autofree char *key = cb_fold_key(name);
    for (gsize i = 0; i < G_N_ELEMENTS(field_names); i++) {
        if (strcmp(field_names[i].name, key) == 0) {
            *field = field_names[i].field;
            return TRUE;
        }
    }
    return FALSE;
}

gboolean cb_field_is_filter(CbField field)
{
    return field == CB_FIELD_MUNICIPALITY || field == CB_FIELD_TYPE || field == CB_FIELD_TOPIC ||
           field == CB_FIELD_HAS;
}

/* --- Printing -------------------------------------------------------------------------------- */

static void print_node(GString *out, const CbNode *node);

static gboolean needs_quotes(const CbNode *node)
{
    if (node->type == CB_NODE_PHRASE)
        return TRUE;
    if (!cb_field_is_filter(node->field) || node->type == CB_NODE_PREFIX)
        return FALSE;
    for (const char *p = node->text; *p != '\0'; p = g_utf8_next_char(p))
        if (*p != '-' && !g_unichar_isalnum(g_utf8_get_char(p)))
            return TRUE;
    return FALSE;
}

static void print_years(GString *out, const CbNode *node)
{
    if (node->year_from != 0)
        g_string_append_printf(out, "%u", node->year_from);
    if (node->year_from != node->year_to)
        g_string_append(out, "..");
    if (node->year_to != 0 && node->year_from != node->year_to)
        g_string_append_printf(out, "%u", node->year_to);
}

static void print_leaf(GString *out, const CbNode *node)
{
    if (node->field != CB_FIELD_ANY)
        g_string_append_printf(out, "%s:", cb_field_name(node->field));
    if (node->type == CB_NODE_YEARS) {
        print_years(out, node);
        return;
    }
    const char *quote = needs_quotes(node) ? "\"" : "";
    g_string_append_printf(out, "%s%s%s%s%s", node->exact ? "=" : "", quote, node->text, quote,
                           node->type == CB_NODE_PREFIX ? "*" : "");
}

static void print_child(GString *out, const CbNode *parent, const CbNode *child)
{
    gboolean group = (child->type == CB_NODE_AND || child->type == CB_NODE_OR) &&
                     child->children->len > 1 && child->type != parent->type;
    if (group)
        g_string_append_c(out, '(');
    print_node(out, child);
    if (group)
        g_string_append_c(out, ')');
}

static void print_node(GString *out, const CbNode *node)
{
    if (node->children == NULL) {
        print_leaf(out, node);
        return;
    }
    if (node->type == CB_NODE_NOT)
        g_string_append(out, "IKKE ");
    for (guint i = 0; i < node->children->len; i++) {
        const CbNode *child = node->children->pdata[i];
        if (i > 0 && node->type == CB_NODE_OR)
            g_string_append(out, " ELLER ");
        else if (i > 0)
            g_string_append(out, child->explicit_and ? " OG " : " ");
        print_child(out, node, child);
    }
}

char *cb_query_print(const CbNode *root)
{
    GString *out = g_string_new(NULL);
    if (root != NULL)
        print_node(out, root);
    return g_string_free(out, FALSE);
}
