/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What cases say, kept in a file while nobody needs it. All pages are read before any case is
 * written, and their text is by far the most of them: what stays in memory is what merging needs.
 *
 * The file lies in a folder that the caller names, has no name there, and is gone with the spool or
 * the process. It is made when there is more than a little to keep; where the file system knows no
 * files without a name (NFS), all stays in memory.
 *
 * One thread at a time.
 */
#ifndef CB_INDEXER_CASE_SPOOL_H
#define CB_INDEXER_CASE_SPOOL_H

#include <casebank/case.h>

G_BEGIN_DECLS

typedef struct CbCaseSpool CbCaseSpool;

/** @folder: must be there once there is something to keep. */
CbCaseSpool *cb_case_spool_new(const char *folder);
/** Frees it with all that it keeps. NULL is allowed. */
void cb_case_spool_free(CbCaseSpool *spool);

/**
 * cb_case_spool_put:
 *
 * Takes the text of the lead and of each section: they are NULL from now on, all else stays. The
 * case is known by its address; it may be freed while its text is away.
 *
 * Errors: CB_ERROR_IO (disk full, ...), which names the folder; the case is then as it was.
 */
gboolean cb_case_spool_put(CbCaseSpool *spool, CbCase *item, GError **error);

/**
 * cb_case_spool_get:
 *
 * Gives a case its text back. A text that cannot be read is empty, and cb_case_spool_check() tells
 * from then on.
 *
 * Returns: FALSE when it had its text all the time: one that was put and got, or never put.
 */
gboolean cb_case_spool_get(CbCaseSpool *spool, CbCase *item);

/** Takes the text again that cb_case_spool_get() gave (TRUE) and nobody changed: it is not written
 * another time. */
void cb_case_spool_drop(CbCaseSpool *spool, CbCase *item);

/** How many bytes of text were put. */
guint64 cb_case_spool_bytes(const CbCaseSpool *spool);

/** Errors: CB_ERROR_IO: some text could not be read back. */
gboolean cb_case_spool_check(const CbCaseSpool *spool, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbCaseSpool, cb_case_spool_free)

G_END_DECLS

#endif
