/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing the answer. */
#include "output.h"
#include "danish.h"

#include <casebank/error.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define PAGER_NOT_FOUND 127 /* the shell's exit code for a command that is not there */

/** Returns: 0, or the errno of the write that failed. */
static int write_all(int fd, const char *text, gsize length)
{
    while (length > 0) {
        ssize_t written = write(fd, text, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return errno;
        text += written;
        length -= (gsize)written;
    }
    return 0;
}

/** @failure: an errno, or 0. */
static gboolean is_written(int failure, GError **error)
{
    if (!failure)
        return TRUE;
    g_set_error(error, CB_ERROR, CB_ERROR_IO, "kunne ikke skrive svaret: %s",
                cb_danish_errno(failure));
    return FALSE;
}

gboolean cb_output_part(const char *text, gsize length, GError **error)
{
    return is_written(write_all(STDOUT_FILENO, text, length), error);
}

gboolean cb_output_write(const char *text, gsize length, GError **error)
{
    int failure = write_all(STDOUT_FILENO, text, length);

    /* Some file systems tell of a full disk or quota only when the file is closed. */
    if (!failure && close(STDOUT_FILENO) != 0 && errno != EINTR)
        failure = errno;
    return is_written(failure, error);
}

static const char *pager_command(void)
{
    const char *pager = g_getenv("PAGER");

    if (!pager)
        return "less -FRX";
    if (!pager[0] || strcmp(pager, "cat") == 0)
        return NULL;
    return pager;
}

static gboolean is_longer_than(const char *text, guint rows)
{
    for (; rows > 0; rows--, text++) {
        text = strchr(text, '\n');
        if (!text)
            return FALSE;
    }
    return *text != '\0';
}

_Noreturn static void become_pager(const char *command, const int ends[2])
{
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    close(ends[1]);
    /* A bare "less" in $PAGER must show colours and æ, ø, å too; what the user has set stays. */
    setenv("LESS", "FRX", 0);
    setenv("LESSCHARSET", "utf-8", 0);
    execl("/bin/sh", "sh", "-c", command, (char *)NULL);
    _exit(PAGER_NOT_FOUND);
}

/** Returns: whether the pager took the text. */
static gboolean page_through(const char *command, const char *text, gsize length)
{
    int ends[2], status = 0;

    if (pipe(ends) != 0)
        return FALSE;
    pid_t pid = fork();
    if (pid < 0) {
        close(ends[0]);
        close(ends[1]);
        return FALSE;
    }
    if (pid == 0)
        become_pager(command, ends);

    close(ends[0]);
    /* Ctrl-C belongs to the pager now: without this the shell would take the keyboard back from it.
     */
    void (*old_interrupt)(int) = signal(SIGINT, SIG_IGN);
    void (*old_pipe)(int) = signal(SIGPIPE, SIG_IGN);
    write_all(ends[1], text, length); /* cut short when the reader has seen enough */
    close(ends[1]);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        continue;
    signal(SIGPIPE, old_pipe);
    signal(SIGINT, old_interrupt);
    return !(WIFEXITED(status) && WEXITSTATUS(status) == PAGER_NOT_FOUND);
}

gboolean cb_output_page(const char *text, gsize length, const CbTerminal *terminal, GError **error)
{
    const char *command = pager_command();

    if (command && terminal->is_terminal && terminal->height > 0 &&
        is_longer_than(text, terminal->height - 1) && page_through(command, text, length))
        return TRUE;
    return cb_output_write(text, length, error);
}
