/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Verifying an index whose files are as they were written, but do not fit together: what a writer
 * with a fault would leave. */
#include "check_fixture.h"
#include "generation.h"
#include "index_private.h"
#include "ledger.h"
#include "manifest.h"
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static xapc_writer *open_database(const Fixture *fixture, const char *name)
{
    g_autofree char *path = path_of(fixture, 2, name);
    xapc_writer_options options = XAPC_WRITER_OPTIONS_INIT;
    options.action = XAPC_OPEN;
    xapc_writer *writer = xapc_writer_open(path, &options, NULL);
    g_assert_nonnull(writer);
    return writer;
}

static void close_database(const Fixture *fixture, xapc_writer *writer)
{
    g_assert_true(xapc_writer_commit(writer, NULL));
    xapc_writer_free(writer);
    seal(fixture);
}

static void test_a_missing_passage_is_found(Fixture *fixture, gconstpointer data)
{
    (void)data;
    xapc_writer *passages = open_database(fixture, "passages");
    g_assert_true(xapc_writer_delete_document(passages, 5, NULL));
    close_database(fixture, passages);
    assert_error(fixture, "passages", "passage 5 mangler");
    assert_error(fixture, "cases", "siger, at det har 9 passager, men har 8");
}

static xapc_document *passage_document(const char *text)
{
    g_autofree char *copy = g_strdup(text);
    const CbPassageRecord record = {.attachment = -1, .text = copy};
    g_autoptr(GByteArray) packed = g_byte_array_new();
    cb_passage_pack(&record, packed);
    xapc_document *doc = xapc_document_new(NULL);
    g_assert_true(xapc_document_set_data(doc, (const char *)packed->data, packed->len, NULL));
    return doc;
}

static void put_passage(const Fixture *fixture, xapc_docid docid, xapc_document *doc)
{
    xapc_writer *passages = open_database(fixture, "passages");
    g_assert_true(xapc_writer_replace_document(passages, docid, doc, NULL));
    xapc_document_free(doc);
    close_database(fixture, passages);
}

static void test_a_passage_of_no_case_is_found(Fixture *fixture, gconstpointer data)
{
    (void)data;
    put_passage(fixture, 40, passage_document("Uden sag."));
    assert_error(fixture, "passages", "passage 40 hører ikke til nogen sag");
}

static void test_a_passage_with_another_text_is_found(Fixture *fixture, gconstpointer data)
{
    (void)data;
    put_passage(fixture, 5, passage_document("Frafaldet var højt, og mere end det."));
    assert_error(fixture, "cases", "byte tekst, men har");
}

static void test_a_passage_that_cannot_be_read_is_found(Fixture *fixture, gconstpointer data)
{
    (void)data;
    xapc_document *doc = passage_document("");
    g_assert_true(xapc_document_set_data(doc, "\xff\xff\xff", 3, NULL));
    put_passage(fixture, 5, doc);
    assert_error(fixture, "passages", "passage 5 kan ikke læses");
}

static void test_a_case_that_cannot_be_read_is_found(Fixture *fixture, gconstpointer data)
{
    (void)data;
    xapc_writer *cases = open_database(fixture, "cases");
    xapc_document *doc = xapc_document_new(NULL);
    g_assert_true(xapc_document_set_data(doc, "\xff\xff\xff", 3, NULL));
    g_assert_true(xapc_writer_replace_document(cases, 2, doc, NULL));
    xapc_document_free(doc);
    close_database(fixture, cases);
    assert_error(fixture, "cases", "sag nummer 2 kan ikke læses");
    assert_error(fixture, "cases", "siger, at det har 3 sager, men har 2");
}

/* The case is there, but not under its id. */
static void test_a_case_that_is_not_found_by_its_id_is_found(Fixture *fixture, gconstpointer data)
{
    (void)data;
    const char *term = CB_TERM_ID "sager/1";
    xapc_writer *cases = open_database(fixture, "cases");
    xapc_document *doc = xapc_database_get_document(xapc_writer_database(cases), 2, FALSE, NULL);
    g_assert_true(xapc_document_remove_term(doc, term, strlen(term), NULL));
    g_assert_true(xapc_writer_replace_document(cases, 2, doc, NULL));
    xapc_document_free(doc);
    close_database(fixture, cases);
    assert_error(fixture, "cases", "sagen »sager/1« kan ikke vises");
}

static void test_a_facet_without_a_name_is_found(Fixture *fixture, gconstpointer data)
{
    (void)data;
    xapc_writer *cases = open_database(fixture, "cases");
    xapc_document *doc = xapc_database_get_document(xapc_writer_database(cases), 2, FALSE, NULL);
    g_assert_true(xapc_document_add_value(doc, CB_VALUE_FACETS, "\1\x3f\0\0\0", 5, NULL));
    g_assert_true(xapc_writer_replace_document(cases, 2, doc, NULL));
    xapc_document_free(doc);
    close_database(fixture, cases);
    assert_error(fixture, "cases", "»sager/1« har en kommune, type eller et emne uden navn");
}

static void test_another_analysis_is_found(Fixture *fixture, gconstpointer data)
{
    (void)data;
    xapc_writer *cases = open_database(fixture, "cases");
    g_assert_true(xapc_writer_set_metadata(cases, CB_META_ANALYSIS, strlen(CB_META_ANALYSIS),
                                           "andet", 5, NULL));
    close_database(fixture, cases);
    assert_error(fixture, "index", "sprogbehandling");
}

/* The words of an index with other cases. */
static void test_titles_of_unknown_cases_are_found(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autofree char *other = g_build_filename(fixture->root, "other", NULL);
    g_autoptr(CbWriter) writer = cb_writer_new(other, NULL, NULL);
    g_autoptr(CbCase) item = make_case(9);
    g_assert_true(cb_writer_add_case(writer, item, NULL));
    g_assert_true(cb_writer_publish(writer, NULL));
    g_autofree char *from = g_build_filename(other, "gen-000001", "vocabulary", NULL);
    g_autofree char *to = path_of(fixture, 2, "vocabulary");
    g_assert_cmpint(g_rename(from, to), ==, 0);
    seal(fixture);
    assert_error(fixture, "vocabulary", "sager/9");
}

static void test_statistics_of_another_index_are_found(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autofree char *other = g_build_filename(fixture->root, "other", NULL);
    g_autoptr(CbWriter) writer = cb_writer_new(other, NULL, NULL);
    g_assert_true(cb_writer_publish(writer, NULL));
    g_autofree char *from = g_build_filename(other, "gen-000001", "statistics", NULL);
    g_autofree char *to = path_of(fixture, 2, "statistics");
    g_assert_cmpint(g_rename(from, to), ==, 0);
    seal(fixture);
    assert_error(fixture, "passages", "passage 1 hører ikke til nogen sag");
}

static void write_ledger(const Fixture *fixture, const CbLedger *ledger)
{
    g_autofree char *path = path_of(fixture, 2, CB_LEDGER_FILE_NAME);
    g_unlink(path);
    g_assert_true(cb_ledger_write(ledger, path, NULL));
    seal(fixture);
}

static void test_a_file_of_a_missing_case_is_a_warning(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(CbLedger) ledger = make_ledger();
    const CbFileRecord *file = ledger->files->pdata[1];
    g_ptr_array_add(file->case_ids, g_strdup("sager/8"));
    write_ledger(fixture, ledger);
    assert_found(fixture, CB_FINDING_WARNING, "ledger", "»1.html« siges at have givet", "--full");
}

static void test_a_case_without_a_record_is_a_warning(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(CbLedger) ledger = make_ledger();
    g_ptr_array_remove_index(ledger->cases, 2);
    write_ledger(fixture, ledger);
    assert_found(fixture, CB_FINDING_WARNING, "ledger", "»sager/2« er i indekset, men ikke",
                 "--full");
}

static void test_a_record_without_a_case_is_a_warning(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(CbLedger) ledger = make_ledger();
    g_ptr_array_add(ledger->cases, cb_case_record_new("sager/8", "aftryk"));
    write_ledger(fixture, ledger);
    assert_found(fixture, CB_FINDING_WARNING, "ledger", "»sager/8« er noteret", "--full");
}

/* The ledger, but for what the file of "sager/1" is said to have given. */
static CbLedger *make_ledger_without_1(void)
{
    CbLedger *ledger = make_ledger();
    const CbFileRecord *file = ledger->files->pdata[1];
    g_ptr_array_set_size(file->case_ids, 0);
    return ledger;
}

static void test_a_case_of_no_file_is_a_warning(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(CbLedger) ledger = make_ledger_without_1();
    write_ledger(fixture, ledger);
    assert_found(fixture, CB_FINDING_WARNING, "ledger", "»sager/1« er i indekset, men ingen fil",
                 "--full");
}

static void test_a_lone_pdf_is_the_file_of_its_case(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(CbLedger) ledger = make_ledger_without_1();
    g_ptr_array_add(ledger->files, cb_file_record_new("sager/1", "ok", NULL));
    write_ledger(fixture, ledger);
    assert_clean(fixture);
}

/* What the next run mends is no fault. */
static void test_a_stopped_run_may_leave_a_case_of_no_file(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(CbLedger) ledger = make_ledger_without_1();
    ledger->complete = FALSE;
    write_ledger(fixture, ledger);
    assert_clean(fixture);
}

static void test_many_of_one_kind_do_not_hide_another(Fixture *fixture, gconstpointer data)
{
    (void)data;
    xapc_writer *passages = open_database(fixture, "passages");
    for (xapc_docid docid = 40; docid < 80; docid++) {
        xapc_document *doc = passage_document("Uden sag.");
        g_assert_true(xapc_writer_replace_document(passages, docid, doc, NULL));
        xapc_document_free(doc);
    }
    close_database(fixture, passages);
    g_autoptr(CbLedger) ledger = make_ledger();
    g_ptr_array_remove_index(ledger->cases, 0);
    write_ledger(fixture, ledger);
    g_autoptr(CbCheckReport) report = check(fixture);
    g_assert_cmpuint(report->findings->len, ==, 12);
    g_assert_cmpuint(report->n_errors, ==, 40);
    g_assert_nonnull(find(report, "index", "30 fejl mere af samme slags"));
    g_assert_nonnull(find(report, "ledger", "sager/0"));
    const CbFinding *last = report->findings->pdata[11];
    g_assert_cmpint(last->severity, ==, CB_FINDING_WARNING);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, test)                                                                            \
    g_test_add("/check-contents/" name, Fixture, NULL, set_up, test, index_folder_tear_down)
    ADD("a-missing-passage-is-found", test_a_missing_passage_is_found);
    ADD("a-passage-of-no-case-is-found", test_a_passage_of_no_case_is_found);
    ADD("a-passage-of-another-case-is-found", test_a_passage_with_another_text_is_found);
    ADD("a-passage-that-cannot-be-read-is-found", test_a_passage_that_cannot_be_read_is_found);
    ADD("a-case-that-cannot-be-read-is-found", test_a_case_that_cannot_be_read_is_found);
    ADD("a-case-that-is-not-found-by-its-id-is-found",
        test_a_case_that_is_not_found_by_its_id_is_found);
    ADD("a-facet-without-a-name-is-found", test_a_facet_without_a_name_is_found);
    ADD("another-analysis-is-found", test_another_analysis_is_found);
    ADD("titles-of-unknown-cases-are-found", test_titles_of_unknown_cases_are_found);
    ADD("statistics-of-another-index-are-found", test_statistics_of_another_index_are_found);
    ADD("a-file-of-a-missing-case-is-a-warning", test_a_file_of_a_missing_case_is_a_warning);
    ADD("a-case-without-a-record-is-a-warning", test_a_case_without_a_record_is_a_warning);
    ADD("a-record-without-a-case-is-a-warning", test_a_record_without_a_case_is_a_warning);
    ADD("a-case-of-no-file-is-a-warning", test_a_case_of_no_file_is_a_warning);
    ADD("a-lone-pdf-is-the-file-of-its-case", test_a_lone_pdf_is_the_file_of_its_case);
    ADD("a-stopped-run-may-leave-a-case-of-no-file",
        test_a_stopped_run_may_leave_a_case_of_no_file);
    ADD("many-of-one-kind-do-not-hide-another", test_many_of_one_kind_do_not_hide_another);
    return g_test_run();
}
