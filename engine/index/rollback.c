/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Going back to what was current before the last run.
 *
 * What is gone back from is removed: going back twice then says that there is nothing before, and
 * does not bring back what the first one took away. To undo it is to run the indexer again; it goes
 * on from the record of files of what is now current.
 */
#include "generation.h"
#include "manifest.h"
#include "writer_lock.h"
#include <casebank/error.h>
#include <unistd.h>

static gboolean set_nothing_before(const char *dir, GError **error)
{
    g_set_error(error, CB_ERROR, CB_ERROR_NOT_FOUND,
                "%s har ingen tidligere udgave at gå tilbage til; kør casebank-index igen for at "
                "bringe indekset op til nu",
                dir);
    return FALSE;
}

/* Which generation was current before the last run; 0 when none is there. When CURRENT or the
 * current generation cannot tell, it is the newest of the others. */
static guint find_target(const char *dir, guint current)
{
    g_autoptr(CbManifest) manifest = current != 0 ? cb_manifest_read(dir, current, NULL) : NULL;
    if (manifest == NULL)
        return cb_generation_newest(dir, current != 0 ? current : G_MAXUINT);
    g_autofree char *path = cb_generation_path(dir, manifest->before);
    return manifest->before != 0 && g_file_test(path, G_FILE_TEST_IS_DIR) ? manifest->before : 0;
}

/* A CURRENT that is missing or damaged is what going back mends; one of another version is not. */
static gboolean read_current(const char *dir, CbCurrent *current, GError **error)
{
    g_autoptr(GError) read_error = NULL;
    if (cb_current_read(dir, current, &read_error))
        return TRUE;
    *current = (CbCurrent){0};
    gboolean can_be_mended = g_error_matches(read_error, CB_ERROR, CB_ERROR_INDEX_DAMAGED) ||
                             (g_error_matches(read_error, CB_ERROR, CB_ERROR_NO_INDEX) &&
                              cb_generation_newest(dir, G_MAXUINT) != 0);
    if (!can_be_mended)
        g_propagate_error(error, g_steal_pointer(&read_error));
    return can_be_mended;
}

static gboolean go_back(const char *dir, guint *to, GError **error)
{
    CbCurrent current;
    if (!read_current(dir, &current, error))
        return FALSE;
    guint target = find_target(dir, current.number);
    if (target == 0)
        return set_nothing_before(dir, error);
    if (!cb_manifest_check(dir, target, "byg indekset igen med casebank-index --full", error)) {
        g_prefix_error(error, "kan ikke gå tilbage til udgave %u: ", target);
        return FALSE;
    }
    gboolean replaced;
    guint highest = cb_generation_newest(dir, G_MAXUINT);
    if (!cb_current_write(dir, target, MAX(highest, current.last), &replaced, error))
        return FALSE;
    cb_generation_keep_only(dir, target);
    *to = target;
    return TRUE;
}

gboolean cb_index_rollback(const char *dir, guint lock_wait_ms, guint *to, GError **error)
{
    CbCurrent current;
    if (!read_current(dir, &current, error)) /* before the lock, which would make its file */
        return FALSE;
    int lock_fd = cb_writer_lock_take(dir, lock_wait_ms, error);
    if (lock_fd < 0)
        return FALSE;
    guint target = 0;
    gboolean done = go_back(dir, &target, error);
    close(lock_fd);
    if (done && to != NULL)
        *to = target;
    return done;
}
