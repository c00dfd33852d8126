/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Generations in an index folder: how one becomes current, what is kept, and what a killed writer
 * leaves. */
#include "generation_fixture.h"
#include "manifest.h"
#include <casebank/error.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>

/* --- Publishing and checkpoints -------------------------------------------------------------- */

static void test_a_clone_is_the_current_generation(Fixture *fixture, gconstpointer data)
{
    (void)data;
    publish(fixture->dir, "første");
    g_autoptr(GError) error = NULL;
    g_autoptr(CbGeneration) generation = begin(fixture->dir);
    g_assert_true(cb_generation_clone(generation, NULL, &error));
    g_assert_no_error(error);
    g_autofree char *inner = g_build_filename(generation->building, "cases/docdata.glass", NULL);
    g_autofree char *manifest = g_build_filename(generation->building, CB_MANIFEST_NAME, NULL);
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents(inner, &text, NULL, NULL));
    g_assert_cmpstr(text, ==, "første");
    g_assert_false(g_file_test(manifest, G_FILE_TEST_EXISTS));
    /* Not the same file: what is published never changes. */
    g_assert_true(g_file_set_contents(inner, "anden", -1, NULL));
    assert_current(fixture->dir, "første");
    g_assert_true(cb_generation_publish(generation, &error));
    assert_current(fixture->dir, "anden");
}

/* Larger than what one read takes, and not a multiple of anything. */
static void test_a_large_file_is_copied_whole(Fixture *fixture, gconstpointer data)
{
    (void)data;
    const gsize size = 3 * 1000 * 1000 + 17;
    g_autofree char *bytes = g_malloc(size);
    for (gsize i = 0; i < size; i++)
        bytes[i] = (char)(i * i >> 7);
    g_autofree char *from = g_build_filename(fixture->root, "from", NULL);
    g_autofree char *to = g_build_filename(fixture->root, "to", NULL);
    g_autofree char *original = g_build_filename(from, "stor", NULL);
    g_autofree char *copy = g_build_filename(to, "stor", NULL);
    g_mkdir(from, 0777);
    g_mkdir(to, 0777);
    g_assert_true(g_file_set_contents(original, bytes, (gssize)size, NULL));
    g_assert_true(cb_tree_copy(from, to, NULL, NULL));
    g_autofree char *copied = NULL;
    gsize copied_size;
    g_assert_true(g_file_get_contents(copy, &copied, &copied_size, NULL));
    g_assert_cmpuint(copied_size, ==, size);
    g_assert_cmpint(memcmp(copied, bytes, size), ==, 0);
}

/* As files of an update do that became shorter. */
static void test_a_shorter_file_takes_the_place_of_a_longer(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autofree char *path = g_build_filename(fixture->root, "fil", NULL);
    g_autofree char *text = NULL;
    g_assert_true(cb_file_write(path, "længere", strlen("længere"), NULL));
    g_assert_true(cb_file_write(path, "kort", strlen("kort"), NULL));
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_assert_cmpstr(text, ==, "kort");
}

static void test_without_an_index_there_is_nothing_to_clone(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    g_autoptr(CbGeneration) generation = begin(fixture->dir);
    g_assert_cmpuint(generation->current, ==, 0);
    g_assert_false(cb_generation_clone(generation, NULL, &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_NO_INDEX);
}

static void test_the_state_before_a_run_outlives_its_checkpoints(Fixture *fixture,
                                                                 gconstpointer data)
{
    (void)data;
    publish(fixture->dir, "i går");
    g_autoptr(GError) error = NULL;
    {
        g_autoptr(CbGeneration) generation = begin(fixture->dir);
        for (guint i = 0; i < 3; i++) {
            fill(generation, "halvvejs");
            g_assert_true(cb_generation_checkpoint(generation, &error));
            assert_current(fixture->dir, "halvvejs");
        }
        fill(generation, "i dag");
        g_assert_true(cb_generation_publish(generation, &error));
    }
    assert_generations(fixture->dir, "gen-000001 gen-000005");
    assert_current(fixture->dir, "i dag");
    guint to = 0;
    g_assert_true(cb_index_rollback(fixture->dir, 0, &to, &error));
    g_assert_cmpuint(to, ==, 1);
    assert_current(fixture->dir, "i går");
}

static void test_a_run_that_publishes_nothing_takes_nothing_away(Fixture *fixture,
                                                                 gconstpointer data)
{
    (void)data;
    publish(fixture->dir, "i forgårs");
    publish(fixture->dir, "i går");
    cb_generation_free(begin(fixture->dir));
    assert_generations(fixture->dir, "gen-000001 gen-000002");
    publish(fixture->dir, "i dag");
    assert_generations(fixture->dir, "gen-000002 gen-000003");
}

/* Where the disk has room for it, what was kept before is removed last. */
static void test_room_is_made_only_where_it_is_needed(Fixture *fixture, gconstpointer data)
{
    (void)data;
    publish(fixture->dir, "i forgårs");
    publish(fixture->dir, "i går");
    g_autofree char *large = path_in_current(fixture->dir, "stor");
    g_autoptr(CbGeneration) generation = begin(fixture->dir);
    cb_generation_make_room(generation);
    assert_generations(fixture->dir, "gen-000001 gen-000002 gen-000003.new");
    struct statvfs disk;
    g_assert_cmpint(statvfs(fixture->dir, &disk), ==, 0);
    int fd = g_open(large, O_CREAT | O_WRONLY | O_CLOEXEC, 0666);
    off_t hole = (off_t)(disk.f_bavail * disk.f_frsize / 2);
    g_assert_cmpint(ftruncate(fd, hole), ==, 0);
    close(fd);
    cb_generation_make_room(generation);
    assert_generations(fixture->dir, "gen-000002 gen-000003.new");
}

static void interrupted_run(const char *dir, const char *text)
{
    g_autoptr(CbGeneration) generation = begin(dir);
    fill(generation, text);
    g_assert_true(cb_generation_checkpoint(generation, NULL));
    fill(generation, "uafsluttet");
}

static void test_a_run_that_goes_on_counts_with_the_one_it_goes_on_from(Fixture *fixture,
                                                                        gconstpointer data)
{
    (void)data;
    publish(fixture->dir, "i går");
    interrupted_run(fixture->dir, "halvvejs");
    interrupted_run(fixture->dir, "længere");
    assert_current(fixture->dir, "længere");
    publish(fixture->dir, "i dag");
    g_assert_true(cb_index_rollback(fixture->dir, 0, NULL, NULL));
    assert_current(fixture->dir, "i går");
}

static void test_a_first_run_that_goes_on_has_nothing_before(Fixture *fixture, gconstpointer data)
{
    (void)data;
    interrupted_run(fixture->dir, "halvvejs");
    publish(fixture->dir, "i dag");
    g_autoptr(GError) error = NULL;
    g_assert_false(cb_index_rollback(fixture->dir, 0, NULL, &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_NOT_FOUND);
    assert_generations(fixture->dir, "gen-000002");
}

/* --- A writer that died ---------------------------------------------------------------------- */

static void test_a_generation_that_was_not_published_is_removed(Fixture *fixture,
                                                                gconstpointer data)
{
    (void)data;
    publish(fixture->dir, "i går");
    g_autofree char *unpublished = cb_generation_path(fixture->dir, 7);
    g_mkdir(unpublished, 0777);
    write_file(fixture->dir, "CURRENT.new", "casebank-in");
    publish(fixture->dir, "i dag");
    assert_generations(fixture->dir, "gen-000001 gen-000008");
    assert_current(fixture->dir, "i dag");
}

/* A first run that died while it wrote CURRENT leaves a folder that is ours still. */
static void test_a_first_run_that_died_can_be_run_again(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_mkdir(fixture->dir, 0777);
    g_autofree char *unpublished = cb_generation_path(fixture->dir, 1);
    g_mkdir(unpublished, 0777);
    write_file(fixture->dir, "CURRENT.new", "casebank-in");
    write_file(fixture->dir, "lock", "");
    publish(fixture->dir, "i dag");
    assert_current(fixture->dir, "i dag");
}

/* The reader sees a whole generation at every moment, whenever the writer is killed. */
static void test_a_killed_writer_leaves_a_whole_generation(Fixture *fixture, gconstpointer data)
{
    (void)data;
    publish(fixture->dir, "0");
    for (guint i = 0; i < 40; i++) {
        pid_t child = fork();
        if (child == 0) {
            for (;;) {
                CbGeneration *generation = cb_generation_begin(fixture->dir, 0, NULL);
                if (generation == NULL || !cb_generation_clone(generation, NULL, NULL) ||
                    !cb_generation_checkpoint(generation, NULL) ||
                    !cb_generation_clone(generation, NULL, NULL) ||
                    !cb_generation_publish(generation, NULL))
                    _exit(1);
                cb_generation_free(generation);
            }
        }
        g_usleep((gulong)g_test_rand_int_range(0, 100000));
        g_assert_cmpint(kill(child, SIGKILL), ==, 0);
        int status;
        g_assert_cmpint(waitpid(child, &status, 0), ==, child);
        g_assert_true(WIFSIGNALED(status)); /* it had not given up by itself */
        assert_current(fixture->dir, "0");
    }
    publish(fixture->dir, "efter");
    g_autofree char *left = generations(fixture->dir);
    g_assert_cmpuint(strlen(left), <=, strlen("gen-000001 gen-000002") + 2);
    g_assert_null(strstr(left, ".new"));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, test)                                                                            \
    g_test_add("/generation/" name, Fixture, NULL, index_folder_set_up, test,                      \
               index_folder_tear_down)
    ADD("a-clone-is-the-current-generation", test_a_clone_is_the_current_generation);
    ADD("a-large-file-is-copied-whole", test_a_large_file_is_copied_whole);
    ADD("a-shorter-file-takes-the-place-of-a-longer",
        test_a_shorter_file_takes_the_place_of_a_longer);
    ADD("without-an-index-there-is-nothing-to-clone",
        test_without_an_index_there_is_nothing_to_clone);
    ADD("the-state-before-a-run-outlives-its-checkpoints",
        test_the_state_before_a_run_outlives_its_checkpoints);
    ADD("a-run-that-publishes-nothing-takes-nothing-away",
        test_a_run_that_publishes_nothing_takes_nothing_away);
    ADD("room-is-made-only-where-it-is-needed", test_room_is_made_only_where_it_is_needed);
    ADD("a-run-that-goes-on-counts-with-the-one-it-goes-on-from",
        test_a_run_that_goes_on_counts_with_the_one_it_goes_on_from);
    ADD("a-first-run-that-goes-on-has-nothing-before",
        test_a_first_run_that_goes_on_has_nothing_before);
    ADD("a-generation-that-was-not-published-is-removed",
        test_a_generation_that_was_not_published_is_removed);
    ADD("a-first-run-that-died-can-be-run-again", test_a_first_run_that_died_can_be_run_again);
    ADD("a-killed-writer-leaves-a-whole-generation",
        test_a_killed_writer_leaves_a_whole_generation);
    return g_test_run();
}
