/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The address to listen on. */
#ifndef CB_SEARCHD_LISTEN_H
#define CB_SEARCHD_LISTEN_H

#include <glib.h>

G_BEGIN_DECLS

/**
 * cb_listen:
 * @address: "127.0.0.1:8080", "[::1]:8080" or "localhost:8080"; port 0 is any free one. Names other
 * than localhost are not looked up.
 * @url: set to where the service is found: "http://127.0.0.1:8080". Transfer full.
 *
 * Returns: a listening socket, non-blocking, closed on exec; -1 with CB_ERROR_USAGE (no address) or
 * CB_ERROR_IO (taken, not allowed, not of this machine) and a sentence that says which and why.
 */
int cb_listen(const char *address, char **url, GError **error);

G_END_DECLS

#endif
