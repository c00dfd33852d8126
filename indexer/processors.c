/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Processors that there are for this process: a container may have been given some of them. */
#define _GNU_SOURCE /* sched_getaffinity() */
#include "processors.h"
#include <sched.h>

guint cb_count_processors(void)
{
    cpu_set_t set;
    guint n = sched_getaffinity(0, sizeof set, &set) == 0 ? (guint)CPU_COUNT(&set)
                                                          : g_get_num_processors();
    return MAX(n, 1);
}
