/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folders with all that is in them: measured, removed, copied, made durable. */
#ifndef CB_INDEX_TREE_H
#define CB_INDEX_TREE_H

#include <glib.h>

G_BEGIN_DECLS

/** Sum of the sizes of all files below @path, in bytes. */
guint64 cb_tree_bytes(const char *path);

/** Removes a file or a folder with all that is in it; does not follow links. What cannot be removed
 * stays. */
void cb_tree_remove(const char *path);

/**
 * cb_tree_copy:
 * @to: an existing folder.
 * @skip: (nullable): names of files in @from itself that are not copied.
 *
 * Copies the files and folders in @from into @to: content only, with the rights that new files get.
 * Files share their blocks with the original where the file system can (FICLONE); otherwise the
 * kernel copies (copy_file_range), or at last this program does. Neither links nor anything else
 * but files and folders are copied. The disk is set to work at once, but nothing is durable yet.
 *
 * Errors: CB_ERROR_IO, naming the file. What was copied by then stays.
 */
gboolean cb_tree_copy(const char *from, const char *to, const char *const *skip, GError **error);

/**
 * cb_file_write:
 *
 * Writes a file, in place of what may have been there; not synced. (g_file_set_contents_full()
 * without flags would leave the end of a longer file.)
 *
 * Errors: CB_ERROR_IO (disk full, ...).
 */
gboolean cb_file_write(const char *path, const void *bytes, gsize size, GError **error);

/** fsync() of every file and folder below @path, and of @path itself. Errors: CB_ERROR_IO. */
gboolean cb_tree_sync(const char *path, GError **error);

/** fsync() of one file or folder. Errors: CB_ERROR_IO. */
gboolean cb_path_sync(const char *path, GError **error);

G_END_DECLS

#endif
