/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages that were recognised before: DIR/ab/abcd...-7.txt, a line with a checksum, then the text.
 */
#include "ocr_cache.h"
#include "extract/protocol.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAGIC "casebank-ocr 1 "
#define CHECKSUM_LETTERS 64

struct CbOcrCache {
    char *dir;
    guint64 max_bytes;
    gint grew; /* atomic */
};

typedef struct {
    char *path;
    guint64 bytes;
    gint64 used;
} Kept;

CbOcrCache *cb_ocr_cache_new(const char *dir, guint64 max_bytes)
{
    CbOcrCache *cache = g_new0(CbOcrCache, 1);
    cache->dir = g_strdup(dir);
    cache->max_bytes = max_bytes;
    return cache;
}

static char *path_of(const CbOcrCache *cache, const char *hash, guint page)
{
    g_autofree char *name = g_strdup_printf("%s-%u.txt", hash, page);
    char folder[3] = {hash[0], hash[1], '\0'};
    return g_build_filename(cache->dir, folder, name, NULL);
}

/* The first line of a page's file. */
static char *make_head(const char *hash, guint page, const char *engine, const char *text)
{
    g_autofree char *number = g_strdup_printf("%u", page);
    const char *const parts[] = {hash, number, engine, text};
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
        g_checksum_update(sum, (const guchar *)parts[i], (gssize)strlen(parts[i]) + 1);
    return g_strconcat(MAGIC, g_checksum_get_string(sum), "\n", NULL);
}

char *cb_ocr_cache_get(CbOcrCache *cache, const char *hash, guint page, const char *engine)
{
    g_autofree char *path = path_of(cache, hash, page);
    g_autofree char *content = NULL;
    const gsize head_length = strlen(MAGIC) + CHECKSUM_LETTERS + 1;
    gsize length = 0;
    GStatBuf info;
    if (g_stat(path, &info) != 0 || info.st_size > CB_MAX_PAGE_TEXT_BYTES + (goffset)head_length ||
        !g_file_get_contents(path, &content, &length, NULL))
        return NULL;
    if (length < head_length || strlen(content) != length ||
        !g_utf8_validate(content, (gssize)length, NULL))
        return NULL;
    const char *text = content + head_length;
    g_autofree char *head = make_head(hash, page, engine, text);
    if (strncmp(content, head, head_length) != 0)
        return NULL;
    /* Was used now; no harm where that cannot be told. */
    if (utimensat(AT_FDCWD, path, NULL, 0) != 0)
        g_debug("%s: %s", path, g_strerror(errno));
    return g_strdup(text);
}

void cb_ocr_cache_put(CbOcrCache *cache, const char *hash, guint page, const char *engine,
                      const char *text)
{
    g_autofree char *path = path_of(cache, hash, page);
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *head = make_head(hash, page, engine, text);
    g_autofree char *content = g_strconcat(head, text, NULL);
    g_autoptr(GError) error = NULL;
    g_atomic_int_set(&cache->grew, TRUE);
    if (g_mkdir_with_parents(folder, 0777) != 0 ||
        !g_file_set_contents_full(path, content, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0666, &error))
        g_debug("%s: %s", path, error != NULL ? error->message : g_strerror(errno));
}

/* --- The size -------------------------------------------------------------------------------- */

static void clear_kept(gpointer kept)
{
    g_free(((Kept *)kept)->path);
}

static gint compare_used(gconstpointer a, gconstpointer b)
{
    const Kept *first = a, *second = b;
    return (first->used > second->used) - (first->used < second->used);
}

/* Adds the files of @path to @all. Returns their bytes. */
static guint64 list_folder(const char *path, GArray *all)
{
    guint64 bytes = 0;
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *child = g_build_filename(path, name, NULL);
        GStatBuf info;
        if (g_lstat(child, &info) != 0 || !S_ISREG(info.st_mode))
            continue;
        Kept kept = {g_steal_pointer(&child), (guint64)info.st_size, info.st_mtime};
        g_array_append_val(all, kept);
        bytes += kept.bytes;
    }
    return bytes;
}

static void trim(const CbOcrCache *cache)
{
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(Kept));
    g_array_set_clear_func(all, clear_kept);
    guint64 bytes = 0;
    g_autoptr(GDir) dir = g_dir_open(cache->dir, 0, NULL);
    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *folder = g_build_filename(cache->dir, name, NULL);
        bytes += list_folder(folder, all);
    }
    if (bytes <= cache->max_bytes)
        return;
    g_array_sort(all, compare_used);
    for (guint i = 0; i < all->len && bytes > cache->max_bytes; i++) {
        const Kept *kept = &g_array_index(all, Kept, i);
        if (g_unlink(kept->path) == 0)
            bytes -= kept->bytes;
    }
}

void cb_ocr_cache_free(CbOcrCache *cache)
{
    if (cache == NULL)
        return;
    if (g_atomic_int_get(&cache->grew))
        trim(cache);
    g_free(cache->dir);
    g_free(cache);
}
