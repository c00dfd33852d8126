/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folders with all that is in them; see tree.h. */
#define _GNU_SOURCE /* copy_file_range(), sync_file_range() */
#include "tree.h"
#include "io_error.h"
#include "parallel.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <linux/fs.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define COPY_BUFFER_BYTES (256 * 1024)
#define COPY_RANGE_BYTES ((gsize)1 << 30) /* as much as one call may be asked for */

guint64 cb_tree_bytes(const char *path)
{
    GStatBuf st;
    if (g_lstat(path, &st) != 0)
        return 0;
    if (!S_ISDIR(st.st_mode))
        return (guint64)st.st_size;
    guint64 bytes = 0;
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *child = g_build_filename(path, name, NULL);
        bytes += cb_tree_bytes(child);
    }
    return bytes;
}

void cb_tree_remove(const char *path)
{
    GStatBuf st;
    if (g_lstat(path, &st) != 0)
        return;
    if (S_ISDIR(st.st_mode)) {
        g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
        for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
            g_autofree char *child = g_build_filename(path, name, NULL);
            cb_tree_remove(child);
        }
    }
    g_remove(path);
}

/* --- Copying --------------------------------------------------------------------------------- */

typedef enum { COPY_DONE, COPY_FAILED, COPY_CANNOT } CopyResult;

/* That this way of copying is not to be had here, and no fault of the disk. */
static gboolean is_unable(int number)
{
    return number == EOPNOTSUPP || number == ENOSYS || number == EXDEV || number == EINVAL ||
           number == ENOTTY || number == EBADF || number == EPERM;
}

static CopyResult copy_in_kernel(int from, int to)
{
    for (gboolean first = TRUE;; first = FALSE) {
        ssize_t n = copy_file_range(from, NULL, to, NULL, COPY_RANGE_BYTES, 0);
        if (n > 0 || (n < 0 && errno == EINTR))
            continue;
        if (n < 0)
            return first && is_unable(errno) ? COPY_CANNOT : COPY_FAILED;
        /* Some file systems say "end" at once instead of "cannot". */
        return first ? COPY_CANNOT : COPY_DONE;
    }
}

static gboolean write_all(int fd, const char *data, gsize length)
{
    while (length > 0) {
        ssize_t n = write(fd, data, length);
        if (n < 0 && errno != EINTR)
            return FALSE;
        if (n > 0) {
            data += n;
            length -= (gsize)n;
        }
    }
    return TRUE;
}

static CopyResult copy_through_memory(int from, int to)
{
    g_autofree char *buffer = g_malloc(COPY_BUFFER_BYTES);
    for (;;) {
        ssize_t n = read(from, buffer, COPY_BUFFER_BYTES);
        if (n == 0)
            return COPY_DONE;
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 || !write_all(to, buffer, (gsize)n))
            return COPY_FAILED;
    }
}

static CopyResult copy_content(int from, int to)
{
    if (ioctl(to, FICLONE, from) == 0)
        return COPY_DONE;
    CopyResult result = copy_in_kernel(from, to);
    return result == COPY_CANNOT ? copy_through_memory(from, to) : result;
}

typedef struct {
    char *from, *to;
} FileCopy;

static void free_file_copy(gpointer data)
{
    FileCopy *copy = data;
    g_free(copy->from);
    g_free(copy->to);
    g_free(copy);
}

static gboolean copy_file(gpointer item, gpointer data, GError **error)
{
    (void)data;
    const char *from = ((const FileCopy *)item)->from, *to = ((const FileCopy *)item)->to;
    int in = open(from, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (in < 0) {
        cb_set_io_error(error, from, "kan ikke læses");
        return FALSE;
    }
    int out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    gboolean done = out >= 0 && copy_content(in, out) == COPY_DONE;
    if (!done)
        cb_set_io_error(error, to, "kan ikke skrives");
    else /* most of it will not be written to again: the disk may begin now */
        sync_file_range(out, 0, 0, SYNC_FILE_RANGE_WRITE);
    if (out >= 0 && close(out) != 0 && done) {
        cb_set_io_error(error, to, "kan ikke skrives");
        done = FALSE;
    }
    close(in);
    return done;
}

static gboolean copy_folders(const char *from, const char *to, const char *const *skip,
                             GPtrArray *files, GError **error);

/* A file, which is only noted, or a folder; anything else is passed over. */
static gboolean copy_entry(const char *from, const char *to, GPtrArray *files, GError **error)
{
    GStatBuf st;
    if (g_lstat(from, &st) != 0) {
        cb_set_io_error(error, from, "kan ikke læses");
        return FALSE;
    }
    if (S_ISREG(st.st_mode)) {
        FileCopy *copy = g_new(FileCopy, 1);
        *copy = (FileCopy){g_strdup(from), g_strdup(to)};
        g_ptr_array_add(files, copy);
    }
    if (!S_ISDIR(st.st_mode))
        return TRUE;
    if (g_mkdir(to, 0777) != 0) {
        cb_set_io_error(error, to, "mappen kan ikke laves");
        return FALSE;
    }
    return copy_folders(from, to, NULL, files, error);
}

/* @files: (out): FileCopy. */
static gboolean copy_folders(const char *from, const char *to, const char *const *skip,
                             GPtrArray *files, GError **error)
{
    g_autoptr(GDir) dir = g_dir_open(from, 0, NULL);
    if (dir == NULL) {
        cb_set_io_error(error, from, "kan ikke læses");
        return FALSE;
    }
    for (const char *name; (name = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *source = g_build_filename(from, name, NULL);
        g_autofree char *target = g_build_filename(to, name, NULL);
        if ((skip == NULL || !g_strv_contains(skip, name)) &&
            !copy_entry(source, target, files, error))
            return FALSE;
    }
    return TRUE;
}

gboolean cb_tree_copy(const char *from, const char *to, const char *const *skip, GError **error)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(free_file_copy);
    return copy_folders(from, to, skip, files, error) &&
           cb_parallel_each(files, copy_file, NULL, error);
}

/* --- Writing --------------------------------------------------------------------------------- */

gboolean cb_file_write(const char *path, const void *bytes, gsize size, GError **error)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    gboolean done = fd >= 0 && write_all(fd, bytes, size);
    if (!done)
        cb_set_io_error(error, path, "kan ikke skrives");
    if (fd >= 0 && close(fd) != 0 && done) {
        cb_set_io_error(error, path, "kan ikke skrives");
        done = FALSE;
    }
    return done;
}

/* --- Making durable -------------------------------------------------------------------------- */

gboolean cb_path_sync(const char *path, GError **error)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fsync(fd) != 0) {
        cb_set_io_error(error, path, "kan ikke gemmes på disken");
        if (fd >= 0)
            close(fd);
        return FALSE;
    }
    close(fd);
    return TRUE;
}

gboolean cb_tree_sync(const char *path, GError **error)
{
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *child = g_build_filename(path, name, NULL);
        if (!cb_tree_sync(child, error))
            return FALSE;
    }
    return cb_path_sync(path, error);
}
