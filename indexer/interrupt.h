/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ctrl-C, and being asked to end. */
#ifndef CB_INDEXER_INTERRUPT_H
#define CB_INDEXER_INTERRUPT_H

#include <glib.h>

G_BEGIN_DECLS

/** The exit code of a run that was stopped. */
#define CB_EXIT_STOPPED 130

/**
 * cb_interrupt_watch:
 *
 * From now on SIGINT, SIGTERM and SIGHUP set a flag, so that the run can end cleanly; a second one
 * ends the process at once, with CB_EXIT_STOPPED. A signal that was ignored before stays ignored
 * (nohup).
 *
 * Returns: the flag, to read with g_atomic_int_get(); static.
 */
const gint *cb_interrupt_watch(void);

G_END_DECLS

#endif
