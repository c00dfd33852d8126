/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Adding and removing cases.
 *
 * A case that is removed stays in the databases until it is known whether one with the same id
 * comes in its place. If it does and has no more passages than the old one, it takes over the
 * document ids: Xapian then writes only what differs, and passages that are the same are not
 * written at all. Otherwise the new one comes last, and the old one leaves a hole.
 */
#include "removed_case.h"
#include "status.h"
#include "terms.h"
#include "writer_private.h"
#include <casebank/error.h>
#include <string.h>

/* --- Removing -------------------------------------------------------------------------------- */

/* @docid: (out): of the case; 0 when there is none. */
static gboolean find_case(const CbWriter *writer, const char *id, guint32 *docid, GError **error)
{
    gpointer known = NULL;
    gboolean of_this_run = g_hash_table_lookup_extended(writer->docids, id, NULL, &known);
    *docid = GPOINTER_TO_UINT(known);
    g_autofree char *term = g_strconcat(CB_TERM_ID, id, NULL);
    if (of_this_run || !writer->is_update || strlen(term) > XAPC_MAX_TERM_LENGTH)
        return TRUE;
    xapc_error *xapian_error = NULL;
    xapc_postiter *postings =
        xapc_database_postlist(writer->base, term, strlen(term), &xapian_error);
    if (xapc_postiter_next(postings, &xapian_error))
        *docid = xapc_postiter_get_docid(postings);
    xapc_postiter_free(postings);
    if (xapian_error != NULL)
        cb_error_from_xapian(error, xapian_error, "indekset kan ikke læses");
    return xapian_error == NULL;
}

static void set_docid(CbWriter *writer, const char *id, guint32 docid)
{
    g_hash_table_insert(writer->docids, g_strdup(id), GUINT_TO_POINTER(docid));
}

/* Takes what the case adds out of all counts. */
static void uncount(CbWriter *writer, const CbRemovedCase *removed, const CbCaseStatistics *place,
                    const GPtrArray *forms)
{
    cb_status_count_case(writer->status, removed->item, -1);
    writer->status->passages -= MIN(place->n_passages, writer->status->passages);
    writer->status->documents_bytes -= MIN(removed->text_bytes, writer->status->documents_bytes);
    cb_vocabulary_builder_remove_case(writer->vocabulary, removed->item->id, forms);
}

gboolean cb_writer_remove_case(CbWriter *writer, const char *id, GError **error)
{
    guint32 docid;
    if (!find_case(writer, id, &docid, error))
        return FALSE;
    if (docid == 0) {
        g_set_error(error, CB_ERROR, CB_ERROR_NOT_FOUND, "der er ingen sag med id »%s«", id);
        return FALSE;
    }
    if (!cb_writer_begin_changes(writer, error))
        return FALSE;
    CbCaseStatistics place = cb_statistics_builder_remove_case(writer->statistics, docid);
    if (place.first_passage == 0)
        return cb_writer_set_damaged(writer, error);
    g_autoptr(CbRemovedCase) removed = cb_removed_case_read(writer->store, docid, &place, error);
    if (removed == NULL)
        return FALSE;
    g_autoptr(GPtrArray) forms = cb_positions_builder_forms_of(writer->positions, docid);
    uncount(writer, removed, &place, forms);
    CbRemovedPlace *left = g_new(CbRemovedPlace, 1);
    *left = (CbRemovedPlace){docid, place};
    g_hash_table_insert(writer->removed, g_strdup(id), left);
    set_docid(writer, id, 0);
    return TRUE;
}

static gboolean delete_passages(CbWriter *writer, guint32 first, guint32 end, GError **error)
{
    for (guint32 docid = first; docid < end; docid++)
        if (!cb_store_delete(writer->store, CB_STORE_PASSAGES, docid, error))
            return FALSE;
    return TRUE;
}

static gboolean delete_case(CbWriter *writer, const CbRemovedPlace *removed, GError **error)
{
    guint32 first = removed->place.first_passage;
    cb_positions_builder_remove_case(writer->positions, removed->docid);
    return cb_store_delete(writer->store, CB_STORE_CASES, removed->docid, error) &&
           delete_passages(writer, first, first + removed->place.n_passages, error);
}

/* Deletes the cases that nothing came in the place of. */
gboolean cb_writer_delete_removed(CbWriter *writer, GError **error)
{
    GHashTableIter iter;
    gpointer removed;
    g_hash_table_iter_init(&iter, writer->removed);
    while (g_hash_table_iter_next(&iter, NULL, &removed)) {
        if (!delete_case(writer, removed, error))
            return FALSE;
        g_hash_table_iter_remove(&iter);
    }
    return TRUE;
}

/* --- Adding ---------------------------------------------------------------------------------- */

typedef struct {
    CbWriter *writer;
    CbCaseTerms *terms;
    guint32 end_of_old; /* document ids below it have passages of the case that is replaced */
    GError *error;
} PassageSink;

static gboolean is_unchanged(const PassageSink *sink, guint32 docid, const GByteArray *data)
{
    if (docid >= sink->end_of_old)
        return FALSE;
    gsize length = 0;
    char *old = cb_document_data(cb_store_database(sink->writer->store, CB_STORE_PASSAGES), docid,
                                 &length, NULL);
    gboolean same = old != NULL && length == data->len && memcmp(old, data->data, length) == 0;
    xapc_free(old);
    return same;
}

static gboolean set_document_error(xapc_error *xapian_error, GError **error)
{
    cb_error_from_xapian(error, xapian_error, "dokumentet kan ikke laves");
    return FALSE;
}

static gboolean put_passage(CbWriter *writer, guint32 docid, const GByteArray *data, GError **error)
{
    xapc_error *xapian_error = NULL;
    xapc_document *doc = xapc_document_new(&xapian_error);
    gboolean put = doc != NULL && xapc_document_set_data(doc, (const char *)data->data, data->len,
                                                         &xapian_error)
                       ? cb_store_put(writer->store, CB_STORE_PASSAGES, docid, doc, error)
                       : set_document_error(xapian_error, error);
    xapc_document_free(doc);
    return put;
}

static CbPassageOrigin origin_of(const CbPassageRecord *passage)
{
    if (passage->attachment < 0)
        return CB_FROM_PAGE;
    return passage->ocr ? CB_FROM_PICTURE : CB_FROM_ATTACHMENT;
}

static gboolean add_passage(const CbPassageRecord *passage, gpointer data)
{
    PassageSink *sink = data;
    CbWriter *writer = sink->writer;
    guint32 docid = cb_statistics_builder_next_passage(writer->statistics);
    g_autoptr(GByteArray) packed = g_byte_array_new();
    cb_passage_pack(passage, packed);
    if (!is_unchanged(sink, docid, packed) && !put_passage(writer, docid, packed, &sink->error))
        return FALSE;
    cb_case_terms_add_passage(sink->terms, passage);
    cb_statistics_builder_add_passage(writer->statistics, cb_case_terms_passage_words(sink->terms),
                                      cb_case_terms_passage_position(sink->terms),
                                      origin_of(passage));
    writer->status->passages++;
    writer->status->documents_bytes += strlen(passage->text);
    return TRUE;
}

static gboolean count_passage(const CbPassageRecord *passage, gpointer count)
{
    (void)passage;
    ++*(guint32 *)count;
    return TRUE;
}

/* The place of a removed case with the same id is taken over when the new one fits into it;
 * otherwise the old one is deleted now. @place: (out): all 0: the case comes last. */
static gboolean find_place(CbWriter *writer, const CbCase *item, CbRemovedPlace *place,
                           GError **error)
{
    *place = (CbRemovedPlace){0};
    const CbRemovedPlace *removed = g_hash_table_lookup(writer->removed, item->id);
    if (removed == NULL)
        return TRUE;
    guint32 n = 0;
    cb_case_foreach_passage(item, count_passage, &n);
    gboolean done = TRUE;
    if (n <= removed->place.n_passages) {
        *place = *removed;
        cb_vocabulary_builder_keep_place(writer->vocabulary);
    } else {
        done = delete_case(writer, removed, error);
    }
    g_hash_table_remove(writer->removed, item->id);
    return done;
}

/* What goes beside the terms: the case's id, values and data. */
static gboolean fill_case_document(CbWriter *writer, xapc_document *doc, const CbCase *item,
                                   GError **error)
{
    g_autofree char *id_term = g_strconcat(CB_TERM_ID, item->id, NULL);
    g_autoptr(GByteArray) facets = cb_facet_dictionary_encode(writer->facets, item);
    g_autoptr(GByteArray) data = g_byte_array_new();
    cb_case_pack(item, data);
    const char *date = item->updated != NULL ? item->updated : "";
    xapc_error *xapian_error = NULL;
    if (xapc_document_add_boolean_term(doc, id_term, strlen(id_term), &xapian_error) &&
        xapc_document_add_value(doc, CB_VALUE_DATE, date, strlen(date), &xapian_error) &&
        xapc_document_add_value(doc, CB_VALUE_FACETS, (const char *)facets->data, facets->len,
                                &xapian_error) &&
        xapc_document_set_data(doc, (const char *)data->data, data->len, &xapian_error))
        return TRUE;
    return set_document_error(xapian_error, error);
}

static gboolean add_case_document(CbWriter *writer, CbCaseTerms *terms, const CbCase *item,
                                  guint32 docid, GError **error)
{
    xapc_document *doc = cb_case_terms_finish(terms, error);
    if (doc == NULL)
        return FALSE;
    gboolean added = fill_case_document(writer, doc, item, error) &&
                     cb_store_put(writer->store, CB_STORE_CASES, docid, doc, error);
    xapc_document_free(doc);
    return added;
}

static gboolean check_id(const CbWriter *writer, const CbCase *item, GError **error)
{
    if (strlen(item->id) + strlen(CB_TERM_ID) > XAPC_MAX_TERM_LENGTH) {
        g_set_error(error, CB_ERROR, CB_ERROR_USAGE, "sagens id er for langt (%zu tegn): %s",
                    strlen(item->id), item->id);
        return FALSE;
    }
    guint32 docid;
    if (!find_case(writer, item->id, &docid, error))
        return FALSE;
    if (docid != 0) {
        g_set_error(error, CB_ERROR, CB_ERROR_USAGE, "to sager har samme id: %s", item->id);
        return FALSE;
    }
    return TRUE;
}

gboolean cb_writer_add_case(CbWriter *writer, const CbCase *item, GError **error)
{
    CbRemovedPlace old;
    if (!check_id(writer, item, error) || !cb_writer_begin_changes(writer, error) ||
        !find_place(writer, item, &old, error))
        return FALSE;
    guint32 end_of_old = old.place.first_passage + old.place.n_passages;
    cb_statistics_builder_begin_case(writer->statistics, old.docid, old.place.first_passage);
    guint32 docid = cb_statistics_builder_docid(writer->statistics);
    g_autoptr(CbCaseTerms) terms =
        cb_case_terms_new(writer->analyzer, writer->vocabulary, writer->positions, item);
    PassageSink sink = {.writer = writer, .terms = terms, .end_of_old = end_of_old};
    if (!cb_case_foreach_passage(item, add_passage, &sink)) {
        g_propagate_error(error, sink.error);
        return FALSE;
    }
    if (!delete_passages(writer, cb_statistics_builder_next_passage(writer->statistics), end_of_old,
                         error) ||
        !add_case_document(writer, terms, item, docid, error))
        return FALSE;
    cb_statistics_builder_end_case(writer->statistics, cb_case_terms_title_words(terms),
                                   cb_case_terms_lead_words(terms));
    cb_positions_builder_end_case(writer->positions, docid);
    cb_status_count_case(writer->status, item, 1);
    set_docid(writer, item->id, docid);
    return TRUE;
}
