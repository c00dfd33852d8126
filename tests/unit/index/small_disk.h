/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A disk of a megabyte, for the tests of what happens when it is full. */
#ifndef CB_TEST_SMALL_DISK_H
#define CB_TEST_SMALL_DISK_H

#include <glib.h>

/** Runs @work in a child that has @root as a small file system of its own; a failed assertion of it
 * is one of the test. FALSE when such a one cannot be had here; the test is then skipped. */
gboolean on_a_small_disk(const char *root, void (*work)(const char *root));

#endif
