/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two Xapian databases of the generation that is being built, open for writing. */
#ifndef CB_INDEX_STORE_H
#define CB_INDEX_STORE_H

#include "statistics.h"
#include <xapian_c.h>

G_BEGIN_DECLS

typedef struct CbStore CbStore;

typedef enum { CB_STORE_CASES, CB_STORE_PASSAGES } CbStoreDatabase;
#define CB_N_STORE_DATABASES 2

/** The name of a database's folder. Static. */
const char *cb_store_name(CbStoreDatabase database);

/**
 * cb_store_open:
 * @folder: the generation's; the databases are made in it, or with @existing opened.
 * @name: of the index, for messages.
 *
 * Nothing is synced and blocks are written over: the folder is nobody else's until it is published.
 * All functions here fail with CB_ERROR_IO (the disk is full, ...) or CB_ERROR_INDEX_DAMAGED; after
 * that the store can only be freed.
 */
CbStore *cb_store_open(const char *folder, const char *name, gboolean existing, GError **error);

/** Lets go of the databases; what is not committed may be lost. NULL is allowed. */
void cb_store_free(CbStore *store);

/** To read from; sees what is not committed. Borrowed. */
const xapc_database *cb_store_database(const CbStore *store, CbStoreDatabase database);

/** Adds the document with this id, or puts it in the place of the one that has it. Commits now and
 * then. */
gboolean cb_store_put(CbStore *store, CbStoreDatabase database, guint32 docid,
                      const xapc_document *doc, GError **error);
gboolean cb_store_delete(CbStore *store, CbStoreDatabase database, guint32 docid, GError **error);

/** Metadata of `cases`. */
gboolean cb_store_set_metadata(CbStore *store, const char *key, const void *data, gsize length,
                               GError **error);

/** Commits and closes both databases; only freeing is allowed after that. */
gboolean cb_store_close(CbStore *store, GError **error);

/** Bytes that the databases of a generation take on disk. */
guint64 cb_store_bytes(const char *folder);

/** Writes the databases of a generation, which are closed, anew: a third smaller, and laid out for
 * reading. Document ids stay. */
gboolean cb_store_compact(const char *folder, const char *name, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbStore, cb_store_free)

G_END_DECLS

#endif
