/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Verifying an index: what was damaged is found and named, and what to do is said. */
#include "generation.h"
#include "index_private.h"
#include "ledger.h"
#include "manifest.h"
#include <casebank/check.h>
#include <casebank/error.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define N_CASES 3

typedef struct {
    char *root, *dir;
} Fixture;

static CbCase *make_case(guint number)
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

static CbLedger *make_ledger(void)
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

/* Two generations: there is one to go back to. */
static void set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->root = g_dir_make_tmp("casebank-check-XXXXXX", NULL);
    fixture->dir = g_build_filename(fixture->root, "index", NULL);
    publish(fixture->dir);
    publish(fixture->dir);
}

static void tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    cb_tree_remove(fixture->root);
    g_free(fixture->root);
    g_free(fixture->dir);
}

static CbCheckReport *check(const Fixture *fixture)
{
    g_autoptr(GError) error = NULL;
    CbCheckReport *report = cb_index_check(fixture->dir, NULL, &error);
    g_assert_no_error(error);
    return report;
}

/* (transfer full): "gen-000002/NAME" below the index. */
static char *path_of(const Fixture *fixture, guint generation, const char *name)
{
    g_autofree char *folder = cb_generation_path(fixture->dir, generation);
    return g_build_filename(folder, name, NULL);
}

/* A finding with @path in its path and @what in what it says; NULL when there is none. */
static const CbFinding *find(const CbCheckReport *report, const char *path, const char *what)
{
    for (guint i = 0; i < report->findings->len; i++) {
        const CbFinding *finding = report->findings->pdata[i];
        if (strstr(finding->path, path) != NULL && strstr(finding->what, what) != NULL)
            return finding;
    }
    return NULL;
}

static void assert_found(const Fixture *fixture, CbFindingSeverity severity, const char *path,
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

static void assert_error(const Fixture *fixture, const char *path, const char *what)
{
    assert_found(fixture, CB_FINDING_ERROR, path, what, "--rollback");
}

static void assert_clean(const Fixture *fixture)
{
    g_autoptr(CbCheckReport) report = check(fixture);
    for (guint i = 0; i < report->findings->len; i++) {
        const CbFinding *finding = report->findings->pdata[i];
        g_test_message("%s: %s", finding->path, finding->what);
    }
    g_assert_cmpuint(report->findings->len, ==, 0);
    g_assert_cmpuint(report->n_errors, ==, 0);
}

/* --- Whole indexes --------------------------------------------------------------------------- */

static void test_a_whole_index_has_no_findings(Fixture *fixture, gconstpointer data)
{
    (void)data;
    assert_clean(fixture);
    g_autoptr(CbCheckReport) report = check(fixture);
    g_assert_cmpuint(report->generation, ==, 2);
    g_assert_cmpuint(report->before, ==, 1);
    g_assert_cmpuint(report->cases, ==, N_CASES);
    g_assert_cmpuint(report->passages, ==, 3 * N_CASES); /* lead, section, page */
    g_assert_false(report->is_checkpoint);
}

static void test_an_empty_index_has_no_findings(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(CbWriter) writer = cb_writer_new(fixture->dir, NULL, NULL);
    g_assert_true(cb_writer_publish(writer, NULL));
    assert_clean(fixture);
}

/* Holes where cases were removed, a replaced case, a checkpoint. */
static void test_an_updated_index_has_no_findings(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    {
        g_autoptr(CbWriter) writer =
            cb_writer_new(fixture->dir, &(CbWriterOptions){.update = TRUE}, &error);
        g_assert_no_error(error);
        g_assert_true(cb_writer_is_update(writer));
        g_assert_true(cb_writer_remove_case(writer, "sager/0", NULL));
        g_assert_true(cb_writer_remove_case(writer, "sager/1", NULL));
        g_autoptr(CbCase) again = make_case(1);
        g_ptr_array_add(again->sections, cb_section_new("Mere", NULL, "En længere sag nu."));
        g_assert_true(cb_writer_add_case(writer, again, NULL));
        g_autoptr(CbCase) other = make_case(7);
        g_assert_true(cb_writer_add_case(writer, other, NULL));
        cb_writer_set_ledger(writer, cb_ledger_new());
        g_assert_true(cb_writer_checkpoint(writer, &error));
        g_assert_no_error(error);
    }
    assert_clean(fixture);
    g_autoptr(CbCheckReport) report = check(fixture);
    g_assert_cmpuint(report->cases, ==, N_CASES);
    g_assert_true(report->is_checkpoint);
    g_assert_cmpuint(report->before, ==, 2);
}

static void publish_update(const char *dir, guint number, gboolean complete)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CbWriter) writer = cb_writer_new(dir, &(CbWriterOptions){.update = TRUE}, &error);
    g_assert_no_error(error);
    g_autoptr(CbCase) item = make_case(number);
    g_assert_true(cb_writer_add_case(writer, item, &error));
    CbLedger *ledger = cb_ledger_new();
    ledger->complete = complete;
    cb_writer_set_ledger(writer, ledger);
    g_assert_true(cb_writer_publish(writer, &error));
    g_assert_no_error(error);
}

static void test_a_stopped_run_and_the_one_that_goes_on_are_one(Fixture *fixture,
                                                                gconstpointer data)
{
    (void)data;
    publish_update(fixture->dir, 7, FALSE);
    {
        g_autoptr(CbCheckReport) report = check(fixture);
        g_assert_true(report->is_checkpoint);
        g_assert_cmpuint(report->before, ==, 2);
    }
    publish_update(fixture->dir, 8, TRUE);
    g_autoptr(CbCheckReport) report = check(fixture);
    g_assert_false(report->is_checkpoint);
    g_assert_cmpuint(report->before, ==, 2);
    g_assert_cmpuint(report->cases, ==, N_CASES + 2);
    assert_clean(fixture);
}

static void test_an_update_of_a_torn_index_starts_from_nothing(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autofree char *path = path_of(fixture, 2, "words");
    g_assert_cmpint(g_unlink(path), ==, 0);
    {
        g_autoptr(CbWriter) writer =
            cb_writer_new(fixture->dir, &(CbWriterOptions){.update = TRUE}, NULL);
        g_assert_false(cb_writer_is_update(writer));
    }
    publish_update(fixture->dir, 7, TRUE);
    g_autoptr(CbCheckReport) report = check(fixture);
    g_assert_cmpuint(report->cases, ==, 1);
    g_assert_cmpuint(report->before, ==, 1); /* the torn one is nothing to go back to */
    assert_clean(fixture);
}

/* What a writer that died leaves is no fault: the next run clears it away. */
static void test_what_a_killed_writer_leaves_is_no_finding(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autofree char *half = path_of(fixture, 3, "");
    g_autofree char *name = g_strdup_printf("%s/gen-000004.new/cases", fixture->dir);
    g_mkdir(half, 0777);
    g_mkdir_with_parents(name, 0777);
    assert_clean(fixture);
}

static void test_where_no_index_is_there_is_nothing_to_check(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    g_assert_null(cb_index_check(fixture->root, NULL, &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_NO_INDEX);
    g_assert_false(g_file_test(fixture->root, G_FILE_TEST_IS_REGULAR));
}

/* --- Damaged files --------------------------------------------------------------------------- */

typedef void (*Damage)(const char *path, char *bytes, gsize size);

static void write_over(const char *path, const char *bytes, gsize size)
{
    g_assert_true(cb_file_write(path, bytes, size, NULL));
}

static void flip_a_bit(const char *path, char *bytes, gsize size)
{
    bytes[size / 2] ^= 0x10;
    write_over(path, bytes, size);
}

static void cut_in_half(const char *path, char *bytes, gsize size)
{
    write_over(path, bytes, size / 2);
}

static void remove_it(const char *path, char *bytes, gsize size)
{
    (void)bytes;
    (void)size;
    g_assert_cmpint(g_unlink(path), ==, 0);
}

/* Does it to each file of the generation that has anything in it, one at a time. */
static void damage_each(const Fixture *fixture, Damage damage)
{
    g_autoptr(CbManifest) manifest = cb_manifest_read(fixture->dir, 2, NULL);
    guint n_damaged = 0;
    for (guint i = 0; i < manifest->files->len; i++) {
        const CbManifestFile *file = manifest->files->pdata[i];
        if (file->size == 0)
            continue;
        g_autofree char *path = path_of(fixture, 2, file->path);
        g_autofree char *bytes = NULL, *damaged = NULL;
        gsize size;
        g_assert_true(g_file_get_contents(path, &bytes, &size, NULL));
        damaged = g_memdup2(bytes, size);
        damage(path, damaged, size);
        assert_error(fixture, file->path, "filen ");
        write_over(path, bytes, size);
        n_damaged++;
    }
    g_assert_cmpuint(n_damaged, >=, 12);
    assert_clean(fixture);
}

static void test_a_flipped_bit_in_any_file_is_found(Fixture *fixture, gconstpointer data)
{
    (void)data;
    damage_each(fixture, flip_a_bit);
}

static void test_any_truncated_file_is_found(Fixture *fixture, gconstpointer data)
{
    (void)data;
    damage_each(fixture, cut_in_half);
}

static void test_any_missing_file_is_found(Fixture *fixture, gconstpointer data)
{
    (void)data;
    damage_each(fixture, remove_it);
}

static void test_a_damaged_manifest_is_found(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autofree char *path = path_of(fixture, 2, CB_MANIFEST_NAME);
    g_autofree char *bytes = NULL;
    gsize size;
    g_assert_true(g_file_get_contents(path, &bytes, &size, NULL));
    flip_a_bit(path, bytes, size);
    assert_error(fixture, "gen-000002/MANIFEST", "beskadiget");
}

static void test_without_a_whole_one_before_all_is_built_again(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autofree char *before = path_of(fixture, 1, "vocabulary");
    g_autofree char *current = path_of(fixture, 2, "vocabulary");
    g_unlink(before);
    g_unlink(current);
    g_autoptr(CbCheckReport) report = check(fixture);
    const CbFinding *finding = find(report, "gen-000002/vocabulary", "mangler");
    g_assert_nonnull(finding);
    g_assert_nonnull(strstr(finding->advice, "--full"));
    g_assert_null(strstr(finding->advice, "--rollback"));
}

static void test_damage_in_the_generation_before_is_a_warning(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autofree char *path = path_of(fixture, 1, "statistics");
    g_assert_cmpint(truncate(path, 7), ==, 0);
    assert_found(fixture, CB_FINDING_WARNING, "gen-000001/statistics", "7 byte", "næste kørsel");
}

static void test_a_current_that_points_nowhere_is_found(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autofree char *path = path_of(fixture, 2, "");
    cb_tree_remove(path);
    assert_error(fixture, "CURRENT", "gen-000002");
}

static void test_a_damaged_current_is_found(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autofree char *path = g_build_filename(fixture->dir, "CURRENT", NULL);
    write_over(path, "casebank-ind", 12);
    assert_error(fixture, "CURRENT", "beskadiget");
    g_unlink(path);
    assert_error(fixture, "CURRENT", "mangler");
}

/* --- What does not fit together -------------------------------------------------------------- */

/* As a writer with a fault would leave it: the files are as they were written. */
static void seal(const Fixture *fixture)
{
    g_autofree char *folder = cb_generation_path(fixture->dir, 2);
    g_assert_true(cb_manifest_write(folder, 1, FALSE, NULL));
}

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

static xapc_document *passage_document(const char *uid, const char *text)
{
    g_autofree char *copy = g_strdup(text);
    const CbPassageRecord record = {.attachment = -1, .text = copy};
    g_autoptr(GByteArray) packed = g_byte_array_new();
    cb_passage_pack(&record, packed);
    xapc_document *doc = xapc_document_new(NULL);
    g_assert_true(xapc_document_set_data(doc, (const char *)packed->data, packed->len, NULL));
    g_assert_true(xapc_document_add_value(doc, CB_VALUE_CASE, uid, strlen(uid), NULL));
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
    put_passage(fixture, 40, passage_document("2", "Uden sag."));
    assert_error(fixture, "passages", "passage 40 hører ikke til nogen sag");
}

static void test_a_passage_of_another_case_is_found(Fixture *fixture, gconstpointer data)
{
    (void)data;
    put_passage(fixture, 5, passage_document("3", "Frafaldet var højt."));
    assert_error(fixture, "passages", "passage 5 siger");
}

static void test_a_passage_that_cannot_be_read_is_found(Fixture *fixture, gconstpointer data)
{
    (void)data;
    xapc_document *doc = passage_document("2", "");
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

static void test_many_of_one_kind_do_not_hide_another(Fixture *fixture, gconstpointer data)
{
    (void)data;
    xapc_writer *passages = open_database(fixture, "passages");
    for (xapc_docid docid = 40; docid < 80; docid++) {
        xapc_document *doc = passage_document("2", "Uden sag.");
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
#define ADD(name, test) g_test_add("/check/" name, Fixture, NULL, set_up, test, tear_down)
    ADD("a-whole-index-has-no-findings", test_a_whole_index_has_no_findings);
    ADD("an-empty-index-has-no-findings", test_an_empty_index_has_no_findings);
    ADD("an-updated-index-has-no-findings", test_an_updated_index_has_no_findings);
    ADD("a-stopped-run-and-the-one-that-goes-on-are-one",
        test_a_stopped_run_and_the_one_that_goes_on_are_one);
    ADD("an-update-of-a-torn-index-starts-from-nothing",
        test_an_update_of_a_torn_index_starts_from_nothing);
    ADD("what-a-killed-writer-leaves-is-no-finding",
        test_what_a_killed_writer_leaves_is_no_finding);
    ADD("where-no-index-is-there-is-nothing-to-check",
        test_where_no_index_is_there_is_nothing_to_check);
    ADD("a-flipped-bit-in-any-file-is-found", test_a_flipped_bit_in_any_file_is_found);
    ADD("any-truncated-file-is-found", test_any_truncated_file_is_found);
    ADD("any-missing-file-is-found", test_any_missing_file_is_found);
    ADD("a-damaged-manifest-is-found", test_a_damaged_manifest_is_found);
    ADD("without-a-whole-one-before-all-is-built-again",
        test_without_a_whole_one_before_all_is_built_again);
    ADD("damage-in-the-generation-before-is-a-warning",
        test_damage_in_the_generation_before_is_a_warning);
    ADD("a-current-that-points-nowhere-is-found", test_a_current_that_points_nowhere_is_found);
    ADD("a-damaged-current-is-found", test_a_damaged_current_is_found);
    ADD("a-missing-passage-is-found", test_a_missing_passage_is_found);
    ADD("a-passage-of-no-case-is-found", test_a_passage_of_no_case_is_found);
    ADD("a-passage-of-another-case-is-found", test_a_passage_of_another_case_is_found);
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
    ADD("many-of-one-kind-do-not-hide-another", test_many_of_one_kind_do_not_hide_another);
    return g_test_run();
}
