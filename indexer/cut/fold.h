/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text made comparable: labels, file names and headings that differ only in case, spelling of æøå,
 * or punctuation become the same key; and the slugs of case ids. */
#ifndef CB_INDEXER_FOLD_H
#define CB_INDEXER_FOLD_H

#include <glib.h>

G_BEGIN_DECLS

/**
 * cb_fold:
 *
 * Lower case, æ->ae ø->oe å->aa, other accents dropped, every run of anything but letters and
 * digits one space, none at the ends: "Læs mere …" -> "laes mere". Letters of other scripts stay.
 * Bytes that are not UTF-8 count as punctuation.
 *
 * Returns: (transfer full): "" when @text has no letter or digit, or is NULL.
 */
char *cb_fold(const char *text);

/** cb_fold() of the first @length bytes of @text. */
char *cb_fold_len(const char *text, gsize length);

/** An id's part made of a heading: cb_fold() in ASCII with hyphens, cut at a word's end after at
 * most 60 bytes; "afsnit" when nothing is left. (transfer full) */
char *cb_slug(const char *heading);

/** A case id of a page's path: extension dropped, '/' and letters kept, æøå folded, what is unsafe
 * in a URL or a shell made a hyphen; at most 160 bytes, a longer one ends in a checksum of the
 * path. (transfer full) */
char *cb_source_id(const char *source);

/** A page's path or address as links to it are compared: cb_source_id() without query, fragment,
 * "/index" and '/' at the end. (transfer full) */
char *cb_page_key(const char *path);

/** @text with every run of white space (no-break space included) one space, and none at the ends.
 * (transfer full) */
char *cb_squeeze(const char *text, gsize length);

G_END_DECLS

#endif
