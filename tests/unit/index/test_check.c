/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Verifying an index: a whole one has no faults; damaged files are found and named, and what to do
 * is said. */
#include "check_fixture.h"
#include "generation.h"
#include "manifest.h"
#include <casebank/error.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

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

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, test)                                                                            \
    g_test_add("/check/" name, Fixture, NULL, set_up, test, index_folder_tear_down)
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
    return g_test_run();
}
