/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One writer at a time; see writer_lock.h. */
#include "writer_lock.h"
#include "io_error.h"
#include <casebank/error.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define POLL_US 20000 /* a waiting writer looks again 50 times a second */

enum { LINE_PROCESS, LINE_HOST, LINE_SINCE, N_LINES };

/* "proces 1234 på maskinen x, siden 14-03-2026 kl. 02.15": what the file tells, and no more. */
static char *describe_holder(const char *path)
{
    g_autofree char *text = NULL;
    if (!g_file_get_contents(path, &text, NULL, NULL) || !g_utf8_validate(text, -1, NULL))
        return g_strdup("ukendt proces");
    g_auto(GStrv) lines = g_strsplit(text, "\n", N_LINES + 1);
    guint n = g_strv_length(lines);
    g_autoptr(GString) holder = g_string_new("proces ");
    g_string_append(holder, n > LINE_PROCESS && *lines[LINE_PROCESS] != '\0' ? lines[LINE_PROCESS]
                                                                             : "ukendt");
    if (n > LINE_HOST && *lines[LINE_HOST] != '\0' &&
        strcmp(lines[LINE_HOST], g_get_host_name()) != 0)
        g_string_append_printf(holder, " på maskinen %s", lines[LINE_HOST]);
    g_autoptr(GDateTime) since =
        n > LINE_SINCE ? g_date_time_new_from_iso8601(lines[LINE_SINCE], NULL) : NULL;
    g_autoptr(GDateTime) local = since != NULL ? g_date_time_to_local(since) : NULL;
    g_autofree char *when =
        local != NULL ? g_date_time_format(local, ", siden %d-%m-%Y kl. %H.%M") : NULL;
    g_string_append(holder, when != NULL ? when : "");
    return g_string_free(g_steal_pointer(&holder), FALSE);
}

static void set_busy(GError **error, const char *path)
{
    g_autofree char *holder = describe_holder(path);
    g_set_error(error, CB_ERROR, CB_ERROR_BUSY,
                "%s: en anden casebank-index (%s) er i gang; prøv igen senere", path, holder);
}

static void note_holder(int fd, const char *path)
{
    g_autoptr(GDateTime) now = g_date_time_new_now_utc();
    g_autofree char *since = g_date_time_format(now, "%Y-%m-%dT%H:%M:%SZ");
    g_autofree char *text =
        g_strdup_printf("%ld\n%s\n%s\n", (long)getpid(), g_get_host_name(), since);
    gssize length = (gssize)strlen(text);
    /* Cut after writing, so that whoever looks meanwhile finds something. */
    if (pwrite(fd, text, (gsize)length, 0) != length || ftruncate(fd, length) != 0)
        g_debug("%s: %s", path, g_strerror(errno)); /* only the message of the next one suffers */
}

/* FALSE with @error. */
static gboolean wait_for(int fd, const char *path, guint wait_ms, GError **error)
{
    gint64 deadline = g_get_monotonic_time() + (gint64)wait_ms * 1000;
    while (flock(fd, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EINTR)
            continue;
        if (errno != EWOULDBLOCK) {
            cb_set_io_error(error, path, "kan ikke låses");
            return FALSE;
        }
        if (g_get_monotonic_time() >= deadline) {
            set_busy(error, path);
            return FALSE;
        }
        g_usleep(POLL_US);
    }
    return TRUE;
}

int cb_writer_lock_take(const char *dir, guint wait_ms, GError **error)
{
    g_autofree char *path = g_build_filename(dir, CB_LOCK_NAME, NULL);
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (fd < 0) {
        cb_set_io_error(error, path, "kan ikke skrives");
        return -1;
    }
    if (!wait_for(fd, path, wait_ms, error)) {
        close(fd);
        return -1;
    }
    note_holder(fd, path);
    return fd;
}
