/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parser of the query language: recursive descent over the text itself, without a token list.
 *
 *   or   = and { (ELLER | OR) and }
 *   and  = item { [OG | AND] item }
 *   item = { IKKE | NOT | "-" } [ field ":" ] atom
 *   atom = "(" or ")" | [ "=" ] quoted | [ "=" ] word | word "*"
 *
 * A field before a bracket goes for every leaf in it. Nothing is an error: what does not fit the
 * grammar (a lone operator, an open quote, a bracket too many) is read as words or passed over, and
 * a note tells the person who asked. The parser is bounded: brackets nest CB_MAX_QUERY_DEPTH deep,
 * IKKE after IKKE is a loop, a query has at most CB_MAX_QUERY_LEAVES leaves, and every step goes
 * forward in the text.
 */
#include "query.h"
#include "query_lex.h"
#include <casebank/search.h>
#include <stdlib.h>
#include <string.h>

#define PREFIX_NOTE "* virker kun sidst i et ord, efter mindst to bogstaver og uden ="

typedef struct {
    const char *text, *p;
    guint depth, leaves;
    CbQuery *query;
} Parser;

static CbNode *parse_or(Parser *parser, CbField field);

static void note(Parser *parser, const char *text)
{
    cb_query_take_note(parser->query, g_strdup(text));
}

/* Goes on to what can begin an item, a closing bracket or the end. */
static void skip_noise(Parser *parser)
{
    for (; *parser->p != '\0'; parser->p = g_utf8_next_char(parser->p)) {
        const char *p = parser->p;
        if (cb_lex_is_letter(p) || *p == '(' || *p == ')' || cb_lex_closing_quote(p) != NULL ||
            cb_lex_is_minus(parser->text, p) || cb_lex_is_exact(p))
            return;
        if (cb_lex_is_quote(p))
            note(parser, "Et anførselstegn mangler sin makker; teksten er læst som enkelte ord");
    }
}

/* --- Leaves ---------------------------------------------------------------------------------- */

static CbNode *new_leaf(Parser *parser, CbNodeType type, CbField field, char *text)
{
    parser->leaves++;
    return cb_node_new_leaf(type, field, text);
}

/* Four digits, or 0. */
static guint parse_year(const char *text, gsize length)
{
    guint year = 0;
    for (gsize i = 0; i < length; i++) {
        if (!g_ascii_isdigit(text[i]))
            return 0;
        year = year * 10 + (guint)(text[i] - '0');
    }
    return length == 4 && year >= 1000 ? year : 0;
}

/* "2019", "2019..2023", "2019..", "..2023"; a dash does for the dots between two years. */
static gboolean parse_years(const char *text, guint *from, guint *to)
{
    static const char *const separators[] = {"..", "-", "\xe2\x80\x93"};
    *from = *to = parse_year(text, strlen(text));
    for (gsize i = 0; i < G_N_ELEMENTS(separators) && *from == 0; i++) {
        const char *dots = strstr(text, separators[i]);
        if (dots == NULL)
            continue;
        const char *rest = dots + strlen(separators[i]);
        gboolean open = i == 0;
        *from = parse_year(text, (gsize)(dots - text));
        *to = parse_year(rest, strlen(rest));
        if ((*from == 0 && !(open && dots == text)) || (*to == 0 && !(open && *rest == '\0')) ||
            (*from == 0 && *to == 0))
            return FALSE;
        if (*to != 0 && *from > *to) {
            guint first = *to;
            *to = *from;
            *from = first;
        }
        return TRUE;
    }
    return *from != 0;
}

/* NULL, with a note, when @text is no year. */
static CbNode *years_leaf(Parser *parser, const char *text)
{
    guint from, to;
    if (!parse_years(text, &from, &to)) {
        cb_query_take_note(parser->query,
                           g_strdup_printf("»%s« er ikke et årstal og er læst som almindelige ord; "
                                           "skriv fx år:2021 eller år:2019..2023",
                                           text));
        return NULL;
    }
    CbNode *node = new_leaf(parser, CB_NODE_YEARS, CB_FIELD_YEAR, NULL);
    node->year_from = from;
    node->year_to = to;
    return node;
}

/* The text between quotes, with single spaces and no quotes in it: it can be printed in quotes. */
static char *tidy(const char *start, const char *end)
{
    GString *out = g_string_new(NULL);
    for (const char *p = start; p < end; p = g_utf8_next_char(p)) {
        if (!cb_lex_is_quote(p) && cb_lex_skip_space(p) == p)
            g_string_append_unichar(out, g_utf8_get_char(p));
        else if (out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c(out, ' ');
    }
    g_strchomp(out->str);
    return g_string_free(out, FALSE);
}

/* A word that is an operator's name would be read differently when printed. */
static void lower_operator(char *text)
{
    gsize length;
    if (cb_lex_operator(text, &length) != CB_OP_NONE)
        for (char *p = text; *p != '\0'; p++)
            *p = g_ascii_tolower(*p);
}

static CbNode *parse_quoted(Parser *parser, CbField field, const char *close)
{
    char *text = tidy(g_utf8_next_char(parser->p), close);
    parser->p = g_utf8_next_char(close);
    if (*text == '\0') {
        g_free(text);
        return NULL;
    }
    if (field == CB_FIELD_YEAR) {
        CbNode *years = years_leaf(parser, text);
        if (years != NULL) {
            g_free(text);
            return years;
        }
        field = CB_FIELD_ANY;
    }
    if (!cb_field_is_filter(field))
        return new_leaf(parser, CB_NODE_PHRASE, field, text);
    lower_operator(text);
    return new_leaf(parser, CB_NODE_WORD, field, text);
}

/* Leaves out the punctuation after a word, but for a hyphen, which says something. @star: whether
 * there is a "*" in it. */
static const char *strip_end(const char *start, const char *end, gboolean *star)
{
    *star = FALSE;
    while (end > start) {
        const char *last = g_utf8_prev_char(end);
        if (cb_lex_is_letter(last) || *last == '-')
            break;
        *star = *star || *last == '*';
        end = last;
    }
    return end;
}

/* How many code points of letters the text ends with, counted up to CB_MIN_PREFIX. */
static guint letters_at_end(const char *start, const char *end)
{
    guint count = 0;
    while (end > start && count < CB_MIN_PREFIX && cb_lex_is_letter(g_utf8_prev_char(end))) {
        end = g_utf8_prev_char(end);
        count++;
    }
    return count;
}

/* The bare word [start, end), without what is punctuation. */
static CbNode *word_leaf(Parser *parser, CbField field, const char *start, const char *word_end)
{
    gboolean star;
    const char *end = strip_end(start, word_end, &star);
    if (end == start)
        return NULL;
    gboolean prefix = star && *end == '*' && letters_at_end(start, end) >= CB_MIN_PREFIX;
    char *text = g_strndup(start, (gsize)(end - start));
    if ((star && !prefix) || strchr(text, '*') != NULL)
        note(parser, PREFIX_NOTE);
    lower_operator(text);
    CbNode *leaf = new_leaf(parser, prefix ? CB_NODE_PREFIX : CB_NODE_WORD, field, text);
    leaf->start = (gsize)(start - parser->text);
    return leaf;
}

static CbNode *bare_years(Parser *parser, const char *start, const char *end)
{
    g_autofree char *text = g_strndup(start, (gsize)(end - start));
    CbNode *node = years_leaf(parser, text);
    if (node != NULL)
        return node;
    while (start < end && !cb_lex_is_letter(start))
        start = g_utf8_next_char(start);
    node = word_leaf(parser, CB_FIELD_ANY, start, end);
    if (node != NULL)
        g_strdelimit(node->text, ":", '-'); /* "år:år:x": printed, it must not be a field again */
    return node;
}

static CbNode *parse_bare(Parser *parser, CbField field)
{
    const char *start = parser->p;
    parser->p = cb_lex_word_end(start);
    if (field == CB_FIELD_YEAR)
        return bare_years(parser, start, parser->p);
    return word_leaf(parser, field, start, parser->p);
}

/* --- Items ----------------------------------------------------------------------------------- */

static CbNode *parse_group(Parser *parser, CbField field)
{
    parser->p++;
    if (parser->depth >= CB_MAX_QUERY_DEPTH) {
        note(parser, "Der er for mange parenteser inden i hinanden; de inderste er sprunget over");
        return NULL;
    }
    parser->depth++;
    CbNode *node = parse_or(parser, field);
    parser->depth--;
    if (*parser->p == ')')
        parser->p++;
    else if (parser->leaves < CB_MAX_QUERY_LEAVES)
        note(parser, "En parentes mangler sin slutning; den er læst som sluttet til sidst");
    return node;
}

/* The item begins with a letter, a bracket, a quote or "=": skip_noise() has seen to that. */
static CbNode *parse_atom(Parser *parser, CbField field)
{
    if (*parser->p == '(')
        return parse_group(parser, field);
    gboolean exact = cb_lex_is_exact(parser->p);
    if (exact)
        parser->p++;
    const char *close = cb_lex_closing_quote(parser->p);
    CbNode *node = close != NULL ? parse_quoted(parser, field, close) : parse_bare(parser, field);
    if (node == NULL || !exact || node->type == CB_NODE_YEARS || cb_field_is_filter(field))
        return node;
    if (node->type == CB_NODE_PREFIX) { /* "=ord*": one of the two */
        note(parser, PREFIX_NOTE);
        node->type = CB_NODE_WORD;
    }
    node->exact = TRUE;
    return node;
}

/* Can an item begin at @p? */
static gboolean item_follows(const Parser *parser, const char *p)
{
    gsize length;
    CbOperator operator= cb_lex_operator(p, &length);
    if (operator== CB_OP_AND || operator== CB_OP_OR)
        return FALSE;
    return cb_lex_is_letter(p) || *p == '(' || cb_lex_closing_quote(p) != NULL ||
           cb_lex_is_minus(parser->text, p) || cb_lex_is_exact(p);
}

static void note_unknown_field(Parser *parser, const char *name)
{
    cb_query_take_note(
        parser->query,
        g_strdup_printf("Feltet »%s:« kendes ikke; det er læst som almindelige ord. Felterne er "
                        "titel, kommune, type, år, emne, fil, har og kontakt",
                        name));
}

/* Reads "field:" when it stands here and has a value. */
static void parse_field(Parser *parser, CbField *field)
{
    const char *colon = cb_lex_letters_end(parser->p);
    if (*field != CB_FIELD_ANY || colon == parser->p || *colon != ':')
        return;
    g_autofree char *name = g_strndup(parser->p, (gsize)(colon - parser->p));
    const char *value = cb_lex_skip_space(colon + 1);
    CbField found;
    if (!cb_field_find(name, &found)) {
        if (value == colon + 1 && cb_lex_letters_end(value) > value)
            note_unknown_field(parser, name);
        return;
    }
    gboolean has_value =
        item_follows(parser, value) || (found == CB_FIELD_YEAR && g_str_has_prefix(value, ".."));
    if (!has_value || *value == '-') {
        cb_query_take_note(parser->query,
                           g_strdup_printf("Der mangler noget efter »%s:«; det er læst som et "
                                           "almindeligt ord",
                                           name));
        return;
    }
    *field = found;
    parser->p = value;
}

/* Reads IKKE, NOT and "-" in any number; TRUE when the item is excluded. */
static gboolean parse_negations(Parser *parser)
{
    gboolean negated = FALSE;
    for (;;) {
        gsize length;
        if (cb_lex_is_minus(parser->text, parser->p)) {
            parser->p++;
        } else if (cb_lex_operator(parser->p, &length) == CB_OP_NOT) {
            const char *next = cb_lex_skip_space(parser->p + length);
            if (!item_follows(parser, next))
                return negated; /* read as a word */
            parser->p = next;
        } else {
            return negated;
        }
        negated = !negated;
    }
}

static CbNode *parse_item(Parser *parser, CbField field)
{
    gboolean negated = parse_negations(parser);
    parse_field(parser, &field);
    CbNode *node = parse_atom(parser, field);
    if (node == NULL || !negated)
        return node;
    if (node->type == CB_NODE_NOT) {
        CbNode *positive = g_ptr_array_steal_index(node->children, 0);
        cb_node_free(node);
        return positive;
    }
    CbNode *not = cb_node_new(CB_NODE_NOT, CB_FIELD_ANY);
    g_ptr_array_add(not ->children, node);
    return not ;
}

/* --- Lists ----------------------------------------------------------------------------------- */

/* TRUE when an AND list ends here: at ELLER, a closing bracket, the end, or when the query is full.
 */
static gboolean at_list_end(Parser *parser, gboolean any)
{
    skip_noise(parser);
    if (*parser->p == '\0' || (*parser->p == ')' && parser->depth > 0))
        return TRUE;
    if (parser->leaves >= CB_MAX_QUERY_LEAVES) {
        cb_query_take_note(parser->query, g_strdup_printf("Søgningen er meget lang; kun de første "
                                                          "%d ord er brugt",
                                                          CB_MAX_QUERY_LEAVES));
        parser->p += strlen(parser->p);
        return TRUE;
    }
    gsize length;
    return any && cb_lex_operator(parser->p, &length) == CB_OP_OR &&
           item_follows(parser, cb_lex_skip_space(parser->p + length));
}

/* Reads OG or AND between two items; other lone operators are left to be read as words. */
static gboolean parse_and_operator(Parser *parser, gboolean any)
{
    gsize length;
    CbOperator operator= cb_lex_operator(parser->p, &length);
    if (operator== CB_OP_NONE)
        return FALSE;
    const char *next = cb_lex_skip_space(parser->p + length);
    gboolean complete = item_follows(parser, next) && (any || operator== CB_OP_NOT);
    if (!complete)
        cb_query_take_note(parser->query,
                           g_strdup_printf("»%.*s« mangler et ord at virke på og er læst som et "
                                           "almindeligt ord",
                                           (int)length, parser->p));
    if (!complete || operator!= CB_OP_AND)
        return FALSE;
    parser->p = next;
    return TRUE;
}

static CbNode *parse_and(Parser *parser, CbField field)
{
    CbNode *list = cb_node_new(CB_NODE_AND, CB_FIELD_ANY);
    while (!at_list_end(parser, list->children->len > 0)) {
        if (*parser->p == ')') {
            note(parser, "En parentes for meget er sprunget over");
            parser->p++;
            continue;
        }
        gboolean explicit_and = parse_and_operator(parser, list->children->len > 0);
        CbNode *item = parse_item(parser, field);
        if (item != NULL)
            cb_node_take_child(list, item, explicit_and);
    }
    return cb_node_finish_list(list);
}

static CbNode *parse_or(Parser *parser, CbField field)
{
    CbNode *list = cb_node_new(CB_NODE_OR, CB_FIELD_ANY);
    for (;;) {
        CbNode *part = parse_and(parser, field);
        if (part != NULL)
            cb_node_take_child(list, part, FALSE);
        gsize length;
        if (cb_lex_operator(parser->p, &length) != CB_OP_OR)
            return cb_node_finish_list(list);
        parser->p += length;
    }
}

CbQuery *cb_query_parse(const char *text)
{
    CbQuery *query = g_new0(CbQuery, 1);
    query->notes = g_ptr_array_new_with_free_func(g_free);
    gsize length = strlen(text);
    g_autofree char *valid = g_utf8_make_valid(text, (gssize)MIN(length, CB_MAX_QUERY_BYTES));
    Parser parser = {.text = valid, .p = valid, .query = query};
    if (length > CB_MAX_QUERY_BYTES)
        note(&parser, "Søgningen er for lang; kun begyndelsen er brugt");
    query->root = parse_or(&parser, CB_FIELD_ANY);
    return query;
}
