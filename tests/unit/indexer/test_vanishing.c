/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that are gone between being found and being read: told, recorded, and nothing else is lost.
 */
#include "cut/municipality.h"
#include "documents.h"
#include "pages.h"
#include <glib/gstdio.h>
#include <string.h>

typedef struct {
    char *root;
    CbReport *report;
    CbSources *sources;
    CbExtractorPool *pool;
    CbMunicipalities *municipalities;
    CbPlan *plan;
    CbRecords *records;
} Fixture;

static void make_file(const Fixture *fixture, const char *name, const char *text)
{
    g_autofree char *file = g_build_filename(fixture->root, name, NULL);
    g_assert_true(g_file_set_contents(file, text, -1, NULL));
}

static void remove_file(const Fixture *fixture, const char *name)
{
    g_autofree char *file = g_build_filename(fixture->root, name, NULL);
    g_assert_cmpint(g_remove(file), ==, 0);
}

static void set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->root = g_dir_make_tmp("casebank-vanish-XXXXXX", NULL);
    make_file(fixture, "a.txt", "Nordlund Kommune: Makker\n\nAlle elever får en makker.\n");
    make_file(fixture, "b.txt", "Nordlund Kommune: Bus\n\nAlle elever får et buskort.\n");
    make_file(fixture, "c.pdf", "%PDF-1.4\n");
    const char *roots[] = {fixture->root, NULL};
    g_autofree char *program =
        g_build_filename(g_getenv("CASEBANK_BIN_DIR"), "casebank-extract", NULL);
    CbExtractorPoolOptions options = {.extractor = {.program = program}};
    CbPlanOptions plan = {0};
    fixture->report = cb_report_new(TRUE);
    fixture->sources = cb_sources_list(&(CbSourcesOptions){.roots = roots}, fixture->report, NULL);
    cb_sources_sift(fixture->sources, fixture->report);
    fixture->pool = cb_extractor_pool_new(&options);
    fixture->municipalities = cb_municipalities_new();
    fixture->plan = cb_plan_new(fixture->sources, &plan);
    fixture->records = cb_records_new(fixture->plan, NULL);
}

static void tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char *const names[] = {"a.txt", "b.txt", "c.pdf"};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *file = g_build_filename(fixture->root, names[i], NULL);
        g_remove(file);
    }
    g_rmdir(fixture->root);
    g_free(fixture->root);
    cb_records_free(fixture->records);
    cb_plan_free(fixture->plan);
    cb_extractor_pool_free(fixture->pool);
    cb_sources_free(fixture->sources);
    cb_municipalities_free(fixture->municipalities);
    cb_report_free(fixture->report);
}

static void test_page_that_vanishes(Fixture *fixture, gconstpointer data)
{
    (void)data;
    const CbPageReading reading = {.reading = {.pool = fixture->pool, .report = fixture->report},
                                   .sources = fixture->sources,
                                   .municipalities = fixture->municipalities};
    g_autoptr(GPtrArray) wanted = g_ptr_array_new();
    g_ptr_array_add(wanted, cb_plan_file(fixture->plan, "a.txt"));
    g_ptr_array_add(wanted, cb_plan_file(fixture->plan, "b.txt"));
    remove_file(fixture, "a.txt");
    g_autoptr(GPtrArray) pages = cb_read_pages(&reading, wanted, NULL);
    g_assert_cmpuint(pages->len, ==, 2);
    g_assert_cmpuint(cb_report_n_problems(fixture->report), ==, 1);
    const CbCutPage *gone = pages->pdata[0], *there = pages->pdata[1];
    g_assert_cmpuint(gone->cases->len, ==, 0);
    g_assert_cmpuint(there->cases->len, ==, 1);
    g_assert_cmpstr(gone->record->state, ==, "missing");
    g_assert_nonnull(strstr(gone->record->reason, "forsvandt"));
}

static void test_pdf_that_vanishes(Fixture *fixture, gconstpointer data)
{
    (void)data;
    const CbReading reading = {.pool = fixture->pool, .report = fixture->report};
    g_autoptr(CbCase) item = cb_document_case_new(cb_plan_file(fixture->plan, "c.pdf")->file, NULL);
    g_autoptr(CbKnownText) known = cb_known_text_new(NULL, NULL);
    g_autoptr(CbDocuments) documents =
        cb_documents_new(&reading, fixture->plan, known, fixture->records);
    remove_file(fixture, "c.pdf");
    g_assert_true(cb_documents_fill(documents, item, NULL));
    const CbAttachment *attachment = item->attachments->pdata[0];
    g_assert_cmpint(attachment->state, ==, CB_STATE_MISSING);
    g_assert_cmpstr(cb_records_file(fixture->records, "c.pdf")->state, ==, "missing");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/vanishing/page", Fixture, NULL, set_up, test_page_that_vanishes, tear_down);
    g_test_add("/vanishing/pdf", Fixture, NULL, set_up, test_pdf_that_vanishes, tear_down);
    return g_test_run();
}
