/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walking a source folder. */
#include "scan.h"
#include <casebank/error.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define MAX_DEPTH 100 /* folders inside each other: more is a mistake */

typedef struct {
    GPtrArray *found;
    CbScanProblemFunc problem;
    gpointer data;
    struct {
        guint64 device, inode;
    } trail[MAX_DEPTH]; /* the folders from the root down to here */
    guint depth;
} Scan;

void cb_found_file_free(CbFoundFile *file)
{
    if (file == NULL)
        return;
    g_free(file->path);
    g_free(file->file);
    g_free(file);
}

int cb_found_file_open(const CbFoundFile *file, GError **error)
{
    int fd = open(file->file, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd >= 0)
        return fd;
    int code = errno;
    if (code == ENOENT)
        g_set_error_literal(error, CB_ERROR, CB_ERROR_NOT_FOUND,
                            "filen forsvandt, mens der blev læst");
    else
        g_set_error_literal(error, CB_ERROR, CB_ERROR_BAD_FILE,
                            code == EACCES ? "ingen adgang til at læse filen" : g_strerror(code));
    return -1;
}

static gboolean type_of(const char *name, CbFileType *type)
{
    static const struct {
        const char *ending;
        CbFileType type;
    } endings[] = {{".html", CB_FILE_HTML}, {".htm", CB_FILE_HTML}, {".txt", CB_FILE_CAPTURE},
                   {".pdf", CB_FILE_PDF},   {".tsv", CB_FILE_TSV},  {".jsonl", CB_FILE_JSONL}};
    const char *dot = strrchr(name, '.');
    for (gsize i = 0; dot != NULL && i < G_N_ELEMENTS(endings); i++) {
        if (g_ascii_strcasecmp(dot, endings[i].ending) == 0) {
            *type = endings[i].type;
            return TRUE;
        }
    }
    return FALSE;
}

gboolean cb_file_type_is_page(CbFileType type)
{
    return type == CB_FILE_HTML || type == CB_FILE_CAPTURE;
}

gboolean cb_file_type_is_lines(CbFileType type)
{
    return type == CB_FILE_TSV || type == CB_FILE_JSONL;
}

static gboolean is_passed_over(const char *name)
{
    return name[0] == '.' || g_ascii_strcasecmp(name, "robots.txt") == 0 ||
           strcmp(name, CB_MUNICIPALITIES_FILE) == 0;
}

/* @is_root: the user named the file itself. */
static void add_file(Scan *scan, const char *file, const char *path, gboolean is_root)
{
    CbFileType type;
    if (!type_of(file, &type) || (cb_file_type_is_lines(type) && !is_root))
        return;
    CbFoundFile *found = g_new0(CbFoundFile, 1);
    found->type = type;
    found->file = g_strdup(file);
    found->path = g_strdup(path);
    g_ptr_array_add(scan->found, found);
}

static const char *stat_problem(int code)
{
    if (code == ELOOP)
        return "er et link, der peger på sig selv; det er sprunget over";
    if (code == ENOENT)
        return "er et link, der ikke fører til noget, eller er lige blevet slettet";
    return g_strerror(code);
}

static int compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *sorted_names(const char *file, GError **error)
{
    g_autoptr(GDir) dir = g_dir_open(file, 0, error);
    if (dir == NULL)
        return NULL;
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (const char *name; (name = g_dir_read_name(dir)) != NULL;)
        if (!is_passed_over(name))
            g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort(names, compare_names);
    return names;
}

static gboolean is_on_trail(const Scan *scan, const GStatBuf *st)
{
    for (guint i = 0; i < scan->depth; i++)
        if (scan->trail[i].device == st->st_dev && scan->trail[i].inode == st->st_ino)
            return TRUE;
    return FALSE;
}

static void scan_folder(Scan *scan, const char *file, const char *path, const GStatBuf *st);

static void scan_entry(Scan *scan, const char *file, const char *path)
{
    GStatBuf st;
    if (g_stat(file, &st) != 0)
        scan->problem(path, stat_problem(errno), scan->data);
    else if (S_ISDIR(st.st_mode))
        scan_folder(scan, file, path, &st);
    else if (S_ISREG(st.st_mode))
        add_file(scan, file, path, FALSE);
}

static void scan_names(Scan *scan, const char *file, const char *path, const GPtrArray *names)
{
    for (guint i = 0; i < names->len; i++) {
        const char *name = names->pdata[i];
        g_autofree char *child = g_build_filename(file, name, NULL);
        g_autofree char *shown = g_filename_display_name(name);
        g_autofree char *child_path =
            *path != '\0' ? g_strconcat(path, "/", shown, NULL) : g_strdup(shown);
        scan_entry(scan, child, child_path);
    }
}

static void scan_folder(Scan *scan, const char *file, const char *path, const GStatBuf *st)
{
    g_autoptr(GError) error = NULL;
    if (is_on_trail(scan, st) || scan->depth == MAX_DEPTH) {
        scan->problem(path, "fører tilbage til en mappe, den selv ligger i; den er sprunget over",
                      scan->data);
        return;
    }
    g_autoptr(GPtrArray) names = sorted_names(file, &error);
    if (names == NULL) {
        scan->problem(path, error->message, scan->data);
        return;
    }
    scan->trail[scan->depth].device = st->st_dev;
    scan->trail[scan->depth].inode = st->st_ino;
    scan->depth++;
    scan_names(scan, file, path, names);
    scan->depth--;
}

/* The folder given by the user must be readable: all else is only a problem. */
static gboolean check_root(const char *root, GStatBuf *st, GError **error)
{
    g_autofree char *shown = g_filename_display_name(root);
    if (g_stat(root, st) != 0) {
        int code = errno;
        if (code == ENOENT)
            g_set_error(error, CB_ERROR, CB_ERROR_IO,
                        "%s: mappen findes ikke; er stien skrevet rigtigt?", shown);
        else
            g_set_error(error, CB_ERROR, CB_ERROR_IO, "%s: %s", shown, g_strerror(code));
        return FALSE;
    }
    if (g_access(root, R_OK) != 0) {
        g_set_error(error, CB_ERROR, CB_ERROR_IO, "%s: ingen adgang til at læse", shown);
        return FALSE;
    }
    return TRUE;
}

GPtrArray *cb_scan_folder(const char *root, CbScanProblemFunc problem, gpointer data,
                          GError **error)
{
    GStatBuf st;
    if (!check_root(root, &st, error))
        return NULL;
    Scan scan = {.problem = problem, .data = data};
    scan.found = g_ptr_array_new_with_free_func((GDestroyNotify)cb_found_file_free);
    if (S_ISDIR(st.st_mode)) {
        scan_folder(&scan, root, "", &st);
    } else {
        g_autofree char *name = g_path_get_basename(root);
        g_autofree char *shown = g_filename_display_name(name);
        add_file(&scan, root, shown, TRUE);
    }
    return scan.found;
}
