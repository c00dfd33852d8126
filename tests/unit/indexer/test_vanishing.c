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
    CbExtractor *extractor;
    CbMunicipalities *municipalities;
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
    CbExtractorOptions options = {.program = program};
    fixture->report = cb_report_new(TRUE);
    fixture->sources = cb_sources_scan(roots, fixture->report, NULL);
    fixture->extractor = cb_extractor_new(&options);
    fixture->municipalities = cb_municipalities_new();
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
    cb_sources_free(fixture->sources);
    cb_extractor_free(fixture->extractor);
    cb_municipalities_free(fixture->municipalities);
    cb_report_free(fixture->report);
}

static void test_page_that_vanishes(Fixture *fixture, gconstpointer data)
{
    (void)data;
    remove_file(fixture, "a.txt");
    g_autoptr(GPtrArray) cases = cb_read_pages(
        fixture->sources, fixture->extractor, fixture->municipalities, NULL, fixture->report, NULL);
    g_assert_cmpuint(cases->len, ==, 1);
    g_assert_cmpuint(cb_report_n_problems(fixture->report), ==, 1);
    const CbFileRecord *record = cb_sources_record(fixture->sources, "a.txt");
    g_assert_cmpstr(record->state, ==, "failed");
    g_assert_nonnull(strstr(record->reason, "forsvandt"));
}

static void test_pdf_that_vanishes(Fixture *fixture, gconstpointer data)
{
    (void)data;
    remove_file(fixture, "c.pdf");
    g_autoptr(GPtrArray) cases = cb_documents_unnamed(fixture->sources, NULL);
    g_autoptr(CbDocuments) documents =
        cb_documents_new(fixture->sources, fixture->extractor, NULL, cases, fixture->report);
    g_assert_true(cb_documents_fill(documents, cases->pdata[0], NULL));
    const CbCase *item = cases->pdata[0];
    const CbAttachment *attachment = item->attachments->pdata[0];
    g_assert_cmpint(attachment->state, ==, CB_STATE_MISSING);
    g_assert_cmpstr(cb_sources_record(fixture->sources, "c.pdf")->state, ==, "missing");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/vanishing/page", Fixture, NULL, set_up, test_page_that_vanishes, tear_down);
    g_test_add("/vanishing/pdf", Fixture, NULL, set_up, test_pdf_that_vanishes, tear_down);
    return g_test_run();
}
