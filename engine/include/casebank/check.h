/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Verifying an index: that it is whole, that what belongs together fits together, and what to do
 * when it does not. Reading only: nothing is changed, no lock is taken, and an index on a read-only
 * medium can be checked.
 */
#ifndef CASEBANK_CHECK_H
#define CASEBANK_CHECK_H

#include <casebank/index.h>

G_BEGIN_DECLS

typedef enum {
    CB_FINDING_WARNING, /* searches answer as they should; something beside them is wrong */
    CB_FINDING_ERROR,   /* searches fail, or may answer wrongly */
} CbFindingSeverity;

/** All in Danish, without a full stop at the end. */
typedef struct {
    CbFindingSeverity severity;
    char *what;   /* what is wrong */
    char *path;   /* the file or folder that it is wrong with */
    char *advice; /* what to do */
} CbFinding;

/** Hears how far it is: @done of @total in the same unit, which differs from step to step. @step:
 * "filer læses"; valid during the call. */
typedef void (*CbCheckProgress)(const char *step, guint64 done, guint64 total, gpointer data);

/** @progress: (nullable). */
typedef struct {
    CbCheckProgress progress;
    gpointer data;
} CbCheckOptions;

typedef struct {
    GPtrArray *findings; /* CbFinding*, the worst first; none: all is well */
    guint n_errors;
    guint generation; /* the current one; 0 when CURRENT says nothing */
    guint before;     /* what a rollback goes back to; 0: nothing */
    guint cases, passages;
    gboolean is_checkpoint; /* the run that made it was interrupted */
} CbCheckReport;

/**
 * cb_index_check:
 * @dir: the index folder.
 * @options: (nullable): as a structure of zeros.
 *
 * Reads every byte of the current generation and of the one before it, and verifies: CURRENT; the
 * list of files with sizes and checksums; the structure of the databases (on a medium that can only
 * be read: that the documents of every term can be read); that the index can be opened and was made
 * with this analysis; that every case and every passage can be read, that each passage belongs to
 * one case and is reached from it, in order; the counts; the facets; the words and titles; and that
 * the record of files and the cases name each other. Of faults of one kind ten are told, and how
 * many more there are. When a new generation is published meanwhile, it begins anew with that one.
 *
 * Costs about a second for 100 MB.
 *
 * Errors: CB_ERROR_NO_INDEX, CB_ERROR_INDEX_VERSION (CURRENT is of another version), CB_ERROR_BUSY
 * (replaced again and again meanwhile), CB_ERROR_IO (CURRENT cannot be read), those of
 * cb_lexicon_open(). Damage is no error but a finding.
 *
 * Returns: (transfer full): free with cb_check_report_free().
 */
CbCheckReport *cb_index_check(const char *dir, const CbCheckOptions *options, GError **error);
void cb_check_report_free(CbCheckReport *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbCheckReport, cb_check_report_free)

G_END_DECLS

#endif
