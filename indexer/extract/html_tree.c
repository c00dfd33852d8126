/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Builds the tree from libxml2's SAX events. libxml2 does the tokenising, the entities and the
 * repair of missing tags; its own tree is not used, because it refuses deep nesting with an empty
 * page and takes several times the memory.
 *
 * libxml2 knows HTML 4: tags that came later are unknown to it, and so those that never have an end
 * tag (<wbr>, <source>) seem to hold all that follows. They are left out of the tree: their content
 * hangs on their parent. So does what is deeper than CB_TREE_DEPTH.
 *
 * Some of libxml2's own steps look through the whole stack of open tags, or through all attributes
 * of a tag that came before: a page nested thousands deep, or a tag of a million attributes, would
 * take time in the square of its size. Past MAX_OPEN_TAGS the parser is stopped; a page with a tag
 * of over MAX_ATTRIBUTES is not parsed at all.
 */
#include "html_tree.h"
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <string.h>

#define MAX_OPEN_TAGS 1000u
#define MAX_ATTRIBUTES 1000u
#define MAX_NODES 2000000u
#define IGNORED G_MAXUINT32

typedef struct {
    guint32 name; /* CbAttribute */
    guint32 value;
} Attribute;

typedef struct {
    guint32 node; /* where content goes; IGNORED for nowhere */
    gboolean own; /* whether the element has a node of its own */
} OpenTag;

typedef struct {
    CbTree *tree;
    htmlParserCtxtPtr parser;
    GArray *open;
    gboolean failed;
    CbTreeElementFunc on_element; /* or NULL */
    gpointer data;
} Builder;

static const char *const tag_names[CB_N_TAGS] = {NULL, NULL,
#define X(tag, name, kind) name,
                                                 CB_TAGS(X)
#undef X
};

static const guint8 tag_kinds[CB_N_TAGS] = {CB_KIND_INLINE, CB_KIND_INLINE,
#define X(tag, name, kind) CB_KIND_##kind,
                                            CB_TAGS(X)
#undef X
};

static const char *const attribute_names[CB_N_ATTRIBUTES] = {
#define X(attribute, name) name,
    CB_ATTRIBUTES(X)
#undef X
};

CbTagKind cb_tag_kind(CbTag tag)
{
    return (CbTagKind)tag_kinds[tag];
}

const char *cb_tag_name(CbTag tag)
{
    if (tag == CB_TAG_TEXT)
        return "(tekst)";
    return tag == CB_TAG_OTHER ? "(andet)" : tag_names[tag];
}

/* The place of @name in a sorted list of names, or -1. */
static int find_name(const char *const *names, guint n, const char *name)
{
    guint low = 0;
    while (low < n) {
        guint middle = (low + n) / 2;
        int order = strcmp(name, names[middle]);
        if (order == 0)
            return (int)middle;
        if (order < 0)
            n = middle;
        else
            low = middle + 1;
    }
    return -1;
}

CbTag cb_tag_find(const char *name)
{
    int place = find_name(tag_names + CB_TAG_OTHER + 1, CB_N_TAGS - CB_TAG_OTHER - 1, name);
    return place < 0 ? CB_TAG_OTHER : (CbTag)(place + CB_TAG_OTHER + 1);
}

static void fail(Builder *builder)
{
    builder->failed = TRUE;
    xmlStopParser(builder->parser);
}

static OpenTag innermost(const Builder *builder)
{
    return g_array_index(builder->open, OpenTag, builder->open->len - 1);
}

static CbNode *node_at(const Builder *builder, guint32 node)
{
    return &g_array_index(builder->tree->node_array, CbNode, node);
}

static guint32 add_node(Builder *builder, CbTag tag, guint32 parent)
{
    GArray *nodes = builder->tree->node_array;
    CbNode node = {.tag = (guint8)tag, .parent = parent, .end = nodes->len + 1};
    if (nodes->len > 0)
        node.depth = (guint8)MIN(node_at(builder, parent)->depth + 1u, CB_TREE_DEPTH - 1);
    g_array_append_val(nodes, node);
    if (nodes->len >= MAX_NODES)
        fail(builder);
    return nodes->len - 1;
}

static void add_attributes(Builder *builder, guint32 node, const xmlChar **pairs)
{
    CbTree *tree = builder->tree;
    node_at(builder, node)->first = tree->attributes->len;
    for (; pairs != NULL && pairs[0] != NULL; pairs += 2) {
        int name = find_name(attribute_names, CB_N_ATTRIBUTES, (const char *)pairs[0]);
        if (name < 0)
            continue;
        Attribute attribute = {(guint32)name, (guint32)tree->pool->len};
        const char *value = pairs[1] != NULL ? (const char *)pairs[1] : "";
        g_string_append_len(tree->pool, value, (gssize)strlen(value) + 1);
        g_array_append_val(tree->attributes, attribute);
        node_at(builder, node)->count++;
    }
}

static void on_start(void *data, const xmlChar *name, const xmlChar **attributes)
{
    Builder *builder = data;
    OpenTag parent = innermost(builder);
    OpenTag tag = {parent.node, FALSE};
    CbTag which = cb_tag_find((const char *)name);
    if (tag_kinds[which] == CB_KIND_IGNORED)
        tag.node = IGNORED;
    /* A page's depth leaves room for a text below the deepest element. */
    tag.own = tag.node != IGNORED && tag_kinds[which] != CB_KIND_NOWHERE &&
              node_at(builder, parent.node)->depth < CB_TREE_DEPTH - 2;
    if (tag.own) {
        tag.node = add_node(builder, which, parent.node);
        add_attributes(builder, tag.node, attributes);
        if (builder->on_element != NULL)
            builder->on_element(tag.node, (const char *)name,
                                (const char *const *)(gconstpointer)attributes, builder->data);
    }
    g_array_append_val(builder->open, tag);
    if (builder->open->len > MAX_OPEN_TAGS)
        fail(builder);
}

static void on_end(void *data, G_GNUC_UNUSED const xmlChar *name)
{
    Builder *builder = data;
    if (builder->open->len <= 1)
        return;
    OpenTag tag = innermost(builder);
    if (tag.own)
        node_at(builder, tag.node)->end = builder->tree->node_array->len;
    g_array_set_size(builder->open, builder->open->len - 1);
}

/* libxml2 gives a text in pieces, one for each entity and each thousand bytes. */
static void on_text(void *data, const xmlChar *text, int length)
{
    Builder *builder = data;
    CbTree *tree = builder->tree;
    guint32 parent = innermost(builder).node;
    if (parent == IGNORED)
        return;
    guint32 last = tree->node_array->len - 1;
    CbNode *node = node_at(builder, last);
    gboolean goes_on = node->tag == CB_TAG_TEXT && node->parent == parent && last > 0 &&
                       node->first + node->count == tree->pool->len;
    if (!goes_on) {
        last = add_node(builder, CB_TAG_TEXT, parent);
        node = node_at(builder, last);
        node->first = (guint32)tree->pool->len;
    }
    node->count += (guint32)length;
    g_string_append_len(tree->pool, (const char *)text, length);
}

/* The end of the attribute value at @at: after its closing quote, or @at when it has no quotes. */
static const char *skip_value(const char *at, const char *end)
{
    while (at < end && g_ascii_isspace(*at))
        at++;
    if (at == end || (*at != '"' && *at != '\''))
        return at;
    const char *quote = memchr(at + 1, *at, (gsize)(end - at - 1));
    return quote != NULL ? quote + 1 : end;
}

/* At most as many attributes as there are spaces and "=" outside of values. @at: after "<", moved
 * to the end of the tag. */
static guint count_attributes(const char **at, const char *end)
{
    guint n = 0;
    const char *next = *at;
    while (next < end && *next != '>') {
        n += *next == '=' || (g_ascii_isspace(*next) && !g_ascii_isspace(next[-1]));
        next = *next == '=' ? skip_value(next + 1, end) : next + 1;
    }
    *at = next;
    return n;
}

static gboolean has_monster_tag(const char *html, gsize length)
{
    const char *end = html + length;
    for (const char *at = html; at < end && (at = memchr(at, '<', (gsize)(end - at))) != NULL;) {
        at++;
        if (at < end && g_ascii_isalpha(*at) && count_attributes(&at, end) > MAX_ATTRIBUTES)
            return TRUE;
    }
    return FALSE;
}

static CbTree *tree_new(gsize length)
{
    CbTree *tree = g_new0(CbTree, 1);
    tree->node_array = g_array_sized_new(FALSE, FALSE, sizeof(CbNode), (guint)(length / 40 + 16));
    tree->attributes =
        g_array_sized_new(FALSE, FALSE, sizeof(Attribute), (guint)(length / 60 + 16));
    tree->pool = g_string_sized_new(length + 16);
    tree->controlled = g_hash_table_new(g_str_hash, g_str_equal);
    tree->tabs = g_hash_table_new(g_str_hash, g_str_equal);
    return tree;
}

void cb_tree_free(CbTree *tree)
{
    if (tree == NULL)
        return;
    g_array_unref(tree->node_array);
    g_array_unref(tree->attributes);
    g_string_free(tree->pool, TRUE);
    g_hash_table_unref(tree->controlled);
    g_hash_table_unref(tree->tabs);
    g_free(tree);
}

/* Tags that were still open at the end of the page end there; so does the root. */
static void close_all(Builder *builder)
{
    CbTree *tree = builder->tree;
    while (builder->open->len > 1)
        on_end(builder, NULL);
    node_at(builder, 0)->end = tree->node_array->len;
    tree->nodes = (CbNode *)(void *)tree->node_array->data;
    tree->n_nodes = tree->node_array->len;
    tree->text = tree->pool->str;
}

static void run_parser(Builder *builder, const char *html, gsize length)
{
    htmlSAXHandler events = {.startElement = on_start,
                             .endElement = on_end,
                             .characters = on_text,
                             .ignorableWhitespace = on_text,
                             .cdataBlock = on_text,
                             .initialized = 1};
    htmlParserCtxtPtr parser = htmlCreateMemoryParserCtxt(html, (int)length);
    if (parser == NULL) {
        builder->failed = TRUE;
        return;
    }
    htmlCtxtUseOptions(parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                   HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
    xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
    htmlSAXHandlerPtr own = parser->sax;
    parser->sax = &events;
    parser->userData = builder;
    builder->parser = parser;
    htmlParseDocument(parser);
    parser->sax = own;
    htmlFreeParserCtxt(parser);
}

CbTree *cb_tree_parse(const char *html, gsize length)
{
    return cb_tree_parse_to(html, length, NULL, NULL);
}

CbTree *cb_tree_parse_to(const char *html, gsize length, CbTreeElementFunc on_element,
                         gpointer data)
{
    g_return_val_if_fail(length < G_MAXINT, NULL);
    if (has_monster_tag(html, length))
        return NULL;
    g_autoptr(CbTree) tree = tree_new(length);
    g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(OpenTag));
    Builder builder = {.tree = tree, .open = open, .on_element = on_element, .data = data};
    OpenTag root = {add_node(&builder, CB_TAG_OTHER, 0), FALSE};
    g_array_append_val(open, root);
    run_parser(&builder, html, length);
    if (builder.failed)
        return NULL;
    close_all(&builder);
    return g_steal_pointer(&tree);
}

const char *cb_tree_attribute(const CbTree *tree, guint32 node, CbAttribute attribute)
{
    const CbNode *at = &tree->nodes[node];
    if (at->tag == CB_TAG_TEXT)
        return NULL;
    for (guint32 i = at->first; i < at->first + at->count; i++) {
        const Attribute *item = &g_array_index(tree->attributes, Attribute, i);
        if (item->name == attribute)
            return tree->text + item->value;
    }
    return NULL;
}

guint32 cb_tree_previous(const CbTree *tree, guint32 node)
{
    guint32 parent = tree->nodes[node].parent;
    for (guint32 i = node; i - 1 > parent;) {
        i--;
        while (tree->nodes[i].parent != parent)
            i = tree->nodes[i].parent;
        if (tree->nodes[i].tag != CB_TAG_TEXT || tree->nodes[i].length > 0)
            return i;
    }
    return 0;
}
