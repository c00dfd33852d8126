/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files of a generation: that they are there as they were written, and that Xapian finds its
 * databases sound. */
#include "check_private.h"
#include "checksum.h"
#include "current.h"
#include "manifest.h"
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* @fault is the end of a sentence about the file. */
static void fault_in(CbCheck *check, guint generation, CbFaultKind kind, const char *file,
                     const char *fault)
{
    g_autofree char *folder = cb_generation_path("", generation); /* "/gen-000007" */
    g_autofree char *path = g_build_filename(folder + 1, file, NULL);
    cb_check_fault(check, kind, path, "filen %s", fault);
}

/* Why a file is not as it was written; NULL when it is. */
static char *content_fault(const char *folder, const CbManifestFile *file)
{
    char *fault = cb_manifest_file_fault(folder, file);
    if (fault != NULL)
        return fault;
    g_autofree char *path = g_build_filename(folder, file->path, NULL);
    guint64 checksum;
    g_autoptr(GError) error = NULL;
    if (!cb_checksum_file(path, &checksum, NULL, &error))
        return g_strdup_printf("kan ikke læses (%s)", error->message);
    return checksum == file->checksum ? NULL
                                      : g_strdup("er ikke, som den blev skrevet: dens indhold er "
                                                 "ændret siden (en fejl på disken?)");
}

gboolean cb_check_files(CbCheck *check, guint generation, CbFaultKind kind)
{
    g_autoptr(CbManifest) manifest = cb_manifest_read(check->dir, generation, NULL);
    if (manifest == NULL) {
        fault_in(check, generation, kind, CB_MANIFEST_NAME,
                 "der siger, hvad udgaven består af, mangler eller er beskadiget");
        return FALSE;
    }
    g_autofree char *folder = cb_generation_path(check->dir, generation);
    guint64 done = 0, total = 0;
    gboolean is_whole = TRUE;
    for (guint i = 0; i < manifest->files->len; i++)
        total += ((const CbManifestFile *)manifest->files->pdata[i])->size;
    for (guint i = 0; i < manifest->files->len; i++) {
        const CbManifestFile *file = manifest->files->pdata[i];
        cb_check_progress(check, "filer læses", done, total);
        g_autofree char *fault = content_fault(folder, file);
        if (fault != NULL) {
            fault_in(check, generation, kind, file->path, fault);
            is_whole = FALSE;
        }
        done += file->size;
    }
    return is_whole;
}

/* --- Databases ------------------------------------------------------------------------------- */

/* FALSE with @error, or with none when the term is not in as many documents as it says. */
static gboolean read_postings(const xapc_database *database, const char *term, gsize length,
                              xapc_doccount frequency, xapc_error **error)
{
    xapc_doccount n = 0;
    xapc_postiter *postings = xapc_database_postlist(database, term, length, error);
    while (xapc_postiter_next(postings, error))
        n++;
    xapc_postiter_free(postings);
    return *error == NULL && n == frequency;
}

/* What can be done without the right to write, which Xapian wants for its own check although it
 * writes nothing: that every term's documents can be read. */
static gboolean read_database(CbCheck *check, const char *path, const char *below)
{
    xapc_error *error = NULL;
    gboolean is_sound = TRUE;
    xapc_database *database = xapc_database_open(path, XAPC_BACKEND_GLASS, &error);
    xapc_termiter *terms = error == NULL ? xapc_database_allterms(database, "", 0, &error) : NULL;
    while (is_sound && error == NULL && xapc_termiter_next(terms, &error)) {
        gsize length;
        const char *term = xapc_termiter_get_term(terms, &length);
        xapc_doccount frequency = 0;
        is_sound = xapc_termiter_get_termfreq(terms, &frequency, &error) &&
                   read_postings(database, term, length, frequency, &error);
    }
    xapc_termiter_free(terms);
    xapc_database_free(database);
    if (is_sound && error == NULL)
        return TRUE;
    cb_check_fault(check, CB_FAULT_STRUCTURE, below, "databasen kan ikke læses: %s",
                   error != NULL ? xapc_error_description(error) : "den modsiger sig selv");
    xapc_error_free(error);
    return FALSE;
}

static gboolean check_database(CbCheck *check, const char *name)
{
    g_autofree char *path = g_build_filename(check->folder, name, NULL);
    g_autofree char *table = g_build_filename(path, "docdata.glass", NULL);
    g_autofree char *generation = g_path_get_basename(check->folder);
    g_autofree char *below = g_build_filename(generation, name, NULL);
    if (g_access(table, W_OK) != 0)
        return read_database(check, path, below);
    xapc_error *error = NULL;
    char *report = NULL;
    gsize errors = 0;
    if (!xapc_database_check(path, 0, &errors, &report, &error)) {
        cb_check_fault(check, CB_FAULT_STRUCTURE, below, "databasen kan ikke læses: %s",
                       xapc_error_description(error));
        xapc_error_free(error);
        return FALSE;
    }
    if (errors > 0)
        cb_check_fault(check, CB_FAULT_STRUCTURE, below,
                       "databasens opbygning har %" G_GSIZE_FORMAT " fejl: %s", errors,
                       g_strstrip(report));
    xapc_free(report);
    return errors == 0;
}

gboolean cb_check_structure(CbCheck *check)
{
    static const char *const names[] = {"cases", "passages"};
    gboolean is_sound = TRUE;
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        cb_check_progress(check, "databaserne undersøges", i, G_N_ELEMENTS(names));
        is_sound = check_database(check, names[i]) && is_sound;
    }
    return is_sound;
}
