/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The HTTP server: the one place that knows libmicrohttpd. */
#ifndef CB_SEARCHD_SERVER_H
#define CB_SEARCHD_SERVER_H

#include "reader_pool.h"
#include "service_limits.h"

G_BEGIN_DECLS

typedef struct CbServer CbServer;

/**
 * CbServerOptions:
 * @listen_fd: a listening socket; closed by cb_server_free().
 * @threads: that answer requests, at least 1.
 * @pool: must outlive the server.
 * @log_requests: log each request, with what was asked.
 */
typedef struct {
    int listen_fd;
    guint threads;
    CbLimits limits;
    CbReaderPool *pool;
    gboolean log_requests;
} CbServerOptions;

/** Starts answering, in threads of its own that have the calling thread's signal mask. Errors:
 * CB_ERROR_FAILED; the socket is then still the caller's. */
CbServer *cb_server_start(const CbServerOptions *options, GError **error);

/** Accepts no more connections; requests that have begun go on, each the last of its connection. */
void cb_server_begin_stop(CbServer *server);

/** How many requests have been read and not been answered to the end. */
guint cb_server_running(CbServer *server);

/** Ends the threads; what still runs is cut off. NULL is allowed. */
void cb_server_free(CbServer *server);

G_END_DECLS

#endif
