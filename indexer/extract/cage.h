/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The cage: what a process that reads files from strangers may still do once it is in, which is to
 * compute, to read the descriptors it was handed, and to answer on its socket. There is no way out
 * but the end of the process. docs/ARCHITECTURE.md section 6 says what each layer is for.
 *
 * All of it concerns the calling process, which must have one thread and no descriptors but those
 * it needs; what it wants to open or load must be open and loaded before.
 */
#ifndef CB_EXTRACT_CAGE_H
#define CB_EXTRACT_CAGE_H

#include <glib.h>

G_BEGIN_DECLS

/** What is known of a cage, as `casebank status` tells it; "partial" is followed by ": " and which
 * layer is missing and why. */
#define CB_CAGE_FULL "full"
#define CB_CAGE_PARTIAL "partial"
#define CB_CAGE_OFF "off"

/**
 * cb_cage_limit:
 * @memory_bytes: address space, program and libraries included.
 *
 * Limits memory, open files (16), and to nothing at all: bytes written to files, new processes and
 * threads (not where the process is root's), locked memory, core dumps. For good. Processor time is
 * the parent's to limit, file by file: cb_extractor_process_allow().
 *
 * Errors: CB_ERROR_SANDBOX.
 */
gboolean cb_cage_limit(guint64 memory_bytes, GError **error);

/**
 * cb_cage_enter:
 *
 * No new privileges; no core, no debugger, no look at /proc/PID from outside; Landlock without a
 * rule; a seccomp filter. Landlock may be missing (a kernel before 5.13, one without it, a
 * container that refuses it): seccomp alone refuses the same calls. Anything else that is missing
 * is an error.
 *
 * Returns: (transfer full): CB_CAGE_FULL, or "partial: ..."; NULL with CB_ERROR_SANDBOX, whose
 * message names the layer and what to do.
 */
char *cb_cage_enter(GError **error);

/* --- The layers, for cage.c ------------------------------------------------------------------ */

/** 0, or the errno that says why there is no Landlock. Needs no_new_privs. */
int cb_cage_landlock(void);

/** 0 or an errno. Needs no_new_privs. */
int cb_cage_seccomp(void);

G_END_DECLS

#endif
