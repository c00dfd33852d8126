/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file writer.h
 * Databases open for writing (Xapian::WritableDatabase).
 *
 * A database has one writer at a time. Nothing is durable, or seen by readers, before a commit.
 * Xapian also commits by itself after 10,000 changed documents (the environment variable
 * XAPIAN_FLUSH_THRESHOLD changes that); inside a transaction it never does. Freeing a writer
 * commits too, but cannot report an error: call xapc_writer_commit() first.
 *
 * XAPC_ERROR_INVALID_ARGUMENT and XAPC_ERROR_DOC_NOT_FOUND are found before anything is touched:
 * the writer goes on as if the call had not been made. When adding, replacing, deleting or
 * committing fails for any other reason (XAPC_ERROR_DATABASE for a full disk,
 * XAPC_ERROR_DATABASE_CORRUPT, XAPC_ERROR_UNIMPLEMENTED for data of more than about 100 MB,
 * XAPC_ERROR_NO_MEMORY), Xapian drops all changes since the last commit, of this document and of
 * those before it.
 */
#ifndef XAPIAN_C_WRITER_H
#define XAPIAN_C_WRITER_H

#include <xapian_c/base.h>
#include <xapian_c/database.h>
#include <xapian_c/document.h>

XAPC_BEGIN_DECLS

/** A database open for writing. */
typedef struct xapc_writer xapc_writer;

/** What to do about a database that is there, or is not. Values as in Xapian. */
typedef enum xapc_writer_action XAPC_ENUM_BASE {
    XAPC_CREATE_OR_OPEN = 0,
    XAPC_CREATE_OR_OVERWRITE = 1, /**< an old one is emptied */
    XAPC_CREATE = 2,              /**< XAPC_ERROR_DATABASE_CREATE when there is one */
    XAPC_OPEN = 3                 /**< XAPC_ERROR_DATABASE_NOT_FOUND when there is none */
} xapc_writer_action;

/** Joined by |. Values as in Xapian. */
#define XAPC_WRITER_NO_SYNC 0x04U   /**< commits do not wait for the disk */
#define XAPC_WRITER_FULL_SYNC 0x08U /**< ask the disk to empty its cache too, where possible */
#define XAPC_WRITER_DANGEROUS 0x10U /**< overwrite blocks in place: no readers, no cancelling */
#define XAPC_WRITER_NO_TERMLIST                                                                    \
    0x20U /**< create without term lists: no deleting, no expand sets                              \
           */

/** As lock_wait_ms: wait for the lock without end. */
#define XAPC_WAIT_FOREVER ((unsigned)-1)

typedef struct xapc_writer_options {
    size_t struct_size;        /**< set by the macro */
    xapc_writer_action action; /**< XAPC_CREATE_OR_OPEN */
    xapc_backend backend;      /**< what to create: XAPC_BACKEND_AUTO */
    unsigned flags;            /**< XAPC_WRITER_* joined by |: 0 */
    unsigned block_size;   /**< bytes, when creating: a power of two, 2048 to 65536; 0 is 8192 */
    unsigned lock_wait_ms; /**< longest wait for another writer to be done, milliseconds: 0 */
} xapc_writer_options;

#define XAPC_WRITER_OPTIONS_INIT                                                                   \
    {                                                                                              \
        sizeof(xapc_writer_options), XAPC_CREATE_OR_OPEN, XAPC_BACKEND_AUTO, 0, 0, 0               \
    }

/** Open a database for writing; `options` may be NULL. The parent directory must exist. While
 * another writer has the lock it is tried again, every few milliseconds, until lock_wait_ms have
 * gone by; then XAPC_ERROR_DATABASE_LOCK. A lock that fails for another reason (no permission, a
 * file system without locks) is reported at once with the same code and its own message. Other
 * errors: those of the action, XAPC_ERROR_DATABASE_CREATE when it cannot be made,
 * XAPC_ERROR_DATABASE_OPENING and XAPC_ERROR_DATABASE_VERSION as for xapc_database_open(). A stub
 * file of several databases opens all of them, as xapc_writer_add_database() would. */
XAPC_API xapc_writer *xapc_writer_open(const char *path, const xapc_writer_options *options,
                                       xapc_error **error) XAPC_NOEXCEPT;

/** Add another writer's database: documents are then spread over both in turn, by document id as
 * in xapc_database_open_several(). Both handles stay valid. */
XAPC_API bool xapc_writer_add_database(xapc_writer *writer, const xapc_writer *other,
                                       xapc_error **error) XAPC_NOEXCEPT;

/** Close without the chance to report an error: an open transaction is cancelled, other changes
 * are committed. The lock is held until nothing made from the writer's database is left either;
 * xapc_writer_close() lets go of it at once. */
XAPC_API void xapc_writer_free(xapc_writer *writer) XAPC_NOEXCEPT;

/** Commit (or, in a transaction, cancel), close the files and release the lock. Closing twice is no
 * error. */
XAPC_API bool xapc_writer_close(xapc_writer *writer, xapc_error **error) XAPC_NOEXCEPT;

/** The writer's database, to read from: it sees changes that are not committed yet. Borrowed, as
 * long as the writer. Do not close, reopen or add to it. */
XAPC_API const xapc_database *xapc_writer_database(const xapc_writer *writer) XAPC_NOEXCEPT;

/* ---- Documents ------------------------------------------------------------------------------- */

/** Add a document. `docid` (may be NULL) receives its new id, one above the highest ever used.
 * XAPC_ERROR_INVALID_ARGUMENT for a document with a term over XAPC_MAX_TERM_LENGTH, which the
 * message ends with (Xapian alone would drop all uncommitted documents with it).
 * XAPC_ERROR_DATABASE when the ids are used up. */
XAPC_API bool xapc_writer_add_document(xapc_writer *writer, const xapc_document *doc,
                                       xapc_docid *docid, xapc_error **error) XAPC_NOEXCEPT;

/** Replace the document with an id, or add one with it. Errors as xapc_writer_add_document(), and
 * XAPC_ERROR_INVALID_ARGUMENT for id 0. */
XAPC_API bool xapc_writer_replace_document(xapc_writer *writer, xapc_docid docid,
                                           const xapc_document *doc,
                                           xapc_error **error) XAPC_NOEXCEPT;

/** Replace all documents that have a term, usually one that holds a key of your own, by one: it
 * gets the lowest of their ids, or a new one, in `docid` (may be NULL). The document should have
 * the term; it is not added. Errors as xapc_writer_add_document(), and XAPC_ERROR_INVALID_ARGUMENT
 * for an empty term. */
XAPC_API bool xapc_writer_replace_document_by_term(xapc_writer *writer, const char *term,
                                                   size_t len, const xapc_document *doc,
                                                   xapc_docid *docid,
                                                   xapc_error **error) XAPC_NOEXCEPT;

/** Delete the document with an id. XAPC_ERROR_DOC_NOT_FOUND when there is none. */
XAPC_API bool xapc_writer_delete_document(xapc_writer *writer, xapc_docid docid,
                                          xapc_error **error) XAPC_NOEXCEPT;

/** Delete all documents that have a term; none is no error. XAPC_ERROR_INVALID_ARGUMENT for an
 * empty term. */
XAPC_API bool xapc_writer_delete_document_by_term(xapc_writer *writer, const char *term, size_t len,
                                                  xapc_error **error) XAPC_NOEXCEPT;

/* ---- Commits and transactions ---------------------------------------------------------------- */

/** Write all changes to disk, as one: after a crash either all are there or none.
 * XAPC_ERROR_INVALID_OPERATION in a transaction. */
XAPC_API bool xapc_writer_commit(xapc_writer *writer, xapc_error **error) XAPC_NOEXCEPT;

/** Begin a transaction: changes that are applied together or not at all. With `flushed` what was
 * changed before is committed first, and so is the transaction at its end; without, the
 * transaction only joins the next commit as a whole, and cancelling it also drops the uncommitted
 * changes before it. XAPC_ERROR_INVALID_OPERATION in a transaction, XAPC_ERROR_UNIMPLEMENTED
 * in memory. */
XAPC_API bool xapc_writer_begin_transaction(xapc_writer *writer, bool flushed,
                                            xapc_error **error) XAPC_NOEXCEPT;

/** End the transaction and keep its changes. XAPC_ERROR_INVALID_OPERATION outside of one. On any
 * other error the transaction is over too, and its changes are lost. */
XAPC_API bool xapc_writer_commit_transaction(xapc_writer *writer, xapc_error **error) XAPC_NOEXCEPT;

/** End the transaction and drop its changes. XAPC_ERROR_INVALID_OPERATION outside of one. */
XAPC_API bool xapc_writer_cancel_transaction(xapc_writer *writer, xapc_error **error) XAPC_NOEXCEPT;

/* ---- Metadata, spelling, synonyms ------------------------------------------------------------ */

/** Set the metadata under a key (at most about 200 bytes); an empty value removes it. Committed
 * with the documents. XAPC_ERROR_INVALID_ARGUMENT for an empty or too long key. */
XAPC_API bool xapc_writer_set_metadata(xapc_writer *writer, const char *key, size_t key_len,
                                       const char *value, size_t value_len,
                                       xapc_error **error) XAPC_NOEXCEPT;

/** Add a word to the spelling dictionary, or `freq_inc` to its frequency. Words of one byte are
 * left out. XAPC_ERROR_INVALID_ARGUMENT, here and below, for one over XAPC_MAX_TERM_LENGTH. */
XAPC_API bool xapc_writer_add_spelling(xapc_writer *writer, const char *word, size_t len,
                                       xapc_termcount freq_inc, xapc_error **error) XAPC_NOEXCEPT;

/** Take `freq_dec` from a word's frequency; at 0 the word is gone. An unknown word is no error. */
XAPC_API bool xapc_writer_remove_spelling(xapc_writer *writer, const char *word, size_t len,
                                          xapc_termcount freq_dec,
                                          xapc_error **error) XAPC_NOEXCEPT;

/** Add a synonym of a term. One that is there is no error. */
XAPC_API bool xapc_writer_add_synonym(xapc_writer *writer, const char *term, size_t term_len,
                                      const char *synonym, size_t synonym_len,
                                      xapc_error **error) XAPC_NOEXCEPT;

/** Remove one synonym of a term. One that is not there is no error. */
XAPC_API bool xapc_writer_remove_synonym(xapc_writer *writer, const char *term, size_t term_len,
                                         const char *synonym, size_t synonym_len,
                                         xapc_error **error) XAPC_NOEXCEPT;

/** Remove all synonyms of a term. */
XAPC_API bool xapc_writer_clear_synonyms(xapc_writer *writer, const char *term, size_t len,
                                         xapc_error **error) XAPC_NOEXCEPT;

/** A description for debugging. Owned by the caller. */
XAPC_API char *xapc_writer_get_description(const xapc_writer *writer,
                                           xapc_error **error) XAPC_NOEXCEPT;

XAPC_END_DECLS

#endif
