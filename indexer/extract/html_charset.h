/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which letters a file's bytes are. */
#ifndef CB_EXTRACT_HTML_CHARSET_H
#define CB_EXTRACT_HTML_CHARSET_H

#include <glib.h>

G_BEGIN_DECLS

/**
 * cb_html_to_utf8:
 *
 * By byte order mark (UTF-8, UTF-16); else UTF-8 when all of it is; else the charset that a <meta>
 * near the start names; else, and for ISO-8859-1, Windows-1252, in which any UTF-8 sequences that
 * stand between are left as they are. Never fails: a byte that means nothing becomes U+FFFD, a NUL
 * a space.
 *
 * A page that declares ISO-8859-1 and yet is valid UTF-8 throughout is UTF-8: no Danish text in
 * ISO-8859-1 is by accident, and copies of sites are full of stale <meta> tags.
 *
 * Returns: (transfer full): UTF-8 without NUL.
 */
GString *cb_html_to_utf8(const guint8 *data, gsize length);

/** Whether @data cannot be text: many control characters near its start, and no UTF-16 mark. */
gboolean cb_html_is_binary(const guint8 *data, gsize length);

G_END_DECLS

#endif
