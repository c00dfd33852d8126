/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An index on disk: a folder of generations, one of them current. See docs/INDEX_FORMAT.md for its
 * layout.
 *
 * Writing: one writer at a time builds a new generation beside the current one, from nothing or as
 * a copy of it that is changed, and swaps it in with cb_writer_publish(); until then readers see
 * nothing of it. Reading: a CbIndex follows the current generation; one CbIndex per thread (Xapian
 * databases must not be shared).
 */
#ifndef CASEBANK_INDEX_H
#define CASEBANK_INDEX_H

#include <casebank/analyzer.h>
#include <casebank/case.h>

G_BEGIN_DECLS

/** The version of the index format. An index of another version is refused with a sentence that
 * says what to do. */
#define CB_SCHEMA_VERSION 4

/* --- Writing
 * ------------------------------------------------------------------------------------------- */

typedef struct CbWriter CbWriter;

/** A folder beside the generations of an index, which casebank-index keeps for itself. */
#define CB_OCR_CACHE_NAME "ocr-cache"

/** A link of a page to a PDF, and the file it was found to mean. */
typedef struct {
    char *href; /* as written, or NULL */
    char *name; /* the link's text */
    char *path; /* of the file; NULL when it is not among the sources */
} CbLinkRecord;

/** What became of one source file, and what tells whether it is the same at the next run. */
typedef struct {
    char
        *path; /* below its source folder; with the source's name in front when there are several */
    char *state;         /* "ok", "failed", "partial", or an attachment state name */
    char *reason;        /* in Danish; NULL when ok */
    GPtrArray *case_ids; /* char*: the cases that the file gave or belongs to; of a page one for
                            each of its cases in their order, some perhaps the same */
    guint64 size;        /* bytes */
    gint64 mtime_ns;     /* since 1970 */
    char *hash;          /* of its content, or NULL when it was never read */
    char *extraction;    /* what read it: version and options that matter; or NULL */
    char *context;       /* fingerprint of what it was read with: address, profile ...; or NULL */
    guint attempts;      /* how often it was read without success in a row */
    guint took_ms;       /* to read it, the last time */
    gint64 read_at;      /* seconds since 1970; 0: never */
    GPtrArray *links;    /* CbLinkRecord*; of a page */
} CbFileRecord;

/** A case, and what it was made of when it was written. */
typedef struct {
    char *id;
    char *fingerprint;
} CbCaseRecord;

/**
 * CbLedger:
 * @complete: the run that wrote it came to its end.
 * @settings: what held for the whole run, as the indexer writes it; "" for none.
 * @common: sorted hashes of what stands in so many cases that it tells nothing (cut/same.h).
 */
typedef struct {
    GPtrArray *files; /* CbFileRecord*, by path */
    GPtrArray *cases; /* CbCaseRecord* */
    gboolean complete;
    char *settings;
    GArray *common; /* guint64 */
} CbLedger;

CbLedger *cb_ledger_new(void);
void cb_ledger_free(CbLedger *ledger);
/** Copies of all three strings. */
CbLinkRecord *cb_link_record_new(const char *href, const char *name, const char *path);
void cb_link_record_free(CbLinkRecord *record);
CbCaseRecord *cb_case_record_new(const char *id, const char *fingerprint);
void cb_case_record_free(CbCaseRecord *record);
/** What counts as what: CB_FILE_ABSENT is a file that a page names and nobody has, or one that is
 * not to be read. */
typedef enum { CB_FILE_WELL, CB_FILE_FAILED, CB_FILE_ABSENT } CbFileHealth;

/** A scan that was read and had no text is well, and so is a PDF of which only some pages could not
 * be recognised. */
CbFileHealth cb_file_record_health(const CbFileRecord *record);
/** (transfer full) */
CbFileRecord *cb_file_record_copy(const CbFileRecord *record);

CbFileRecord *cb_file_record_new(const char *path, const char *state, const char *reason);
void cb_file_record_free(CbFileRecord *record);

/**
 * CbWriterOptions:
 * @lock_wait_ms: how long to wait for another writer, in milliseconds.
 * @update: start from the current generation, when there is one of this format and with the same
 *   analysis; else from nothing, as without it. cb_writer_is_update() tells which it was.
 * @no_compounds, @no_exceptions: steps of the analysis to leave out (see #CbAnalyzerOptions); the
 *   index remembers it, and its queries are read the same way.
 */
typedef struct {
    guint lock_wait_ms;
    gboolean update;
    gboolean no_compounds;
    gboolean no_exceptions;
} CbWriterOptions;

/**
 * cb_writer_new:
 * @dir: the index folder. Made when it does not exist; an existing folder must be empty or an
 * index.
 * @options: (nullable): NULL: all as in a structure of zeros.
 *
 * Takes the writer's lock, before anything is read, and begins a new generation. A generation left
 * half-built by a run that died is removed.
 *
 * Errors: CB_ERROR_BUSY (another writer; the message names its process), CB_ERROR_NO_INDEX (a
 * folder with something else in it), CB_ERROR_IO, CB_ERROR_BAD_FILE (the lexicon).
 */
CbWriter *cb_writer_new(const char *dir, const CbWriterOptions *options, GError **error);

/** TRUE when the cases of the current generation are there from the start: those that should go are
 * to be removed, and those that stay need not be added. */
gboolean cb_writer_is_update(const CbWriter *writer);

/**
 * cb_writer_add_case:
 *
 * Adds a case with its passages. The case is not kept.
 *
 * One that was removed with the same id is replaced: that costs least, since only what differs is
 * written. An index that was updated answers as one that is built from the same cases, with these
 * exceptions: hits of equal score come in the order in which they were added; facet values, and
 * words in completion and "Mente du", are spelt as when they were seen first or, of frequent words,
 * as most of the first cases did, which may be gone by now; a word that a case that is gone has
 * shown to be an ordinary one, or perhaps somebody's name, is still taken for that as long as any
 * case has it.
 *
 * Errors: CB_ERROR_IO (disk full, ...), CB_ERROR_USAGE for an id that the index has already,
 * CB_ERROR_INDEX_DAMAGED. After an error the writer can only be freed.
 */
gboolean cb_writer_add_case(CbWriter *writer, const CbCase *item, GError **error);

/**
 * cb_writer_remove_case:
 *
 * Removes a case, of this run or before it, with its passages. Errors: CB_ERROR_NOT_FOUND when
 * there is none with this id, which changes nothing; else as cb_writer_add_case().
 */
gboolean cb_writer_remove_case(CbWriter *writer, const char *id, GError **error);

/** Something will be changed, as it seems: what that begins with, copying the current generation,
 * is done beside what the caller does now. It fails when something is changed. */
void cb_writer_prepare(CbWriter *writer);

/** Whether so much has been removed in the life of the index that all should be built anew: more
 * than half of the places for passages are empty, and there are a thousand or more. It is a matter
 * of tidiness: a hole costs 8 bytes and no time, the answers are the same; but what was taken for
 * right when cases were there that are gone (see cb_writer_add_case()) is only then forgotten.
 * Asked before anything was changed it reads the file `statistics`. */
gboolean cb_writer_wants_rebuild(CbWriter *writer);

/** (transfer full): what the next checkpoint or publishing writes as the generation's ledger. In an
 * update without one the ledger stays as it was. The counts of files in #CbStatus are taken from
 * it. NULL takes back what was set. */
void cb_writer_set_ledger(CbWriter *writer, CbLedger *ledger);

/** Records where the index was made from (folders and files as the user named them); takes copies.
 * In an update that does not set it, it stays as it was. */
void cb_writer_set_sources(CbWriter *writer, const char *const *sources);

/** Records how what parses was shut off from the machine: "full", "partial: ..." or "off". Takes a
 * copy. NULL when nothing was parsed: in an update it then stays as it was. */
void cb_writer_set_sandbox(CbWriter *writer, const char *sandbox);

/**
 * cb_writer_checkpoint:
 *
 * Publishes what is there, as cb_writer_publish(), and goes on from it. Does nothing when no case
 * was added or removed and no ledger set since the last one. What is published so takes half as
 * much disk again as in the end, when it was built from nothing.
 *
 * Costs, beside writing what was added: copying the databases (where the file system cannot share
 * blocks), syncing them, and writing the vocabulary.
 */
gboolean cb_writer_checkpoint(CbWriter *writer, GError **error);

/**
 * cb_writer_publish:
 *
 * Writes what belongs to the index as a whole, makes the generation durable, and swaps it in by one
 * atomic rename. The generation before the run is kept, older ones are removed. An update in which
 * no case was added or removed and no ledger set publishes nothing: the current generation stays.
 * With a ledger that says that the run is not complete, what is published is a checkpoint: the next
 * run goes on from it, and a rollback goes back to before both.
 * On an error the old generation is still the current one. Once; only freeing is allowed after it.
 */
gboolean cb_writer_publish(CbWriter *writer, GError **error);

/** Releases the lock. A generation that was not published is removed. NULL is allowed. */
void cb_writer_free(CbWriter *writer);

/**
 * cb_index_rollback:
 * @dir: the index folder.
 * @lock_wait_ms: how long to wait for a writer, in milliseconds.
 * @to: (out) (optional): the number of the generation that is current now.
 *
 * Makes the generation that was current before the last run the current one again, atomically and
 * durably; a run that was interrupted and then gone on with counts as one. When CURRENT or the
 * current generation is damaged, the newest other one is taken. What is gone back from is removed:
 * a second rollback finds nothing before, and does not bring it back. The next run goes on from
 * what is now current.
 *
 * Errors: CB_ERROR_NOT_FOUND (there is none before), CB_ERROR_INDEX_DAMAGED (it is torn),
 * CB_ERROR_INDEX_VERSION, CB_ERROR_NO_INDEX, CB_ERROR_BUSY, CB_ERROR_IO (a read-only disk, ...).
 * After an error what was current is so still.
 */
gboolean cb_index_rollback(const char *dir, guint lock_wait_ms, guint *to, GError **error);

/* --- Reading
 * ------------------------------------------------------------------------------------------- */

typedef struct CbIndex CbIndex;

/**
 * cb_index_open:
 *
 * Opens the current generation of the index in @dir for reading.
 *
 * Errors: CB_ERROR_NO_INDEX, CB_ERROR_INDEX_VERSION, CB_ERROR_INDEX_DAMAGED, CB_ERROR_IO; each
 * message names @dir and what to do. Those of cb_lexicon_open() when the Danish lexicon is missing
 * or damaged: nothing is searched without it.
 */
CbIndex *cb_index_open(const char *dir, GError **error);
void cb_index_free(CbIndex *index);

/** From now on it stays on the generation it has, also when that is not the current one any more:
 * its files are there as long as it is open. */
void cb_index_stay(CbIndex *index);

/** Follows a newly published generation, if there is one. Costs one stat() when there is none.
 * @changed (nullable) tells. On an error the index goes on with the generation it had. */
gboolean cb_index_refresh(CbIndex *index, gboolean *changed, GError **error);

/** Reads queries, words and thesauri for this index. Borrowed; until cb_index_refresh() or the end
 * of @index. */
CbAnalyzer *cb_index_analyzer(CbIndex *index);

/** How many cases, by kind; attachments, by state; and so on: what `casebank status` shows. */
typedef struct {
    guint cases, kinds[CB_N_CASE_KINDS], attachments[CB_N_ATTACHMENT_STATES], passages;
    guint64 documents_bytes; /* bytes of text, page text and attachment text together */
    guint64 index_bytes;     /* size of the generation on disk */
    char *built;             /* ISO 8601, UTC */
    guint generation;
    char **sources;
    char *analysis; /* the analyzer's fingerprint */
    guint files_ok, files_failed;
    char *sandbox; /* how casebank-extract was shut off from the machine; NULL when not recorded */
} CbStatus;

CbStatus *cb_index_status(CbIndex *index, GError **error);
void cb_status_free(CbStatus *status);

/**
 * CbSourceCount: what one of several sources gave.
 * @name: the source's, which its paths begin with.
 * @files: those that were read, well or not, as in #CbStatus.
 * @cases: that its files gave or belong to; one of two sources' files counts for both.
 */
typedef struct {
    char *name;
    guint files, cases;
} CbSourceCount;

/** (transfer full): CbSourceCount*, by name, of the records of an index with several sources
 * (CbFileRecord*, by path). A PDF that a page names and nobody has is of none. */
GPtrArray *cb_source_counts(const GPtrArray *files);

/** (transfer full): what the generation was made from. Errors: CB_ERROR_IO, CB_ERROR_INDEX_DAMAGED.
 */
CbLedger *cb_index_ledger(CbIndex *index, GError **error);

/** The record of every source file, CbFileRecord*, by path. Transfer full. Errors: as above. */
GPtrArray *cb_index_files(CbIndex *index, GError **error);

/**
 * cb_index_case:
 *
 * A whole case as it was indexed: sections and the attachments' pages that have text included; of
 * their outlines the lines that the pages stand under, on the first page that does.
 *
 * Errors: CB_ERROR_NOT_FOUND, CB_ERROR_INDEX_DAMAGED, CB_ERROR_IO; those of cb_index_refresh().
 */
CbCase *cb_index_case(CbIndex *index, const char *id, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbWriter, cb_writer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbIndex, cb_index_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbStatus, cb_status_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbFileRecord, cb_file_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbLedger, cb_ledger_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbCaseRecord, cb_case_record_free)

G_END_DECLS

#endif
