/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which generation is searched; see current.h. */
#include "current.h"
#include "io_error.h"
#include "tree.h"
#include <casebank/error.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define NAME_DIGITS 6 /* at least */
#define MAX_NUMBER 999999999u

static void remember_identity(CbCurrent *current, const GStatBuf *st)
{
    current->device = st->st_dev;
    current->inode = st->st_ino;
    current->size = (guint64)st->st_size;
    current->mtime_ns =
        (gint64)st->st_mtim.tv_sec * G_GINT64_CONSTANT(1000000000) + st->st_mtim.tv_nsec;
}

static gboolean parse(const char *dir, const char *text, CbCurrent *current, GError **error)
{
    guint version, number = 0, last = 0;
    int fields =
        sscanf(text, "casebank-index %9u generation %9u last %9u", &version, &number, &last);
    if (fields >= 1 && version != CB_SCHEMA_VERSION) {
        g_set_error(error, CB_ERROR, CB_ERROR_INDEX_VERSION,
                    "%s er lavet af en anden version af Casebank (format %u, her læses %d); "
                    "opdatér Casebank, eller byg indekset igen med casebank-index",
                    dir, version, CB_SCHEMA_VERSION);
        return FALSE;
    }
    /* "%u" takes a number below 0 too. */
    if (fields < 2 || number == 0 || number > MAX_NUMBER || last > MAX_NUMBER) {
        g_set_error(error, CB_ERROR, CB_ERROR_INDEX_DAMAGED,
                    "%s/" CB_CURRENT_NAME " kan ikke læses som den skal; tag den sidste hele "
                    "udgave i brug med casebank-index --rollback, eller byg indekset igen med "
                    "casebank-index --full",
                    dir);
        return FALSE;
    }
    current->number = number;
    current->last = MAX(last, number);
    return TRUE;
}

static void set_no_index(GError **error, const char *dir)
{
    if (!g_file_test(dir, G_FILE_TEST_EXISTS))
        g_set_error(error, CB_ERROR, CB_ERROR_NO_INDEX,
                    "%s findes ikke; lav et indeks med: casebank-index --index %s MAPPE", dir, dir);
    else
        g_set_error(error, CB_ERROR, CB_ERROR_NO_INDEX,
                    "%s er ikke et Casebank-indeks (filen " CB_CURRENT_NAME
                    " mangler); lav et med: casebank-index --index ANDEN-MAPPE MAPPE",
                    dir);
}

gboolean cb_current_read(const char *dir, CbCurrent *current, GError **error)
{
    g_autofree char *path = g_build_filename(dir, CB_CURRENT_NAME, NULL);
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
    return parse(dir, text, current, error);
}

gboolean cb_current_is_same(const char *dir, const CbCurrent *current)
{
    g_autofree char *path = g_build_filename(dir, CB_CURRENT_NAME, NULL);
    GStatBuf st;
    if (g_stat(path, &st) != 0)
        return FALSE;
    CbCurrent now = {.number = current->number};
    remember_identity(&now, &st);
    return now.device == current->device && now.inode == current->inode &&
           now.size == current->size && now.mtime_ns == current->mtime_ns;
}

/* Under a name of its own and not GLib's: what a run that died leaves must be known as ours. */
static gboolean write_beside(const char *path, const char *text, GError **error)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    gssize length = (gssize)strlen(text);
    gboolean done = fd >= 0 && write(fd, text, (gsize)length) == length && fsync(fd) == 0;
    if (!done)
        cb_set_io_error(error, path, "kan ikke skrives");
    if (fd >= 0)
        close(fd);
    return done;
}

gboolean cb_current_write(const char *dir, guint number, guint last, gboolean *replaced,
                          GError **error)
{
    g_autofree char *path = g_build_filename(dir, CB_CURRENT_NAME, NULL);
    g_autofree char *beside = g_strconcat(path, ".new", NULL);
    g_autoptr(GString) text = g_string_new(NULL);
    g_string_printf(text, "casebank-index %d\ngeneration %u\n", CB_SCHEMA_VERSION, number);
    if (last > number)
        g_string_append_printf(text, "last %u\n", last);
    *replaced = FALSE;
    if (!write_beside(beside, text->str, error)) {
        g_unlink(beside);
        return FALSE;
    }
    if (g_rename(beside, path) != 0) {
        cb_set_io_error(error, path, "kan ikke skrives");
        g_unlink(beside);
        return FALSE;
    }
    *replaced = TRUE;
    return cb_path_sync(dir, error);
}

char *cb_generation_path(const char *dir, guint number)
{
    return g_strdup_printf("%s/gen-%0*u", dir, NAME_DIGITS, number);
}

guint cb_generation_parse_name(const char *name, gboolean *is_new)
{
    guint number = 0;
    int used = 0;
    if (sscanf(name, "gen-%9u%n", &number, &used) != 1 ||
        used < (int)strlen("gen-") + NAME_DIGITS || number > MAX_NUMBER)
        return 0;
    *is_new = strcmp(name + used, ".new") == 0;
    return *is_new || name[used] == '\0' ? number : 0;
}
