/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a generation was made from: a record of every source file and of every case, so that the
 * next run reads only what has changed. It lies in the generation as one file and is published with
 * it: what it says and what is in the index are never apart.
 *
 * The file: "CBLEDGR" and a NUL, then as 64-bit little-endian numbers the size of the file and a
 * checksum of the rest, then packed records (casebank/pack.h).
 */
#ifndef CB_INDEX_LEDGER_H
#define CB_INDEX_LEDGER_H

#include <casebank/index.h>

G_BEGIN_DECLS

#define CB_LEDGER_FILE_NAME "ledger"

/** Whether it was read as a PDF. */
gboolean cb_file_record_is_pdf(const CbFileRecord *record);

/** Makes the file, not synced. Errors: CB_ERROR_IO. */
gboolean cb_ledger_write(const CbLedger *ledger, const char *path, GError **error);

/** Errors: CB_ERROR_IO, CB_ERROR_INDEX_DAMAGED. (transfer full) */
CbLedger *cb_ledger_read(const char *path, GError **error);

G_END_DECLS

#endif
