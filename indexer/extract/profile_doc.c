/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Builds the document. Its nodes are linked by hand: libxml2's own functions would join texts that
 * stand side by side, in time that grows with their square. */
#include "profile_doc.h"
#include <libxml/HTMLtree.h>

struct CbProfileDoc {
    xmlDocPtr doc;
    GPtrArray *nodes; /* xmlNode*, by their place in the tree; NULL for what is not there yet */
    gboolean linked;
};

CbProfileDoc *cb_profile_doc_new(void)
{
    CbProfileDoc *doc = g_new0(CbProfileDoc, 1);
    doc->doc = htmlNewDocNoDtD(NULL, NULL);
    doc->nodes = g_ptr_array_new();
    g_ptr_array_add(doc->nodes, doc->doc);
    if (doc->doc == NULL)
        g_error("out of memory");
    return doc;
}

void cb_profile_doc_free(CbProfileDoc *doc)
{
    if (doc == NULL)
        return;
    for (guint i = 1; i < doc->nodes->len && !doc->linked; i++)
        if (doc->nodes->pdata[i] != NULL)
            xmlFreeNode(doc->nodes->pdata[i]);
    xmlFreeDoc(doc->doc);
    g_ptr_array_unref(doc->nodes);
    g_free(doc);
}

static const xmlChar *xml(const char *text)
{
    return (const xmlChar *)text;
}

void cb_profile_doc_add_element(guint32 node, const char *name, const char *const *attributes,
                                gpointer data)
{
    CbProfileDoc *doc = data;
    if (node >= CB_MAX_DOC_NODES)
        return;
    g_ptr_array_set_size(doc->nodes, (int)node + 1);
    xmlNodePtr element = xmlNewDocNode(doc->doc, NULL, xml(name), NULL);
    doc->nodes->pdata[node] = element;
    if (element == NULL)
        return;
    element->_private = GUINT_TO_POINTER(node);
    for (; attributes != NULL && attributes[0] != NULL; attributes += 2)
        xmlNewProp(element, xml(attributes[0]), xml(attributes[1] != NULL ? attributes[1] : ""));
}

static void append(xmlNodePtr parent, xmlNodePtr child)
{
    child->parent = parent;
    child->prev = parent->last;
    if (parent->last != NULL)
        parent->last->next = child;
    else
        parent->children = child;
    parent->last = child;
}

/* The node at place @i, made now when it is a text. */
static xmlNodePtr node_at(CbProfileDoc *doc, const CbTree *tree, guint32 i)
{
    const CbNode *at = &tree->nodes[i];
    if (at->tag == CB_TAG_TEXT) {
        xmlNodePtr text = xmlNewDocTextLen(doc->doc, xml(tree->text + at->first), (int)at->count);
        doc->nodes->pdata[i] = text;
        if (text != NULL)
            text->_private = GUINT_TO_POINTER(i);
    }
    return doc->nodes->pdata[i];
}

gboolean cb_profile_doc_link(CbProfileDoc *doc, const CbTree *tree)
{
    if (tree->n_nodes > CB_MAX_DOC_NODES)
        return FALSE;
    g_ptr_array_set_size(doc->nodes, (int)tree->n_nodes);
    doc->linked = TRUE;
    for (guint32 i = 1; i < tree->n_nodes; i++) {
        xmlNodePtr parent = doc->nodes->pdata[tree->nodes[i].parent];
        xmlNodePtr node = node_at(doc, tree, i);
        if (parent != NULL && node != NULL)
            append(parent, node);
    }
    return TRUE;
}

xmlDocPtr cb_profile_doc_get(const CbProfileDoc *doc)
{
    return doc->doc;
}

guint32 cb_profile_doc_place(const xmlNode *node)
{
    gboolean placed = node->type == XML_ELEMENT_NODE || node->type == XML_TEXT_NODE;
    return placed ? GPOINTER_TO_UINT(node->_private) : 0;
}
