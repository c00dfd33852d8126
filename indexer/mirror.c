/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which folder is a mirror, and from which address each of its files came.
 *
 * wget names files after addresses: HOST/PATH, a query behind '?' ('@' with
 * --restrict-file-names=windows, where a port follows '+' instead of ':'), index.html for a folder,
 * and with -E ".html" behind what is HTML and does not say so. All but the last can be turned back:
 * whether "kontakt.html" was called so is not in the name, and is left to a sitemap or the page's
 * own canonical address. HTTrack makes names of its own for queries ("vis8803.html") and for names
 * that are taken ("index-2.html"); it tells where a file is from in its list and in a comment.
 */
#define _GNU_SOURCE /* strcasestr(), memrchr() */
#include "mirror.h"
#include "mirror_httrack.h"
#include "web_address.h"
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* What is read of a front page, and of a page to find a comment or a title in it. */
#define FRONT_PAGE_BYTES (64u * 1024)
#define START_BYTES 4096u

struct CbMirror {
    GPtrArray *hosts; /* CbMirrorHost* */
    gboolean is_httrack;
    char *root_name;       /* of the folder itself: a host's when that host is all there is */
    char *list;            /* (nullable) */
    GHashTable *addresses; /* path -> address; NULL until asked for */
};

/* --- Names ----------------------------------------------------------------------------------- */

static gboolean is_port(const char *text)
{
    gsize digits = strspn(text, "0123456789");
    return digits >= 1 && digits <= 5 && text[digits] == '\0';
}

/* The host in "www.example.dk", "localhost:8000" and "localhost+8000"; @port: behind it, or NULL.
 */
static char *split_port(const char *name, const char *separators, const char **port)
{
    gsize length = strlen(name);
    while (length > 0 && strchr(separators, name[length - 1]) == NULL)
        length--;
    *port = length > 1 && is_port(name + length) ? name + length : NULL;
    return *port != NULL ? g_strndup(name, length - 1) : g_strdup(name);
}

static gboolean is_label(const char *label)
{
    gsize length = strlen(label);
    if (length == 0 || length > 63 || label[0] == '-' || label[length - 1] == '-')
        return FALSE;
    for (const char *p = label; *p != '\0'; p++)
        if (!g_ascii_isalnum(*p) && *p != '-')
            return FALSE;
    return TRUE;
}

/* A country's two letters, or one of the others that sites of authorities and their neighbours
 * have: "tmp.qwerty" is a folder, not a host. */
static gboolean is_top_level(const char *label)
{
    static const char *const others[] = {
        "com",    "org",  "net", "info",  "edu",      "gov",  "int",     "biz",
        "name",   "dev",  "app", "cloud", "online",   "site", "website", "digital",
        "museum", "page", "lan", "local", "internal", "test", "example"};
    if (strlen(label) == 2)
        return g_ascii_isalpha(label[0]) && g_ascii_isalpha(label[1]);
    for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
        if (strcmp(label, others[i]) == 0)
            return TRUE;
    return g_str_has_prefix(label, "xn--");
}

static gboolean is_host(const char *host)
{
    g_auto(GStrv) labels = g_strsplit(host, ".", -1);
    guint n = g_strv_length(labels);
    for (guint i = 0; i < n; i++)
        if (!is_label(labels[i]))
            return FALSE;
    return n >= 2 && (is_top_level(labels[n - 1]) || g_hostname_is_ip_address(host));
}

/* @any: in a folder of HTTrack's every folder is a host's. NULL when @name is none. */
static CbMirrorHost *host_new(const char *name, const char *folder, gboolean any)
{
    const char *port;
    g_autofree char *lower = g_ascii_strdown(name, -1);
    g_autofree char *host = split_port(lower, any ? ":+_" : ":+", &port);
    if (!any && !is_host(host) && !(strcmp(host, "localhost") == 0))
        return NULL;
    CbMirrorHost *found = g_new0(CbMirrorHost, 1);
    found->folder = g_strdup(folder);
    found->fetched_from = g_strconcat(host, port != NULL ? ":" : "", port, NULL);
    found->origin = g_strconcat("https://", found->fetched_from, NULL);
    return found;
}

static void host_free(gpointer data)
{
    CbMirrorHost *host = data;
    g_free(host->folder);
    g_free(host->origin);
    g_free(host->fetched_from);
    g_free(host);
}

void cb_mirror_set_origin(CbMirrorHost *host, const char *origin)
{
    gsize length = strlen(origin);
    while (length > 0 && origin[length - 1] == '/')
        length--;
    g_free(host->origin);
    host->origin = g_strndup(origin, length);
    host->is_known = TRUE;
}

/* --- Queries in names ------------------------------------------------------------------------ */

/* Where the query begins in a file's name; NULL when it has none. */
static const char *query_start(const char *name)
{
    const char *mark = strchr(name, '?');
    if (mark != NULL)
        return mark > name ? mark : NULL;
    mark = strchr(name, '@');
    if (mark == NULL || mark == name)
        return NULL;
    gboolean behind_page = g_ascii_strncasecmp(mark - MIN(5, mark - name), ".html", 5) == 0 ||
                           g_ascii_strncasecmp(mark - MIN(4, mark - name), ".pdf", 4) == 0;
    return behind_page || strchr(mark, '=') != NULL ? mark : NULL;
}

static gboolean cut_ending(char *text)
{
    if (!g_str_has_suffix(text, ".html"))
        return FALSE;
    text[strlen(text) - strlen(".html")] = '\0';
    return TRUE;
}

/* "vis.php.html" as "vis.php". */
static void cut_double_ending(char *path)
{
    static const char *const endings[] = {".php.html", ".aspx.html", ".asp.html",  ".jsp.html",
                                          ".cfm.html", ".cgi.html",  ".ashx.html", ".do.html"};
    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++)
        if (g_str_has_suffix(path, endings[i]) && cut_ending(path))
            return;
}

char *cb_mirror_split(const char *path, gboolean added_ending, char **page)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    const char *mark = query_start(name);
    *page = mark != NULL ? g_strndup(path, (gsize)(mark - path)) : g_strdup(path);
    char *query = mark != NULL ? g_strdup(mark + 1) : NULL;
    if (added_ending && query != NULL)
        cut_ending(query);
    else if (added_ending)
        cut_double_ending(*page);
    return query;
}

/* --- Reading starts of files ----------------------------------------------------------------- */

/* At most @max bytes, ended by NUL. (transfer full) (nullable): NULL when it cannot be read. */
static char *read_start(const char *file, gsize max)
{
    int fd = open(file, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0)
        return NULL;
    g_autofree char *text = g_malloc(max + 1);
    ssize_t got = read(fd, text, max);
    close(fd);
    if (got < 0)
        return NULL;
    text[got] = '\0';
    return g_steal_pointer(&text);
}

/* The value of href in a tag's text. */
static char *href_of(const char *tag)
{
    const char *href = strcasestr(tag, "href");
    if (href == NULL)
        return NULL;
    href += strlen("href");
    href += strspn(href, " \t\r\n=\"'");
    return g_strndup(href, strcspn(href, "\"' >\r\n"));
}

/* The first <link> that says canonical. */
static char *canonical_of(const char *text)
{
    for (const char *at = text; (at = strcasestr(at, "<link")) != NULL; at++) {
        g_autofree char *tag = g_strndup(at, strcspn(at, ">"));
        if (strcasestr(tag, "canonical") != NULL)
            return href_of(tag);
    }
    return NULL;
}

/* What the front page calls itself tells the scheme, and the name under which the site wants to be
 * known; a canonical address of another page of another host tells nothing. */
static void ask_front_page(CbMirrorHost *host, const char *root)
{
    g_autofree char *file = g_build_filename(root, host->folder, "index.html", NULL);
    g_autofree char *text = read_start(file, FRONT_PAGE_BYTES);
    g_autofree char *canonical = text != NULL ? canonical_of(text) : NULL;
    g_auto(CbWebKey) theirs = {0}, ours = {0};
    if (canonical == NULL || !cb_web_is_absolute(canonical) ||
        !cb_web_key_parse(canonical, &theirs) || !cb_web_key_parse(host->origin, &ours))
        return;
    if (strcmp(theirs.path, "/") != 0 && strcmp(theirs.host, ours.host) != 0)
        return;
    g_autofree char *origin = cb_web_origin(canonical);
    cb_mirror_set_origin(host, origin);
}

/* --- Detection ------------------------------------------------------------------------------- */

static gboolean has(const char *folder, const char *name)
{
    g_autofree char *file = g_build_filename(folder, name, NULL);
    return g_file_test(file, G_FILE_TEST_EXISTS);
}

static gboolean is_httrack_project(const char *folder)
{
    return has(folder, "hts-cache") || has(folder, "hts-log.txt") ||
           (has(folder, "backblue.gif") && has(folder, "fade.gif"));
}

static gboolean is_page_name(const char *name)
{
    return g_str_has_suffix(name, ".html") || g_str_has_suffix(name, ".htm");
}

static int compare_hosts(gconstpointer a, gconstpointer b)
{
    const CbMirrorHost *const *first = a, *const *second = b;
    return strcmp((*first)->folder, (*second)->folder);
}

/* Adds the hosts among the folders of @root. FALSE when pages lie beside them: then it is a folder
 * that somebody made. */
static gboolean add_hosts(CbMirror *mirror, const char *root)
{
    g_autoptr(GDir) dir = g_dir_open(root, 0, NULL);
    gboolean pages_beside = FALSE;
    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *file = g_build_filename(root, name, NULL);
        if (*name == '.' || strcmp(name, "hts-cache") == 0)
            continue;
        if (!g_file_test(file, G_FILE_TEST_IS_DIR)) {
            pages_beside |= is_page_name(name);
            continue;
        }
        CbMirrorHost *host = host_new(name, name, mirror->is_httrack);
        if (host != NULL)
            g_ptr_array_add(mirror->hosts, host);
    }
    g_ptr_array_sort(mirror->hosts, compare_hosts);
    return mirror->is_httrack || !pages_beside;
}

/* The root is the folder of one host: its name says so, and it holds a site's top. */
static void add_root_as_host(CbMirror *mirror, const char *root, gboolean in_project)
{
    if (!in_project && !has(root, "robots.txt") && !has(root, "index.html"))
        return;
    CbMirrorHost *host = host_new(mirror->root_name, "", in_project);
    if (host != NULL)
        g_ptr_array_add(mirror->hosts, host);
}

static CbMirror *mirror_new(void)
{
    CbMirror *mirror = g_new0(CbMirror, 1);
    mirror->hosts = g_ptr_array_new_with_free_func(host_free);
    return mirror;
}

CbMirror *cb_mirror_detect(const char *root)
{
    g_autoptr(CbMirror) mirror = mirror_new();
    g_autofree char *canonical = g_canonicalize_filename(root, NULL);
    g_autofree char *parent = g_path_get_dirname(canonical);
    mirror->root_name = g_path_get_basename(canonical);
    gboolean is_project = is_httrack_project(root);
    gboolean in_project = !is_project && is_httrack_project(parent);
    mirror->is_httrack = is_project;
    if (in_project || !add_hosts(mirror, root))
        g_ptr_array_set_size(mirror->hosts, 0);
    if (mirror->hosts->len == 0)
        add_root_as_host(mirror, root, in_project);
    if (mirror->hosts->len == 0)
        return NULL;
    mirror->is_httrack = is_project || in_project;
    const char *project = is_project ? root : parent;
    if (mirror->is_httrack && has(project, "hts-cache/new.txt"))
        mirror->list = g_build_filename(project, "hts-cache", "new.txt", NULL);
    for (guint i = 0; i < mirror->hosts->len; i++)
        ask_front_page(mirror->hosts->pdata[i], root);
    return g_steal_pointer(&mirror);
}

void cb_mirror_free(CbMirror *mirror)
{
    if (mirror == NULL)
        return;
    g_ptr_array_unref(mirror->hosts);
    g_free(mirror->root_name);
    g_free(mirror->list);
    g_clear_pointer(&mirror->addresses, g_hash_table_unref);
    g_free(mirror);
}

GPtrArray *cb_mirror_hosts(CbMirror *mirror)
{
    return mirror->hosts;
}

const char *cb_mirror_list(const CbMirror *mirror)
{
    return mirror->list;
}

/* --- Addresses ------------------------------------------------------------------------------- */

const CbMirrorHost *cb_mirror_host(const CbMirror *mirror, const char *path, const char **below)
{
    for (guint i = 0; i < mirror->hosts->len; i++) {
        const CbMirrorHost *host = mirror->hosts->pdata[i];
        gsize length = strlen(host->folder);
        if (length == 0 || (strncmp(path, host->folder, length) == 0 && path[length] == '/')) {
            *below = path + length + (length > 0 ? 1 : 0);
            return host;
        }
    }
    return NULL;
}

/* The name by which HTTrack's list knows a host's folder. */
static char *list_folder(const CbMirror *mirror, const CbMirrorHost *host)
{
    return *host->folder != '\0' ? host->folder : mirror->root_name;
}

static void read_list(CbMirror *mirror)
{
    g_autoptr(GPtrArray) folders = g_ptr_array_new();
    for (guint i = 0; i < mirror->hosts->len; i++)
        g_ptr_array_add(folders, list_folder(mirror, mirror->hosts->pdata[i]));
    g_ptr_array_add(folders, NULL);
    mirror->addresses = cb_httrack_read_list(mirror->list, (const char *const *)folders->pdata);
}

static const char *listed_address(CbMirror *mirror, const CbMirrorHost *host, const char *below)
{
    if (mirror->list == NULL)
        return NULL;
    if (mirror->addresses == NULL)
        read_list(mirror);
    g_autofree char *path = g_strconcat(list_folder(mirror, host), "/", below, NULL);
    return g_hash_table_lookup(mirror->addresses, path);
}

static char *commented_address(const CbMirrorHost *host, const char *file)
{
    g_autofree char *text = read_start(file, START_BYTES);
    const char *scheme = g_str_has_prefix(host->origin, "http:") ? "http" : "https";
    return text != NULL ? cb_httrack_comment(text, scheme) : NULL;
}

/* "a/index.html" as "a/". */
static void cut_front(char *page)
{
    static const char front[] = "index.html";
    if (strcmp(page, front) == 0 || g_str_has_suffix(page, "/index.html"))
        page[strlen(page) - strlen(front)] = '\0';
}

static char *named_address(const CbMirrorHost *host, const char *below)
{
    g_autofree char *page = NULL;
    g_autofree char *query = cb_mirror_split(below, TRUE, &page);
    cut_front(page);
    return cb_web_join(host->origin, page, query);
}

/* An address that HTTrack fetched, as the site itself would write it. */
static char *under_origin(const CbMirrorHost *host, const char *address)
{
    g_autofree char *fetched = cb_web_origin(address);
    const char *authority = strstr(fetched, "://") + strlen("://");
    if (!host->is_known || g_ascii_strcasecmp(authority, host->fetched_from) != 0)
        return g_strdup(address);
    return g_strconcat(host->origin, address + strlen(fetched), NULL);
}

char *cb_mirror_address(CbMirror *mirror, const char *path, const char *file)
{
    const char *below;
    const CbMirrorHost *host = cb_mirror_host(mirror, path, &below);
    if (host == NULL)
        return NULL;
    g_autofree char *told = g_strdup(listed_address(mirror, host, below));
    if (told == NULL && mirror->is_httrack && is_page_name(path))
        told = commented_address(host, file);
    return told != NULL ? under_origin(host, told) : named_address(host, below);
}

/* --- Lists ----------------------------------------------------------------------------------- */

/* What Apache, nginx and Python's server call the list of a folder. */
static gboolean is_server_list(const char *text)
{
    static const char *const titles[] = {"<title>Index of /", "<title>Directory listing for /"};
    for (gsize i = 0; i < G_N_ELEMENTS(titles); i++)
        if (strcasestr(text, titles[i]) != NULL)
            return TRUE;
    return FALSE;
}

gboolean cb_mirror_is_list(const CbMirror *mirror, const char *path, const char *file)
{
    const char *below;
    g_autofree char *name = g_path_get_basename(path);
    if (!g_str_has_prefix(name, "index.html"))
        return FALSE;
    if (cb_mirror_host(mirror, path, &below) == NULL)
        return TRUE;
    g_autofree char *text = read_start(file, START_BYTES);
    return text != NULL && is_server_list(text);
}
