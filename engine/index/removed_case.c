/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "removed_case.h"
#include "index_private.h"
#include <casebank/error.h>
#include <string.h>

/* (transfer full) (nullable): a document's data; free with xapc_free(). */
static char *read_data(const xapc_database *database, guint32 docid, gsize *length,
                       xapc_error **error)
{
    xapc_document *doc = xapc_database_get_document(database, docid, TRUE, error);
    char *data = doc != NULL ? xapc_document_get_data(doc, length, error) : NULL;
    xapc_document_free(doc);
    return data;
}

static CbCase *read_case(const xapc_database *cases, guint32 docid, xapc_error **error)
{
    gsize length = 0;
    char *data = read_data(cases, docid, &length, error);
    CbCase *item = data != NULL ? cb_case_unpack(data, length) : NULL;
    xapc_free(data);
    return item;
}

static void read_forms(const xapc_database *cases, guint32 docid, GPtrArray *forms,
                       xapc_error **error)
{
    xapc_termiter *terms = xapc_database_termlist(cases, docid, error);
    gboolean more =
        terms != NULL && xapc_termiter_skip_to(terms, CB_TERM_FORM, strlen(CB_TERM_FORM), error);
    while (more) {
        const char *term = xapc_termiter_get_term(terms, NULL);
        more = g_str_has_prefix(term, CB_TERM_FORM);
        if (more) {
            g_ptr_array_add(forms, g_strdup(term + strlen(CB_TERM_FORM)));
            more = xapc_termiter_next(terms, error);
        }
    }
    xapc_termiter_free(terms);
}

/* FALSE with @error, or with none set when a record is damaged. */
static gboolean add_text_bytes(const xapc_database *passages, guint32 docid, guint64 *bytes,
                               xapc_error **error)
{
    gsize length = 0;
    char *data = read_data(passages, docid, &length, error);
    g_autoptr(CbPassageRecord) record = data != NULL ? cb_passage_unpack(data, length) : NULL;
    xapc_free(data);
    if (record != NULL)
        *bytes += strlen(record->text);
    return record != NULL;
}

static gboolean read_all(CbRemovedCase *removed, const CbStore *store, guint32 docid,
                         const CbCaseStatistics *place, xapc_error **error)
{
    const xapc_database *cases = cb_store_database(store, CB_STORE_CASES);
    const xapc_database *passages = cb_store_database(store, CB_STORE_PASSAGES);
    removed->item = read_case(cases, docid, error);
    if (removed->item != NULL)
        read_forms(cases, docid, removed->forms, error);
    gboolean whole = removed->item != NULL && *error == NULL;
    for (guint32 i = 0; i < place->n_passages && whole; i++)
        whole = add_text_bytes(passages, place->first_passage + i, &removed->text_bytes, error);
    return whole;
}

CbRemovedCase *cb_removed_case_read(const CbStore *store, guint32 docid,
                                    const CbCaseStatistics *place, GError **error)
{
    g_autoptr(CbRemovedCase) removed = g_new0(CbRemovedCase, 1);
    removed->forms = g_ptr_array_new_with_free_func(g_free);
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
    g_ptr_array_unref(removed->forms);
    g_free(removed);
}
