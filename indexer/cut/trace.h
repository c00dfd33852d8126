/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a page was cut, kept for a person who asks why: what cutting worked with, as it was left. */
#ifndef CB_INDEXER_TRACE_H
#define CB_INDEXER_TRACE_H

#include "layout.h"
#include <casebank/case.h>

G_BEGIN_DECLS

typedef struct {
    CbParts *parts;     /* the page's, roles given */
    CbLayout *layout;   /* over @parts */
    gboolean raised;    /* links were taken for headings (raise.h) */
    GHashTable *places; /* CbCase* -> where its municipalities were found, in Danish, static; no
                           entry for a case without any */
} CbCutTrace;

/**
 * cb_cut_page_traced:
 * @trace: (out): to be cleared; borrows @page.
 *
 * cb_cut_page(), with what it did.
 */
GPtrArray *cb_cut_page_traced(const CbPage *page, const char *source, const char *url,
                              const CbMunicipalities *municipalities, CbPageKind *kind,
                              CbCutTrace *trace);

void cb_cut_trace_clear(CbCutTrace *trace);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CbCutTrace, cb_cut_trace_clear)

G_END_DECLS

#endif
