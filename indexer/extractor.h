/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The indexer's side of casebank-extract: keeps one extractor process running, hands it open files,
 * checks all that comes back, kills it at the deadline, and starts it anew after a crash.
 *
 * One CbExtractor per thread, used and freed by the thread that read the first file with it: the
 * kernel ends the process together with the thread that started it, so that it never outlives us.
 */
#ifndef CB_INDEXER_EXTRACTOR_H
#define CB_INDEXER_EXTRACTOR_H

#include "extractor_answer.h"
#include <casebank/case.h>

G_BEGIN_DECLS

typedef struct CbExtractor CbExtractor;

/** Told of the bytes of each record that comes, before it is taken. May wait until there is room
 * for them: the time of the file stands still meanwhile. Returns: microseconds waited. */
typedef gint64 (*CbExtractorRoomFunc)(gsize bytes, gpointer data);

typedef struct {
    const char *program;      /* path of casebank-extract; copied */
    guint deadline_ms;        /* for one file; 0 for the default of 60,000 */
    guint max_pages;          /* 0 for CB_MAX_PDF_PAGES */
    gboolean no_sandbox;      /* read files without a cage */
    guint ocr_deadline_ms;    /* for one page to be recognised; 0 for the default of 60,000 */
    int stop_fd;              /* ends the work once it can be read; borrowed; 0 for none */
    CbExtractorRoomFunc room; /* NULL for none */
    gpointer room_data;
} CbExtractorOptions;

/** Starts nothing yet: the process is started with the first file. */
CbExtractor *cb_extractor_new(const CbExtractorOptions *options);
/** Ends the process; waits for that. */
void cb_extractor_free(CbExtractor *extractor);

/** Starts the process when it is not running, and sees it ready. Errors: CB_ERROR_WORKER. */
gboolean cb_extractor_start(CbExtractor *extractor, GError **error);

/** Where casebank-extract is: beside the running program, else in the installed libexec folder;
 * NULL when nowhere. (transfer full) */
char *cb_extractor_find_program(void);

/** How the process was shut off from the machine: CB_CAGE_FULL, "partial: ..." or CB_CAGE_OFF
 * (extract/cage.h); NULL before the first file. The extractor's, until the next file. */
const char *cb_extractor_sandbox(const CbExtractor *extractor);

/** Whether the last file failed because it took too long. */
gboolean cb_extractor_timed_out(const CbExtractor *extractor);

/** Whether @error says that no file at all can be read: CB_ERROR_WORKER or CB_ERROR_SANDBOX. */
gboolean cb_extractor_error_is_final(const GError *error);

/**
 * cb_extractor_read_pdf:
 * @fd: the open PDF; stays the caller's.
 * @into: its state, reason, title, date, n_pages, pages and outline are replaced.
 *
 * A file that cannot be parsed, that crashed the extractor or took too long is no error: @into says
 * so (CB_STATE_DAMAGED or CB_STATE_TIMEOUT with a reason, a clause in Danish without capital and
 * full stop), and the next file gets a new process. A file that a process which had read others
 * before failed on, out of time excepted, is tried with a new one first. On error @into is
 * untouched.
 *
 * Errors: CB_ERROR_WORKER when the extractor itself is broken (cannot be started, ends three times
 * in a row before it is ready, is of another version); CB_ERROR_SANDBOX when it cannot be shut off
 * from the machine; CB_ERROR_FAILED when it was ended by way of @stop_fd.
 */
gboolean cb_extractor_read_pdf(CbExtractor *extractor, int fd, CbAttachment *into, GError **error);

/**
 * cb_extractor_ocr_engine:
 *
 * Returns: what recognises pages, by name and version (cb_ocr_engine()), as the extractor that was
 * started last says; NULL when it has no language data, and before the first file. The extractor's,
 * until the next file.
 */
const char *cb_extractor_ocr_engine(const CbExtractor *extractor);

/**
 * cb_extractor_recognize:
 * @fd: the open PDF; stays the caller's.
 * @pages: guint: page numbers, each larger than the one before.
 * @take: gets each page as it is done, in their order; NULL text for one that cannot be recognised.
 * @reason: (out) (transfer full): NULL when all pages were given to @take; else what the extractor
 * failed on, as a clause. The pages that @take did not get are not read; the first of them is to
 * blame, and those after it may be asked for again.
 *
 * Errors: as cb_extractor_read_pdf().
 */
gboolean cb_extractor_recognize(CbExtractor *extractor, int fd, const GArray *pages,
                                CbOcrPageFunc take, gpointer data, char **reason, GError **error);

/**
 * cb_extractor_read_html:
 * @fd: the open page; stays the caller's.
 *
 * Returns: (transfer full): the page, or NULL with CB_ERROR_BAD_FILE (unreadable, crashed, too
 * slow: this file only; the message is such a clause, and the caller knows the file's name), or as
 * cb_extractor_read_pdf().
 */
CbPage *cb_extractor_read_html(CbExtractor *extractor, int fd, GError **error);

/** The same for a text capture of a page (cut/capture.h). */
CbPage *cb_extractor_read_capture(CbExtractor *extractor, int fd, GError **error);

/** The same by the rules of the page's site. @rules: (nullable): cb_page_rules_pack(). */
CbPage *cb_extractor_read_html_by(CbExtractor *extractor, int fd, const GByteArray *rules,
                                  GError **error);

/** Whether the expressions of @rules, cb_page_rules_pack(), can be used. Errors: CB_ERROR_BAD_FILE
 * with what is wrong, a clause; CB_ERROR_WORKER, CB_ERROR_SANDBOX. */
gboolean cb_extractor_check_rules(CbExtractor *extractor, const GByteArray *rules, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbExtractor, cb_extractor_free)

G_END_DECLS

#endif
