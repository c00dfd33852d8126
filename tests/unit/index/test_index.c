/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing an index and reading it again; generations; what is refused. */
#include "generation.h"
#include "index_folder.h"
#include "index_private.h"
#include "terms.h"
#include <casebank/error.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef IndexFolder Fixture;

static CbCase *make_case(const char *id)
{
    CbCase *item = cb_case_new();
    item->id = g_strdup(id);
    item->title = g_strdup("Strandholt Kommune: Makkerordning");
    g_free(item->lead);
    item->lead = g_strdup("Nye elever får en makker.");
    item->source = g_strdup("makker.html");
    item->url = g_strdup("https://casebank.example.dk/makker");
    item->contact = g_strdup("Uddannelseskonsulent, mail: konsulent@example.dk");
    item->updated = g_strdup("2024-03-14");
    g_ptr_array_add(item->municipalities, g_strdup("Strandholt"));
    g_ptr_array_add(item->topics, g_strdup("Rekruttering"));
    g_ptr_array_add(item->sections, cb_section_new("Baggrund", "baggrund", "Frafaldet var højt."));
    g_ptr_array_add(item->sections, cb_section_new("Effekter", NULL, "Færre stopper."));
    g_ptr_array_add(item->also_in, cb_also_in_new("Oversigt", NULL, "oversigt.html"));
    CbAttachment *pdf = cb_attachment_new("Håndbog.pdf");
    g_free(pdf->type);
    pdf->type = g_strdup("håndbog");
    pdf->source = g_strdup("filer/haandbog.pdf");
    pdf->n_pages = 3;
    g_ptr_array_add(pdf->outline, cb_outline_item_new(1, 1, "Velkommen"));
    g_ptr_array_add(pdf->outline, cb_outline_item_new(2, 3, "Vagtplan"));
    g_ptr_array_add(pdf->outline, cb_outline_item_new(2, 3, "Ferie"));
    g_ptr_array_add(pdf->pages, cb_pdf_page_new(1, "i", "Velkommen til plejehjemmet."));
    g_ptr_array_add(pdf->pages, cb_pdf_page_new(2, "ii", ""));
    g_ptr_array_add(pdf->pages, cb_pdf_page_new(3, "1", "Vagtplanen hænger i gangen."));
    ((CbPdfPage *)pdf->pages->pdata[2])->ocr = TRUE;
    g_ptr_array_add(item->attachments, pdf);
    return item;
}

static void publish_cases(const char *dir, guint count)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CbWriter) writer = cb_writer_new(dir, NULL, &error);
    g_assert_no_error(error);
    for (guint i = 0; i < count; i++) {
        g_autofree char *id = g_strdup_printf("sag-%u", i);
        g_autoptr(CbCase) item = make_case(id);
        g_assert_true(cb_writer_add_case(writer, item, &error));
    }
    g_assert_true(cb_writer_publish(writer, &error));
    g_assert_no_error(error);
}

/* --- A case comes back ----------------------------------------------------------------------- */

static void test_case_comes_back_whole(Fixture *fixture, gconstpointer data)
{
    (void)data;
    publish_cases(fixture->dir, 2);
    g_autoptr(CbIndex) index = open_index(fixture->dir);
    g_autoptr(GError) error = NULL;
    g_autoptr(CbCase) item = cb_index_case(index, "sag-1", &error);
    g_assert_no_error(error);
    g_assert_cmpstr(item->id, ==, "sag-1");
    g_assert_cmpstr(item->lead, ==, "Nye elever får en makker.");
    g_assert_cmpstr(item->updated, ==, "2024-03-14");
    g_assert_cmpstr(item->contact, ==, "Uddannelseskonsulent, mail: konsulent@example.dk");
    g_assert_cmpstr(item->municipalities->pdata[0], ==, "Strandholt");
    g_assert_cmpuint(item->sections->len, ==, 2);
    const CbSection *section = item->sections->pdata[0];
    g_assert_cmpstr(section->heading, ==, "Baggrund");
    g_assert_cmpstr(section->anchor, ==, "baggrund");
    g_assert_cmpstr(section->text, ==, "Frafaldet var højt.");
    const CbAlsoIn *also_in = item->also_in->pdata[0];
    g_assert_cmpstr(also_in->title, ==, "Oversigt");
}

static void test_pdf_pages_come_back_with_numbers_and_labels(Fixture *fixture, gconstpointer data)
{
    (void)data;
    publish_cases(fixture->dir, 1);
    g_autoptr(CbIndex) index = open_index(fixture->dir);
    g_autoptr(CbCase) item = cb_index_case(index, "sag-0", NULL);
    const CbAttachment *pdf = item->attachments->pdata[0];
    g_assert_cmpuint(pdf->pages->len, ==, 2); /* the empty page has no passage */
    const CbPdfPage *page = pdf->pages->pdata[1];
    g_assert_cmpuint(page->number, ==, 3);
    g_assert_cmpstr(page->label, ==, "1");
    g_assert_cmpstr(page->text, ==, "Vagtplanen hænger i gangen.");
    g_assert_true(page->ocr);
    g_assert_false(((const CbPdfPage *)pdf->pages->pdata[0])->ocr);
}

static void test_long_section_comes_back_in_one_piece(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; text->len < 3 * CB_MAX_PASSAGE_BYTES; i++)
        g_string_append_printf(text, "Sætning nummer %u står her. ", i);
    g_autoptr(CbWriter) writer = cb_writer_new(fixture->dir, NULL, NULL);
    g_autoptr(CbCase) item = make_case("lang");
    g_ptr_array_add(item->sections, cb_section_new("Lang", NULL, text->str));
    g_assert_true(cb_writer_add_case(writer, item, NULL));
    g_assert_true(cb_writer_publish(writer, NULL));
    g_autoptr(CbIndex) index = open_index(fixture->dir);
    g_autoptr(CbCase) back = cb_index_case(index, "lang", NULL);
    g_assert_cmpuint(back->sections->len, ==, 3);
    g_assert_cmpstr(((const CbSection *)back->sections->pdata[2])->text, ==, text->str);
}

typedef struct {
    guint count;
    gsize longest;
    GPtrArray *headings;
} PassageSurvey;

static gboolean survey(const CbPassageRecord *passage, gpointer data)
{
    PassageSurvey *seen = data;
    seen->count++;
    seen->longest = MAX(seen->longest, strlen(passage->text));
    if (passage->attachment >= 0)
        g_ptr_array_add(seen->headings, g_strdup(passage->heading));
    return TRUE;
}

static void test_text_without_a_space_is_cut_at_a_letter(Fixture *fixture, gconstpointer data)
{
    (void)fixture, (void)data;
    g_autoptr(GString) text = g_string_new(NULL);
    while (text->len < 2 * CB_MAX_PASSAGE_BYTES)
        g_string_append(text, "å");
    g_string_prepend_c(text, 'x'); /* so that the limit falls inside an å */
    g_autoptr(CbCase) item = cb_case_new();
    g_ptr_array_add(item->sections, cb_section_new(NULL, NULL, text->str));
    PassageSurvey seen = {0};
    g_assert_true(cb_case_foreach_passage(item, survey, &seen));
    g_assert_cmpuint(seen.count, ==, 3);
    g_assert_cmpuint(seen.longest, <=, CB_MAX_PASSAGE_BYTES);
}

static void test_pdf_page_stands_under_its_outline_heading(Fixture *fixture, gconstpointer data)
{
    (void)fixture, (void)data;
    g_autoptr(CbCase) item = make_case("sag");
    g_autoptr(GPtrArray) headings = g_ptr_array_new_with_free_func(g_free);
    PassageSurvey seen = {.headings = headings};
    cb_case_foreach_passage(item, survey, &seen);
    g_assert_cmpstr(headings->pdata[0], ==, "Velkommen");
    g_assert_cmpstr(headings->pdata[1], ==, "Vagtplan");
}

/* --- What the writer refuses ----------------------------------------------------------------- */

static void test_same_id_twice_is_refused(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(CbWriter) writer = cb_writer_new(fixture->dir, NULL, NULL);
    g_autoptr(CbCase) item = make_case("sag");
    g_autoptr(GError) error = NULL;
    g_assert_true(cb_writer_add_case(writer, item, NULL));
    g_assert_false(cb_writer_add_case(writer, item, &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_USAGE);
}

static void test_folder_with_other_files_is_refused(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_mkdir(fixture->dir, 0777);
    g_autofree char *file = g_build_filename(fixture->dir, "regnskab.txt", NULL);
    g_assert_true(g_file_set_contents(file, "x", 1, NULL));
    g_autoptr(GError) error = NULL;
    g_assert_null(cb_writer_new(fixture->dir, NULL, &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_NO_INDEX);
    g_assert_nonnull(strstr(error->message, "regnskab.txt"));
}

static void test_second_writer_is_told_who_is_at_it(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(CbWriter) first = cb_writer_new(fixture->dir, NULL, NULL);
    g_assert_nonnull(first);
    g_autoptr(GError) error = NULL;
    g_assert_null(cb_writer_new(fixture->dir, &(CbWriterOptions){.lock_wait_ms = 30}, &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_BUSY);
    g_autofree char *pid = g_strdup_printf("%ld", (long)getpid());
    g_assert_nonnull(strstr(error->message, pid));
}

/* --- Generations ----------------------------------------------------------------------------- */

static void test_unpublished_cases_are_not_seen(Fixture *fixture, gconstpointer data)
{
    (void)data;
    publish_cases(fixture->dir, 1);
    g_autoptr(CbIndex) index = open_index(fixture->dir);
    {
        g_autoptr(CbWriter) writer = cb_writer_new(fixture->dir, NULL, NULL);
        g_autoptr(CbCase) item = make_case("ny");
        g_assert_true(cb_writer_add_case(writer, item, NULL));
        gboolean changed = TRUE;
        g_assert_true(cb_index_refresh(index, &changed, NULL));
        g_assert_false(changed);
    }
    g_autoptr(GError) error = NULL;
    g_assert_null(cb_index_case(index, "ny", &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_NOT_FOUND);
}

static void test_reader_follows_a_new_generation(Fixture *fixture, gconstpointer data)
{
    (void)data;
    publish_cases(fixture->dir, 1);
    g_autoptr(CbIndex) index = open_index(fixture->dir);
    publish_cases(fixture->dir, 2);
    gboolean changed = FALSE;
    g_assert_true(cb_index_refresh(index, &changed, NULL));
    g_assert_true(changed);
    g_autoptr(CbCase) item = cb_index_case(index, "sag-1", NULL);
    g_assert_nonnull(item);
}

static guint count_generations(const char *path)
{
    guint count = 0;
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    for (const char *name; (name = g_dir_read_name(dir)) != NULL;)
        count += g_str_has_prefix(name, "gen-") ? 1 : 0;
    return count;
}

static void test_one_generation_before_the_current_is_kept(Fixture *fixture, gconstpointer data)
{
    (void)data;
    for (guint i = 0; i < 4; i++)
        publish_cases(fixture->dir, 1);
    g_assert_cmpuint(count_generations(fixture->dir), ==, 2);
}

static void test_half_built_generation_is_swept_away(Fixture *fixture, gconstpointer data)
{
    (void)data;
    publish_cases(fixture->dir, 1);
    g_autofree char *left = g_build_filename(fixture->dir, "gen-000009.new", NULL);
    g_autofree char *scratch = g_build_filename(left, "cases.scratch", NULL);
    g_assert_cmpint(g_mkdir_with_parents(scratch, 0777), ==, 0);
    publish_cases(fixture->dir, 1);
    g_assert_false(g_file_test(left, G_FILE_TEST_EXISTS));
}

static void test_reader_of_a_removed_generation_goes_on(Fixture *fixture, gconstpointer data)
{
    (void)data;
    publish_cases(fixture->dir, 1);
    g_autoptr(CbIndex) index = open_index(fixture->dir);
    for (guint i = 0; i < 3; i++)
        publish_cases(fixture->dir, 1);
    xapc_doccount count = 0;
    g_assert_true(xapc_database_get_doccount(cb_index_cases(index), &count, NULL));
    g_assert_cmpuint(count, ==, 1);
}

/* --- What the reader refuses ----------------------------------------------------------------- */

static void assert_open_fails(const char *dir, CbError code, const char *word)
{
    g_autoptr(GError) error = NULL;
    g_assert_null(cb_index_open(dir, &error));
    g_assert_error(error, CB_ERROR, (int)code);
    g_assert_nonnull(strstr(error->message, dir));
    g_assert_nonnull(strstr(error->message, word));
}

static void test_missing_and_foreign_folders_are_no_index(Fixture *fixture, gconstpointer data)
{
    (void)data;
    assert_open_fails(fixture->dir, CB_ERROR_NO_INDEX, "casebank-index");
    g_mkdir(fixture->dir, 0777);
    assert_open_fails(fixture->dir, CB_ERROR_NO_INDEX, "CURRENT");
}

static void write_current(Fixture *fixture, const char *text)
{
    g_autofree char *path = g_build_filename(fixture->dir, "CURRENT", NULL);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void test_newer_version_is_refused(Fixture *fixture, gconstpointer data)
{
    (void)data;
    publish_cases(fixture->dir, 1);
    write_current(fixture, "casebank-index 99\nsomething else\n");
    assert_open_fails(fixture->dir, CB_ERROR_INDEX_VERSION, "99");
}

static void test_garbage_current_is_damaged(Fixture *fixture, gconstpointer data)
{
    (void)data;
    publish_cases(fixture->dir, 1);
    write_current(fixture, "hej\n");
    assert_open_fails(fixture->dir, CB_ERROR_INDEX_DAMAGED, "CURRENT");
}

static void test_missing_database_is_damaged(Fixture *fixture, gconstpointer data)
{
    (void)data;
    publish_cases(fixture->dir, 1);
    g_autofree char *cases = g_build_filename(fixture->dir, "gen-000001", "passages", NULL);
    cb_tree_remove(cases);
    assert_open_fails(fixture->dir, CB_ERROR_INDEX_DAMAGED, "passages");
}

/* A generation never changes: nothing is to be tried again. */
static void test_missing_document_is_damage(Fixture *fixture, gconstpointer data)
{
    (void)data;
    publish_cases(fixture->dir, 1);
    g_autoptr(CbIndex) index = open_index(fixture->dir);
    xapc_error *xapian_error = NULL;
    g_autoptr(GError) error = NULL;
    g_assert_null(xapc_database_get_document(cb_index_cases(index), 99, FALSE, &xapian_error));
    cb_error_from_xapian(&error, xapian_error, "søgningen kan ikke udføres");
    g_assert_error(error, CB_ERROR, CB_ERROR_INDEX_DAMAGED);
    g_assert_nonnull(strstr(error->message, "casebank check"));
    g_assert_nonnull(strstr(error->message, "casebank-index --full"));
}

/* --- Status and files ------------------------------------------------------------------------ */

static gboolean take_stem(const CbToken *token, gpointer stem)
{
    *(char **)stem = g_strdup(token->stem);
    return FALSE;
}

static guint cases_with(CbIndex *index, const char *prefix, const char *word)
{
    g_autofree char *stem = NULL;
    cb_analyzer_run(cb_index_analyzer(index), word, -1, take_stem, &stem);
    g_autofree char *term = g_strconcat(prefix, stem, NULL);
    xapc_doccount n = 0;
    g_assert_true(xapc_database_get_termfreq(cb_index_cases(index), term, strlen(term), &n, NULL));
    return n;
}

/* "makker" is a word of the case and inside makkerordning, "ordning" is only inside. */
static void test_a_stem_stands_under_one_term(Fixture *fixture, gconstpointer data)
{
    (void)data;
    publish_cases(fixture->dir, 2);
    g_autoptr(CbIndex) index = open_index(fixture->dir);
    g_assert_cmpuint(cases_with(index, CB_TERM_STEM, "makker"), ==, 2);
    g_assert_cmpuint(cases_with(index, CB_TERM_PART, "makker"), ==, 0);
    g_assert_cmpuint(cases_with(index, CB_TERM_STEM, "ordning"), ==, 0);
    g_assert_cmpuint(cases_with(index, CB_TERM_PART, "ordning"), ==, 2);
}

static void test_status_counts(Fixture *fixture, gconstpointer data)
{
    (void)data;
    publish_cases(fixture->dir, 3);
    g_autoptr(CbIndex) index = open_index(fixture->dir);
    g_autoptr(CbStatus) status = cb_index_status(index, NULL);
    g_assert_cmpuint(status->cases, ==, 3);
    g_assert_cmpuint(status->kinds[CB_CASE_FULL], ==, 3);
    g_assert_cmpuint(status->attachments[CB_STATE_OK], ==, 3);
    g_assert_cmpuint(status->passages, ==, 3 * 5);
    g_assert_cmpuint(status->generation, ==, 1);
    g_assert_cmpuint(status->index_bytes, >, 0);
    g_assert_cmpuint(strlen(status->built), ==, strlen("2024-03-14T12:00:00Z"));
}

static void test_files_come_back_as_recorded(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(CbWriter) writer = cb_writer_new(fixture->dir, NULL, NULL);
    CbLedger *ledger = cb_ledger_new();
    CbFileRecord *page = cb_file_record_new("a.html", "ok", NULL);
    g_ptr_array_add(page->case_ids, g_strdup("a"));
    g_ptr_array_add(ledger->files, page);
    g_ptr_array_add(ledger->files, cb_file_record_new("b.pdf", "damaged", "filen er tom"));
    cb_writer_set_ledger(writer, ledger);
    g_assert_true(cb_writer_publish(writer, NULL));
    g_autoptr(CbIndex) index = open_index(fixture->dir);
    g_autoptr(GPtrArray) files = cb_index_files(index, NULL);
    g_assert_cmpuint(files->len, ==, 2);
    const CbFileRecord *first = files->pdata[0], *second = files->pdata[1];
    g_assert_cmpstr(first->path, ==, "a.html");
    g_assert_cmpstr(first->case_ids->pdata[0], ==, "a");
    g_assert_cmpstr(second->reason, ==, "filen er tom");
}

static void add_record(GPtrArray *files, const char *path, const char *state, gint64 read_at,
                       const char *case_id)
{
    CbFileRecord *record = cb_file_record_new(path, state, NULL);
    record->read_at = read_at;
    g_ptr_array_add(record->case_ids, g_strdup(case_id));
    g_ptr_array_add(files, record);
}

static void test_sources_are_counted_by_name(Fixture *fixture, gconstpointer data)
{
    (void)fixture;
    (void)data;
    g_autoptr(GPtrArray) files =
        g_ptr_array_new_with_free_func((GDestroyNotify)cb_file_record_free);
    add_record(files, "a", "ok", 7, "17"); /* a file of cases has its source's name for its path */
    add_record(files, "a.b/x.html", "ok", 7, "17");
    add_record(files, "a.b/y.html", "duplicate", 7, "18");
    add_record(files, "a/z.html", "failed", 7, "17");
    add_record(files, "Plan.pdf", "missing", 0, "17");
    g_autoptr(GPtrArray) counts = cb_source_counts(files);
    g_assert_cmpuint(counts->len, ==, 2);
    const CbSourceCount *first = counts->pdata[0], *second = counts->pdata[1];
    g_assert_cmpstr(first->name, ==, "a");
    g_assert_cmpuint(first->files, ==, 2);
    g_assert_cmpuint(first->cases, ==, 1);
    g_assert_cmpstr(second->name, ==, "a.b");
    g_assert_cmpuint(second->files, ==, 1);
    g_assert_cmpuint(second->cases, ==, 2);
}

static void test_empty_index_opens(Fixture *fixture, gconstpointer data)
{
    (void)data;
    publish_cases(fixture->dir, 0);
    g_autoptr(CbIndex) index = open_index(fixture->dir);
    g_autoptr(CbStatus) status = cb_index_status(index, NULL);
    g_assert_cmpuint(status->cases, ==, 0);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
    g_test_add(path, Fixture, NULL, index_folder_set_up, func, index_folder_tear_down)
    ADD("/index/case-comes-back", test_case_comes_back_whole);
    ADD("/index/one-term-a-stem", test_a_stem_stands_under_one_term);
    ADD("/index/pdf-pages-come-back", test_pdf_pages_come_back_with_numbers_and_labels);
    ADD("/index/long-section", test_long_section_comes_back_in_one_piece);
    ADD("/passages/cut-at-a-letter", test_text_without_a_space_is_cut_at_a_letter);
    ADD("/passages/outline-heading", test_pdf_page_stands_under_its_outline_heading);
    ADD("/writer/same-id-twice", test_same_id_twice_is_refused);
    ADD("/writer/foreign-folder", test_folder_with_other_files_is_refused);
    ADD("/writer/second-writer", test_second_writer_is_told_who_is_at_it);
    ADD("/generation/unpublished", test_unpublished_cases_are_not_seen);
    ADD("/generation/followed", test_reader_follows_a_new_generation);
    ADD("/generation/one-before-is-kept", test_one_generation_before_the_current_is_kept);
    ADD("/generation/half-built", test_half_built_generation_is_swept_away);
    ADD("/generation/removed", test_reader_of_a_removed_generation_goes_on);
    ADD("/reader/no-index", test_missing_and_foreign_folders_are_no_index);
    ADD("/reader/newer-version", test_newer_version_is_refused);
    ADD("/reader/garbage-current", test_garbage_current_is_damaged);
    ADD("/reader/missing-database", test_missing_database_is_damaged);
    ADD("/reader/missing-document", test_missing_document_is_damage);
    ADD("/reader/status", test_status_counts);
    ADD("/reader/files", test_files_come_back_as_recorded);
    ADD("/reader/sources", test_sources_are_counted_by_name);
    ADD("/reader/empty-index", test_empty_index_opens);
#undef ADD
    return g_test_run();
}
