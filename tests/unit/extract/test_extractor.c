/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever an extractor does, the file is called damaged and the next one is read. */
#include <casebank/error.h>
#include <errno.h>
#include <extractor.h>
#include <extractor_process.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct {
    char *log; /* grows by a byte with each start of the extractor */
    CbExtractor *extractor;
} Fixture;

static char *program(const char *name)
{
    return g_build_filename(g_getenv("CASEBANK_BIN_DIR"), name, NULL);
}

static CbExtractor *new_extractor(const char *name, guint deadline_ms)
{
    g_autofree char *path = program(name);
    CbExtractorOptions options = {.program = path, .deadline_ms = deadline_ms};
    return cb_extractor_new(&options);
}

static void set_up(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    int fd = g_file_open_tmp("casebank-XXXXXX", &fixture->log, NULL);
    g_assert_cmpint(fd, >=, 0);
    close(fd);
    g_setenv("BAD_EXTRACTOR_LOG", fixture->log, TRUE);
    g_unsetenv("BAD_EXTRACTOR_START");
    fixture->extractor = new_extractor("bad-extractor", 120000);
}

static void tear_down(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    cb_extractor_free(fixture->extractor);
    g_unlink(fixture->log);
    g_free(fixture->log);
    /* Nobody is left to reap. */
    g_assert_cmpint(waitpid(-1, NULL, WNOHANG), ==, -1);
    g_assert_cmpint(errno, ==, ECHILD);
}

static void restart_with(Fixture *fixture, guint deadline_ms)
{
    cb_extractor_free(fixture->extractor);
    fixture->extractor = new_extractor("bad-extractor", deadline_ms);
}

static gint64 starts(const Fixture *fixture)
{
    GStatBuf about;
    g_assert_no_errno(g_stat(fixture->log, &about));
    return about.st_size;
}

static int file_with(const char *content, gsize length)
{
    g_autofree char *path = NULL;
    int fd = g_file_open_tmp("casebank-XXXXXX", &path, NULL);
    g_assert_cmpint(fd, >=, 0);
    g_unlink(path);
    g_assert_cmpint(write(fd, content, length), ==, (gssize)length);
    return fd;
}

/* What comes of a PDF that orders the bad extractor to do @order. */
static CbAttachment *read_pdf(const Fixture *fixture, const char *order)
{
    g_autoptr(GError) error = NULL;
    CbAttachment *attachment = cb_attachment_new("a.pdf");
    int fd = file_with(order, strlen(order));
    gboolean done = cb_extractor_read_pdf(fixture->extractor, fd, attachment, &error);
    close(fd);
    g_assert_no_error(error);
    g_assert_true(done);
    return attachment;
}

static void assert_next_file_is_read(const Fixture *fixture)
{
    g_autoptr(CbAttachment) next = read_pdf(fixture, "ok");
    g_assert_cmpint(next->state, ==, CB_STATE_OK);
    g_assert_cmpuint(next->pages->len, ==, 1);
    const CbPdfPage *page = g_ptr_array_index(next->pages, 0);
    g_assert_cmpstr(page->text, ==, "god tekst");
}

/* @order must end in a file without any of its text, in @state for @reason, after @n_tries, and a
 * new process. */
static void assert_ends_as(const Fixture *fixture, const char *order, CbAttachmentState state,
                           const char *reason, guint n_tries)
{
    assert_next_file_is_read(fixture);
    g_assert_cmpint(starts(fixture), ==, 1);
    g_autoptr(CbAttachment) bad = read_pdf(fixture, order);
    g_assert_cmpint(bad->state, ==, state);
    g_assert_nonnull(bad->reason);
    if (strstr(bad->reason, reason) == NULL)
        g_error("%s: %s", order, bad->reason);
    g_assert_cmpuint(bad->pages->len, ==, 0);
    g_assert_cmpuint(bad->n_pages, ==, 0);
    g_assert_null(bad->title);
    assert_next_file_is_read(fixture);
    g_assert_cmpint(starts(fixture), ==, 1 + n_tries);
}

static void test_good_answer_is_taken_over(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(CbAttachment) good = read_pdf(fixture, "ok");
    g_assert_cmpint(good->state, ==, CB_STATE_OK);
    g_assert_null(good->reason);
    g_assert_cmpstr(good->name, ==, "a.pdf");
    g_assert_cmpstr(good->title, ==, "Titel");
    g_assert_cmpstr(good->date, ==, "2024-03-14");
    g_assert_cmpuint(good->n_pages, ==, 1);
    g_assert_cmpuint(good->pages->len, ==, 1);
}

static void test_one_process_reads_many_files(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    for (guint i = 0; i < 20; i++)
        assert_next_file_is_read(fixture);
    g_assert_cmpint(starts(fixture), ==, 1);
}

static void test_state_without_reason_gets_one(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(CbAttachment) refused = read_pdf(fixture, "refuse");
    g_assert_cmpint(refused->state, ==, CB_STATE_ENCRYPTED);
    g_assert_nonnull(refused->reason);
    assert_next_file_is_read(fixture);
    g_assert_cmpint(starts(fixture), ==, 1);
}

/* One row a misdeed. */
static const struct {
    const char *order;
    const char *reason;
} misdeeds[] = {
    {"crash", "signal 11"},
    {"leave", "kode 7"},
    {"close-and-hang", "signal 9"},
    {"flood-with-text", "64 MB"},
    {"flood-with-pages", "svarede forkert"},
    {"lie-about-length", "svarede forkert"},
    {"lie-about-count", "svarede forkert"},
    {"send-noise", "svarede forkert"},
    {"send-wrong-type", "svarede forkert"},
    {"send-no-info", "svarede forkert"},
    {"send-wrong-page", "svarede forkert"},
    {"send-wrong-state", "svarede forkert"},
    {"send-wrong-letters", "svarede forkert"},
};

static void test_misdeed_is_contained(Fixture *fixture, gconstpointer data)
{
    guint i = GPOINTER_TO_UINT(data);
    /* Once with the process that read the file before it, once with a new one. */
    guint n_tries = g_str_equal(misdeeds[i].order, "flood-with-text") ? 1 : 2;
    assert_ends_as(fixture, misdeeds[i].order, CB_STATE_DAMAGED, misdeeds[i].reason, n_tries);
}

static void test_first_file_of_a_process_is_tried_once(Fixture *fixture,
                                                       G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(CbAttachment) bad = read_pdf(fixture, "crash");
    g_assert_cmpint(bad->state, ==, CB_STATE_DAMAGED);
    g_assert_cmpint(starts(fixture), ==, 1);
}

static void test_what_one_file_broke_harms_no_other(Fixture *fixture,
                                                    G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(CbAttachment) first = read_pdf(fixture, "poison");
    g_assert_cmpint(first->state, ==, CB_STATE_OK);
    assert_next_file_is_read(fixture);
    g_assert_cmpint(starts(fixture), ==, 2);
}

static void test_hang_ends_at_the_deadline(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    restart_with(fixture, 300);
    gint64 start = g_get_monotonic_time();
    assert_ends_as(fixture, "hang", CB_STATE_TIMEOUT, "0,3 sekunder", 1);
    g_assert_cmpint(g_get_monotonic_time() - start, >=, 300 * 1000);
}

static void test_trickle_ends_at_the_deadline(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    restart_with(fixture, 300);
    assert_ends_as(fixture, "trickle", CB_STATE_TIMEOUT, "sekunder", 1);
}

static void test_talk_after_the_answer_costs_the_process(Fixture *fixture,
                                                         G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(CbAttachment) first = read_pdf(fixture, "talk-on");
    g_assert_cmpint(first->state, ==, CB_STATE_OK);
    /* Give its last words time to arrive. */
    g_usleep(200 * 1000);
    assert_next_file_is_read(fixture);
    g_assert_cmpint(starts(fixture), ==, 2);
}

static void test_death_between_files_harms_none(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    for (guint i = 1; i <= 3; i++) {
        g_autoptr(CbAttachment) read = read_pdf(fixture, "answer-and-leave");
        g_assert_cmpint(read->state, ==, CB_STATE_OK);
        g_assert_cmpint(starts(fixture), ==, i);
        g_usleep(200 * 1000);
    }
    assert_next_file_is_read(fixture);
}

/* Whether the process @pid runs; a zombie that waits for its parent does not. */
static gboolean is_running(int pid)
{
    g_autofree char *path = g_strdup_printf("/proc/%d/stat", pid);
    g_autofree char *stat = NULL;
    if (!g_file_get_contents(path, &stat, NULL, NULL))
        return FALSE;
    const char *name_end = strrchr(stat, ')');
    return name_end != NULL && name_end[2] != 'Z' && name_end[2] != 'X';
}

static gboolean ends_soon(int pid)
{
    for (guint i = 0; i < 500 && is_running(pid); i++)
        g_usleep(10000);
    return !is_running(pid);
}

/* The process that wrote its number at the start of @fd. */
static int told_pid(int fd)
{
    char text[32] = "";
    for (guint i = 0; i < 500 && !g_ascii_isdigit(text[0]); i++) {
        g_assert_cmpint(pread(fd, text, sizeof text - 1, 0), >, 0);
        g_usleep(10000);
    }
    g_assert_true(g_ascii_isdigit(text[0]));
    return atoi(text);
}

static void test_children_of_the_extractor_go_with_it(Fixture *fixture,
                                                      G_GNUC_UNUSED gconstpointer data)
{
    /* The child holds the socket open, so that only the deadline tells. */
    restart_with(fixture, 1000);
    g_autoptr(CbAttachment) bad = cb_attachment_new("a.pdf");
    int fd = file_with("fork-and-crash", strlen("fork-and-crash"));
    g_assert_true(cb_extractor_read_pdf(fixture->extractor, fd, bad, NULL));
    g_assert_cmpint(bad->state, ==, CB_STATE_TIMEOUT);
    g_assert_true(ends_soon(told_pid(fd)));
    close(fd);
}

static void test_gets_no_other_descriptors(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    /* One that an exec would let through. */
    int fd = file_with("x", 1);
    int open_one = fcntl(fd, F_DUPFD, 100);
    g_assert_cmpint(open_one, >=, 100);
    g_autoptr(CbAttachment) told = read_pdf(fixture, "tell-descriptors");
    close(open_one);
    close(fd);
    g_assert_cmpint(told->state, ==, CB_STATE_OK);
    const CbPdfPage *page = g_ptr_array_index(told->pages, 0);
    g_assert_cmpstr(page->text, ==, "0 1 2 3 tom");
}

/* ---- Starting ---- */

static void assert_broken(const Fixture *fixture, const char *part)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CbAttachment) into = cb_attachment_new("a.pdf");
    int fd = file_with("ok", 2);
    g_assert_false(cb_extractor_read_pdf(fixture->extractor, fd, into, &error));
    close(fd);
    g_assert_error(error, CB_ERROR, CB_ERROR_WORKER);
    g_assert_nonnull(strstr(error->message, part));
    g_assert_cmpint(into->state, ==, CB_STATE_OK);
}

static void test_never_ready_is_an_error(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    g_setenv("BAD_EXTRACTOR_START", "exit", TRUE);
    assert_broken(fixture, "kode 3");
    g_assert_cmpint(starts(fixture), ==, 3);
    /* It may have been mended meanwhile. */
    g_unsetenv("BAD_EXTRACTOR_START");
    assert_next_file_is_read(fixture);
}

static void test_ready_at_the_third_try_is_none(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    g_setenv("BAD_EXTRACTOR_START", "exit-twice", TRUE);
    assert_next_file_is_read(fixture);
    g_assert_cmpint(starts(fixture), ==, 3);
}

static void test_other_version_is_an_error(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    g_setenv("BAD_EXTRACTOR_START", "other-version", TRUE);
    assert_broken(fixture, "anden version");
    g_assert_cmpint(starts(fixture), ==, 1);
}

static void test_garbage_at_start_is_an_error(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    g_setenv("BAD_EXTRACTOR_START", "garbage", TRUE);
    assert_broken(fixture, "svarede forkert");
}

static void test_missing_program_is_an_error(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    cb_extractor_free(fixture->extractor);
    fixture->extractor = new_extractor("findes-ikke", 0);
    assert_broken(fixture, "findes-ikke");
}

/* ---- HTML ---- */

static CbPage *read_html(CbExtractor *extractor, const char *content, gsize length, GError **error)
{
    int fd = file_with(content, length);
    CbPage *page = cb_extractor_read_html(extractor, fd, error);
    close(fd);
    return page;
}

static void test_crash_on_html_is_that_files_error(Fixture *fixture,
                                                   G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CbPage) none = read_html(fixture->extractor, "crash", 5, &error);
    g_assert_null(none);
    g_assert_error(error, CB_ERROR, CB_ERROR_BAD_FILE);
    g_autoptr(CbPage) next = read_html(fixture->extractor, "html", 4, NULL);
    g_assert_nonnull(next);
}

/* ---- casebank-extract itself ---- */

static gpointer read_some_pages(G_GNUC_UNUSED gpointer data)
{
    g_autoptr(CbExtractor) extractor = new_extractor("casebank-extract", 0);
    guint n_read = 0;
    for (guint i = 0; i < 20; i++) {
        g_autoptr(CbPage) page = read_html(extractor, "<p>Tekst", 8, NULL);
        n_read += page != NULL && page->blocks->len == 1 ? 1 : 0;
    }
    return GUINT_TO_POINTER(n_read);
}

static void test_real_ones_work_side_by_side(void)
{
    GThread *threads[4];
    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
        threads[i] = g_thread_new("reader", read_some_pages, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
        g_assert_cmpuint(GPOINTER_TO_UINT(g_thread_join(threads[i])), ==, 20);
}

static void test_real_one_reads_html(void)
{
    g_autoptr(CbExtractor) extractor = new_extractor("casebank-extract", 0);
    g_autoptr(GError) error = NULL;
    const char *html = "<title>Titel</title><main><h1>Overskrift</h1><p>Tekst";
    g_autoptr(CbPage) page = read_html(extractor, html, strlen(html), &error);
    g_assert_no_error(error);
    g_assert_cmpstr(page->title, ==, "Titel");
    g_assert_cmpuint(page->blocks->len, ==, 2);
}

static void assert_html_refused(CbExtractor *extractor, const char *content, gsize length,
                                const char *part)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CbPage) page = read_html(extractor, content, length, &error);
    g_assert_null(page);
    g_assert_error(error, CB_ERROR, CB_ERROR_BAD_FILE);
    g_assert_nonnull(strstr(error->message, part));
}

static void test_real_one_says_what_is_wrong_with_html(void)
{
    g_autoptr(CbExtractor) extractor = new_extractor("casebank-extract", 0);
    g_autofree char *large = g_strnfill(50 << 20, 'x');
    assert_html_refused(extractor, "", 0, "tom");
    assert_html_refused(extractor, "%PDF-1.4\n", 9, "PDF");
    assert_html_refused(extractor, "\0\1\2\3\4\5\6\7", 8, "ikke tekst");
    assert_html_refused(extractor, large, 50 << 20, "50,0 MB, og grænsen er 20 MB");
}

static void test_real_one_refuses_a_folder(void)
{
    g_autoptr(CbExtractor) extractor = new_extractor("casebank-extract", 0);
    g_autoptr(GError) error = NULL;
    int folder = open("/", O_RDONLY | O_DIRECTORY);
    g_assert_null(cb_extractor_read_html(extractor, folder, &error));
    g_assert_error(error, CB_ERROR, CB_ERROR_BAD_FILE);
    close(folder);
}

static void test_real_one_says_what_is_wrong_with_pdf(void)
{
    g_autoptr(CbExtractor) extractor = new_extractor("casebank-extract", 0);
    g_autoptr(CbAttachment) into = cb_attachment_new("a.pdf");
    int fd = file_with("slet ikke en PDF", 16);
    g_autoptr(GError) error = NULL;
    g_assert_true(cb_extractor_read_pdf(extractor, fd, into, &error));
    g_assert_no_error(error);
    close(fd);
    g_assert_cmpint(into->state, ==, CB_STATE_DAMAGED);
    g_assert_nonnull(into->reason);
}

static GByteArray *next_frame(const CbExtractorProcess *process, CbFrameType expected)
{
    CbFrameType type;
    gint64 deadline = g_get_monotonic_time() + 60 * G_TIME_SPAN_SECOND;
    GByteArray *payload = cb_frame_read(process->socket, deadline, &type, NULL);
    g_assert_nonnull(payload);
    g_assert_cmpint(type, ==, expected);
    return payload;
}

/* With a sanitizer this also shows that it leaks nothing. */
static void test_real_one_leaves_when_its_socket_closes(void)
{
    g_autofree char *path = program("casebank-extract");
    CbExtractorProcess process = CB_EXTRACTOR_PROCESS_INIT;
    g_assert_true(cb_extractor_process_start(&process, path, NULL, NULL));
    g_assert_cmpint(fcntl(process.socket, F_GETFD) & FD_CLOEXEC, !=, 0);
    g_autoptr(GByteArray) ready G_GNUC_UNUSED = next_frame(&process, CB_FRAME_READY);
    int fd = file_with("<h1>Titel</h1><p>Tekst", 22);
    g_autoptr(GByteArray) request = g_byte_array_new();
    g_assert_true(cb_frame_send_file(process.socket, CB_FRAME_READ_HTML, request, fd));
    close(fd);
    g_autoptr(GByteArray) page G_GNUC_UNUSED = next_frame(&process, CB_FRAME_PAGE);
    g_autoptr(GByteArray) end G_GNUC_UNUSED = next_frame(&process, CB_FRAME_END);
    int status = cb_extractor_process_end(&process, 60000);
    g_assert_true(WIFEXITED(status));
    g_assert_cmpint(WEXITSTATUS(status), ==, 0);
}

/* Starts an extractor, stops it so that it cannot see its socket close, tells its number, waits. */
static void be_an_indexer(int tell)
{
    CbExtractor *extractor = new_extractor("casebank-extract", 0);
    CbPage *page = read_html(extractor, "<p>x", 4, NULL);
    /* Its only child. */
    g_autofree char *path = g_strdup_printf("/proc/self/task/%d/children", (int)getpid());
    g_autofree char *children = NULL;
    gboolean started = page != NULL && g_file_get_contents(path, &children, NULL, NULL);
    int worker = started ? atoi(children) : 0;
    if (worker > 0)
        kill(worker, SIGSTOP);
    if (write(tell, &worker, sizeof worker) != sizeof worker)
        _exit(1);
    for (;;)
        pause();
}

static void test_real_one_does_not_outlive_the_indexer(void)
{
    int pipe_ends[2];
    int worker = 0;
    g_assert_no_errno(pipe(pipe_ends));
    /* We inherit the extractor: a stopped process that nobody of its session inherits is hung up
     * by the kernel, which would prove nothing. */
    g_assert_no_errno(prctl(PR_SET_CHILD_SUBREAPER, 1));
    pid_t indexer = fork();
    if (indexer == 0)
        be_an_indexer(pipe_ends[1]);
    g_assert_cmpint(read(pipe_ends[0], &worker, sizeof worker), ==, (gssize)sizeof worker);
    g_assert_cmpint(worker, >, 0);
    g_assert_true(is_running(worker));
    kill(indexer, SIGKILL);
    waitpid(indexer, NULL, 0);
    gboolean ended = ends_soon(worker);
    kill(worker, SIGKILL);
    waitpid(worker, NULL, 0);
    g_assert_no_errno(prctl(PR_SET_CHILD_SUBREAPER, 0));
    close(pipe_ends[0]);
    close(pipe_ends[1]);
    g_assert_true(ended);
}

static void test_real_one_started_by_hand_explains_itself(void)
{
    g_autofree char *path = program("casebank-extract");
    char *argv[] = {path, NULL};
    g_autofree char *said = NULL;
    int status;
    g_autoptr(GError) error = NULL;
    g_spawn_sync(NULL, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, &said, &status, &error);
    g_assert_no_error(error);
    g_assert_true(WIFEXITED(status));
    g_assert_cmpint(WEXITSTATUS(status), ==, 2);
    g_assert_nonnull(strstr(said, "casebank-index"));
}

static void test_program_is_found_beside_the_tests(void)
{
    g_autofree char *found = cb_extractor_find_program();
    g_autofree char *expected = program("casebank-extract");
    g_assert_cmpstr(found, ==, expected);
}

#define ADD(name, function)                                                                        \
    g_test_add("/extractor/" name, Fixture, NULL, set_up, function, tear_down)

static void add_misdeeds(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(misdeeds); i++) {
        g_autofree char *path = g_strdup_printf("/extractor/contains/%s", misdeeds[i].order);
        g_test_add(path, Fixture, GUINT_TO_POINTER(i), set_up, test_misdeed_is_contained,
                   tear_down);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("good-answer-is-taken-over", test_good_answer_is_taken_over);
    ADD("one-process-reads-many-files", test_one_process_reads_many_files);
    ADD("state-without-reason-gets-one", test_state_without_reason_gets_one);
    add_misdeeds();
    ADD("first-file-of-a-process-is-tried-once", test_first_file_of_a_process_is_tried_once);
    ADD("what-one-file-broke-harms-no-other", test_what_one_file_broke_harms_no_other);
    ADD("hang-ends-at-the-deadline", test_hang_ends_at_the_deadline);
    ADD("trickle-ends-at-the-deadline", test_trickle_ends_at_the_deadline);
    ADD("talk-after-the-answer-costs-the-process", test_talk_after_the_answer_costs_the_process);
    ADD("death-between-files-harms-none", test_death_between_files_harms_none);
    ADD("children-of-the-extractor-go-with-it", test_children_of_the_extractor_go_with_it);
    ADD("gets-no-other-descriptors", test_gets_no_other_descriptors);
    ADD("never-ready-is-an-error", test_never_ready_is_an_error);
    ADD("ready-at-the-third-try-is-none", test_ready_at_the_third_try_is_none);
    ADD("other-version-is-an-error", test_other_version_is_an_error);
    ADD("garbage-at-start-is-an-error", test_garbage_at_start_is_an_error);
    ADD("missing-program-is-an-error", test_missing_program_is_an_error);
    ADD("crash-on-html-is-that-files-error", test_crash_on_html_is_that_files_error);
    g_test_add_func("/extractor/real/reads-html", test_real_one_reads_html);
    g_test_add_func("/extractor/real/ones-work-side-by-side", test_real_ones_work_side_by_side);
    g_test_add_func("/extractor/real/says-what-is-wrong-with-html",
                    test_real_one_says_what_is_wrong_with_html);
    g_test_add_func("/extractor/real/refuses-a-folder", test_real_one_refuses_a_folder);
    g_test_add_func("/extractor/real/says-what-is-wrong-with-pdf",
                    test_real_one_says_what_is_wrong_with_pdf);
    g_test_add_func("/extractor/real/leaves-when-its-socket-closes",
                    test_real_one_leaves_when_its_socket_closes);
    g_test_add_func("/extractor/real/does-not-outlive-the-indexer",
                    test_real_one_does_not_outlive_the_indexer);
    g_test_add_func("/extractor/real/started-by-hand-explains-itself",
                    test_real_one_started_by_hand_explains_itself);
    g_test_add_func("/extractor/real/program-is-found-beside-the-tests",
                    test_program_is_found_beside_the_tests);
    return g_test_run();
}
