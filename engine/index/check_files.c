/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files of a generation: that they are there as they were written. */
#include "check_private.h"
#include "checksum.h"
#include "current.h"
#include "manifest.h"

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
