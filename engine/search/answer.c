/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making and freeing answers. */
#include "answer.h"

void cb_passage_free(CbPassage *passage)
{
    if (passage == NULL)
        return;
    g_free(passage->attachment);
    g_free(passage->page_label);
    g_free(passage->heading);
    g_free(passage->url);
    g_free(passage->source);
    g_free(passage->text);
    g_clear_pointer(&passage->marks, g_array_unref);
    g_free(passage);
}

static void hit_free(gpointer data)
{
    CbHit *hit = data;
    g_free(hit->case_id);
    g_free(hit->title);
    g_strfreev(hit->municipalities);
    g_free(hit->url);
    g_free(hit->source);
    g_free(hit->updated);
    g_free(hit->summary);
    g_free(hit->contact);
    g_ptr_array_unref(hit->passages);
    g_ptr_array_unref(hit->attachments);
    g_ptr_array_unref(hit->also_in);
    g_free(hit);
}

static void facet_value_free(gpointer data)
{
    CbFacetValue *value = data;
    g_free(value->value);
    g_free(value);
}

static void facet_free(gpointer data)
{
    CbFacet *facet = data;
    g_ptr_array_unref(facet->values);
    g_free(facet);
}

static void expansion_free(gpointer data)
{
    CbExpansion *expansion = data;
    g_free(expansion->word);
    g_strfreev(expansion->added);
    g_strfreev(expansion->found);
    g_free(expansion);
}

GPtrArray *cb_expansions_new(void)
{
    return g_ptr_array_new_with_free_func(expansion_free);
}

CbAnswer *cb_answer_new(const CbRequest *request)
{
    CbAnswer *answer = g_new0(CbAnswer, 1);
    answer->text = g_utf8_make_valid(request->text, -1);
    answer->page = request->page;
    answer->per_page = request->per_page;
    answer->expansions = cb_expansions_new();
    answer->related = cb_expansions_new();
    answer->hits = g_ptr_array_new_with_free_func(hit_free);
    return answer;
}

void cb_answer_free(CbAnswer *answer)
{
    if (answer == NULL)
        return;
    g_free(answer->text);
    g_free(answer->interpreted);
    g_free(answer->suggestion);
    g_ptr_array_unref(answer->expansions);
    g_ptr_array_unref(answer->related);
    g_clear_pointer(&answer->notes, g_ptr_array_unref);
    g_ptr_array_unref(answer->hits);
    g_clear_pointer(&answer->facets, g_ptr_array_unref);
    g_free(answer);
}

CbHit *cb_hit_new(void)
{
    CbHit *hit = g_new0(CbHit, 1);
    hit->passages = g_ptr_array_new_with_free_func((GDestroyNotify)cb_passage_free);
    return hit;
}

CbPassage *cb_passage_new(void)
{
    return g_new0(CbPassage, 1);
}

CbFacet *cb_facet_new(const char *name)
{
    CbFacet *facet = g_new0(CbFacet, 1);
    facet->name = name;
    facet->values = g_ptr_array_new_with_free_func(facet_value_free);
    return facet;
}

GPtrArray *cb_facets_new(void)
{
    return g_ptr_array_new_with_free_func(facet_free);
}
