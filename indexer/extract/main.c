/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * casebank-extract: reads one PDF, HTML page or text capture after the other for casebank-index, in
 * a process of its own, so that a file made to break a parser breaks nothing else. Here is the life
 * of that process; serve.h has its work.
 */
#include "cage.h"
#include "preload.h"
#include "protocol.h"
#include "serve.h"
#include <casebank/pack.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

/* A PDF of 256 MiB in memory, and what becomes of it. */
#define MEMORY_BYTES (G_GUINT64_CONSTANT(1) << 30)

enum { EXIT_DONE = 0, EXIT_BROKEN_TALK = 1, EXIT_USAGE = 2, EXIT_NO_CAGE = 3 };

static gboolean is_socket(int fd)
{
    int type;
    socklen_t size = sizeof type;
    return getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) == 0;
}

/* Ends us together with the indexer's thread, also in the middle of a file. */
static gboolean die_with_parent(void)
{
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0)
        return FALSE;
    /* It may have died before the kernel was told. */
    struct pollfd item = {.fd = CB_EXTRACT_FD};
    return poll(&item, 1, 0) >= 0 && (item.revents & POLLHUP) == 0;
}

/* Poppler tells every flaw of a PDF on standard error; the indexer tells what matters. A
 * sanitizer's report must come through. */
static void silence(void)
{
#ifndef CASEBANK_INSTRUMENTED
    dup2(STDOUT_FILENO, STDERR_FILENO);
#endif
}

/* Shuts the process off from the machine; all that parses files from others comes after it. The
 * limits hold in any case: they are for broken files too, and not for hostile ones alone.
 *
 * Sanitizers and coverage need what a cage takes away (memory without bounds, files to write, a
 * thread that looks at the others), so a build with them has none and says so.
 *
 * Returns: how much of a cage it is; NULL with an error. */
static char *enter_cage(gboolean wanted, GError **error)
{
#ifdef CASEBANK_INSTRUMENTED
    (void)wanted, (void)error;
    return g_strdup(CB_CAGE_OFF);
#else
    if (!cb_cage_limit(MEMORY_BYTES, error))
        return NULL;
    return wanted ? cb_cage_enter(error) : g_strdup(CB_CAGE_OFF);
#endif
}

/* Tells the indexer that there is no cage, and that no file will be read. */
static int refuse(const GError *error)
{
    g_autoptr(GByteArray) record = g_byte_array_new();
    cb_pack_number(record, CB_EXTRACT_PROTOCOL);
    cb_pack_string(record, error != NULL ? error->message : NULL);
    return cb_frame_write(CB_EXTRACT_FD, CB_FRAME_NO_CAGE, record) ? EXIT_NO_CAGE
                                                                   : EXIT_BROKEN_TALK;
}

int main(int argc, char **argv)
{
    gboolean caged = argc == 1;
    gboolean known = caged || (argc == 2 && strcmp(argv[1], CB_EXTRACT_NO_SANDBOX) == 0);
    if (!known || !is_socket(CB_EXTRACT_FD)) {
        fputs("casebank-extract læser PDF'er og sider for casebank-index, som selv starter "
              "den. Brug casebank-index i stedet.\n",
              stderr);
        return EXIT_USAGE;
    }
    silence();
    if (!die_with_parent())
        return EXIT_BROKEN_TALK;
    /* What cannot be opened from within the cage. */
    cb_preload();
    g_autoptr(CbOcr) ocr = cb_ocr_prepare(getenv("TESSDATA_PREFIX"));
    g_autoptr(GError) error = NULL;
    g_autofree char *cage = enter_cage(caged, &error);
    if (cage == NULL)
        return refuse(error);
    return cb_serve(CB_EXTRACT_FD, ocr, cage) ? EXIT_DONE : EXIT_BROKEN_TALK;
}
