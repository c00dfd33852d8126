/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a person finds the page or PDF of a hit: a web address, or the file on this machine. */
#ifndef CB_CLI_LINKS_H
#define CB_CLI_LINKS_H

#include <glib.h>

G_BEGIN_DECLS

/**
 * cb_link:
 * @url: (nullable): absolute web address.
 * @source: (nullable): path below its source folder.
 * @folders: (nullable): the folders and files that the index was made from, NULL-terminated.
 *
 * Returns: (transfer full) (nullable): @url; else the path of the file where it is on this machine,
 * or @source as it is when no such file is found; NULL when nothing is known.
 */
char *cb_link(const char *url, const char *source, const char *const *folders);

G_END_DECLS

#endif
