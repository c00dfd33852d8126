/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the data files lie that come with the programs. */
#ifndef CB_DANISH_SHIPPED_FILE_H
#define CB_DANISH_SHIPPED_FILE_H

#include <glib.h>

G_BEGIN_DECLS

/** Returns: (transfer full): the path of the data file of that name: beside the running program (a
 * build folder), else in the data folder of the installation, seen from the program's folder. The
 * file need not exist. */
char *cb_shipped_file(const char *name);

G_END_DECLS

#endif
