/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line of casebank-index. */
#ifndef CB_INDEXER_OPTIONS_H
#define CB_INDEXER_OPTIONS_H

#include "ingest.h"

G_BEGIN_DECLS

/** What casebank-index is to do. */
typedef enum {
    CB_DEED_INDEX,
    CB_DEED_WATCH,    /* as CB_DEED_INDEX, again and again */
    CB_DEED_ROLLBACK, /* only the index folder and the time to wait count */
    CB_DEED_EXPLAIN,  /* @explain and, of @ingest, what cb_explain_page() uses */
    CB_DEED_HELP,
    CB_DEED_VERSION,
} CbDeed;

/**
 * CbIndexOptions:
 * @ingest: all that cb_ingest() is told but @stop; @extractor is NULL when it was not named.
 * @explain: (nullable): the page to explain; @json: as JSON.
 * @settle_s, @settle_max_s, @poll_s: as in #CbWatchOptions.
 * @report: (nullable): the file that the whole run is written to; ends in .json or .html.
 */
typedef struct {
    CbDeed deed;
    CbIngestOptions ingest;
    const char *explain;
    gboolean json;
    const char *report;
    gboolean quiet, verbose, json_progress;
    guint settle_s, settle_max_s, poll_s;
    /*< private >*/
    GPtrArray *sources, *base_urls;
} CbIndexOptions;

/**
 * cb_index_options_parse:
 * @args: NULL-terminated words of the command line, the program's name left out; @options borrows
 *   from them.
 * @options: (out): cleared with cb_index_options_clear(), also after an error.
 *
 * Errors: CB_ERROR_USAGE, with a sentence that says what is wrong with which option: one that does
 * not exist, a value out of range, two that exclude each other, nothing to index, a report that
 * cannot be written where it is asked for.
 */
gboolean cb_index_options_parse(char *const *args, CbIndexOptions *options, GError **error);
void cb_index_options_clear(CbIndexOptions *options);

/** What --help says. Static. */
const char *cb_index_help(void);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CbIndexOptions, cb_index_options_clear)

G_END_DECLS

#endif
