/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sources of a run. */
#include "sources.h"
#include <casebank/error.h>
#include <stdlib.h>
#include <string.h>

static void source_free(CbSource *source)
{
    g_free(source->root);
    g_free(source->prefix);
    g_ptr_array_unref(source->files);
    g_ptr_array_unref(source->unread);
    cb_file_set_free(source->pdfs);
    g_free(source);
}

void cb_sources_free(CbSources *sources)
{
    if (sources == NULL)
        return;
    g_hash_table_unref(sources->by_path);
    g_hash_table_unref(sources->records);
    g_hash_table_unref(sources->claimed);
    g_ptr_array_unref(sources->sources);
    g_free(sources);
}

/* A name for a source among several: its folder's own, numbered when another has it. */
static char *choose_prefix(const CbSources *sources, const char *root)
{
    g_autofree char *canonical = g_canonicalize_filename(root, NULL);
    g_autofree char *base = g_path_get_basename(canonical);
    g_autofree char *shown = g_filename_display_name(base);
    for (guint n = 1;; n++) {
        g_autofree char *prefix =
            n == 1 ? g_strconcat(shown, "/", NULL) : g_strdup_printf("%s-%u/", shown, n);
        gboolean taken = FALSE;
        for (guint i = 0; i < sources->sources->len; i++)
            taken |= strcmp(((CbSource *)sources->sources->pdata[i])->prefix, prefix) == 0;
        if (!taken)
            return g_steal_pointer(&prefix);
    }
}

/* A file of cases is a source of its own: of several it has its source's name. */
static char *path_of(const CbSource *source, const CbFoundFile *file)
{
    gsize length = strlen(source->prefix);
    if (cb_file_type_is_lines(file->type) && length > 0)
        return g_strndup(source->prefix, length - strlen("/"));
    return g_strconcat(source->prefix, file->path, NULL);
}

static void add_files(CbSources *sources, CbSource *source)
{
    for (guint i = 0; i < source->files->len; i++) {
        CbFoundFile *file = source->files->pdata[i];
        char *path = path_of(source, file);
        g_free(file->path);
        file->path = path;
        g_hash_table_insert(sources->by_path, file->path, file);
        if (file->type == CB_FILE_PDF)
            cb_file_set_add(source->pdfs, file->path);
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

static CbSource *source_new(const CbSources *sources, const char *root, gboolean only)
{
    CbSource *source = g_new0(CbSource, 1);
    source->root = g_strdup(root);
    source->prefix = only ? g_strdup("") : choose_prefix(sources, root);
    source->pdfs = cb_file_set_new();
    source->unread = g_ptr_array_new_with_free_func(g_free);
    return source;
}

static void add_prefix(const CbSource *source, GPtrArray *paths)
{
    for (guint i = 0; i < paths->len; i++) {
        char *path = g_strconcat(source->prefix, paths->pdata[i], NULL);
        g_free(paths->pdata[i]);
        paths->pdata[i] = path;
    }
}

static void scan_source(CbSources *sources, const char *root, gboolean only, CbReport *report)
{
    g_autoptr(GError) error = NULL;
    ScanContext context = {.report = report, .root = root};
    CbSource *source = source_new(sources, root, only);
    const CbScanOptions options = {
        .problem = report_scan_problem, .data = &context, .unread = source->unread};
    source->files = cb_scan_folder(root, &options, &error);
    if (source->files == NULL) {
        cb_report_problem(report, NULL, error->message);
        source->files = g_ptr_array_new_with_free_func((GDestroyNotify)cb_found_file_free);
    } else if (source->files->len == 0) {
        cb_report_problem(report, root, "her er ingen sider (.html, .txt) og ingen PDF'er");
    }
    source->missing = source->files->len == 0;
    add_prefix(source, source->unread);
    add_files(sources, source);
    g_ptr_array_add(sources->sources, source);
}

CbSources *cb_sources_scan(const char *const *roots, CbReport *report, GError **error)
{
    g_autoptr(CbSources) sources = g_new0(CbSources, 1);
    sources->sources = g_ptr_array_new_with_free_func((GDestroyNotify)source_free);
    sources->by_path = g_hash_table_new(g_str_hash, g_str_equal);
    sources->records =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)cb_file_record_free);
    sources->claimed = g_hash_table_new_full(g_str_hash, g_str_equal, free, NULL);
    for (gsize i = 0; roots[i] != NULL; i++)
        scan_source(sources, roots[i], roots[1] == NULL, report);
    if (g_hash_table_size(sources->by_path) == 0) {
        g_set_error(error, CB_ERROR, CB_ERROR_USAGE,
                    "der er intet at indeksere; et indeks, der var der, er uændret");
        return NULL;
    }
    return g_steal_pointer(&sources);
}

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
    if (!g_file_test(file, G_FILE_TEST_IS_REGULAR))
        return NULL;
    g_autofree char *shown = g_strconcat(source->prefix, path, NULL);
    CbFoundFile *found = g_hash_table_lookup(sources->by_path, shown);
    if (found == NULL) {
        found = g_new0(CbFoundFile, 1);
        found->type = CB_FILE_PDF;
        found->path = g_steal_pointer(&shown);
        found->file = g_steal_pointer(&file);
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

CbFileRecord *cb_sources_record(CbSources *sources, const char *path)
{
    CbFileRecord *record = g_hash_table_lookup(sources->records, path);
    if (record == NULL) {
        record = cb_file_record_new(path, "ok", NULL);
        g_hash_table_insert(sources->records, record->path, record);
    }
    return record;
}

void cb_sources_note(CbSources *sources, const char *path, const char *state, const char *reason)
{
    CbFileRecord *record = cb_sources_record(sources, path);
    g_free(record->state);
    g_free(record->reason);
    record->state = g_strdup(state);
    record->reason = g_strdup(reason);
}

void cb_sources_fail(CbSources *sources, CbReport *report, const char *path, const char *state,
                     const char *reason)
{
    cb_sources_note(sources, path, state, reason);
    cb_report_problem(report, path, reason);
}
