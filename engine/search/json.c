/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Answers, cases and the status as JSON: version 1 of the shape in docs/API.md. Fields are written
 * in the order of the document; a field that does not apply is null or empty and never left out.
 */
#include "json_parts.h"
#include "snippet.h"
#include <math.h>

#define JSON_VERSION 1
#define REAL_DIGITS 15 /* a rounded number then prints as written: 12.3, not 12.300000000000001 */

double cb_json_rounded(double value, double steps)
{
    return round(value * steps) / steps;
}

/* JSON null for NULL. All strings of an index are valid UTF-8; anything else would be null too. */
json_t *cb_json_text(const char *string)
{
    json_t *json = string != NULL ? json_string(string) : NULL;
    return json != NULL ? json : json_null();
}

static json_t *strings(char *const *list)
{
    json_t *array = json_array();
    for (gsize i = 0; list != NULL && list[i] != NULL; i++)
        json_array_append_new(array, cb_json_text(list[i]));
    return array;
}

json_t *cb_json_strings(const GPtrArray *list)
{
    json_t *array = json_array();
    for (guint i = 0; i < list->len; i++)
        json_array_append_new(array, cb_json_text(list->pdata[i]));
    return array;
}

static json_t *number_or_null(guint number)
{
    return number != 0 ? json_integer(number) : json_null();
}

char *cb_json_dump(json_t *json, gboolean pretty)
{
    size_t flags = JSON_REAL_PRECISION(REAL_DIGITS) | (pretty ? JSON_INDENT(2) : JSON_COMPACT);
    char *dumped = json_dumps(json, flags);
    char *copy = g_strdup(dumped);
    free(dumped);
    json_decref(json);
    return copy;
}

/* --- What a hit and a case share ------------------------------------------------------------- */

static json_t *attachment_json(const CbAttachment *attachment)
{
    json_t *json = json_object();
    json_object_set_new(json, "name", cb_json_text(attachment->name));
    json_object_set_new(json, "url", cb_json_text(attachment->url));
    json_object_set_new(json, "pages", number_or_null(attachment->n_pages));
    json_object_set_new(json, "type", cb_json_text(attachment->type));
    json_object_set_new(json, "state", cb_json_text(cb_attachment_state_name(attachment->state)));
    return json;
}

static json_t *also_in_json(const GPtrArray *also_in)
{
    json_t *array = json_array();
    for (guint i = 0; i < also_in->len; i++) {
        const CbAlsoIn *other = also_in->pdata[i];
        json_t *json = json_object();
        json_object_set_new(json, "title", cb_json_text(other->title));
        json_object_set_new(json, "url", cb_json_text(other->url));
        json_array_append_new(array, json);
    }
    return array;
}

/* --- The answer ------------------------------------------------------------------------------ */

static json_t *marks_json(const GArray *marks)
{
    json_t *array = json_array();
    for (guint i = 0; marks != NULL && i < marks->len; i++) {
        const CbMark *mark = &g_array_index(marks, CbMark, i);
        json_array_append_new(array, json_pack("[i,i]", (int)mark->start, (int)mark->end));
    }
    return array;
}

/* Beside the marks and not inside them: who reads pairs goes on reading pairs. */
static json_t *marks_by_json(const GArray *marks)
{
    json_t *array = json_array();
    for (guint i = 0; marks != NULL && i < marks->len; i++)
        json_array_append_new(
            array, cb_json_text(cb_mark_kind_name(g_array_index(marks, CbMark, i).kind)));
    return array;
}

json_t *cb_json_passage(const CbPassage *passage)
{
    g_autofree char *html = cb_marks_to_html(passage->text, passage->marks);
    json_t *json = json_object();
    json_object_set_new(json, "from",
                        cb_json_text(passage->from_attachment ? "attachment" : "page"));
    json_object_set_new(json, "attachment", cb_json_text(passage->attachment));
    json_object_set_new(json, "page", number_or_null(passage->page));
    json_object_set_new(json, "page_label", cb_json_text(passage->page_label));
    if (passage->ocr)
        json_object_set_new(json, "ocr", json_true());
    json_object_set_new(json, "heading", cb_json_text(passage->heading));
    json_object_set_new(json, "url", cb_json_text(passage->url));
    json_object_set_new(json, "text", cb_json_text(passage->text));
    json_object_set_new(json, "marks", marks_json(passage->marks));
    json_object_set_new(json, "marks_by", marks_by_json(passage->marks));
    json_object_set_new(json, "html", cb_json_text(html));
    return json;
}

static json_t *passages_json(const GPtrArray *passages)
{
    json_t *array = json_array();
    for (guint i = 0; i < passages->len; i++)
        json_array_append_new(array, cb_json_passage(passages->pdata[i]));
    return array;
}

static json_t *hit_json(const CbHit *hit)
{
    json_t *json = json_object();
    json_object_set_new(json, "case_id", cb_json_text(hit->case_id));
    json_object_set_new(json, "kind", cb_json_text(cb_case_kind_name(hit->kind)));
    json_object_set_new(json, "title", cb_json_text(hit->title));
    json_object_set_new(json, "municipalities", strings(hit->municipalities));
    json_object_set_new(json, "url", cb_json_text(hit->url));
    json_object_set_new(json, "source", cb_json_text(hit->source));
    json_object_set_new(json, "updated", cb_json_text(hit->updated));
    json_object_set_new(json, "score", json_real(cb_json_rounded(hit->score, 1000)));
    json_object_set_new(json, "relaxed", json_boolean(hit->relaxed));
    json_object_set_new(json, "summary", cb_json_text(hit->summary));
    if (hit->contact != NULL)
        json_object_set_new(json, "contact", cb_json_text(hit->contact));
    json_object_set_new(json, "passages", passages_json(hit->passages));
    json_t *attachments = json_array();
    for (guint i = 0; i < hit->attachments->len; i++)
        json_array_append_new(attachments, attachment_json(hit->attachments->pdata[i]));
    json_object_set_new(json, "attachments", attachments);
    json_object_set_new(json, "also_in", also_in_json(hit->also_in));
    return json;
}

json_t *cb_json_expansions(const GPtrArray *expansions)
{
    json_t *array = json_array();
    for (guint i = 0; i < expansions->len; i++) {
        const CbExpansion *expansion = expansions->pdata[i];
        json_t *json = json_object();
        json_object_set_new(json, "word", cb_json_text(expansion->word));
        json_object_set_new(json, "added", strings(expansion->added));
        json_object_set_new(json, "weight", json_real(cb_json_rounded(expansion->weight, 1000)));
        json_object_set_new(json, "found", strings(expansion->found));
        json_array_append_new(array, json);
    }
    return array;
}

json_t *cb_json_related(const GPtrArray *related)
{
    json_t *array = json_array();
    for (guint i = 0; i < related->len; i++) {
        const CbExpansion *offered = related->pdata[i];
        json_t *json = json_object();
        json_object_set_new(json, "word", cb_json_text(offered->word));
        json_object_set_new(json, "words", strings(offered->added));
        json_array_append_new(array, json);
    }
    return array;
}

static json_t *query_json(const CbAnswer *answer)
{
    json_t *json = json_object();
    json_object_set_new(json, "text", cb_json_text(answer->text));
    json_object_set_new(json, "interpreted", cb_json_text(answer->interpreted));
    json_object_set_new(json, "relaxed_from",
                        answer->is_relaxed ? json_integer(answer->relaxed_from) : json_null());
    json_object_set_new(json, "expansions", cb_json_expansions(answer->expansions));
    json_object_set_new(json, "related", cb_json_related(answer->related));
    json_object_set_new(json, "suggestion", cb_json_text(answer->suggestion));
    json_object_set_new(json, "suggestion_applied", json_boolean(answer->suggestion_applied));
    json_object_set_new(json, "notes", cb_json_strings(answer->notes));
    return json;
}

static json_t *facets_json(const GPtrArray *facets)
{
    json_t *json = json_object();
    for (guint i = 0; i < facets->len; i++) {
        const CbFacet *facet = facets->pdata[i];
        json_t *values = json_array();
        for (guint j = 0; j < facet->values->len; j++) {
            const CbFacetValue *value = facet->values->pdata[j];
            json_t *entry = json_object();
            json_object_set_new(entry, "value", cb_json_text(value->value));
            json_object_set_new(entry, "count", json_integer(value->count));
            json_array_append_new(values, entry);
        }
        json_object_set_new(json, facet->name, values);
    }
    return json;
}

char *cb_answer_to_json(const CbAnswer *answer, gboolean pretty)
{
    json_t *json = json_object();
    json_object_set_new(json, "version", json_integer(JSON_VERSION));
    json_object_set_new(json, "query", query_json(answer));
    json_object_set_new(json, "total", json_integer(answer->total));
    json_object_set_new(json, "page", json_integer(answer->page));
    json_object_set_new(json, "per_page", json_integer(answer->per_page));
    json_object_set_new(json, "took_ms", json_real(cb_json_rounded(answer->took_ms, 100)));
    json_t *hits = json_array();
    for (guint i = 0; i < answer->hits->len; i++)
        json_array_append_new(hits, hit_json(answer->hits->pdata[i]));
    json_object_set_new(json, "hits", hits);
    json_object_set_new(json, "facets", facets_json(answer->facets));
    return cb_json_dump(json, pretty);
}

/* --- A whole case ---------------------------------------------------------------------------- */

static json_t *sections_json(const GPtrArray *sections)
{
    json_t *array = json_array();
    for (guint i = 0; i < sections->len; i++) {
        const CbSection *section = sections->pdata[i];
        json_t *json = json_object();
        json_object_set_new(json, "heading", cb_json_text(section->heading));
        json_object_set_new(json, "anchor", cb_json_text(section->anchor));
        json_object_set_new(json, "text", cb_json_text(section->text));
        json_array_append_new(array, json);
    }
    return array;
}

static json_t *whole_attachment_json(const CbAttachment *attachment)
{
    json_t *json = attachment_json(attachment);
    json_t *pages = json_array();
    for (guint i = 0; i < attachment->pages->len; i++) {
        const CbPdfPage *page = attachment->pages->pdata[i];
        json_t *entry = json_object();
        json_object_set_new(entry, "page", json_integer(page->number));
        json_object_set_new(entry, "label", cb_json_text(page->label));
        if (page->ocr)
            json_object_set_new(entry, "ocr", json_true());
        json_object_set_new(entry, "text", cb_json_text(page->text));
        json_array_append_new(pages, entry);
    }
    json_object_set_new(json, "pages_text", pages);
    return json;
}

char *cb_case_to_json(const CbCase *item, gboolean with_contact, gboolean pretty)
{
    json_t *json = json_object();
    json_object_set_new(json, "version", json_integer(JSON_VERSION));
    json_object_set_new(json, "case_id", cb_json_text(item->id));
    json_object_set_new(json, "kind", cb_json_text(cb_case_kind_name(item->kind)));
    json_object_set_new(json, "title", cb_json_text(item->title));
    json_object_set_new(json, "municipalities", cb_json_strings(item->municipalities));
    json_object_set_new(json, "topics", cb_json_strings(item->topics));
    json_object_set_new(json, "url", cb_json_text(item->url));
    json_object_set_new(json, "source", cb_json_text(item->source));
    json_object_set_new(json, "updated", cb_json_text(item->updated));
    g_autofree char *summary = cb_snippet_beginning(item->lead, CB_SUMMARY_LENGTH);
    json_object_set_new(json, "summary", cb_json_text(summary));
    json_object_set_new(json, "lead", cb_json_text(item->lead));
    json_object_set_new(json, "sections", sections_json(item->sections));
    if (with_contact)
        json_object_set_new(json, "contact", cb_json_text(item->contact));
    json_t *attachments = json_array();
    for (guint i = 0; i < item->attachments->len; i++)
        json_array_append_new(attachments, whole_attachment_json(item->attachments->pdata[i]));
    json_object_set_new(json, "attachments", attachments);
    json_object_set_new(json, "also_in", also_in_json(item->also_in));
    return cb_json_dump(json, pretty);
}

/* --- The status ------------------------------------------------------------------------------ */

static json_t *kinds_json(const CbStatus *status)
{
    json_t *json = json_object();
    for (CbCaseKind kind = 0; kind < CB_N_CASE_KINDS; kind++)
        json_object_set_new(json, cb_case_kind_name(kind), json_integer(status->kinds[kind]));
    return json;
}

static json_t *states_json(const CbStatus *status)
{
    json_t *json = json_object();
    for (CbAttachmentState state = 0; state < CB_N_ATTACHMENT_STATES; state++)
        json_object_set_new(json, cb_attachment_state_name(state),
                            json_integer(status->attachments[state]));
    return json;
}

static json_t *time_json(gint64 seconds_since_1970)
{
    g_autoptr(GDateTime) time =
        seconds_since_1970 > 0 ? g_date_time_new_from_unix_utc(seconds_since_1970) : NULL;
    g_autofree char *text = time != NULL ? g_date_time_format_iso8601(time) : NULL;
    return cb_json_text(text);
}

/* The cases that lack the file, each once. */
static json_t *hurts_json(const CbFileRecord *file, GHashTable *titles)
{
    json_t *array = json_array();
    g_autoptr(GHashTable) told = g_hash_table_new(g_str_hash, g_str_equal);
    if (strcmp(file->state, "ok") == 0)
        return array;
    for (guint i = 0; i < file->case_ids->len; i++) {
        const char *id = file->case_ids->pdata[i];
        if (!g_hash_table_add(told, file->case_ids->pdata[i]))
            continue;
        json_t *json = json_object();
        json_object_set_new(json, "id", cb_json_text(id));
        json_object_set_new(json, "title",
                            cb_json_text(titles ? g_hash_table_lookup(titles, id) : NULL));
        json_array_append_new(array, json);
    }
    return array;
}

static json_t *files_json(const GPtrArray *files, GHashTable *titles)
{
    json_t *array = json_array();
    for (guint i = 0; i < files->len; i++) {
        const CbFileRecord *file = files->pdata[i];
        json_t *json = json_object();
        json_object_set_new(json, "path", cb_json_text(file->path));
        json_object_set_new(json, "state", cb_json_text(file->state));
        json_object_set_new(json, "reason", cb_json_text(file->reason));
        json_object_set_new(json, "size", json_integer((json_int_t)file->size));
        json_object_set_new(json, "attempts", json_integer(file->attempts));
        json_object_set_new(json, "took_ms", json_integer(file->took_ms));
        json_object_set_new(json, "read_at", time_json(file->read_at));
        json_object_set_new(json, "cases", cb_json_strings(file->case_ids));
        json_object_set_new(json, "hurts", hurts_json(file, titles));
        json_array_append_new(array, json);
    }
    return array;
}

static json_t *sources_json(const GPtrArray *sources)
{
    json_t *array = json_array();
    for (guint i = 0; sources != NULL && i < sources->len; i++) {
        const CbSourceCount *source = sources->pdata[i];
        json_t *json = json_object();
        json_object_set_new(json, "name", cb_json_text(source->name));
        json_object_set_new(json, "files", json_integer(source->files));
        json_object_set_new(json, "cases", json_integer(source->cases));
        json_array_append_new(array, json);
    }
    return array;
}

char *cb_status_to_json(const CbStatus *status, const GPtrArray *sources, const GPtrArray *files,
                        GHashTable *titles, gboolean pretty)
{
    json_t *json = json_object();
    json_object_set_new(json, "version", json_integer(JSON_VERSION));
    json_object_set_new(json, "cases", json_integer(status->cases));
    json_object_set_new(json, "kinds", kinds_json(status));
    json_object_set_new(json, "attachments", states_json(status));
    json_object_set_new(json, "passages", json_integer(status->passages));
    json_object_set_new(json, "documents_bytes", json_integer((json_int_t)status->documents_bytes));
    json_object_set_new(json, "index_bytes", json_integer((json_int_t)status->index_bytes));
    json_object_set_new(json, "built", cb_json_text(status->built));
    json_object_set_new(json, "generation", json_integer(status->generation));
    json_object_set_new(json, "sources", strings(status->sources));
    json_object_set_new(json, "source_list", sources_json(sources));
    json_object_set_new(json, "lexicon", cb_json_text(status->analysis));
    json_object_set_new(json, "sandbox", cb_json_text(status->sandbox));
    json_t *counts = json_object();
    json_object_set_new(counts, "ok", json_integer(status->files_ok));
    json_object_set_new(counts, "failed", json_integer(status->files_failed));
    json_object_set_new(json, "files", counts);
    if (files != NULL)
        json_object_set_new(json, "file_list", files_json(files, titles));
    return cb_json_dump(json, pretty);
}
