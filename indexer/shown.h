/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text that strangers wrote (names of files, what a parser says of them) as it can stand on a
 * terminal. */
#ifndef CB_INDEXER_SHOWN_H
#define CB_INDEXER_SHOWN_H

#include <glib.h>

G_BEGIN_DECLS

/** Valid UTF-8 in which "�" stands for each control character and each sign that turns the reading
 * direction around: an escape sequence in a file's name must not reach the terminal. */
char *cb_shown(const char *text);

/** How many columns valid UTF-8 takes: a combining accent none, a wide sign two. */
guint cb_columns(const char *text);

/** @text cut to @columns, with "…" as the last of them when anything was cut away. */
char *cb_cut_to_columns(const char *text, guint columns);

G_END_DECLS

#endif
