/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lies beside the databases of a generation: words and titles, and the record of files;
 * whether it speaks of the same cases as they do. */
#include "check_private.h"
#include "ledger.h"

static char *below(const CbCheck *check, const char *name)
{
    g_autofree char *generation = g_path_get_basename(check->folder);
    return g_build_filename(generation, name, NULL);
}

void cb_check_words(CbCheck *check, CbIndex *index, GHashTable *ids)
{
    g_autofree char *path = below(check, CB_VOCABULARY_FILE_NAME);
    g_autoptr(GError) error = NULL;
    const CbVocabulary *vocabulary = cb_index_vocabulary(index, &error);
    if (vocabulary == NULL) {
        cb_check_fault(check, CB_FAULT_WORDS, path, "%s", error->message);
        return;
    }
    guint n_titles = cb_vocabulary_n_titles(vocabulary);
    cb_check_progress(check, "titler", 0, n_titles);
    for (guint i = 0; i < n_titles; i++) {
        const char *id = cb_vocabulary_title_case(vocabulary, i);
        if (!g_hash_table_contains(ids, id))
            cb_check_fault(check, CB_FAULT_WORDS, path,
                           "der foreslås en titel af sagen »%s«, som ikke er i indekset", id);
    }
}

/* --- The record of files --------------------------------------------------------------------- */

static void check_files_cases(CbCheck *check, const char *path, const CbLedger *ledger,
                              GHashTable *ids)
{
    for (guint i = 0; i < ledger->files->len; i++) {
        const CbFileRecord *file = ledger->files->pdata[i];
        for (guint j = 0; j < file->case_ids->len; j++) {
            const char *id = file->case_ids->pdata[j];
            if (!g_hash_table_contains(ids, id))
                cb_check_fault(check, CB_FAULT_LEDGER, path,
                               "filen »%s« siges at have givet sagen »%s«, som ikke er i indekset",
                               file->path, id);
        }
    }
}

/* The ids that files' records name, and their paths: a PDF that no page names is a case, and its
 * path the id. All borrowed. */
static GHashTable *ids_of_files(const CbLedger *ledger)
{
    GHashTable *ids = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < ledger->files->len; i++) {
        const CbFileRecord *file = ledger->files->pdata[i];
        g_hash_table_add(ids, file->path);
        for (guint j = 0; j < file->case_ids->len; j++)
            g_hash_table_add(ids, file->case_ids->pdata[j]);
    }
    return ids;
}

/* A case that no file gave is never removed. After a run that was stopped there may be some: the
 * next one, which goes on from it, removes them. */
static void check_cases_files(CbCheck *check, const char *path, const CbLedger *ledger,
                              GHashTable *ids)
{
    if (!ledger->complete)
        return;
    g_autoptr(GHashTable) given = ids_of_files(ledger);
    GHashTableIter iter;
    gpointer id;
    g_hash_table_iter_init(&iter, ids);
    while (g_hash_table_iter_next(&iter, &id, NULL))
        if (!g_hash_table_contains(given, id))
            cb_check_fault(check, CB_FAULT_LEDGER, path,
                           "sagen »%s« er i indekset, men ingen fil siges at have givet den",
                           (const char *)id);
}

/* Each case has one record, and each record a case. */
static void check_case_records(CbCheck *check, const char *path, const CbLedger *ledger,
                               GHashTable *ids)
{
    g_autoptr(GHashTable) recorded = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < ledger->cases->len; i++) {
        const CbCaseRecord *record = ledger->cases->pdata[i];
        g_hash_table_add(recorded, record->id);
        if (!g_hash_table_contains(ids, record->id))
            cb_check_fault(check, CB_FAULT_LEDGER, path,
                           "sagen »%s« er noteret, men ikke i indekset", record->id);
    }
    GHashTableIter iter;
    gpointer id;
    g_hash_table_iter_init(&iter, ids);
    while (g_hash_table_iter_next(&iter, &id, NULL))
        if (!g_hash_table_contains(recorded, id))
            cb_check_fault(check, CB_FAULT_LEDGER, path,
                           "sagen »%s« er i indekset, men ikke noteret", (const char *)id);
}

void cb_check_ledger(CbCheck *check, CbIndex *index, GHashTable *ids)
{
    g_autofree char *path = below(check, CB_LEDGER_FILE_NAME);
    g_autoptr(GError) error = NULL;
    g_autoptr(CbLedger) ledger = cb_index_ledger(index, &error);
    if (ledger == NULL) {
        cb_check_fault(check, CB_FAULT_LEDGER, path, "%s", error->message);
        return;
    }
    check_files_cases(check, path, ledger, ids);
    if (ledger->cases->len == 0)
        return; /* made by another program than casebank-index, which keeps no such records */
    check_case_records(check, path, ledger, ids);
    check_cases_files(check, path, ledger, ids);
}
