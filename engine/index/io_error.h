/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the system's error number means for a person who looks after an index. */
#ifndef CB_INDEX_IO_ERROR_H
#define CB_INDEX_IO_ERROR_H

#include <glib.h>

G_BEGIN_DECLS

/** Sets CB_ERROR_IO from errno: "@path: @deed: why". Why is said in plain Danish for what a person
 * can do something about (full, read-only or broken disk, no permission), else in the system's own
 * words. @deed: "kan ikke skrives". */
void cb_set_io_error(GError **error, const char *path, const char *deed);

/** (nullable): the same for an error of which only the system's own words are left, as a library
 * gave them; NULL when they are not of one that a person can do something about. Static. */
const char *cb_plain_reason(const char *system_words);

G_END_DECLS

#endif
