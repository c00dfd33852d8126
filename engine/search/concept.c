/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a query to the concepts that are scored. */
#include "concept.h"
#include <string.h>

static void clear_way(gpointer data)
{
    g_ptr_array_unref(((CbWay *)data)->stems);
}

static void clear_concept(gpointer data)
{
    g_array_unref(((CbConcept *)data)->ways);
}

static CbConcept *add_concept(GArray *concepts, const CbNode *leaf, const char *text,
                              gboolean optional)
{
    CbConcept concept = {.text = text,
                         .leaf = leaf,
                         .ways = g_array_new(FALSE, FALSE, sizeof(CbWay)),
                         .optional = optional};
    g_array_set_clear_func(concept.ways, clear_way);
    g_array_append_val(concepts, concept);
    return &g_array_index(concepts, CbConcept, concepts->len - 1);
}

/* The array of stems to be filled in. */
static GPtrArray *add_way(CbConcept *concept, CbWayKind kind, const char *text, double weight,
                          gboolean whole)
{
    CbWay way = {.kind = kind, .text = text, .weight = weight, .whole = whole};
    way.stems = g_ptr_array_new();
    g_array_append_val(concept->ways, way);
    return way.stems;
}

static void add_strings(GPtrArray *list, char *const *strings)
{
    for (gsize i = 0; strings[i] != NULL; i++)
        g_ptr_array_add(list, strings[i]);
}

static CbWay *last_way(CbConcept *concept)
{
    return &g_array_index(concept->ways, CbWay, concept->ways->len - 1);
}

static void add_synonym(CbConcept *concept, const CbQuerySynonym *synonym, gboolean whole)
{
    gboolean phrase = synonym->stems[0] != NULL && synonym->stems[1] != NULL;
    add_strings(add_way(concept, CB_WAY_SYNONYM, synonym->text, synonym->weight, whole || phrase),
                synonym->stems);
    last_way(concept)->close = phrase; /* as near to a phrase as passages tell */
}

static void fill_concept(CbConcept *concept, const CbQueryWord *word, gboolean whole,
                         double parts_weight)
{
    g_ptr_array_add(add_way(concept, CB_WAY_WORD, word->form, 1, whole), word->stem);
    for (gsize i = 0; word->joined != NULL && word->joined[i] != NULL; i++)
        g_ptr_array_add(add_way(concept, CB_WAY_JOINED, word->joined[i], 1, whole),
                        word->joined[i]);
    if (word->parts != NULL && parts_weight > 0) {
        add_strings(add_way(concept, CB_WAY_PARTS, word->form, parts_weight, whole || word->close),
                    word->parts);
        last_way(concept)->close = word->close;
    }
    for (guint i = 0; i < word->synonyms->len; i++)
        add_synonym(concept, word->synonyms->pdata[i], word->whole);
}

static gboolean has_stem(const GArray *concepts, const char *stem)
{
    for (guint i = 0; i < concepts->len; i++) {
        const CbConcept *concept = &g_array_index(concepts, CbConcept, i);
        const CbWay *first = &g_array_index(concept->ways, CbWay, 0);
        if (strcmp(first->stems->pdata[0], stem) == 0)
            return TRUE;
    }
    return FALSE;
}

static void fill_prefix(CbConcept *concept, const CbNode *leaf)
{
    for (guint i = 0; leaf->stems != NULL && i < leaf->stems->len; i++)
        g_ptr_array_add(add_way(concept, CB_WAY_WORD, leaf->stems->pdata[i], 1, TRUE),
                        leaf->stems->pdata[i]);
}

static void add_leaf(GArray *concepts, const CbNode *leaf, gboolean optional, double parts_weight)
{
    gboolean alone = leaf->exact || leaf->type == CB_NODE_PHRASE;
    guint n = leaf->words->len;
    if (leaf->type == CB_NODE_PREFIX && n > 0)
        n--;
    for (guint i = 0; i < n; i++) {
        const CbQueryWord *word = leaf->words->pdata[i];
        if (!has_stem(concepts, word->stem))
            fill_concept(add_concept(concepts, leaf, word->form, optional), word,
                         alone || word->whole, parts_weight);
    }
    if (leaf->type == CB_NODE_PREFIX && leaf->stems != NULL && leaf->stems->len > 0)
        fill_prefix(add_concept(concepts, leaf, leaf->text, optional), leaf);
}

static void add_tree(GArray *concepts, const CbNode *node, gboolean optional, double parts_weight)
{
    if (node->type == CB_NODE_NOT)
        return;
    if (node->children == NULL) {
        if (node->field == CB_FIELD_ANY || node->field == CB_FIELD_TITLE)
            add_leaf(concepts, node, optional, parts_weight);
        return;
    }
    for (guint i = 0; i < node->children->len; i++)
        add_tree(concepts, node->children->pdata[i], optional || node->type == CB_NODE_OR,
                 parts_weight);
}

GArray *cb_concepts_new_empty(void)
{
    GArray *concepts = g_array_new(FALSE, FALSE, sizeof(CbConcept));
    g_array_set_clear_func(concepts, clear_concept);
    return concepts;
}

GArray *cb_concepts_new(const CbNode *root, double parts_weight)
{
    GArray *concepts = cb_concepts_new_empty();
    if (root != NULL)
        add_tree(concepts, root, FALSE, parts_weight);
    return concepts;
}

/* --- Of patterns ----------------------------------------------------------------------------- */

void cb_concepts_add_word(GArray *concepts, const CbNode *leaf, const CbQueryWord *word,
                          gboolean whole, double parts_weight)
{
    CbConcept *concept = add_concept(concepts, leaf, word->form, FALSE);
    if (whole)
        g_ptr_array_add(add_way(concept, CB_WAY_WORD, word->form, 1, TRUE), word->stem);
    else
        fill_concept(concept, word, word->whole, parts_weight);
}

void cb_concepts_add_prefix(GArray *concepts, const CbNode *leaf)
{
    fill_prefix(add_concept(concepts, leaf, leaf->text, FALSE), leaf);
}

void cb_concepts_add_phrase(GArray *concepts, const CbNode *leaf)
{
    CbConcept *concept = add_concept(concepts, leaf, leaf->text, FALSE);
    GPtrArray *stems = add_way(concept, CB_WAY_WORD, leaf->text, 1, TRUE);
    for (guint i = 0; i < leaf->words->len; i++)
        g_ptr_array_add(stems, ((const CbQueryWord *)leaf->words->pdata[i])->stem);
}
