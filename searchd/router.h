/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a request to the part of the API that answers it. Knows no HTTP library. */
#ifndef CB_SEARCHD_ROUTER_H
#define CB_SEARCHD_ROUTER_H

#include "reader_pool.h"
#include "reply.h"

G_BEGIN_DECLS

/**
 * cb_route:
 * @method: "GET", ...
 * @raw_target: see cb_target_parse().
 *
 * Returns: (transfer full): the answer, or the problem that says why there is none. The answer to
 * HEAD is that to GET: who sends it leaves the body out.
 */
CbReply *cb_route(CbReaderPool *pool, const char *method, const char *raw_target);

/** Whether @method is one of those that the API answers. */
gboolean cb_method_is_answered(const char *method);

G_END_DECLS

#endif
