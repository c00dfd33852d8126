/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading an index: the current generation, opened and checked, and what it says about itself.
 *
 * A published generation never changes, so a reader has nothing to be surprised by but the folder's
 * removal, which does not touch files that are open. Following a new generation means opening its
 * databases anew: Xapian's reopen() stays with the folder it has.
 */
#include "facets.h"
#include "generation.h"
#include "index_private.h"
#include "ledger.h"
#include "manifest.h"
#include "status.h"
#include <casebank/error.h>
#include <string.h>

#define OPEN_TRIES 3 /* a generation may be swapped out between reading CURRENT and opening it */

struct CbIndex {
    char *dir;
    CbLexicon *lexicon;
    CbAnalyzer *analyzer; /* of the analysis that the generation was made with */
    CbCurrent current;
    gboolean stays; /* on that generation */
    xapc_database *cases, *passages;
    CbStatistics *statistics;
    CbPositions *positions;
    CbVocabulary *vocabulary;
    GPtrArray *facet_values[CB_N_FACETS];
};

/* --- Opening --------------------------------------------------------------------------------- */

static xapc_database *open_database(const char *generation, const char *name, GError **error)
{
    g_autofree char *path = g_build_filename(generation, name, NULL);
    xapc_error *xapian_error = NULL;
    xapc_database *database = xapc_database_open(path, XAPC_BACKEND_GLASS, &xapian_error);
    if (database == NULL)
        cb_error_from_xapian(error, xapian_error, path);
    return database;
}

/* (transfer full): free with xapc_free(). */
static char *get_metadata(const CbIndex *index, const char *key, gsize *length, GError **error)
{
    xapc_error *xapian_error = NULL;
    char *value = xapc_database_get_metadata(index->cases, key, strlen(key), length, &xapian_error);
    if (value == NULL)
        cb_error_from_xapian(error, xapian_error, index->dir);
    return value;
}

static gboolean set_damaged(const CbIndex *index, GError **error)
{
    g_set_error(error, CB_ERROR, CB_ERROR_INDEX_DAMAGED,
                "indekset %s er beskadiget; byg det igen med casebank-index --full", index->dir);
    return FALSE;
}

static gboolean check_version(const CbIndex *index, GError **error)
{
    gsize length;
    char *schema = get_metadata(index, CB_META_SCHEMA, &length, error);
    if (schema == NULL)
        return FALSE;
    guint64 version = 0;
    gboolean ok = g_ascii_string_to_unsigned(schema, 10, 0, G_MAXUINT, &version, NULL) &&
                  version == CB_SCHEMA_VERSION;
    if (!ok)
        g_set_error(error, CB_ERROR, CB_ERROR_INDEX_VERSION,
                    "indekset %s har format %s, her læses %d; byg det igen med casebank-index",
                    index->dir, *schema != '\0' ? schema : "(intet)", CB_SCHEMA_VERSION);
    xapc_free(schema);
    return ok;
}

/* An index may use what a later Casebank brought: its name is then among the features, and none is
 * known here yet. */
static gboolean check_features(const CbIndex *index, GError **error)
{
    gsize length;
    char *features = get_metadata(index, CB_META_FEATURES, &length, error);
    if (features == NULL)
        return FALSE;
    if (length > 0)
        g_set_error(error, CB_ERROR, CB_ERROR_INDEX_VERSION,
                    "indekset %s bruger noget, denne Casebank ikke kender (%s); opdatér Casebank",
                    index->dir, g_strdelimit(features, "\n", ' '));
    xapc_free(features);
    return length == 0;
}

/* An index may be made with steps of the analysis left out, to see what they are worth: queries are
 * then read the same way. */
static gboolean open_analyzer(CbIndex *index, GError **error)
{
    gsize length;
    char *analysis = get_metadata(index, CB_META_ANALYSIS, &length, error);
    if (analysis == NULL)
        return FALSE;
    CbAnalyzerOptions options = {.lexicon = index->lexicon};
    cb_analyzer_options_from_fingerprint(&options, analysis);
    index->analyzer = cb_analyzer_new_with(&options);
    const char *ours = cb_analyzer_fingerprint(index->analyzer);
    gboolean ok = strcmp(analysis, ours) == 0;
    if (!ok)
        g_set_error(error, CB_ERROR, CB_ERROR_INDEX_VERSION,
                    "indekset %s er lavet med en anden sprogbehandling (%s) end denne (%s); "
                    "byg det igen med casebank-index",
                    index->dir, analysis, ours);
    xapc_free(analysis);
    return ok;
}

static gboolean load_facets(CbIndex *index, GError **error)
{
    for (CbFacetId facet = 0; facet < CB_N_FACETS; facet++) {
        g_autofree char *key = g_strconcat(CB_META_FACET, cb_facet_name(facet), NULL);
        gsize length;
        char *data = get_metadata(index, key, &length, error);
        if (data == NULL)
            return FALSE;
        index->facet_values[facet] = cb_facet_values_unpack(data, length);
        xapc_free(data);
        if (index->facet_values[facet] == NULL)
            return set_damaged(index, error);
    }
    return TRUE;
}

/* Lets go of the generation; what names the index stays. */
static void close_generation(CbIndex *index)
{
    g_clear_pointer(&index->analyzer, cb_analyzer_free);
    xapc_database_free(g_steal_pointer(&index->cases));
    xapc_database_free(g_steal_pointer(&index->passages));
    g_clear_pointer(&index->statistics, cb_statistics_free);
    g_clear_pointer(&index->positions, cb_positions_free);
    g_clear_pointer(&index->vocabulary, cb_vocabulary_free);
    for (guint i = 0; i < CB_N_FACETS; i++)
        g_clear_pointer(&index->facet_values[i], g_ptr_array_unref);
}

static gboolean open_vocabulary(CbIndex *index, const char *generation, GError **error)
{
    g_autofree char *path = g_build_filename(generation, CB_VOCABULARY_FILE_NAME, NULL);
    index->vocabulary = cb_vocabulary_open(path, error);
    return index->vocabulary != NULL;
}

static gboolean open_current(CbIndex *index, GError **error)
{
    if (!cb_current_read(index->dir, &index->current, error) ||
        !cb_manifest_check(index->dir, index->current.number, CB_ADVICE_TORN, error))
        return FALSE;
    g_autofree char *path = cb_generation_path(index->dir, index->current.number);
    index->cases = open_database(path, "cases", error);
    if (index->cases == NULL)
        return FALSE;
    index->passages = open_database(path, "passages", error);
    return index->passages != NULL && check_version(index, error) && check_features(index, error) &&
           open_analyzer(index, error) && load_facets(index, error) &&
           (index->statistics = cb_statistics_open(path, error)) != NULL &&
           (index->positions = cb_positions_open(path, error)) != NULL &&
           open_vocabulary(index, path, error);
}

static void free_index(CbIndex *index)
{
    close_generation(index);
    cb_lexicon_unref(index->lexicon);
    g_free(index->dir);
    g_free(index);
}

static CbIndex *open_in(const char *dir, CbLexicon *lexicon, GError **error)
{
    CbIndex *index = g_new0(CbIndex, 1);
    index->dir = g_strdup(dir);
    index->lexicon = cb_lexicon_ref(lexicon);
    for (guint attempt = 1;; attempt++) {
        g_autoptr(GError) open_error = NULL;
        if (open_current(index, &open_error))
            return index;
        close_generation(index);
        /* Another generation took its place meanwhile: only then is a second look worth it. */
        if (attempt == OPEN_TRIES || index->current.number == 0 ||
            cb_current_is_same(dir, &index->current)) {
            g_propagate_error(error, g_steal_pointer(&open_error));
            break;
        }
    }
    free_index(index);
    return NULL;
}

CbIndex *cb_index_open(const char *dir, GError **error)
{
    g_autoptr(CbLexicon) lexicon = cb_lexicon_open(NULL, error);
    return lexicon != NULL ? open_in(dir, lexicon, error) : NULL;
}

void cb_index_free(CbIndex *index)
{
    if (index != NULL)
        free_index(index);
}

void cb_index_stay(CbIndex *index)
{
    index->stays = TRUE;
}

gboolean cb_index_refresh(CbIndex *index, gboolean *changed, GError **error)
{
    if (changed != NULL)
        *changed = FALSE;
    if (index->stays || cb_current_is_same(index->dir, &index->current))
        return TRUE;
    CbIndex *fresh = open_in(index->dir, index->lexicon, error);
    if (fresh == NULL)
        return FALSE;
    CbIndex old = *index;
    *index = *fresh;
    *fresh = old;
    free_index(fresh);
    if (changed != NULL)
        *changed = TRUE;
    return TRUE;
}

xapc_database *cb_index_cases(CbIndex *index)
{
    return index->cases;
}

xapc_database *cb_index_passages(CbIndex *index)
{
    return index->passages;
}

const CbStatistics *cb_index_statistics(CbIndex *index)
{
    return index->statistics;
}

const CbPositions *cb_index_positions(CbIndex *index)
{
    return index->positions;
}

CbAnalyzer *cb_index_analyzer(CbIndex *index)
{
    return index->analyzer;
}

const CbVocabulary *cb_index_vocabulary(CbIndex *index, GError **error)
{
    return cb_vocabulary_check(index->vocabulary, error) ? index->vocabulary : NULL;
}

const GPtrArray *cb_index_facet_values(CbIndex *index, CbFacetId facet)
{
    g_return_val_if_fail((guint)facet < CB_N_FACETS, NULL);
    return index->facet_values[facet];
}

/* --- Status and files ------------------------------------------------------------------------ */

CbStatus *cb_index_status(CbIndex *index, GError **error)
{
    gsize length;
    char *data = get_metadata(index, CB_META_STATUS, &length, error);
    if (data == NULL)
        return NULL;
    g_autoptr(CbStatus) status = cb_status_unpack(data, length);
    xapc_free(data);
    if (status == NULL) {
        set_damaged(index, error);
        return NULL;
    }
    g_autofree char *path = cb_generation_path(index->dir, index->current.number);
    status->index_bytes = cb_tree_bytes(path);
    status->generation = index->current.number;
    status->analysis = g_strdup(cb_analyzer_fingerprint(index->analyzer));
    return g_steal_pointer(&status);
}

static CbLedger *read_ledger(const CbIndex *index, GError **error)
{
    g_autofree char *folder = cb_generation_path(index->dir, index->current.number);
    g_autofree char *path = g_build_filename(folder, CB_LEDGER_FILE_NAME, NULL);
    return cb_ledger_read(path, error);
}

CbLedger *cb_index_ledger(CbIndex *index, GError **error)
{
    g_autoptr(GError) read_error = NULL;
    CbLedger *ledger = read_ledger(index, &read_error);
    gboolean changed = FALSE;
    /* It is not kept open: the generation may have been removed by now. */
    if (ledger == NULL && cb_index_refresh(index, &changed, NULL) && changed) {
        g_clear_error(&read_error);
        ledger = read_ledger(index, &read_error);
    }
    if (ledger == NULL)
        g_propagate_error(error, g_steal_pointer(&read_error));
    return ledger;
}

GPtrArray *cb_index_files(CbIndex *index, GError **error)
{
    g_autoptr(CbLedger) ledger = cb_index_ledger(index, error);
    return ledger != NULL ? g_ptr_array_ref(ledger->files) : NULL;
}
