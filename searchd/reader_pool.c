/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One open index a thread. */
#include "reader_pool.h"
#include "log.h"

#include <casebank/error.h>

static void close_reader(gpointer index)
{
    cb_index_free(index);
}

static GPrivate reader = G_PRIVATE_INIT(close_reader);

void cb_reader_pool_init(CbReaderPool *pool, const char *dir)
{
    pool->dir = g_strdup(dir);
    pool->thesaurus = NULL;
    pool->unusable = FALSE;
}

void cb_reader_pool_clear(CbReaderPool *pool)
{
    g_clear_pointer(&pool->dir, g_free);
}

static void tell(CbReaderPool *pool, const GError *error)
{
    if (!g_atomic_int_compare_and_exchange(&pool->unusable, !error, error != NULL))
        return;
    if (error)
        cb_log("kan ikke søge: %s", error->message);
    else
        cb_log("indekset %s kan bruges igen", pool->dir);
}

CbIndex *cb_reader_get(CbReaderPool *pool, GError **error)
{
    CbIndex *index = g_private_get(&reader);
    GError *failure = NULL;

    if (index)
        return index;
    index = cb_index_open(pool->dir, &failure);
    tell(pool, failure);
    if (!index) {
        g_propagate_error(error, failure);
        return NULL;
    }
    g_private_set(&reader, index);
    return index;
}

void cb_reader_failed(CbReaderPool *pool, const GError *error)
{
    static const gint at_fault[] = {CB_ERROR_NO_INDEX, CB_ERROR_INDEX_VERSION,
                                    CB_ERROR_INDEX_DAMAGED, CB_ERROR_IO};

    for (gsize i = 0; i < G_N_ELEMENTS(at_fault); i++)
        if (g_error_matches(error, CB_ERROR, at_fault[i])) {
            tell(pool, error);
            cb_reader_close();
            return;
        }
}

void cb_reader_close(void)
{
    g_private_replace(&reader, NULL);
}
