/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that carry no meaning of their own in a query. */
#ifndef CB_DANISH_STOPWORDS_H
#define CB_DANISH_STOPWORDS_H

#include <glib.h>

G_BEGIN_DECLS

/** @word: normalised, real letters. Thread safe. */
gboolean cb_is_stop_word(const char *word);

/** A number that changes when the list does. */
guint cb_stop_words_fingerprint(void);

G_END_DECLS

#endif
