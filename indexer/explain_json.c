/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a page was cut, as JSON; docs/PROFILE.md describes it. */
#include "explain_parts.h"
#include <jansson.h>

static json_t *text_or_null(const char *text)
{
    return text != NULL ? json_string(text) : json_null();
}

static json_t *strings(const GPtrArray *texts)
{
    json_t *list = json_array();
    for (guint i = 0; i < texts->len; i++)
        json_array_append_new(list, json_string(g_ptr_array_index(texts, i)));
    return list;
}

static json_t *rules_json(const CbPageRules *rules)
{
    json_t *list = json_array();
    for (guint i = 0; i < rules->rules->len; i++) {
        const CbPageRule *rule = g_ptr_array_index(rules->rules, i);
        json_array_append_new(list, json_pack("{ss ss}", "key", rule->name, "xpath", rule->xpath));
    }
    return list;
}

static json_t *notes_json(const CbPage *page)
{
    json_t *list = json_array();
    for (guint i = 0; page->notes != NULL && i < page->notes->len; i++) {
        const CbPageNote *note = g_ptr_array_index(page->notes, i);
        json_array_append_new(list,
                              json_pack("{ss ss ss ss si}", "about", cb_note_kind_name(note->kind),
                                        "rule", note->rule, "element", note->element, "text",
                                        note->text, "count", (int)note->count));
    }
    return list;
}

static json_t *parts_json(const CbParts *parts)
{
    json_t *list = json_array();
    for (guint i = 0; i < parts->parts->len; i++) {
        const CbPart *part = cb_part(parts, i);
        json_t *item = json_pack("{ss si ss}", "role", cb_part_role_name(part->role), "level",
                                 (int)part->level, "text", part->text);
        if (part->block->href != NULL)
            json_object_set_new(item, "href", json_string(part->block->href));
        if (part->role == CB_PART_DROPPED && part->why != NULL)
            json_object_set_new(item, "why", json_string(part->why));
        if (part->block->case_number != 0)
            json_object_set_new(item, "case_element", json_integer(part->block->case_number));
        json_array_append_new(list, item);
    }
    return list;
}

static json_t *trials_json(const CbLayout *layout)
{
    json_t *list = json_array();
    for (guint level = 1; level <= CB_MAX_HEADING_LEVEL; level++) {
        const CbLevelTrial *trial = &layout->trials[level];
        if (trial->cases + trial->teasers + trial->others == 0)
            continue;
        json_array_append_new(list, json_pack("{si si si si sb sb}", "level", (int)level, "cases",
                                              (int)trial->cases, "teasers", (int)trial->teasers,
                                              "others", (int)trial->others, "convinces",
                                              trial->convinces, "chosen", layout->level == level));
    }
    return list;
}

static json_t *units_json(const CbExplanation *explained)
{
    static const char *const kinds[] = {"none", "case", "teaser"};
    const GArray *units = explained->trace.layout->units;
    json_t *list = json_array();
    for (guint u = 0; units != NULL && u < units->len; u++) {
        const CbUnit *unit = &g_array_index(units, CbUnit, u);
        json_array_append_new(list,
                              json_pack("{si si ss ss ss sb si si si}", "start", (int)unit->start,
                                        "end", (int)unit->end, "heading",
                                        cb_part(explained->trace.parts, unit->start)->text, "kind",
                                        kinds[unit->kind], "rule", unit->rule, "own_municipality",
                                        unit->own_place, "shared_headings", (int)unit->n_shared,
                                        "pdfs", (int)unit->n_pdfs, "texts", (int)unit->n_texts));
    }
    return list;
}

static json_t *attachments_json(const CbCase *item)
{
    json_t *list = json_array();
    for (guint i = 0; i < item->attachments->len; i++) {
        const CbAttachment *attachment = g_ptr_array_index(item->attachments, i);
        json_array_append_new(list, json_pack("{ss so so so}", "name", attachment->name, "href",
                                              text_or_null(attachment->url), "file",
                                              text_or_null(attachment->source), "reason",
                                              text_or_null(attachment->reason)));
    }
    return list;
}

static json_t *case_json(const CbExplanation *explained, const CbCase *item)
{
    json_t *sections = json_array();
    for (guint i = 0; i < item->sections->len; i++) {
        const CbSection *section = g_ptr_array_index(item->sections, i);
        json_array_append_new(
            sections, json_pack("{so so ss}", "heading", text_or_null(section->heading), "anchor",
                                text_or_null(section->anchor), "text", section->text));
    }
    return json_pack("{ss ss ss so so ss so so so}", "id", item->id, "kind",
                     cb_case_kind_name(item->kind), "title", item->title, "municipalities",
                     strings(item->municipalities), "municipalities_from",
                     text_or_null(cb_explanation_places(explained, item)), "lead", item->lead,
                     "sections", sections, "contact", text_or_null(item->contact), "attachments",
                     attachments_json(item));
}

static json_t *cases_json(const CbExplanation *explained)
{
    json_t *list = json_array();
    for (guint i = 0; i < explained->cases->len; i++)
        json_array_append_new(list, case_json(explained, g_ptr_array_index(explained->cases, i)));
    return list;
}

char *cb_explanation_json(const CbExplanation *explained)
{
    static const char *const kinds[] = {"plain", "collection", "listing", "empty"};
    const CbCutTrace *trace = &explained->trace;
    json_t *whole = json_pack(
        "{si ss so ss ss ss so so so sb}", "version", 1, "source", explained->file->path, "url",
        text_or_null(explained->url), "kind", kinds[explained->kind], "title", trace->parts->title,
        "title_from", trace->parts->title_from, "updated", text_or_null(trace->parts->updated),
        "updated_from", text_or_null(trace->parts->date_from), "breadcrumb",
        strings(explained->page->breadcrumb), "noindex", explained->page->noindex);
    json_object_set_new(whole, "profile", rules_json(explained->rules));
    json_object_set_new(whole, "notes", notes_json(explained->page));
    json_object_set_new(whole, "blocks", parts_json(trace->parts));
    json_object_set_new(whole, "levels", trials_json(trace->layout));
    json_object_set_new(whole, "units", units_json(explained));
    json_object_set_new(whole, "cases", cases_json(explained));
    char *text = json_dumps(whole, JSON_INDENT(2));
    char *copy = g_strconcat(text, "\n", NULL);
    free(text);
    json_decref(whole);
    return copy;
}
