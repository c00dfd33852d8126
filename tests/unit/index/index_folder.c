/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See index_folder.h. */
#include "index_folder.h"
#include "tree.h"

void index_folder_set_up(IndexFolder *folder, gconstpointer data)
{
    (void)data;
    folder->root = g_dir_make_tmp("casebank-index-XXXXXX", NULL);
    folder->dir = g_build_filename(folder->root, "index", NULL);
}

void index_folder_tear_down(IndexFolder *folder, gconstpointer data)
{
    (void)data;
    cb_tree_remove(folder->root);
    g_free(folder->root);
    g_free(folder->dir);
}

CbIndex *open_index(const char *dir)
{
    g_autoptr(GError) error = NULL;
    CbIndex *index = cb_index_open(dir, &error);
    g_assert_no_error(error);
    return index;
}
