/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Answers, cases and the status as JSON: version 1 of the shape in docs/API.md. Fields are written
 * in the order of that document; one that does not apply is null or empty and never left out.
 */
#include "json_writer.h"
#include "snippet.h"

#define JSON_VERSION 1
#define SCORE_DECIMALS 3
#define TIME_DECIMALS 2

static void write_strings(CbJson *json, const char *name, char *const *list)
{
    cb_json_begin_array(json, name);
    for (gsize i = 0; list != NULL && list[i] != NULL; i++)
        cb_json_string(json, NULL, list[i]);
    cb_json_end_array(json);
}

static void write_string_array(CbJson *json, const char *name, const GPtrArray *list)
{
    cb_json_begin_array(json, name);
    for (guint i = 0; i < list->len; i++)
        cb_json_string(json, NULL, list->pdata[i]);
    cb_json_end_array(json);
}

/* 0 stands for unknown. */
static void write_number(CbJson *json, const char *name, guint number)
{
    if (number != 0)
        cb_json_integer(json, name, number);
    else
        cb_json_null(json, name);
}

/* --- What a hit and a case share ------------------------------------------------------------- */

static void write_attachment_fields(CbJson *json, const CbAttachment *attachment)
{
    cb_json_string(json, "name", attachment->name);
    cb_json_string(json, "url", attachment->url);
    write_number(json, "pages", attachment->n_pages);
    cb_json_string(json, "type", attachment->type);
    cb_json_string(json, "state", cb_attachment_state_name(attachment->state));
}

static void write_also_in(CbJson *json, const GPtrArray *also_in)
{
    cb_json_begin_array(json, "also_in");
    for (guint i = 0; i < also_in->len; i++) {
        const CbAlsoIn *other = also_in->pdata[i];
        cb_json_begin_object(json, NULL);
        cb_json_string(json, "title", other->title);
        cb_json_string(json, "url", other->url);
        cb_json_end_object(json);
    }
    cb_json_end_array(json);
}

/* --- The answer ------------------------------------------------------------------------------ */

static void write_marks(CbJson *json, const GArray *marks)
{
    cb_json_begin_array(json, "marks");
    for (guint i = 0; marks != NULL && i < marks->len; i++) {
        const CbMark *mark = &g_array_index(marks, CbMark, i);
        cb_json_begin_array(json, NULL);
        cb_json_integer(json, NULL, mark->start);
        cb_json_integer(json, NULL, mark->end);
        cb_json_end_array(json);
    }
    cb_json_end_array(json);
}

static void write_passage(CbJson *json, const CbPassage *passage)
{
    g_autofree char *html = cb_marks_to_html(passage->text, passage->marks);
    cb_json_begin_object(json, NULL);
    cb_json_string(json, "from", passage->from_attachment ? "attachment" : "page");
    cb_json_string(json, "attachment", passage->attachment);
    write_number(json, "page", passage->page);
    cb_json_string(json, "page_label", passage->page_label);
    cb_json_string(json, "heading", passage->heading);
    cb_json_string(json, "url", passage->url);
    cb_json_string(json, "text", passage->text);
    write_marks(json, passage->marks);
    cb_json_string(json, "html", html);
    cb_json_end_object(json);
}

static void write_hit_lists(CbJson *json, const CbHit *hit)
{
    cb_json_begin_array(json, "passages");
    for (guint i = 0; i < hit->passages->len; i++)
        write_passage(json, hit->passages->pdata[i]);
    cb_json_end_array(json);
    cb_json_begin_array(json, "attachments");
    for (guint i = 0; i < hit->attachments->len; i++) {
        cb_json_begin_object(json, NULL);
        write_attachment_fields(json, hit->attachments->pdata[i]);
        cb_json_end_object(json);
    }
    cb_json_end_array(json);
    write_also_in(json, hit->also_in);
}

static void write_hit(CbJson *json, const CbHit *hit)
{
    cb_json_begin_object(json, NULL);
    cb_json_string(json, "case_id", hit->case_id);
    cb_json_string(json, "kind", cb_case_kind_name(hit->kind));
    cb_json_string(json, "title", hit->title);
    write_strings(json, "municipalities", hit->municipalities);
    cb_json_string(json, "url", hit->url);
    cb_json_string(json, "source", hit->source);
    cb_json_string(json, "updated", hit->updated);
    cb_json_real(json, "score", hit->score, SCORE_DECIMALS);
    cb_json_boolean(json, "relaxed", hit->relaxed);
    cb_json_string(json, "summary", hit->summary);
    if (hit->contact != NULL)
        cb_json_string(json, "contact", hit->contact);
    write_hit_lists(json, hit);
    cb_json_end_object(json);
}

static void write_expansions(CbJson *json, const GPtrArray *expansions)
{
    cb_json_begin_array(json, "expansions");
    for (guint i = 0; i < expansions->len; i++) {
        const CbExpansion *expansion = expansions->pdata[i];
        cb_json_begin_object(json, NULL);
        cb_json_string(json, "word", expansion->word);
        write_strings(json, "added", expansion->added);
        cb_json_real(json, "weight", expansion->weight, SCORE_DECIMALS);
        cb_json_end_object(json);
    }
    cb_json_end_array(json);
}

static void write_query(CbJson *json, const CbAnswer *answer)
{
    cb_json_begin_object(json, "query");
    cb_json_string(json, "text", answer->text);
    cb_json_string(json, "interpreted", answer->interpreted);
    if (answer->is_relaxed)
        cb_json_integer(json, "relaxed_from", answer->relaxed_from);
    else
        cb_json_null(json, "relaxed_from");
    write_expansions(json, answer->expansions);
    cb_json_string(json, "suggestion", answer->suggestion);
    write_string_array(json, "notes", answer->notes);
    cb_json_end_object(json);
}

static void write_facets(CbJson *json, const GPtrArray *facets)
{
    cb_json_begin_object(json, "facets");
    for (guint i = 0; i < facets->len; i++) {
        const CbFacet *facet = facets->pdata[i];
        cb_json_begin_array(json, facet->name);
        for (guint j = 0; j < facet->values->len; j++) {
            const CbFacetValue *value = facet->values->pdata[j];
            cb_json_begin_object(json, NULL);
            cb_json_string(json, "value", value->value);
            cb_json_integer(json, "count", value->count);
            cb_json_end_object(json);
        }
        cb_json_end_array(json);
    }
    cb_json_end_object(json);
}

char *cb_answer_to_json(const CbAnswer *answer, gboolean pretty)
{
    CbJson json;
    cb_json_init(&json, pretty);
    cb_json_begin_object(&json, NULL);
    cb_json_integer(&json, "version", JSON_VERSION);
    write_query(&json, answer);
    cb_json_integer(&json, "total", answer->total);
    cb_json_integer(&json, "page", answer->page);
    cb_json_integer(&json, "per_page", answer->per_page);
    cb_json_real(&json, "took_ms", answer->took_ms, TIME_DECIMALS);
    cb_json_begin_array(&json, "hits");
    for (guint i = 0; i < answer->hits->len; i++)
        write_hit(&json, answer->hits->pdata[i]);
    cb_json_end_array(&json);
    write_facets(&json, answer->facets);
    cb_json_end_object(&json);
    return cb_json_finish(&json);
}

/* --- A whole case ---------------------------------------------------------------------------- */

static void write_sections(CbJson *json, const GPtrArray *sections)
{
    cb_json_begin_array(json, "sections");
    for (guint i = 0; i < sections->len; i++) {
        const CbSection *section = sections->pdata[i];
        cb_json_begin_object(json, NULL);
        cb_json_string(json, "heading", section->heading);
        cb_json_string(json, "anchor", section->anchor);
        cb_json_string(json, "text", section->text);
        cb_json_end_object(json);
    }
    cb_json_end_array(json);
}

static void write_whole_attachment(CbJson *json, const CbAttachment *attachment)
{
    cb_json_begin_object(json, NULL);
    write_attachment_fields(json, attachment);
    cb_json_begin_array(json, "pages_text");
    for (guint i = 0; i < attachment->pages->len; i++) {
        const CbPdfPage *page = attachment->pages->pdata[i];
        cb_json_begin_object(json, NULL);
        cb_json_integer(json, "page", page->number);
        cb_json_string(json, "label", page->label);
        cb_json_string(json, "text", page->text);
        cb_json_end_object(json);
    }
    cb_json_end_array(json);
    cb_json_end_object(json);
}

static void write_case_fields(CbJson *json, const CbCase *item)
{
    g_autofree char *summary = cb_snippet_beginning(item->lead, CB_SUMMARY_LENGTH);
    cb_json_string(json, "case_id", item->id);
    cb_json_string(json, "kind", cb_case_kind_name(item->kind));
    cb_json_string(json, "title", item->title);
    write_string_array(json, "municipalities", item->municipalities);
    write_string_array(json, "topics", item->topics);
    cb_json_string(json, "url", item->url);
    cb_json_string(json, "source", item->source);
    cb_json_string(json, "updated", item->updated);
    cb_json_string(json, "summary", summary);
    cb_json_string(json, "lead", item->lead);
}

char *cb_case_to_json(const CbCase *item, gboolean with_contact, gboolean pretty)
{
    CbJson json;
    cb_json_init(&json, pretty);
    cb_json_begin_object(&json, NULL);
    cb_json_integer(&json, "version", JSON_VERSION);
    write_case_fields(&json, item);
    write_sections(&json, item->sections);
    if (with_contact)
        cb_json_string(&json, "contact", item->contact);
    cb_json_begin_array(&json, "attachments");
    for (guint i = 0; i < item->attachments->len; i++)
        write_whole_attachment(&json, item->attachments->pdata[i]);
    cb_json_end_array(&json);
    write_also_in(&json, item->also_in);
    cb_json_end_object(&json);
    return cb_json_finish(&json);
}

/* --- The status ------------------------------------------------------------------------------ */

static void write_counts(CbJson *json, const CbStatus *status)
{
    cb_json_integer(json, "cases", status->cases);
    cb_json_begin_object(json, "kinds");
    for (CbCaseKind kind = 0; kind < CB_N_CASE_KINDS; kind++)
        cb_json_integer(json, cb_case_kind_name(kind), status->kinds[kind]);
    cb_json_end_object(json);
    cb_json_begin_object(json, "attachments");
    for (CbAttachmentState state = 0; state < CB_N_ATTACHMENT_STATES; state++)
        cb_json_integer(json, cb_attachment_state_name(state), status->attachments[state]);
    cb_json_end_object(json);
    cb_json_integer(json, "passages", status->passages);
    cb_json_integer(json, "documents_bytes", status->documents_bytes);
    cb_json_integer(json, "index_bytes", status->index_bytes);
}

static void write_files(CbJson *json, const GPtrArray *files)
{
    cb_json_begin_array(json, "file_list");
    for (guint i = 0; i < files->len; i++) {
        const CbFileRecord *file = files->pdata[i];
        cb_json_begin_object(json, NULL);
        cb_json_string(json, "path", file->path);
        cb_json_string(json, "state", file->state);
        cb_json_string(json, "reason", file->reason);
        write_string_array(json, "cases", file->case_ids);
        cb_json_end_object(json);
    }
    cb_json_end_array(json);
}

char *cb_status_to_json(const CbStatus *status, GPtrArray *files, gboolean pretty)
{
    CbJson json;
    cb_json_init(&json, pretty);
    cb_json_begin_object(&json, NULL);
    cb_json_integer(&json, "version", JSON_VERSION);
    write_counts(&json, status);
    cb_json_string(&json, "built", status->built);
    cb_json_integer(&json, "generation", status->generation);
    write_strings(&json, "sources", status->sources);
    cb_json_string(&json, "lexicon", status->analysis);
    cb_json_begin_object(&json, "files");
    cb_json_integer(&json, "ok", status->files_ok);
    cb_json_integer(&json, "failed", status->files_failed);
    cb_json_end_object(&json);
    if (files != NULL)
        write_files(&json, files);
    cb_json_end_object(&json);
    return cb_json_finish(&json);
}
