/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading what a run is told beside its files. */
#include "settings.h"
#include <string.h>

void cb_settings_free(CbSettings *settings)
{
    if (settings == NULL)
        return;
    cb_municipalities_free(settings->municipalities);
    cb_site_profile_free(settings->profile);
    g_free(settings->stamped);
    g_free(settings);
}

/* CB_MUNICIPALITIES_FILE in the source or in the folder above it; (nullable). */
static char *find_municipalities(const char *root)
{
    g_autofree char *canonical = g_canonicalize_filename(root, NULL);
    g_autofree char *parent = g_path_get_dirname(canonical);
    const char *const folders[] = {root, parent};
    for (gsize i = 0; i < G_N_ELEMENTS(folders); i++) {
        g_autofree char *path = g_build_filename(folders[i], CB_MUNICIPALITIES_FILE, NULL);
        if (g_file_test(path, G_FILE_TEST_IS_REGULAR))
            return g_steal_pointer(&path);
    }
    return NULL;
}

static void add_content(GChecksum *sum, const char *path)
{
    g_autofree char *text = NULL;
    gsize length;
    if (g_file_get_contents(path, &text, &length, NULL))
        g_checksum_update(sum, (const guchar *)text, (gssize)length);
}

/* @seen: paths that were loaded: beside one another sources have the same. */
static gboolean load_list(CbSettings *settings, const char *path, GHashTable *seen, GChecksum *sum,
                          GError **error)
{
    if (path == NULL || !g_hash_table_add(seen, g_canonicalize_filename(path, NULL)))
        return TRUE;
    add_content(sum, path);
    return cb_municipalities_load(settings->municipalities, path, error);
}

static gboolean load_municipalities(CbSettings *settings, const CbIngestOptions *options,
                                    const CbSources *sources, GChecksum *sum, GError **error)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    settings->municipalities = cb_municipalities_new();
    if (!load_list(settings, options->municipalities, seen, sum, error))
        return FALSE;
    for (guint i = 0; i < sources->sources->len; i++) {
        const CbSource *source = sources->sources->pdata[i];
        g_autofree char *path = find_municipalities(source->root);
        if (!load_list(settings, path, seen, sum, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean load_profile(CbSettings *settings, const char *path, GChecksum *sum, GError **error)
{
    if (path == NULL)
        return TRUE;
    add_content(sum, path);
    settings->profile = cb_site_profile_load(path, error);
    return settings->profile != NULL;
}

/* Behind the first line stands what may change some pages, or none: the addresses and rules of each
 * file are compared then. */
static char *stamp(const CbIngestOptions *options, const CbSources *sources, GChecksum *lists,
                   GChecksum *profile)
{
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, "robots=%s municipalities=%.16s\n",
                           options->ignore_robots ? "ignored" : "heard",
                           g_checksum_get_string(lists));
    g_string_append_printf(out, "profile=%.16s", g_checksum_get_string(profile));
    for (guint i = 0; i < sources->sources->len; i++) {
        const CbSource *source = sources->sources->pdata[i];
        g_string_append_printf(out, "\n%s=%s", source->name, cb_site_stamp(source->site));
    }
    return g_string_free(out, FALSE);
}

CbSettings *cb_settings_read(const CbIngestOptions *options, const CbSources *sources,
                             GError **error)
{
    g_autoptr(CbSettings) settings = g_new0(CbSettings, 1);
    g_autoptr(GChecksum) lists = g_checksum_new(G_CHECKSUM_SHA256);
    g_autoptr(GChecksum) profile = g_checksum_new(G_CHECKSUM_SHA256);
    if (!load_municipalities(settings, options, sources, lists, error) ||
        !load_profile(settings, options->profile, profile, error))
        return NULL;
    settings->stamped = stamp(options, sources, lists, profile);
    return g_steal_pointer(&settings);
}

gboolean cb_settings_same_for_pages(const CbSettings *settings, const char *stamped)
{
    gsize first = strcspn(settings->stamped, "\n") + 1;
    return strncmp(settings->stamped, stamped, first) == 0;
}
