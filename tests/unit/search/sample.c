/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small indexes for the tests of search. */
#include "sample.h"
#include "generation.h"
#include <glib/gstdio.h>

void sample_rebuild(Sample *sample, void (*fill)(CbWriter *writer))
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CbWriter) writer = cb_writer_new(sample->dir, NULL, &error);
    g_assert_no_error(error);
    fill(writer);
    cb_writer_publish(writer, &error);
    g_assert_no_error(error);
}

Sample *sample_new(void (*fill)(CbWriter *writer))
{
    g_autoptr(GError) error = NULL;
    Sample *sample = g_new0(Sample, 1);
    sample->root = g_dir_make_tmp("casebank-search-XXXXXX", &error);
    g_assert_no_error(error);
    sample->dir = g_build_filename(sample->root, "index", NULL);
    sample_rebuild(sample, fill);
    sample->index = cb_index_open(sample->dir, &error);
    g_assert_no_error(error);
    return sample;
}

void sample_free(Sample *sample)
{
    cb_index_free(sample->index);
    cb_tree_remove(sample->root);
    g_free(sample->root);
    g_free(sample->dir);
    g_free(sample);
}

CbCase *sample_case(const char *id, const char *title, const char *text)
{
    CbCase *item = cb_case_new();
    item->id = g_strdup(id);
    item->title = g_strdup(title);
    item->url = g_strdup_printf("https://www.example.dk/%s.html", id);
    item->source = g_strdup_printf("%s.html", id);
    if (text != NULL)
        g_ptr_array_add(item->sections, cb_section_new(NULL, NULL, text));
    return item;
}

CbAttachment *sample_attach(CbCase *item, const char *name, const char *type,
                            const char *const *pages)
{
    CbAttachment *attachment = cb_attachment_new(name);
    attachment->url = g_strdup_printf("https://www.example.dk/%s", name);
    attachment->source = g_strdup(name);
    g_free(attachment->type);
    attachment->type = g_strdup(type);
    for (guint i = 0; pages[i] != NULL; i++)
        g_ptr_array_add(attachment->pages, cb_pdf_page_new(i + 1, NULL, pages[i]));
    attachment->n_pages = attachment->pages->len;
    g_ptr_array_add(item->attachments, attachment);
    return attachment;
}

void sample_add(CbWriter *writer, CbCase *item)
{
    g_autoptr(GError) error = NULL;
    cb_writer_add_case(writer, item, &error);
    g_assert_no_error(error);
    cb_case_free(item);
}

CbAnswer *sample_ask(Sample *sample, const CbRequest *request)
{
    g_autoptr(GError) error = NULL;
    CbAnswer *answer = cb_search(sample->index, request, &error);
    g_assert_no_error(error);
    return answer;
}

char *sample_ids(const CbAnswer *answer)
{
    GString *ids = g_string_new(NULL);
    gboolean divided = FALSE;
    for (guint i = 0; i < answer->hits->len; i++) {
        const CbHit *hit = answer->hits->pdata[i];
        const char *divider = hit->relaxed && !divided ? "|" : "";
        divided = divided || hit->relaxed;
        g_string_append_printf(ids, "%s%s%s", i > 0 ? " " : "", divider, hit->case_id);
    }
    return g_string_free(ids, FALSE);
}

void sample_expect(Sample *sample, const char *query, const char *ids)
{
    CbRequest request = CB_REQUEST_INIT;
    request.text = query;
    request.per_page = CB_MAX_PER_PAGE;
    g_autoptr(CbAnswer) answer = sample_ask(sample, &request);
    g_autofree char *actual = sample_ids(answer);
    g_test_message("%s", query);
    g_assert_cmpstr(actual, ==, ids);
    g_assert_cmpuint(answer->total, ==, answer->hits->len);
}

char *sample_marked(const CbPassage *passage)
{
    GString *out = g_string_new(NULL);
    guint at = 0;
    for (guint i = 0; i < passage->marks->len; i++) {
        CbMark mark = g_array_index(passage->marks, CbMark, i);
        g_autofree char *before = g_utf8_substring(passage->text, at, mark.start);
        g_autofree char *marked = g_utf8_substring(passage->text, mark.start, mark.end);
        g_string_append_printf(out, "%s[%s]", before, marked);
        at = mark.end;
    }
    g_string_append(out, g_utf8_offset_to_pointer(passage->text, at));
    return g_string_free(out, FALSE);
}
