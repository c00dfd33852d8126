/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One open index a thread. A Xapian database must not be shared between threads, and opening one
 * for each request costs more than most searches: so each thread that answers requests opens the
 * index at its first one and keeps it. It is closed when the thread ends.
 *
 * The index need not be there when the service starts, and may be replaced as a whole: a thread
 * that has none, or whose reader failed, tries anew at the next request. Between that, a reader
 * follows newly published generations by itself: at its next request, so that an idle thread keeps
 * the disk space of the generation it has until it is asked again.
 *
 * A process has one pool: a reader belongs to its thread, not to a pool.
 */
#ifndef CB_SEARCHD_READER_POOL_H
#define CB_SEARCHD_READER_POOL_H

#include "thesaurus_file.h"

#include <casebank/index.h>

G_BEGIN_DECLS

/** @thesaurus: (nullable): what searches are widened by; borrowed. Set it before the first search.
 */
typedef struct {
    char *dir;
    CbThesaurusFile *thesaurus;
    gint unusable; /* whether the last try to open it failed: to log a change once, not each try */
} CbReaderPool;

void cb_reader_pool_init(CbReaderPool *pool, const char *dir);
void cb_reader_pool_clear(CbReaderPool *pool);

/**
 * cb_reader_get:
 *
 * Returns: (transfer none) (nullable): the calling thread's reader, for use until the next call on
 * this thread; or NULL with the errors of cb_index_open().
 */
CbIndex *cb_reader_get(CbReaderPool *pool, GError **error);

/**
 * cb_reader_failed:
 *
 * Tells that the calling thread's reader gave @error. When that says that the index itself is at
 * fault, the reader is closed, so that the next request opens the index anew.
 */
void cb_reader_failed(CbReaderPool *pool, const GError *error);

/** Closes the calling thread's reader, if it has one. */
void cb_reader_close(void);

G_END_DECLS

#endif
