/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers for tests of what is made of them. */
#include "answer.h"

#include <string.h>

static void passage_free(gpointer data)
{
    CbPassage *passage = data;
    g_free(passage->attachment);
    g_free(passage->page_label);
    g_free(passage->heading);
    g_free(passage->url);
    g_free(passage->source);
    g_free(passage->text);
    g_array_unref(passage->marks);
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

static void facet_free(gpointer data)
{
    CbFacet *facet = data;
    for (guint i = 0; i < facet->values->len; i++)
        g_free(((CbFacetValue *)facet->values->pdata[i])->value);
    g_ptr_array_unref(facet->values);
    g_free(facet);
}

static void expansion_free(gpointer data)
{
    CbExpansion *expansion = data;
    g_free(expansion->word);
    g_strfreev(expansion->added);
    g_free(expansion);
}

CbAnswer *answer_new(const char *text, guint total)
{
    CbAnswer *answer = g_new0(CbAnswer, 1);
    answer->text = g_strdup(text);
    answer->total = total;
    answer->page = 1;
    answer->per_page = 10;
    answer->expansions = g_ptr_array_new_with_free_func(expansion_free);
    answer->notes = g_ptr_array_new_with_free_func(g_free);
    answer->hits = g_ptr_array_new_with_free_func(hit_free);
    answer->facets = g_ptr_array_new_with_free_func(facet_free);
    return answer;
}

void answer_free(CbAnswer *answer)
{
    if (!answer)
        return;
    g_free(answer->text);
    g_free(answer->suggestion);
    g_ptr_array_unref(answer->expansions);
    g_ptr_array_unref(answer->notes);
    g_ptr_array_unref(answer->hits);
    g_ptr_array_unref(answer->facets);
    g_free(answer);
}

CbHit *answer_add_hit(CbAnswer *answer, const char *id, const char *title)
{
    CbHit *hit = g_new0(CbHit, 1);
    hit->case_id = g_strdup(id);
    hit->title = g_strdup(title);
    hit->score = 1;
    hit->passages = g_ptr_array_new_with_free_func(passage_free);
    hit->attachments = g_ptr_array_new_with_free_func((GDestroyNotify)cb_attachment_free);
    hit->also_in = g_ptr_array_new_with_free_func((GDestroyNotify)cb_also_in_free);
    g_ptr_array_add(answer->hits, hit);
    return hit;
}

static CbPassage *add_passage(CbHit *hit, const char *text)
{
    CbPassage *passage = g_new0(CbPassage, 1);
    passage->text = g_strdup(text);
    passage->marks = g_array_new(FALSE, FALSE, sizeof(CbMark));
    g_ptr_array_add(hit->passages, passage);
    return passage;
}

CbPassage *hit_add_section(CbHit *hit, const char *heading, const char *text)
{
    CbPassage *passage = add_passage(hit, text);
    passage->heading = g_strdup(heading);
    return passage;
}

CbPassage *hit_add_pdf_page(CbHit *hit, const char *name, guint page, const char *label,
                            const char *text)
{
    CbPassage *passage = add_passage(hit, text);
    passage->from_attachment = TRUE;
    passage->attachment = g_strdup(name);
    passage->page = page;
    passage->page_label = g_strdup(label);
    return passage;
}

void passage_mark(CbPassage *passage, const char *word)
{
    const char *found = strstr(passage->text, word);
    g_assert_nonnull(found);
    CbMark mark = {.start = (guint)g_utf8_strlen(passage->text, found - passage->text)};
    mark.end = mark.start + (guint)g_utf8_strlen(word, -1);
    g_array_append_val(passage->marks, mark);
}

void answer_add_facet(CbAnswer *answer, const char *name, const char *const *values)
{
    CbFacet *facet = g_new0(CbFacet, 1);
    facet->name = name;
    facet->values = g_ptr_array_new_with_free_func(g_free);
    for (gsize i = 0; values[i]; i++) {
        CbFacetValue *value = g_new0(CbFacetValue, 1);
        value->value = g_strdup(values[i]);
        value->count = (guint)(10 - i);
        g_ptr_array_add(facet->values, value);
    }
    g_ptr_array_add(answer->facets, facet);
}
