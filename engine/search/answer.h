/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making the parts of a CbAnswer: empty, with the free functions of their arrays set. */
#ifndef CB_SEARCH_ANSWER_H
#define CB_SEARCH_ANSWER_H

#include <casebank/search.h>

G_BEGIN_DECLS

CbAnswer *cb_answer_new(const CbRequest *request);
CbHit *cb_hit_new(void);
CbPassage *cb_passage_new(void);
void cb_passage_free(CbPassage *passage);
/** An array of CbExpansion*. */
GPtrArray *cb_expansions_new(void);
CbFacet *cb_facet_new(const char *name);
/** An array of CbFacet*. */
GPtrArray *cb_facets_new(void);

G_END_DECLS

#endif
