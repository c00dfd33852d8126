/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The characters of the query language: what stands at a place of the text. Used by the parser
 * alone. All text is valid UTF-8 and NUL-terminated. */
#ifndef CB_SEARCH_QUERY_LEX_H
#define CB_SEARCH_QUERY_LEX_H

#include <glib.h>

G_BEGIN_DECLS

typedef enum { CB_OP_NONE, CB_OP_AND, CB_OP_OR, CB_OP_NOT } CbOperator;

/** OG, AND, ELLER, OR, IKKE or NOT as a word of its own at @p; @length in bytes. */
CbOperator cb_lex_operator(const char *p, gsize *length);

/** Where the quote that opens at @p is closed; NULL when @p is no quote or nothing closes it. */
const char *cb_lex_closing_quote(const char *p);

/** Is there a double or angle quote at @p, which a person meant as one even when it is not closed?
 */
gboolean cb_lex_is_quote(const char *p);

/** Does the "-" at @p (in @text) exclude what follows? */
gboolean cb_lex_is_minus(const char *text, const char *p);

/** Does the "=" at @p ask for what follows exactly? */
gboolean cb_lex_is_exact(const char *p);

/** A letter, digit or combining mark at @p. */
gboolean cb_lex_is_letter(const char *p);

/** The end of the bare word at @p: white space, a bracket, a double quote or the end. */
const char *cb_lex_word_end(const char *p);

/** The end of the run of letters (no digits) at @p. */
const char *cb_lex_letters_end(const char *p);

const char *cb_lex_skip_space(const char *p);

G_END_DECLS

#endif
