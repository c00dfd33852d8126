/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files outside the source folders that a run reads too. */
#include "watch_files.h"
#include "scan.h"
#include "source_spec.h"

char **cb_watch_roots(const char *const *sources, GError **error)
{
    g_autoptr(GPtrArray) roots = g_ptr_array_new_with_free_func(g_free);
    for (gsize i = 0; sources[i] != NULL; i++) {
        g_auto(CbSourceSpec) spec = {0};
        if (!cb_source_spec_parse(sources[i], &spec, error))
            return NULL;
        g_ptr_array_add(roots, g_steal_pointer(&spec.root));
    }
    g_ptr_array_add(roots, NULL);
    return (char **)g_ptr_array_steal(roots, NULL);
}

static gboolean is_file_of_cases(const char *root)
{
    g_autofree char *name = g_path_get_basename(root);
    CbFileType type;
    return cb_file_type_of_name(name, &type) && cb_file_type_is_lines(type);
}

/* A file of cases has its name alone for a path, behind the source's name when it has one. */
static gboolean is_record_of(const CbFileRecord *record, const char *root)
{
    g_autofree char *name = g_path_get_basename(root);
    g_autofree char *shown = g_filename_display_name(name);
    g_autofree char *end = g_strconcat("/", shown, NULL);
    return g_strcmp0(record->path, shown) == 0 || g_str_has_suffix(record->path, end);
}

static void add_pdfs(GPtrArray *files, const CbLedger *ledger, const char *root)
{
    g_autofree char *folder = g_path_get_dirname(root);
    for (guint i = 0; i < ledger->files->len; i++) {
        const CbFileRecord *record = ledger->files->pdata[i];
        for (guint j = 0; is_record_of(record, root) && j < record->links->len; j++) {
            const CbLinkRecord *link = record->links->pdata[j];
            if (link->href != NULL)
                g_ptr_array_add(files, g_build_filename(folder, link->href, NULL));
        }
    }
}

/* An index that is not there, or cannot be read, tells nothing: then there is a run to come. */
static void add_pdfs_of_lines(GPtrArray *files, const char *index_dir, const char *const *roots)
{
    g_autoptr(CbIndex) index = NULL;
    g_autoptr(CbLedger) ledger = NULL;
    for (gsize i = 0; roots[i] != NULL; i++) {
        if (!is_file_of_cases(roots[i]))
            continue;
        if (index == NULL)
            index = cb_index_open(index_dir, NULL);
        if (index != NULL && ledger == NULL)
            ledger = cb_index_ledger(index, NULL);
        if (ledger != NULL)
            add_pdfs(files, ledger, roots[i]);
    }
}

char **cb_watch_files(const CbIngestOptions *options, const char *const *roots)
{
    GPtrArray *files = g_ptr_array_new();
    if (options->profile != NULL)
        g_ptr_array_add(files, g_strdup(options->profile));
    if (options->municipalities != NULL)
        g_ptr_array_add(files, g_strdup(options->municipalities));
    for (gsize i = 0; roots[i] != NULL; i++) {
        g_autofree char *root = g_canonicalize_filename(roots[i], NULL);
        g_autofree char *parent = g_path_get_dirname(root);
        g_ptr_array_add(files, g_build_filename(parent, CB_MUNICIPALITIES_FILE, NULL));
    }
    add_pdfs_of_lines(files, options->index_dir, roots);
    g_ptr_array_add(files, NULL);
    return (char **)g_ptr_array_free(files, FALSE);
}
