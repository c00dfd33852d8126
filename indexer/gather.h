/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From the pages that changed to the cases that may have.
 *
 * The same case may stand on several pages, so pages are not cut alone: those that share a case
 * with a changed page are cut again beside it, and those of the cases of the index that say much
 * the same as a new one. Together they are merged as all pages would be. When there is no index to
 * start from, or very much has changed, they are all pages.
 */
#ifndef CB_INDEXER_GATHER_H
#define CB_INDEXER_GATHER_H

#include "pages.h"
#include "records.h"

G_BEGIN_DECLS

/**
 * CbGathering:
 * @plan: unchanged pages that are cut again are touched in it.
 * @ledger: (nullable): of @index.
 * @records: gets the records of all pages that were cut.
 * @index: (nullable): where cases that may be the same as new ones are looked for.
 * @pages: its @spool is not NULL.
 * @everything: all pages are cut, whether they changed or not.
 *
 * All is borrowed.
 */
typedef struct {
    CbPlan *plan;
    const CbLedger *ledger;
    CbRecords *records;
    CbIndex *index;
    CbPageReading pages;
    gboolean everything;
} CbGathering;

/**
 * CbGathered:
 * @cases: CbCase*: the cases of all pages that were cut, merged, in the order of the pages. Their
 *   text is in the spool.
 * @former: ids (char*, as keys) of cases of the index that @cases take the place of: those of them
 *   that are not in @cases are no more.
 * @common: what stands everywhere (cut/merge.h).
 * @stopped: the run was asked to end; all else is then empty, and nothing was recorded.
 */
typedef struct {
    GPtrArray *cases;
    GHashTable *former;
    GArray *common;
    gboolean stopped;
} CbGathered;

void cb_gathered_clear(CbGathered *gathered);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CbGathered, cb_gathered_clear)

/** Errors: CB_ERROR_WORKER, CB_ERROR_SANDBOX; those of cb_index_similar(), cb_case_spool_put() and
 * cb_case_spool_check(). */
gboolean cb_gather_cases(const CbGathering *gathering, CbGathered *gathered, GError **error);

G_END_DECLS

#endif
