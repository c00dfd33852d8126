/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a run has to do: the files of the sources, compared with the ledger of the index that is
 * there.
 */
#ifndef CB_INDEXER_PLAN_H
#define CB_INDEXER_PLAN_H

#include "sources.h"

G_BEGIN_DECLS

/**
 * CbPlannedFile:
 * @file: borrowed; NULL for one that is gone.
 * @source: of @file.
 * @old: (nullable): its record in the ledger, borrowed; of a moved file the one under its old name.
 * @action: what is to be done, by itself; whoever finds that a page must be cut again although it
 *   has not changed says so with cb_plan_touch().
 * @reason: (nullable): why, in Danish, where @action does not say it; static.
 * @reread: its content has to be read and parsed; what the index has of it is not to be used.
 * @compared: its content was read, and is what it was.
 * @kept: it could not be looked at tonight: what the index has of it stays.
 * @context: what its cases depend on besides its content (cb_plan_new()); as CbFileRecord has it.
 */
typedef struct {
    const CbFoundFile *file;
    CbSource *source;
    const CbFileRecord *old;
    CbAction action;
    const char *reason;
    gboolean reread, compared, kept;
    char *context;
} CbPlannedFile;

/** What of a file's surroundings its cases depend on: its address, say. (transfer full) */
typedef char *(*CbContextFunc)(const CbSource *source, const CbFoundFile *file, gpointer data);

/**
 * CbPlanOptions:
 * @ledger: (nullable): of the index that is there; must outlive the plan.
 * @full: everything is read again.
 * @retry_failed: so is what could not be read.
 * @ocr: (nullable): the way that pages without text are recognised today (cb_recognizer_way());
 *   NULL not to compare it.
 */
typedef struct {
    const CbLedger *ledger;
    gboolean full, retry_failed;
    const char *ocr;
    CbContextFunc context;
    gpointer data;
} CbPlanOptions;

/** Its strings and records are the ledger's and the sources'. */
typedef struct {
    GPtrArray *files; /* CbPlannedFile*: those that are gone, then those of the sources in order */
    GHashTable *by_path; /* path today, or of one that is gone -> CbPlannedFile* */
    gboolean pdfs_moved; /* the set of paths of PDFs is another than it was */
    guint counts[CB_N_ACTIONS];
    guint n_touched; /* files whose time or size is another, but not their content */
    GHashTable *old; /* path -> CbFileRecord* of the ledger (borrowed) */
    CbPlanOptions options;
} CbPlan;

/**
 * cb_plan_new:
 *
 * A file of which size and time of change are as they were, and that was not read in the very
 * moment it changed, is taken for unchanged without opening it; of any other one the content is
 * compared. A new file with the content of one that is gone is that one, moved.
 *
 * What failed before is left alone until it changes, but for what may come right by itself: a file
 * that could not be opened is tried each time, one that took too long three times.
 */
CbPlan *cb_plan_new(const CbSources *sources, const CbPlanOptions *options);
void cb_plan_free(CbPlan *plan);

/** The first CB_CONTENT_HASH_LETTERS of the hash of a file's content; NULL when it cannot be read.
 * (transfer full) */
char *cb_found_file_hash(const CbFoundFile *file);

/** A page or PDF with a record that needs to be recognised, so that CbPlanOptions.ocr matters. */
gboolean cb_ledger_wants_ocr(const CbLedger *ledger);

/** A file that was found while the run went on: one that a line names. @path: in @sources. It is
 * taken for new, unless a run before had it. */
void cb_plan_add(CbPlan *plan, const CbSources *sources, const char *path);

/** Makes an unchanged file one that is done again, for @reason. */
void cb_plan_touch(CbPlan *plan, CbPlannedFile *planned, const char *reason);

/**
 * cb_plan_is_unchanged:
 *
 * Whether names, sizes and times tell that every file is as it was, and none is to be tried again:
 * the same as an empty plan, at the cost of a look. FALSE when it takes more than that to tell.
 */
gboolean cb_plan_is_unchanged(const CbSources *sources, const CbLedger *ledger);

/** Whether there is nothing to be done. */
gboolean cb_plan_is_empty(const CbPlan *plan);

/** (nullable) */
CbPlannedFile *cb_plan_file(const CbPlan *plan, const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbPlan, cb_plan_free)

G_END_DECLS

#endif
