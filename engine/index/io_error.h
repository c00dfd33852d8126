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

G_END_DECLS

#endif
