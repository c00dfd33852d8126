/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers for tests of what is made of them. */
#include "written_answer.h"

#include <search/answer.h>
#include <string.h>

CbAnswer *answer_new(const char *text, guint total)
{
    CbRequest request = CB_REQUEST_INIT;
    request.text = text;
    CbAnswer *answer = cb_answer_new(&request);
    answer->total = total;
    answer->notes = g_ptr_array_new_with_free_func(g_free);
    answer->facets = cb_facets_new();
    return answer;
}

CbHit *answer_add_hit(CbAnswer *answer, const char *id, const char *title)
{
    CbHit *hit = cb_hit_new();
    hit->case_id = g_strdup(id);
    hit->title = g_strdup(title);
    hit->score = 1;
    hit->attachments = g_ptr_array_new_with_free_func((GDestroyNotify)cb_attachment_free);
    hit->also_in = g_ptr_array_new_with_free_func((GDestroyNotify)cb_also_in_free);
    g_ptr_array_add(answer->hits, hit);
    return hit;
}

static CbPassage *add_passage(CbHit *hit, const char *text)
{
    CbPassage *passage = cb_passage_new();
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
    CbFacet *facet = cb_facet_new(name);
    for (gsize i = 0; values[i]; i++) {
        CbFacetValue *value = g_new0(CbFacetValue, 1);
        value->value = g_strdup(values[i]);
        value->count = (guint)(10 - i);
        g_ptr_array_add(facet->values, value);
    }
    g_ptr_array_add(answer->facets, facet);
}
