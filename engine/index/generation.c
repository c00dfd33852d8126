/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Generations on disk; see generation.h for the layout and what is promised. */
#include "generation.h"
#include "io_error.h"
#include "manifest.h"
#include "writer_lock.h"
#include <casebank/error.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* --- The folder ------------------------------------------------------------------------------ */

static gboolean is_ours(const char *name)
{
    gboolean is_new;
    return strcmp(name, CB_LOCK_NAME) == 0 || strcmp(name, CB_CURRENT_NAME) == 0 ||
           strcmp(name, CB_CURRENT_NAME ".new") == 0 || strcmp(name, CB_OCR_CACHE_NAME) == 0 ||
           cb_generation_parse_name(name, &is_new) != 0;
}

/* An existing folder with other people's files in it is not ours to write to. */
static gboolean check_folder(const char *path, GError **error)
{
    g_autoptr(GError) open_error = NULL;
    g_autoptr(GDir) dir = g_dir_open(path, 0, &open_error);
    if (dir == NULL) {
        g_set_error(error, CB_ERROR, CB_ERROR_IO, "%s kan ikke bruges som indeks: %s", path,
                    open_error->message);
        return FALSE;
    }
    g_autofree char *current = g_build_filename(path, CB_CURRENT_NAME, NULL);
    if (g_file_test(current, G_FILE_TEST_EXISTS))
        return TRUE;
    for (const char *name; (name = g_dir_read_name(dir)) != NULL;) {
        if (!is_ours(name)) {
            g_set_error(error, CB_ERROR, CB_ERROR_NO_INDEX,
                        "%s er en mappe med andet i (fx »%s«) og ikke et Casebank-indeks; "
                        "vælg en tom eller ny mappe til --index",
                        path, name);
            return FALSE;
        }
    }
    return TRUE;
}

guint cb_generation_newest(const char *dir, guint below)
{
    guint newest = 0;
    g_autoptr(GDir) folder = g_dir_open(dir, 0, NULL);
    for (const char *name; folder != NULL && (name = g_dir_read_name(folder)) != NULL;) {
        gboolean is_new = FALSE;
        guint number = cb_generation_parse_name(name, &is_new);
        if (!is_new && number < below)
            newest = MAX(newest, number);
    }
    return newest;
}

/* Removes unfinished generations, and of those that have a name all from @from on but two. Returns
 * the highest number seen. */
static guint sweep(const char *dir, guint from, guint keep, guint keep_too)
{
    guint highest = 0;
    g_autoptr(GDir) folder = g_dir_open(dir, 0, NULL);
    for (const char *name; folder != NULL && (name = g_dir_read_name(folder)) != NULL;) {
        gboolean is_new = FALSE;
        guint number = cb_generation_parse_name(name, &is_new);
        highest = MAX(highest, number);
        if (number == 0 || (!is_new && (number < from || number == keep || number == keep_too)))
            continue;
        g_autofree char *child = g_build_filename(dir, name, NULL);
        cb_tree_remove(child);
    }
    return highest;
}

void cb_generation_keep_only(const char *dir, guint number)
{
    sweep(dir, 0, number, number);
}

/* --- Beginning and ending -------------------------------------------------------------------- */

/* The newest whole generation; 0 when there is none. */
static guint newest_whole(const char *dir)
{
    guint number = G_MAXUINT;
    do
        number = cb_generation_newest(dir, number);
    while (number != 0 && !cb_manifest_check(dir, number, NULL, NULL));
    return number;
}

/* What was current before the run that wrote this checkpoint, which is now gone on with. */
static guint base_of_checkpoint(const char *dir, guint checkpoint, guint before)
{
    return before == 0 || cb_manifest_check(dir, before, NULL, NULL) ? before : checkpoint;
}

/* Sets what is current and what was so before the run. Returns: whether what is current is whole:
 * when it is torn, the best there is is another generation, and nothing must be removed yet. */
static gboolean find_base(CbGeneration *generation, const CbCurrent *current)
{
    const char *dir = generation->dir;
    generation->current = current->number;
    if (current->number == 0 || !cb_manifest_check(dir, current->number, NULL, NULL)) {
        generation->base = newest_whole(dir);
        return FALSE;
    }
    g_autoptr(CbManifest) manifest = cb_manifest_read(dir, current->number, NULL);
    generation->base = manifest != NULL && manifest->is_checkpoint
                           ? base_of_checkpoint(dir, current->number, manifest->before)
                           : current->number;
    return TRUE;
}

static gboolean make_building(CbGeneration *generation, GError **error)
{
    g_autofree char *final = cb_generation_path(generation->dir, generation->number);
    g_free(generation->building);
    generation->building = g_strconcat(final, ".new", NULL);
    if (g_mkdir(generation->building, 0777) == 0)
        return TRUE;
    cb_set_io_error(error, generation->building, "mappen kan ikke laves");
    return FALSE;
}

CbGeneration *cb_generation_begin(const char *dir, guint lock_wait_ms, GError **error)
{
    if (g_mkdir_with_parents(dir, 0777) != 0) {
        cb_set_io_error(error, dir, "mappen kan ikke laves");
        return NULL;
    }
    if (!check_folder(dir, error))
        return NULL;
    int lock_fd = cb_writer_lock_take(dir, lock_wait_ms, error);
    if (lock_fd < 0)
        return NULL;
    CbCurrent current = {0};
    cb_current_read(dir, &current, NULL);
    g_autoptr(CbGeneration) generation = g_new0(CbGeneration, 1);
    generation->dir = g_strdup(dir);
    generation->lock_fd = lock_fd;
    generation->is_whole = find_base(generation, &current);
    /* One with a name that CURRENT does not know was not published: the run died just before. */
    guint newer = generation->is_whole ? current.number + 1 : G_MAXUINT;
    guint highest = sweep(dir, newer, current.number, generation->base);
    generation->number = MAX(highest, current.last) + 1;
    return make_building(generation, error) ? g_steal_pointer(&generation) : NULL;
}

/* The copy of the current generation, its compacted form, and what is added. */
#define ROOM_FACTOR 3

/* Whether there is room for what is built from the current generation. */
static gboolean has_room(const CbGeneration *generation)
{
    struct statvfs disk;
    g_autofree char *current = cb_generation_path(generation->dir, generation->current);
    return statvfs(generation->dir, &disk) == 0 &&
           (guint64)disk.f_bavail * disk.f_frsize >= cb_tree_bytes(current) * ROOM_FACTOR;
}

void cb_generation_make_room(const CbGeneration *generation)
{
    if (!generation->is_whole || has_room(generation))
        return;
    guint highest = cb_generation_newest(generation->dir, G_MAXUINT);
    for (guint number = highest; number != 0;
         number = cb_generation_newest(generation->dir, number)) {
        g_autofree char *path = cb_generation_path(generation->dir, number);
        if (number != generation->current && number != generation->base)
            cb_tree_remove(path);
    }
}

void cb_generation_free(CbGeneration *generation)
{
    if (generation == NULL)
        return;
    if (generation->building != NULL)
        cb_tree_remove(generation->building);
    close(generation->lock_fd);
    g_free(generation->building);
    g_free(generation->dir);
    g_free(generation);
}

gboolean cb_generation_clone(const CbGeneration *generation, const char *const *without,
                             GError **error)
{
    CbCurrent current;
    if (!cb_current_read(generation->dir, &current, error) ||
        !cb_manifest_check(generation->dir, current.number, CB_ADVICE_TORN, error))
        return FALSE;
    g_autofree char *from = cb_generation_path(generation->dir, current.number);
    g_autoptr(GStrvBuilder) skip = g_strv_builder_new();
    g_strv_builder_add(skip, CB_MANIFEST_NAME);
    for (gsize i = 0; without != NULL && without[i] != NULL; i++)
        g_strv_builder_add(skip, without[i]);
    g_auto(GStrv) skipped = g_strv_builder_end(skip);
    return cb_tree_copy(from, generation->building, (const char *const *)skipped, error);
}

/* --- Publishing ------------------------------------------------------------------------------ */

/* Returns: (transfer full) (nullable): GError. */
static gpointer sync_folder(gpointer path)
{
    GError *error = NULL;
    cb_tree_sync(path, &error);
    return error;
}

/* The disk gets its work while the checksums are reckoned. */
static gboolean seal(const CbGeneration *generation, gboolean is_checkpoint, GError **error)
{
    g_autofree char *manifest = g_build_filename(generation->building, CB_MANIFEST_NAME, NULL);
    GThread *thread = g_thread_try_new("sync", sync_folder, generation->building, NULL);
    gboolean written =
        cb_manifest_write(generation->building, generation->base, is_checkpoint, error);
    GError *failure = thread != NULL ? g_thread_join(thread) : sync_folder(generation->building);
    gboolean synced = failure == NULL;
    if (written && !synced)
        g_propagate_error(error, failure);
    else
        g_clear_error(&failure);
    return written && synced && cb_path_sync(manifest, error) &&
           cb_path_sync(generation->building, error);
}

static gboolean put_in_place(CbGeneration *generation, gboolean is_checkpoint, GError **error)
{
    g_autofree char *final = cb_generation_path(generation->dir, generation->number);
    gboolean replaced = FALSE;
    if (!seal(generation, is_checkpoint, error))
        return FALSE;
    if (g_rename(generation->building, final) != 0) {
        cb_set_io_error(error, final, "kan ikke tages i brug");
        return FALSE;
    }
    if (!cb_path_sync(generation->dir, error) ||
        !cb_current_write(generation->dir, generation->number, 0, &replaced, error)) {
        if (!replaced)
            cb_tree_remove(final);
        return FALSE;
    }
    generation->current = generation->number;
    generation->is_whole = TRUE;
    sweep(generation->dir, 0, generation->current, generation->base);
    return TRUE;
}

gboolean cb_generation_publish(CbGeneration *generation, GError **error)
{
    return put_in_place(generation, FALSE, error);
}

gboolean cb_generation_checkpoint(CbGeneration *generation, GError **error)
{
    if (!put_in_place(generation, TRUE, error))
        return FALSE;
    generation->number++;
    return make_building(generation, error);
}
