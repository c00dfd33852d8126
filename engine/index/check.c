/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Verifying an index: which steps, in which order, and what to say; see casebank/check.h. */
#include "check_private.h"
#include "generation.h"
#include "manifest.h"
#include <casebank/error.h>
#include <string.h>

#define TRIES 3 /* a new generation may be published meanwhile */

static void finding_free(gpointer data)
{
    CbFinding *finding = data;
    g_free(finding->what);
    g_free(finding->path);
    g_free(finding->advice);
    g_free(finding);
}

static CbCheckReport *report_new(void)
{
    CbCheckReport *report = g_new0(CbCheckReport, 1);
    report->findings = g_ptr_array_new_with_free_func(finding_free);
    return report;
}

void cb_check_report_free(CbCheckReport *report)
{
    if (report == NULL)
        return;
    g_ptr_array_unref(report->findings);
    g_free(report);
}

/* --- Findings -------------------------------------------------------------------------------- */

static CbFindingSeverity severity_of(CbFaultKind kind)
{
    /* A wrong record of files misleads the next run, and a torn generation before the current one
     * a rollback; no search reads them. */
    return kind == CB_FAULT_LEDGER || kind == CB_FAULT_BEFORE ? CB_FINDING_WARNING
                                                              : CB_FINDING_ERROR;
}

static char *advice_for(const CbCheck *check, CbFaultKind kind)
{
    const char *dir = check->dir;
    guint before = check->report->before;
    if (kind == CB_FAULT_BEFORE)
        return g_strdup("vent: den næste kørsel af casebank-index, der ændrer noget, "
                        "sætter en hel udgave i stedet; indtil da kan der ikke gås tilbage");
    if (kind == CB_FAULT_CURRENT && check->before_whole)
        return g_strdup_printf("tag udgave %u i brug: casebank-index --index %s --rollback", before,
                               dir);
    if (check->before_whole && kind != CB_FAULT_LEDGER)
        return g_strdup_printf("gå tilbage til udgave %u: casebank-index --index %s --rollback; "
                               "eller byg indekset igen: casebank-index --index %s --full KILDE",
                               before, dir, dir);
    return g_strdup_printf("byg indekset igen: casebank-index --index %s --full KILDE", dir);
}

static void add_finding(CbCheck *check, CbFaultKind kind, const char *path, char *what)
{
    CbFinding *finding = g_new0(CbFinding, 1);
    finding->severity = severity_of(kind);
    finding->what = what;
    finding->path = g_build_filename(check->dir, path, NULL);
    finding->advice = advice_for(check, kind);
    g_ptr_array_add(check->report->findings, finding);
}

void cb_check_fault(CbCheck *check, CbFaultKind kind, const char *path, const char *format, ...)
{
    if (severity_of(kind) == CB_FINDING_ERROR)
        check->report->n_errors++;
    if (++check->n_faults[kind] > CB_FAULTS_TOLD)
        return;
    va_list arguments;
    va_start(arguments, format);
    add_finding(check, kind, path, g_strdup_vprintf(format, arguments));
    va_end(arguments);
}

static void tell_the_rest(CbCheck *check)
{
    for (guint kind = 0; kind < CB_N_FAULT_KINDS; kind++) {
        if (check->n_faults[kind] <= CB_FAULTS_TOLD)
            continue;
        guint more = check->n_faults[kind] - CB_FAULTS_TOLD;
        add_finding(check, (CbFaultKind)kind, NULL,
                    g_strdup_printf("%u fejl mere af samme slags som de %u, der er nævnt", more,
                                    CB_FAULTS_TOLD));
    }
}

static int compare_findings(gconstpointer a, gconstpointer b)
{
    const CbFinding *const *left = a, *const *right = b;
    return (int)(*right)->severity - (int)(*left)->severity;
}

void cb_check_progress(const CbCheck *check, const char *step, guint64 done, guint64 total)
{
    if (check->options->progress != NULL)
        check->options->progress(step, done, total, check->options->data);
}

/* --- Steps ----------------------------------------------------------------------------------- */

/* First of all, for it decides what there is to advise. */
static void check_before(CbCheck *check, guint current)
{
    g_autoptr(CbManifest) manifest =
        current != 0 ? cb_manifest_read(check->dir, current, NULL) : NULL;
    guint before = manifest != NULL
                       ? manifest->before
                       : cb_generation_newest(check->dir, current != 0 ? current : G_MAXUINT);
    g_autofree char *path = cb_generation_path(check->dir, before);
    if (before == 0 || !g_file_test(path, G_FILE_TEST_IS_DIR))
        return; /* there was none, or it was gone back from the current one */
    check->report->before = before;
    check->before_whole = cb_check_files(check, before, CB_FAULT_BEFORE);
    check->report->is_checkpoint = manifest != NULL && manifest->is_checkpoint;
}

/* What is in the databases, once they are known to be sound. */
static gboolean check_contents(CbCheck *check, GError **error)
{
    g_autoptr(CbLexicon) lexicon = cb_lexicon_open(NULL, error);
    if (lexicon == NULL)
        return FALSE; /* not the index' fault */
    g_autoptr(GError) open_error = NULL;
    g_autoptr(CbIndex) index = cb_index_open(check->dir, &open_error);
    if (index == NULL) {
        cb_check_fault(check, CB_FAULT_OPENING, NULL, "indekset kan ikke åbnes: %s",
                       open_error->message);
        return TRUE;
    }
    g_autoptr(GHashTable) ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    cb_check_cases(check, index, ids);
    cb_check_words(check, index, ids);
    cb_check_ledger(check, index, ids);
    return TRUE;
}

static gboolean check_generation(CbCheck *check, guint number, GError **error)
{
    g_autofree char *name = g_path_get_basename(check->folder);
    check->report->generation = number;
    check_before(check, number);
    if (!g_file_test(check->folder, G_FILE_TEST_IS_DIR)) {
        cb_check_fault(check, CB_FAULT_CURRENT, CB_CURRENT_NAME,
                       "den peger på udgave %u, men mappen %s er der ikke", number, name);
        return TRUE;
    }
    if (!cb_check_files(check, number, CB_FAULT_FILES) || !cb_check_structure(check))
        return TRUE;
    return check_contents(check, error);
}

/* An index whose CURRENT is gone or unreadable: what else there is. */
static gboolean check_without_current(CbCheck *check, const GError *current_error)
{
    gboolean is_index = g_error_matches(current_error, CB_ERROR, CB_ERROR_INDEX_DAMAGED) ||
                        (g_error_matches(current_error, CB_ERROR, CB_ERROR_NO_INDEX) &&
                         cb_generation_newest(check->dir, G_MAXUINT) != 0);
    if (!is_index)
        return FALSE;
    check_before(check, 0);
    if (current_error->code == CB_ERROR_NO_INDEX)
        cb_check_fault(check, CB_FAULT_CURRENT, CB_CURRENT_NAME, "filen mangler");
    else
        cb_check_fault(check, CB_FAULT_CURRENT, CB_CURRENT_NAME,
                       "filen er beskadiget og siger ikke, hvilken udgave der er i brug");
    return TRUE;
}

/* NULL with an error; NULL without one when another generation was published meanwhile. */
static CbCheckReport *check_once(const char *dir, const CbCheckOptions *options, GError **error)
{
    g_autoptr(CbCheckReport) report = report_new();
    CbCheck check = {.dir = dir, .options = options, .report = report};
    CbCurrent current;
    g_autoptr(GError) current_error = NULL;
    if (!cb_current_read(dir, &current, &current_error)) {
        if (!check_without_current(&check, current_error)) {
            g_propagate_error(error, g_steal_pointer(&current_error));
            return NULL;
        }
    } else {
        g_autofree char *folder = cb_generation_path(dir, current.number);
        check.folder = folder;
        if (!check_generation(&check, current.number, error))
            return NULL;
        if (!cb_current_is_same(dir, &current))
            return NULL;
    }
    tell_the_rest(&check);
    g_ptr_array_sort(report->findings, compare_findings);
    return g_steal_pointer(&report);
}

CbCheckReport *cb_index_check(const char *dir, const CbCheckOptions *options, GError **error)
{
    static const CbCheckOptions defaults = {0};
    for (guint i = 0; i < TRIES; i++) {
        g_autoptr(GError) failure = NULL;
        CbCheckReport *report = check_once(dir, options != NULL ? options : &defaults, &failure);
        if (report != NULL)
            return report;
        if (failure != NULL) {
            g_propagate_error(error, g_steal_pointer(&failure));
            return NULL;
        }
    }
    g_set_error(error, CB_ERROR, CB_ERROR_BUSY,
                "%s blev ved med at blive fornyet, mens det blev undersøgt; prøv igen senere", dir);
    return NULL;
}
