/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file base.h
 * Versions, number types, byte strings and errors. The rules of the whole API are in xapian_c.h.
 */
#ifndef XAPIAN_C_BASE_H
#define XAPIAN_C_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* XAPC_STATIC is defined by the build files of a static xapian-c, so that its functions do not
 * become part of the interface of a shared library it is linked into. */
#if defined(__GNUC__) && !defined(XAPC_STATIC)
#define XAPC_API __attribute__((visibility("default")))
#else
#define XAPC_API
#endif

/* XAPC_ENUM_BASE gives enumerations the same size in C++ as in C, and makes a number that is none
 * of the names, which C allows, a value that can be looked at and refused. */
#ifdef __cplusplus
#define XAPC_ENUM_BASE : unsigned
#define XAPC_NOEXCEPT noexcept
#define XAPC_BEGIN_DECLS extern "C" {
#define XAPC_END_DECLS }
#else
#define XAPC_ENUM_BASE
#define XAPC_NOEXCEPT
#define XAPC_BEGIN_DECLS
#define XAPC_END_DECLS
#endif

XAPC_BEGIN_DECLS

/* ---- Versions -------------------------------------------------------------------------------- */

/** Version of these headers. */
#define XAPC_VERSION_MAJOR 1
#define XAPC_VERSION_MINOR 0
#define XAPC_VERSION_PATCH 0
#define XAPC_VERSION "1.0.0"

/** Version of the xapian-c that is linked, such as "1.0.0". Static storage. */
XAPC_API const char *xapc_version(void) XAPC_NOEXCEPT;

/** Version of the libxapian that is loaded, such as "1.4.22". Static storage. */
XAPC_API const char *xapc_xapian_version(void) XAPC_NOEXCEPT;

/** True when the loaded libxapian is this version or a later one. */
XAPC_API bool xapc_xapian_at_least(int major, int minor, int revision) XAPC_NOEXCEPT;

/* ---- Numbers --------------------------------------------------------------------------------- */

/** A document's number in its database: 1 and up; 0 is never a document. */
typedef uint32_t xapc_docid;
/** A number of documents. */
typedef uint32_t xapc_doccount;
/** A number of terms or occurrences: wdf, wqf, document length. */
typedef uint32_t xapc_termcount;
/** A position of a term in a document. */
typedef uint32_t xapc_termpos;
/** The number of a value slot; XAPC_BAD_VALUENO is none. */
typedef uint32_t xapc_valueno;

#define XAPC_BAD_VALUENO ((xapc_valueno)0xffffffffU)

/** Called once with a callback's `user` when nothing needs it any more. */
typedef void (*xapc_destroy_fn)(void *user);

/* ---- Byte strings ---------------------------------------------------------------------------- */

/** As a length: the string ends at its NUL. */
#define XAPC_NUL_TERMINATED ((size_t)-1)

/** The longest term, word or synonym that a database takes, in bytes; a NUL byte counts twice. A
 * document may hold a longer term, but a writer refuses the document. */
#define XAPC_MAX_TERM_LENGTH 245

/** A borrowed byte string, for arrays of them. `len` may be XAPC_NUL_TERMINATED. */
typedef struct xapc_bytes {
    const char *data;
    size_t len;
} xapc_bytes;

/** Free a `char *` that this library returned. NULL is allowed. */
XAPC_API void xapc_free(void *memory) XAPC_NOEXCEPT;

/** Room that xapc_sortable_serialise() needs, in bytes. */
#define XAPC_SORTABLE_SIZE 9

/** Write a number as a byte string that sorts as the number does, for values that are searched
 * with a range or sorted by. Returns the length, 0 (for minus infinity) to 9 bytes; no NUL is
 * added. Every double but NaN comes back from xapc_sortable_unserialise() as it went in, save
 * that extremely small ones become 0. */
XAPC_API size_t xapc_sortable_serialise(double number,
                                        char buffer[XAPC_SORTABLE_SIZE]) XAPC_NOEXCEPT;

/** Read a number that xapc_sortable_serialise() wrote. Any bytes give some number; the empty
 * string, as of a document without the value, gives minus infinity. */
XAPC_API double xapc_sortable_unserialise(const char *data, size_t len) XAPC_NOEXCEPT;

/* ---- Errors ---------------------------------------------------------------------------------- */

/** What went wrong: one code for each of Xapian's exception classes, then those of xapian-c.
 * The numbers never change; new ones are added at the end. */
typedef enum xapc_code XAPC_ENUM_BASE {
    XAPC_OK = 0, /**< the code of no error: xapc_error_code(NULL) */

    /* Wrong use of the API (Xapian::LogicError). */
    XAPC_ERROR_LOGIC = 1, /**< a LogicError of no known subclass */
    XAPC_ERROR_ASSERTION = 2,
    XAPC_ERROR_INVALID_ARGUMENT = 3,
    XAPC_ERROR_INVALID_OPERATION = 4,
    XAPC_ERROR_UNIMPLEMENTED = 5,

    /* Failures at run time (Xapian::RuntimeError). */
    XAPC_ERROR_RUNTIME = 6, /**< a RuntimeError of no known subclass */
    XAPC_ERROR_DATABASE = 7,
    XAPC_ERROR_DATABASE_CORRUPT = 8,
    XAPC_ERROR_DATABASE_CREATE = 9,
    XAPC_ERROR_DATABASE_LOCK = 10,
    XAPC_ERROR_DATABASE_MODIFIED = 11,
    XAPC_ERROR_DATABASE_CLOSED = 12,
    XAPC_ERROR_DATABASE_OPENING = 13,
    XAPC_ERROR_DATABASE_VERSION = 14,
    XAPC_ERROR_DATABASE_NOT_FOUND = 15,
    XAPC_ERROR_DOC_NOT_FOUND = 16,
    XAPC_ERROR_FEATURE_UNAVAILABLE = 17,
    XAPC_ERROR_INTERNAL = 18,
    XAPC_ERROR_NETWORK = 19,
    XAPC_ERROR_NETWORK_TIMEOUT = 20,
    XAPC_ERROR_QUERY_PARSER = 21,
    XAPC_ERROR_SERIALISATION = 22,
    XAPC_ERROR_RANGE = 23,
    XAPC_ERROR_WILDCARD = 24,

    /* Not from Xapian's classes. */
    XAPC_ERROR_XAPIAN = 25,    /**< a Xapian::Error that is neither of the two above */
    XAPC_ERROR_NO_MEMORY = 26, /**< std::bad_alloc, or malloc() gave NULL */
    XAPC_ERROR_STANDARD = 27,  /**< any other std::exception; xapc_error_type() names its class */
    XAPC_ERROR_CALLBACK = 28, /**< a callback returned a negative number (or NULL, for a stemmer) */
    XAPC_ERROR_UNKNOWN = 29   /**< something was thrown that is no std::exception */
} xapc_code;

/** An error, owned by whoever received it; it never changes and may be read by any thread. */
typedef struct xapc_error xapc_error;

/** Free an error. NULL is allowed. */
XAPC_API void xapc_error_free(xapc_error *error) XAPC_NOEXCEPT;

/** The code of the exact class; XAPC_OK for NULL. */
XAPC_API xapc_code xapc_error_code(const xapc_error *error) XAPC_NOEXCEPT;

/** True when the error is of that class or of one derived from it, as `catch` would have it: a
 * DatabaseNotFoundError is XAPC_ERROR_DATABASE_OPENING, XAPC_ERROR_DATABASE and
 * XAPC_ERROR_RUNTIME as well. NULL is XAPC_OK and nothing else. */
XAPC_API bool xapc_error_is(const xapc_error *error, xapc_code code) XAPC_NOEXCEPT;

/** What happened, in Xapian's English words. Never NULL; "" for NULL. Lives as long as the error,
 * as do the strings below. */
XAPC_API const char *xapc_error_message(const xapc_error *error) XAPC_NOEXCEPT;

/** The name of the class, such as "DatabaseLockError"; for XAPC_ERROR_STANDARD the C++ type, for
 * xapian-c's own codes "NoMemory", "CallbackError" or "UnknownException". "" for NULL. */
XAPC_API const char *xapc_error_type(const xapc_error *error) XAPC_NOEXCEPT;

/** Where it happened, such as the remote host; usually "". */
XAPC_API const char *xapc_error_context(const xapc_error *error) XAPC_NOEXCEPT;

/** The operating system's words for the cause, such as "No such file or directory"; NULL when it
 * has no part in it. */
XAPC_API const char *xapc_error_system_error(const xapc_error *error) XAPC_NOEXCEPT;

/** All of the above in one line for a log: "Type: message (context: ...) (system error)". Never
 * NULL; "" for NULL. */
XAPC_API const char *xapc_error_description(const xapc_error *error) XAPC_NOEXCEPT;

/** What the callback returned when the code is XAPC_ERROR_CALLBACK; otherwise 0. */
XAPC_API int xapc_error_callback_result(const xapc_error *error) XAPC_NOEXCEPT;

XAPC_END_DECLS

#endif
