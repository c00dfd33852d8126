/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Room for the connections among the process's file descriptors. */
#include "service_limits.h"

#include <sys/resource.h>

enum {
    OWN_DESCRIPTORS = 16,        /* standard streams, the listening socket, signals */
    DESCRIPTORS_PER_THREAD = 40, /* two databases of a handful of files each, twice during a swap;
                                    epoll */
};

gboolean cb_limits_fit_descriptors(CbLimits *limits, guint threads)
{
    const rlim_t own = OWN_DESCRIPTORS + (rlim_t)threads * DESCRIPTORS_PER_THREAD;
    const rlim_t wanted = own + limits->connections;
    struct rlimit now;

    if (getrlimit(RLIMIT_NOFILE, &now) != 0 || now.rlim_cur == RLIM_INFINITY ||
        now.rlim_cur >= wanted)
        return TRUE;
    now.rlim_cur = now.rlim_max == RLIM_INFINITY ? wanted : MIN(wanted, now.rlim_max);
    if (setrlimit(RLIMIT_NOFILE, &now) == 0 && now.rlim_cur >= wanted)
        return TRUE;
    getrlimit(RLIMIT_NOFILE, &now);
    limits->connections = now.rlim_cur > own + threads ? (guint)(now.rlim_cur - own) : threads;
    return FALSE;
}
