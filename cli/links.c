/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a person finds the page or PDF of a hit. */
#include "links.h"

char *cb_link(const char *url, const char *source, const char *const *folders)
{
    if (url && url[0])
        return g_strdup(url);
    if (!source || !source[0])
        return NULL;
    for (gsize i = 0; folders && folders[i]; i++) {
        g_autofree char *path = g_build_filename(folders[i], source, NULL);
        if (g_file_test(path, G_FILE_TEST_EXISTS))
            return g_steal_pointer(&path);
    }
    return g_strdup(source);
}
