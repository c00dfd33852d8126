/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The lock that lets one writer at a time into an index folder: the file `lock`, held with flock(),
 * so that it is free again when its holder is gone, however it went. In the file stands who holds
 * it, for the message to the next one: process number, host and time, a line each. Readers do not
 * look at it.
 */
#ifndef CB_INDEX_WRITER_LOCK_H
#define CB_INDEX_WRITER_LOCK_H

#include <glib.h>

G_BEGIN_DECLS

#define CB_LOCK_NAME "lock"

/**
 * cb_writer_lock_take:
 * @wait_ms: how long to wait for another writer to let go, in milliseconds.
 *
 * Errors: CB_ERROR_BUSY (the message says which process holds it, since when, and on which host
 * when it is another one than this), CB_ERROR_IO (a read-only disk, ...).
 *
 * Returns: a descriptor; closing it releases the lock. -1 on error.
 */
int cb_writer_lock_take(const char *dir, guint wait_ms, GError **error);

G_END_DECLS

#endif
