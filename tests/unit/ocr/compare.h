/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far a recognised text is from the true one. */
#ifndef TEST_COMPARE_H
#define TEST_COMPARE_H

#include <glib.h>

G_BEGIN_DECLS

/**
 * character_errors:
 * @n_characters: (out) (nullable): of @truth.
 *
 * Returns: the fewest characters to put in, take out or change (Levenshtein) to make @truth of
 * @text. Any run of blanks is one.
 */
guint character_errors(const char *truth, const char *text, guint *n_characters);

G_END_DECLS

#endif
