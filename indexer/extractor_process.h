/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The life of one casebank-extract process: started with a socket and nothing else, ended for sure.
 * No locking. */
#ifndef CB_INDEXER_EXTRACTOR_PROCESS_H
#define CB_INDEXER_EXTRACTOR_PROCESS_H

#include <glib.h>
#include <sys/types.h>

G_BEGIN_DECLS

typedef struct {
    pid_t pid;  /* 0 when none runs */
    int socket; /* -1 when none runs */
} CbExtractorProcess;

#define CB_EXTRACTOR_PROCESS_INIT                                                                  \
    {                                                                                              \
        0, -1                                                                                      \
    }

/**
 * cb_extractor_process_start:
 * @argument: (nullable): of the program.
 *
 * The process gets the socket as CB_EXTRACT_FD, /dev/null as standard input and output, our
 * standard error, no other descriptor, default signal handling and a process group of its own.
 *
 * Errors: CB_ERROR_WORKER.
 */
gboolean cb_extractor_process_start(CbExtractorProcess *process, const char *program,
                                    const char *argument, GError **error);

/** Limits the processor time that the process may use from now on; when it is used up, the kernel
 * ends the process (SIGXCPU), whatever has become of us. Best effort: not where the kernel refuses
 * it. */
void cb_extractor_process_allow(const CbExtractorProcess *process, guint cpu_s);

/** Whether an idle process is still there and silent. One that died, or that talks without being
 * asked, is of no more use. */
gboolean cb_extractor_process_idle(const CbExtractorProcess *process);

/**
 * cb_extractor_process_end:
 * @patience_ms: how long to wait for it to leave of its own will; 0 to kill it at once.
 *
 * Closes the socket (which asks it to leave), kills its process group when it has not left in time,
 * and reaps it. Does nothing when none runs.
 *
 * Returns: the wait status of waitpid(2), or -1 when somebody else reaped it.
 */
int cb_extractor_process_end(CbExtractorProcess *process, guint patience_ms);

G_END_DECLS

#endif
