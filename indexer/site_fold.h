/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages and PDFs that were saved several times under addresses that differ in their queries. */
#ifndef CB_INDEXER_SITE_FOLD_H
#define CB_INDEXER_SITE_FOLD_H

#include "scan.h"

G_BEGIN_DECLS

/**
 * CbFolding:
 *
 * Gathers files by their addresses, then compares the content of those that differ in the query
 * alone.
 */
typedef struct CbFolding CbFolding;

CbFolding *cb_folding_new(void);
void cb_folding_free(CbFolding *folding);

/** @address: absolute, or a path that begins with '/'. @file must outlive the folding. */
void cb_folding_add(CbFolding *folding, CbFoundFile *file, const char *address);

/** Of files with the same content, keeps the one without, or with the shortest, query, and leaves
 * the others out as duplicates. */
void cb_folding_fold(CbFolding *folding);

/** The file that is read in place of a duplicate; @file itself when it is none. */
const CbFoundFile *cb_folding_kept(const CbFolding *folding, const CbFoundFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbFolding, cb_folding_free)

G_END_DECLS

#endif
