/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writing the databases.
 *
 * They are written without syncing, in batches of a few hundred passages (larger ones cost more
 * memory, and no less CPU).
 */
#include "store.h"
#include "index_private.h"
#include "io_error.h"
#include "tree.h"
#include <casebank/error.h>
#include <glib/gstdio.h>
#include <string.h>

#define COMMIT_EVERY 500 /* passages */

struct CbStore {
    char *name; /* of the index */
    xapc_writer *databases[CB_N_STORE_DATABASES];
    guint n_pending; /* passages since the last commit */
};

const char *cb_store_name(CbStoreDatabase database)
{
    return database == CB_STORE_CASES ? "cases" : "passages";
}

static gboolean set_write_error(const char *name, xapc_error *xapian_error, GError **error)
{
    const char *system_words = xapc_error_system_error(xapian_error);
    const char *reason = system_words != NULL ? cb_plain_reason(system_words) : NULL;
    if (reason != NULL) {
        g_set_error(error, CB_ERROR, CB_ERROR_IO, "%s: indekset kan ikke skrives: %s", name,
                    reason);
        xapc_error_free(xapian_error);
    } else {
        cb_error_from_xapian(error, xapian_error, name);
        g_prefix_error(error, "indekset kan ikke skrives: ");
    }
    return FALSE;
}

static gboolean open_database(CbStore *store, CbStoreDatabase database, const char *folder,
                              gboolean existing, GError **error)
{
    g_autofree char *path = g_build_filename(folder, cb_store_name(database), NULL);
    xapc_writer_options options = XAPC_WRITER_OPTIONS_INIT;
    options.action = existing ? XAPC_OPEN : XAPC_CREATE;
    options.flags = XAPC_WRITER_NO_SYNC | XAPC_WRITER_DANGEROUS;
    xapc_error *xapian_error = NULL;
    store->databases[database] = xapc_writer_open(path, &options, &xapian_error);
    if (store->databases[database] == NULL)
        cb_error_from_xapian(error, xapian_error, path);
    return store->databases[database] != NULL;
}

CbStore *cb_store_open(const char *folder, const char *name, gboolean existing, GError **error)
{
    g_autoptr(CbStore) store = g_new0(CbStore, 1);
    store->name = g_strdup(name);
    for (CbStoreDatabase i = 0; i < CB_N_STORE_DATABASES; i++)
        if (!open_database(store, i, folder, existing, error))
            return NULL;
    return g_steal_pointer(&store);
}

void cb_store_free(CbStore *store)
{
    if (store == NULL)
        return;
    for (guint i = 0; i < CB_N_STORE_DATABASES; i++)
        xapc_writer_free(store->databases[i]);
    g_free(store->name);
    g_free(store);
}

const xapc_database *cb_store_database(const CbStore *store, CbStoreDatabase database)
{
    return xapc_writer_database(store->databases[database]);
}

static gboolean commit(CbStore *store, GError **error)
{
    xapc_error *xapian_error = NULL;
    store->n_pending = 0;
    for (guint i = 0; i < CB_N_STORE_DATABASES; i++)
        if (!xapc_writer_commit(store->databases[i], &xapian_error))
            return set_write_error(store->name, xapian_error, error);
    return TRUE;
}

static gboolean commit_when_due(CbStore *store, CbStoreDatabase changed, GError **error)
{
    store->n_pending += changed == CB_STORE_PASSAGES;
    return store->n_pending < COMMIT_EVERY || commit(store, error);
}

gboolean cb_store_put(CbStore *store, CbStoreDatabase database, guint32 docid,
                      const xapc_document *doc, GError **error)
{
    xapc_error *xapian_error = NULL;
    if (!xapc_writer_replace_document(store->databases[database], docid, doc, &xapian_error))
        return set_write_error(store->name, xapian_error, error);
    return commit_when_due(store, database, error);
}

gboolean cb_store_delete(CbStore *store, CbStoreDatabase database, guint32 docid, GError **error)
{
    xapc_error *xapian_error = NULL;
    if (!xapc_writer_delete_document(store->databases[database], docid, &xapian_error))
        return set_write_error(store->name, xapian_error, error);
    return commit_when_due(store, database, error);
}

gboolean cb_store_set_metadata(CbStore *store, const char *key, const void *data, gsize length,
                               GError **error)
{
    xapc_error *xapian_error = NULL;
    if (!xapc_writer_set_metadata(store->databases[CB_STORE_CASES], key, strlen(key), data, length,
                                  &xapian_error))
        return set_write_error(store->name, xapian_error, error);
    return TRUE;
}

gboolean cb_store_close(CbStore *store, GError **error)
{
    xapc_error *xapian_error = NULL;
    if (!commit(store, error))
        return FALSE;
    for (guint i = 0; i < CB_N_STORE_DATABASES; i++)
        if (!xapc_writer_close(store->databases[i], &xapian_error))
            return set_write_error(store->name, xapian_error, error);
    return TRUE;
}

guint64 cb_store_bytes(const char *folder)
{
    guint64 bytes = 0;
    for (CbStoreDatabase i = 0; i < CB_N_STORE_DATABASES; i++) {
        g_autofree char *path = g_build_filename(folder, cb_store_name(i), NULL);
        bytes += cb_tree_bytes(path);
    }
    return bytes;
}

static gboolean compact_database(CbStoreDatabase which, const char *folder, const char *name,
                                 GError **error)
{
    g_autofree char *path = g_build_filename(folder, cb_store_name(which), NULL);
    g_autofree char *compacted = g_strconcat(path, ".compact", NULL);
    xapc_error *xapian_error = NULL;
    xapc_compact_options options = XAPC_COMPACT_OPTIONS_INIT;
    options.no_renumber = TRUE;
    xapc_database *database = xapc_database_open(path, XAPC_BACKEND_GLASS, &xapian_error);
    gboolean done =
        database != NULL && xapc_database_compact(database, compacted, &options, &xapian_error);
    xapc_database_free(database);
    if (!done)
        return set_write_error(name, xapian_error, error);
    cb_tree_remove(path);
    if (g_rename(compacted, path) == 0)
        return TRUE;
    g_set_error(error, CB_ERROR, CB_ERROR_IO, "%s kan ikke skrives", path);
    return FALSE;
}

gboolean cb_store_compact(const char *folder, const char *name, GError **error)
{
    for (CbStoreDatabase i = 0; i < CB_N_STORE_DATABASES; i++)
        if (!compact_database(i, folder, name, error))
            return FALSE;
    return TRUE;
}
