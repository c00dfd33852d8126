/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Building a generation, from nothing or from the current one.
 *
 * An update begins as a copy of the current generation, made when the first case changes, or when
 * it seems that one will: a run that changes nothing costs nothing. What is published in the end is
 * compacted when it was built from nothing, or has become loose since it was compacted last. What
 * is published at a checkpoint is not: the run goes on with it.
 */
#include "ledger.h"
#include "manifest.h"
#include "status.h"
#include "vocabulary_base.h"
#include "vocabulary_format.h"
#include "writer_private.h"
#include <casebank/error.h>
#include <string.h>

/* An update compacts when the databases take so much more a passage than they did compacted.
 * B-trees that are written to here and there have blocks that are two thirds full in the end:
 * measured, 1.08 after 12 changes of single cases out of 3,000, 1.31 after 150, ever slower. What
 * goes beyond was deleted. Compacting at each update would cost ten times what changing one case
 * does. */
#define LOOSE_FACTOR 1.6

/* Below so many slots holes cost nothing worth building anew for. */
#define MIN_SLOTS_TO_REBUILD 1000

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
    writer->positions = cb_positions_builder_new();
    writer->status = g_new0(CbStatus, 1);
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

static gboolean finish_clone(CbWriter *writer, GError **error);

void cb_writer_free(CbWriter *writer)
{
    if (writer == NULL)
        return;
    cb_store_free(writer->store);
    if (writer->cloning != NULL)
        finish_clone(writer, NULL);
    xapc_database_free(writer->base);
    cb_analyzer_free(writer->analyzer);
    cb_generation_free(writer->generation);
    g_hash_table_unref(writer->docids);
    g_hash_table_unref(writer->removed);
    cb_facet_dictionary_free(writer->facets);
    cb_statistics_builder_free(writer->statistics);
    cb_vocabulary_builder_free(writer->vocabulary);
    cb_positions_builder_free(writer->positions);
    cb_status_free(writer->status);
    cb_ledger_free(writer->ledger);
    g_free(writer->base_folder);
    g_free(writer);
}

/* --- Starting from the current generation ---------------------------------------------------- */

gboolean cb_writer_set_damaged(const CbWriter *writer, GError **error)
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

static gboolean load_positions(CbWriter *writer, GError **error)
{
    CbPositionsBuilder *loaded = cb_positions_builder_new_from(writer->base_folder, error);
    if (loaded == NULL)
        return FALSE;
    cb_positions_builder_free(writer->positions);
    writer->positions = loaded;
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
            return cb_writer_set_damaged(writer, error);
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
        return cb_writer_set_damaged(writer, error);
    }
    if (set->sources != NULL) {
        g_strfreev(writer->status->sources);
        writer->status->sources = g_steal_pointer(&set->sources);
    }
    if (set->sandbox != NULL)
        cb_writer_set_sandbox(writer, set->sandbox);
    return TRUE;
}

/* What finish() writes anew, whatever has changed. */
static const char *const written_anew[] = {CB_STATISTICS_FILE_NAME, CB_POSITIONS_FILE_NAME,
                                           CB_VOCABULARY_FILE_NAME, CB_WORDS_FILE_NAME, NULL};

/* Returns: (transfer full) (nullable): GError. */
static gpointer clone(gpointer data)
{
    const CbGeneration *generation = data;
    GError *error = NULL;
    cb_generation_make_room(generation);
    cb_generation_clone(generation, written_anew, &error);
    return error;
}

void cb_writer_prepare(CbWriter *writer)
{
    gboolean existing = writer->is_update || writer->was_published;
    if (existing && writer->store == NULL && writer->cloning == NULL)
        writer->cloning = g_thread_try_new("clone", clone, writer->generation, NULL);
}

/* Waits for the copy, or makes it when there was no thread to be had. */
static gboolean finish_clone(CbWriter *writer, GError **error)
{
    GThread *thread = g_steal_pointer(&writer->cloning);
    GError *failure = thread != NULL ? g_thread_join(thread) : clone(writer->generation);
    if (failure != NULL)
        g_propagate_error(error, failure);
    return failure == NULL;
}

static gboolean load_base(CbWriter *writer, GError **error)
{
    return load_statistics(writer, error) && load_positions(writer, error) &&
           load_facets(writer, error) && load_status(writer, error) &&
           cb_vocabulary_builder_load(writer->vocabulary, writer->base_folder, error);
}

/* To be called before anything is changed. */
gboolean cb_writer_begin_changes(CbWriter *writer, GError **error)
{
    if (writer->store != NULL)
        return TRUE;
    gboolean existing = writer->is_update || writer->was_published;
    cb_writer_prepare(writer);
    if (!existing)
        cb_generation_make_room(writer->generation);
    if (writer->is_update && !writer->was_published && !load_base(writer, error))
        return FALSE;
    if (existing && !finish_clone(writer, error))
        return FALSE;
    writer->store =
        cb_store_open(writer->generation->building, writer->generation->dir, existing, error);
    return writer->store != NULL;
}

/* --- What belongs to the index as a whole ---------------------------------------------------- */

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
    gboolean untouched = writer->store == NULL && !writer->was_published;
    if (writer->is_update && untouched && !load_statistics(writer, NULL))
        return TRUE;
    guint32 slots = cb_statistics_builder_passage_slots(writer->statistics);
    return slots >= MIN_SLOTS_TO_REBUILD &&
           cb_statistics_builder_n_passages(writer->statistics) < slots / 2;
}

/* --- Publishing ------------------------------------------------------------------------------ */

/* An empty one when none was set and there is none to keep. */
static void finish_ledger(CbWriter *writer)
{
    if (writer->ledger == NULL && !writer->is_update && !writer->was_published)
        writer->ledger = cb_ledger_new();
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

/* Returns: (transfer full) (nullable): GError. */
static gpointer write_positions(gpointer data)
{
    const CbWriter *writer = data;
    GError *error = NULL;
    cb_positions_builder_write(writer->positions, writer->generation->building, &error);
    return error;
}

/* All but the positions. The ledger, which is large, goes as soon as the status has counted it. */
static gboolean write_databases(CbWriter *writer, gboolean compacted, GError **error)
{
    if (!write_metadata(writer, error) || !write_ledger(writer, error) ||
        !write_vocabulary(writer, error) || !cb_store_close(writer->store, error))
        return FALSE;
    g_clear_pointer(&writer->store, cb_store_free);
    return (!compacted || !is_loose(writer) || compact(writer, error)) &&
           cb_statistics_builder_write(writer->statistics, writer->generation->building, error);
}

/* Makes the generation whole; @compacted: it may be made compact. Of an update, which somebody
 * waits for, the positions are written beside the rest; otherwise that would take more memory. */
static gboolean finish(CbWriter *writer, gboolean compacted, GError **error)
{
    if (!cb_writer_begin_changes(writer, error) || !cb_writer_delete_removed(writer, error))
        return FALSE;
    finish_ledger(writer);
    GThread *thread =
        writer->is_update ? g_thread_try_new("positions", write_positions, writer, NULL) : NULL;
    gboolean written = write_databases(writer, compacted, error);
    GError *failure = thread != NULL ? g_thread_join(thread)
                      : written      ? write_positions(writer)
                                     : NULL;
    if (failure != NULL && written)
        g_propagate_error(error, failure);
    else
        g_clear_error(&failure);
    return written && failure == NULL;
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
