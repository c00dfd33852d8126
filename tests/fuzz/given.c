/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a fuzz target was given, as a file; see given.h. */
#define _GNU_SOURCE /* memfd_create */
#include "given.h"
#include <casebank/error.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

gboolean cb_given_raw(const guint8 **data, gsize *size)
{
    if (*size < 3 || memcmp(*data, "RAW", 3) != 0)
        return FALSE;
    *data += 3;
    *size -= 3;
    return TRUE;
}

static void write_all(int fd, const void *data, gsize size)
{
    g_assert_cmpint(fd, >=, 0);
    g_assert_cmpint(write(fd, data, size), ==, (gssize)size);
}

int cb_given_file(const void *data, gsize size)
{
    int fd = memfd_create("given", MFD_CLOEXEC);
    write_all(fd, data, size);
    g_assert_cmpint(lseek(fd, 0, SEEK_SET), ==, 0);
    return fd;
}

char *cb_given_path(int fd)
{
    return g_strdup_printf("/proc/self/fd/%d", fd);
}

int cb_given_lowest_fd(void)
{
    int fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
    g_assert_cmpint(fd, >=, 0);
    close(fd);
    return fd;
}

/* --- Folders --------------------------------------------------------------------------------- */

static char *folder; /* of this process */

static void remove_all(const char *path)
{
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *child = g_build_filename(path, name, NULL);
        remove_all(child);
    }
    g_remove(path);
}

static void remove_folder(void)
{
    remove_all(folder);
    g_clear_pointer(&folder, g_free);
}

char *cb_given_folder(const char *name)
{
    if (folder == NULL) {
        folder = g_dir_make_tmp("casebank-fuzz-XXXXXX", NULL);
        g_assert_nonnull(folder);
        g_assert_cmpint(atexit(remove_folder), ==, 0);
    }
    char *path = g_build_filename(folder, name, NULL);
    g_assert_cmpint(g_mkdir_with_parents(path, 0700), ==, 0);
    return path;
}

void cb_given_put(const char *path, const char *name, const void *data, gsize size)
{
    g_autofree char *file = g_build_filename(path, name, NULL);
    g_unlink(file); /* some file systems sync what is truncated */
    int fd = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    write_all(fd, data, size);
    close(fd);
}

/* --- Promises -------------------------------------------------------------------------------- */

void cb_check_error(const GError *error)
{
    g_assert_nonnull(error);
    g_assert_true(error->domain == CB_ERROR);
    g_assert_cmpint(error->message[0], !=, '\0');
    g_assert_true(g_utf8_validate(error->message, -1, NULL));
}
