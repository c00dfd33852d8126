/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much the service takes on: every limit, its unit and its default, in one place. (A file
 * called limits.h would hide the one of the C library.) */
#ifndef CB_SEARCHD_LIMITS_H
#define CB_SEARCHD_LIMITS_H

#include <glib.h>

G_BEGIN_DECLS

/**
 * CbLimits:
 * @connections: open at the same time, over all threads. More wait in the kernel's queue.
 * @connections_per_address: of them from one IP address. Behind a proxy all come from its address.
 * @request_bytes: request line and headers of one request, and what a connection may keep in
 * memory meanwhile; more is answered 431.
 * @target_bytes: path and query as they were sent; more is answered 414.
 * @idle_seconds: a connection on which nothing moves for so long is closed.
 * @stop_seconds: how long running requests may go on when the service is told to stop.
 */
typedef struct {
    guint connections, connections_per_address;
    guint request_bytes, target_bytes;
    guint idle_seconds, stop_seconds;
} CbLimits;

/* A query of CB_MAX_QUERY_BYTES is three times as long when each byte is percent-encoded: hence
 * target_bytes. */
static const CbLimits cb_default_limits = {
    .connections = 1024,
    .connections_per_address = 256,
    .request_bytes = 64 * 1024,
    .target_bytes = 32 * 1024,
    .idle_seconds = 15,
    .stop_seconds = 5,
};

/** Makes room for the connections among the process's file descriptors; where the system does not
 * allow that many, lowers limits->connections and returns %FALSE. */
gboolean cb_limits_fit_descriptors(CbLimits *limits, guint threads);

G_END_DECLS

#endif
