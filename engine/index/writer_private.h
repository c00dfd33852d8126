/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The writer, for the files that it is made of: writer.c (the generation as a whole) and
 * writer_cases.c (adding and removing cases). */
#ifndef CB_INDEX_WRITER_PRIVATE_H
#define CB_INDEX_WRITER_PRIVATE_H

#include "facets.h"
#include "generation.h"
#include "index_private.h"
#include "store.h"
#include "vocabulary_builder.h"

G_BEGIN_DECLS

struct CbWriter {
    CbGeneration *generation;
    GThread *cloning; /* copies the current generation into the one that is built, or NULL */
    CbAnalyzer *analyzer;
    gboolean is_update;
    gboolean was_published; /* at a checkpoint: what comes starts from that */
    char *base_folder;      /* of the generation that an update starts from, or NULL */
    xapc_database *base;    /* its cases */
    CbStore *store;         /* NULL: nothing has changed since the last checkpoint */
    GHashTable *docids;     /* id -> document id of cases of this run; 0: removed */
    GHashTable *removed;    /* id -> CbRemovedPlace*: cases that still lie in the databases */
    CbVocabularyBuilder *vocabulary;
    CbFacetDictionary *facets;
    CbStatisticsBuilder *statistics;
    CbPositionsBuilder *positions;
    CbStatus *status;
    CbLedger *ledger; /* to be written, or NULL */
};

/** A case that was removed and still lies in the databases. */
typedef struct {
    guint32 docid;
    CbCaseStatistics place;
} CbRemovedPlace;

/** To be called before anything is changed: makes the copy that an update changes. */
gboolean cb_writer_begin_changes(CbWriter *writer, GError **error);

/** Deletes the cases that were removed and that nothing came in the place of. */
gboolean cb_writer_delete_removed(CbWriter *writer, GError **error);

/** Sets CB_ERROR_INDEX_DAMAGED. Returns FALSE. */
gboolean cb_writer_set_damaged(const CbWriter *writer, GError **error);

G_END_DECLS

#endif
