/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fuzzes the two small files that say which generation is searched and what it consists of: CURRENT
 * and MANIFEST. What is given is tried as both, as a MANIFEST with and without the seal that its
 * last line is.
 */
#include "given.h"
#include "index/checksum.h"
#include "index/current.h"
#include "index/manifest.h"
#include <casebank/error.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define GENERATION 7u
#define FILE_BYTES 3u

static void check_current(const char *dir, const guint8 *data, gsize size)
{
    g_autoptr(GError) error = NULL;
    CbCurrent current = {0};
    cb_given_put(dir, CB_CURRENT_NAME, data, size);
    if (!cb_current_read(dir, &current, &error)) {
        cb_check_error(error);
        g_assert_true(error->code == CB_ERROR_INDEX_VERSION ||
                      error->code == CB_ERROR_INDEX_DAMAGED);
        g_assert_nonnull(strstr(error->message, dir));
        return;
    }
    g_assert_cmpuint(current.number, >=, 1);
    g_assert_cmpuint(current.last, >=, current.number);
    g_assert_true(cb_current_is_same(dir, &current));
    gboolean is_new = TRUE;
    g_autofree char *path = cb_generation_path(dir, current.number);
    g_autofree char *name = g_path_get_basename(path);
    g_assert_cmpuint(cb_generation_parse_name(name, &is_new), ==, current.number);
    g_assert_false(is_new);
}

/* Whether the generation has all files of @manifest: there are two, "a" and MANIFEST. */
static gboolean is_all_there(const char *folder, const CbManifest *manifest)
{
    for (guint i = 0; i < manifest->files->len; i++) {
        const CbManifestFile *file = manifest->files->pdata[i];
        g_autofree char *fault = cb_manifest_file_fault(folder, file);
        if (strcmp(file->path, "a") == 0)
            g_assert_true((fault == NULL) == (file->size == FILE_BYTES));
        if (fault != NULL)
            return FALSE;
    }
    return TRUE;
}

static void check_manifest(const char *dir, const char *folder, const guint8 *data, gsize size)
{
    g_autoptr(GError) error = NULL, check_error = NULL;
    cb_given_put(folder, CB_MANIFEST_NAME, data, size);
    g_autoptr(CbManifest) manifest = cb_manifest_read(dir, GENERATION, &error);
    gboolean sound = cb_manifest_check(dir, GENERATION, CB_ADVICE_TORN, &check_error);
    if (!sound) {
        cb_check_error(check_error);
        g_assert_true(g_str_has_prefix(check_error->message, folder));
        g_assert_true(g_str_has_suffix(check_error->message, CB_ADVICE_TORN));
    }
    if (manifest != NULL) {
        g_assert_true(sound == is_all_there(folder, manifest));
        return;
    }
    g_assert_false(sound);
    cb_check_error(error);
    g_assert_true(error->code == CB_ERROR_INDEX_VERSION || error->code == CB_ERROR_INDEX_DAMAGED);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *folder = cb_given_folder("indeks/gen-000007");
    g_autofree char *dir = g_path_get_dirname(folder);
    cb_given_put(folder, "a", "abc", FILE_BYTES);
    check_current(dir, data, size);
    check_manifest(dir, folder, data, size);
    g_autofree char *seal =
        g_strdup_printf("checksum %016" G_GINT64_MODIFIER "x\n", cb_checksum_of(data, size));
    g_autoptr(GByteArray) sealed = g_byte_array_new();
    g_byte_array_append(sealed, data, (guint)size);
    g_byte_array_append(sealed, (const guint8 *)seal, (guint)strlen(seal));
    check_manifest(dir, folder, sealed->data, sealed->len);
    return 0;
}
