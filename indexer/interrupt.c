/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ctrl-C, and being asked to end. */
#include "interrupt.h"
#include <signal.h>
#include <string.h>
#include <unistd.h>

static gint stopped;

/* Only what is safe in the middle of anything. What casebank-extract does it does no longer once
 * its socket closes. */
static void take_signal(int number)
{
    (void)number;
    if (g_atomic_int_add(&stopped, 1) > 0)
        _exit(CB_EXIT_STOPPED);
}

const gint *cb_interrupt_watch(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = take_signal, .sa_flags = SA_RESTART};
    struct sigaction old;
    sigemptyset(&action.sa_mask);
    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++)
        if (sigaction(numbers[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
            sigaction(numbers[i], &action, NULL);
    return &stopped;
}
