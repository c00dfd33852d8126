/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "removed_case.h"
#include "index_private.h"
#include <casebank/error.h>
#include <string.h>

/* FALSE with @error, or with none set when a record is damaged. */
static gboolean add_text_bytes(const xapc_database *passages, guint32 docid, guint64 *bytes,
                               xapc_error **error)
{
    g_autoptr(CbPassageRecord) record = cb_passage_read(passages, docid, error);
    if (record != NULL)
        *bytes += strlen(record->text);
    return record != NULL;
}

static gboolean read_all(CbRemovedCase *removed, const CbStore *store, guint32 docid,
                         const CbCaseStatistics *place, xapc_error **error)
{
    const xapc_database *cases = cb_store_database(store, CB_STORE_CASES);
    const xapc_database *passages = cb_store_database(store, CB_STORE_PASSAGES);
    removed->item = cb_case_record_read(cases, docid, error);
    gboolean whole = removed->item != NULL;
    for (guint32 i = 0; i < place->n_passages && whole; i++)
        whole = add_text_bytes(passages, place->first_passage + i, &removed->text_bytes, error);
    return whole;
}

CbRemovedCase *cb_removed_case_read(const CbStore *store, guint32 docid,
                                    const CbCaseStatistics *place, GError **error)
{
    g_autoptr(CbRemovedCase) removed = g_new0(CbRemovedCase, 1);
    xapc_error *xapian_error = NULL;
    if (read_all(removed, store, docid, place, &xapian_error))
        return g_steal_pointer(&removed);
    if (xapian_error != NULL)
        cb_error_from_xapian(error, xapian_error, "sagen kan ikke læses i indekset");
    else
        g_set_error(error, CB_ERROR, CB_ERROR_INDEX_DAMAGED,
                    "sag nummer %u er beskadiget i indekset; byg det igen med "
                    "casebank-index --full",
                    docid);
    return NULL;
}

void cb_removed_case_free(CbRemovedCase *removed)
{
    if (removed == NULL)
        return;
    cb_case_free(removed->item);
    g_free(removed);
}
