/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files read on all cores. Jobs go in, results come out in the order of the jobs, one for each,
 * whatever becomes of its file; meanwhile workers, each with an extractor of its own, read ahead.
 * How far they read ahead is bounded by the memory that results wait in, so that jobs may be
 * submitted without counting.
 *
 * The one thread that made the pool calls all functions but cb_extractor_pool_cancel().
 *
 *     g_autoptr(CbExtractorPool) pool = cb_extractor_pool_new(&options);
 *     for (guint i = 0; i < files->len; i++)
 *         cb_extractor_pool_submit_file(pool, files->pdata[i], files->pdata[i]);
 *     for (;;) {
 *         g_autoptr(CbExtractorResult) result = NULL;
 *         switch (cb_extractor_pool_take(pool, 100, &result, error)) {
 *         case CB_POOL_RESULT:
 *             use(result);
 *             break;
 *         case CB_POOL_WAIT: // every 100 ms: a look at the clock and at Ctrl-C
 *             if (g_atomic_int_get(stop))
 *                 cb_extractor_pool_cancel(pool);
 *             show_progress(pool);
 *             break;
 *         case CB_POOL_EMPTY:
 *             return TRUE;
 *         case CB_POOL_FAILED:
 *             return FALSE;
 *         }
 *     }
 *
 * More jobs may be submitted at any time, also between two results.
 */
#ifndef CB_INDEXER_EXTRACTOR_POOL_H
#define CB_INDEXER_EXTRACTOR_POOL_H

#include "extractor_job.h"

G_BEGIN_DECLS

#define CB_MAX_WORKERS 16u
/** What results may take before they are taken, and how many they may be. */
#define CB_POOL_BYTES (4u * 1024 * 1024)
#define CB_POOL_RESULTS 4096u

typedef struct CbExtractorPool CbExtractorPool;

/**
 * CbExtractorPoolOptions:
 * @extractor: for each worker's; its @stop_fd, @room and @room_data are set here.
 * @ocr: (nullable): NULL leaves scans unread. Its @cache is set here.
 * @n_workers: 0 for as many as the process may use processors, at most CB_MAX_WORKERS.
 * @max_bytes: 0 for CB_POOL_BYTES. One result alone may be larger.
 * @max_results: 0 for CB_POOL_RESULTS.
 * @known: (nullable): for jobs that may be known (CbJobTools); borrowed, and not to be changed as
 *   long as the pool is there.
 */
typedef struct {
    CbExtractorOptions extractor;
    const CbOcrOptions *ocr;
    guint n_workers;
    gsize max_bytes;
    guint max_results;
    GHashTable *known;
} CbExtractorPoolOptions;

/** Starts nothing yet: threads and extractors are started as there is work for them, and a few
 * pages are not enough for one more. Everything but
 * @known is copied. */
CbExtractorPool *cb_extractor_pool_new(const CbExtractorPoolOptions *options);
/** Cancels what is not done and frees what was not taken. Waits for the extractors' end. */
void cb_extractor_pool_free(CbExtractorPool *pool);

/**
 * cb_extractor_pool_start:
 *
 * Starts one extractor and sees it ready, so that cb_extractor_pool_sandbox() and
 * cb_extractor_pool_ocr() can tell, and a program that is broken is known before any work is begun.
 * For a pool without jobs.
 *
 * Errors: CB_ERROR_WORKER, CB_ERROR_SANDBOX; CB_ERROR_USAGE for CB_OCR_ON without language data.
 */
gboolean cb_extractor_pool_start(CbExtractorPool *pool, GError **error);

/**
 * cb_extractor_pool_prepare:
 *
 * Begins to start one extractor, and does not wait for it: the first job finds it ready, or on its
 * way. Should it not start, the first job tells. For a pool without jobs; does nothing in one that
 * has a worker.
 */
void cb_extractor_pool_prepare(CbExtractorPool *pool);

/** How many files are read at a time. */
guint cb_extractor_pool_n_workers(const CbExtractorPool *pool);

/** Hands in a file to be read. Everything of @job is copied, but for @fd, which is taken over.
 * Never waits. */
void cb_extractor_pool_submit(CbExtractorPool *pool, const CbExtractorJob *job);

/** The same for a file that was found, with nothing known of it. */
void cb_extractor_pool_submit_file(CbExtractorPool *pool, const CbFoundFile *file, gpointer data);

typedef enum {
    CB_POOL_RESULT, /* here is one */
    CB_POOL_WAIT,   /* none in that time; ask again */
    CB_POOL_EMPTY,  /* every job's result has been taken */
    CB_POOL_FAILED, /* no file can be read; told once, after that the pool is empty */
} CbPoolAnswer;

/**
 * cb_extractor_pool_take:
 * @wait_ms: how long to wait for it; 0 not to.
 * @result: (out) (transfer full): with CB_POOL_RESULT that of the next job.
 *
 * Errors: CB_ERROR_WORKER and CB_ERROR_SANDBOX, with CB_POOL_FAILED; CB_ERROR_USAGE for CB_OCR_ON
 * without language data.
 */
CbPoolAnswer cb_extractor_pool_take(CbExtractorPool *pool, guint wait_ms,
                                    CbExtractorResult **result, GError **error);

/**
 * cb_extractor_pool_cancel:
 *
 * Ends the work soon: extractors are killed, jobs that are not done get a result of state
 * CB_READ_NOT_DONE, those that are done keep theirs. Can be called from any thread, not from a
 * signal handler.
 */
void cb_extractor_pool_cancel(CbExtractorPool *pool);

/** A file that is being read. */
typedef struct {
    char *path;
    guint64 ms; /* so far */
} CbPoolWork;

/** (transfer full): CbPoolWork of each busy worker, the one that has taken longest first. */
GArray *cb_extractor_pool_work(CbExtractorPool *pool);

/** How the extractors were shut off from the machine (cb_extractor_sandbox()); NULL before any was
 * started. The pool's. */
const char *cb_extractor_pool_sandbox(CbExtractorPool *pool);

/** How pages without text are recognised, cb_recognizer_way(): for cb_extraction_is_current(). NULL
 * before any extractor was started, unless there is no recognition. The pool's. */
const char *cb_extractor_pool_ocr(CbExtractorPool *pool);

/** The pages that recognition was about, of all results that were taken. */
CbOcrSums cb_extractor_pool_ocr_sums(const CbExtractorPool *pool);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbExtractorPool, cb_extractor_pool_free)

G_END_DECLS

#endif
