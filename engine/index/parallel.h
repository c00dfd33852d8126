/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Doing the same with many things, on all processors. */
#ifndef CB_INDEX_PARALLEL_H
#define CB_INDEX_PARALLEL_H

#include <glib.h>

G_BEGIN_DECLS

/** FALSE with @error ends it: what was not begun is left. Called by several threads, once for each
 * item. */
typedef gboolean (*CbParallelFunc)(gpointer item, gpointer data, GError **error);

/**
 * cb_parallel_each:
 *
 * Calls @func with each of @items, in no order, in this thread and a few others. Where no other
 * thread can be had, in this one alone. Returns when all is done: FALSE with the first error.
 */
gboolean cb_parallel_each(const GPtrArray *items, CbParallelFunc func, gpointer data,
                          GError **error);

G_END_DECLS

#endif
