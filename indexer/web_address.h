/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Addresses of pages and files on the web: made from paths, taken apart, compared. */
#ifndef CB_INDEXER_WEB_ADDRESS_H
#define CB_INDEXER_WEB_ADDRESS_H

#include <glib.h>

G_BEGIN_DECLS

/**
 * cb_web_join:
 * @base: the address of a folder, with or without a '/' at its end.
 * @path: below that folder, '/' between its names, in the bytes of the file system. An encoding it
 *   has already ("%2F") stays as it is.
 * @query: (nullable): without '?'.
 *
 * Returns: (transfer full): the address, percent-encoded.
 */
char *cb_web_join(const char *base, const char *path, const char *query);

/** Whether @text begins with "http://" or "https://" and has a host behind it. */
gboolean cb_web_is_absolute(const char *text);

/** "https://www.example.dk/a?b" as "https://www.example.dk". @address: absolute. (transfer full) */
char *cb_web_origin(const char *address);

/**
 * CbWebKey:
 * @host: in small letters, without "www." and without a port that goes without saying; "" when the
 *   address has none.
 * @path: decoded; begins with '/', ends without one unless it is all; without "index.html".
 * @query: decoded, as it stands; NULL when there is none.
 *
 * What is the same for all the ways in which one page's address is written: scheme, "www.", '/' at
 * the end, encoding and fragment make no difference.
 */
typedef struct {
    char *host;
    char *path;
    char *query;
} CbWebKey;

/** @address: absolute, or a path that begins with '/'. FALSE: it is neither. */
gboolean cb_web_key_parse(const char *address, CbWebKey *key);
void cb_web_key_clear(CbWebKey *key);

/** The key as one string, "host/path?query"; without query when @with_query is FALSE. (transfer
 * full) */
char *cb_web_key_text(const CbWebKey *key, gboolean with_query);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CbWebKey, cb_web_key_clear)

G_END_DECLS

#endif
