/* SPDX-License-Identifier: GPL-3.0-or-later */
/* XPath by libxml2, and its errors in words. */
#include "profile.h"
#include "html_note.h"
#include "html_text.h"
#include "profile_doc.h"
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <string.h>

/* A little of everything, so that most conditions of an expression are tried. */
static const char sample_page[] =
    "<html><head><title>x</title><meta name=x property=x content=x><link rel=x href=x></head><body "
    "id=x class=x><header id=x class=x><nav id=x class=x><a id=x class=x href=x title=x>x</a>"
    "</nav></header><main id=x class=x><article id=x class=x><h1 id=x class=x>x</h1><h2 id=x "
    "class=x>x</h2><h3 id=x class=x>x</h3><h4 id=x class=x>x</h4><section id=x class=x><div id=x "
    "class=x role=x data-x=x><p id=x class=x>x<b id=x class=x>x</b><strong id=x class=x>x</strong>"
    "<span id=x class=x>x</span></p><ul id=x class=x><li id=x class=x>x</li></ul><time id=x "
    "class=x datetime=x>x</time><table id=x class=x><tr id=x class=x><td id=x class=x>x</td></tr>"
    "</table><dl id=x class=x><dt id=x class=x>x</dt><dd id=x class=x>x</dd></dl></div></section>"
    "</article><aside id=x class=x>x</aside></main><form id=x class=x><button id=x class=x>x"
    "</button></form><footer id=x class=x>x</footer></body></html>";

/* ---- Errors ---- */

typedef struct {
    int code; /* an xmlXPathError; 0 for none */
    int at;   /* byte in the expression, when it was read and not when it was run */
} Failure;

static void on_error(void *data, xmlErrorPtr error)
{
    Failure *failure = data;
    if (failure->code != 0)
        return;
    failure->code = error->code - XML_XPATH_EXPRESSION_OK;
    failure->at = error->int1;
}

static const char *describe(int code)
{
    switch (code) {
    case XPATH_UNFINISHED_LITERAL_ERROR:
    case XPATH_START_LITERAL_ERROR:
        return "et anførselstegn mangler";
    case XPATH_VARIABLE_REF_ERROR:
    case XPATH_UNDEF_VARIABLE_ERROR:
        return "variabler med $ kan ikke bruges";
    case XPATH_INVALID_PREDICATE_ERROR:
        return "betingelsen i [ ] er forkert";
    case XPATH_UNCLOSED_ERROR:
        return "en parentes er ikke lukket";
    case XPATH_UNKNOWN_FUNC_ERROR:
        return "en funktion, der ikke findes";
    case XPATH_INVALID_OPERAND:
        return "en værdi af en forkert slags";
    case XPATH_INVALID_TYPE:
        return "noget andet end elementer, hvor der skal stå elementer";
    case XPATH_INVALID_ARITY:
        return "en funktion har fået for mange eller for få værdier";
    case XPATH_UNDEF_PREFIX_ERROR:
        return "et præfiks (før kolon), der ikke findes";
    case XPATH_MEMORY_ERROR:
        return "der er ikke hukommelse til det";
    case XPATH_OP_LIMIT_EXCEEDED:
    case XPATH_RECURSION_LIMIT_EXCEEDED:
        return "det er for langsomt eller for indviklet";
    default:
        return "det er ikke et gyldigt XPath-udtryk";
    }
}

/* "... ved »...«": where reading stopped, in a few letters. */
static char *explain(const CbPageRule *rule, const Failure *failure, gboolean reading)
{
    gsize length = strlen(rule->xpath);
    if (!reading || failure->at < 0 || (gsize)failure->at > length)
        return g_strdup(describe(failure->code));
    const char *at = rule->xpath + failure->at;
    if (*at == '\0')
        return g_strdup_printf("%s: det slutter for tidligt", describe(failure->code));
    if (!g_utf8_validate(at, -1, NULL))
        return g_strdup(describe(failure->code));
    g_autofree char *start = g_utf8_substring(at, 0, MIN(g_utf8_strlen(at, -1), 20));
    return g_strdup_printf("%s, ved »%s« (tegn %ld)", describe(failure->code), start,
                           g_utf8_strlen(rule->xpath, failure->at) + 1);
}

/* ---- One expression ---- */

static gboolean gives_text(CbPageRuleKind kind)
{
    return kind == CB_RULE_TITLE || kind == CB_RULE_BREADCRUMB || kind == CB_RULE_DATE;
}

/* Runs @rule; NULL with a reason. (transfer full) */
static xmlXPathObjectPtr run(const CbPageRule *rule, xmlXPathContextPtr context, char **reason)
{
    Failure failure = {0};
    context->error = on_error;
    context->userData = &failure;
    context->opLimit = CB_MAX_XPATH_STEPS;
    context->opCount = 0;
    xmlXPathCompExprPtr compiled = xmlXPathCtxtCompile(context, (const xmlChar *)rule->xpath);
    gboolean reading = compiled == NULL;
    xmlXPathObjectPtr result = compiled != NULL ? xmlXPathCompiledEval(compiled, context) : NULL;
    if (compiled != NULL)
        xmlXPathFreeCompExpr(compiled);
    if (result != NULL && failure.code != 0)
        g_clear_pointer(&result, xmlXPathFreeObject);
    if (result == NULL) {
        *reason = explain(rule, &failure, reading);
        return NULL;
    }
    gboolean fits =
        result->type == XPATH_NODESET || (result->type == XPATH_STRING && gives_text(rule->kind));
    if (!fits) {
        xmlXPathFreeObject(result);
        *reason = g_strdup(gives_text(rule->kind) ? "det giver hverken elementer eller tekst"
                                                  : "det giver ikke elementer");
        return NULL;
    }
    return result;
}

/* "leave-out.menu: ..." */
static void name_rule(const CbPageRule *rule, char **reason)
{
    char *full = g_strdup_printf("%s: %s", rule->name, *reason);
    g_free(*reason);
    *reason = full;
}

static xmlXPathContextPtr context_new(const CbProfileDoc *doc)
{
    xmlXPathContextPtr context = xmlXPathNewContext(cb_profile_doc_get(doc));
    if (context == NULL)
        g_error("out of memory");
    return context;
}

gboolean cb_profile_check(const CbPageRules *rules, char **reason)
{
    g_autoptr(CbProfileDoc) doc = cb_profile_doc_new();
    g_autoptr(CbTree) tree =
        cb_tree_parse_to(sample_page, sizeof sample_page - 1, cb_profile_doc_add_element, doc);
    g_return_val_if_fail(tree != NULL && cb_profile_doc_link(doc, tree), FALSE);
    xmlXPathContextPtr context = context_new(doc);
    gboolean good = TRUE;
    for (guint i = 0; i < rules->rules->len && good; i++) {
        xmlXPathObjectPtr result = run(g_ptr_array_index(rules->rules, i), context, reason);
        good = result != NULL;
        xmlXPathFreeObject(result);
    }
    xmlXPathFreeContext(context);
    return good;
}

/* ---- What is found ---- */

static void add_text(CbProfileFinds *finds, CbPageRuleKind kind, const char *value)
{
    g_autoptr(GString) folded = g_string_new(NULL);
    if (value == NULL || !gives_text(kind))
        return;
    cb_text_append(folded, value, strlen(value));
    g_autofree char *text = cb_text_take(folded);
    if (text[0] != '\0')
        g_ptr_array_add(finds->texts[kind], g_steal_pointer(&text));
}

static guint add_nodes(CbProfileFinds *finds, CbPageRuleKind kind, const xmlNodeSet *set)
{
    guint before = finds->nodes[kind]->len + finds->texts[kind]->len;
    for (int i = 0; set != NULL && i < set->nodeNr; i++) {
        guint32 place = cb_profile_doc_place(set->nodeTab[i]);
        if (place != 0) {
            g_array_append_val(finds->nodes[kind], place);
        } else if (set->nodeTab[i]->type == XML_ATTRIBUTE_NODE) {
            xmlChar *value = xmlNodeGetContent(set->nodeTab[i]);
            add_text(finds, kind, (const char *)value);
            xmlFree(value);
        }
    }
    return finds->nodes[kind]->len + finds->texts[kind]->len - before;
}

static void add_result(CbProfileFinds *finds, const CbPageRule *rule, xmlXPathObjectPtr result,
                       const CbTree *tree, CbPage *page)
{
    guint n;
    if (result->type == XPATH_STRING) {
        guint before = finds->texts[rule->kind]->len;
        add_text(finds, rule->kind, (const char *)result->stringval);
        n = finds->texts[rule->kind]->len - before;
    } else {
        xmlXPathNodeSetSort(result->nodesetval);
        n = add_nodes(finds, rule->kind, result->nodesetval);
    }
    const GArray *nodes = finds->nodes[rule->kind];
    guint32 first = nodes->len >= n && n > 0 ? g_array_index(nodes, guint32, nodes->len - n) : 0;
    cb_html_note(tree, page, CB_NOTE_PROFILE, first, n, rule->name);
}

static int compare_places(gconstpointer a, gconstpointer b)
{
    const guint32 *first = a;
    const guint32 *second = b;
    return *first < *second ? -1 : *first > *second;
}

void cb_profile_sort_places(GArray *places)
{
    guint kept = 0;
    g_array_sort(places, compare_places);
    for (guint i = 0; i < places->len; i++) {
        guint32 place = g_array_index(places, guint32, i);
        if (kept == 0 || place != g_array_index(places, guint32, kept - 1))
            g_array_index(places, guint32, kept++) = place;
    }
    g_array_set_size(places, kept);
}

static CbProfileFinds *finds_new(void)
{
    CbProfileFinds *finds = g_new0(CbProfileFinds, 1);
    for (guint i = 0; i < CB_N_PAGE_RULE_KINDS; i++) {
        finds->nodes[i] = g_array_new(FALSE, FALSE, sizeof(guint32));
        finds->texts[i] = g_ptr_array_new_with_free_func(g_free);
    }
    return finds;
}

void cb_profile_finds_free(CbProfileFinds *finds)
{
    if (finds == NULL)
        return;
    for (guint i = 0; i < CB_N_PAGE_RULE_KINDS; i++) {
        g_array_unref(finds->nodes[i]);
        g_ptr_array_unref(finds->texts[i]);
    }
    g_free(finds);
}

CbProfileFinds *cb_profile_find(const CbPageRules *rules, const CbProfileDoc *doc,
                                const CbTree *tree, CbPage *page, char **reason)
{
    g_autoptr(CbProfileFinds) finds = finds_new();
    xmlXPathContextPtr context = context_new(doc);
    gboolean good = TRUE;
    for (guint i = 0; i < rules->rules->len && good; i++) {
        const CbPageRule *rule = g_ptr_array_index(rules->rules, i);
        xmlXPathObjectPtr result = run(rule, context, reason);
        good = result != NULL;
        if (good)
            add_result(finds, rule, result, tree, page);
        else
            name_rule(rule, reason);
        xmlXPathFreeObject(result);
    }
    xmlXPathFreeContext(context);
    for (guint i = 0; i < CB_N_PAGE_RULE_KINDS; i++)
        cb_profile_sort_places(finds->nodes[i]);
    return good ? g_steal_pointer(&finds) : NULL;
}
