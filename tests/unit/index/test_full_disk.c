/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Disks that are full, read-only or limited leave the old index as it was. */
#include "generation_fixture.h"
#include "small_disk.h"
#include <casebank/error.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* In a child: a failed assertion aborts it, which the parent sees. */
static void fill_the_disk(const char *root)
{
    g_autofree char *dir = g_build_filename(root, "index", NULL);
    g_autofree char *large = g_strnfill(600 * 1000, 'x');
    g_autoptr(GError) error = NULL;
    publish(dir, large);
    {
        g_autoptr(CbGeneration) generation = begin(dir);
        g_assert_false(cb_generation_clone(generation, NULL, &error));
        g_assert_error(error, CB_ERROR, CB_ERROR_IO);
        g_assert_nonnull(strstr(error->message, dir));
        g_assert_nonnull(strstr(error->message, "disken er fuld"));
    }
    assert_generations(dir, "gen-000001");
    assert_current(dir, large);
}

static void test_a_full_disk_leaves_the_old_index(Fixture *fixture, gconstpointer data)
{
    (void)data;
    on_a_small_disk(fixture->root, fill_the_disk);
}

/* Where no file system can be mounted: files that cannot grow. */
static void test_a_file_size_limit_leaves_the_old_index(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autofree char *large = g_strnfill(600 * 1000, 'x');
    publish(fixture->dir, large);
    pid_t child = fork();
    if (child == 0) {
        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &(struct rlimit){.rlim_cur = 100 * 1000, .rlim_max = 100 * 1000});
        g_autoptr(GError) error = NULL;
        g_autoptr(CbGeneration) generation = begin(fixture->dir);
        gboolean cloned = cb_generation_clone(generation, NULL, &error);
        _exit(!cloned && g_error_matches(error, CB_ERROR, CB_ERROR_IO) &&
                      strstr(error->message, fixture->dir) != NULL
                  ? 0
                  : 1);
    }
    int status;
    g_assert_cmpint(waitpid(child, &status, 0), ==, child);
    g_assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    assert_current(fixture->dir, large);
}

static void use_a_read_only_disk(const char *root)
{
    g_autofree char *dir = g_build_filename(root, "index", NULL);
    g_autoptr(GError) error = NULL;
    publish(dir, "1");
    publish(dir, "2");
    g_assert_cmpint(mount(NULL, root, NULL, MS_REMOUNT | MS_RDONLY, "size=1m"), ==, 0);
    assert_current(dir, "2");
    g_assert_null(cb_generation_begin(dir, 0, &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_IO);
    g_assert_nonnull(strstr(error->message, dir));
    g_assert_nonnull(strstr(error->message, "disken kan kun læses"));
    g_clear_error(&error);
    g_assert_false(cb_index_rollback(dir, 0, NULL, &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_IO);
    assert_current(dir, "2");
}

static void test_a_read_only_disk_is_read_and_not_written(Fixture *fixture, gconstpointer data)
{
    (void)data;
    on_a_small_disk(fixture->root, use_a_read_only_disk);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, test)                                                                            \
    g_test_add("/full-disk/" name, Fixture, NULL, index_folder_set_up, test, index_folder_tear_down)
    ADD("a-full-disk-leaves-the-old-index", test_a_full_disk_leaves_the_old_index);
    ADD("a-file-size-limit-leaves-the-old-index", test_a_file_size_limit_leaves_the_old_index);
    ADD("a-read-only-disk-is-read-and-not-written", test_a_read_only_disk_is_read_and_not_written);
    return g_test_run();
}
