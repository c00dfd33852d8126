/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many files at a time: in order, one result each, whatever the extractors do. */
#include <casebank/error.h>
#include <errno.h>
#include <extractor_pool.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <tree.h>
#include <unistd.h>

#define TEN_MINUTES 600000u

typedef struct {
    char *folder; /* of the files that are read */
    char *log;    /* grows by a byte with each start of an extractor */
    char *program;
    CbExtractorPoolOptions options;
    guint n_files;
} Fixture;

static char *program(const char *name)
{
    return g_build_filename(g_getenv("CASEBANK_BIN_DIR"), name, NULL);
}

static void set_up(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    fixture->folder = g_dir_make_tmp("casebank-pool-XXXXXX", NULL);
    fixture->log = g_build_filename(fixture->folder, "log", NULL);
    fixture->program = program("bad-extractor");
    g_assert_true(g_file_set_contents(fixture->log, "", 0, NULL));
    g_setenv("BAD_EXTRACTOR_LOG", fixture->log, TRUE);
    g_unsetenv("BAD_EXTRACTOR_START");
    g_unsetenv("BAD_EXTRACTOR_OCR");
    fixture->options = (CbExtractorPoolOptions){
        .extractor = {.program = fixture->program, .deadline_ms = 120000}, .n_workers = 3};
}

static void tear_down(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    cb_tree_remove(fixture->folder);
    g_free(fixture->folder);
    g_free(fixture->log);
    g_free(fixture->program);
    /* Nobody is left to reap. */
    g_assert_cmpint(waitpid(-1, NULL, WNOHANG), ==, -1);
    g_assert_cmpint(errno, ==, ECHILD);
}

static gint64 starts(const Fixture *fixture)
{
    GStatBuf about;
    g_assert_no_errno(g_stat(fixture->log, &about));
    return about.st_size;
}

/* A new file with @content. (transfer full) */
static char *make_file(Fixture *fixture, const char *content)
{
    g_autofree char *name = g_strdup_printf("%04u.pdf", fixture->n_files++);
    char *path = g_build_filename(fixture->folder, name, NULL);
    g_assert_true(g_file_set_contents(path, content, -1, NULL));
    return path;
}

/* Hands in a file that orders the bad extractor to do @order; its name among people is @order. */
static void submit(Fixture *fixture, CbExtractorPool *pool, const char *order)
{
    g_autofree char *path = make_file(fixture, order);
    cb_extractor_pool_submit(pool,
                             &(CbExtractorJob){.type = CB_FILE_PDF, .path = order, .file = path});
}

/* The same for an open file, which the extractor can write to. */
static void submit_open(Fixture *fixture, CbExtractorPool *pool, const char *order)
{
    g_autofree char *path = make_file(fixture, order);
    int fd = open(path, O_RDWR | O_CLOEXEC);
    g_assert_cmpint(fd, >=, 0);
    cb_extractor_pool_submit(pool, &(CbExtractorJob){.type = CB_FILE_PDF, .path = order, .fd = fd});
}

static CbExtractorResult *take(CbExtractorPool *pool)
{
    g_autoptr(GError) error = NULL;
    CbExtractorResult *result = NULL;
    CbPoolAnswer answer = cb_extractor_pool_take(pool, TEN_MINUTES, &result, &error);
    g_assert_no_error(error);
    g_assert_cmpint(answer, ==, CB_POOL_RESULT);
    return result;
}

static void assert_next(CbExtractorPool *pool, const char *order, CbReadState state)
{
    g_autoptr(CbExtractorResult) result = take(pool);
    g_assert_cmpstr(result->path, ==, order);
    g_assert_cmpstr(cb_read_state_name(result->state), ==, cb_read_state_name(state));
    g_assert_true((result->state == CB_READ_OK) == (result->reason == NULL) ||
                  result->state == CB_READ_NOT_DONE);
}

static void assert_empty(CbExtractorPool *pool)
{
    g_autoptr(GError) error = NULL;
    CbExtractorResult *result = NULL;
    g_assert_cmpint(cb_extractor_pool_take(pool, 0, &result, &error), ==, CB_POOL_EMPTY);
    g_assert_no_error(error);
    g_assert_null(result);
}

/* --- Order ----------------------------------------------------------------------------------- */

static void test_slow_files_do_not_change_the_order(Fixture *fixture,
                                                    G_GNUC_UNUSED gconstpointer data)
{
    static const char *const orders[] = {"hang",  "ok", "trickle", "ok", "refuse", "ok",
                                         "crash", "ok", "ok",      "ok", "hang",   "ok"};
    fixture->options.extractor.deadline_ms = 1500;
    g_autoptr(CbExtractorPool) pool = cb_extractor_pool_new(&fixture->options);
    for (guint i = 0; i < G_N_ELEMENTS(orders); i++)
        submit(fixture, pool, orders[i]);
    for (guint i = 0; i < G_N_ELEMENTS(orders); i++) {
        gboolean is_slow = g_str_equal(orders[i], "hang") || g_str_equal(orders[i], "trickle");
        assert_next(pool, orders[i],
                    is_slow                            ? CB_READ_TIMEOUT
                    : g_str_equal(orders[i], "crash")  ? CB_READ_DAMAGED
                    : g_str_equal(orders[i], "refuse") ? CB_READ_ENCRYPTED
                                                       : CB_READ_OK);
    }
    assert_empty(pool);
}

/* Whatever it does: the next file is read, and the order holds. */
static void test_misdeeds_are_contained(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    static const char *const misdeeds[] = {
        "crash",      "leave",        "close-and-hang",   "flood-with-text",  "flood-with-pages",
        "send-noise", "send-no-info", "lie-about-length", "lie-about-count",  "send-wrong-page",
        "talk-on",    "ok",           "send-wrong-type",  "send-wrong-state", "answer-and-leave",
    };
    fixture->options.extractor.deadline_ms = 60000;
    g_autoptr(CbExtractorPool) pool = cb_extractor_pool_new(&fixture->options);
    for (guint i = 0; i < G_N_ELEMENTS(misdeeds); i++) {
        submit(fixture, pool, misdeeds[i]);
        submit(fixture, pool, "ok");
    }
    for (guint i = 0; i < G_N_ELEMENTS(misdeeds); i++) {
        /* These answer well before they do wrong. */
        gboolean is_good = g_str_equal(misdeeds[i], "talk-on") || g_str_equal(misdeeds[i], "ok") ||
                           g_str_equal(misdeeds[i], "answer-and-leave");
        assert_next(pool, misdeeds[i], is_good ? CB_READ_OK : CB_READ_DAMAGED);
        assert_next(pool, "ok", CB_READ_OK);
    }
    assert_empty(pool);
}

static void test_jobs_can_come_between_results(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(CbExtractorPool) pool = cb_extractor_pool_new(&fixture->options);
    submit(fixture, pool, "ok");
    for (guint i = 0; i < 200; i++) {
        submit(fixture, pool, "refuse");
        assert_next(pool, "ok", CB_READ_OK);
        submit(fixture, pool, "ok");
        assert_next(pool, "refuse", CB_READ_ENCRYPTED);
    }
    assert_next(pool, "ok", CB_READ_OK);
    assert_empty(pool);
}

static void test_extractors_are_started_as_needed(Fixture *fixture,
                                                  G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(CbExtractorPool) pool = cb_extractor_pool_new(&fixture->options);
    assert_empty(pool);
    g_assert_cmpint(starts(fixture), ==, 0);
    submit(fixture, pool, "ok");
    assert_next(pool, "ok", CB_READ_OK);
    g_assert_cmpint(starts(fixture), ==, 1);
    for (guint i = 0; i < 3; i++)
        submit(fixture, pool, "recognize-slowly");
    for (guint i = 0; i < 3; i++)
        assert_next(pool, "recognize-slowly", CB_READ_DAMAGED); /* was not asked to */
    g_assert_cmpint(starts(fixture), >=, 3);
}

/* --- Bounds ---------------------------------------------------------------------------------- */

/* How many of the files were begun while the first one hung. */
static guint count_begun(Fixture *fixture, guint n_files)
{
    g_autoptr(CbExtractorPool) pool = cb_extractor_pool_new(&fixture->options);
    submit(fixture, pool, "hang");
    for (guint i = 0; i < n_files; i++)
        submit_open(fixture, pool, "change-once");
    g_usleep(1500 * 1000);
    guint n = 0;
    for (guint i = 0; i <= fixture->n_files; i++) {
        g_autofree char *name = g_strdup_printf("%04u.pdf", i);
        g_autofree char *path = g_build_filename(fixture->folder, name, NULL);
        GStatBuf about;
        n += g_stat(path, &about) == 0 && about.st_size > (goffset)strlen("change-once") ? 1 : 0;
    }
    return n;
}

static void test_results_that_wait_are_bounded_in_number(Fixture *fixture,
                                                         G_GNUC_UNUSED gconstpointer data)
{
    fixture->options.max_results = 6;
    g_assert_cmpuint(count_begun(fixture, 40), <=, 6);
    fixture->options.max_results = 0;
    g_assert_cmpuint(count_begun(fixture, 40), >, 12);
}

/* Each of the answers is larger than all the room there is, and comes in spite of that; that nobody
 * takes them for longer than a file may take harms none. */
static void test_results_that_wait_are_bounded_in_bytes(Fixture *fixture,
                                                        G_GNUC_UNUSED gconstpointer data)
{
    fixture->options.max_bytes = 8 << 20;
    fixture->options.extractor.deadline_ms = 6000;
    g_autoptr(CbExtractorPool) pool = cb_extractor_pool_new(&fixture->options);
    for (guint i = 0; i < 9; i++)
        submit(fixture, pool, "answer-at-length");
    g_usleep(8 * G_USEC_PER_SEC);
    for (guint i = 0; i < 9; i++)
        assert_next(pool, "answer-at-length", CB_READ_OK);
    assert_empty(pool);
}

/* --- The end --------------------------------------------------------------------------------- */

static void test_cancelling_ends_what_hangs(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(CbExtractorPool) pool = cb_extractor_pool_new(&fixture->options);
    submit(fixture, pool, "ok");
    for (guint i = 0; i < 5; i++)
        submit(fixture, pool, "hang");
    assert_next(pool, "ok", CB_READ_OK);
    CbExtractorResult *none = NULL;
    g_assert_cmpint(cb_extractor_pool_take(pool, 300, &none, NULL), ==, CB_POOL_WAIT);
    g_assert_null(none);
    gint64 start = g_get_monotonic_time();
    cb_extractor_pool_cancel(pool);
    submit(fixture, pool, "ok");
    for (guint i = 0; i < 5; i++)
        assert_next(pool, "hang", CB_READ_NOT_DONE);
    assert_next(pool, "ok", CB_READ_NOT_DONE);
    assert_empty(pool);
    g_assert_cmpint(g_get_monotonic_time() - start, <, 60 * G_USEC_PER_SEC);
}

static void test_what_was_done_is_kept_when_cancelled(Fixture *fixture,
                                                      G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(CbExtractorPool) pool = cb_extractor_pool_new(&fixture->options);
    submit(fixture, pool, "hang");
    submit(fixture, pool, "ok");
    submit(fixture, pool, "hang");
    for (gboolean done = FALSE; !done;) {
        g_autoptr(GArray) work = cb_extractor_pool_work(pool);
        done = work->len == 2;
        for (guint i = 0; i < work->len; i++)
            done = done && g_str_equal(g_array_index(work, CbPoolWork, i).path, "hang");
        g_usleep(10000);
    }
    cb_extractor_pool_cancel(pool);
    assert_next(pool, "hang", CB_READ_NOT_DONE);
    assert_next(pool, "ok", CB_READ_OK);
    assert_next(pool, "hang", CB_READ_NOT_DONE);
    assert_empty(pool);
}

static void test_freeing_ends_what_hangs(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    gint64 start = g_get_monotonic_time();
    CbExtractorPool *pool = cb_extractor_pool_new(&fixture->options);
    for (guint i = 0; i < 5; i++)
        submit_open(fixture, pool, "hang");
    g_usleep(100 * 1000);
    cb_extractor_pool_free(pool);
    g_assert_cmpint(g_get_monotonic_time() - start, <, 60 * G_USEC_PER_SEC);
}

static void assert_fails_once(CbExtractorPool *pool)
{
    g_autoptr(GError) error = NULL;
    CbExtractorResult *result = NULL;
    g_assert_cmpint(cb_extractor_pool_take(pool, TEN_MINUTES, &result, &error), ==, CB_POOL_FAILED);
    g_assert_null(result);
    g_assert_error(error, CB_ERROR, CB_ERROR_WORKER);
    assert_empty(pool);
}

static void test_broken_extractor_is_told_once(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    g_setenv("BAD_EXTRACTOR_START", "exit", TRUE);
    g_autoptr(CbExtractorPool) pool = cb_extractor_pool_new(&fixture->options);
    for (guint i = 0; i < 10; i++)
        submit(fixture, pool, "ok");
    assert_fails_once(pool);
    submit(fixture, pool, "ok");
    assert_empty(pool);
}

static void test_start_tells_of_a_broken_extractor(Fixture *fixture,
                                                   G_GNUC_UNUSED gconstpointer data)
{
    g_setenv("BAD_EXTRACTOR_START", "other-version", TRUE);
    g_autoptr(CbExtractorPool) pool = cb_extractor_pool_new(&fixture->options);
    g_autoptr(GError) error = NULL;
    g_assert_false(cb_extractor_pool_start(pool, &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_WORKER);
}

/* --- What is told ---------------------------------------------------------------------------- */

static void test_start_tells_what_there_is(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    const CbOcrOptions ocr = {.max_pages = 7, .cache_dir = fixture->folder};
    fixture->options.ocr = &ocr;
    g_setenv("BAD_EXTRACTOR_OCR", "maskine-1", TRUE);
    g_autoptr(CbExtractorPool) pool = cb_extractor_pool_new(&fixture->options);
    g_autoptr(GError) error = NULL;
    g_assert_null(cb_extractor_pool_sandbox(pool));
    g_assert_true(cb_extractor_pool_start(pool, &error));
    g_assert_no_error(error);
    g_assert_cmpstr(cb_extractor_pool_sandbox(pool), ==, "off");
    g_assert_cmpstr(cb_extractor_pool_ocr(pool), ==, "maskine-1 max-7");
    submit(fixture, pool, "ok");
    assert_next(pool, "ok", CB_READ_OK);
    g_assert_cmpint(starts(fixture), ==, 1);
}

/* One more extractor costs more to start than it takes one to read them. */
static void test_a_few_pages_are_read_by_one(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *path = make_file(fixture, "html");
    g_autoptr(CbExtractorPool) pool = cb_extractor_pool_new(&fixture->options);
    const CbExtractorJob page = {.type = CB_FILE_HTML, .path = "html", .file = path};
    for (guint i = 0; i < 10; i++)
        cb_extractor_pool_submit(pool, &page);
    for (guint i = 0; i < 10; i++)
        assert_next(pool, "html", CB_READ_OK);
    g_assert_cmpint(starts(fixture), ==, 1);
}

/* The worker that was prepared takes the job, whether it is ready yet or not. */
static void test_one_that_is_prepared_reads_the_first_file(Fixture *fixture,
                                                           G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(CbExtractorPool) pool = cb_extractor_pool_new(&fixture->options);
    cb_extractor_pool_prepare(pool);
    submit(fixture, pool, "ok");
    assert_next(pool, "ok", CB_READ_OK);
    submit(fixture, pool, "ok");
    assert_next(pool, "ok", CB_READ_OK);
    g_assert_cmpint(starts(fixture), ==, 1);
}

static void test_one_that_cannot_be_prepared_fails_the_first_file(Fixture *fixture,
                                                                  G_GNUC_UNUSED gconstpointer data)
{
    g_setenv("BAD_EXTRACTOR_START", "other-version", TRUE);
    g_autoptr(CbExtractorPool) pool = cb_extractor_pool_new(&fixture->options);
    cb_extractor_pool_prepare(pool);
    submit(fixture, pool, "ok");
    assert_fails_once(pool);
}

static void test_slow_file_is_told_by_name(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(CbExtractorPool) pool = cb_extractor_pool_new(&fixture->options);
    submit(fixture, pool, "hang");
    CbExtractorResult *none = NULL;
    g_assert_cmpint(cb_extractor_pool_take(pool, 300, &none, NULL), ==, CB_POOL_WAIT);
    submit(fixture, pool, "close-and-hang");
    submit(fixture, pool, "hang");
    g_autoptr(GArray) work = cb_extractor_pool_work(pool);
    g_assert_cmpuint(work->len, >=, 1);
    const CbPoolWork *slowest = &g_array_index(work, CbPoolWork, 0);
    g_assert_cmpstr(slowest->path, ==, "hang");
    g_assert_cmpuint(slowest->ms, >=, 200);
}

static void test_result_says_what_was_read(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    int mark = 0;
    g_autoptr(CbExtractorPool) pool = cb_extractor_pool_new(&fixture->options);
    g_autofree char *path = make_file(fixture, "ok");
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, "ok", 2);
    cb_extractor_pool_submit(
        pool,
        &(CbExtractorJob){.type = CB_FILE_PDF, .path = "mappe/a.pdf", .file = path, .data = &mark});
    g_autoptr(CbExtractorResult) result = take(pool);
    GStatBuf about;
    g_assert_no_errno(g_stat(path, &about));
    g_assert_cmpstr(result->path, ==, "mappe/a.pdf");
    g_assert_true(result->data == &mark);
    g_assert_cmpuint(strlen(result->hash), ==, CB_CONTENT_HASH_LETTERS);
    g_assert_true(g_str_has_prefix(hash, result->hash));
    g_assert_cmpuint(result->size, ==, 2);
    g_assert_cmpint(result->mtime_ns / 1000000000, ==, about.st_mtime);
    g_assert_false(result->unsettled);
    g_assert_cmpstr(result->attachment->name, ==, "a.pdf");
    g_assert_cmpuint(result->attachment->pages->len, ==, 1);
    g_assert_true(cb_extraction_is_current(result->extraction, CB_FILE_PDF, "none"));
    g_assert_false(cb_extraction_wants_ocr(result->extraction));
}

static void test_file_that_is_gone_is_missing(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(CbExtractorPool) pool = cb_extractor_pool_new(&fixture->options);
    CbFoundFile file = {.type = CB_FILE_PDF, .path = fixture->program, .file = fixture->folder};
    g_autofree char *gone = g_build_filename(fixture->folder, "væk.pdf", NULL);
    file.file = gone;
    cb_extractor_pool_submit_file(pool, &file, NULL);
    file.type = CB_FILE_HTML;
    cb_extractor_pool_submit_file(pool, &file, NULL);
    g_autoptr(CbExtractorResult) pdf = take(pool);
    g_assert_cmpint(pdf->state, ==, CB_READ_MISSING);
    g_assert_cmpint(pdf->attachment->state, ==, CB_STATE_MISSING);
    g_assert_null(pdf->hash);
    g_assert_null(pdf->extraction);
    g_autoptr(CbExtractorResult) page = take(pool);
    g_assert_cmpint(page->state, ==, CB_READ_MISSING);
    g_assert_null(page->page);
    g_assert_cmpint(starts(fixture), ==, 0);
}

/* --- Changes --------------------------------------------------------------------------------- */

static void test_file_that_changes_is_read_again(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(CbExtractorPool) pool = cb_extractor_pool_new(&fixture->options);
    submit_open(fixture, pool, "change-once");
    submit_open(fixture, pool, "change");
    g_autoptr(CbExtractorResult) once = take(pool);
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, "change-once", 12);
    g_assert_false(once->unsettled);
    g_assert_cmpuint(once->size, ==, 12);
    g_assert_true(g_str_has_prefix(hash, once->hash));
    g_assert_cmpuint(once->attachment->pages->len, ==, 1);
    g_autoptr(CbExtractorResult) twice = take(pool);
    g_assert_true(twice->unsettled);
    g_assert_cmpint(twice->state, ==, CB_READ_OK);
}

static void test_known_content_is_not_parsed(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, "ok", 2);
    hash[CB_CONTENT_HASH_LETTERS] = '\0';
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
    g_hash_table_add(known, hash);
    fixture->options.known = known;
    g_autoptr(CbExtractorPool) pool = cb_extractor_pool_new(&fixture->options);
    g_autofree char *path = make_file(fixture, "ok");
    CbExtractorJob job = {.type = CB_FILE_PDF, .path = "a.pdf", .file = path, .may_be_known = TRUE};
    cb_extractor_pool_submit(pool, &job);
    g_autoptr(CbExtractorResult) result = take(pool);
    g_assert_cmpint(result->state, ==, CB_READ_KNOWN);
    g_assert_cmpstr(result->hash, ==, hash);
    g_assert_null(result->attachment);
    g_assert_cmpint(starts(fixture), ==, 0);
    job.may_be_known = FALSE;
    cb_extractor_pool_submit(pool, &job);
    assert_next(pool, "a.pdf", CB_READ_OK);
}

/* --- Recognition ----------------------------------------------------------------------------- */

static void assert_scans(Fixture *fixture, guint n, CbOcrSums expected)
{
    g_autoptr(CbExtractorPool) pool = cb_extractor_pool_new(&fixture->options);
    for (guint i = 0; i < n; i++)
        submit(fixture, pool, "scan");
    for (guint i = 0; i < n; i++) {
        g_autoptr(CbExtractorResult) result = take(pool);
        g_assert_cmpint(result->state, ==, CB_READ_PARTIAL);
        g_assert_cmpint(result->attachment->state, ==, CB_STATE_OK);
        g_assert_nonnull(strstr(result->reason, "kan ikke læses med OCR"));
        const CbPdfPage *page = result->attachment->pages->pdata[0];
        g_assert_cmpstr(page->text, ==, "et");
        g_assert_true(page->ocr);
        g_assert_true(cb_extraction_wants_ocr(result->extraction));
        g_assert_true(
            cb_extraction_is_current(result->extraction, CB_FILE_PDF, cb_extractor_pool_ocr(pool)));
    }
    CbOcrSums sums = cb_extractor_pool_ocr_sums(pool);
    g_assert_cmpuint(sums.n_read + sums.n_known, ==, expected.n_read + expected.n_known);
    g_assert_cmpuint(sums.n_known, >=, expected.n_known);
    g_assert_cmpuint(sums.n_failed, ==, expected.n_failed);
}

static void test_scans_are_recognised_once(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *cache = g_build_filename(fixture->folder, "cache", NULL);
    const CbOcrOptions ocr = {.max_pages = 7, .cache_dir = cache};
    fixture->options.ocr = &ocr;
    g_setenv("BAD_EXTRACTOR_OCR", "maskine-1", TRUE);
    /* The same content, so that all workers are at the same place of the cache. */
    assert_scans(fixture, 12, (CbOcrSums){.n_read = 12, .n_failed = 12});
    /* Page 2 is none that can be kept, and is asked for alone, which the extractor does not expect:
     * it fails again. */
    assert_scans(fixture, 4, (CbOcrSums){.n_known = 4, .n_failed = 4});
}

static void test_scans_without_an_engine_stay_unread(Fixture *fixture,
                                                     G_GNUC_UNUSED gconstpointer data)
{
    const CbOcrOptions ocr = {.max_pages = 7, .cache_dir = fixture->folder};
    fixture->options.ocr = &ocr;
    g_autoptr(CbExtractorPool) pool = cb_extractor_pool_new(&fixture->options);
    submit(fixture, pool, "scan");
    g_autoptr(CbExtractorResult) result = take(pool);
    g_assert_cmpint(result->state, ==, CB_READ_NO_TEXT);
    g_assert_cmpuint(result->ocr.n_left, ==, 2);
    g_assert_cmpstr(cb_extractor_pool_ocr(pool), ==, "none");
    g_assert_true(cb_extraction_is_current(result->extraction, CB_FILE_PDF, "none"));
    g_assert_false(cb_extraction_is_current(result->extraction, CB_FILE_PDF, "maskine-1 max-7"));
}

static void test_wanted_recognition_without_an_engine_fails(Fixture *fixture,
                                                            G_GNUC_UNUSED gconstpointer data)
{
    const CbOcrOptions ocr = {.mode = CB_OCR_ON, .max_pages = 7, .cache_dir = fixture->folder};
    fixture->options.ocr = &ocr;
    g_autoptr(CbExtractorPool) pool = cb_extractor_pool_new(&fixture->options);
    g_autoptr(GError) error = NULL;
    g_assert_false(cb_extractor_pool_start(pool, &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_USAGE);
}

/* --- casebank-extract itself ----------------------------------------------------------------- */

static void test_real_ones_read_pages_of_both_kinds(Fixture *fixture,
                                                    G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *real = program("casebank-extract");
    fixture->options.extractor.program = real;
    g_autoptr(CbExtractorPool) pool = cb_extractor_pool_new(&fixture->options);
    g_autofree char *html = make_file(fixture, "<title>Titel</title><p>Alle får en makker.");
    g_autofree char *text = make_file(fixture, "Forside > Makker\n\nAlle får en makker her.\n");
    for (guint i = 0; i < 20; i++) {
        cb_extractor_pool_submit(
            pool, &(CbExtractorJob){.type = CB_FILE_HTML, .path = "a.html", .file = html});
        cb_extractor_pool_submit(
            pool, &(CbExtractorJob){.type = CB_FILE_CAPTURE, .path = "a.txt", .file = text});
    }
    for (guint i = 0; i < 20; i++) {
        g_autoptr(CbExtractorResult) page = take(pool);
        g_assert_cmpstr(page->path, ==, "a.html");
        g_assert_cmpstr(page->page->title, ==, "Titel");
        g_autoptr(CbExtractorResult) capture = take(pool);
        g_assert_cmpstr(capture->path, ==, "a.txt");
        g_assert_cmpint(capture->state, ==, CB_READ_OK);
        g_assert_cmpuint(capture->page->blocks->len, >=, 1);
    }
    assert_empty(pool);
}

#define ADD(name, function) g_test_add("/pool/" name, Fixture, NULL, set_up, function, tear_down)

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("slow-files-do-not-change-the-order", test_slow_files_do_not_change_the_order);
    ADD("misdeeds-are-contained", test_misdeeds_are_contained);
    ADD("jobs-can-come-between-results", test_jobs_can_come_between_results);
    ADD("extractors-are-started-as-needed", test_extractors_are_started_as_needed);
    ADD("waiting-results-are-bounded-in-number", test_results_that_wait_are_bounded_in_number);
    ADD("waiting-results-are-bounded-in-bytes", test_results_that_wait_are_bounded_in_bytes);
    ADD("cancelling-ends-what-hangs", test_cancelling_ends_what_hangs);
    ADD("what-was-done-is-kept-when-cancelled", test_what_was_done_is_kept_when_cancelled);
    ADD("freeing-ends-what-hangs", test_freeing_ends_what_hangs);
    ADD("broken-extractor-is-told-once", test_broken_extractor_is_told_once);
    ADD("start-tells-of-a-broken-extractor", test_start_tells_of_a_broken_extractor);
    ADD("start-tells-what-there-is", test_start_tells_what_there_is);
    ADD("a-few-pages-by-one", test_a_few_pages_are_read_by_one);
    ADD("one-that-is-prepared-reads", test_one_that_is_prepared_reads_the_first_file);
    ADD("one-that-cannot-be-prepared-fails", test_one_that_cannot_be_prepared_fails_the_first_file);
    ADD("slow-file-is-told-by-name", test_slow_file_is_told_by_name);
    ADD("result-says-what-was-read", test_result_says_what_was_read);
    ADD("file-that-is-gone-is-missing", test_file_that_is_gone_is_missing);
    ADD("file-that-changes-is-read-again", test_file_that_changes_is_read_again);
    ADD("known-content-is-not-parsed", test_known_content_is_not_parsed);
    ADD("scans-are-recognised-once", test_scans_are_recognised_once);
    ADD("scans-without-an-engine-stay-unread", test_scans_without_an_engine_stay_unread);
    ADD("wanted-recognition-without-an-engine-fails",
        test_wanted_recognition_without_an_engine_fails);
    ADD("real-ones-read-pages-of-both-kinds", test_real_ones_read_pages_of_both_kinds);
    return g_test_run();
}
