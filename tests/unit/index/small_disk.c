/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small file system in a name space of its own. */
#define _GNU_SOURCE /* unshare() */
#include "small_disk.h"
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

gboolean on_a_small_disk(const char *root, void (*work)(const char *root))
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
