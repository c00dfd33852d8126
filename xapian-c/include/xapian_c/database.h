/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file database.h
 * Databases open for reading: opening, statistics, iteration, checking and compaction.
 *
 * A reader sees the database as it was when it was opened or last reopened. While one writer
 * commits once, readers go on undisturbed; from the second commit on the blocks they read may be
 * gone, and any call may report XAPC_ERROR_DATABASE_MODIFIED. A match may still succeed from
 * blocks in memory while reading its documents fails, so the unit to try again is the whole search:
 * xapc_database_reopen(), run the query, read the hits. When a directory was replaced by another
 * one, reopening does not follow: open it anew.
 */
#ifndef XAPIAN_C_DATABASE_H
#define XAPIAN_C_DATABASE_H

#include <xapian_c/base.h>
#include <xapian_c/document.h>
#include <xapian_c/iterators.h>

XAPC_BEGIN_DECLS

/** One or more databases, searched as one. */
typedef struct xapc_database xapc_database;

/* ---- Opening --------------------------------------------------------------------------------- */

/** Which kind of database to open or create. Values as in Xapian. */
typedef enum xapc_backend XAPC_ENUM_BASE {
    XAPC_BACKEND_AUTO = 0,        /**< open what is there; create glass */
    XAPC_BACKEND_GLASS = 0x100,   /**< a directory, or one compacted file */
    XAPC_BACKEND_CHERT = 0x200,   /**< the older kind of directory */
    XAPC_BACKEND_STUB = 0x300,    /**< a text file that lists databases, local or remote */
    XAPC_BACKEND_INMEMORY = 0x400 /**< for tests; the path is not used */
} xapc_backend;

/** Open a database for reading: a glass or chert directory, a single-file glass database or a stub
 * file. With another backend than XAPC_BACKEND_AUTO only that kind is accepted.
 * XAPC_ERROR_DATABASE_NOT_FOUND when nothing (of that kind) is there, XAPC_ERROR_DATABASE_OPENING
 * when it is no database or cannot be read, XAPC_ERROR_DATABASE_VERSION when its format is too new
 * or too old, XAPC_ERROR_DATABASE_CORRUPT when it is damaged. */
XAPC_API xapc_database *xapc_database_open(const char *path, xapc_backend backend,
                                           xapc_error **error) XAPC_NOEXCEPT;

/** Open a single-file glass database that starts at the current offset of a file descriptor (it may
 * be embedded in another file). The descriptor is the library's from here on, whether this
 * succeeds or not. Errors as xapc_database_open(). */
XAPC_API xapc_database *xapc_database_open_fd(int fd, xapc_error **error) XAPC_NOEXCEPT;

/** Open several databases as one. Document `d` of database `i` of `n` (counted from 0) gets the id
 * (d - 1) * n + i + 1. All or nothing; errors as xapc_database_open(). */
XAPC_API xapc_database *xapc_database_open_several(const char *const *paths, size_t count,
                                                   xapc_error **error) XAPC_NOEXCEPT;

/** A database of no databases, to add to. It has no documents. */
XAPC_API xapc_database *xapc_database_new(xapc_error **error) XAPC_NOEXCEPT;

/** Search `other` together with what `db` already has. Both handles stay valid and share the
 * opened files, so from then on they belong to the same thread. */
XAPC_API bool xapc_database_add_database(xapc_database *db, const xapc_database *other,
                                         xapc_error **error) XAPC_NOEXCEPT;

/** How many single databases this one is made of. */
XAPC_API size_t xapc_database_size(const xapc_database *db) XAPC_NOEXCEPT;

/** Free the handle. The files are closed when nothing made from it is left either. */
XAPC_API void xapc_database_free(xapc_database *db) XAPC_NOEXCEPT;

/** Go to the newest committed state. `changed` (may be NULL) receives false when the database
 * certainly was the newest already. */
XAPC_API bool xapc_database_reopen(xapc_database *db, bool *changed,
                                   xapc_error **error) XAPC_NOEXCEPT;

/** Close the files now. Later calls on anything made from it report XAPC_ERROR_DATABASE_CLOSED,
 * unless they can be answered from memory. Closing twice is no error. */
XAPC_API bool xapc_database_close(xapc_database *db, xapc_error **error) XAPC_NOEXCEPT;

/** Tell remote databases that the connection is still wanted. Does nothing for local ones. */
XAPC_API bool xapc_database_keep_alive(xapc_database *db, xapc_error **error) XAPC_NOEXCEPT;

/* ---- The whole database ---------------------------------------------------------------------- */

/** The number of documents. */
XAPC_API bool xapc_database_get_doccount(const xapc_database *db, xapc_doccount *count,
                                         xapc_error **error) XAPC_NOEXCEPT;

/** The highest document id ever used; 0 when none was. */
XAPC_API bool xapc_database_get_lastdocid(const xapc_database *db, xapc_docid *docid,
                                          xapc_error **error) XAPC_NOEXCEPT;

/** The average document length (sum of wdf); 0 without documents. */
XAPC_API bool xapc_database_get_average_length(const xapc_database *db, double *length,
                                               xapc_error **error) XAPC_NOEXCEPT;

/** The sum of all document lengths. */
XAPC_API bool xapc_database_get_total_length(const xapc_database *db, uint64_t *length,
                                             xapc_error **error) XAPC_NOEXCEPT;

/** A length that no document is below, documents of length 0 aside. */
XAPC_API bool xapc_database_get_doclength_lower_bound(const xapc_database *db,
                                                      xapc_termcount *length,
                                                      xapc_error **error) XAPC_NOEXCEPT;

/** A length that no document is above. */
XAPC_API bool xapc_database_get_doclength_upper_bound(const xapc_database *db,
                                                      xapc_termcount *length,
                                                      xapc_error **error) XAPC_NOEXCEPT;

/** True when there are positions, which phrases and NEAR need. */
XAPC_API bool xapc_database_has_positions(const xapc_database *db, bool *has_positions,
                                          xapc_error **error) XAPC_NOEXCEPT;

/** True while a writer has the database open; always true for a writer's own database.
 * XAPC_ERROR_DATABASE_LOCK when that cannot be found out. */
XAPC_API bool xapc_database_locked(const xapc_database *db, bool *locked,
                                   xapc_error **error) XAPC_NOEXCEPT;

/** The UUID, as text; of several databases, all of them. A compacted copy has a new one. Owned by
 * the caller. */
XAPC_API char *xapc_database_get_uuid(const xapc_database *db, xapc_error **error) XAPC_NOEXCEPT;

/** The revision, which goes up with every commit. XAPC_ERROR_INVALID_OPERATION unless this is one
 * glass or chert database. */
XAPC_API bool xapc_database_get_revision(const xapc_database *db, uint64_t *revision,
                                         xapc_error **error) XAPC_NOEXCEPT;

/** A description for debugging. Owned by the caller. */
XAPC_API char *xapc_database_get_description(const xapc_database *db,
                                             xapc_error **error) XAPC_NOEXCEPT;

/* ---- Documents ------------------------------------------------------------------------------- */

/** The document with an id. With `assume_valid` nothing is read yet, which is quicker when the id
 * is known to exist; a wrong one then reads as an empty document. XAPC_ERROR_DOC_NOT_FOUND when
 * there is none, XAPC_ERROR_INVALID_ARGUMENT for id 0. */
XAPC_API xapc_document *xapc_database_get_document(const xapc_database *db, xapc_docid docid,
                                                   bool assume_valid,
                                                   xapc_error **error) XAPC_NOEXCEPT;

/** A document's length: the sum of the wdf of its terms. Errors as xapc_database_get_document(). */
XAPC_API bool xapc_database_get_doclength(const xapc_database *db, xapc_docid docid,
                                          xapc_termcount *length, xapc_error **error) XAPC_NOEXCEPT;

/** The number of different terms of a document. Errors as xapc_database_get_document(). */
XAPC_API bool xapc_database_get_unique_terms(const xapc_database *db, xapc_docid docid,
                                             xapc_termcount *count,
                                             xapc_error **error) XAPC_NOEXCEPT;

/** A document's terms. Errors as xapc_database_get_document(), and XAPC_ERROR_FEATURE_UNAVAILABLE
 * when the database was made without term lists. */
XAPC_API xapc_termiter *xapc_database_termlist(const xapc_database *db, xapc_docid docid,
                                               xapc_error **error) XAPC_NOEXCEPT;

/** The positions of a term in a document; none when the term is not in it or has no positions. An
 * empty term is XAPC_ERROR_INVALID_ARGUMENT. */
XAPC_API xapc_positer *xapc_database_positionlist(const xapc_database *db, xapc_docid docid,
                                                  const char *term, size_t len,
                                                  xapc_error **error) XAPC_NOEXCEPT;

/* ---- Terms ----------------------------------------------------------------------------------- */

/** True when some document has the term; true for the empty term when there are documents. */
XAPC_API bool xapc_database_term_exists(const xapc_database *db, const char *term, size_t len,
                                        bool *exists, xapc_error **error) XAPC_NOEXCEPT;

/** The number of documents with the term; 0 when it is unknown. */
XAPC_API bool xapc_database_get_termfreq(const xapc_database *db, const char *term, size_t len,
                                         xapc_doccount *termfreq, xapc_error **error) XAPC_NOEXCEPT;

/** The number of occurrences of the term in all documents (sum of wdf); 0 when it is unknown. */
XAPC_API bool xapc_database_get_collection_freq(const xapc_database *db, const char *term,
                                                size_t len, xapc_termcount *freq,
                                                xapc_error **error) XAPC_NOEXCEPT;

/** A wdf that the term has in no document more than. */
XAPC_API bool xapc_database_get_wdf_upper_bound(const xapc_database *db, const char *term,
                                                size_t len, xapc_termcount *wdf,
                                                xapc_error **error) XAPC_NOEXCEPT;

/** All terms that start with a prefix, in byte order; all terms for an empty prefix. */
XAPC_API xapc_termiter *xapc_database_allterms(const xapc_database *db, const char *prefix,
                                               size_t len, xapc_error **error) XAPC_NOEXCEPT;

/** The documents with a term; all documents (each with wdf 1) for the empty term. */
XAPC_API xapc_postiter *xapc_database_postlist(const xapc_database *db, const char *term,
                                               size_t len, xapc_error **error) XAPC_NOEXCEPT;

/* ---- Values ---------------------------------------------------------------------------------- */

/** The number of documents with a value in the slot. */
XAPC_API bool xapc_database_get_value_freq(const xapc_database *db, xapc_valueno slot,
                                           xapc_doccount *freq, xapc_error **error) XAPC_NOEXCEPT;

/** A string that no value in the slot is below; "" without values. Owned by the caller. */
XAPC_API char *xapc_database_get_value_lower_bound(const xapc_database *db, xapc_valueno slot,
                                                   size_t *len, xapc_error **error) XAPC_NOEXCEPT;

/** A string that no value in the slot is above; "" without values. Owned by the caller. */
XAPC_API char *xapc_database_get_value_upper_bound(const xapc_database *db, xapc_valueno slot,
                                                   size_t *len, xapc_error **error) XAPC_NOEXCEPT;

/** The values in a slot, by document. */
XAPC_API xapc_valueiter *xapc_database_valuestream(const xapc_database *db, xapc_valueno slot,
                                                   xapc_error **error) XAPC_NOEXCEPT;

/* ---- Metadata, spelling, synonyms ------------------------------------------------------------ */

/** The metadata under a key; "" when there is none. Owned by the caller. An empty key is
 * XAPC_ERROR_INVALID_ARGUMENT. Of several databases only the first is asked. */
XAPC_API char *xapc_database_get_metadata(const xapc_database *db, const char *key, size_t key_len,
                                          size_t *len, xapc_error **error) XAPC_NOEXCEPT;

/** The metadata keys that start with a prefix. XAPC_ERROR_UNIMPLEMENTED in memory. */
XAPC_API xapc_termiter *xapc_database_metadata_keys(const xapc_database *db, const char *prefix,
                                                    size_t len, xapc_error **error) XAPC_NOEXCEPT;

/** The best word of the spelling dictionary for a word that may be misspelt; "" when there is none
 * at most `max_edits` (Xapian's default: 2) inserted, deleted, changed or swapped letters away.
 * Words are UTF-8. Owned by the caller. */
XAPC_API char *xapc_database_get_spelling_suggestion(const xapc_database *db, const char *word,
                                                     size_t word_len, unsigned max_edits,
                                                     size_t *len, xapc_error **error) XAPC_NOEXCEPT;

/** The words of the spelling dictionary; xapc_termiter_get_termfreq() gives their frequency. */
XAPC_API xapc_termiter *xapc_database_spellings(const xapc_database *db,
                                                xapc_error **error) XAPC_NOEXCEPT;

/** The synonyms of a term. */
XAPC_API xapc_termiter *xapc_database_synonyms(const xapc_database *db, const char *term,
                                               size_t len, xapc_error **error) XAPC_NOEXCEPT;

/** The terms that start with a prefix and have synonyms. */
XAPC_API xapc_termiter *xapc_database_synonym_keys(const xapc_database *db, const char *prefix,
                                                   size_t len, xapc_error **error) XAPC_NOEXCEPT;

/* ---- Checking -------------------------------------------------------------------------------- */

/** What xapc_database_check() does besides checking; joined by |. Values as in Xapian. */
#define XAPC_CHECK_SHORT_TREE 1U    /**< report the B-trees, short */
#define XAPC_CHECK_FULL_TREE 2U     /**< report the B-trees in full */
#define XAPC_CHECK_SHOW_FREELIST 4U /**< report the free blocks */
#define XAPC_CHECK_SHOW_STATS 8U    /**< report statistics */
#define XAPC_CHECK_FIX 16U          /**< try to make a new iamglass file */

/** Check a database's files. `errors` receives the number of errors found (0: sound); `report`
 * (may be NULL) receives what Xapian has to say, owned by the caller. It fails when Xapian does not
 * go on: XAPC_ERROR_DATABASE_OPENING when there is no database, XAPC_ERROR_DATABASE_CORRUPT when it
 * is too damaged, XAPC_ERROR_DATABASE at the first error in the blocks of a table. The tables after
 * that one, in the order docdata, termlist, postlist, position, spelling, synonym, are then not
 * checked; `path` may be that of one table ("db/postlist.glass") instead. One such error is none:
 * "1 unused block(s) missing from the free list" is said of every table whose free blocks are all
 * in use again, as they come to be with XAPC_WRITER_DANGEROUS. */
XAPC_API bool xapc_database_check(const char *path, unsigned options, size_t *errors, char **report,
                                  xapc_error **error) XAPC_NOEXCEPT;

/* ---- Compaction ------------------------------------------------------------------------------ */

/** How hard to pack. */
typedef enum xapc_compact_level XAPC_ENUM_BASE {
    XAPC_COMPACT_STANDARD = 0, /**< do not split items needlessly */
    XAPC_COMPACT_FULL = 1,     /**< split items where it saves space */
    XAPC_COMPACT_FULLER = 2    /**< oversize items too; not for a database that is changed later */
} xapc_compact_level;

/** Choose the value for a metadata key that more than one source has. `values` holds `count` (two
 * or more) of them, in the order of the databases (with `multipass` it is called for some first,
 * then for what came of them). Point `*chosen`, which starts as the first
 * value, at the one to keep, or at memory of your own that stays valid until the compaction is
 * over; an empty one drops the key. Returns 0, or a negative number to stop. */
typedef int (*xapc_compact_resolve_fn)(const char *key, size_t key_len, const xapc_bytes *values,
                                       size_t count, xapc_bytes *chosen, void *user);

/** Hears of progress: the table that is worked on, and what is done with it (may be ""). Returns 0,
 * or a negative number to stop. */
typedef int (*xapc_compact_status_fn)(const char *table, const char *status, void *user);

typedef struct xapc_compact_options {
    size_t struct_size;       /**< set by the macro */
    xapc_compact_level level; /**< XAPC_COMPACT_FULL */
    bool no_renumber; /**< keep document ids; the ids of the sources must not overlap (false) */
    bool multipass;   /**< merge more than three sources in passes: quicker, more space (false) */
    bool single_file; /**< write one file instead of a directory (false) */
    unsigned block_size; /**< bytes: a power of two, 2048 to 65536; 0 is Xapian's 8192 */
    xapc_compact_resolve_fn resolve_metadata; /**< NULL keeps the first database's value */
    void *resolve_user;                       /**< passed to resolve_metadata */
    xapc_compact_status_fn status;            /**< NULL for none */
    void *status_user;                        /**< passed to status */
} xapc_compact_options;

#define XAPC_COMPACT_OPTIONS_INIT                                                                  \
    {                                                                                              \
        sizeof(xapc_compact_options), XAPC_COMPACT_FULL, false, false, false, 0, NULL, NULL, NULL, \
            NULL                                                                                   \
    }

/** Write a compact copy of the committed state of a database, or of several as one, to `output`,
 * which must not be one of them (but may be the stub file they were opened from, which then points
 * to the copy). `options` may be NULL. When it fails or is stopped, what was written is left there,
 * and libxapian 1.4.22 keeps some memory and open files until the process ends.
 * XAPC_ERROR_INVALID_OPERATION when ids overlap with no_renumber, XAPC_ERROR_INVALID_ARGUMENT when
 * source and destination are one, XAPC_ERROR_DATABASE_CREATE or XAPC_ERROR_DATABASE when `output`
 * cannot be written, XAPC_ERROR_CALLBACK. */
XAPC_API bool xapc_database_compact(xapc_database *db, const char *output,
                                    const xapc_compact_options *options,
                                    xapc_error **error) XAPC_NOEXCEPT;

XAPC_END_DECLS

#endif
