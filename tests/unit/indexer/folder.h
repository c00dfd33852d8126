/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A temporary folder with files, for the tests of what stands in a source. */
#ifndef CB_TEST_FOLDER_H
#define CB_TEST_FOLDER_H

#include <glib.h>

/** (transfer full): a folder that folder_free() removes, with all that is in it. */
char *folder_new(void);
void folder_free(char *root);

/** Makes the file, and the folders that it lies in. @path: below @root. */
void make(const char *root, const char *path, const char *content);

#endif
