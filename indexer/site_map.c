/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding, reading and asking sitemaps; see site_map.h. */
#define _GNU_SOURCE /* strcasestr() */
#include "site_map.h"
#include "web_address.h"
#include <casebank/error.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

struct CbSiteMap {
    GPtrArray *files; /* char* */
    CbSitemap *read;
    GHashTable *by_address; /* "host/path?query" -> CbSitemapPage* */
    GHashTable *by_path;    /* "/path?query" -> CbSitemapPage*; NULL when several hosts have it */
};

CbSiteMap *cb_site_map_new(void)
{
    CbSiteMap *map = g_new0(CbSiteMap, 1);
    map->files = g_ptr_array_new_with_free_func(g_free);
    map->read = cb_sitemap_new();
    map->by_address = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    map->by_path = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return map;
}

void cb_site_map_free(CbSiteMap *map)
{
    if (map == NULL)
        return;
    g_hash_table_unref(map->by_address);
    g_hash_table_unref(map->by_path);
    g_ptr_array_unref(map->files);
    cb_sitemap_free(map->read);
    g_free(map);
}

const GPtrArray *cb_site_map_files(const CbSiteMap *map)
{
    return map->files;
}

const GPtrArray *cb_site_map_pages(const CbSiteMap *map)
{
    return map->read->pages;
}

/* --- Files ----------------------------------------------------------------------------------- */

static int compare_strings(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

gboolean cb_site_map_add_folder(CbSiteMap *map, const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    g_autoptr(GPtrArray) found = g_ptr_array_new();
    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;)
        if (strcasestr(name, "sitemap") != NULL && strcasestr(name, ".xml") != NULL &&
            !g_str_has_suffix(name, ".orig") && found->len < CB_MAX_SITEMAP_FILES)
            g_ptr_array_add(found, g_build_filename(folder, name, NULL));
    g_ptr_array_sort(found, compare_strings);
    gboolean any = found->len > 0;
    g_ptr_array_extend_and_steal(map->files, g_steal_pointer(&found));
    return any;
}

static gboolean is_known(const CbSiteMap *map, const char *file)
{
    return g_ptr_array_find_with_equal_func(map->files, file, g_str_equal, NULL);
}

/* The sitemap that an index names by its address, where a mirroring program or a person would have
 * put it: beside the index, under the last name of its address. */
static char *part_file(const char *index, const char *address)
{
    g_auto(CbWebKey) key = {0};
    if (!cb_web_key_parse(address, &key))
        return NULL;
    g_autofree char *folder = g_path_get_dirname(index);
    g_autofree char *name = g_path_get_basename(key.path);
    return g_build_filename(folder, name, NULL);
}

static void add_parts(CbSiteMap *map, const char *index, guint first, CbReport *report)
{
    for (guint i = first; i < map->read->parts->len; i++) {
        g_autofree char *file = part_file(index, map->read->parts->pdata[i]);
        if (file == NULL || is_known(map, file))
            continue;
        if (g_file_test(file, G_FILE_TEST_IS_REGULAR) && map->files->len < CB_MAX_SITEMAP_FILES) {
            g_ptr_array_add(map->files, g_steal_pointer(&file));
        } else {
            g_autofree char *line = g_strdup_printf("Sitemap: %s nævnes i %s, men er der ikke",
                                                    (char *)map->read->parts->pdata[i], index);
            cb_report_note(report, line);
        }
    }
}

static void load_file(CbSiteMap *map, const char *file, CbReport *report)
{
    g_autoptr(GError) error = NULL;
    guint first_part = map->read->parts->len;
    int fd = open(file, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0) {
        cb_report_problem(report, file, g_strerror(errno));
        return;
    }
    if (!cb_sitemap_load(map->read, fd, &error))
        cb_report_problem(report, file, error->message);
    close(fd);
    add_parts(map, file, first_part, report);
}

/* --- Tables ---------------------------------------------------------------------------------- */

static const char *path_of_key(const CbWebKey *key, const char *text)
{
    return text + strlen(key->host);
}

static void add_page(CbSiteMap *map, CbSitemapPage *page)
{
    g_auto(CbWebKey) key = {0};
    if (!cb_web_key_parse(page->address, &key))
        return;
    char *text = cb_web_key_text(&key, TRUE);
    char *path = g_strdup(path_of_key(&key, text));
    gpointer other;
    if (!g_hash_table_lookup_extended(map->by_path, path, NULL, &other))
        g_hash_table_insert(map->by_path, path, page);
    else if (g_hash_table_contains(map->by_address, text)) /* the same page again */
        g_free(path);
    else
        g_hash_table_insert(map->by_path, path, NULL);
    if (!g_hash_table_contains(map->by_address, text))
        g_hash_table_insert(map->by_address, text, page);
    else
        g_free(text);
}

void cb_site_map_load(CbSiteMap *map, CbReport *report)
{
    for (guint i = 0; i < map->files->len; i++)
        load_file(map, map->files->pdata[i], report);
    for (guint i = 0; i < map->read->pages->len; i++)
        add_page(map, map->read->pages->pdata[i]);
    if (map->read->full)
        cb_report_note(report, "Sitemap: der er flere sider eller filer, end der læses");
}

static CbSitemapPage *find_key(const CbSiteMap *map, const CbWebKey *key)
{
    g_autofree char *text = cb_web_key_text(key, TRUE);
    return g_hash_table_lookup(*key->host != '\0' ? map->by_address : map->by_path, text);
}

CbSitemapPage *cb_site_map_find(const CbSiteMap *map, const char *address)
{
    g_auto(CbWebKey) key = {0};
    if (g_hash_table_size(map->by_address) == 0 || !cb_web_key_parse(address, &key))
        return NULL;
    CbSitemapPage *page = find_key(map, &key);
    char *dot = strrchr(key.path, '.');
    if (page != NULL || dot == NULL || (strcmp(dot, ".html") != 0 && strcmp(dot, ".htm") != 0))
        return page;
    *dot = '\0';
    return find_key(map, &key);
}
