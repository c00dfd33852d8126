/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Generations in an index folder: how one becomes current, what is kept, what is gone back to, and
 * what a torn one, a full or read-only disk and a killed writer leave. */
#define _GNU_SOURCE /* unshare() */
#include "generation.h"
#include "manifest.h"
#include <casebank/error.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct {
    char *root, *dir;
} Fixture;

static void set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->root = g_dir_make_tmp("casebank-generation-XXXXXX", NULL);
    fixture->dir = g_build_filename(fixture->root, "index", NULL);
}

static void tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    cb_tree_remove(fixture->root);
    g_free(fixture->root);
    g_free(fixture->dir);
}

static CbGeneration *begin(const char *dir)
{
    g_autoptr(GError) error = NULL;
    CbGeneration *generation = cb_generation_begin(dir, 0, &error);
    g_assert_no_error(error);
    return generation;
}

/* Two files, one of them in a folder. */
static void fill(const CbGeneration *generation, const char *text)
{
    g_autofree char *folder = g_build_filename(generation->building, "cases", NULL);
    g_autofree char *inner = g_build_filename(folder, "docdata.glass", NULL);
    g_autofree char *outer = g_build_filename(generation->building, "statistics", NULL);
    g_mkdir(folder, 0777);
    g_assert_true(g_file_set_contents(inner, text, -1, NULL));
    g_assert_true(g_file_set_contents(outer, "tal", -1, NULL));
}

static void publish(const char *dir, const char *text)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CbGeneration) generation = begin(dir);
    fill(generation, text);
    g_assert_true(cb_generation_publish(generation, &error));
    g_assert_no_error(error);
}

static guint current_number(const char *dir)
{
    g_autoptr(GError) error = NULL;
    CbCurrent current;
    g_assert_true(cb_current_read(dir, &current, &error));
    g_assert_no_error(error);
    return current.number;
}

/* What is searched, as publish() was given it; (transfer full). */
static char *current_text(const char *dir)
{
    g_autofree char *folder = cb_generation_path(dir, current_number(dir));
    g_autofree char *path = g_build_filename(folder, "cases", "docdata.glass", NULL);
    char *text = NULL;
    g_assert_true(cb_manifest_check(dir, current_number(dir), NULL, NULL));
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    return text;
}

static void assert_current(const char *dir, const char *text)
{
    g_autofree char *found = current_text(dir);
    g_assert_cmpstr(found, ==, text);
}

static int compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names in the folder that are generations, "gen-000001 gen-000002"; (transfer full). */
static char *generations(const char *path)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    for (const char *name; (name = g_dir_read_name(dir)) != NULL;)
        if (g_str_has_prefix(name, "gen-"))
            g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort(names, compare_names);
    g_ptr_array_add(names, NULL);
    return g_strjoinv(" ", (char **)names->pdata);
}

static void assert_generations(const char *dir, const char *expected)
{
    g_autofree char *found = generations(dir);
    g_assert_cmpstr(found, ==, expected);
}

static void write_file(const char *dir, const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(dir, name, NULL);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

/* --- Publishing and checkpoints -------------------------------------------------------------- */

static void test_a_clone_is_the_current_generation(Fixture *fixture, gconstpointer data)
{
    (void)data;
    publish(fixture->dir, "første");
    g_autoptr(GError) error = NULL;
    g_autoptr(CbGeneration) generation = begin(fixture->dir);
    g_assert_true(cb_generation_clone(generation, &error));
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
    g_assert_false(cb_generation_clone(generation, &error));
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
                if (generation == NULL || !cb_generation_clone(generation, NULL) ||
                    !cb_generation_checkpoint(generation, NULL) ||
                    !cb_generation_clone(generation, NULL) ||
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

/* --- Torn generations ------------------------------------------------------------------------ */

static void assert_torn(const char *dir, const char *word)
{
    g_autoptr(GError) error = NULL;
    g_assert_false(cb_manifest_check(dir, current_number(dir), CB_ADVICE_TORN, &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_INDEX_DAMAGED);
    g_assert_nonnull(strstr(error->message, word));
    g_assert_nonnull(strstr(error->message, "--rollback"));
}

static char *path_in_current(const char *dir, const char *name)
{
    g_autofree char *folder = cb_generation_path(dir, current_number(dir));
    return g_build_filename(folder, name, NULL);
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
    g_assert_false(cb_generation_clone(generation, &error));
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

/* --- Two at once ----------------------------------------------------------------------------- */

static void test_the_next_one_is_told_who_holds_the_lock(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(CbGeneration) first = begin(fixture->dir);
    g_assert_nonnull(first);
    g_autoptr(GError) error = NULL;
    g_assert_null(cb_generation_begin(fixture->dir, 50, &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_BUSY);
    g_autofree char *process = g_strdup_printf("proces %ld", (long)getpid());
    g_assert_nonnull(strstr(error->message, process));
    g_assert_nonnull(strstr(error->message, "siden "));
    g_assert_null(strstr(error->message, "maskinen")); /* it is this one */
}

static void test_a_lock_of_another_machine_says_so(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(CbGeneration) first = begin(fixture->dir);
    g_assert_nonnull(first);
    g_autofree char *path = g_build_filename(fixture->dir, "lock", NULL);
    int fd = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC); /* the same file: it is locked still */
    const char *text = "12\nandetsteds\n2026-03-14T01:15:00Z\n";
    g_assert_cmpint(write(fd, text, strlen(text)), ==, (gssize)strlen(text));
    close(fd);
    g_autoptr(GError) error = NULL;
    g_assert_null(cb_generation_begin(fixture->dir, 0, &error));
    g_assert_nonnull(strstr(error->message, "proces 12 på maskinen andetsteds, siden 14-03-2026"));
}

static void test_a_garbled_lock_is_still_a_lock(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(CbGeneration) first = begin(fixture->dir);
    g_assert_nonnull(first);
    g_autofree char *path = g_build_filename(fixture->dir, "lock", NULL);
    int fd = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC);
    g_assert_cmpint(write(fd, "\xff\xfe", 2), ==, 2);
    close(fd);
    g_autoptr(GError) error = NULL;
    g_assert_null(cb_generation_begin(fixture->dir, 0, &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_BUSY);
    g_assert_true(g_utf8_validate(error->message, -1, NULL));
}

static void test_a_waiting_writer_comes_next(Fixture *fixture, gconstpointer data)
{
    (void)data;
    CbGeneration *first = begin(fixture->dir);
    pid_t child = fork();
    if (child == 0) {
        close(first->lock_fd); /* the parent's hold alone must count */
        CbGeneration *second = cb_generation_begin(fixture->dir, 10000, NULL);
        _exit(second != NULL ? 0 : 1);
    }
    g_usleep(100000);
    fill(first, "først");
    g_assert_true(cb_generation_publish(first, NULL));
    cb_generation_free(first);
    int status;
    g_assert_cmpint(waitpid(child, &status, 0), ==, child);
    g_assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    assert_current(fixture->dir, "først");
}

/* --- Disks that are full, read-only or limited ----------------------------------------------- */

/* Runs @work in a child that has @root as a small file system of its own. FALSE when such a one
 * cannot be had here; the test is then skipped. */
static gboolean on_a_small_disk(const char *root, void (*work)(const char *root))
{
    pid_t child = fork();
    if (child == 0) {
        if (unshare(CLONE_NEWNS) != 0 && unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
            _exit(77);
        if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
            mount("tmpfs", root, "tmpfs", 0, "size=1m") != 0)
            _exit(77);
        work(root);
        _exit(0);
    }
    int status;
    g_assert_cmpint(waitpid(child, &status, 0), ==, child);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 77) {
        g_test_skip("et lille filsystem kan ikke monteres her");
        return FALSE;
    }
    g_assert_true(WIFEXITED(status));
    g_assert_cmpint(WEXITSTATUS(status), ==, 0);
    return TRUE;
}

/* In a child: a failed assertion aborts it, which the parent sees. */
static void fill_the_disk(const char *root)
{
    g_autofree char *dir = g_build_filename(root, "index", NULL);
    g_autofree char *large = g_strnfill(600 * 1000, 'x');
    g_autoptr(GError) error = NULL;
    publish(dir, large);
    {
        g_autoptr(CbGeneration) generation = begin(dir);
        g_assert_false(cb_generation_clone(generation, &error));
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
        gboolean cloned = cb_generation_clone(generation, &error);
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
#define ADD(name, test) g_test_add("/generation/" name, Fixture, NULL, set_up, test, tear_down)
    ADD("a-clone-is-the-current-generation", test_a_clone_is_the_current_generation);
    ADD("a-large-file-is-copied-whole", test_a_large_file_is_copied_whole);
    ADD("a-shorter-file-takes-the-place-of-a-longer",
        test_a_shorter_file_takes_the_place_of_a_longer);
    ADD("without-an-index-there-is-nothing-to-clone",
        test_without_an_index_there_is_nothing_to_clone);
    ADD("the-state-before-a-run-outlives-its-checkpoints",
        test_the_state_before_a_run_outlives_its_checkpoints);
    ADD("a-run-that-goes-on-counts-with-the-one-it-goes-on-from",
        test_a_run_that_goes_on_counts_with_the_one_it_goes_on_from);
    ADD("a-first-run-that-goes-on-has-nothing-before",
        test_a_first_run_that_goes_on_has_nothing_before);
    ADD("a-generation-that-was-not-published-is-removed",
        test_a_generation_that_was_not_published_is_removed);
    ADD("a-first-run-that-died-can-be-run-again", test_a_first_run_that_died_can_be_run_again);
    ADD("a-killed-writer-leaves-a-whole-generation",
        test_a_killed_writer_leaves_a_whole_generation);
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
    ADD("the-next-one-is-told-who-holds-the-lock", test_the_next_one_is_told_who_holds_the_lock);
    ADD("a-lock-of-another-machine-says-so", test_a_lock_of_another_machine_says_so);
    ADD("a-garbled-lock-is-still-a-lock", test_a_garbled_lock_is_still_a_lock);
    ADD("a-waiting-writer-comes-next", test_a_waiting_writer_comes_next);
    ADD("a-full-disk-leaves-the-old-index", test_a_full_disk_leaves_the_old_index);
    ADD("a-file-size-limit-leaves-the-old-index", test_a_file_size_limit_leaves_the_old_index);
    ADD("a-read-only-disk-is-read-and-not-written", test_a_read_only_disk_is_read_and_not_written);
    return g_test_run();
}
