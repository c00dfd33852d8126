/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One file read: opened, hashed, parsed in casebank-extract, recognised where it has no text; and
 * all that the record of a file wants to know about that.
 */
#ifndef CB_INDEXER_EXTRACTOR_JOB_H
#define CB_INDEXER_EXTRACTOR_JOB_H

#include "content_hash.h"
#include "extractor.h"
#include "recognizer.h"
#include "scan.h"

G_BEGIN_DECLS

/** What became of a file. */
typedef enum {
    CB_READ_OK,
    CB_READ_PARTIAL,   /* a PDF with text, some pages of which could not be, or were not to be,
                          recognised; the reason says which */
    CB_READ_NO_TEXT,   /* a PDF of pictures that nothing was recognised on */
    CB_READ_ENCRYPTED, /* a PDF that needs a password */
    CB_READ_DAMAGED,   /* a PDF that cannot be parsed, or that the parser crashed on */
    CB_READ_TIMEOUT,   /* the parser ran out of time on it */
    CB_READ_MISSING,   /* gone since it was found */
    CB_READ_FAILED,    /* cannot be opened; or a page that cannot be parsed */
    CB_READ_KNOWN,     /* not parsed: its content is among CbJobTools.known */
    CB_READ_NOT_DONE,  /* the work was ended before it */
} CbReadState;

/** The name in the record of the file: "ok", "partial", "no-text", "encrypted", "damaged",
 * "timeout", "missing", "failed"; for the last two states "known" and "not-done", which no record
 * has. Static. */
const char *cb_read_state_name(CbReadState state);

/**
 * CbExtractorJob:
 * @type: CB_FILE_HTML, CB_FILE_CAPTURE or CB_FILE_PDF.
 * @path: as people see it.
 * @file: what to open, in the file system's bytes; NULL when it is open, as @fd.
 * @fd: taken over, when @file is NULL.
 * @rules: (nullable): cb_page_rules_pack(); for HTML.
 * @may_be_known: whether it need not be parsed when its content is among CbJobTools.known.
 * @data: the caller's, for the result.
 */
typedef struct {
    CbFileType type;
    const char *path;
    const char *file;
    int fd;
    GByteArray *rules;
    gboolean may_be_known;
    gpointer data;
} CbExtractorJob;

/**
 * CbExtractorResult:
 * @reason: in Danish, a clause without capital and full stop; NULL when all is well.
 * @size, @mtime_ns: of the file that was read, which may be another than the one that was found: of
 *   the open descriptor, before reading; 0 when it could not be opened.
 * @unsettled: it changed while it was read, and again the second time: not to be taken for known in
 *   the next run.
 * @hash: (nullable): CB_CONTENT_HASH_LETTERS of the SHA-256 of what was read.
 * @extraction: (nullable): what read it (cb_extraction_version()); NULL when nothing did.
 * @took_ms: wall time, with waiting for the disk and for recognition.
 * @page: of HTML and captures, when the state is OK; else NULL.
 * @attachment: of a PDF, except in the last two states: title, date, pages, outline, state and
 *   reason; its name is the path's. Its source, url and type are the caller's to set.
 * @ocr: the pages that recognition was about.
 */
typedef struct {
    CbFileType type;
    char *path;
    gpointer data;
    CbReadState state;
    char *reason;
    guint64 size;
    gint64 mtime_ns;
    gboolean unsettled;
    char *hash;
    char *extraction;
    guint took_ms;
    CbPage *page;
    CbAttachment *attachment;
    CbOcrSums ocr;
} CbExtractorResult;

CbExtractorResult *cb_extractor_result_new(const CbExtractorJob *job);
void cb_extractor_result_free(CbExtractorResult *result);

/** Memory that a result takes, roughly, in bytes. */
gsize cb_extractor_result_bytes(const CbExtractorResult *result);

/**
 * CbJobTools:
 * @recognizer: (nullable): NULL leaves scans unread.
 * @known: (nullable): a set of hashes (char*, CB_CONTENT_HASH_LETTERS).
 * @stop: (nullable): not 0 ends the work (g_atomic_int_get()); the extractor has a descriptor for
 *   that.
 */
typedef struct {
    CbExtractor *extractor;
    CbRecognizer *recognizer;
    GHashTable *known;
    const gint *stop;
} CbJobTools;

/**
 * cb_extractor_job_run:
 * @result: as cb_extractor_result_new() made it; filled in.
 *
 * Whatever is wrong with the file is said by @result. Closes the job's @fd. A file that changed
 * while it was read is read once more.
 *
 * Errors: those of cb_extractor_error_is_final(); and any when the work was stopped meanwhile.
 */
gboolean cb_extractor_job_run(const CbExtractorJob *job, const CbJobTools *tools,
                              CbExtractorResult *result, GError **error);

/**
 * cb_extraction_version:
 * @ocr: (nullable): the way of recognition that pages without text wanted, cb_recognizer_way();
 *   NULL for a file that wanted none.
 *
 * What of ours, and of the libraries that we were built with, decides on the text of a file: to be
 * kept in its record. "pdf-1 poppler-22.12.0", or "... ocr(tesseract-... max-50)".
 * (transfer full)
 */
char *cb_extraction_version(CbFileType type, const char *ocr);

/**
 * cb_extraction_is_current:
 * @extraction: (nullable): of a record.
 * @ocr: (nullable): the way of recognition today; NULL not to compare it.
 *
 * Whether the file would be read the same way today; FALSE for NULL. Only files that wanted
 * recognition are compared by @ocr.
 */
gboolean cb_extraction_is_current(const char *extraction, CbFileType type, const char *ocr);

/** Whether a file read so wanted recognition: then whether it is current takes the way of today,
 * for which an extractor must be started (cb_extractor_pool_ocr()). */
gboolean cb_extraction_wants_ocr(const char *extraction);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbExtractorResult, cb_extractor_result_free)

G_END_DECLS

#endif
