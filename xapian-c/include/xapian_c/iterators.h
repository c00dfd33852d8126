/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file iterators.h
 * Iterators over terms, postings, positions and values.
 *
 * An iterator starts before its first entry; `..._next` and `..._skip_to` step onto one:
 *
 *     xapc_error *error = NULL;
 *     xapc_termiter *it = xapc_database_allterms(db, "XK", XAPC_NUL_TERMINATED, &error);
 *     while (xapc_termiter_next(it, &error))
 *         puts(xapc_termiter_get_term(it, NULL));
 *     xapc_termiter_free(it);
 *     if (error) ...
 *
 * `next` and `skip_to` return true when the iterator now stands on an entry. False is the end or
 * an error: an error sets `*error` and makes `..._failed` true. (With it == NULL, as above after
 * a failed start, `next` returns false and leaves `*error` alone, so the first error is kept.)
 * After false every further step returns false and sets no error again.
 *
 * An iterator keeps its database open. One over a writer's database must not be used after that
 * writer changed something: Xapian does not say what it then finds.
 *
 * Reading an entry before the first step or after the last gives 0, NULL or
 * XAPC_ERROR_INVALID_OPERATION.
 */
#ifndef XAPIAN_C_ITERATORS_H
#define XAPIAN_C_ITERATORS_H

#include <xapian_c/base.h>

XAPC_BEGIN_DECLS

/** Terms in byte order, or (where a function says so) other strings with a number. */
typedef struct xapc_termiter xapc_termiter;
/** The documents of one term, by document id. */
typedef struct xapc_postiter xapc_postiter;
/** The positions of one term in one document, ascending. */
typedef struct xapc_positer xapc_positer;
/** The values of one document, by slot, or of one slot, by document. */
typedef struct xapc_valueiter xapc_valueiter;

/* ---- Terms ----------------------------------------------------------------------------------- */

/** Free the iterator, and what it lent. NULL is allowed. */
XAPC_API void xapc_termiter_free(xapc_termiter *it) XAPC_NOEXCEPT;

/** Step to the next term. */
XAPC_API bool xapc_termiter_next(xapc_termiter *it, xapc_error **error) XAPC_NOEXCEPT;

/** Step to the first term that is not before `term` in byte order; never backwards: an iterator
 * that already stands there or later stays. Iterators over a query's, a match's, a spy's or a
 * synonym's terms may report XAPC_ERROR_UNIMPLEMENTED or XAPC_ERROR_INVALID_OPERATION. */
XAPC_API bool xapc_termiter_skip_to(xapc_termiter *it, const char *term, size_t len,
                                    xapc_error **error) XAPC_NOEXCEPT;

/** True when the last step failed, rather than came to the end. */
XAPC_API bool xapc_termiter_failed(const xapc_termiter *it) XAPC_NOEXCEPT;

/** The term; borrowed until the next step or free. NULL when the iterator stands on none. */
XAPC_API const char *xapc_termiter_get_term(const xapc_termiter *it, size_t *len) XAPC_NOEXCEPT;

/** How often the term occurs in the document (within-document frequency), for a document's terms.
 * XAPC_ERROR_INVALID_OPERATION for others. */
XAPC_API bool xapc_termiter_get_wdf(const xapc_termiter *it, xapc_termcount *wdf,
                                    xapc_error **error) XAPC_NOEXCEPT;

/** The number of documents with the term; for spellings the word's frequency, for a value count
 * spy the number of times the value was seen. XAPC_ERROR_INVALID_OPERATION where there is none. */
XAPC_API bool xapc_termiter_get_termfreq(const xapc_termiter *it, xapc_doccount *termfreq,
                                         xapc_error **error) XAPC_NOEXCEPT;

/** The number of positions of the term in the document, for a document's terms. */
XAPC_API bool xapc_termiter_positionlist_count(const xapc_termiter *it, xapc_termcount *count,
                                               xapc_error **error) XAPC_NOEXCEPT;

/** The positions of the term in the document, for a document's terms. */
XAPC_API xapc_positer *xapc_termiter_positionlist(const xapc_termiter *it,
                                                  xapc_error **error) XAPC_NOEXCEPT;

/* ---- Postings -------------------------------------------------------------------------------- */

/** Free the iterator, and what it lent. NULL is allowed. */
XAPC_API void xapc_postiter_free(xapc_postiter *it) XAPC_NOEXCEPT;

/** Step to the next document. */
XAPC_API bool xapc_postiter_next(xapc_postiter *it, xapc_error **error) XAPC_NOEXCEPT;

/** Step to the first document whose id is `docid` or higher; never backwards. */
XAPC_API bool xapc_postiter_skip_to(xapc_postiter *it, xapc_docid docid,
                                    xapc_error **error) XAPC_NOEXCEPT;

/** True when the last step failed, rather than came to the end. */
XAPC_API bool xapc_postiter_failed(const xapc_postiter *it) XAPC_NOEXCEPT;

/** The document's id; 0 when the iterator stands on none. */
XAPC_API xapc_docid xapc_postiter_get_docid(const xapc_postiter *it) XAPC_NOEXCEPT;

/** How often the term occurs in this document. */
XAPC_API bool xapc_postiter_get_wdf(const xapc_postiter *it, xapc_termcount *wdf,
                                    xapc_error **error) XAPC_NOEXCEPT;

/** The document's length: the sum of the wdf of its terms. */
XAPC_API bool xapc_postiter_get_doclength(const xapc_postiter *it, xapc_termcount *length,
                                          xapc_error **error) XAPC_NOEXCEPT;

/** The number of different terms in this document. */
XAPC_API bool xapc_postiter_get_unique_terms(const xapc_postiter *it, xapc_termcount *count,
                                             xapc_error **error) XAPC_NOEXCEPT;

/** The positions of the term in this document; none when it was added without. */
XAPC_API xapc_positer *xapc_postiter_positionlist(const xapc_postiter *it,
                                                  xapc_error **error) XAPC_NOEXCEPT;

/* ---- Positions ------------------------------------------------------------------------------- */

/** Free the iterator, and what it lent. NULL is allowed. */
XAPC_API void xapc_positer_free(xapc_positer *it) XAPC_NOEXCEPT;

/** Step to the next position. */
XAPC_API bool xapc_positer_next(xapc_positer *it, xapc_error **error) XAPC_NOEXCEPT;

/** Step to the first position that is `position` or higher; never backwards. */
XAPC_API bool xapc_positer_skip_to(xapc_positer *it, xapc_termpos position,
                                   xapc_error **error) XAPC_NOEXCEPT;

/** True when the last step failed, rather than came to the end. */
XAPC_API bool xapc_positer_failed(const xapc_positer *it) XAPC_NOEXCEPT;

/** The position; 0 when the iterator stands on none (0 may also be a position). */
XAPC_API xapc_termpos xapc_positer_get_position(const xapc_positer *it) XAPC_NOEXCEPT;

/* ---- Values ---------------------------------------------------------------------------------- */

/** Free the iterator, and what it lent. NULL is allowed. */
XAPC_API void xapc_valueiter_free(xapc_valueiter *it) XAPC_NOEXCEPT;

/** Step to the next value that is not empty. */
XAPC_API bool xapc_valueiter_next(xapc_valueiter *it, xapc_error **error) XAPC_NOEXCEPT;

/** Step to the first value at or after a document id (iterating a slot) or a slot number
 * (iterating a document); never backwards. */
XAPC_API bool xapc_valueiter_skip_to(xapc_valueiter *it, uint32_t docid_or_slot,
                                     xapc_error **error) XAPC_NOEXCEPT;

/** True when the last step failed, rather than came to the end. */
XAPC_API bool xapc_valueiter_failed(const xapc_valueiter *it) XAPC_NOEXCEPT;

/** The value; borrowed until the next step or free. NULL when the iterator stands on none. */
XAPC_API const char *xapc_valueiter_get_value(const xapc_valueiter *it, size_t *len) XAPC_NOEXCEPT;

/** The slot; XAPC_BAD_VALUENO when the iterator stands on none. */
XAPC_API xapc_valueno xapc_valueiter_get_valueno(const xapc_valueiter *it) XAPC_NOEXCEPT;

/** The document, when iterating a slot; 0 when iterating one document's values. */
XAPC_API xapc_docid xapc_valueiter_get_docid(const xapc_valueiter *it) XAPC_NOEXCEPT;

XAPC_END_DECLS

#endif
