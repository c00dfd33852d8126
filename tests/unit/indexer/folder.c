/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See folder.h. */
#include "folder.h"
#include "tree.h"

char *folder_new(void)
{
    g_autoptr(GError) error = NULL;
    char *root = g_dir_make_tmp("casebank-source-XXXXXX", &error);
    g_assert_no_error(error);
    return root;
}

void folder_free(char *root)
{
    cb_tree_remove(root);
    g_free(root);
}

void make(const char *root, const char *path, const char *content)
{
    g_autofree char *file = g_build_filename(root, path, NULL);
    g_autofree char *folder = g_path_get_dirname(file);
    g_assert_cmpint(g_mkdir_with_parents(folder, 0777), ==, 0);
    g_assert_true(g_file_set_contents(file, content, -1, NULL));
}
