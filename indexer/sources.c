/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sources of a run. */
#include "sources.h"
#include "source_spec.h"
#include <casebank/error.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

static void source_free(CbSource *source)
{
    g_free(source->name);
    g_free(source->root);
    g_free(source->prefix);
    g_ptr_array_unref(source->files);
    g_ptr_array_unref(source->unread);
    cb_file_set_free(source->pdfs);
    cb_site_free(source->site);
    g_free(source);
}

void cb_sources_free(CbSources *sources)
{
    if (sources == NULL)
        return;
    g_hash_table_unref(sources->by_path);
    g_hash_table_unref(sources->claimed);
    g_ptr_array_unref(sources->sources);
    g_free(sources);
}

/* --- Names ----------------------------------------------------------------------------------- */

static gboolean is_taken(const GPtrArray *sources, const char *name)
{
    for (guint i = 0; i < sources->len; i++) {
        const char *other = ((const CbSource *)sources->pdata[i])->name;
        if (other != NULL && strcmp(other, name) == 0)
            return TRUE;
    }
    return FALSE;
}

/* A name for a source among several: its folder's own, numbered when another has it. */
static char *choose_name(const GPtrArray *sources, const char *root)
{
    g_autofree char *canonical = g_canonicalize_filename(root, NULL);
    g_autofree char *base = g_path_get_basename(canonical);
    g_autofree char *shown = g_filename_display_name(base);
    if (!is_taken(sources, shown))
        return g_steal_pointer(&shown);
    for (guint n = 2;; n++) {
        g_autofree char *name = g_strdup_printf("%s-%u", shown, n);
        if (!is_taken(sources, name))
            return g_steal_pointer(&name);
    }
}

static gboolean add_source(CbSources *sources, const char *text, GError **error)
{
    g_auto(CbSourceSpec) spec = {0};
    if (!cb_source_spec_parse(text, &spec, error))
        return FALSE;
    if (spec.name != NULL && is_taken(sources->sources, spec.name)) {
        g_set_error(error, CB_ERROR, CB_ERROR_USAGE, "to kilder hedder »%s«", spec.name);
        return FALSE;
    }
    CbSource *source = g_new0(CbSource, 1);
    source->name = g_steal_pointer(&spec.name);
    source->root = g_steal_pointer(&spec.root);
    source->files = g_ptr_array_new_with_free_func((GDestroyNotify)cb_found_file_free);
    source->pdfs = cb_file_set_new();
    source->unread = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(sources->sources, source);
    return TRUE;
}

/* Names that were given are given first: they do not depend on the others. */
static gboolean add_sources(CbSources *sources, const char *const *roots, GError **error)
{
    for (gsize i = 0; roots[i] != NULL; i++)
        if (!add_source(sources, roots[i], error))
            return FALSE;
    const GPtrArray *all = sources->sources;
    for (guint i = 0; i < all->len; i++) {
        CbSource *source = all->pdata[i];
        if (source->name == NULL)
            source->name = all->len == 1 ? g_strdup("") : choose_name(all, source->root);
        source->prefix =
            *source->name != '\0' ? g_strconcat(source->name, "/", NULL) : g_strdup("");
    }
    return TRUE;
}

/* --- Base URLs ------------------------------------------------------------------------------- */

static char *names_of(const CbSources *sources)
{
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint i = 0; i < sources->sources->len; i++)
        g_string_append_printf(names, "%s%s", i > 0 ? ", " : "",
                               ((const CbSource *)sources->sources->pdata[i])->name);
    return g_string_free(g_steal_pointer(&names), FALSE);
}

/* The URLs of the sources by name, and under "" that of the others. */
static GHashTable *read_base_urls(const CbSources *sources, const char *const *texts,
                                  GError **error)
{
    g_autoptr(GHashTable) urls = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (gsize i = 0; texts != NULL && texts[i] != NULL; i++) {
        g_autofree char *name = NULL;
        const char *url = cb_base_url_parse(texts[i], &name, error);
        if (url == NULL)
            return NULL;
        if (name != NULL && (*name == '\0' || !is_taken(sources->sources, name))) {
            g_autofree char *names = names_of(sources);
            g_set_error(error, CB_ERROR, CB_ERROR_USAGE,
                        "--base-url %s: ingen kilde hedder »%s« (%s%s); et navn gives som "
                        "NAVN=MAPPE",
                        texts[i], name, *names != '\0' ? "de hedder: " : "kilden har intet navn",
                        names);
            return NULL;
        }
        const char *key = name != NULL ? name : "";
        if (g_hash_table_contains(urls, key)) {
            g_set_error(error, CB_ERROR, CB_ERROR_USAGE, "--base-url %s: der er givet en før",
                        texts[i]);
            return NULL;
        }
        g_hash_table_insert(urls, g_strdup(key), g_strdup(url));
    }
    return g_steal_pointer(&urls);
}

static const char *base_url_of(GHashTable *urls, const CbSource *source)
{
    const char *url = g_hash_table_lookup(urls, source->name);
    return url != NULL ? url : g_hash_table_lookup(urls, "");
}

/* --- Scanning -------------------------------------------------------------------------------- */

/* A file of cases is a source of its own: of several it has its source's name. */
static char *path_of(const CbSource *source, const CbFoundFile *file)
{
    if (cb_file_type_is_lines(file->type) && *source->name != '\0')
        return g_strdup(source->name);
    return g_strconcat(source->prefix, file->path, NULL);
}

static void add_files(CbSources *sources, CbSource *source)
{
    for (guint i = 0; i < source->files->len; i++) {
        CbFoundFile *file = source->files->pdata[i];
        if (*source->prefix != '\0') {
            char *path = path_of(source, file);
            g_free(file->path);
            file->path = path;
        }
        g_hash_table_insert(sources->by_path, file->path, file);
    }
}

static void add_prefix(const CbSource *source, GPtrArray *paths)
{
    for (guint i = 0; i < paths->len; i++) {
        char *path = g_strconcat(source->prefix, paths->pdata[i], NULL);
        g_free(paths->pdata[i]);
        paths->pdata[i] = path;
    }
}

typedef struct {
    CbReport *report;
    const char *root;
} ScanContext;

static void report_scan_problem(const char *path, const char *reason, gpointer data)
{
    const ScanContext *context = data;
    g_autofree char *full = g_build_filename(context->root, path, NULL);
    cb_report_problem(context->report, full, reason);
}

static void scan_source(CbSources *sources, CbSource *source, CbReport *report)
{
    g_autoptr(GError) error = NULL;
    ScanContext context = {.report = report, .root = source->root};
    const CbScanOptions options = {.problem = report_scan_problem,
                                   .data = &context,
                                   .mirror = cb_site_is_mirror(source->site),
                                   .unread = source->unread};
    GPtrArray *files = cb_scan_folder(source->root, &options, &error);
    if (files == NULL) {
        cb_report_problem(report, NULL, error->message);
    } else {
        g_ptr_array_unref(source->files);
        source->files = files;
        if (files->len == 0)
            cb_report_problem(report, source->root,
                              "her er ingen sider (.html, .txt) og ingen PDF'er");
    }
    source->missing = source->files->len == 0;
    add_prefix(source, source->unread);
    add_files(sources, source);
}

static CbSources *sources_new(void)
{
    CbSources *sources = g_new0(CbSources, 1);
    sources->sources = g_ptr_array_new_with_free_func((GDestroyNotify)source_free);
    sources->by_path = g_hash_table_new(g_str_hash, g_str_equal);
    sources->claimed = g_hash_table_new_full(g_str_hash, g_str_equal, free, NULL);
    return sources;
}

CbSources *cb_sources_list(const CbSourcesOptions *options, CbReport *report, GError **error)
{
    g_autoptr(CbSources) sources = sources_new();
    if (!add_sources(sources, options->roots, error))
        return NULL;
    g_autoptr(GHashTable) urls = read_base_urls(sources, options->base_urls, error);
    if (urls == NULL)
        return NULL;
    for (guint i = 0; i < sources->sources->len; i++) {
        CbSource *source = sources->sources->pdata[i];
        source->site = cb_site_new(source->root, base_url_of(urls, source), options->ignore_robots);
        scan_source(sources, source, report);
    }
    if (g_hash_table_size(sources->by_path) == 0) {
        g_set_error(error, CB_ERROR, CB_ERROR_USAGE,
                    "der er intet at indeksere; et indeks, der var der, er uændret");
        return NULL;
    }
    return g_steal_pointer(&sources);
}

void cb_sources_sift(CbSources *sources, CbReport *report)
{
    for (guint i = 0; i < sources->sources->len; i++) {
        CbSource *source = sources->sources->pdata[i];
        if (source->missing)
            continue;
        cb_site_sift(source->site, source->name, source->files, report);
        for (guint j = 0; j < source->files->len; j++) {
            const CbFoundFile *file = source->files->pdata[j];
            if (file->type == CB_FILE_PDF && file->left_out == NULL)
                cb_file_set_add(source->pdfs, file->path);
        }
    }
}

/* --- Files that cases name ------------------------------------------------------------------- */

/* Tells two names of one file apart from two files. (transfer full) (nullable): free() */
static char *real_path(const CbFoundFile *file)
{
    return realpath(file->file, NULL);
}

const char *cb_sources_claim(CbSources *sources, CbSource *source, const CbFoundFile *beside,
                             const char *path)
{
    g_autofree char *folder = g_path_get_dirname(beside->file);
    g_autofree char *file = g_build_filename(folder, path, NULL);
    GStatBuf st;
    if (g_stat(file, &st) != 0 || !S_ISREG(st.st_mode))
        return NULL;
    g_autofree char *shown = g_strconcat(source->prefix, path, NULL);
    CbFoundFile *found = g_hash_table_lookup(sources->by_path, shown);
    if (found == NULL) {
        found = g_new0(CbFoundFile, 1);
        found->type = CB_FILE_PDF;
        found->path = g_steal_pointer(&shown);
        found->file = g_steal_pointer(&file);
        found->size = (guint64)st.st_size;
        found->mtime_ns =
            (gint64)st.st_mtim.tv_sec * G_GINT64_CONSTANT(1000000000) + st.st_mtim.tv_nsec;
        found->device = st.st_dev;
        found->inode = st.st_ino;
        g_ptr_array_add(source->files, found);
        g_hash_table_insert(sources->by_path, found->path, found);
    }
    char *real = real_path(found);
    if (real != NULL)
        g_hash_table_add(sources->claimed, real);
    return found->path;
}

gboolean cb_sources_is_claimed(const CbSources *sources, const char *path)
{
    const CbFoundFile *found = g_hash_table_lookup(sources->by_path, path);
    if (found == NULL || g_hash_table_size(sources->claimed) == 0)
        return FALSE;
    char *real = real_path(found);
    gboolean claimed = real != NULL && g_hash_table_contains(sources->claimed, real);
    free(real);
    return claimed;
}
