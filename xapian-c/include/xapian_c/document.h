/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file document.h
 * Documents: the terms they are found by, the values they are sorted, filtered and collapsed by,
 * and the data that is stored for whoever finds them.
 *
 * A document from a database reads lazily: each call may fetch from disk, and after two commits by
 * a writer it may report XAPC_ERROR_DATABASE_MODIFIED, or XAPC_ERROR_DOC_NOT_FOUND when the
 * document was deleted. Changing a document changes nothing in the database until the document is
 * given to a writer (xapc_writer_replace_document()).
 */
#ifndef XAPIAN_C_DOCUMENT_H
#define XAPIAN_C_DOCUMENT_H

#include <xapian_c/base.h>
#include <xapian_c/iterators.h>

XAPC_BEGIN_DECLS

typedef struct xapc_document xapc_document;

/** A new, empty document. */
XAPC_API xapc_document *xapc_document_new(xapc_error **error) XAPC_NOEXCEPT;

/** Free the handle. NULL is allowed. Other handles of the same document are none the worse. */
XAPC_API void xapc_document_free(xapc_document *doc) XAPC_NOEXCEPT;

/** The document's id in its database; 0 when it came from none. When several databases are
 * searched as one it is the id in the single database, not the one that searches give. */
XAPC_API xapc_docid xapc_document_get_docid(const xapc_document *doc) XAPC_NOEXCEPT;

/* ---- Data ------------------------------------------------------------------------------------ */

/** The stored data; "" when there is none. Owned by the caller. */
XAPC_API char *xapc_document_get_data(const xapc_document *doc, size_t *len,
                                      xapc_error **error) XAPC_NOEXCEPT;

/** Replace the stored data. Xapian compresses it; up to about 100 MB. */
XAPC_API bool xapc_document_set_data(xapc_document *doc, const char *data, size_t len,
                                     xapc_error **error) XAPC_NOEXCEPT;

/* ---- Terms ----------------------------------------------------------------------------------- */

/** Add an occurrence of a term at a position, and `wdf_inc` to its wdf (usually 1). The same
 * position twice is kept once, but adds to the wdf twice. An empty term is
 * XAPC_ERROR_INVALID_ARGUMENT; one that is too long is found when the document is given to a
 * writer (XAPC_MAX_TERM_LENGTH). */
XAPC_API bool xapc_document_add_posting(xapc_document *doc, const char *term, size_t len,
                                        xapc_termpos position, xapc_termcount wdf_inc,
                                        xapc_error **error) XAPC_NOEXCEPT;

/** Add a term without a position, or add `wdf_inc` to the wdf of one that is there. Errors as
 * xapc_document_add_posting(). */
XAPC_API bool xapc_document_add_term(xapc_document *doc, const char *term, size_t len,
                                     xapc_termcount wdf_inc, xapc_error **error) XAPC_NOEXCEPT;

/** Add a term with wdf 0, for filters: it does not add to the document's length. Does nothing when
 * the term is there. Errors as xapc_document_add_posting(). */
XAPC_API bool xapc_document_add_boolean_term(xapc_document *doc, const char *term, size_t len,
                                             xapc_error **error) XAPC_NOEXCEPT;

/** Remove one position of a term and take `wdf_dec` from its wdf (never below 0). The term stays,
 * even with no position left. XAPC_ERROR_INVALID_ARGUMENT when the document has no such term or
 * the term no such position. */
XAPC_API bool xapc_document_remove_posting(xapc_document *doc, const char *term, size_t len,
                                           xapc_termpos position, xapc_termcount wdf_dec,
                                           xapc_error **error) XAPC_NOEXCEPT;

/** Remove the positions `first` to `last`, both included, and take `wdf_dec` from the wdf for each.
 * `removed` (may be NULL) receives how many there were; none is no error.
 * XAPC_ERROR_INVALID_ARGUMENT when the document has no such term. */
XAPC_API bool xapc_document_remove_postings(xapc_document *doc, const char *term, size_t len,
                                            xapc_termpos first, xapc_termpos last,
                                            xapc_termcount wdf_dec, xapc_termpos *removed,
                                            xapc_error **error) XAPC_NOEXCEPT;

/** Remove a term with its positions. XAPC_ERROR_INVALID_ARGUMENT when the document has no such
 * term. */
XAPC_API bool xapc_document_remove_term(xapc_document *doc, const char *term, size_t len,
                                        xapc_error **error) XAPC_NOEXCEPT;

/** Remove all terms. */
XAPC_API bool xapc_document_clear_terms(xapc_document *doc, xapc_error **error) XAPC_NOEXCEPT;

/** The number of different terms. */
XAPC_API bool xapc_document_termlist_count(const xapc_document *doc, xapc_termcount *count,
                                           xapc_error **error) XAPC_NOEXCEPT;

/** The document's terms with wdf and positions. */
XAPC_API xapc_termiter *xapc_document_termlist(const xapc_document *doc,
                                               xapc_error **error) XAPC_NOEXCEPT;

/* ---- Values ---------------------------------------------------------------------------------- */

/** Set the value in a slot; an empty value removes it. Slots may be any number but
 * XAPC_BAD_VALUENO; low ones are stored more compactly. */
XAPC_API bool xapc_document_add_value(xapc_document *doc, xapc_valueno slot, const char *value,
                                      size_t len, xapc_error **error) XAPC_NOEXCEPT;

/** Set the value in a slot to a number, written by xapc_sortable_serialise(). */
XAPC_API bool xapc_document_add_number(xapc_document *doc, xapc_valueno slot, double number,
                                       xapc_error **error) XAPC_NOEXCEPT;

/** The value in a slot; "" when there is none. Owned by the caller. */
XAPC_API char *xapc_document_get_value(const xapc_document *doc, xapc_valueno slot, size_t *len,
                                       xapc_error **error) XAPC_NOEXCEPT;

/** Copy the value in a slot into the caller's buffer: at most `size` bytes of it, and no NUL.
 * `len` receives the value's whole length, which may be more than `size`. Allocates nothing for
 * values of up to 15 bytes, so this is the one for deciders and spies. */
XAPC_API bool xapc_document_copy_value(const xapc_document *doc, xapc_valueno slot, char *buffer,
                                       size_t size, size_t *len, xapc_error **error) XAPC_NOEXCEPT;

/** Remove the value in a slot. XAPC_ERROR_INVALID_ARGUMENT when there is none;
 * xapc_document_add_value() with an empty value does not mind. */
XAPC_API bool xapc_document_remove_value(xapc_document *doc, xapc_valueno slot,
                                         xapc_error **error) XAPC_NOEXCEPT;

/** Remove all values. */
XAPC_API bool xapc_document_clear_values(xapc_document *doc, xapc_error **error) XAPC_NOEXCEPT;

/** The number of slots with a value. */
XAPC_API bool xapc_document_values_count(const xapc_document *doc, xapc_termcount *count,
                                         xapc_error **error) XAPC_NOEXCEPT;

/** The document's values by slot. */
XAPC_API xapc_valueiter *xapc_document_values(const xapc_document *doc,
                                              xapc_error **error) XAPC_NOEXCEPT;

/* ---- As bytes -------------------------------------------------------------------------------- */

/** The whole document as bytes. Owned by the caller. The format may differ between versions of
 * Xapian; it is for passing documents on, not for keeping them. */
XAPC_API char *xapc_document_serialise(const xapc_document *doc, size_t *len,
                                       xapc_error **error) XAPC_NOEXCEPT;

/** A document from such bytes. XAPC_ERROR_SERIALISATION (or XAPC_ERROR_NETWORK, as Xapian 1.4 has
 * it) when they are damaged. */
XAPC_API xapc_document *xapc_document_unserialise(const char *data, size_t len,
                                                  xapc_error **error) XAPC_NOEXCEPT;

/** A description for debugging. Owned by the caller. */
XAPC_API char *xapc_document_get_description(const xapc_document *doc,
                                             xapc_error **error) XAPC_NOEXCEPT;

XAPC_END_DECLS

#endif
