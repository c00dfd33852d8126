/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A source as a part of the web; see site.h. */
#include "site.h"
#include "cut/attach.h"
#include "cut/link.h"
#include "gunzip.h"
#include "mirror.h"
#include "robots.h"
#include "site_fold.h"
#include "site_map.h"
#include "web_address.h"
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* How many of the pages that are missing are named. */
#define MAX_NAMED_PAGES 3u

struct CbSite {
    char *root;
    gboolean is_folder;
    char *base_url; /* (nullable) */
    gboolean ignore_robots;
    CbMirror *mirror; /* (nullable) */
    CbSiteMap *map;
    char *stamp;
    GHashTable *robots;     /* folder of a host, "" in a plain source -> CbRobots* */
    GHashTable *addresses;  /* CbFoundFile* -> its address, for those that have one */
    CbFolding *folding;     /* NULL until sifted */
    GHashTable *by_path;    /* path -> CbFoundFile*; of a mirror */
    GHashTable *by_address; /* "host/path?query" -> CbFoundFile*; of a mirror */
};

/* --- What kind of source --------------------------------------------------------------------- */

/* The folders in which a site's robots.txt and sitemaps lie: one a host, or the root. */
static GPtrArray *site_folders(const CbSite *site)
{
    GPtrArray *folders = g_ptr_array_new_with_free_func(g_free);
    const GPtrArray *hosts = site->mirror != NULL ? cb_mirror_hosts(site->mirror) : NULL;
    for (guint i = 0; hosts != NULL && i < hosts->len; i++)
        g_ptr_array_add(folders, g_strdup(((const CbMirrorHost *)hosts->pdata[i])->folder));
    if (hosts == NULL)
        g_ptr_array_add(folders, g_strdup(""));
    return folders;
}

/* At the top of the source and of its hosts; else beside the source. */
static void find_sitemaps(CbSite *site)
{
    g_autoptr(GPtrArray) folders = site_folders(site);
    gboolean found = FALSE, root_seen = FALSE;
    for (guint i = 0; i < folders->len; i++) {
        g_autofree char *folder = g_build_filename(site->root, folders->pdata[i], NULL);
        found |= cb_site_map_add_folder(site->map, folder);
        root_seen |= *(const char *)folders->pdata[i] == '\0';
    }
    if (!root_seen)
        found |= cb_site_map_add_folder(site->map, site->root);
    if (found)
        return;
    g_autofree char *canonical = g_canonicalize_filename(site->root, NULL);
    g_autofree char *beside = g_path_get_dirname(canonical);
    cb_site_map_add_folder(site->map, beside);
}

/* One host's address may be given; of several none is meant. */
static void take_base_url(CbSite *site)
{
    GPtrArray *hosts = cb_mirror_hosts(site->mirror);
    if (site->base_url == NULL || hosts->len != 1)
        return;
    cb_mirror_set_origin(hosts->pdata[0], site->base_url);
}

static void stamp_file(GString *stamp, const char *file)
{
    struct stat st;
    if (stat(file, &st) == 0)
        g_string_append_printf(stamp, "%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT ".%09ld\n", file,
                               (gint64)st.st_size, (gint64)st.st_mtim.tv_sec, st.st_mtim.tv_nsec);
}

static char *robots_file(const CbSite *site, const char *folder)
{
    return g_build_filename(site->root, folder, "robots.txt", NULL);
}

static char *make_stamp(const CbSite *site)
{
    GString *stamp = g_string_new(NULL);
    g_string_append_printf(stamp, "base %s\nrobots %d\n",
                           site->base_url != NULL ? site->base_url : "", !site->ignore_robots);
    const GPtrArray *hosts = site->mirror != NULL ? cb_mirror_hosts(site->mirror) : NULL;
    for (guint i = 0; hosts != NULL && i < hosts->len; i++)
        g_string_append_printf(stamp, "host %s %s\n", ((CbMirrorHost *)hosts->pdata[i])->folder,
                               ((CbMirrorHost *)hosts->pdata[i])->origin);
    g_autoptr(GPtrArray) folders = site_folders(site);
    for (guint i = 0; i < folders->len && site->is_folder; i++) {
        g_autofree char *file = robots_file(site, folders->pdata[i]);
        stamp_file(stamp, file);
    }
    const GPtrArray *sitemaps = cb_site_map_files(site->map);
    for (guint i = 0; i < sitemaps->len; i++)
        stamp_file(stamp, sitemaps->pdata[i]);
    if (site->mirror != NULL && cb_mirror_list(site->mirror) != NULL)
        stamp_file(stamp, cb_mirror_list(site->mirror));
    return g_string_free(stamp, FALSE);
}

CbSite *cb_site_new(const char *root, const char *base_url, gboolean ignore_robots)
{
    CbSite *site = g_new0(CbSite, 1);
    site->root = g_strdup(root);
    site->is_folder = g_file_test(root, G_FILE_TEST_IS_DIR);
    site->base_url = g_strdup(base_url);
    site->ignore_robots = ignore_robots;
    site->map = cb_site_map_new();
    site->robots =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)cb_robots_free);
    site->addresses = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    if (site->is_folder) {
        site->mirror = cb_mirror_detect(root);
        if (site->mirror != NULL)
            take_base_url(site);
        find_sitemaps(site);
    }
    site->stamp = make_stamp(site);
    return site;
}

void cb_site_free(CbSite *site)
{
    if (site == NULL)
        return;
    g_clear_pointer(&site->by_path, g_hash_table_unref);
    g_clear_pointer(&site->by_address, g_hash_table_unref);
    cb_folding_free(site->folding);
    g_hash_table_unref(site->addresses);
    g_hash_table_unref(site->robots);
    cb_site_map_free(site->map);
    cb_mirror_free(site->mirror);
    g_free(site->stamp);
    g_free(site->base_url);
    g_free(site->root);
    g_free(site);
}

gboolean cb_site_is_mirror(const CbSite *site)
{
    return site->mirror != NULL;
}

const char *cb_site_stamp(const CbSite *site)
{
    return site->stamp;
}

/* --- Addresses ------------------------------------------------------------------------------- */

/* Below the root, in the bytes of the file system. */
static const char *relative(const CbSite *site, const CbFoundFile *file)
{
    gsize length = strlen(site->root);
    if (!site->is_folder || strncmp(file->file, site->root, length) != 0) {
        const char *slash = strrchr(file->file, '/');
        return slash != NULL ? slash + 1 : file->file;
    }
    const char *path = file->file + length;
    while (*path == '/')
        path++;
    return path;
}

/* By its name: an address, or in a source without one a path that begins with '/'. */
static char *place_of(CbSite *site, const CbFoundFile *file)
{
    const char *path = relative(site, file);
    if (site->mirror != NULL)
        return cb_mirror_address(site->mirror, path, file->file);
    g_autofree char *page = NULL;
    g_autofree char *query = cb_mirror_split(path, FALSE, &page);
    return cb_web_join(site->base_url != NULL ? site->base_url : "/", page, query);
}

/* NULL when the site does not know where in the web the place is. */
static const char *address_of(const CbSite *site, const char *place)
{
    const CbSitemapPage *page = cb_site_map_find(site->map, place);
    if (page != NULL)
        return page->address;
    return *place != '/' ? place : NULL;
}

char *cb_site_address(CbSite *site, const CbFoundFile *file)
{
    const char *known = g_hash_table_lookup(site->addresses, file);
    if (known != NULL)
        return g_strdup(known);
    g_autofree char *place = place_of(site, file);
    return place != NULL ? g_strdup(address_of(site, place)) : NULL;
}

char *cb_site_page_address(CbSite *site, const CbFoundFile *file, const char *canonical)
{
    if (canonical != NULL && (site->mirror == NULL || cb_web_is_absolute(canonical)))
        return g_strdup(canonical);
    return cb_site_address(site, file);
}

const char *cb_site_updated(const CbSite *site, const char *address)
{
    const CbSitemapPage *page = address != NULL ? cb_site_map_find(site->map, address) : NULL;
    return page != NULL ? page->updated : NULL;
}

/* --- Sitemaps -------------------------------------------------------------------------------- */

/* How the sitemap writes a host is how the host wants to be written. */
static void take_origins(CbSite *site)
{
    const GPtrArray *hosts = site->mirror != NULL ? cb_mirror_hosts(site->mirror) : NULL;
    const GPtrArray *pages = cb_site_map_pages(site->map);
    for (guint i = 0; hosts != NULL && site->base_url == NULL && i < hosts->len; i++) {
        CbMirrorHost *host = hosts->pdata[i];
        g_auto(CbWebKey) ours = {0};
        cb_web_key_parse(host->origin, &ours);
        for (guint j = 0; j < pages->len; j++) {
            const char *address = ((const CbSitemapPage *)pages->pdata[j])->address;
            g_auto(CbWebKey) theirs = {0};
            if (!cb_web_key_parse(address, &theirs) || strcmp(theirs.host, ours.host) != 0)
                continue;
            g_autofree char *origin = cb_web_origin(address);
            cb_mirror_set_origin(host, origin);
            break;
        }
    }
}

static gboolean is_below(const CbWebKey *page, const char *base)
{
    g_auto(CbWebKey) key = {0};
    if (!cb_web_key_parse(base, &key) || strcmp(key.host, page->host) != 0)
        return FALSE;
    gsize length = strlen(key.path);
    return length == 1 || (strncmp(page->path, key.path, length) == 0 &&
                           (page->path[length] == '/' || page->path[length] == '\0'));
}

/* Whether a page that the sitemap names would lie in this source. */
static gboolean is_ours(const CbSite *site, const CbSitemapPage *page)
{
    g_auto(CbWebKey) key = {0};
    if (!cb_web_key_parse(page->address, &key))
        return FALSE;
    if (site->mirror == NULL)
        return site->base_url == NULL || is_below(&key, site->base_url);
    const GPtrArray *hosts = cb_mirror_hosts(site->mirror);
    for (guint i = 0; i < hosts->len; i++)
        if (is_below(&key, ((const CbMirrorHost *)hosts->pdata[i])->origin))
            return TRUE;
    return FALSE;
}

/* The pages of the sitemap that some file is, CbSitemapPage* as keys. */
static GHashTable *pages_here(CbSite *site, const GPtrArray *files)
{
    GHashTable *here = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < files->len; i++) {
        const char *address = g_hash_table_lookup(site->addresses, files->pdata[i]);
        CbSitemapPage *page = address != NULL ? cb_site_map_find(site->map, address) : NULL;
        if (page != NULL)
            g_hash_table_add(here, page);
    }
    return here;
}

static void note_missing(CbSite *site, const char *name, const GPtrArray *files, CbReport *report)
{
    g_autoptr(GHashTable) here = pages_here(site, files);
    const GPtrArray *pages = cb_site_map_pages(site->map);
    g_autoptr(GString) named = g_string_new(NULL);
    guint n_ours = 0, n_missing = 0;
    for (guint i = 0; i < pages->len; i++) {
        const CbSitemapPage *page = pages->pdata[i];
        if (cb_site_map_find(site->map, page->address) != page || !is_ours(site, page))
            continue;
        n_ours++;
        if (g_hash_table_contains(here, page))
            continue;
        if (n_missing++ < MAX_NAMED_PAGES)
            g_string_append_printf(named, "%s%s", named->len > 0 ? ", " : "", page->address);
    }
    if (n_missing == 0)
        return;
    if (n_missing > MAX_NAMED_PAGES)
        g_string_append_printf(named, " og %u til", n_missing - MAX_NAMED_PAGES);
    g_autofree char *line =
        g_strdup_printf("Sitemap: %u af %u sider er ikke i kilden%s%s: %s", n_missing, n_ours,
                        *name != '\0' ? " " : "", name, named->str);
    cb_report_note(report, line);
}

/* --- robots.txt ------------------------------------------------------------------------------ */

static void read_robots(CbSite *site)
{
    g_autoptr(GPtrArray) folders = site_folders(site);
    for (guint i = 0; i < folders->len && site->is_folder && !site->ignore_robots; i++) {
        g_autofree char *file = robots_file(site, folders->pdata[i]);
        int fd = open(file, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
        if (fd < 0)
            continue;
        g_autofree char *text = g_malloc(CB_MAX_ROBOTS_BYTES);
        ssize_t got = read(fd, text, CB_MAX_ROBOTS_BYTES);
        close(fd);
        if (got > 0)
            g_hash_table_insert(site->robots, g_strdup(folders->pdata[i]),
                                cb_robots_parse(text, (gsize)got));
    }
}

/* The path of an address, with its query: what robots.txt speaks of. */
static const char *path_in(const char *address)
{
    const char *authority = strstr(address, "://");
    const char *path = authority != NULL ? authority + 3 + strcspn(authority + 3, "/?#") : address;
    return *path == '/' ? path : "/";
}

static gboolean is_allowed(CbSite *site, const CbFoundFile *file, const char *place)
{
    const char *below;
    const char *folder = "";
    if (g_hash_table_size(site->robots) == 0)
        return TRUE;
    if (site->mirror != NULL) {
        const CbMirrorHost *host = cb_mirror_host(site->mirror, relative(site, file), &below);
        folder = host != NULL ? host->folder : "";
    }
    const CbRobots *robots = g_hash_table_lookup(site->robots, folder);
    return robots == NULL || cb_robots_allows(robots, path_in(place));
}

/* --- Sifting --------------------------------------------------------------------------------- */

static void leave_out(CbFoundFile *file, const char *state, const char *reason)
{
    file->left_out = state;
    g_free(file->reason);
    file->reason = g_strdup(reason);
}

static void sift_file(CbSite *site, CbFoundFile *file)
{
    if (cb_file_type_is_lines(file->type))
        return;
    if (site->mirror != NULL && cb_mirror_is_list(site->mirror, relative(site, file), file->file)) {
        leave_out(file, CB_LEFT_OUT_LIST, "er en liste over filer, ikke en side");
        return;
    }
    g_autofree char *place = place_of(site, file);
    if (place == NULL)
        return;
    const char *address = address_of(site, place);
    const char *where = address != NULL ? address : place;
    if (!is_allowed(site, file, where))
        leave_out(file, CB_LEFT_OUT_ROBOTS, "robots.txt siger, at den ikke må indekseres");
    else
        cb_folding_add(site->folding, file, where);
    if (address != NULL)
        g_hash_table_insert(site->addresses, file, g_strdup(address));
}

static void note_robots(const CbSite *site, const GPtrArray *files, CbReport *report)
{
    guint n = 0;
    for (guint i = 0; i < files->len; i++) {
        const char *state = ((const CbFoundFile *)files->pdata[i])->left_out;
        n += state != NULL && strcmp(state, CB_LEFT_OUT_ROBOTS) == 0;
    }
    if (n > 0 && n == files->len)
        cb_report_problem(
            report, site->root,
            "robots.txt siger, at intet her må indekseres; er det dine egne sider, så "
            "brug --ignore-robots");
}

static void note_base_url(CbSite *site, CbReport *report)
{
    if (site->base_url != NULL && site->mirror != NULL && cb_mirror_hosts(site->mirror)->len > 1)
        cb_report_problem(report, site->root,
                          "har sider fra flere værter; --base-url bruges ikke, adresserne er "
                          "værternes egne");
}

static void index_file(CbSite *site, CbFoundFile *file)
{
    const char *address = g_hash_table_lookup(site->addresses, file);
    const char *below;
    const CbMirrorHost *host = cb_mirror_host(site->mirror, relative(site, file), &below);
    g_auto(CbWebKey) key = {0};
    g_hash_table_insert(site->by_path, file->path, file);
    if (address == NULL || host == NULL || !cb_web_key_parse(address, &key))
        return;
    g_hash_table_insert(site->by_address, cb_web_key_text(&key, TRUE), file);
    g_autofree char *fetched = g_strconcat("https://", host->fetched_from, NULL);
    g_auto(CbWebKey) other = {0};
    cb_web_key_parse(fetched, &other);
    if (strcmp(other.host, key.host) == 0)
        return;
    g_free(key.host);
    key.host = g_steal_pointer(&other.host);
    g_hash_table_insert(site->by_address, cb_web_key_text(&key, TRUE), file);
}

static void index_files(CbSite *site, const GPtrArray *files)
{
    site->by_path = g_hash_table_new(g_str_hash, g_str_equal);
    site->by_address = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < files->len; i++)
        index_file(site, files->pdata[i]);
}

void cb_site_sift(CbSite *site, const char *name, const GPtrArray *files, CbReport *report)
{
    site->folding = cb_folding_new();
    note_base_url(site, report);
    read_robots(site);
    cb_site_map_load(site->map, report);
    take_origins(site);
    for (guint i = 0; i < files->len; i++)
        sift_file(site, files->pdata[i]);
    cb_folding_fold(site->folding);
    note_robots(site, files, report);
    note_missing(site, name, files, report);
    if (site->mirror != NULL)
        index_files(site, files);
}

/* --- Links ----------------------------------------------------------------------------------- */

/* By the name of a file beside the page. @with_query: the query is part of the name. */
static const CbFoundFile *follow_name(const CbSite *site, const CbFoundFile *page, const char *href,
                                      gboolean with_query)
{
    const char *mark = with_query ? strchr(href, '?') : NULL;
    g_autofree char *encoded =
        mark != NULL ? g_strdup_printf("%.*s%%3F%s", (int)(mark - href), href, mark + 1) : NULL;
    g_autofree char *path = cb_link_path(page->path, encoded != NULL ? encoded : href);
    return path != NULL ? g_hash_table_lookup(site->by_path, path) : NULL;
}

/* By an address: as it is, with the ending that wget -E adds, and of a PDF without its query. */
static const CbFoundFile *follow_address(const CbSite *site, const char *address)
{
    g_auto(CbWebKey) key = {0};
    if (!cb_web_key_parse(address, &key))
        return NULL;
    g_autofree char *whole = cb_web_key_text(&key, TRUE);
    g_autofree char *bare = cb_web_key_text(&key, FALSE);
    g_autofree char *ended = g_strconcat(bare, ".html", NULL);
    const CbFoundFile *file = g_hash_table_lookup(site->by_address, whole);
    if (file != NULL)
        return file;
    if (key.query == NULL)
        return g_hash_table_lookup(site->by_address, ended);
    file = g_hash_table_lookup(site->by_address, bare);
    return file != NULL && file->type == CB_FILE_PDF ? file : NULL;
}

const CbFoundFile *cb_site_follow(CbSite *site, const CbFoundFile *page, const char *address,
                                  const char *href)
{
    if (site->by_path == NULL || *href == '\0' || *href == '#')
        return NULL;
    gboolean is_name = g_uri_peek_scheme(href) == NULL && *href != '/';
    g_autofree char *url = cb_url_resolve(address, href);
    const CbFoundFile *file = is_name ? follow_name(site, page, href, TRUE) : NULL;
    if (file == NULL && url != NULL)
        file = follow_address(site, url);
    if (file == NULL && is_name)
        file = follow_name(site, page, href, FALSE);
    return file != NULL ? cb_folding_kept(site->folding, file) : NULL;
}
