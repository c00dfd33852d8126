/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Building a generation, from nothing or from the current one.
 *
 * An update begins as a copy of the current generation, made when the first case changes: a run
 * that changes nothing costs nothing. A case that is removed stays in the databases until it is
 * known whether one with the same id comes in its place. If it does and has no more passages than
 * the old one, it takes over the document ids: Xapian then writes only what differs, and passages
 * that are the same are not written at all. Otherwise the new one comes last, and the old one
 * leaves a hole. Cases and passages so stay in the same order, which scoring relies on.
 *
 * What is published in the end is compacted when it was built from nothing, or has become loose
 * since it was compacted last. What is published at a checkpoint is not: the run goes on with it.
 */
#include "facets.h"
#include "generation.h"
#include "ledger.h"
#include "manifest.h"
#include "removed_case.h"
#include "status.h"
#include "store.h"
#include "terms.h"
#include <casebank/error.h>
#include <string.h>

/* An update compacts when the databases take so much more than they did compacted: B-trees that are
 * written to here and there settle at about 1.45, those that much is deleted from go on. */
#define LOOSE_FACTOR 1.6

/* Below so many slots holes cost nothing worth building anew for. */
#define MIN_SLOTS_TO_REBUILD 1000

struct CbWriter {
    CbGeneration *generation;
    CbAnalyzer *analyzer;
    gboolean is_update;
    gboolean was_published; /* at a checkpoint: what comes starts from that */
    char *base_folder;      /* of the generation that an update starts from, or NULL */
    xapc_database *base;    /* its cases */
    CbStore *store;         /* NULL: nothing has changed since the last checkpoint */
    GHashTable *docids;     /* id -> document id of cases of this run; 0: removed */
    GHashTable *removed;    /* id -> Removed*: cases that still lie in the databases */
    CbVocabularyBuilder *vocabulary;
    CbFacetDictionary *facets;
    CbStatisticsBuilder *statistics;
    CbStatus *status;
    CbLedger *ledger; /* to be written, or NULL */
    GPtrArray *files; /* CbFileRecord* */
};

typedef struct {
    guint32 docid;
    CbCaseStatistics place;
} Removed;

/* --- Opening --------------------------------------------------------------------------------- */

static CbAnalyzer *open_analyzer(const CbWriterOptions *options, GError **error)
{
    g_autoptr(CbLexicon) lexicon = cb_lexicon_open(NULL, error);
    if (lexicon == NULL)
        return NULL;
    const CbAnalyzerOptions analysis = {lexicon, options->no_compounds, options->no_exceptions};
    return cb_analyzer_new_with(&analysis);
}

/* (transfer full) (nullable): free with xapc_free(). */
static char *base_metadata(const CbWriter *writer, const char *key, gsize *length)
{
    return xapc_database_get_metadata(writer->base, key, strlen(key), length, NULL);
}

static gboolean base_says(const CbWriter *writer, const char *key, const char *wanted)
{
    char *value = base_metadata(writer, key, NULL);
    gboolean same = g_strcmp0(value, wanted) == 0;
    xapc_free(value);
    return same;
}

/* Opens the current generation when it can be gone on from; a torn one cannot. */
static gboolean open_base(CbWriter *writer)
{
    CbCurrent current = {0};
    if (!cb_current_read(writer->generation->dir, &current, NULL) ||
        !cb_manifest_check(writer->generation->dir, current.number, NULL, NULL))
        return FALSE;
    writer->base_folder = cb_generation_path(writer->generation->dir, current.number);
    g_autofree char *path =
        g_build_filename(writer->base_folder, cb_store_name(CB_STORE_CASES), NULL);
    writer->base = xapc_database_open(path, XAPC_BACKEND_GLASS, NULL);
    g_autofree char *schema = g_strdup_printf("%d", CB_SCHEMA_VERSION);
    return writer->base != NULL && base_says(writer, CB_META_SCHEMA, schema) &&
           base_says(writer, CB_META_FEATURES, "") &&
           base_says(writer, CB_META_ANALYSIS, cb_analyzer_fingerprint(writer->analyzer));
}

CbWriter *cb_writer_new(const char *dir, const CbWriterOptions *options, GError **error)
{
    static const CbWriterOptions defaults = {0};
    if (options == NULL)
        options = &defaults;
    CbGeneration *generation = cb_generation_begin(dir, options->lock_wait_ms, error);
    if (generation == NULL)
        return NULL;
    g_autoptr(CbWriter) writer = g_new0(CbWriter, 1);
    writer->generation = generation;
    writer->docids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    writer->removed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    writer->facets = cb_facet_dictionary_new();
    writer->statistics = cb_statistics_builder_new();
    writer->vocabulary = cb_vocabulary_builder_new();
    writer->status = g_new0(CbStatus, 1);
    writer->files = g_ptr_array_new_with_free_func((GDestroyNotify)cb_file_record_free);
    writer->analyzer = open_analyzer(options, error);
    if (writer->analyzer == NULL)
        return NULL;
    writer->is_update = options->update && open_base(writer);
    return g_steal_pointer(&writer);
}

gboolean cb_writer_is_update(const CbWriter *writer)
{
    return writer->is_update;
}

void cb_writer_free(CbWriter *writer)
{
    if (writer == NULL)
        return;
    cb_store_free(writer->store);
    xapc_database_free(writer->base);
    cb_analyzer_free(writer->analyzer);
    cb_generation_free(writer->generation);
    g_hash_table_unref(writer->docids);
    g_hash_table_unref(writer->removed);
    cb_facet_dictionary_free(writer->facets);
    cb_statistics_builder_free(writer->statistics);
    cb_vocabulary_builder_free(writer->vocabulary);
    cb_status_free(writer->status);
    cb_ledger_free(writer->ledger);
    g_ptr_array_unref(writer->files);
    g_free(writer->base_folder);
    g_free(writer);
}

/* --- Starting from the current generation ---------------------------------------------------- */

static gboolean set_damaged(const CbWriter *writer, GError **error)
{
    g_set_error(error, CB_ERROR, CB_ERROR_INDEX_DAMAGED,
                "indekset %s er beskadiget; byg det igen med casebank-index --full",
                writer->generation->dir);
    return FALSE;
}

static gboolean load_statistics(CbWriter *writer, GError **error)
{
    g_autoptr(CbStatistics) statistics = cb_statistics_open(writer->base_folder, error);
    if (statistics == NULL)
        return FALSE;
    cb_statistics_builder_free(writer->statistics);
    writer->statistics = cb_statistics_builder_new_from(statistics);
    return TRUE;
}

static gboolean load_facets(CbWriter *writer, GError **error)
{
    for (CbFacetId facet = 0; facet < CB_N_FACETS; facet++) {
        g_autofree char *key = g_strconcat(CB_META_FACET, cb_facet_name(facet), NULL);
        gsize length = 0;
        char *data = base_metadata(writer, key, &length);
        gboolean loaded =
            data != NULL && cb_facet_dictionary_load(writer->facets, facet, data, length);
        xapc_free(data);
        if (!loaded)
            return set_damaged(writer, error);
    }
    return TRUE;
}

/* What was set by the caller stays. */
static gboolean load_status(CbWriter *writer, GError **error)
{
    gsize length = 0;
    char *data = base_metadata(writer, CB_META_STATUS, &length);
    g_autoptr(CbStatus) set = writer->status;
    writer->status = data != NULL ? cb_status_unpack(data, length) : NULL;
    xapc_free(data);
    if (writer->status == NULL) {
        writer->status = g_steal_pointer(&set);
        return set_damaged(writer, error);
    }
    if (set->sources != NULL) {
        g_strfreev(writer->status->sources);
        writer->status->sources = g_steal_pointer(&set->sources);
    }
    if (set->sandbox != NULL)
        cb_writer_set_sandbox(writer, set->sandbox);
    return TRUE;
}

/* To be called before anything is changed. */
static gboolean begin_changes(CbWriter *writer, GError **error)
{
    if (writer->store != NULL)
        return TRUE;
    gboolean existing = writer->is_update || writer->was_published;
    if (existing && !cb_generation_clone(writer->generation, error))
        return FALSE;
    if (writer->is_update && !writer->was_published &&
        !(load_statistics(writer, error) && load_facets(writer, error) &&
          load_status(writer, error) &&
          cb_vocabulary_builder_load(writer->vocabulary, writer->base_folder, error)))
        return FALSE;
    writer->store =
        cb_store_open(writer->generation->building, writer->generation->dir, existing, error);
    return writer->store != NULL;
}

/* --- Removing -------------------------------------------------------------------------------- */

/* The document id of a case, or 0. */
static guint32 find_case(const CbWriter *writer, const char *id)
{
    gpointer docid;
    if (g_hash_table_lookup_extended(writer->docids, id, NULL, &docid))
        return GPOINTER_TO_UINT(docid);
    if (!writer->is_update)
        return 0;
    g_autofree char *term = g_strconcat(CB_TERM_ID, id, NULL);
    xapc_postiter *postings = xapc_database_postlist(writer->base, term, strlen(term), NULL);
    guint32 found = xapc_postiter_next(postings, NULL) ? xapc_postiter_get_docid(postings) : 0;
    xapc_postiter_free(postings);
    return found;
}

static void set_docid(CbWriter *writer, const char *id, guint32 docid)
{
    g_hash_table_insert(writer->docids, g_strdup(id), GUINT_TO_POINTER(docid));
}

/* Takes what the case adds out of all counts. */
static void uncount(CbWriter *writer, const CbRemovedCase *removed, const CbCaseStatistics *place)
{
    cb_status_count_case(writer->status, removed->item, -1);
    writer->status->passages -= MIN(place->n_passages, writer->status->passages);
    writer->status->documents_bytes -= MIN(removed->text_bytes, writer->status->documents_bytes);
    cb_vocabulary_builder_remove_case(writer->vocabulary, removed->item->id, removed->forms);
}

gboolean cb_writer_remove_case(CbWriter *writer, const char *id, GError **error)
{
    guint32 docid = find_case(writer, id);
    if (docid == 0) {
        g_set_error(error, CB_ERROR, CB_ERROR_NOT_FOUND, "der er ingen sag med id »%s«", id);
        return FALSE;
    }
    if (!begin_changes(writer, error))
        return FALSE;
    CbCaseStatistics place = cb_statistics_builder_remove_case(writer->statistics, docid);
    if (place.first_passage == 0)
        return set_damaged(writer, error);
    g_autoptr(CbRemovedCase) removed = cb_removed_case_read(writer->store, docid, &place, error);
    if (removed == NULL)
        return FALSE;
    uncount(writer, removed, &place);
    Removed *left = g_new(Removed, 1);
    *left = (Removed){docid, place};
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

static gboolean delete_case(CbWriter *writer, const Removed *removed, GError **error)
{
    guint32 first = removed->place.first_passage;
    return cb_store_delete(writer->store, CB_STORE_CASES, removed->docid, error) &&
           delete_passages(writer, first, first + removed->place.n_passages, error);
}

/* Deletes the cases that nothing came in the place of. */
static gboolean delete_removed(CbWriter *writer, GError **error)
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
    const char *uid;
    guint32 end_of_old; /* document ids below it have passages of the case that is replaced */
    guint order;
    GError *error;
} PassageSink;

/* The analysis makes the same terms of the same record. */
static gboolean is_unchanged(const PassageSink *sink, guint32 docid, const xapc_document *doc)
{
    if (docid >= sink->end_of_old)
        return FALSE;
    xapc_document *old = xapc_database_get_document(
        cb_store_database(sink->writer->store, CB_STORE_PASSAGES), docid, TRUE, NULL);
    gsize old_length = 0, length = 0;
    char *old_data = old != NULL ? xapc_document_get_data(old, &old_length, NULL) : NULL;
    char *data = xapc_document_get_data(doc, &length, NULL);
    gboolean same = old_data != NULL && data != NULL && old_length == length &&
                    memcmp(old_data, data, length) == 0;
    xapc_free(old_data);
    xapc_free(data);
    xapc_document_free(old);
    return same;
}

static gboolean add_passage(const CbPassageRecord *passage, gpointer data)
{
    PassageSink *sink = data;
    CbWriter *writer = sink->writer;
    xapc_document *doc =
        cb_case_terms_passage(sink->terms, passage, sink->uid, sink->order++, &sink->error);
    if (doc == NULL)
        return FALSE;
    guint32 docid = cb_statistics_builder_next_passage(writer->statistics);
    gboolean added = is_unchanged(sink, docid, doc) ||
                     cb_store_put(writer->store, CB_STORE_PASSAGES, docid, doc, &sink->error);
    xapc_document_free(doc);
    cb_statistics_builder_add_passage(writer->statistics, cb_case_terms_passage_words(sink->terms),
                                      cb_case_terms_passage_position(sink->terms),
                                      passage->attachment >= 0);
    writer->status->passages++;
    writer->status->documents_bytes += strlen(passage->text);
    return added;
}

static gboolean count_passage(const CbPassageRecord *passage, gpointer count)
{
    (void)passage;
    ++*(guint32 *)count;
    return TRUE;
}

/* The place of a removed case with the same id is taken over when the new one fits into it;
 * otherwise the old one is deleted now. @place: (out): all 0: the case comes last. */
static gboolean find_place(CbWriter *writer, const CbCase *item, Removed *place, GError **error)
{
    *place = (Removed){0};
    const Removed *removed = g_hash_table_lookup(writer->removed, item->id);
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

static gboolean set_document_error(xapc_error *xapian_error, GError **error)
{
    cb_error_from_xapian(error, xapian_error, "dokumentet kan ikke laves");
    return FALSE;
}

/* What goes beside the terms: the case's id, values and data. */
static gboolean fill_case_document(CbWriter *writer, xapc_document *doc, const CbCase *item,
                                   const char *uid, GError **error)
{
    g_autofree char *id_term = g_strconcat(CB_TERM_ID, item->id, NULL);
    g_autoptr(GByteArray) facets = cb_facet_dictionary_encode(writer->facets, item);
    g_autoptr(GByteArray) data = g_byte_array_new();
    cb_case_pack(item, data);
    const char *date = item->updated != NULL ? item->updated : "";
    xapc_error *xapian_error = NULL;
    if (xapc_document_add_boolean_term(doc, id_term, strlen(id_term), &xapian_error) &&
        xapc_document_add_value(doc, CB_VALUE_UID, uid, strlen(uid), &xapian_error) &&
        xapc_document_add_value(doc, CB_VALUE_DATE, date, strlen(date), &xapian_error) &&
        xapc_document_add_value(doc, CB_VALUE_FACETS, (const char *)facets->data, facets->len,
                                &xapian_error) &&
        xapc_document_set_data(doc, (const char *)data->data, data->len, &xapian_error))
        return TRUE;
    return set_document_error(xapian_error, error);
}

static gboolean add_case_document(CbWriter *writer, CbCaseTerms *terms, const CbCase *item,
                                  guint32 docid, const char *uid, GError **error)
{
    xapc_document *doc = cb_case_terms_finish(terms, error);
    if (doc == NULL)
        return FALSE;
    gboolean added = fill_case_document(writer, doc, item, uid, error) &&
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
    if (find_case(writer, item->id) != 0) {
        g_set_error(error, CB_ERROR, CB_ERROR_USAGE, "to sager har samme id: %s", item->id);
        return FALSE;
    }
    return TRUE;
}

gboolean cb_writer_add_case(CbWriter *writer, const CbCase *item, GError **error)
{
    Removed old;
    if (!check_id(writer, item, error) || !begin_changes(writer, error) ||
        !find_place(writer, item, &old, error))
        return FALSE;
    guint32 end_of_old = old.place.first_passage + old.place.n_passages;
    cb_statistics_builder_begin_case(writer->statistics, old.docid, old.place.first_passage);
    guint32 docid = cb_statistics_builder_docid(writer->statistics);
    g_autofree char *uid = g_strdup_printf("%u", docid);
    g_autoptr(CbCaseTerms) terms = cb_case_terms_new(writer->analyzer, writer->vocabulary, item);
    PassageSink sink = {.writer = writer, .terms = terms, .uid = uid, .end_of_old = end_of_old};
    if (!cb_case_foreach_passage(item, add_passage, &sink)) {
        g_propagate_error(error, sink.error);
        return FALSE;
    }
    if (!delete_passages(writer, cb_statistics_builder_next_passage(writer->statistics), end_of_old,
                         error) ||
        !add_case_document(writer, terms, item, docid, uid, error))
        return FALSE;
    cb_statistics_builder_end_case(writer->statistics, cb_case_terms_title_words(terms),
                                   cb_case_terms_lead_words(terms));
    cb_status_count_case(writer->status, item, 1);
    set_docid(writer, item->id, docid);
    return TRUE;
}

/* --- What belongs to the index as a whole ---------------------------------------------------- */

void cb_writer_record_file(CbWriter *writer, const CbFileRecord *record)
{
    g_ptr_array_add(writer->files, cb_file_record_copy(record));
}

void cb_writer_set_ledger(CbWriter *writer, CbLedger *ledger)
{
    cb_ledger_free(writer->ledger);
    writer->ledger = ledger;
}

void cb_writer_set_sources(CbWriter *writer, const char *const *sources)
{
    g_autoptr(GStrvBuilder) copy = g_strv_builder_new();
    for (gsize i = 0; sources[i] != NULL; i++)
        g_strv_builder_add(copy, sources[i]);
    g_strfreev(writer->status->sources);
    writer->status->sources = g_strv_builder_end(copy);
}

void cb_writer_set_sandbox(CbWriter *writer, const char *sandbox)
{
    if (sandbox == NULL && writer->is_update)
        return;
    g_free(writer->status->sandbox);
    writer->status->sandbox = g_strdup(sandbox);
}

gboolean cb_writer_wants_rebuild(CbWriter *writer)
{
    const CbStatisticsBuilder *statistics = writer->statistics;
    if (writer->is_update && writer->store == NULL && !writer->was_published &&
        !load_statistics(writer, NULL))
        return TRUE;
    statistics = writer->statistics;
    guint32 slots = cb_statistics_builder_passage_slots(statistics);
    return slots >= MIN_SLOTS_TO_REBUILD &&
           cb_statistics_builder_n_passages(statistics) < slots / 2;
}

/* --- Publishing ------------------------------------------------------------------------------ */

static int compare_paths(gconstpointer a, gconstpointer b)
{
    const CbFileRecord *const *left = a, *const *right = b;
    return strcmp((*left)->path, (*right)->path);
}

/* Makes a ledger of the recorded files when none was set and there is none to keep. */
static void finish_ledger(CbWriter *writer)
{
    gboolean has_none = !writer->is_update && !writer->was_published;
    if (writer->ledger == NULL && (has_none || writer->files->len > 0)) {
        writer->ledger = cb_ledger_new();
        for (guint i = 0; i < writer->files->len; i++)
            g_ptr_array_add(writer->ledger->files, cb_file_record_copy(writer->files->pdata[i]));
        g_ptr_array_sort(writer->ledger->files, compare_paths);
    }
}

static gboolean write_status(CbWriter *writer, GError **error)
{
    CbStatus *status = writer->status;
    g_autoptr(GDateTime) now = g_date_time_new_now_utc();
    g_free(status->built);
    status->built = g_date_time_format(now, "%Y-%m-%dT%H:%M:%SZ");
    if (writer->ledger != NULL)
        cb_status_count_files(status, writer->ledger->files);
    g_autoptr(GByteArray) data = g_byte_array_new();
    cb_status_pack(status, data);
    return cb_store_set_metadata(writer->store, CB_META_STATUS, data->data, data->len, error);
}

static gboolean write_metadata(CbWriter *writer, GError **error)
{
    g_autofree char *schema = g_strdup_printf("%d", CB_SCHEMA_VERSION);
    const char *analysis = cb_analyzer_fingerprint(writer->analyzer);
    if (!cb_store_set_metadata(writer->store, CB_META_SCHEMA, schema, strlen(schema), error) ||
        !cb_store_set_metadata(writer->store, CB_META_ANALYSIS, analysis, strlen(analysis), error))
        return FALSE;
    for (CbFacetId facet = 0; facet < CB_N_FACETS; facet++) {
        g_autofree char *key = g_strconcat(CB_META_FACET, cb_facet_name(facet), NULL);
        g_autoptr(GByteArray) values = cb_facet_dictionary_pack(writer->facets, facet);
        if (!cb_store_set_metadata(writer->store, key, values->data, values->len, error))
            return FALSE;
    }
    return write_status(writer, error);
}

static gboolean is_loose(const CbWriter *writer)
{
    CbCompacted last = cb_statistics_builder_compacted(writer->statistics);
    double growth = (double)cb_statistics_builder_n_passages(writer->statistics) /
                    (double)MAX(last.passages, 1);
    return last.bytes == 0 || (double)cb_store_bytes(writer->generation->building) >
                                  LOOSE_FACTOR * MAX(growth, 1) * (double)last.bytes;
}

static gboolean compact(CbWriter *writer, GError **error)
{
    const char *folder = writer->generation->building;
    if (!cb_store_compact(folder, writer->generation->dir, error))
        return FALSE;
    CbCompacted compacted = {cb_store_bytes(folder),
                             cb_statistics_builder_n_passages(writer->statistics)};
    cb_statistics_builder_set_compacted(writer->statistics, compacted);
    return TRUE;
}

static gboolean write_ledger(CbWriter *writer, GError **error)
{
    if (writer->ledger == NULL)
        return TRUE;
    g_autofree char *path =
        g_build_filename(writer->generation->building, CB_LEDGER_FILE_NAME, NULL);
    gboolean written = cb_ledger_write(writer->ledger, path, error);
    g_clear_pointer(&writer->ledger, cb_ledger_free);
    return written;
}

static guint stem_frequency(const char *stem, gpointer data)
{
    const CbWriter *writer = data;
    g_autofree char *term = g_strconcat(CB_TERM_STEM, stem, NULL);
    xapc_doccount n = 0;
    xapc_database_get_termfreq(cb_store_database(writer->store, CB_STORE_CASES), term, strlen(term),
                               &n, NULL);
    return n;
}

static gboolean write_vocabulary(CbWriter *writer, GError **error)
{
    return cb_vocabulary_builder_write(writer->vocabulary, writer->analyzer,
                                       writer->generation->building, stem_frequency, writer, error);
}

/* Makes the generation whole; @compacted: it may be made compact. */
static gboolean finish(CbWriter *writer, gboolean compacted, GError **error)
{
    if (!begin_changes(writer, error) || !delete_removed(writer, error))
        return FALSE;
    finish_ledger(writer);
    if (!write_vocabulary(writer, error) || !write_metadata(writer, error) ||
        !cb_store_close(writer->store, error))
        return FALSE;
    g_clear_pointer(&writer->store, cb_store_free);
    return (!compacted || !is_loose(writer) || compact(writer, error)) &&
           cb_statistics_builder_write(writer->statistics, writer->generation->building, error) &&
           write_ledger(writer, error);
}

static gboolean has_changes(const CbWriter *writer)
{
    return writer->store != NULL || writer->ledger != NULL;
}

gboolean cb_writer_checkpoint(CbWriter *writer, GError **error)
{
    if (!has_changes(writer))
        return TRUE;
    if (!finish(writer, FALSE, error) || !cb_generation_checkpoint(writer->generation, error))
        return FALSE;
    writer->was_published = TRUE;
    return TRUE;
}

gboolean cb_writer_publish(CbWriter *writer, GError **error)
{
    gboolean is_unfinished =
        !writer->is_update && cb_statistics_builder_compacted(writer->statistics).bytes == 0;
    if (!has_changes(writer) && !is_unfinished)
        return TRUE;
    /* A run that was stopped: the next one goes on from it, and is not what one wants back. */
    gboolean was_stopped = writer->ledger != NULL && !writer->ledger->complete;
    if (!finish(writer, TRUE, error))
        return FALSE;
    return was_stopped ? cb_generation_checkpoint(writer->generation, error)
                       : cb_generation_publish(writer->generation, error);
}
