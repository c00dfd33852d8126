/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a generation consists of; see manifest.h. */
#include "manifest.h"
#include "checksum.h"
#include "current.h"
#include "parallel.h"
#include "tree.h"
#include <casebank/error.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#define VERSION 1
#define STATE_DONE "done"
#define STATE_CHECKPOINT "checkpoint"

static void file_free(gpointer data)
{
    CbManifestFile *file = data;
    g_free(file->path);
    g_free(file);
}

static CbManifest *manifest_new(void)
{
    CbManifest *manifest = g_new0(CbManifest, 1);
    manifest->files = g_ptr_array_new_with_free_func(file_free);
    return manifest;
}

void cb_manifest_free(CbManifest *manifest)
{
    if (manifest == NULL)
        return;
    g_ptr_array_unref(manifest->files);
    g_free(manifest);
}

/* --- Writing --------------------------------------------------------------------------------- */

static int compare_paths(gconstpointer a, gconstpointer b)
{
    return strcmp((*(const CbManifestFile *const *)a)->path,
                  (*(const CbManifestFile *const *)b)->path);
}

/* Adds all files in @folder and below it; their paths have @prefix in front. */
static void list_files(const char *folder, const char *prefix, GPtrArray *files)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *child = g_build_filename(folder, name, NULL);
        g_autofree char *path = g_strconcat(prefix, name, NULL);
        if (g_file_test(child, G_FILE_TEST_IS_DIR)) {
            g_autofree char *deeper = g_strconcat(path, "/", NULL);
            list_files(child, deeper, files);
        } else if (strcmp(path, CB_MANIFEST_NAME) != 0) {
            CbManifestFile *file = g_new0(CbManifestFile, 1);
            file->path = g_steal_pointer(&path);
            g_ptr_array_add(files, file);
        }
    }
}

static gboolean sum_file(gpointer item, gpointer folder, GError **error)
{
    CbManifestFile *file = item;
    g_autofree char *path = g_build_filename(folder, file->path, NULL);
    return cb_checksum_file(path, &file->checksum, &file->size, error);
}

static void append_file(GString *text, const CbManifestFile *file)
{
    g_string_append_printf(text, "file %s %" G_GUINT64_FORMAT " %016" G_GINT64_MODIFIER "x\n",
                           file->path, file->size, file->checksum);
}

gboolean cb_manifest_write(const char *folder, guint before, gboolean is_checkpoint, GError **error)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(file_free);
    list_files(folder, "", files);
    g_ptr_array_sort(files, compare_paths);
    g_autofree char *in = g_strdup(folder);
    if (!cb_parallel_each(files, sum_file, in, error))
        return FALSE;
    g_autoptr(GString) text = g_string_new(NULL);
    g_string_printf(text, "casebank-manifest %d\nformat %d\nbefore %u\nstate %s\n", VERSION,
                    CB_SCHEMA_VERSION, before, is_checkpoint ? STATE_CHECKPOINT : STATE_DONE);
    for (guint i = 0; i < files->len; i++)
        append_file(text, files->pdata[i]);
    g_string_append_printf(text, "checksum %016" G_GINT64_MODIFIER "x\n",
                           cb_checksum_of(text->str, text->len));
    g_autofree char *path = g_build_filename(folder, CB_MANIFEST_NAME, NULL);
    return cb_file_write(path, text->str, text->len, error);
}

/* --- Reading --------------------------------------------------------------------------------- */

static void set_torn(const char *dir, guint generation, GError **error, const char *fault)
{
    g_autofree char *folder = cb_generation_path(dir, generation);
    g_set_error(error, CB_ERROR, CB_ERROR_INDEX_DAMAGED, "%s er beskadiget: %s", folder, fault);
}

/* Whether it is text whose last line is the checksum of all before it. */
static gboolean is_sealed(const char *text, gsize length)
{
    const char *seal = g_strrstr_len(text, (gssize)length, "checksum ");
    guint64 checksum;
    char end;
    return seal != NULL && g_utf8_validate(text, (gssize)length, NULL) &&
           sscanf(seal, "checksum %16" G_GINT64_MODIFIER "x%c", &checksum, &end) == 2 &&
           end == '\n' && seal + strlen("checksum 0123456789abcdef\n") == text + length &&
           checksum == cb_checksum_of(text, (gsize)(seal - text));
}

static gboolean parse_file(CbManifest *manifest, const char *line)
{
    g_auto(GStrv) words = g_strsplit(line, " ", -1);
    guint64 size, checksum;
    if (g_strv_length(words) != 4 || strcmp(words[0], "file") != 0 ||
        !g_ascii_string_to_unsigned(words[2], 10, 0, G_MAXUINT64, &size, NULL) ||
        !g_ascii_string_to_unsigned(words[3], 16, 0, G_MAXUINT64, &checksum, NULL))
        return FALSE;
    CbManifestFile *file = g_new0(CbManifestFile, 1);
    file->path = g_strdup(words[1]);
    file->size = size;
    file->checksum = checksum;
    g_ptr_array_add(manifest->files, file);
    return TRUE;
}

/* All but the seal. */
static gboolean parse(CbManifest *manifest, const char *text)
{
    char state[16];
    int used = 0;
    if (sscanf(text, "casebank-manifest 1\nformat %9u\nbefore %9u\nstate %15s\n%n",
               &manifest->format, &manifest->before, state, &used) != 3 ||
        used == 0)
        return FALSE;
    manifest->is_checkpoint = strcmp(state, STATE_CHECKPOINT) == 0;
    g_auto(GStrv) lines = g_strsplit(text + used, "\n", -1);
    for (char **line = lines; *line != NULL && !g_str_has_prefix(*line, "checksum "); line++)
        if (!parse_file(manifest, *line))
            return FALSE;
    return TRUE;
}

CbManifest *cb_manifest_read(const char *dir, guint generation, GError **error)
{
    g_autofree char *folder = cb_generation_path(dir, generation);
    g_autofree char *path = g_build_filename(folder, CB_MANIFEST_NAME, NULL);
    g_autofree char *text = NULL;
    gsize length;
    g_autoptr(GError) read_error = NULL;
    if (!g_file_get_contents(path, &text, &length, &read_error)) {
        if (g_error_matches(read_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
            set_torn(dir, generation, error, "filen " CB_MANIFEST_NAME " mangler");
        else
            g_set_error_literal(error, CB_ERROR, CB_ERROR_IO, read_error->message);
        return NULL;
    }
    g_autoptr(CbManifest) manifest = manifest_new();
    if (!is_sealed(text, length) || !parse(manifest, text)) {
        set_torn(dir, generation, error,
                 "filen " CB_MANIFEST_NAME " er ikke, som den blev skrevet");
        return NULL;
    }
    if (manifest->format != CB_SCHEMA_VERSION) {
        g_set_error(error, CB_ERROR, CB_ERROR_INDEX_VERSION,
                    "%s er lavet af en anden version af Casebank (format %u, her læses %d); byg "
                    "indekset igen med casebank-index",
                    folder, manifest->format, CB_SCHEMA_VERSION);
        return NULL;
    }
    return g_steal_pointer(&manifest);
}

char *cb_manifest_file_fault(const char *path, const CbManifestFile *file)
{
    g_autofree char *full = g_build_filename(path, file->path, NULL);
    GStatBuf st;
    if (g_stat(full, &st) != 0)
        return errno == ENOENT ? g_strdup("mangler")
                               : g_strdup_printf("kan ikke læses (%s)", g_strerror(errno));
    if ((guint64)st.st_size != file->size)
        return g_strdup_printf("er på %" G_GUINT64_FORMAT
                               " byte og skulle være på %" G_GUINT64_FORMAT,
                               (guint64)st.st_size, file->size);
    return NULL;
}

static gboolean check_sizes(const char *dir, guint generation, GError **error)
{
    g_autoptr(CbManifest) manifest = cb_manifest_read(dir, generation, error);
    if (manifest == NULL)
        return FALSE;
    g_autofree char *folder = cb_generation_path(dir, generation);
    for (guint i = 0; i < manifest->files->len; i++) {
        const CbManifestFile *file = manifest->files->pdata[i];
        g_autofree char *fault = cb_manifest_file_fault(folder, file);
        if (fault != NULL) {
            g_autofree char *sentence = g_strdup_printf("%s %s", file->path, fault);
            set_torn(dir, generation, error, sentence);
            return FALSE;
        }
    }
    return TRUE;
}

gboolean cb_manifest_check(const char *dir, guint generation, const char *advice, GError **error)
{
    g_autoptr(GError) fault = NULL;
    if (check_sizes(dir, generation, &fault))
        return TRUE;
    g_set_error(error, fault->domain, fault->code, "%s%s%s", fault->message,
                advice != NULL ? "; " : "", advice != NULL ? advice : "");
    return FALSE;
}
