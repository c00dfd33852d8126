/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Building a generation.
 *
 * Both databases are written to scratch folders without syncing, in batches of a thousand documents
 * (larger ones cost more CPU in Xapian's inverter), and then compacted into the generation: the
 * result is a third smaller, laid out for reading, and synced once. The passages' database has no
 * term lists: nothing reads them, and they would be a quarter of it.
 */
#include "facets.h"
#include "generation.h"
#include "index_private.h"
#include "terms.h"
#include "vocabulary_format.h"
#include <casebank/error.h>
#include <casebank/pack.h>
#include <string.h>

#define COMMIT_EVERY 1000 /* documents */

struct CbWriter {
    CbGeneration *generation;
    CbAnalyzer *analyzer;
    xapc_writer *cases, *passages;
    guint n_pending; /* passages since the last commit */
    CbVocabularyBuilder *vocabulary;
    GHashTable *ids;
    CbFacetDictionary *facets;
    CbStatisticsBuilder *statistics;
    CbStatus status;
    guint n_files;
    GPtrArray *files; /* CbFileRecord* */
};

/* --- Opening --------------------------------------------------------------------------------- */

static char *scratch_path(const CbWriter *writer, const char *name)
{
    return g_strdup_printf("%s/%s.scratch", writer->generation->building, name);
}

static xapc_writer *open_scratch(const CbWriter *writer, const char *name, guint flags,
                                 GError **error)
{
    g_autofree char *path = scratch_path(writer, name);
    xapc_writer_options options = XAPC_WRITER_OPTIONS_INIT;
    options.action = XAPC_CREATE;
    options.flags = XAPC_WRITER_NO_SYNC | XAPC_WRITER_DANGEROUS | flags;
    xapc_error *xapian_error = NULL;
    xapc_writer *opened = xapc_writer_open(path, &options, &xapian_error);
    if (opened == NULL)
        cb_error_from_xapian(error, xapian_error, path);
    return opened;
}

static CbAnalyzer *open_analyzer(const CbWriterOptions *options, GError **error)
{
    g_autoptr(CbLexicon) lexicon = cb_lexicon_open(NULL, error);
    if (lexicon == NULL)
        return NULL;
    const CbAnalyzerOptions analysis = {lexicon, options->no_compounds, options->no_exceptions};
    return cb_analyzer_new_with(&analysis);
}

CbWriter *cb_writer_new(const char *dir, const CbWriterOptions *options, GError **error)
{
    static const CbWriterOptions defaults = {0};
    if (options == NULL)
        options = &defaults;
    g_autoptr(CbAnalyzer) analyzer = open_analyzer(options, error);
    CbGeneration *generation =
        analyzer != NULL ? cb_generation_begin(dir, options->lock_wait_ms, error) : NULL;
    if (generation == NULL)
        return NULL;
    g_autoptr(CbWriter) writer = g_new0(CbWriter, 1);
    writer->generation = generation;
    writer->analyzer = g_steal_pointer(&analyzer);
    writer->ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    writer->facets = cb_facet_dictionary_new();
    writer->statistics = cb_statistics_builder_new();
    writer->vocabulary = cb_vocabulary_builder_new();
    writer->files = g_ptr_array_new_with_free_func((GDestroyNotify)cb_file_record_free);
    writer->cases = open_scratch(writer, "cases", 0, error);
    if (writer->cases != NULL)
        writer->passages = open_scratch(writer, "passages", XAPC_WRITER_NO_TERMLIST, error);
    return writer->passages != NULL ? g_steal_pointer(&writer) : NULL;
}

void cb_writer_free(CbWriter *writer)
{
    if (writer == NULL)
        return;
    xapc_writer_free(writer->cases);
    xapc_writer_free(writer->passages);
    cb_analyzer_free(writer->analyzer);
    cb_generation_free(writer->generation);
    g_hash_table_unref(writer->ids);
    cb_facet_dictionary_free(writer->facets);
    cb_statistics_builder_free(writer->statistics);
    cb_vocabulary_builder_free(writer->vocabulary);
    g_strfreev(writer->status.sources);
    g_free(writer->status.sandbox);
    g_ptr_array_unref(writer->files);
    g_free(writer);
}

/* --- Adding ---------------------------------------------------------------------------------- */

static gboolean set_write_error(const CbWriter *writer, xapc_error *xapian_error, GError **error)
{
    cb_error_from_xapian(error, xapian_error, writer->generation->dir);
    g_prefix_error(error, "indekset kan ikke skrives (er disken fuld?): ");
    return FALSE;
}

static gboolean commit_when_due(CbWriter *writer, GError **error)
{
    xapc_error *xapian_error = NULL;
    if (++writer->n_pending < COMMIT_EVERY)
        return TRUE;
    writer->n_pending = 0;
    if (!xapc_writer_commit(writer->passages, &xapian_error) ||
        !xapc_writer_commit(writer->cases, &xapian_error))
        return set_write_error(writer, xapian_error, error);
    return TRUE;
}

typedef struct {
    CbWriter *writer;
    CbCaseTerms *terms;
    const char *uid;
    guint order;
    GError *error;
} PassageSink;

static gboolean add_passage(const CbPassageRecord *passage, gpointer data)
{
    PassageSink *sink = data;
    CbWriter *writer = sink->writer;
    xapc_document *doc =
        cb_case_terms_passage(sink->terms, passage, sink->uid, sink->order++, &sink->error);
    if (doc == NULL)
        return FALSE;
    xapc_error *xapian_error = NULL;
    gboolean added = xapc_writer_add_document(writer->passages, doc, NULL, &xapian_error);
    xapc_document_free(doc);
    if (!added)
        return set_write_error(writer, xapian_error, &sink->error);
    cb_statistics_builder_add_passage(writer->statistics, cb_case_terms_passage_words(sink->terms),
                                      cb_case_terms_passage_position(sink->terms),
                                      passage->attachment >= 0);
    writer->status.passages++;
    writer->status.documents_bytes += strlen(passage->text);
    return commit_when_due(writer, &sink->error);
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
    return set_write_error(writer, xapian_error, error);
}

static gboolean add_case_document(CbWriter *writer, CbCaseTerms *terms, const CbCase *item,
                                  const char *uid, GError **error)
{
    xapc_document *doc = cb_case_terms_finish(terms, error);
    if (doc == NULL)
        return FALSE;
    gboolean added = fill_case_document(writer, doc, item, uid, error);
    xapc_error *xapian_error = NULL;
    if (added && !xapc_writer_add_document(writer->cases, doc, NULL, &xapian_error))
        added = set_write_error(writer, xapian_error, error);
    xapc_document_free(doc);
    return added;
}

static gboolean check_id(CbWriter *writer, const CbCase *item, GError **error)
{
    if (strlen(item->id) + strlen(CB_TERM_ID) > XAPC_MAX_TERM_LENGTH) {
        g_set_error(error, CB_ERROR, CB_ERROR_USAGE, "sagens id er for langt (%zu tegn): %s",
                    strlen(item->id), item->id);
        return FALSE;
    }
    if (!g_hash_table_add(writer->ids, g_strdup(item->id))) {
        g_set_error(error, CB_ERROR, CB_ERROR_USAGE, "to sager har samme id: %s", item->id);
        return FALSE;
    }
    return TRUE;
}

gboolean cb_writer_add_case(CbWriter *writer, const CbCase *item, GError **error)
{
    if (!check_id(writer, item, error))
        return FALSE;
    g_autofree char *uid = g_strdup_printf("%u", writer->status.cases + 1);
    g_autoptr(CbCaseTerms) terms = cb_case_terms_new(writer->analyzer, writer->vocabulary, item);
    PassageSink sink = {.writer = writer, .terms = terms, .uid = uid};
    if (!cb_case_foreach_passage(item, add_passage, &sink)) {
        g_propagate_error(error, sink.error);
        return FALSE;
    }
    if (!add_case_document(writer, terms, item, uid, error))
        return FALSE;
    cb_statistics_builder_add_case(writer->statistics, cb_case_terms_title_words(terms),
                                   cb_case_terms_lead_words(terms));
    writer->status.cases++;
    writer->status.kinds[item->kind]++;
    for (guint i = 0; i < item->attachments->len; i++)
        writer->status.attachments[((const CbAttachment *)item->attachments->pdata[i])->state]++;
    return TRUE;
}

void cb_writer_record_file(CbWriter *writer, const CbFileRecord *record)
{
    g_ptr_array_add(writer->files, cb_file_record_copy(record));
    /* A scan was read: that there was no text on it is no failure. */
    if (strcmp(record->state, "ok") == 0 || strcmp(record->state, "no-text") == 0)
        writer->status.files_ok++;
    else
        writer->status.files_failed++;
}

void cb_writer_set_sources(CbWriter *writer, const char *const *sources)
{
    g_autoptr(GStrvBuilder) copy = g_strv_builder_new();
    for (gsize i = 0; sources[i] != NULL; i++)
        g_strv_builder_add(copy, sources[i]);
    g_strfreev(writer->status.sources);
    writer->status.sources = g_strv_builder_end(copy);
}

void cb_writer_set_sandbox(CbWriter *writer, const char *sandbox)
{
    g_free(writer->status.sandbox);
    writer->status.sandbox = g_strdup(sandbox);
}

/* --- Publishing ------------------------------------------------------------------------------ */

static gboolean set_metadata(CbWriter *writer, const char *key, const void *data, gsize length,
                             GError **error)
{
    xapc_error *xapian_error = NULL;
    if (!xapc_writer_set_metadata(writer->cases, key, strlen(key), data, length, &xapian_error))
        return set_write_error(writer, xapian_error, error);
    return TRUE;
}

static gboolean set_metadata_array(CbWriter *writer, const char *key, const GByteArray *data,
                                   GError **error)
{
    return set_metadata(writer, key, data->data, data->len, error);
}

static int compare_paths(gconstpointer a, gconstpointer b)
{
    const CbFileRecord *const *left = a, *const *right = b;
    return strcmp((*left)->path, (*right)->path);
}

static gboolean write_files(CbWriter *writer, GError **error)
{
    g_ptr_array_sort(writer->files, compare_paths);
    for (guint i = 0; i < writer->files->len; i++) {
        const CbFileRecord *record = writer->files->pdata[i];
        g_autofree char *key = g_strdup_printf(CB_META_FILE "%08u", i);
        g_autoptr(GByteArray) data = g_byte_array_new();
        cb_pack_string(data, record->path);
        cb_pack_string(data, record->state);
        cb_pack_string(data, record->reason);
        cb_pack_number(data, record->case_ids->len);
        for (guint j = 0; j < record->case_ids->len; j++)
            cb_pack_string(data, record->case_ids->pdata[j]);
        if (!set_metadata_array(writer, key, data, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean write_status(CbWriter *writer, GError **error)
{
    const CbStatus *status = &writer->status;
    g_autoptr(GDateTime) now = g_date_time_new_now_utc();
    g_autofree char *built = g_date_time_format(now, "%Y-%m-%dT%H:%M:%SZ");
    g_autoptr(GByteArray) data = g_byte_array_new();
    cb_pack_number(data, status->cases);
    for (guint i = 0; i < CB_N_CASE_KINDS; i++)
        cb_pack_number(data, status->kinds[i]);
    for (guint i = 0; i < CB_N_ATTACHMENT_STATES; i++)
        cb_pack_number(data, status->attachments[i]);
    cb_pack_number(data, status->passages);
    cb_pack_number(data, status->documents_bytes);
    cb_pack_string(data, built);
    cb_pack_number(data, status->files_ok);
    cb_pack_number(data, status->files_failed);
    guint n_sources = status->sources != NULL ? g_strv_length(status->sources) : 0;
    cb_pack_number(data, n_sources);
    for (guint i = 0; i < n_sources; i++)
        cb_pack_string(data, status->sources[i]);
    cb_pack_string(data, status->sandbox);
    return set_metadata_array(writer, CB_META_STATUS, data, error);
}

static gboolean write_metadata(CbWriter *writer, GError **error)
{
    g_autofree char *schema = g_strdup_printf("%d", CB_SCHEMA_VERSION);
    const char *analysis = cb_analyzer_fingerprint(writer->analyzer);
    if (!set_metadata(writer, CB_META_SCHEMA, schema, strlen(schema), error) ||
        !set_metadata(writer, CB_META_ANALYSIS, analysis, strlen(analysis), error))
        return FALSE;
    for (CbFacetId facet = 0; facet < CB_N_FACETS; facet++) {
        g_autofree char *key = g_strconcat(CB_META_FACET, cb_facet_name(facet), NULL);
        g_autoptr(GByteArray) values = cb_facet_dictionary_pack(writer->facets, facet);
        if (!set_metadata_array(writer, key, values, error))
            return FALSE;
    }
    return write_files(writer, error) && write_status(writer, error);
}

/* Commits and closes a scratch database and writes its compact form to the generation. */
static gboolean compact(CbWriter *writer, xapc_writer **scratch, const char *name, GError **error)
{
    g_autofree char *from = scratch_path(writer, name);
    g_autofree char *to = g_build_filename(writer->generation->building, name, NULL);
    xapc_error *xapian_error = NULL;
    xapc_database *database = NULL;
    xapc_compact_options options = XAPC_COMPACT_OPTIONS_INIT;
    options.no_renumber = TRUE;
    gboolean done = xapc_writer_commit(*scratch, &xapian_error) &&
                    xapc_writer_close(*scratch, &xapian_error) &&
                    (database = xapc_database_open(from, XAPC_BACKEND_GLASS, &xapian_error)) &&
                    xapc_database_compact(database, to, &options, &xapian_error);
    xapc_database_free(database);
    if (!done)
        return set_write_error(writer, xapian_error, error);
    xapc_writer_free(g_steal_pointer(scratch));
    cb_tree_remove(from);
    return TRUE;
}

static gboolean write_vocabulary(CbWriter *writer, GError **error)
{
    g_autofree char *path =
        g_build_filename(writer->generation->building, CB_VOCABULARY_FILE_NAME, NULL);
    return cb_vocabulary_builder_write(writer->vocabulary, writer->analyzer, path, error);
}

gboolean cb_writer_publish(CbWriter *writer, GError **error)
{
    return write_metadata(writer, error) && compact(writer, &writer->cases, "cases", error) &&
           compact(writer, &writer->passages, "passages", error) &&
           cb_statistics_builder_write(writer->statistics, writer->generation->building, error) &&
           write_vocabulary(writer, error) && cb_generation_publish(writer->generation, error);
}
