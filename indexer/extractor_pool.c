/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files read on all cores.
 *
 * The jobs stand in one queue in the order in which they came. Workers take them from it in that
 * order, so the first one whose result is missing is always at work or done: waiting for it ends.
 * All others are ahead of their time, and work only while there is room: a worker begins none when
 * the results that wait are too many or too large, and the one in the middle of a large answer lets
 * its extractor wait. The first in the queue is never made to wait, so nobody waits for ever.
 *
 * pthread's locks and not GLib's: the thread sanitizer sees no others in a GLib without it.
 */
#include "extractor_pool.h"
#include "processors.h"
#include <casebank/error.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <unistd.h>

typedef enum { JOB_WAITS, JOB_RUNS, JOB_DONE } JobState;

typedef struct {
    CbExtractorJob job; /* with the strings below */
    char *path;
    char *file;
    gboolean is_start;   /* of cb_extractor_pool_start(): no file */
    gboolean fd_is_used; /* and closed by who used it */
    JobState state;
    gint64 begun_us;
    gsize bytes; /* that it takes of the pool's room */
    CbExtractorResult *result;
} Entry;

struct CbExtractorPool {
    /* Set once: */
    CbExtractorOptions extractor;
    char *program;
    gboolean has_ocr;
    CbOcrOptions ocr;
    guint n_workers;
    gsize max_bytes;
    guint max_results;
    GHashTable *known;
    int stop_fd; /* can be read once the work is to end */
    gint stop;   /* atomic; the same */
    /* The owner's alone: */
    GPtrArray *threads; /* pthread_t* */
    CbOcrSums sums;
    char *told_sandbox, *told_ocr; /* what it was given, which workers may replace below */
    /* Guarded by the mutex: */
    pthread_mutex_t mutex;
    pthread_cond_t work; /* for workers: something to do, more room, the end */
    pthread_cond_t done; /* for the owner: the first job is done, or the pool has failed */
    GQueue *jobs;        /* Entry*, first to be taken first */
    GList *next;         /* the first of them that nobody has begun */
    guint n_begun;
    guint waiting;   /* work of those that nobody has begun */
    gsize bytes;     /* of those begun */
    guint n_running; /* workers that have a job */
    guint n_waiting; /* those that wait for a job or for room */
    gboolean early;  /* the first worker is to start its extractor before it has a job */
    gboolean ending;
    GError *failure; /* until it was told */
    gboolean failed;
    char *sandbox, *way; /* as the extractor that was started last says */
};

typedef struct {
    CbExtractorPool *pool;
    CbExtractor *extractor;
    CbRecognizer *recognizer; /* NULL before the first file, and without recognition */
    Entry *entry;             /* at work on */
} Worker;

/* What the reading of a file is, roughly: one more extractor costs as much to start as reading so
 * many pages, or one small PDF. */
#define WORK_OF_PDF 16u

/* --- Entries --------------------------------------------------------------------------------- */

static Entry *entry_new(const CbExtractorJob *job)
{
    Entry *entry = g_new0(Entry, 1);
    entry->job = *job;
    entry->job.path = entry->path = g_strdup(job->path);
    entry->job.file = entry->file = g_strdup(job->file);
    entry->job.rules = job->rules != NULL ? g_byte_array_ref(job->rules) : NULL;
    if (job->file != NULL)
        entry->job.fd = -1;
    entry->result = cb_extractor_result_new(job);
    return entry;
}

static void entry_free(Entry *entry)
{
    if (!entry->fd_is_used && entry->job.fd >= 0)
        close(entry->job.fd);
    g_free(entry->path);
    g_free(entry->file);
    g_clear_pointer(&entry->job.rules, g_byte_array_unref);
    cb_extractor_result_free(entry->result);
    g_free(entry);
}

static guint work_of(const Entry *entry)
{
    return cb_file_type_is_page(entry->job.type) && !entry->is_start ? 1 : WORK_OF_PDF;
}

/* --- What a worker may do; all with the mutex held ------------------------------------------- */

static gboolean is_stopped(const CbExtractorPool *pool)
{
    return g_atomic_int_get(&pool->stop) != 0;
}

static gboolean is_first(const CbExtractorPool *pool, const Entry *entry)
{
    return g_queue_peek_head(pool->jobs) == entry;
}

static gboolean may_begin(const CbExtractorPool *pool)
{
    if (pool->next == NULL || is_stopped(pool))
        return FALSE;
    return is_first(pool, pool->next->data) ||
           (pool->n_begun < pool->max_results && pool->bytes < pool->max_bytes);
}

static void wait_for_work(CbExtractorPool *pool)
{
    pool->n_waiting++;
    pthread_cond_wait(&pool->work, &pool->mutex);
    pool->n_waiting--;
}

static void wake_workers(CbExtractorPool *pool)
{
    if (pool->n_waiting > 0)
        pthread_cond_broadcast(&pool->work);
}

/* The next job, begun; NULL at the end. */
static Entry *begin_next(CbExtractorPool *pool)
{
    while (!pool->ending && !may_begin(pool))
        wait_for_work(pool);
    if (pool->ending)
        return NULL;
    Entry *entry = pool->next->data;
    pool->next = pool->next->next;
    pool->n_begun++;
    pool->waiting -= work_of(entry);
    pool->n_running++;
    entry->state = JOB_RUNS;
    entry->begun_us = g_get_monotonic_time();
    return entry;
}

static void set_bytes(CbExtractorPool *pool, Entry *entry, gsize bytes)
{
    pool->bytes = pool->bytes - entry->bytes + bytes;
    entry->bytes = bytes;
}

/* Makes all workers end what they do, and begin nothing more. */
static void stop(CbExtractorPool *pool)
{
    const guint64 one = 1;
    if (g_atomic_int_compare_and_exchange(&pool->stop, FALSE, TRUE) && pool->stop_fd > 0 &&
        write(pool->stop_fd, &one, sizeof one) != sizeof one)
        g_debug("eventfd: %s", g_strerror(errno));
    wake_workers(pool);
    pthread_cond_signal(&pool->done);
}

/* With the mutex held, or before there are threads. */
static void fail(CbExtractorPool *pool, GError *failure)
{
    pool->failed = TRUE;
    pool->failure = failure;
    stop(pool);
}

/* --- Workers --------------------------------------------------------------------------------- */

/* Lets the extractor wait while others' results take all the room there is. */
static gint64 wait_for_room(gsize bytes, gpointer data)
{
    const Worker *worker = data;
    CbExtractorPool *pool = worker->pool;
    gint64 start = 0;
    pthread_mutex_lock(&pool->mutex);
    set_bytes(pool, worker->entry, worker->entry->bytes + bytes);
    while (pool->bytes > pool->max_bytes && !is_first(pool, worker->entry) && !is_stopped(pool)) {
        if (start == 0)
            start = g_get_monotonic_time();
        wait_for_work(pool);
    }
    pthread_mutex_unlock(&pool->mutex);
    return start != 0 ? g_get_monotonic_time() - start : 0;
}

static gboolean start_tools(Worker *worker, GError **error)
{
    CbExtractorPool *pool = worker->pool;
    if (worker->recognizer != NULL || !pool->has_ocr)
        return TRUE;
    worker->recognizer = cb_recognizer_new(worker->extractor, &pool->ocr, error);
    return worker->recognizer != NULL;
}

static gboolean run_entry(Worker *worker, GError **error)
{
    CbExtractorPool *pool = worker->pool;
    Entry *entry = worker->entry;
    if (!start_tools(worker, error))
        return FALSE;
    if (entry->is_start)
        return cb_extractor_start(worker->extractor, error);
    entry->fd_is_used = TRUE;
    const CbJobTools tools = {.extractor = worker->extractor,
                              .recognizer = worker->recognizer,
                              .known = pool->known,
                              .stop = &pool->stop};
    return cb_extractor_job_run(&entry->job, &tools, entry->result, error);
}

/* With the mutex held. */
static void keep_facts(Worker *worker)
{
    CbExtractorPool *pool = worker->pool;
    const char *sandbox = cb_extractor_sandbox(worker->extractor);
    if (sandbox == NULL)
        return;
    if (g_strcmp0(sandbox, pool->sandbox) != 0) {
        g_free(pool->sandbox);
        pool->sandbox = g_strdup(sandbox);
    }
    g_free(pool->way);
    pool->way = worker->recognizer != NULL ? cb_recognizer_way(worker->recognizer)
                                           : g_strdup(CB_OCR_NO_WAY);
}

/* A result that was cut short is none. With the mutex held. */
static void drop_result(Entry *entry)
{
    cb_extractor_result_free(entry->result);
    entry->result = cb_extractor_result_new(&entry->job);
}

/* With the mutex held. */
static void finish(Worker *worker, gboolean done, GError *error)
{
    CbExtractorPool *pool = worker->pool;
    Entry *entry = worker->entry;
    if (!done || (is_stopped(pool) && entry->result->hash == NULL))
        drop_result(entry);
    if (!done && !is_stopped(pool))
        fail(pool, g_steal_pointer(&error));
    g_clear_error(&error);
    keep_facts(worker);
    set_bytes(pool, entry, cb_extractor_result_bytes(entry->result));
    entry->state = JOB_DONE;
    pool->n_running--;
    worker->entry = NULL;
    if (is_first(pool, entry))
        pthread_cond_signal(&pool->done);
}

/* With the mutex held, which others may have meanwhile. A failure will come again, and be told,
 * when there is a job. */
static void start_early(Worker *worker)
{
    CbExtractorPool *pool = worker->pool;
    pool->early = FALSE;
    pthread_mutex_unlock(&pool->mutex);
    cb_extractor_start(worker->extractor, NULL);
    pthread_mutex_lock(&pool->mutex);
}

static void *work(void *data)
{
    CbExtractorPool *pool = data;
    Worker worker = {.pool = pool};
    CbExtractorOptions options = pool->extractor;
    options.room = wait_for_room;
    options.room_data = &worker;
    worker.extractor = cb_extractor_new(&options);
    pthread_mutex_lock(&pool->mutex);
    if (pool->early)
        start_early(&worker);
    while ((worker.entry = begin_next(pool)) != NULL) {
        GError *error = NULL;
        pthread_mutex_unlock(&pool->mutex);
        gboolean done = run_entry(&worker, &error);
        pthread_mutex_lock(&pool->mutex);
        finish(&worker, done, error);
    }
    pthread_mutex_unlock(&pool->mutex);
    cb_recognizer_free(worker.recognizer);
    cb_extractor_free(worker.extractor);
    return NULL;
}

/* --- The owner ------------------------------------------------------------------------------- */

/* Not 0, which says "none" to an extractor. */
static void make_stop_fd(CbExtractorPool *pool)
{
    int fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    pool->stop_fd = fd == 0 ? fcntl(fd, F_DUPFD_CLOEXEC, 3) : fd;
    if (fd == 0)
        close(fd);
    if (pool->stop_fd < 0)
        fail(pool, g_error_new(CB_ERROR, CB_ERROR_WORKER, "systemet giver ingen eventfd: %s",
                               g_strerror(errno)));
}

static void init_locks(CbExtractorPool *pool)
{
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_mutex_init(&pool->mutex, NULL);
    pthread_cond_init(&pool->work, NULL);
    pthread_cond_init(&pool->done, &attributes);
    pthread_condattr_destroy(&attributes);
}

CbExtractorPool *cb_extractor_pool_new(const CbExtractorPoolOptions *options)
{
    CbExtractorPool *pool = g_new0(CbExtractorPool, 1);
    pool->program = g_strdup(options->extractor.program);
    pool->extractor = options->extractor;
    pool->extractor.program = pool->program;
    pool->has_ocr = options->ocr != NULL && options->ocr->mode != CB_OCR_OFF;
    if (pool->has_ocr) {
        pool->ocr = *options->ocr;
        pool->ocr.cache = cb_ocr_cache_new(options->ocr->cache_dir, CB_OCR_CACHE_BYTES);
        pool->ocr.cache_dir = NULL;
    }
    pool->n_workers = options->n_workers != 0 ? MIN(options->n_workers, CB_MAX_WORKERS)
                                              : CLAMP(cb_count_processors(), 1, CB_MAX_WORKERS);
    pool->max_bytes = options->max_bytes != 0 ? options->max_bytes : CB_POOL_BYTES;
    pool->max_results = options->max_results != 0 ? options->max_results : CB_POOL_RESULTS;
    pool->known = options->known;
    pool->threads = g_ptr_array_new_with_free_func(g_free);
    pool->jobs = g_queue_new();
    init_locks(pool);
    make_stop_fd(pool);
    pool->extractor.stop_fd = pool->stop_fd;
    return pool;
}

static void end_threads(CbExtractorPool *pool)
{
    pthread_mutex_lock(&pool->mutex);
    pool->ending = TRUE;
    stop(pool);
    pthread_mutex_unlock(&pool->mutex);
    for (guint i = 0; i < pool->threads->len; i++)
        pthread_join(*(pthread_t *)pool->threads->pdata[i], NULL);
}

void cb_extractor_pool_free(CbExtractorPool *pool)
{
    if (pool == NULL)
        return;
    end_threads(pool);
    pthread_cond_destroy(&pool->done);
    pthread_cond_destroy(&pool->work);
    pthread_mutex_destroy(&pool->mutex);
    g_queue_free_full(pool->jobs, (GDestroyNotify)entry_free);
    g_ptr_array_unref(pool->threads);
    cb_ocr_cache_free(pool->ocr.cache);
    g_clear_error(&pool->failure);
    if (pool->stop_fd > 0)
        close(pool->stop_fd);
    g_free(pool->sandbox);
    g_free(pool->way);
    g_free(pool->told_sandbox);
    g_free(pool->told_ocr);
    g_free(pool->program);
    g_free(pool);
}

guint cb_extractor_pool_n_workers(const CbExtractorPool *pool)
{
    return pool->n_workers;
}

/* A thread that no signal comes to: they are for who knows what to do with them. One thread fewer
 * is no failure, as long as there is one. */
static void add_thread(CbExtractorPool *pool)
{
    sigset_t all;
    sigset_t before;
    pthread_t *thread = g_new(pthread_t, 1);
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int failure = pthread_create(thread, NULL, work, pool);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (failure == 0) {
        g_ptr_array_add(pool->threads, thread);
        return;
    }
    g_free(thread);
    if (pool->threads->len > 0)
        return;
    pthread_mutex_lock(&pool->mutex);
    fail(pool, g_error_new(CB_ERROR, CB_ERROR_WORKER, "systemet giver ingen tråd at læse i: %s",
                           g_strerror(failure)));
    pthread_mutex_unlock(&pool->mutex);
}

/* Whether there is work for one worker more; with the mutex held. */
static gboolean is_short(const CbExtractorPool *pool)
{
    guint n_free = pool->threads->len - pool->n_running; /* or will be, in a moment */
    return pool->threads->len < pool->n_workers && !is_stopped(pool) &&
           (pool->threads->len == 0 || pool->waiting / WORK_OF_PDF > n_free);
}

static void add_entry(CbExtractorPool *pool, Entry *entry)
{
    pthread_mutex_lock(&pool->mutex);
    g_queue_push_tail(pool->jobs, entry);
    if (pool->next == NULL)
        pool->next = g_queue_peek_tail_link(pool->jobs);
    pool->waiting += work_of(entry);
    gboolean more = is_short(pool);
    wake_workers(pool);
    pthread_mutex_unlock(&pool->mutex);
    if (more)
        add_thread(pool);
}

void cb_extractor_pool_submit(CbExtractorPool *pool, const CbExtractorJob *job)
{
    g_return_if_fail(job->file != NULL || job->fd >= 0);
    add_entry(pool, entry_new(job));
}

void cb_extractor_pool_submit_file(CbExtractorPool *pool, const CbFoundFile *file, gpointer data)
{
    const CbExtractorJob job = {
        .type = file->type, .path = file->path, .file = file->file, .data = data};
    cb_extractor_pool_submit(pool, &job);
}

/* The first job's entry, off the queue, when it is done or never will be; with the mutex held. */
static Entry *pop_first(CbExtractorPool *pool)
{
    Entry *entry = g_queue_peek_head(pool->jobs);
    if (entry == NULL || entry->state == JOB_RUNS ||
        (entry->state == JOB_WAITS && !is_stopped(pool)))
        return NULL;
    if (entry->state == JOB_WAITS) {
        pool->next = pool->next->next;
        pool->waiting -= work_of(entry);
    } else {
        pool->n_begun--;
    }
    set_bytes(pool, entry, 0);
    g_queue_pop_head(pool->jobs);
    wake_workers(pool);
    return entry;
}

/* Waits until there is something to tell or the time is up; with the mutex held. */
static Entry *wait_for_first(CbExtractorPool *pool, guint wait_ms)
{
    gint64 end_us = g_get_monotonic_time() + (gint64)wait_ms * 1000;
    const struct timespec end = {.tv_sec = end_us / G_USEC_PER_SEC,
                                 .tv_nsec = end_us % G_USEC_PER_SEC * 1000};
    int outcome = 0;
    for (;;) {
        Entry *entry = pool->failed ? NULL : pop_first(pool);
        if (entry != NULL || pool->failed || g_queue_is_empty(pool->jobs) || outcome == ETIMEDOUT ||
            wait_ms == 0)
            return entry;
        outcome = pthread_cond_timedwait(&pool->done, &pool->mutex, &end);
    }
}

CbPoolAnswer cb_extractor_pool_take(CbExtractorPool *pool, guint wait_ms,
                                    CbExtractorResult **result, GError **error)
{
    *result = NULL;
    pthread_mutex_lock(&pool->mutex);
    Entry *entry = wait_for_first(pool, wait_ms);
    GError *failure = g_steal_pointer(&pool->failure);
    gboolean is_empty = pool->failed || g_queue_is_empty(pool->jobs);
    pthread_mutex_unlock(&pool->mutex);
    if (failure != NULL) {
        g_propagate_error(error, failure);
        return CB_POOL_FAILED;
    }
    if (entry == NULL)
        return is_empty ? CB_POOL_EMPTY : CB_POOL_WAIT;
    *result = g_steal_pointer(&entry->result);
    entry_free(entry);
    cb_ocr_sums_add(&pool->sums, &(*result)->ocr);
    return CB_POOL_RESULT;
}

gboolean cb_extractor_pool_start(CbExtractorPool *pool, GError **error)
{
    g_return_val_if_fail(g_queue_is_empty(pool->jobs), FALSE);
    const CbExtractorJob nothing = {.path = "", .fd = -1};
    Entry *entry = entry_new(&nothing);
    entry->is_start = TRUE;
    add_entry(pool, entry);
    for (;;) {
        g_autoptr(CbExtractorResult) result = NULL;
        CbPoolAnswer answer = cb_extractor_pool_take(pool, 1000, &result, error);
        if (answer != CB_POOL_WAIT)
            return answer != CB_POOL_FAILED;
    }
}

void cb_extractor_pool_prepare(CbExtractorPool *pool)
{
    g_return_if_fail(g_queue_is_empty(pool->jobs));
    if (pool->threads->len > 0)
        return;
    pool->early = TRUE; /* nobody else is there yet */
    add_thread(pool);
}

void cb_extractor_pool_cancel(CbExtractorPool *pool)
{
    pthread_mutex_lock(&pool->mutex);
    stop(pool);
    pthread_mutex_unlock(&pool->mutex);
}

/* --- What is told ---------------------------------------------------------------------------- */

static void clear_work(gpointer work)
{
    g_free(((CbPoolWork *)work)->path);
}

GArray *cb_extractor_pool_work(CbExtractorPool *pool)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(CbPoolWork));
    g_array_set_clear_func(all, clear_work);
    gint64 now = g_get_monotonic_time();
    pthread_mutex_lock(&pool->mutex);
    /* They were begun in this order. */
    for (const GList *item = pool->jobs->head; item != pool->next; item = item->next) {
        const Entry *entry = item->data;
        if (entry->state != JOB_RUNS)
            continue;
        const CbPoolWork work = {.path = g_strdup(entry->job.path),
                                 .ms = (guint64)MAX(now - entry->begun_us, 0) / 1000};
        g_array_append_val(all, work);
    }
    pthread_mutex_unlock(&pool->mutex);
    return all;
}

/* Copies a text that workers may replace into one that stays. */
static const char *keep_text(CbExtractorPool *pool, char *const *from, char **into)
{
    pthread_mutex_lock(&pool->mutex);
    if (g_strcmp0(*from, *into) != 0) {
        g_free(*into);
        *into = g_strdup(*from);
    }
    pthread_mutex_unlock(&pool->mutex);
    return *into;
}

const char *cb_extractor_pool_sandbox(CbExtractorPool *pool)
{
    return keep_text(pool, &pool->sandbox, &pool->told_sandbox);
}

const char *cb_extractor_pool_ocr(CbExtractorPool *pool)
{
    return pool->has_ocr ? keep_text(pool, &pool->way, &pool->told_ocr) : CB_OCR_NO_WAY;
}

CbOcrSums cb_extractor_pool_ocr_sums(const CbExtractorPool *pool)
{
    return pool->sums;
}
