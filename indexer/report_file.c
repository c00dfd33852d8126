/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report of a whole run as a file. */
#include "report_file.h"
#include "frontend/case_names.h"
#include "report_findings.h"
#include <casebank/error.h>
#include <string.h>

/* What the findings borrow from. */
typedef struct {
    CbIndex *index;
    CbCaseNames *names;
    GPtrArray *records;
} Sources;

static void sources_clear(Sources *sources)
{
    g_clear_pointer(&sources->records, g_ptr_array_unref);
    cb_case_names_free(sources->names);
    cb_index_free(sources->index);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sources, sources_clear)

static void unwell_free(CbUnwellFile *file)
{
    g_ptr_array_unref(file->cases);
    g_free(file);
}

static int compare_unwell(gconstpointer a, gconstpointer b)
{
    const CbFileRecord *first = (*(CbUnwellFile *const *)a)->record;
    const CbFileRecord *second = (*(CbUnwellFile *const *)b)->record;
    int by_state = strcmp(first->state, second->state);
    return by_state != 0 ? by_state : strcmp(first->path, second->path);
}

/* An index that cannot be opened (a first run that failed) has no files: the error tells of it. */
static GPtrArray *find_unwell(Sources *sources, const CbRunEnd *end)
{
    GPtrArray *unwell = g_ptr_array_new_with_free_func((GDestroyNotify)unwell_free);
    sources->index = cb_index_open(end->options->index_dir, NULL);
    if (sources->index == NULL)
        return unwell;
    sources->names = cb_case_names_new(sources->index);
    sources->records = cb_index_files(sources->index, NULL);
    for (guint i = 0; sources->records != NULL && i < sources->records->len; i++) {
        const CbFileRecord *record = sources->records->pdata[i];
        if (cb_file_is_well(record))
            continue;
        CbUnwellFile *file = g_new0(CbUnwellFile, 1);
        file->record = record;
        file->cases = cb_case_names_of(sources->names, record);
        g_ptr_array_add(unwell, file);
    }
    g_ptr_array_sort(unwell, compare_unwell);
    return unwell;
}

static GPtrArray *other_problems(const CbReport *report, const GPtrArray *unwell)
{
    g_autoptr(GHashTable) told = g_hash_table_new(g_str_hash, g_str_equal);
    GPtrArray *others = g_ptr_array_new();
    for (guint i = 0; i < unwell->len; i++)
        g_hash_table_add(told, ((const CbUnwellFile *)unwell->pdata[i])->record->path);
    for (guint i = 0; i < report->problems->len; i++) {
        CbProblem *problem = report->problems->pdata[i];
        if (problem->path == NULL || !g_hash_table_contains(told, problem->path))
            g_ptr_array_add(others, problem);
    }
    return others;
}

gboolean cb_report_write(CbReport *report, const CbRunEnd *end, const char *path, GError **error)
{
    g_autoptr(GError) failure = NULL;
    g_auto(Sources) sources = {0};
    cb_report_end_phase(report);
    gint64 took_us = g_get_monotonic_time() - report->begun_us;
    g_autoptr(GPtrArray) unwell = find_unwell(&sources, end);
    g_autoptr(GPtrArray) problems = other_problems(report, unwell);
    const CbFindings findings = {
        .report = report, .end = end, .took_us = took_us, .unwell = unwell, .problems = problems};
    g_autofree char *text = g_str_has_suffix(path, ".json") ? cb_findings_to_json(&findings)
                                                            : cb_findings_to_html(&findings);
    if (g_file_set_contents_full(path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0644, &failure))
        return TRUE;
    g_set_error(error, CB_ERROR, CB_ERROR_IO, "rapporten kunne ikke skrives: %s", failure->message);
    return FALSE;
}
