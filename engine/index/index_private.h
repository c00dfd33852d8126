/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What search needs of an open index beyond the public header. Same thread rules as CbIndex. */
#ifndef CB_INDEX_PRIVATE_H
#define CB_INDEX_PRIVATE_H

#include "positions.h"
#include "schema.h"
#include "statistics.h"
#include "vocabulary.h"
#include <casebank/analyzer.h>
#include <casebank/index.h>
#include <xapian_c.h>

G_BEGIN_DECLS

/** Borrowed; replaced by cb_index_refresh(). */
xapc_database *cb_index_cases(CbIndex *index);
xapc_database *cb_index_passages(CbIndex *index);

/** The words and titles of the cases. Borrowed, as above. The first time it is read all through.
 * Errors: CB_ERROR_INDEX_DAMAGED. */
const CbVocabulary *cb_index_vocabulary(CbIndex *index, GError **error);
const CbStatistics *cb_index_statistics(CbIndex *index);
const CbPositions *cb_index_positions(CbIndex *index);

/** Display names of a facet's dictionary (empty for years). Borrowed. */
const GPtrArray *cb_index_facet_values(CbIndex *index, CbFacetId facet);
/** "municipality", "type", "year", "topic". */
const char *cb_facet_name(CbFacetId facet);

/** The document data of `cases`: all of a case but sections and the text of PDF pages. */
void cb_case_pack(const CbCase *item, GByteArray *out);
/** Returns: (transfer full) (nullable): NULL when damaged. */
CbCase *cb_case_unpack(const void *data, gsize length);

/** The document data of `passages`. */
typedef struct {
    gboolean is_lead;
    int attachment;     /* index into the case's attachments; -1: text of the page */
    guint page;         /* of the attachment */
    char *label;        /* printed page label, or NULL */
    char *heading;      /* or NULL; for a PDF page the outline heading it stands under */
    char *anchor;       /* or NULL */
    gboolean continues; /* goes on with the passage before it: a long section in pieces */
    gboolean ocr;       /* recognised on a picture of the page */
    char *text;
} CbPassageRecord;

void cb_passage_pack(const CbPassageRecord *passage, GByteArray *out);
/** Returns: (transfer full) (nullable): NULL when damaged. */
CbPassageRecord *cb_passage_unpack(const void *data, gsize length);
void cb_passage_record_free(CbPassageRecord *passage);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbPassageRecord, cb_passage_record_free)

/** A document's data. Returns: (nullable): free with xapc_free(); NULL with @error. */
char *cb_document_data(const xapc_database *database, guint32 docid, gsize *length,
                       xapc_error **error);

/** Read a record from `cases` and from `passages`. Returns: (transfer full) (nullable): NULL with
 * @error, or with none set when the record is damaged. */
CbCase *cb_case_record_read(const xapc_database *cases, guint32 docid, xapc_error **error);
CbPassageRecord *cb_passage_read(const xapc_database *passages, guint32 docid, xapc_error **error);

/**
 * cb_error_from_xapian:
 *
 * Moves @xapian_error into @error in our domain: what is damaged becomes CB_ERROR_INDEX_DAMAGED,
 * and its message says what to do; the rest CB_ERROR_IO, CB_ERROR_INDEX_VERSION or CB_ERROR_FAILED.
 * @what names the file or the deed, in Danish.
 */
void cb_error_from_xapian(GError **error, xapc_error *xapian_error, const char *what);

G_END_DECLS

#endif
