/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walking a source folder: names from readdir(), and of the files that are taken, one fstatat(). */
#define _GNU_SOURCE /* strcasestr() */
#include "scan.h"
#include <casebank/error.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_DEPTH 100 /* folders inside each other: more is a mistake */
#define SNIFF_BYTES 1024

typedef struct {
    const CbScanOptions *options;
    GPtrArray *found;
    struct {
        dev_t device;
        ino_t inode;
    } trail[MAX_DEPTH]; /* the folders from the root down to here */
    guint depth;
} Scan;

/* A folder that is being walked. */
typedef struct {
    int fd;
    const char *file; /* as CbFoundFile's */
    const char *path;
} Folder;

typedef struct {
    char *name;
    unsigned char kind; /* DT_* */
} Entry;

/* --- Files ----------------------------------------------------------------------------------- */

void cb_found_file_free(CbFoundFile *file)
{
    if (file == NULL)
        return;
    g_free(file->path);
    g_free(file->file);
    g_free(file->reason);
    g_free(file);
}

static int refuse(int fd, gint code, const char *reason, GError **error)
{
    if (fd >= 0)
        close(fd);
    g_set_error_literal(error, CB_ERROR, code, reason);
    return -1;
}

/* Since it was found anything may have come in its place: a pipe, say, that would be waited for. */
int cb_found_file_open(const CbFoundFile *file, GError **error)
{
    struct stat st = {0};
    int fd = open(file->file, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    int code = fd < 0 || fstat(fd, &st) != 0 ? errno : 0;
    if (code == ENOENT)
        return refuse(fd, CB_ERROR_NOT_FOUND, "filen forsvandt, mens der blev læst", error);
    if (code != 0)
        return refuse(fd, CB_ERROR_BAD_FILE,
                      code == EACCES ? "ingen adgang til at læse filen" : g_strerror(code), error);
    if (!S_ISREG(st.st_mode))
        return refuse(fd, CB_ERROR_BAD_FILE, "er ikke længere en almindelig fil", error);
    return fd;
}

gboolean cb_file_type_is_page(CbFileType type)
{
    return type == CB_FILE_HTML || type == CB_FILE_CAPTURE;
}

gboolean cb_file_type_is_lines(CbFileType type)
{
    return type == CB_FILE_TSV || type == CB_FILE_JSONL;
}

/* --- What a name says ------------------------------------------------------------------------ */

static gboolean is_among(const char *name, gsize length, const char *const *names, gsize n)
{
    for (gsize i = 0; i < n; i++)
        if (strlen(names[i]) == length && g_ascii_strncasecmp(name, names[i], length) == 0)
            return TRUE;
    return FALSE;
}

/* By the ending of the first @length bytes. */
static gboolean type_of_ending(const char *name, gsize length, CbFileType *type)
{
    static const struct {
        const char *ending;
        CbFileType type;
    } endings[] = {{".html", CB_FILE_HTML}, {".htm", CB_FILE_HTML}, {".txt", CB_FILE_CAPTURE},
                   {".pdf", CB_FILE_PDF},   {".tsv", CB_FILE_TSV},  {".jsonl", CB_FILE_JSONL}};
    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++) {
        gsize n = strlen(endings[i].ending);
        if (length > n && g_ascii_strncasecmp(name + length - n, endings[i].ending, n) == 0) {
            *type = endings[i].type;
            return TRUE;
        }
    }
    return FALSE;
}

gboolean cb_file_type_of_name(const char *name, CbFileType *type)
{
    if (type_of_ending(name, strlen(name), type))
        return TRUE;
    gsize query = strcspn(name, "?@");
    return name[query] != '\0' && type_of_ending(name, query, type) &&
           (*type == CB_FILE_HTML || *type == CB_FILE_PDF);
}

/* Whether a page or a PDF of a web site may have this name, though it does not say so. */
static gboolean may_be_anything(const char *name)
{
    static const char *const dynamic[] = {"php",   "asp",   "aspx", "jsp",  "cgi",  "cfm",
                                          "shtml", "xhtml", "do",   "ashx", "phtml"};
    gsize length = strcspn(name, "?@");
    const char *dot = memrchr(name, '.', length);
    if (dot == NULL)
        return TRUE;
    gsize ending = length - (gsize)(dot + 1 - name);
    return is_among(dot + 1, ending, dynamic, G_N_ELEMENTS(dynamic)) ||
           strspn(dot + 1, "0123456789") >= ending; /* "kontakt.1": a name that was taken */
}

static gboolean is_passed_over(const Scan *scan, const char *name)
{
    static const char *const of_mirrors[] = {"hts-cache",     "hts-log.txt", "wget-log",
                                             "ads.txt",       "humans.txt",  "llms.txt",
                                             "llms-full.txt", "security.txt"};
    return name[0] == '.' || g_ascii_strcasecmp(name, "robots.txt") == 0 ||
           g_str_has_suffix(name, ".orig") || /* what wget keeps of a page whose links it changed */
           strcmp(name, CB_MUNICIPALITIES_FILE) == 0 ||
           (scan->options->mirror &&
            is_among(name, strlen(name), of_mirrors, G_N_ELEMENTS(of_mirrors)));
}

/* --- Files of a folder ----------------------------------------------------------------------- */

/* What the first bytes say. */
static gboolean sniff(const Folder *folder, const char *name, CbFileType *type)
{
    char bytes[SNIFF_BYTES + 1];
    int fd = openat(folder->fd, name, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    ssize_t got = fd >= 0 ? read(fd, bytes, SNIFF_BYTES) : -1;
    if (fd >= 0)
        close(fd);
    if (got <= 0)
        return FALSE;
    bytes[got] = '\0';
    *type = strncmp(bytes, "%PDF-", 5) == 0 ? CB_FILE_PDF : CB_FILE_HTML;
    return *type == CB_FILE_PDF || strcasestr(bytes, "<!doctype html") != NULL ||
           strcasestr(bytes, "<html") != NULL;
}

static void add_file(Scan *scan, CbFileType type, char *file, char *path, const struct stat *st)
{
    CbFoundFile *found = g_new0(CbFoundFile, 1);
    found->type = type;
    found->file = file;
    found->path = path;
    found->size = (guint64)st->st_size;
    found->mtime_ns = (gint64)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec;
    found->device = st->st_dev;
    found->inode = st->st_ino;
    g_ptr_array_add(scan->found, found);
}

static char *child_file(const Folder *folder, const char *name)
{
    return g_str_has_suffix(folder->file, "/") ? g_strconcat(folder->file, name, NULL)
                                               : g_strconcat(folder->file, "/", name, NULL);
}

static char *child_path(const Folder *folder, const char *name)
{
    g_autofree char *shown = g_filename_display_name(name);
    return *folder->path != '\0' ? g_strconcat(folder->path, "/", shown, NULL)
                                 : g_steal_pointer(&shown);
}

static const char *reason_of(int code)
{
    if (code == ELOOP)
        return "er et link, der peger på sig selv; det er sprunget over";
    if (code == ENOENT)
        return "er et link, der ikke fører til noget, eller er lige blevet slettet";
    return code == EACCES ? "ingen adgang til at læse" : g_strerror(code);
}

/* @code: of the failed call; what is gone, or never was, is not unread. */
static void tell_problem(const Scan *scan, const char *path, int code)
{
    const CbScanOptions *options = scan->options;
    options->problem(path, reason_of(code), options->data);
    if (options->unread != NULL && code != ENOENT && code != ELOOP)
        g_ptr_array_add(options->unread, g_strdup(path));
}

static void scan_file(Scan *scan, const Folder *folder, const char *name, const struct stat *st)
{
    CbFileType type;
    gboolean named = cb_file_type_of_name(name, &type);
    if (!named && (!scan->options->mirror || !may_be_anything(name)))
        return;
    if (named ? cb_file_type_is_lines(type) : !sniff(folder, name, &type))
        return;
    add_file(scan, type, child_file(folder, name), child_path(folder, name), st);
}

/* --- Folders --------------------------------------------------------------------------------- */

static void entry_clear(gpointer data)
{
    g_free(((Entry *)data)->name);
}

static int compare_entries(gconstpointer a, gconstpointer b)
{
    return strcmp(((const Entry *)a)->name, ((const Entry *)b)->name);
}

/* A regular file whose name says it is none of ours needs no stat. */
static gboolean is_uninteresting(const Scan *scan, const struct dirent *entry)
{
    CbFileType type;
    return is_passed_over(scan, entry->d_name) ||
           (entry->d_type == DT_REG && !cb_file_type_of_name(entry->d_name, &type) &&
            !(scan->options->mirror && may_be_anything(entry->d_name)));
}

/* (transfer full) (nullable): NULL with errno set. */
static GArray *sorted_entries(const Scan *scan, DIR *dir)
{
    GArray *entries = g_array_new(FALSE, FALSE, sizeof(Entry));
    g_array_set_clear_func(entries, entry_clear);
    const struct dirent *entry;
    while (errno = 0, (entry = readdir(dir)) != NULL) {
        if (is_uninteresting(scan, entry))
            continue;
        Entry taken = {g_strdup(entry->d_name), entry->d_type};
        g_array_append_val(entries, taken);
    }
    if (errno != 0) {
        int code = errno;
        g_array_unref(entries);
        errno = code;
        return NULL;
    }
    g_array_sort(entries, compare_entries);
    return entries;
}

static void scan_folder(Scan *scan, int fd, const char *file, const char *path);

static void scan_child_folder(Scan *scan, const Folder *folder, const char *name)
{
    g_autofree char *file = child_file(folder, name);
    g_autofree char *path = child_path(folder, name);
    int fd = openat(folder->fd, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        tell_problem(scan, path, errno);
    else
        scan_folder(scan, fd, file, path);
}

static void scan_entry(Scan *scan, const Folder *folder, const Entry *entry)
{
    struct stat st;
    if (entry->kind == DT_DIR) {
        scan_child_folder(scan, folder, entry->name);
    } else if (fstatat(folder->fd, entry->name, &st, 0) != 0) {
        int code = errno;
        g_autofree char *path = child_path(folder, entry->name);
        tell_problem(scan, path, code);
    } else if (S_ISDIR(st.st_mode)) {
        scan_child_folder(scan, folder, entry->name);
    } else if (S_ISREG(st.st_mode)) {
        scan_file(scan, folder, entry->name, &st);
    }
}

/* FALSE when we are inside this folder already, or far too deep. */
static gboolean step_into(Scan *scan, int fd)
{
    struct stat st;
    if (scan->depth == MAX_DEPTH || fstat(fd, &st) != 0)
        return FALSE;
    for (guint i = 0; i < scan->depth; i++)
        if (scan->trail[i].device == st.st_dev && scan->trail[i].inode == st.st_ino)
            return FALSE;
    scan->trail[scan->depth].device = st.st_dev;
    scan->trail[scan->depth].inode = st.st_ino;
    scan->depth++;
    return TRUE;
}

static void scan_entries(Scan *scan, DIR *dir, const char *file, const char *path)
{
    const Folder folder = {dirfd(dir), file, path};
    g_autoptr(GArray) entries = sorted_entries(scan, dir);
    if (entries == NULL)
        tell_problem(scan, path, errno);
    for (guint i = 0; entries != NULL && i < entries->len; i++)
        scan_entry(scan, &folder, &g_array_index(entries, Entry, i));
}

/* @fd: is taken over. */
static void scan_folder(Scan *scan, int fd, const char *file, const char *path)
{
    if (!step_into(scan, fd)) {
        const CbScanOptions *options = scan->options;
        options->problem(path,
                         "fører tilbage til en mappe, den selv ligger i; den er sprunget over",
                         options->data);
        close(fd);
        return;
    }
    DIR *dir = fdopendir(fd);
    if (dir == NULL) {
        tell_problem(scan, path, errno);
        close(fd);
    } else {
        scan_entries(scan, dir, file, path);
        closedir(dir);
    }
    scan->depth--;
}

/* --- The root -------------------------------------------------------------------------------- */

/* The folder given by the user must be readable: all else is only a problem. */
static int open_root(const char *root, struct stat *st, GError **error)
{
    int fd = open(root, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd >= 0 && fstat(fd, st) == 0)
        return fd;
    int code = errno;
    g_autofree char *shown = g_filename_display_name(root);
    const char *reason = g_strerror(code);
    if (code == ENOENT)
        reason = "mappen findes ikke; er stien skrevet rigtigt?";
    else if (code == EACCES)
        reason = "ingen adgang til at læse";
    g_set_error(error, CB_ERROR, CB_ERROR_IO, "%s: %s", shown, reason);
    if (fd >= 0)
        close(fd);
    return -1;
}

static void add_root_file(Scan *scan, const char *root, const struct stat *st)
{
    CbFileType type;
    g_autofree char *name = g_path_get_basename(root);
    if (S_ISREG(st->st_mode) && cb_file_type_of_name(name, &type))
        add_file(scan, type, g_strdup(root), g_filename_display_name(name), st);
}

GPtrArray *cb_scan_folder(const char *root, const CbScanOptions *options, GError **error)
{
    struct stat st;
    int fd = open_root(root, &st, error);
    if (fd < 0)
        return NULL;
    Scan scan = {.options = options};
    scan.found = g_ptr_array_new_with_free_func((GDestroyNotify)cb_found_file_free);
    if (S_ISDIR(st.st_mode)) {
        scan_folder(&scan, fd, root, "");
    } else {
        add_root_file(&scan, root, &st);
        close(fd);
    }
    return scan.found;
}
