/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shipped_file.h"
#include <unistd.h>

char *cb_shipped_file(const char *name)
{
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *folder = program != NULL ? g_path_get_dirname(program) : g_strdup(".");
    char *beside = g_build_filename(folder, name, NULL);
    if (access(beside, F_OK) == 0)
        return beside;
    g_free(beside);
    return g_build_filename(folder, CASEBANK_DATA_FROM_BIN, name, NULL);
}
