/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Generations on disk; see generation.h for the layout. */
#include "generation.h"
#include "io_error.h"
#include <casebank/error.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define CURRENT_NAME "CURRENT"
#define LOCK_NAME "lock"
#define LOCK_POLL_US 20000 /* a waiting writer looks again 50 times a second */

/* --- CURRENT --------------------------------------------------------------------------------- */

static void remember_identity(CbCurrent *current, const GStatBuf *st)
{
    current->device = st->st_dev;
    current->inode = st->st_ino;
    current->size = (guint64)st->st_size;
    current->mtime_ns =
        (gint64)st->st_mtim.tv_sec * G_GINT64_CONSTANT(1000000000) + st->st_mtim.tv_nsec;
}

static gboolean parse_current(const char *dir, const char *text, guint *number, GError **error)
{
    guint version, parsed;
    if (sscanf(text, "casebank-index %9u", &version) != 1) {
        g_set_error(error, CB_ERROR, CB_ERROR_INDEX_DAMAGED,
                    "%s/" CURRENT_NAME " kan ikke læses; byg indekset igen med casebank-index",
                    dir);
        return FALSE;
    }
    if (version != CB_SCHEMA_VERSION) {
        g_set_error(error, CB_ERROR, CB_ERROR_INDEX_VERSION,
                    "%s er lavet af en anden version af Casebank (format %u, her læses %d); "
                    "opdatér Casebank, eller byg indekset igen med casebank-index",
                    dir, version, CB_SCHEMA_VERSION);
        return FALSE;
    }
    if (sscanf(text, "casebank-index %9u generation %9u", &version, &parsed) != 2 || parsed == 0) {
        g_set_error(error, CB_ERROR, CB_ERROR_INDEX_DAMAGED,
                    "%s/" CURRENT_NAME
                    " nævner ingen generation; byg indekset igen med casebank-index",
                    dir);
        return FALSE;
    }
    *number = parsed;
    return TRUE;
}

static void set_no_index(GError **error, const char *dir)
{
    if (!g_file_test(dir, G_FILE_TEST_EXISTS))
        g_set_error(error, CB_ERROR, CB_ERROR_NO_INDEX,
                    "%s findes ikke; lav et indeks med: casebank-index --index %s MAPPE", dir, dir);
    else
        g_set_error(error, CB_ERROR, CB_ERROR_NO_INDEX,
                    "%s er ikke et Casebank-indeks (filen " CURRENT_NAME
                    " mangler); lav et med: casebank-index --index ANDEN-MAPPE MAPPE",
                    dir);
}

gboolean cb_current_read(const char *dir, CbCurrent *current, GError **error)
{
    g_autofree char *path = g_build_filename(dir, CURRENT_NAME, NULL);
    g_autofree char *text = NULL;
    g_autoptr(GError) read_error = NULL;
    GStatBuf st;
    if (g_stat(path, &st) != 0) {
        if (errno == ENOENT || errno == ENOTDIR)
            set_no_index(error, dir);
        else
            cb_set_io_error(error, path, "kan ikke læses");
        return FALSE;
    }
    /* Identity before content: a swap in between is then seen as a change at the next look. */
    remember_identity(current, &st);
    if (!g_file_get_contents(path, &text, NULL, &read_error)) {
        g_set_error_literal(error, CB_ERROR, CB_ERROR_IO, read_error->message);
        return FALSE;
    }
    return parse_current(dir, text, &current->number, error);
}

gboolean cb_current_is_same(const char *dir, const CbCurrent *current)
{
    g_autofree char *path = g_build_filename(dir, CURRENT_NAME, NULL);
    GStatBuf st;
    if (g_stat(path, &st) != 0)
        return FALSE;
    CbCurrent now = {.number = current->number};
    remember_identity(&now, &st);
    return now.device == current->device && now.inode == current->inode &&
           now.size == current->size && now.mtime_ns == current->mtime_ns;
}

char *cb_generation_path(const char *dir, guint number)
{
    return g_strdup_printf("%s/gen-%06u", dir, number);
}

/* --- The folder and its lock ----------------------------------------------------------------- */

/* The number in "gen-000012" or "gen-000012.new", or 0. */
static guint parse_generation_name(const char *name, gboolean *is_new)
{
    guint number = 0;
    int used = 0;
    if (sscanf(name, "gen-%6u%n", &number, &used) != 1 || used != 10)
        return 0;
    *is_new = strcmp(name + used, ".new") == 0;
    return *is_new || name[used] == '\0' ? number : 0;
}

static gboolean is_ours(const char *name)
{
    gboolean is_new;
    return strcmp(name, LOCK_NAME) == 0 || strcmp(name, CURRENT_NAME) == 0 ||
           strcmp(name, CURRENT_NAME ".new") == 0 || strcmp(name, CB_OCR_CACHE_NAME) == 0 ||
           parse_generation_name(name, &is_new) != 0;
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
    g_autofree char *current = g_build_filename(path, CURRENT_NAME, NULL);
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

static void set_busy(GError **error, const char *path)
{
    g_autofree char *holder = NULL;
    g_file_get_contents(path, &holder, NULL, NULL);
    if (holder != NULL)
        g_strstrip(holder);
    g_set_error(error, CB_ERROR, CB_ERROR_BUSY,
                "%s: en anden casebank-index (proces %s) er i gang; prøv igen senere", path,
                holder != NULL && *holder != '\0' ? holder : "ukendt");
}

static int take_lock(const char *dir, guint wait_ms, GError **error)
{
    g_autofree char *path = g_build_filename(dir, LOCK_NAME, NULL);
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (fd < 0) {
        cb_set_io_error(error, path, "kan ikke skrives");
        return -1;
    }
    gint64 deadline = g_get_monotonic_time() + (gint64)wait_ms * 1000;
    while (flock(fd, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EINTR)
            continue;
        if (errno != EWOULDBLOCK)
            cb_set_io_error(error, path, "kan ikke låses");
        else if (g_get_monotonic_time() >= deadline)
            set_busy(error, path);
        else {
            g_usleep(LOCK_POLL_US);
            continue;
        }
        close(fd);
        return -1;
    }
    g_autofree char *pid = g_strdup_printf("%ld\n", (long)getpid());
    if (ftruncate(fd, 0) != 0 || pwrite(fd, pid, strlen(pid), 0) < 0)
        g_debug("%s: %s", path, g_strerror(errno)); /* only the message of the next one suffers */
    return fd;
}

/* Removes unfinished generations; @keep_from: published ones with a lower number too. Returns the
 * highest number seen. */
static guint sweep(const char *path, guint keep_from)
{
    guint highest = 0;
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
        gboolean is_new = FALSE;
        guint number = parse_generation_name(name, &is_new);
        if (number == 0)
            continue;
        highest = MAX(highest, number);
        if (is_new || number < keep_from) {
            g_autofree char *child = g_build_filename(path, name, NULL);
            cb_tree_remove(child);
        }
    }
    return highest;
}

CbGeneration *cb_generation_begin(const char *dir, guint lock_wait_ms, GError **error)
{
    if (g_mkdir_with_parents(dir, 0777) != 0) {
        cb_set_io_error(error, dir, "mappen kan ikke laves");
        return NULL;
    }
    if (!check_folder(dir, error))
        return NULL;
    int lock_fd = take_lock(dir, lock_wait_ms, error);
    if (lock_fd < 0)
        return NULL;
    CbGeneration *generation = g_new0(CbGeneration, 1);
    generation->dir = g_strdup(dir);
    generation->lock_fd = lock_fd;
    generation->number = sweep(dir, 0) + 1;
    g_autofree char *final = cb_generation_path(dir, generation->number);
    generation->building = g_strconcat(final, ".new", NULL);
    if (g_mkdir(generation->building, 0777) != 0) {
        cb_set_io_error(error, generation->building, "mappen kan ikke laves");
        cb_generation_free(generation);
        return NULL;
    }
    return generation;
}

gboolean cb_generation_clone(CbGeneration *generation, GError **error)
{
    CbCurrent current;
    if (!cb_current_read(generation->dir, &current, error))
        return FALSE;
    g_autofree char *from = cb_generation_path(generation->dir, current.number);
    if (!g_file_test(from, G_FILE_TEST_IS_DIR)) {
        g_set_error(error, CB_ERROR, CB_ERROR_INDEX_DAMAGED,
                    "%s mangler; byg indekset igen med casebank-index --full", from);
        return FALSE;
    }
    return cb_tree_copy(from, generation->building, NULL, error);
}

static gboolean write_current(const CbGeneration *generation, GError **error)
{
    g_autofree char *path = g_build_filename(generation->dir, CURRENT_NAME, NULL);
    g_autofree char *text = g_strdup_printf("casebank-index %d\ngeneration %u\n", CB_SCHEMA_VERSION,
                                            generation->number);
    g_autoptr(GError) write_error = NULL;
    if (!g_file_set_contents_full(path, text, -1,
                                  G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                  0666, &write_error)) {
        g_set_error_literal(error, CB_ERROR, CB_ERROR_IO, write_error->message);
        return FALSE;
    }
    return TRUE;
}

gboolean cb_generation_publish(CbGeneration *generation, GError **error)
{
    g_autofree char *final = cb_generation_path(generation->dir, generation->number);
    CbCurrent before = {0};
    cb_current_read(generation->dir, &before, NULL);
    if (!cb_tree_sync(generation->building, error))
        return FALSE;
    if (g_rename(generation->building, final) != 0) {
        cb_set_io_error(error, final, "kan ikke tages i brug");
        return FALSE;
    }
    if (!cb_path_sync(generation->dir, error) || !write_current(generation, error)) {
        cb_tree_remove(final);
        return FALSE;
    }
    sweep(generation->dir, before.number != 0 ? before.number : generation->number);
    return TRUE;
}

void cb_generation_free(CbGeneration *generation)
{
    if (generation == NULL)
        return;
    cb_tree_remove(generation->building);
    close(generation->lock_fd);
    g_free(generation->building);
    g_free(generation->dir);
    g_free(generation);
}
