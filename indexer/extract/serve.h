/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The work of casebank-extract: answers the requests of protocol.h, whoever sends them. */
#ifndef CB_EXTRACT_SERVE_H
#define CB_EXTRACT_SERVE_H

#include "ocr.h"

G_BEGIN_DECLS

/**
 * cb_serve:
 * @socket: to the indexer; stays the caller's.
 * @ocr: (nullable): NULL recognises nothing.
 * @cage: what there is of a cage, to be told.
 *
 * Says that it is ready, and answers one request after the other. A request that makes no sense as
 * one of its type is answered with CB_EXTRACT_DAMAGED, or as if nothing had been asked for.
 *
 * Returns: TRUE when the other end has closed the socket; FALSE when it cannot be talked to: a
 * frame that is no request, is too large, or brings no file.
 */
gboolean cb_serve(int socket, CbOcr *ocr, const char *cage);

G_END_DECLS

#endif
