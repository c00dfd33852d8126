/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Landlock without a rule: no path can be opened, made, changed or removed, no TCP port bound or
 * connected to, no abstract socket reached and no process outside signalled. As much of that as the
 * kernel knows: each version of Landlock handles more, and asked for more than it knows a kernel
 * does nothing. The numbers are written out here, since the build's kernel headers may be older
 * than the kernel that runs (landlock(7), linux/landlock.h).
 */
#define _GNU_SOURCE /* syscall() */
#include "cage.h"
#include <errno.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#define SYS_landlock_restrict_self 446
#endif

#define TELL_VERSION 1u

typedef struct {
    guint64 files;
    guint64 net;    /* from version 4 */
    guint64 scoped; /* from version 6 */
} Ruleset;

/* The whole of a mask of @n rights. */
static guint64 rights(guint n)
{
    return (G_GUINT64_CONSTANT(1) << n) - 1;
}

static Ruleset all_of(long version)
{
    static const guint of_files[] = {13, 14, 15, 15, 16}; /* of version 1, 2, ...; none later */
    guint last = G_N_ELEMENTS(of_files) - 1;
    Ruleset all = {.files = rights(of_files[MIN((gulong)version - 1, last)])};
    if (version >= 4)
        all.net = rights(2);
    if (version >= 6)
        all.scoped = rights(2);
    return all;
}

/* Older kernels refuse fields that they do not know, but for zeros. */
static gsize size_for(long version)
{
    if (version >= 6)
        return sizeof(Ruleset);
    return version >= 4 ? G_STRUCT_OFFSET(Ruleset, scoped) : G_STRUCT_OFFSET(Ruleset, net);
}

int cb_cage_landlock(void)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, (gsize)0, TELL_VERSION);
    if (version < 1)
        return version < 0 ? errno : ENOSYS;
    Ruleset all = all_of(version);
    long ruleset = syscall(SYS_landlock_create_ruleset, &all, size_for(version), 0u);
    if (ruleset < 0)
        return errno;
    long failure = syscall(SYS_landlock_restrict_self, (int)ruleset, 0u);
    int error_number = failure != 0 ? errno : 0;
    close((int)ruleset);
    return error_number;
}
