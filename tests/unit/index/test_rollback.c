/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A torn generation is noticed and said so; and how an index is taken back to the one before. */
#include "generation_fixture.h"
#include "manifest.h"
#include <casebank/error.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* --- Torn generations ------------------------------------------------------------------------ */

static void assert_torn(const char *dir, const char *word)
{
    g_autoptr(GError) error = NULL;
    g_assert_false(cb_manifest_check(dir, current_number(dir), CB_ADVICE_TORN, &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_INDEX_DAMAGED);
    g_assert_nonnull(strstr(error->message, word));
    g_assert_nonnull(strstr(error->message, "--rollback"));
}

static void test_a_missing_file_is_noticed(Fixture *fixture, gconstpointer data)
{
    (void)data;
    publish(fixture->dir, "i dag");
    g_autofree char *path = path_in_current(fixture->dir, "statistics");
    g_unlink(path);
    assert_torn(fixture->dir, "statistics mangler");
}

static void test_a_truncated_file_is_noticed(Fixture *fixture, gconstpointer data)
{
    (void)data;
    publish(fixture->dir, "i dag");
    g_autofree char *path = path_in_current(fixture->dir, "cases/docdata.glass");
    g_assert_cmpint(truncate(path, 2), ==, 0);
    assert_torn(fixture->dir, "cases/docdata.glass er på 2 byte");
}

static void test_a_missing_manifest_is_noticed(Fixture *fixture, gconstpointer data)
{
    (void)data;
    publish(fixture->dir, "i dag");
    g_autofree char *path = path_in_current(fixture->dir, CB_MANIFEST_NAME);
    g_unlink(path);
    assert_torn(fixture->dir, "MANIFEST mangler");
}

/* In place and at once: nothing here is about durability. */
static void rewrite(const char *path, const char *text, gsize length)
{
    g_assert_true(cb_file_write(path, text, length, NULL));
}

/* Every byte of it counts: turned bits, and every length it could have been cut at. */
static void test_a_damaged_manifest_is_noticed(Fixture *fixture, gconstpointer data)
{
    (void)data;
    publish(fixture->dir, "i dag");
    g_autofree char *path = path_in_current(fixture->dir, CB_MANIFEST_NAME);
    g_autofree char *text = NULL;
    gsize length;
    g_assert_true(g_file_get_contents(path, &text, &length, NULL));
    for (gsize i = 0; i < length; i++) {
        text[i] ^= 1;
        rewrite(path, text, length);
        assert_torn(fixture->dir, "MANIFEST");
        text[i] ^= 1;
        rewrite(path, text, i);
        assert_torn(fixture->dir, "MANIFEST");
    }
}

static void test_a_torn_generation_is_not_gone_on_from(Fixture *fixture, gconstpointer data)
{
    (void)data;
    publish(fixture->dir, "i går");
    publish(fixture->dir, "i dag");
    g_autofree char *path = path_in_current(fixture->dir, "statistics");
    g_unlink(path);
    g_autoptr(GError) error = NULL;
    g_autoptr(CbGeneration) generation = begin(fixture->dir);
    g_assert_false(cb_generation_clone(generation, NULL, &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_INDEX_DAMAGED);
    /* The whole one is what a rollback goes to, until there is a new one and after it. */
    assert_generations(fixture->dir, "gen-000001 gen-000002 gen-000003.new");
    fill(generation, "igen");
    g_assert_true(cb_generation_publish(generation, NULL));
    assert_generations(fixture->dir, "gen-000001 gen-000003");
}

/* --- Going back ------------------------------------------------------------------------------ */

static void test_going_back_twice_does_not_go_forth(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    publish(fixture->dir, "1");
    publish(fixture->dir, "2");
    publish(fixture->dir, "3");
    g_assert_true(cb_index_rollback(fixture->dir, 0, NULL, &error));
    assert_current(fixture->dir, "2");
    assert_generations(fixture->dir, "gen-000002");
    g_assert_false(cb_index_rollback(fixture->dir, 0, NULL, &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_NOT_FOUND);
    assert_current(fixture->dir, "2");
}

static void test_a_number_never_means_two_generations(Fixture *fixture, gconstpointer data)
{
    (void)data;
    publish(fixture->dir, "1");
    publish(fixture->dir, "2");
    g_assert_true(cb_index_rollback(fixture->dir, 0, NULL, NULL));
    publish(fixture->dir, "3");
    g_assert_cmpuint(current_number(fixture->dir), ==, 3);
    g_assert_true(cb_index_rollback(fixture->dir, 0, NULL, NULL));
    assert_current(fixture->dir, "1");
    publish(fixture->dir, "4");
    g_assert_cmpuint(current_number(fixture->dir), ==, 4);
}

static void test_a_torn_generation_is_not_gone_back_to(Fixture *fixture, gconstpointer data)
{
    (void)data;
    publish(fixture->dir, "1");
    g_autofree char *path = path_in_current(fixture->dir, "statistics");
    publish(fixture->dir, "2");
    g_unlink(path);
    g_autoptr(GError) error = NULL;
    g_assert_false(cb_index_rollback(fixture->dir, 0, NULL, &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_INDEX_DAMAGED);
    g_assert_nonnull(strstr(error->message, "udgave 1"));
    g_assert_nonnull(strstr(error->message, "--full"));
    g_assert_null(strstr(error->message, "--rollback"));
    assert_current(fixture->dir, "2");
}

static void assert_mended_by_going_back(Fixture *fixture, const char *expected)
{
    g_autoptr(GError) error = NULL;
    g_assert_true(cb_index_rollback(fixture->dir, 0, NULL, &error));
    g_assert_no_error(error);
    assert_current(fixture->dir, expected);
}

static void test_going_back_mends_a_damaged_current(Fixture *fixture, gconstpointer data)
{
    (void)data;
    publish(fixture->dir, "1");
    publish(fixture->dir, "2");
    write_file(fixture->dir, "CURRENT", "casebank-ind");
    assert_mended_by_going_back(fixture, "2");
}

static void test_going_back_mends_a_missing_current(Fixture *fixture, gconstpointer data)
{
    (void)data;
    publish(fixture->dir, "1");
    g_autofree char *path = g_build_filename(fixture->dir, "CURRENT", NULL);
    g_unlink(path);
    assert_mended_by_going_back(fixture, "1");
}

static void test_going_back_mends_a_current_that_points_nowhere(Fixture *fixture,
                                                                gconstpointer data)
{
    (void)data;
    publish(fixture->dir, "1");
    publish(fixture->dir, "2");
    g_autofree char *path = cb_generation_path(fixture->dir, 2);
    cb_tree_remove(path);
    assert_mended_by_going_back(fixture, "1");
}

static void test_only_an_index_is_gone_back_in(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    g_assert_false(cb_index_rollback(fixture->dir, 0, NULL, &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_NO_INDEX);
    g_assert_false(g_file_test(fixture->dir, G_FILE_TEST_EXISTS));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, test)                                                                            \
    g_test_add("/rollback/" name, Fixture, NULL, index_folder_set_up, test, index_folder_tear_down)
    ADD("a-missing-file-is-noticed", test_a_missing_file_is_noticed);
    ADD("a-truncated-file-is-noticed", test_a_truncated_file_is_noticed);
    ADD("a-missing-manifest-is-noticed", test_a_missing_manifest_is_noticed);
    ADD("a-damaged-manifest-is-noticed", test_a_damaged_manifest_is_noticed);
    ADD("a-torn-generation-is-not-gone-on-from", test_a_torn_generation_is_not_gone_on_from);
    ADD("going-back-twice-does-not-go-forth", test_going_back_twice_does_not_go_forth);
    ADD("a-number-never-means-two-generations", test_a_number_never_means_two_generations);
    ADD("a-torn-generation-is-not-gone-back-to", test_a_torn_generation_is_not_gone_back_to);
    ADD("going-back-mends-a-damaged-current", test_going_back_mends_a_damaged_current);
    ADD("going-back-mends-a-missing-current", test_going_back_mends_a_missing_current);
    ADD("going-back-mends-a-current-that-points-nowhere",
        test_going_back_mends_a_current_that_points_nowhere);
    ADD("only-an-index-is-gone-back-in", test_only_an_index_is_gone_back_in);
    return g_test_run();
}
