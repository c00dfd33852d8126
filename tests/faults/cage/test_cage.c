/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the cage does that an indexing run does not come to: the misdeeds of a run are in
 * misdeeds.sh. */
#include <extract/cage.h>
#include <extractor.h>
#include <extractor_process.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static char *program(void)
{
    return g_build_filename(g_getenv("CASEBANK_BIN_DIR"), "caged-extractor", NULL);
}

static int file_with(const char *content)
{
    g_autofree char *path = NULL;
    int fd = g_file_open_tmp("casebank-XXXXXX", &path, NULL);
    g_assert_cmpint(fd, >=, 0);
    g_unlink(path);
    g_assert_cmpint(write(fd, content, strlen(content)), ==, (gssize)strlen(content));
    return fd;
}

static CbAttachment *read_pdf(CbExtractor *extractor, const char *order)
{
    g_autoptr(GError) error = NULL;
    CbAttachment *attachment = cb_attachment_new("a.pdf");
    int fd = file_with(order);
    gboolean done = cb_extractor_read_pdf(extractor, fd, attachment, &error);
    close(fd);
    g_assert_no_error(error);
    g_assert_true(done);
    return attachment;
}

/* A descriptor that could be written to, which no file of a run is. */
static void test_nothing_is_written_to_the_file(void)
{
    g_autofree char *path = program();
    g_autoptr(CbExtractor) extractor = cb_extractor_new(&(CbExtractorOptions){.program = path});
    g_assert_null(cb_extractor_sandbox(extractor));
    g_autoptr(CbAttachment) bad = read_pdf(extractor, "write-file");
    g_assert_cmpint(bad->state, ==, CB_STATE_DAMAGED);
    g_assert_nonnull(strstr(bad->reason, "signal 25"));
    g_autoptr(CbAttachment) good = read_pdf(extractor, "ok");
    g_assert_cmpint(good->state, ==, CB_STATE_OK);
    const char *sandbox = cb_extractor_sandbox(extractor);
    g_assert_true(strcmp(sandbox, CB_CAGE_FULL) == 0 || g_str_has_prefix(sandbox, CB_CAGE_PARTIAL));
}

static void read_ready(const CbExtractorProcess *process)
{
    CbFrameType type;
    gint64 deadline = g_get_monotonic_time() + 60 * G_TIME_SPAN_SECOND;
    g_autoptr(GByteArray) ready = cb_frame_read(process->socket, deadline, &type, NULL);
    g_assert_nonnull(ready);
    g_assert_cmpint(type, ==, CB_FRAME_READY);
}

static void send_order(const CbExtractorProcess *process, const char *order)
{
    g_autoptr(GByteArray) request = g_byte_array_new();
    int fd = file_with(order);
    g_assert_true(cb_frame_send_file(process->socket, CB_FRAME_READ_PDF, request, fd));
    close(fd);
}

static void test_processor_time_runs_out(void)
{
    g_autofree char *path = program();
    CbExtractorProcess process = CB_EXTRACTOR_PROCESS_INIT;
    g_assert_true(cb_extractor_process_start(&process, path, NULL, NULL));
    read_ready(&process);
    cb_extractor_process_allow(&process, 0);
    send_order(&process, "loop");
    int status = cb_extractor_process_end(&process, 100000);
    g_assert_true(WIFSIGNALED(status));
    g_assert_cmpint(WTERMSIG(status), ==, SIGXCPU);
}

static void test_processor_time_is_given_anew_for_each_file(void)
{
    g_autofree char *path = program();
    CbExtractorProcess process = CB_EXTRACTOR_PROCESS_INIT;
    g_assert_true(cb_extractor_process_start(&process, path, NULL, NULL));
    read_ready(&process);
    cb_extractor_process_allow(&process, 0);
    cb_extractor_process_allow(&process, 1000);
    send_order(&process, "loop");
    g_usleep(2500 * 1000);
    g_assert_true(cb_extractor_process_idle(&process)); /* has said nothing, and is there */
    int status = cb_extractor_process_end(&process, 0);
    g_assert_cmpint(WTERMSIG(status), ==, SIGKILL);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/cage/nothing-is-written-to-the-file", test_nothing_is_written_to_the_file);
    g_test_add_func("/cage/processor-time-runs-out", test_processor_time_runs_out);
    g_test_add_func("/cage/processor-time-is-given-anew-for-each-file",
                    test_processor_time_is_given_anew_for_each_file);
    return g_test_run();
}
