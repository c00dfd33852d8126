/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where Danish sentences end. */
#ifndef CB_SEARCH_SENTENCE_H
#define CB_SEARCH_SENTENCE_H

#include <glib.h>

G_BEGIN_DECLS

/**
 * cb_sentence_end:
 * @start: where a sentence begins, in valid UTF-8.
 * @end: of the text.
 * @paragraph: (out): whether the paragraph (or item of a list) ends there too.
 *
 * A sentence ends at ".", "!", "?" or "…" before white space, at a blank line, before an item of a
 * list, and at @end. An abbreviation ("bl.a.", "jf."), an ordinal ("1. januar") and an initial do
 * not end one; those that often stand last ("pct.", "osv.") do when a capital follows.
 *
 * Returns: the first byte after the sentence and its closing quotes and brackets; white space
 * follows there. Always after @start, unless that is @end.
 */
const char *cb_sentence_end(const char *start, const char *end, gboolean *paragraph);

/** Bytes of the white space character at @p (before @end); 0 when there is none. HTML is full of
 * no-break spaces, and they are white space here. */
static inline gsize cb_space_at(const char *p, const char *end)
{
    if (p >= end)
        return 0;
    if (*p == ' ' || *p == '\n' || *p == '\t' || *p == '\r')
        return 1;
    return end - p >= 2 && p[0] == '\xc2' && p[1] == '\xa0' ? 2 : 0;
}

/** The same for the character that ends at @p (not before @start). */
static inline gsize cb_space_before(const char *p, const char *start)
{
    if (p - start >= 2 && p[-2] == '\xc2' && p[-1] == '\xa0')
        return 2;
    return p > start && cb_space_at(p - 1, p) == 1 ? 1 : 0;
}

/** @p after all white space there. */
static inline const char *cb_skip_space(const char *p, const char *end)
{
    for (gsize length; (length = cb_space_at(p, end)) > 0;)
        p += length;
    return p;
}

G_END_DECLS

#endif
