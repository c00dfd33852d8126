/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two writers of one index at once: the second waits, or is told who holds the lock. */
#include "generation_fixture.h"
#include <casebank/error.h>
#include <fcntl.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

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

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, test)                                                                            \
    g_test_add("/writer-lock/" name, Fixture, NULL, index_folder_set_up, test,                     \
               index_folder_tear_down)
    ADD("the-next-one-is-told-who-holds-the-lock", test_the_next_one_is_told_who_holds_the_lock);
    ADD("a-lock-of-another-machine-says-so", test_a_lock_of_another_machine_says_so);
    ADD("a-garbled-lock-is-still-a-lock", test_a_garbled_lock_is_still_a_lock);
    ADD("a-waiting-writer-comes-next", test_a_waiting_writer_comes_next);
    return g_test_run();
}
