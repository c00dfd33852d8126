/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file stem.h
 * Stemmers, Xapian's own or one written in C, and stop word lists.
 */
#ifndef XAPIAN_C_STEM_H
#define XAPIAN_C_STEM_H

#include <xapian_c/base.h>

XAPC_BEGIN_DECLS

/* ---- Stemmers -------------------------------------------------------------------------------- */

typedef struct xapc_stem xapc_stem;

/** Stem one word, UTF-8 with length `len`, never empty. Returns the stem, in memory that stays
 * valid until the next call with the same `user` or its destruction, and its length in `*stem_len`
 * (which starts as XAPC_NUL_TERMINATED); or NULL to stop with XAPC_ERROR_CALLBACK. This is how
 * libstemmer's sb_stemmer_stem() works. */
typedef const char *(*xapc_stem_fn)(const char *word, size_t len, size_t *stem_len, void *user);

/** One of Xapian's stemmers by its English name or ISO 639 code ("danish" or "da"); "none" or ""
 * leaves words as they are. XAPC_ERROR_INVALID_ARGUMENT for a language it does not have. */
XAPC_API xapc_stem *xapc_stem_new(const char *language, xapc_error **error) XAPC_NOEXCEPT;

/** A stemmer in C. `destroy` (may be NULL) is called with `user` when the stemmer and everything it
 * was given to are gone; when this function fails it is not called. `name` is for descriptions. */
XAPC_API xapc_stem *xapc_stem_new_callback(xapc_stem_fn function, void *user,
                                           xapc_destroy_fn destroy, const char *name,
                                           xapc_error **error) XAPC_NOEXCEPT;

/** Free the handle. NULL is allowed. Whatever was given the stemmer keeps it. */
XAPC_API void xapc_stem_free(xapc_stem *stem) XAPC_NOEXCEPT;

/** The stem of a word. Owned by the caller. Xapian's stemmers expect lower case UTF-8; other bytes
 * are harmless. */
XAPC_API char *xapc_stem_apply(const xapc_stem *stem, const char *word, size_t word_len,
                               size_t *len, xapc_error **error) XAPC_NOEXCEPT;

/** True for the stemmer "none". */
XAPC_API bool xapc_stem_is_none(const xapc_stem *stem) XAPC_NOEXCEPT;

/** The languages that xapc_stem_new() knows, separated by spaces. Owned by the caller. */
XAPC_API char *xapc_stem_get_available_languages(xapc_error **error) XAPC_NOEXCEPT;

/** A description for debugging. Owned by the caller. */
XAPC_API char *xapc_stem_get_description(const xapc_stem *stem, xapc_error **error) XAPC_NOEXCEPT;

/* ---- Stop words ------------------------------------------------------------------------------ */

/** Decides which words xapc_termgenerator and xapc_queryparser leave out. */
typedef struct xapc_stopper xapc_stopper;

/** Is this a stop word? Positive: yes, 0: no, negative: stop with XAPC_ERROR_CALLBACK. */
typedef int (*xapc_stopper_fn)(const char *word, size_t len, void *user);

/** A list of words. `words` may be NULL when `count` is 0. */
XAPC_API xapc_stopper *xapc_stopper_new(const xapc_bytes *words, size_t count,
                                        xapc_error **error) XAPC_NOEXCEPT;

/** A stopper in C; `destroy` as for xapc_stem_new_callback(). */
XAPC_API xapc_stopper *xapc_stopper_new_callback(xapc_stopper_fn function, void *user,
                                                 xapc_destroy_fn destroy,
                                                 xapc_error **error) XAPC_NOEXCEPT;

/** Free the handle. NULL is allowed. Whatever was given the stopper keeps it. */
XAPC_API void xapc_stopper_free(xapc_stopper *stopper) XAPC_NOEXCEPT;

/** Add a word to a list. XAPC_ERROR_INVALID_OPERATION for a stopper in C. */
XAPC_API bool xapc_stopper_add(xapc_stopper *stopper, const char *word, size_t len,
                               xapc_error **error) XAPC_NOEXCEPT;

/** Is this word a stop word? */
XAPC_API bool xapc_stopper_is_stopword(const xapc_stopper *stopper, const char *word, size_t len,
                                       bool *is_stopword, xapc_error **error) XAPC_NOEXCEPT;

XAPC_END_DECLS

#endif
