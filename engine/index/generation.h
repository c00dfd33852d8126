/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An index folder on disk: its generations, and how one becomes current.
 *
 *     DIR/CURRENT          which generation is searched (current.h)
 *     DIR/lock             held by the one writer (writer_lock.h)
 *     DIR/gen-000007/      a published generation: never changed again
 *         MANIFEST         what it consists of (manifest.h)
 *         cases/ passages/ the two Xapian databases, and files beside them
 *     DIR/gen-000008.new/  a generation being built
 *     DIR/ocr-cache/       what casebank-index recognised on pages; for it alone
 *
 * A *run* of the indexer publishes several generations when it is long: checkpoints, and at its end
 * the one that it was about. Two are kept: the current one, and the one that was current before the
 * run began, which is what a person wants back when a run went wrong. A run that goes on where one
 * was interrupted counts as the same run. What was kept before is removed when a run publishes, so
 * a run that finds nothing to do takes nothing away; or before it builds, where the disk is small.
 *
 * What survives a power cut at any moment: files and folders of the new generation are synced, then
 * it is renamed and the index folder synced, and only then CURRENT is replaced (written beside,
 * synced, renamed, the folder synced) and what is no longer needed removed. So CURRENT never names
 * what is not wholly on the disk, and what it named before is removed only when it names another.
 *
 * Nothing here knows what is in a generation. Messages are Danish and name the path.
 */
#ifndef CB_INDEX_GENERATION_H
#define CB_INDEX_GENERATION_H

#include "current.h"
#include "tree.h"
#include <casebank/index.h>

G_BEGIN_DECLS

/** The writer's hold on an index folder. */
typedef struct {
    char *dir;
    int lock_fd;
    gboolean is_whole; /* what is current can be read */
    guint base;        /* what was current before the run; 0: nothing */
    guint current;     /* what is current; 0: nothing that can be used */
    guint number;      /* of the generation being built */
    char *building;    /* DIR/gen-NNNNNN.new, an empty folder at first */
} CbGeneration;

/** Makes or checks the folder, takes the lock, removes what a run that died left, makes the
 * building folder. Errors: as cb_writer_new(). */
CbGeneration *cb_generation_begin(const char *dir, guint lock_wait_ms, GError **error);

/** To be called before anything is built: when the disk may not have room for another generation
 * beside those that are there, removes what publishing would remove. */
void cb_generation_make_room(const CbGeneration *generation);

/**
 * cb_generation_clone:
 * @without: (nullable): names of files that are not copied, for they are written anew.
 *
 * Copies the files of the current generation into the building folder, which must be empty: what an
 * update starts from. Never its MANIFEST; content only; blocks are shared where the file system
 * can.
 *
 * Errors: those of cb_current_read() and cb_manifest_check(): a torn generation is not gone on
 * from; CB_ERROR_IO (disk full, ...). The current generation is as it was; what was copied goes
 * with cb_generation_free().
 */
gboolean cb_generation_clone(const CbGeneration *generation, const char *const *without,
                             GError **error);

/**
 * cb_generation_publish:
 *
 * Makes what was built durable and current; removes all but it and the one before the run. It ends
 * the run: call cb_generation_free() next.
 *
 * Errors: CB_ERROR_IO. What was current is so still, unless the disk failed at the very last step.
 */
gboolean cb_generation_publish(CbGeneration *generation, GError **error);

/**
 * cb_generation_checkpoint:
 *
 * The same in the middle of a run, which keeps the lock and goes on with an empty building folder
 * and the next number. Also the way to keep the work of a run that is stopped early: the next run
 * then goes on with it, and a rollback goes back to before both.
 */
gboolean cb_generation_checkpoint(CbGeneration *generation, GError **error);

/** Gives up what was not published, releases the lock. NULL is allowed. */
void cb_generation_free(CbGeneration *generation);

/** The highest number of a published generation in @dir that is below @below; 0 when there is none.
 */
guint cb_generation_newest(const char *dir, guint below);

/** Removes all generations but @number; only for who holds the lock. */
void cb_generation_keep_only(const char *dir, guint number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbGeneration, cb_generation_free)

G_END_DECLS

#endif
