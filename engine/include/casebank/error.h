/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one error domain of libcasebank. */
#ifndef CASEBANK_ERROR_H
#define CASEBANK_ERROR_H

#include <glib.h>

G_BEGIN_DECLS

/**
 * CB_ERROR:
 *
 * Domain of every GError that libcasebank and the programs set. Messages are written in Danish for
 * the person at the keyboard: they name the file and what to do, and end without a full stop or
 * newline.
 */
#define CB_ERROR (cb_error_quark())

/**
 * CbError:
 * @CB_ERROR_FAILED: an unexpected failure (a bug, or a system call that should not fail).
 * @CB_ERROR_USAGE: the caller's arguments make no sense (exit code 2).
 * @CB_ERROR_IO: reading or writing a file failed.
 * @CB_ERROR_NO_INDEX: the directory holds no index.
 * @CB_ERROR_INDEX_VERSION: the index was made by another version or with another analysis.
 * @CB_ERROR_INDEX_DAMAGED: the index is there but cannot be read.
 * @CB_ERROR_BUSY: try again later: locked by another writer, or replaced too often while being read
 *   (exit code 75, HTTP 503).
 * @CB_ERROR_NOT_FOUND: no such case.
 * @CB_ERROR_BAD_FILE: one source file cannot be read or understood; the rest can go on.
 * @CB_ERROR_WORKER: casebank-extract itself is broken (cannot be started, speaks nonsense).
 * @CB_ERROR_SANDBOX: casebank-extract cannot be shut off from the machine, and reads nothing.
 */
typedef enum {
    CB_ERROR_FAILED,
    CB_ERROR_USAGE,
    CB_ERROR_IO,
    CB_ERROR_NO_INDEX,
    CB_ERROR_INDEX_VERSION,
    CB_ERROR_INDEX_DAMAGED,
    CB_ERROR_BUSY,
    CB_ERROR_NOT_FOUND,
    CB_ERROR_BAD_FILE,
    CB_ERROR_WORKER,
    CB_ERROR_SANDBOX,
} CbError;

GQuark cb_error_quark(void);

G_END_DECLS

#endif
