/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a person finds the page or PDF of a hit. */
#include "links.h"

/** Where @source lies: in @folder, or beside it when it is a file with cases; NULL when it is not
 * there. */
static char *find_source(const char *folder, const char *source)
{
    g_autofree char *parent = g_path_get_dirname(folder);
    const char *const places[] = {folder, parent};

    for (gsize i = 0; i < G_N_ELEMENTS(places); i++) {
        g_autofree char *path = g_build_filename(places[i], source, NULL);
        if (g_file_test(path, G_FILE_TEST_EXISTS) &&
            (i == 0 || !g_file_test(folder, G_FILE_TEST_IS_DIR)))
            return g_steal_pointer(&path);
    }
    return NULL;
}

char *cb_link(const char *url, const char *source, const char *const *folders)
{
    if (url && url[0])
        return g_strdup(url);
    if (!source || !source[0])
        return NULL;
    for (gsize i = 0; folders && folders[i]; i++) {
        char *path = find_source(folders[i], source);
        if (path)
            return path;
    }
    return g_strdup(source);
}
