/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a line of text looks like: running text, a heading, an address. */
#ifndef CB_INDEXER_SHAPE_H
#define CB_INDEXER_SHAPE_H

#include <glib.h>

G_BEGIN_DECLS

/** Running text: long, or several words with a full stop behind. */
gboolean cb_is_prose(const char *text);

/** Says something of its own, unlike a label or kicker: running text, or six words at least. */
gboolean cb_is_statement(const char *text);

/** Could be a heading: short, begins with a capital letter, digit or quotation mark, no stop behind
 * but "?", and holds neither an address nor a date of change. */
gboolean cb_is_heading_like(const char *text);

/** Holds an e-mail address or a telephone number. Years and sums of money are none. */
gboolean cb_has_address(const char *text);

guint cb_word_count(const char *text);

/** Whether @text has a letter or a digit at all. */
gboolean cb_has_letters(const char *text);

G_END_DECLS

#endif
