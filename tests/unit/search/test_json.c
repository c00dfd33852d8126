/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The JSON of answers, cases and the status, letter by letter: version 1 of docs/API.md. */
#include "answer.h"
#include <casebank/search.h>
#include <string.h>

static void expect(char *actual, const char *expected)
{
    g_assert_cmpstr(actual, ==, expected);
    g_free(actual);
}

static void add_mark(GArray *marks, guint start, guint end, CbMarkKind kind)
{
    CbMark mark = {start, end, kind};
    g_array_append_val(marks, mark);
}

static CbPassage *page_of_handbook(void)
{
    CbPassage *passage = cb_passage_new();
    passage->from_attachment = TRUE;
    passage->attachment = g_strdup("Håndbog.pdf");
    passage->page = 4;
    passage->page_label = g_strdup("iv");
    passage->url = g_strdup("https://www.example.dk/h.pdf#page=4");
    passage->source = g_strdup("h.pdf");
    passage->text = g_strdup("På <ø> er \"frafald\".");
    passage->marks = g_array_new(FALSE, FALSE, sizeof(CbMark));
    add_mark(passage->marks, 3, 6, CB_MARK_SYNONYM);
    add_mark(passage->marks, 11, 18, CB_MARK_PART);
    return passage;
}

static CbPassage *section_of_page(void)
{
    CbPassage *passage = cb_passage_new();
    passage->heading = g_strdup("Effekter");
    passage->text = g_strdup("Ro.");
    return passage;
}

static CbHit *full_hit(void)
{
    CbHit *hit = cb_hit_new();
    hit->case_id = g_strdup("sager/mentor:effekter");
    hit->title = g_strdup("Mentor");
    hit->municipalities = g_strsplit("Egeby,Nye Ådal", ",", -1);
    hit->url = g_strdup("https://www.example.dk/mentor.html");
    hit->source = g_strdup("sager/mentor.html");
    hit->updated = g_strdup("2024-03-14");
    hit->score = 12.3004999;
    hit->summary = g_strdup("Kort.");
    g_ptr_array_add(hit->passages, page_of_handbook());
    g_ptr_array_add(hit->passages, section_of_page());
    hit->attachments = g_ptr_array_new_with_free_func((GDestroyNotify)cb_attachment_free);
    CbAttachment *attachment = cb_attachment_new("Håndbog.pdf");
    attachment->n_pages = 12;
    attachment->state = CB_STATE_NO_TEXT;
    g_ptr_array_add(hit->attachments, attachment);
    hit->also_in = g_ptr_array_new_with_free_func((GDestroyNotify)cb_also_in_free);
    g_ptr_array_add(hit->also_in, cb_also_in_new("Samling", NULL, "samling.html"));
    return hit;
}

static CbHit *bare_hit(void)
{
    CbHit *hit = cb_hit_new();
    hit->case_id = g_strdup("b");
    hit->kind = CB_CASE_TEASER;
    hit->title = g_strdup("");
    hit->municipalities = g_new0(char *, 1);
    hit->summary = g_strdup("");
    hit->relaxed = TRUE;
    hit->contact = g_strdup("Anna\nanna@example.dk");
    hit->attachments = g_ptr_array_new();
    hit->also_in = g_ptr_array_new();
    return hit;
}

static void add_facet(CbAnswer *answer, const char *name, const char *text, guint count)
{
    CbFacet *facet = cb_facet_new(name);
    CbFacetValue *value = g_new0(CbFacetValue, 1);
    value->value = g_strdup(text);
    value->count = count;
    if (text != NULL)
        g_ptr_array_add(facet->values, value);
    else
        g_free(value);
    g_ptr_array_add(answer->facets, facet);
}

static void test_answer(void)
{
    CbRequest request = CB_REQUEST_INIT;
    request.text = "mentor frafald";
    g_autoptr(CbAnswer) answer = cb_answer_new(&request);
    answer->interpreted = g_strdup("mentor frafald");
    answer->is_relaxed = TRUE;
    answer->relaxed_from = 1;
    answer->notes = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(answer->notes, g_strdup("Læst som ord"));
    answer->total = 2;
    answer->took_ms = 1.236;
    g_ptr_array_add(answer->hits, full_hit());
    g_ptr_array_add(answer->hits, bare_hit());
    answer->facets = cb_facets_new();
    add_facet(answer, "municipality", "Egeby", 1);
    add_facet(answer, "type", NULL, 0);
    add_facet(answer, "year", "2024", 1);
    add_facet(answer, "topic", NULL, 0);
    expect(
        cb_answer_to_json(answer, FALSE),
        "{\"version\":1,\"query\":{\"text\":\"mentor frafald\",\"interpreted\":\"mentor frafald\","
        "\"relaxed_from\":1,\"expansions\":[],\"related\":[],\"suggestion\":null,\"suggestion_"
        "applied\":false,\"notes\":[\"Læst "
        "som ord\"]},"
        "\"total\":2,\"page\":1,\"per_page\":10,\"took_ms\":1.24,\"hits\":["
        "{\"case_id\":\"sager/mentor:effekter\",\"kind\":\"case\",\"title\":\"Mentor\","
        "\"municipalities\":[\"Egeby\",\"Nye Ådal\"],"
        "\"url\":\"https://www.example.dk/mentor.html\",\"source\":\"sager/mentor.html\","
        "\"updated\":\"2024-03-14\",\"score\":12.3,\"relaxed\":false,\"summary\":\"Kort.\","
        "\"passages\":[{\"from\":\"attachment\",\"attachment\":\"Håndbog.pdf\",\"page\":4,"
        "\"page_label\":\"iv\",\"heading\":null,\"url\":\"https://www.example.dk/h.pdf#page=4\","
        "\"text\":\"På <ø> er \\\"frafald\\\".\",\"marks\":[[3,6],[11,18]],"
        "\"marks_by\":[\"synonym\",\"part\"],"
        "\"html\":\"På <mark class=\\\"synonym\\\">&lt;ø&gt;</mark> er "
        "&quot;<mark>frafald</mark>&quot;.\"},"
        "{\"from\":\"page\",\"attachment\":null,\"page\":null,\"page_label\":null,"
        "\"heading\":\"Effekter\",\"url\":null,\"text\":\"Ro.\",\"marks\":[],"
        "\"marks_by\":[],\"html\":\"Ro.\"}],"
        "\"attachments\":[{\"name\":\"Håndbog.pdf\",\"url\":null,\"pages\":12,\"type\":\"andet\","
        "\"state\":\"no-text\"}],\"also_in\":[{\"title\":\"Samling\",\"url\":null}]},"
        "{\"case_id\":\"b\",\"kind\":\"teaser\",\"title\":\"\",\"municipalities\":[],\"url\":null,"
        "\"source\":null,\"updated\":null,\"score\":0.0,\"relaxed\":true,\"summary\":\"\","
        "\"contact\":\"Anna\\nanna@example.dk\",\"passages\":[],\"attachments\":[],\"also_in\":[]}"
        "],\"facets\":{\"municipality\":[{\"value\":\"Egeby\",\"count\":1}],\"type\":[],"
        "\"year\":[{\"value\":\"2024\",\"count\":1}],\"topic\":[]}}");
}

static void test_expansions_and_suggestion(void)
{
    CbRequest request = CB_REQUEST_INIT;
    request.text = "mentro \xff";
    g_autoptr(CbAnswer) answer = cb_answer_new(&request);
    answer->interpreted = g_strdup("mentro");
    answer->suggestion = g_strdup("mentor");
    answer->notes = g_ptr_array_new();
    answer->facets = cb_facets_new();
    CbExpansion *expansion = g_new0(CbExpansion, 1);
    *expansion = (CbExpansion){g_strdup("mentor"), g_strsplit("læringsbuddy,buddy", ",", -1), 0.6,
                               g_strsplit("buddy", ",", -1)};
    g_ptr_array_add(answer->expansions, expansion);
    CbExpansion *offered = g_new0(CbExpansion, 1);
    offered->word = g_strdup("frafald");
    offered->added = g_strsplit("fastholdelse", ",", -1);
    g_ptr_array_add(answer->related, offered);
    g_autofree char *json = cb_answer_to_json(answer, FALSE);
    g_assert_nonnull(strstr(json, "\"text\":\"mentro \xef\xbf\xbd\"")); /* valid UTF-8 again */
    g_assert_nonnull(strstr(json, "\"relaxed_from\":null"));
    g_assert_nonnull(strstr(json, "\"expansions\":[{\"word\":\"mentor\","
                                  "\"added\":[\"læringsbuddy\",\"buddy\"],\"weight\":0.6,"
                                  "\"found\":[\"buddy\"]}],"
                                  "\"related\":[{\"word\":\"frafald\","
                                  "\"words\":[\"fastholdelse\"]}],"
                                  "\"suggestion\":\"mentor\""));
}

static CbCase *whole_case(void)
{
    CbCase *item = cb_case_new();
    item->id = g_strdup("sager/mentor");
    item->title = g_strdup("Mentor");
    item->source = g_strdup("sager/mentor.html");
    item->contact = g_strdup("Anna");
    g_ptr_array_add(item->topics, g_strdup("Trivsel"));
    g_ptr_array_add(item->sections, cb_section_new("Effekter", "e", "Et.\n\nTo."));
    CbAttachment *attachment = cb_attachment_new("Folder.pdf");
    attachment->n_pages = 1;
    g_ptr_array_add(attachment->pages, cb_pdf_page_new(1, "i", "Side."));
    g_ptr_array_add(item->attachments, attachment);
    return item;
}

static void test_case(void)
{
    g_autoptr(CbCase) item = whole_case();
    expect(cb_case_to_json(item, FALSE, FALSE),
           "{\"version\":1,\"case_id\":\"sager/mentor\",\"kind\":\"case\",\"title\":\"Mentor\","
           "\"municipalities\":[],\"topics\":[\"Trivsel\"],\"url\":null,"
           "\"source\":\"sager/mentor.html\",\"updated\":null,\"summary\":\"\",\"lead\":\"\","
           "\"sections\":[{\"heading\":\"Effekter\",\"anchor\":\"e\",\"text\":\"Et.\\n\\nTo.\"}],"
           "\"attachments\":[{\"name\":\"Folder.pdf\",\"url\":null,\"pages\":1,\"type\":\"andet\","
           "\"state\":\"ok\",\"pages_text\":[{\"page\":1,\"label\":\"i\",\"text\":\"Side.\"}]}],"
           "\"also_in\":[]}");
}

static void test_contact_is_told_only_when_asked_for(void)
{
    g_autoptr(CbCase) item = whole_case();
    g_autofree char *without = cb_case_to_json(item, FALSE, TRUE);
    g_autofree char *with = cb_case_to_json(item, TRUE, TRUE);
    g_assert_null(strstr(without, "Anna"));
    g_assert_nonnull(strstr(with, "\"contact\": \"Anna\""));
}

static void test_status(void)
{
    char *folders[] = {(char[]){"sider"}, NULL};
    CbStatus status = {
        .cases = 14,
        .kinds = {9, 4, 1},
        .attachments = {1, 2, 3, 4, 5, 6},
        .passages = 42,
        .documents_bytes = G_GUINT64_CONSTANT(5000000000),
        .index_bytes = 2048,
        .built = (char[]){"2026-11-21T19:29:00Z"},
        .generation = 3,
        .sources = folders,
        .analysis = (char[]){"da-1"},
        .files_ok = 5,
        .files_failed = 1,
    };
    g_autoptr(GPtrArray) files =
        g_ptr_array_new_with_free_func((GDestroyNotify)cb_file_record_free);
    g_ptr_array_add(files, cb_file_record_new("a.pdf", "damaged", "kan ikke læses"));
    g_ptr_array_add(((CbFileRecord *)files->pdata[0])->case_ids, g_strdup("a"));
    g_autofree char *plain = cb_status_to_json(&status, NULL, NULL, NULL, FALSE);
    g_assert_cmpstr(
        plain, ==,
        "{\"version\":1,\"cases\":14,\"kinds\":{\"case\":9,\"teaser\":4,\"document\":1},"
        "\"attachments\":{\"ok\":1,\"no-text\":2,\"encrypted\":3,\"damaged\":4,\"missing\":5,"
        "\"timeout\":6},"
        "\"passages\":42,\"documents_bytes\":5000000000,\"index_bytes\":2048,"
        "\"built\":\"2026-11-21T19:29:00Z\",\"generation\":3,\"sources\":[\"sider\"],\"source_"
        "list\":[],"
        "\"lexicon\":\"da-1\",\"sandbox\":null,\"files\":{\"ok\":5,\"failed\":1}}");
    CbFileRecord *file = files->pdata[0];
    file->size = 5000000000;
    file->attempts = 2;
    file->took_ms = 1500;
    file->read_at = 1795390140;
    g_autoptr(GHashTable) titles = g_hash_table_new(g_str_hash, g_str_equal);
    g_hash_table_insert(titles, (char[]){"a"}, (char[]){"Sagen"});
    CbSourceCount source = {(char[]){"kurser"}, 3, 2};
    g_autoptr(GPtrArray) sources = g_ptr_array_new();
    g_ptr_array_add(sources, &source);
    g_autofree char *listed = cb_status_to_json(&status, sources, files, titles, FALSE);
    g_assert_nonnull(
        strstr(listed, "\"source_list\":[{\"name\":\"kurser\",\"files\":3,\"cases\":2}],"));
    g_assert_true(g_str_has_suffix(
        listed, ",\"file_list\":[{\"path\":\"a.pdf\",\"state\":\"damaged\",\"reason\":\"kan ikke "
                "læses\",\"size\":5000000000,\"attempts\":2,\"took_ms\":1500,"
                "\"read_at\":\"2026-11-22T23:29:00Z\",\"cases\":[\"a\"],"
                "\"hurts\":[{\"id\":\"a\",\"title\":\"Sagen\"}]}]}"));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/json/answer", test_answer);
    g_test_add_func("/json/expansions", test_expansions_and_suggestion);
    g_test_add_func("/json/case", test_case);
    g_test_add_func("/json/contact", test_contact_is_told_only_when_asked_for);
    g_test_add_func("/json/status", test_status);
    return g_test_run();
}
