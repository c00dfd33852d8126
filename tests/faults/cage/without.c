/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * without LAYER PROGRAM ARGUMENT...: runs the program where the kernel refuses what LAYER needs, as
 * an old kernel or a container does: "landlock" (there is no such call), "landlock-refused" (not
 * permitted), "seccomp".
 */
#include <errno.h>
#include <seccomp.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

/* libseccomp may be older than the call. */
#define LANDLOCK_CREATE_RULESET 444

static int refuse(scmp_filter_ctx filter, const char *layer)
{
    if (strcmp(layer, "landlock") == 0)
        return seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), LANDLOCK_CREATE_RULESET, 0);
    if (strcmp(layer, "landlock-refused") == 0)
        return seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), LANDLOCK_CREATE_RULESET, 0);
    if (strcmp(layer, "seccomp") != 0)
        return -EINVAL;
    int failure = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(seccomp), 0);
    return failure != 0 ? failure
                        : seccomp_rule_add(filter, SCMP_ACT_ERRNO(EINVAL), SCMP_SYS(prctl), 1,
                                           SCMP_A0_64(SCMP_CMP_EQ, PR_SET_SECCOMP, 0));
}

int main(int argc, char **argv)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    if (argc < 3 || filter == NULL || refuse(filter, argv[1]) != 0 || seccomp_load(filter) != 0) {
        fputs("without: cannot be set up here\n", stderr);
        return 77;
    }
    seccomp_release(filter);
    execvp(argv[2], argv + 2);
    perror(argv[2]);
    return 77;
}
