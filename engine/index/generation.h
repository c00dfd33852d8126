/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An index folder on disk: its generations, which one is current, and the writer's lock.
 *
 *     DIR/CURRENT          "casebank-index 2\ngeneration 7\n": replaced by rename, so never half a
 * file DIR/lock             flock()ed by the one writer; holds its process number DIR/gen-000007/
 * a published generation: never changed again cases/ passages/ the two Xapian databases
 *     DIR/gen-000008.new/  a generation being built
 *     DIR/ocr-cache/       what casebank-index recognised on pages; for it alone
 *
 * Nothing here knows what is in a generation. Messages are Danish and name the path.
 */
#ifndef CB_INDEX_GENERATION_H
#define CB_INDEX_GENERATION_H

#include "tree.h"
#include <casebank/index.h>

G_BEGIN_DECLS

/** What CURRENT says, and its identity on disk, by which a reader sees that it was replaced. */
typedef struct {
    guint number;
    guint64 device, inode, size;
    gint64 mtime_ns;
} CbCurrent;

/** Errors: CB_ERROR_NO_INDEX, CB_ERROR_INDEX_VERSION (made by a newer version),
 * CB_ERROR_INDEX_DAMAGED, CB_ERROR_IO. */
gboolean cb_current_read(const char *dir, CbCurrent *current, GError **error);

/** TRUE when CURRENT is still the file that @current was read from. One stat(). */
gboolean cb_current_is_same(const char *dir, const CbCurrent *current);

/** (transfer full): DIR/gen-NNNNNN */
char *cb_generation_path(const char *dir, guint number);

/** The writer's hold on an index folder. */
typedef struct {
    char *dir;
    int lock_fd;
    guint number;   /* of the generation being built */
    char *building; /* DIR/gen-NNNNNN.new, an empty folder at first */
} CbGeneration;

/** Makes or checks the folder, takes the lock, removes what a run that died left, makes the
 * building folder. Errors: as cb_writer_new(). */
CbGeneration *cb_generation_begin(const char *dir, guint lock_wait_ms, GError **error);

/**
 * cb_generation_clone:
 *
 * Copies the files of the current generation into the building folder, which must be empty: what an
 * update starts from. Content only; blocks are shared where the file system can.
 *
 * Errors: those of cb_current_read(); CB_ERROR_IO (disk full, ...), and CB_ERROR_INDEX_DAMAGED when
 * CURRENT names a generation that is not there. The current generation is as it was; what was
 * copied goes with cb_generation_free().
 */
gboolean cb_generation_clone(CbGeneration *generation, GError **error);

/** Makes what was built durable and current; removes all but it and the one before. */
gboolean cb_generation_publish(CbGeneration *generation, GError **error);

/** Gives up what was not published, releases the lock. NULL is allowed. */
void cb_generation_free(CbGeneration *generation);

G_END_DECLS

#endif
