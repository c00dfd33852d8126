/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See check_fixture.h. */
#include "check_fixture.h"
#include "generation.h"
#include "manifest.h"
#include <casebank/index.h>
#include <string.h>

CbCase *make_case(guint number)
{
    CbCase *item = cb_case_new();
    item->id = g_strdup_printf("sager/%u", number);
    item->title = g_strdup("Strandholt Kommune: Makkerordning");
    item->source = g_strdup_printf("%u.html", number);
    g_free(item->lead);
    item->lead = g_strdup("Nye elever får en makker.");
    g_ptr_array_add(item->municipalities, g_strdup("Strandholt"));
    g_ptr_array_add(item->sections, cb_section_new("Baggrund", NULL, "Frafaldet var højt."));
    CbAttachment *pdf = cb_attachment_new("Håndbog.pdf");
    g_free(pdf->type);
    pdf->type = g_strdup("håndbog");
    pdf->n_pages = 1;
    g_ptr_array_add(pdf->pages, cb_pdf_page_new(1, NULL, "Vagtplanen hænger i gangen."));
    g_ptr_array_add(item->attachments, pdf);
    return item;
}

CbLedger *make_ledger(void)
{
    CbLedger *ledger = cb_ledger_new();
    ledger->complete = TRUE;
    for (guint i = 0; i < N_CASES; i++) {
        g_autofree char *id = g_strdup_printf("sager/%u", i);
        g_autofree char *path = g_strdup_printf("%u.html", i);
        CbFileRecord *file = cb_file_record_new(path, "ok", NULL);
        g_ptr_array_add(file->case_ids, g_strdup(id));
        g_ptr_array_add(ledger->files, file);
        g_ptr_array_add(ledger->cases, cb_case_record_new(id, "aftryk"));
    }
    return ledger;
}

static void publish(const char *dir)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CbWriter) writer = cb_writer_new(dir, NULL, &error);
    g_assert_no_error(error);
    for (guint i = 0; i < N_CASES; i++) {
        g_autoptr(CbCase) item = make_case(i);
        g_assert_true(cb_writer_add_case(writer, item, &error));
    }
    cb_writer_set_ledger(writer, make_ledger());
    g_assert_true(cb_writer_publish(writer, &error));
    g_assert_no_error(error);
}

void set_up(Fixture *fixture, gconstpointer data)
{
    index_folder_set_up(fixture, data);
    publish(fixture->dir);
    publish(fixture->dir);
}

CbCheckReport *check(const Fixture *fixture)
{
    g_autoptr(GError) error = NULL;
    CbCheckReport *report = cb_index_check(fixture->dir, NULL, &error);
    g_assert_no_error(error);
    return report;
}

char *path_of(const Fixture *fixture, guint generation, const char *name)
{
    g_autofree char *folder = cb_generation_path(fixture->dir, generation);
    return g_build_filename(folder, name, NULL);
}

void seal(const Fixture *fixture)
{
    g_autofree char *folder = cb_generation_path(fixture->dir, 2);
    g_assert_true(cb_manifest_write(folder, 1, FALSE, NULL));
}

const CbFinding *find(const CbCheckReport *report, const char *path, const char *what)
{
    for (guint i = 0; i < report->findings->len; i++) {
        const CbFinding *finding = report->findings->pdata[i];
        if (strstr(finding->path, path) != NULL && strstr(finding->what, what) != NULL)
            return finding;
    }
    return NULL;
}

void assert_found(const Fixture *fixture, CbFindingSeverity severity, const char *path,
                  const char *what, const char *advice)
{
    g_autoptr(CbCheckReport) report = check(fixture);
    const CbFinding *finding = find(report, path, what);
    if (finding == NULL && report->findings->len > 0) {
        const CbFinding *first = report->findings->pdata[0];
        g_test_message("%s: %s", first->path, first->what);
    }
    g_assert_nonnull(finding);
    g_assert_cmpint(finding->severity, ==, severity);
    g_assert_nonnull(strstr(finding->advice, advice));
    g_assert_cmpint(report->n_errors > 0, ==, severity == CB_FINDING_ERROR);
}

void assert_error(const Fixture *fixture, const char *path, const char *what)
{
    assert_found(fixture, CB_FINDING_ERROR, path, what, "--rollback");
}

void assert_clean(const Fixture *fixture)
{
    g_autoptr(CbCheckReport) report = check(fixture);
    for (guint i = 0; i < report->findings->len; i++) {
        const CbFinding *finding = report->findings->pdata[i];
        g_test_message("%s: %s", finding->path, finding->what);
    }
    g_assert_cmpuint(report->findings->len, ==, 0);
    g_assert_cmpuint(report->n_errors, ==, 0);
}
