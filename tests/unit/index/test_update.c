/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changing an index: what was updated answers as what is built anew from the same cases. */
#include "generation.h"
#include "index_folder.h"
#include "index_private.h"
#include "invented.h"
#include "ledger.h"
#include <casebank/error.h>
#include <casebank/search.h>
#include <casebank/suggest.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const InventedSize small = {.words = 3000, .sections = 4, .pages = 3, .section_words = 40};

typedef struct {
    IndexFolder at;
    char *fresh;
    GHashTable *versions; /* number -> version + 1: the cases that should be there */
} Fixture;

static void set_up(Fixture *fixture, gconstpointer data)
{
    index_folder_set_up(&fixture->at, data);
    fixture->fresh = g_build_filename(fixture->at.root, "fresh", NULL);
    fixture->versions = g_hash_table_new(NULL, NULL);
}

static void tear_down(Fixture *fixture, gconstpointer data)
{
    index_folder_tear_down(&fixture->at, data);
    g_free(fixture->fresh);
    g_hash_table_unref(fixture->versions);
}

/* --- Changing -------------------------------------------------------------------------------- */

static CbWriter *open_writer(const Fixture *fixture)
{
    g_autoptr(GError) error = NULL;
    CbWriter *writer = cb_writer_new(fixture->at.dir, &(CbWriterOptions){.update = TRUE}, &error);
    g_assert_no_error(error);
    return writer;
}

static void add(Fixture *fixture, CbWriter *writer, guint number, guint version)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CbCase) item = invented_case(&small, number, version);
    cb_writer_add_case(writer, item, &error);
    g_assert_no_error(error);
    g_hash_table_insert(fixture->versions, GUINT_TO_POINTER(number), GUINT_TO_POINTER(version + 1));
}

static void take_out(Fixture *fixture, CbWriter *writer, guint number)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *id = g_strdup_printf("case%u", number);
    cb_writer_remove_case(writer, id, &error);
    g_assert_no_error(error);
    g_hash_table_remove(fixture->versions, GUINT_TO_POINTER(number));
}

static void replace(Fixture *fixture, CbWriter *writer, guint number, guint version)
{
    take_out(fixture, writer, number);
    add(fixture, writer, number, version);
}

static void publish(CbWriter *writer)
{
    g_autoptr(GError) error = NULL;
    cb_writer_publish(writer, &error);
    g_assert_no_error(error);
    cb_writer_free(writer);
}

static void checkpoint(CbWriter *writer)
{
    g_autoptr(GError) error = NULL;
    cb_writer_checkpoint(writer, &error);
    g_assert_no_error(error);
}

static void build(Fixture *fixture, guint n)
{
    CbWriter *writer = open_writer(fixture);
    g_assert_false(cb_writer_is_update(writer));
    for (guint i = 0; i < n; i++)
        add(fixture, writer, i, 0);
    publish(writer);
}

/* --- Comparing ------------------------------------------------------------------------------- */

/* Ids of the cases in the order of their documents. */
static GPtrArray *ids_in_order(CbIndex *index)
{
    GPtrArray *ids = g_ptr_array_new_with_free_func(g_free);
    guint32 last = cb_statistics_last_case(cb_index_statistics(index));
    for (guint32 docid = 1; docid <= last; docid++) {
        xapc_document *doc = xapc_database_get_document(cb_index_cases(index), docid, FALSE, NULL);
        gsize length = 0;
        char *data = doc != NULL ? xapc_document_get_data(doc, &length, NULL) : NULL;
        g_autoptr(CbCase) item = data != NULL ? cb_case_unpack(data, length) : NULL;
        if (item != NULL)
            g_ptr_array_add(ids, g_strdup(item->id));
        xapc_free(data);
        xapc_document_free(doc);
    }
    return ids;
}

/* Builds the cases that should be there, in the same order as the updated index has them: hits of
 * equal score come in it. */
static CbIndex *build_fresh(const Fixture *fixture, CbIndex *updated)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) ids = ids_in_order(updated);
    g_assert_cmpuint(ids->len, ==, g_hash_table_size(fixture->versions));
    cb_tree_remove(fixture->fresh);
    g_autoptr(CbWriter) writer = cb_writer_new(fixture->fresh, NULL, &error);
    g_assert_no_error(error);
    for (guint i = 0; i < ids->len; i++) {
        guint number = (guint)g_ascii_strtoull((char *)ids->pdata[i] + 4, NULL, 10);
        guint version =
            GPOINTER_TO_UINT(g_hash_table_lookup(fixture->versions, GUINT_TO_POINTER(number)));
        g_assert_cmpuint(version, >, 0);
        g_autoptr(CbCase) item = invented_case(&small, number, version - 1);
        g_assert_true(cb_writer_add_case(writer, item, NULL));
    }
    g_assert_true(cb_writer_publish(writer, NULL));
    return open_index(fixture->fresh);
}

static char *ask(CbIndex *index, const char *text, CbSort sort)
{
    g_autoptr(GError) error = NULL;
    CbRequest request = CB_REQUEST_INIT;
    request.text = text;
    request.sort = sort;
    request.per_page = 20;
    g_autoptr(CbAnswer) answer = cb_search(index, &request, &error);
    g_assert_no_error(error);
    answer->took_ms = 0;
    return cb_answer_to_json(answer, TRUE);
}

static void expect_same_answer(CbIndex *left, CbIndex *right, const char *text)
{
    for (CbSort sort = CB_SORT_RELEVANCE; sort <= CB_SORT_DATE; sort++) {
        g_autofree char *of_left = ask(left, text, sort), *of_right = ask(right, text, sort);
        if (strcmp(of_left, of_right) != 0)
            g_test_message("%s", text);
        g_assert_cmpstr(of_left, ==, of_right);
    }
}

static void expect_same_answers(CbIndex *left, CbIndex *right)
{
    for (guint i = 0; i < 20; i++) {
        g_autofree char *common = invented_word(i % 13), *rare = invented_word(93 * i),
                        *other = invented_word(7 * i + 3);
        g_autofree char *two = g_strdup_printf("%s %s", common, rare);
        g_autofree char *three = g_strdup_printf("%s %s %s", common, rare, other);
        g_autofree char *phrase = g_strdup_printf("\"%s %s\"", common, other);
        g_autofree char *exact = g_strdup_printf("=%s titel:%s", common, rare);
        expect_same_answer(left, right, rare);
        expect_same_answer(left, right, two);
        expect_same_answer(left, right, three);
        expect_same_answer(left, right, phrase);
        expect_same_answer(left, right, exact);
    }
    expect_same_answer(left, right, "");
}

static void expect_same_cases(CbIndex *left, CbIndex *right)
{
    g_autoptr(GPtrArray) ids = ids_in_order(left);
    for (guint i = 0; i < ids->len; i++) {
        g_autoptr(CbCase) of_left = cb_index_case(left, ids->pdata[i], NULL);
        g_autoptr(CbCase) of_right = cb_index_case(right, ids->pdata[i], NULL);
        g_autofree char *json_left = cb_case_to_json(of_left, TRUE, TRUE);
        g_autofree char *json_right = cb_case_to_json(of_right, TRUE, TRUE);
        g_assert_cmpstr(json_left, ==, json_right);
    }
}

static void expect_same_status(CbIndex *left, CbIndex *right)
{
    g_autoptr(CbStatus) a = cb_index_status(left, NULL), b = cb_index_status(right, NULL);
    g_assert_cmpuint(a->cases, ==, b->cases);
    g_assert_cmpuint(a->passages, ==, b->passages);
    g_assert_cmpuint(a->documents_bytes, ==, b->documents_bytes);
    for (guint i = 0; i < CB_N_CASE_KINDS; i++)
        g_assert_cmpuint(a->kinds[i], ==, b->kinds[i]);
    for (guint i = 0; i < CB_N_ATTACHMENT_STATES; i++)
        g_assert_cmpuint(a->attachments[i], ==, b->attachments[i]);
    const CbStatistics *of_a = cb_index_statistics(left), *of_b = cb_index_statistics(right);
    g_assert_cmpuint(cb_statistics_n_cases(of_a), ==, cb_statistics_n_cases(of_b));
    for (CbTextField field = 0; field < CB_N_TEXTS; field++)
        g_assert_cmpfloat(cb_statistics_average(of_a, field), ==,
                          cb_statistics_average(of_b, field));
}

static char *suggestions(CbIndex *index, const char *text)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) found = cb_suggest(index, text, 20, &error);
    g_assert_no_error(error);
    return cb_suggestions_to_json(text, found, TRUE);
}

/* Words that both have stand for as many cases; returns how many of the left one's the right one
 * has not. */
static guint count_missing_words(CbIndex *left, CbIndex *right)
{
    const CbVocabulary *a = cb_index_vocabulary(left, NULL), *b = cb_index_vocabulary(right, NULL);
    guint missing = 0, found;
    for (guint i = 0; i < cb_vocabulary_n_words(a); i++) {
        if (cb_vocabulary_find(b, cb_vocabulary_form(a, i), &found))
            g_assert_cmpuint(cb_vocabulary_cases(a, i), ==, cb_vocabulary_cases(b, found));
        else
            missing++;
    }
    return missing;
}

static void expect_same_titles(CbIndex *left, CbIndex *right)
{
    const CbVocabulary *a = cb_index_vocabulary(left, NULL), *b = cb_index_vocabulary(right, NULL);
    g_assert_cmpuint(cb_vocabulary_n_titles(a), ==, cb_vocabulary_n_titles(b));
    for (guint i = 0; i < cb_vocabulary_n_titles(a); i++) {
        g_assert_cmpstr(cb_vocabulary_title(a, i), ==, cb_vocabulary_title(b, i));
        g_assert_cmpstr(cb_vocabulary_title_case(a, i), ==, cb_vocabulary_title_case(b, i));
    }
}

/* What a word was in a case that is gone it still is: an ordinary word, or perhaps a name. */
static void expect_nearly_the_same_words(CbIndex *updated, CbIndex *fresh)
{
    guint few = cb_vocabulary_n_words(cb_index_vocabulary(fresh, NULL)) / 50;
    guint more = count_missing_words(updated, fresh), fewer = count_missing_words(fresh, updated);
    g_test_message("%u words more are shown and %u fewer", more, fewer);
    g_assert_cmpuint(more + fewer, <=, few);
}

static gboolean want_form(const CbFoundForm *form, gpointer counter)
{
    cb_word_counter_add_form(counter, form->number, form->which, 0);
    return TRUE;
}

static gboolean stands_somewhere(CbIndex *index, const char *form)
{
    g_autoptr(CbWordCounter) counter = cb_word_counter_new(cb_index_positions(index));
    cb_positions_foreach_form(cb_index_positions(index), form, TRUE, want_form, counter);
    guint32 last = cb_statistics_last_case(cb_index_statistics(index));
    for (guint32 docid = 1; docid <= last; docid++)
        if (cb_word_counter_finds(counter, docid))
            return TRUE;
    return FALSE;
}

/* A word that is shown must stand in some case. */
static void expect_no_word_of_nobody(CbIndex *index)
{
    const CbVocabulary *vocabulary = cb_index_vocabulary(index, NULL);
    for (guint i = 0; i < cb_vocabulary_n_words(vocabulary); i++)
        if (!stands_somewhere(index, cb_vocabulary_form(vocabulary, i)))
            g_error("no case has %s", cb_vocabulary_form(vocabulary, i));
}

/* To the letter: nothing was removed. */
static void expect_same_suggestions(CbIndex *left, CbIndex *right)
{
    g_assert_cmpuint(count_missing_words(left, right), ==, 0);
    g_assert_cmpuint(count_missing_words(right, left), ==, 0);
    for (guint i = 0; i < 200; i++) {
        g_autofree char *word = invented_word(11 * i);
        g_autofree char *start = g_utf8_substring(word, 0, 2 + i % 2);
        g_autofree char *of_left = suggestions(left, start), *of_right = suggestions(right, start);
        g_assert_cmpstr(of_left, ==, of_right);
    }
}

static void expect_as_fresh(const Fixture *fixture)
{
    g_autoptr(CbIndex) updated = open_index(fixture->at.dir);
    g_autoptr(CbIndex) fresh = build_fresh(fixture, updated);
    expect_same_status(updated, fresh);
    expect_same_cases(updated, fresh);
    expect_same_answers(updated, fresh);
    expect_same_titles(updated, fresh);
    expect_nearly_the_same_words(updated, fresh);
    expect_no_word_of_nobody(updated);
}

/* --- An update is as a fresh index ----------------------------------------------------------- */

static void test_an_added_case(Fixture *fixture, gconstpointer data)
{
    (void)data;
    build(fixture, 40);
    CbWriter *writer = open_writer(fixture);
    g_assert_true(cb_writer_is_update(writer));
    add(fixture, writer, 40, 0);
    publish(writer);
    expect_as_fresh(fixture);
    g_autoptr(CbIndex) updated = open_index(fixture->at.dir), fresh = open_index(fixture->fresh);
    expect_same_suggestions(updated, fresh);
}

static void test_a_removed_case(Fixture *fixture, gconstpointer data)
{
    (void)data;
    build(fixture, 40);
    CbWriter *writer = open_writer(fixture);
    take_out(fixture, writer, 14); /* with a PDF */
    take_out(fixture, writer, 39); /* the last one */
    publish(writer);
    expect_as_fresh(fixture);
}

/* Version 2 has a section less, 3 one more. */
static void test_a_replaced_case(Fixture *fixture, gconstpointer data)
{
    (void)data;
    build(fixture, 40);
    for (guint version = 1; version <= 3; version++) {
        CbWriter *writer = open_writer(fixture);
        replace(fixture, writer, 4, version);
        replace(fixture, writer, 20, version);
        publish(writer);
        expect_as_fresh(fixture);
    }
}

static void test_many_rounds_of_everything(Fixture *fixture, gconstpointer data)
{
    (void)data;
    build(fixture, 30);
    for (guint round = 1; round <= 4; round++) {
        CbWriter *writer = open_writer(fixture);
        for (guint i = 0; i < 3; i++)
            add(fixture, writer, 30 + 3 * round + i, round);
        take_out(fixture, writer, 2 * round);
        for (guint number = 1; number < 30; number += 2 + round)
            if (g_hash_table_contains(fixture->versions, GUINT_TO_POINTER(number)))
                replace(fixture, writer, number, round);
        replace(fixture, writer, 30 + 3 * round, round + 1); /* of this very run */
        if (round % 2 == 0)
            checkpoint(writer);
        replace(fixture, writer, 30 + 3 * round, round + 2);
        publish(writer);
        expect_as_fresh(fixture);
    }
}

static void test_a_case_that_is_removed_and_comes_back(Fixture *fixture, gconstpointer data)
{
    (void)data;
    build(fixture, 20);
    for (guint round = 0; round < 2; round++) {
        CbWriter *writer = open_writer(fixture);
        take_out(fixture, writer, 3);
        publish(writer);
        writer = open_writer(fixture);
        add(fixture, writer, 3, 0);
        publish(writer);
    }
    expect_as_fresh(fixture);
}

static void test_all_cases_removed(Fixture *fixture, gconstpointer data)
{
    (void)data;
    build(fixture, 5);
    CbWriter *writer = open_writer(fixture);
    for (guint i = 0; i < 5; i++)
        take_out(fixture, writer, i);
    publish(writer);
    expect_as_fresh(fixture);
    writer = open_writer(fixture);
    add(fixture, writer, 7, 0);
    publish(writer);
    expect_as_fresh(fixture);
}

/* --- Checkpoints ----------------------------------------------------------------------------- */

static void test_a_build_with_checkpoints(Fixture *fixture, gconstpointer data)
{
    (void)data;
    CbWriter *writer = open_writer(fixture);
    for (guint i = 0; i < 40; i++) {
        add(fixture, writer, i, 0);
        if (i % 10 == 6) {
            checkpoint(writer);
            g_autoptr(CbIndex) index = open_index(fixture->at.dir);
            g_assert_cmpuint(cb_statistics_n_cases(cb_index_statistics(index)), ==, i + 1);
        }
    }
    publish(writer);
    expect_as_fresh(fixture);
    g_autoptr(CbIndex) updated = open_index(fixture->at.dir), fresh = open_index(fixture->fresh);
    g_autoptr(CbStatus) a = cb_index_status(updated, NULL), b = cb_index_status(fresh, NULL);
    g_assert_cmpuint(a->index_bytes, <, b->index_bytes + b->index_bytes / 10); /* compacted, too */
    expect_same_suggestions(updated, fresh);
}

static void test_a_crash_leaves_the_checkpoint(Fixture *fixture, gconstpointer data)
{
    (void)data;
    build(fixture, 20);
    pid_t child = fork();
    if (child == 0) {
        CbWriter *writer = open_writer(fixture);
        replace(fixture, writer, 5, 1);
        checkpoint(writer);
        replace(fixture, writer, 6, 1);
        take_out(fixture, writer, 7);
        _exit(0); /* nothing is tidied up, as if it was killed */
    }
    int status = -1;
    g_assert_cmpint(waitpid(child, &status, 0), ==, child);
    g_assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    g_hash_table_insert(fixture->versions, GUINT_TO_POINTER(5), GUINT_TO_POINTER(1 + 1));
    expect_as_fresh(fixture);
    CbWriter *writer = open_writer(fixture); /* the next run goes on from there */
    g_assert_true(cb_writer_is_update(writer));
    replace(fixture, writer, 6, 1);
    take_out(fixture, writer, 7);
    publish(writer);
    expect_as_fresh(fixture);
}

static void test_a_crash_in_a_build_leaves_the_checkpoint(Fixture *fixture, gconstpointer data)
{
    (void)data;
    pid_t child = fork();
    if (child == 0) {
        CbWriter *writer = open_writer(fixture);
        for (guint i = 0; i < 10; i++)
            add(fixture, writer, i, 0);
        checkpoint(writer);
        add(fixture, writer, 10, 0);
        _exit(0);
    }
    int status = -1;
    g_assert_cmpint(waitpid(child, &status, 0), ==, child);
    g_assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    for (guint i = 0; i < 10; i++)
        g_hash_table_insert(fixture->versions, GUINT_TO_POINTER(i), GUINT_TO_POINTER(1));
    CbWriter *writer = open_writer(fixture);
    g_assert_true(cb_writer_is_update(writer));
    for (guint i = 10; i < 20; i++)
        add(fixture, writer, i, 0);
    publish(writer);
    expect_as_fresh(fixture);
}

/* --- What is refused, and what does nothing -------------------------------------------------- */

static guint generation_of(const Fixture *fixture)
{
    CbCurrent current = {0};
    g_assert_true(cb_current_read(fixture->at.dir, &current, NULL));
    return current.number;
}

static void test_nothing_to_do_publishes_nothing(Fixture *fixture, gconstpointer data)
{
    (void)data;
    build(fixture, 5);
    guint before = generation_of(fixture);
    CbWriter *writer = open_writer(fixture);
    checkpoint(writer);
    publish(writer);
    g_assert_cmpuint(generation_of(fixture), ==, before);
    expect_as_fresh(fixture);
}

static CbLedger *ledger_of_two(void)
{
    CbLedger *ledger = cb_ledger_new();
    g_ptr_array_add(ledger->files, cb_file_record_new("a.html", "ok", NULL));
    g_ptr_array_add(ledger->files, cb_file_record_new("b.pdf", "damaged", "filen er tom"));
    return ledger;
}

static void test_a_ledger_alone_is_published(Fixture *fixture, gconstpointer data)
{
    (void)data;
    build(fixture, 5);
    guint before = generation_of(fixture);
    CbWriter *writer = open_writer(fixture);
    cb_writer_set_ledger(writer, ledger_of_two());
    publish(writer);
    g_assert_cmpuint(generation_of(fixture), >, before);
    g_autoptr(CbIndex) index = open_index(fixture->at.dir);
    g_autoptr(CbLedger) ledger = cb_index_ledger(index, NULL);
    g_assert_cmpuint(ledger->files->len, ==, 2);
    g_autoptr(CbStatus) status = cb_index_status(index, NULL);
    g_assert_cmpuint(status->files_ok, ==, 1);
    g_assert_cmpuint(status->files_failed, ==, 1);
    expect_as_fresh(fixture);
}

static void test_the_ledger_stays_when_no_other_is_set(Fixture *fixture, gconstpointer data)
{
    (void)data;
    CbWriter *writer = open_writer(fixture);
    add(fixture, writer, 1, 0);
    cb_writer_set_ledger(writer, ledger_of_two());
    publish(writer);
    writer = open_writer(fixture);
    add(fixture, writer, 2, 0);
    checkpoint(writer);
    add(fixture, writer, 3, 0);
    publish(writer);
    g_autoptr(CbIndex) index = open_index(fixture->at.dir);
    g_autoptr(GPtrArray) files = cb_index_files(index, NULL);
    g_assert_cmpuint(files->len, ==, 2);
    g_autoptr(CbStatus) status = cb_index_status(index, NULL);
    g_assert_cmpuint(status->files_failed, ==, 1);
}

static void test_an_id_that_the_index_has_is_refused(Fixture *fixture, gconstpointer data)
{
    (void)data;
    build(fixture, 5);
    g_autoptr(CbWriter) writer = open_writer(fixture);
    g_autoptr(CbCase) item = invented_case(&small, 3, 1);
    g_autoptr(GError) error = NULL;
    g_assert_false(cb_writer_add_case(writer, item, &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_USAGE);
}

static void test_a_case_that_is_not_there_is_not_removed(Fixture *fixture, gconstpointer data)
{
    (void)data;
    build(fixture, 5);
    CbWriter *writer = open_writer(fixture);
    take_out(fixture, writer, 3);
    const char *const missing[] = {"case3", "case99", ""};
    for (gsize i = 0; i < G_N_ELEMENTS(missing); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_false(cb_writer_remove_case(writer, missing[i], &error));
        g_assert_error(error, CB_ERROR, CB_ERROR_NOT_FOUND);
    }
    publish(writer); /* the writer goes on */
    expect_as_fresh(fixture);
}

static void test_another_analysis_starts_from_nothing(Fixture *fixture, gconstpointer data)
{
    (void)data;
    build(fixture, 5);
    const CbWriterOptions options = {.update = TRUE, .no_compounds = TRUE};
    g_autoptr(CbWriter) writer = cb_writer_new(fixture->at.dir, &options, NULL);
    g_assert_false(cb_writer_is_update(writer));
}

static void test_an_empty_index_is_updated(Fixture *fixture, gconstpointer data)
{
    (void)data;
    build(fixture, 0);
    CbWriter *writer = open_writer(fixture);
    g_assert_true(cb_writer_is_update(writer));
    add(fixture, writer, 1, 0);
    publish(writer);
    expect_as_fresh(fixture);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define TEST(path, function) g_test_add("/update/" path, Fixture, NULL, set_up, function, tear_down)
    TEST("as-fresh/added", test_an_added_case);
    TEST("as-fresh/removed", test_a_removed_case);
    TEST("as-fresh/replaced", test_a_replaced_case);
    TEST("as-fresh/many-rounds", test_many_rounds_of_everything);
    TEST("as-fresh/comes-back", test_a_case_that_is_removed_and_comes_back);
    TEST("as-fresh/all-removed", test_all_cases_removed);
    TEST("as-fresh/from-empty", test_an_empty_index_is_updated);
    TEST("checkpoint/build", test_a_build_with_checkpoints);
    TEST("checkpoint/crash-in-update", test_a_crash_leaves_the_checkpoint);
    TEST("checkpoint/crash-in-build", test_a_crash_in_a_build_leaves_the_checkpoint);
    TEST("nothing-to-do", test_nothing_to_do_publishes_nothing);
    TEST("ledger/alone", test_a_ledger_alone_is_published);
    TEST("ledger/stays", test_the_ledger_stays_when_no_other_is_set);
    TEST("refused/known-id", test_an_id_that_the_index_has_is_refused);
    TEST("refused/not-there", test_a_case_that_is_not_there_is_not_removed);
    TEST("another-analysis", test_another_analysis_starts_from_nothing);
    return g_test_run();
}
