/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A temporary folder with a place in it for an index, for the tests that make one. */
#ifndef CB_TEST_INDEX_FOLDER_H
#define CB_TEST_INDEX_FOLDER_H

#include <casebank/index.h>

typedef struct {
    char *root, *dir; /* the folder, and the index' in it, not made yet */
} IndexFolder;

/** Before and after a test. */
void index_folder_set_up(IndexFolder *folder, gconstpointer data);
void index_folder_tear_down(IndexFolder *folder, gconstpointer data);

/** (transfer full): the index, which must be whole. */
CbIndex *open_index(const char *dir);

#endif
