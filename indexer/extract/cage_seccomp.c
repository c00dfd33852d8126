/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The system calls that reading a file takes, and no others. What is on no list ends the process:
 * a reader has no honest reason for a socket, a child, another program or a signal to somebody
 * else. Looking for a file is another thing: libraries do so by habit (encodings, fonts, time
 * zones) and go on without, so they are told that they may not.
 *
 * How the lists were found: strace of the extractor over real, scanned and damaged PDFs and pages,
 * and what glibc's malloc, stdio, qsort and abort may do besides. A call that is missing shows as
 * "signal 31" (SIGSYS) in a file's reason; `strace -f` on casebank-index names it.
 */
#define _GNU_SOURCE /* AT_EMPTY_PATH */
#include "cage.h"
#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <unistd.h>

typedef struct {
    int call;
    struct scmp_arg_cmp condition;
} Rule;

/* A call that another architecture lacks has a negative number, and is passed over. */
static const int allowed[] = {
    SCMP_SYS(read),
    SCMP_SYS(readv),
    SCMP_SYS(pread64),
    SCMP_SYS(preadv),
    SCMP_SYS(lseek),
    SCMP_SYS(close),
    SCMP_SYS(fstat),
    /* the socket; messages of the C library to standard error */
    SCMP_SYS(recvmsg),
    SCMP_SYS(sendmsg),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(write),
    SCMP_SYS(writev),
    /* memory; mmap() and mprotect() have conditions below */
    SCMP_SYS(brk),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(futex),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sysinfo), /* qsort() asks how much memory there is, and sorts differently without */
    /* the time, chance, and who we are */
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_getres),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(time),
    SCMP_SYS(getrandom),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(getuid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getegid),
    /* the end, abort()'s included */
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
};

static const int denied[] = {
    SCMP_SYS(open),
    SCMP_SYS(openat),
    SCMP_SYS(access),
    SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2),
    SCMP_SYS(stat),
    SCMP_SYS(lstat),
    SCMP_SYS(statx),
    SCMP_SYS(statfs),
    SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),
    SCMP_SYS(getcwd),
    SCMP_SYS(ioctl), /* is it a terminal? */
    SCMP_SYS(uname),
    SCMP_SYS(getrlimit),
    SCMP_SYS(prlimit64),
    SCMP_SYS(prctl),
    SCMP_SYS(sched_getaffinity),
};

static int answer(scmp_filter_ctx filter, const int *calls, gsize n, guint32 action)
{
    int failure = 0;
    for (gsize i = 0; i < n && failure == 0; i++)
        if (calls[i] >= 0)
            failure = seccomp_rule_add(filter, action, calls[i], 0);
    return failure;
}

/* Only the address of the path is seen here: that there is none to follow (fstat() of a newer
 * glibc) is taken from the flags. */
static int allow_stat_of_descriptors(scmp_filter_ctx filter)
{
    int failure = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(newfstatat), 1,
                                   SCMP_A3_64(SCMP_CMP_MASKED_EQ, AT_EMPTY_PATH, AT_EMPTY_PATH));
    if (failure == 0)
        failure = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(newfstatat), 1,
                                   SCMP_A3_64(SCMP_CMP_MASKED_EQ, AT_EMPTY_PATH, 0));
    return failure;
}

static int allow_with_conditions(scmp_filter_ctx filter)
{
    const Rule rules[] = {
        /* no memory that can be run */
        {SCMP_SYS(mmap), SCMP_A2_64(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)},
        {SCMP_SYS(mprotect), SCMP_A2_64(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)},
        {SCMP_SYS(fcntl), SCMP_A1_64(SCMP_CMP_EQ, F_DUPFD_CLOEXEC, 0)},
        {SCMP_SYS(fcntl), SCMP_A1_64(SCMP_CMP_EQ, F_GETFD, 0)},
        {SCMP_SYS(fcntl), SCMP_A1_64(SCMP_CMP_EQ, F_SETFD, 0)},
        {SCMP_SYS(fcntl), SCMP_A1_64(SCMP_CMP_EQ, F_GETFL, 0)},
        /* abort() of our own */
        {SCMP_SYS(tgkill), SCMP_A0_64(SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0)},
    };
    int failure = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(rules) && failure == 0; i++)
        failure =
            seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, rules[i].call, 1, &rules[i].condition);
    return failure;
}

static int fill(scmp_filter_ctx filter)
{
    int failure = seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
    if (failure == 0)
        failure = answer(filter, allowed, G_N_ELEMENTS(allowed), SCMP_ACT_ALLOW);
    if (failure == 0)
        failure = answer(filter, denied, G_N_ELEMENTS(denied), SCMP_ACT_ERRNO(EACCES));
    if (failure == 0)
        failure = allow_with_conditions(filter);
    return failure == 0 ? allow_stat_of_descriptors(filter) : failure;
}

int cb_cage_seccomp(void)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    if (filter == NULL)
        return ENOMEM;
    /* The error of the system call, and not "something failed". */
    seccomp_attr_set(filter, SCMP_FLTATR_API_SYSRAWRC, 1);
    int failure = fill(filter);
    if (failure == 0)
        failure = seccomp_load(filter);
    seccomp_release(filter);
    return -failure;
}
