/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The addresses of the API (docs/API.md), one file each. All are called from many threads at once;
 * each works on the reader of its own thread. All return (transfer full) an answer or a problem. */
#ifndef CB_SEARCHD_API_H
#define CB_SEARCHD_API_H

#include "reader_pool.h"
#include "reply.h"
#include "target.h"

G_BEGIN_DECLS

/** GET /v1/search */
CbReply *cb_api_search(CbReaderPool *pool, const CbTarget *target);

/** GET /v1/suggest: completion of what is being typed. */
CbReply *cb_api_suggest(CbReaderPool *pool, const CbTarget *target);

/** GET /v1/cases/ID. @id: decoded; may hold slashes. */
CbReply *cb_api_case(CbReaderPool *pool, const char *id);

/** GET /healthz: whether searches can be answered. */
CbReply *cb_api_health(CbReaderPool *pool);

G_END_DECLS

#endif
