/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One request at a time to casebank-extract. What goes wrong is told apart by when it does: before
 * the process has said READY it is the extractor that is broken, which is an error; after that it
 * is the file's doing, which is an outcome: the process is killed, the file is called damaged, and
 * the next file gets a new process.
 */
#include "extractor.h"
#include "extractor_answer.h"
#include "extractor_process.h"
#include <casebank/error.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define DEFAULT_DEADLINE_MS 60000u
#define START_DEADLINE_MS 20000u
#define START_TRIES 3
/* The deadline is to come first: it kills also what does not compute. */
#define SPARE_CPU_S 5u
/* A process that closed its socket is about to be gone. */
#define LEAVING_MS 500u

struct CbExtractor {
    char *program;
    guint deadline_ms;
    guint max_pages;
    gboolean no_sandbox;
    char *sandbox; /* as the process told it; NULL before the first */
    guint ocr_deadline_ms;
    int stop_fd; /* 0 for none */
    CbExtractorRoomFunc room;
    gpointer room_data;
    gboolean timed_out;  /* the last file */
    gboolean has_served; /* the process: a file */
    CbExtractorProcess process;
    char *ocr_engine; /* of the process; NULL when it has none */
};

CbExtractor *cb_extractor_new(const CbExtractorOptions *options)
{
    CbExtractor *extractor = g_new0(CbExtractor, 1);
    extractor->program = g_strdup(options->program);
    extractor->deadline_ms = options->deadline_ms != 0 ? options->deadline_ms : DEFAULT_DEADLINE_MS;
    extractor->max_pages = options->max_pages != 0 ? options->max_pages : CB_MAX_PDF_PAGES;
    extractor->no_sandbox = options->no_sandbox;
    extractor->ocr_deadline_ms =
        options->ocr_deadline_ms != 0 ? options->ocr_deadline_ms : DEFAULT_DEADLINE_MS;
    extractor->stop_fd = options->stop_fd;
    extractor->room = options->room;
    extractor->room_data = options->room_data;
    extractor->process = (CbExtractorProcess)CB_EXTRACTOR_PROCESS_INIT;
    return extractor;
}

void cb_extractor_free(CbExtractor *extractor)
{
    if (extractor == NULL)
        return;
    cb_extractor_process_end(&extractor->process, LEAVING_MS);
    g_free(extractor->ocr_engine);
    g_free(extractor->program);
    g_free(extractor->sandbox);
    g_free(extractor);
}

const char *cb_extractor_sandbox(const CbExtractor *extractor)
{
    return extractor->sandbox;
}

gboolean cb_extractor_timed_out(const CbExtractor *extractor)
{
    return extractor->timed_out;
}

gboolean cb_extractor_error_is_final(const GError *error)
{
    return g_error_matches(error, CB_ERROR, CB_ERROR_WORKER) ||
           g_error_matches(error, CB_ERROR, CB_ERROR_SANDBOX);
}

char *cb_extractor_find_program(void)
{
    static const char *const places[] = {".", CASEBANK_LIBEXEC_FROM_BIN};
    g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
    if (self == NULL)
        return NULL;
    g_autofree char *folder = g_path_get_dirname(self);
    for (guint i = 0; i < G_N_ELEMENTS(places); i++) {
        g_autofree char *path = g_build_filename(folder, places[i], "casebank-extract", NULL);
        if (g_file_test(path, G_FILE_TEST_IS_EXECUTABLE))
            return g_canonicalize_filename(path, NULL);
    }
    return NULL;
}

static char *describe_signal(int number)
{
    const char *what = "brød sammen";
    if (number == SIGSYS)
        what = "forsøgte noget, det ikke må, og blev stoppet";
    else if (number == SIGXCPU)
        what = "brugte for megen processortid og blev stoppet";
    else if (number == SIGXFSZ)
        what = "forsøgte at skrive en fil og blev stoppet";
    return g_strdup_printf("læseprogrammet %s (signal %d)", what, number);
}

/* How the process ended, as a clause; @error_number is what reading its socket gave. */
static char *describe_end(int status, int error_number)
{
    if (error_number == EMSGSIZE || error_number == EPROTO)
        return g_strdup("læseprogrammet svarede forkert");
    if (status != -1 && WIFSIGNALED(status))
        return describe_signal(WTERMSIG(status));
    if (status != -1 && WIFEXITED(status))
        return g_strdup_printf("læseprogrammet stoppede (kode %d)", WEXITSTATUS(status));
    return g_strdup_printf("læseprogrammet forsvandt (%s)", g_strerror(error_number));
}

/* The clause for a file that the running process failed on; ends the process. */
static char *give_up_on_file(CbExtractor *extractor, int error_number, guint deadline_ms)
{
    gboolean left = error_number == EPIPE || error_number == ECONNRESET;
    int status = cb_extractor_process_end(&extractor->process, left ? LEAVING_MS : 0);
    extractor->timed_out =
        error_number == ETIMEDOUT || (left && WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU);
    if (error_number == ETIMEDOUT)
        return g_strdup_printf("det tog over %u,%u sekunder at læse filen", deadline_ms / 1000,
                               deadline_ms / 100 % 10);
    if (error_number == EFBIG)
        return g_strdup_printf("filens tekst fylder over %u MB", CB_MAX_ANSWER_BYTES >> 20);
    return describe_end(status, error_number);
}

typedef enum {
    START_READY,
    START_FAILED,
    START_OTHER_VERSION,
    START_NO_CAGE,
    START_STOPPED,
} StartResult;

/* Reads what a process says first; @reason: (out): why there is no cage. */
static StartResult take_first_frame(CbExtractor *extractor, CbFrameType type,
                                    const GByteArray *payload, char **reason)
{
    CbUnpack in = {payload->data, payload->len, FALSE};
    if (type != CB_FRAME_READY && type != CB_FRAME_NO_CAGE)
        return START_FAILED;
    if (cb_unpack_number(&in) != CB_EXTRACT_PROTOCOL)
        return START_OTHER_VERSION;
    char *said = cb_unpack_text(&in);
    char **place = type == CB_FRAME_READY ? &extractor->sandbox : reason;
    g_free(*place);
    *place = said;
    if (type == CB_FRAME_READY) {
        g_free(extractor->ocr_engine);
        extractor->ocr_engine = cb_unpack_string(&in);
    }
    if (in.failed)
        return START_FAILED;
    return type == CB_FRAME_READY ? START_READY : START_NO_CAGE;
}

/* Waits for CB_FRAME_READY; START_FAILED comes with errno. */
static StartResult wait_ready(CbExtractor *extractor, char **reason)
{
    gint64 deadline = g_get_monotonic_time() + START_DEADLINE_MS * G_TIME_SPAN_MILLISECOND;
    CbFrameType type;
    g_autoptr(GByteArray) payload =
        cb_frame_read_or_stop(extractor->process.socket, extractor->stop_fd, deadline, &type);
    if (payload == NULL)
        return errno == ECANCELED ? START_STOPPED : START_FAILED;
    StartResult result = take_first_frame(extractor, type, payload, reason);
    errno = EPROTO;
    return result;
}

static void set_stopped(GError **error)
{
    g_set_error_literal(error, CB_ERROR, CB_ERROR_FAILED, "arbejdet blev afbrudt");
}

static void set_start_error(const CbExtractor *extractor, StartResult result, const char *reason,
                            GError **error)
{
    if (result == START_STOPPED)
        set_stopped(error);
    else if (result == START_NO_CAGE)
        g_set_error_literal(error, CB_ERROR, CB_ERROR_SANDBOX, reason);
    else
        g_set_error(error, CB_ERROR, CB_ERROR_WORKER,
                    "læseprogrammet %s kan ikke bruges: %s; installér eller byg Casebank igen",
                    extractor->program,
                    result == START_OTHER_VERSION ? "det hører til en anden version af Casebank"
                                                  : reason);
}

/* Starts a process and sees it ready, in at most START_TRIES tries. */
static gboolean start(CbExtractor *extractor, GError **error)
{
    g_autofree char *reason = NULL;
    StartResult result = START_FAILED;
    const char *argument = extractor->no_sandbox ? CB_EXTRACT_NO_SANDBOX : NULL;
    for (int i = 0; i < START_TRIES && result == START_FAILED; i++) {
        if (!cb_extractor_process_start(&extractor->process, extractor->program, argument, error))
            return FALSE;
        extractor->has_served = FALSE;
        result = wait_ready(extractor, &reason);
        if (result == START_READY)
            return TRUE;
        int error_number = errno;
        gboolean left = error_number == EPIPE || error_number == ECONNRESET;
        int status = cb_extractor_process_end(&extractor->process, left ? LEAVING_MS : 0);
        if (result == START_FAILED) {
            g_free(reason);
            reason = describe_end(status, error_number);
        }
    }
    set_start_error(extractor, result, reason, error);
    return FALSE;
}

gboolean cb_extractor_start(CbExtractor *extractor, GError **error)
{
    if (cb_extractor_process_idle(&extractor->process))
        return TRUE;
    cb_extractor_process_end(&extractor->process, 0);
    return start(extractor, error);
}

static void allow_cpu(const CbExtractor *extractor, guint deadline_ms)
{
    cb_extractor_process_allow(&extractor->process, deadline_ms / 1000 + SPARE_CPU_S);
}

/* Sends the request to a process that is ready for it. */
static gboolean send_request(CbExtractor *extractor, CbFrameType type, const GByteArray *request,
                             int fd, guint deadline_ms, GError **error)
{
    for (int i = 0; i < START_TRIES; i++) {
        if (!cb_extractor_start(extractor, error))
            return FALSE;
        allow_cpu(extractor, deadline_ms);
        if (cb_frame_send_file(extractor->process.socket, type, request, fd))
            return TRUE;
    }
    g_set_error(error, CB_ERROR, CB_ERROR_WORKER, "læseprogrammet %s tager ikke imod filer: %s",
                extractor->program, g_strerror(errno));
    return FALSE;
}

/* Moves @deadline by the time that was spent on waiting for room. */
static void wait_for_room(CbExtractor *extractor, gsize bytes, gint64 *deadline)
{
    if (extractor->room != NULL)
        *deadline += extractor->room(bytes, extractor->room_data);
}

/* Reads frames to the last one. FALSE with errno: that of cb_frame_read_or_stop(), EPROTO for an
 * answer against the rules, EFBIG for one over CB_MAX_ANSWER_BYTES. */
static gboolean read_answer(CbExtractor *extractor, CbExtractorAnswer *answer, guint deadline_ms)
{
    gint64 deadline = g_get_monotonic_time() + deadline_ms * G_TIME_SPAN_MILLISECOND;
    gsize total = 0;
    for (gboolean end = FALSE; !end;) {
        CbFrameType type;
        g_autoptr(GByteArray) payload =
            cb_frame_read_or_stop(extractor->process.socket, extractor->stop_fd, deadline, &type);
        if (payload == NULL)
            return FALSE;
        total += payload->len;
        if (total > CB_MAX_ANSWER_BYTES) {
            errno = EFBIG;
            return FALSE;
        }
        wait_for_room(extractor, payload->len, &deadline);
        if (!cb_extractor_answer_take(answer, type, payload, &end)) {
            errno = EPROTO;
            return FALSE;
        }
        /* The time is that of one page; as many frames as were asked for can come. */
        if (type == CB_FRAME_OCR_PAGE) {
            allow_cpu(extractor, deadline_ms);
            deadline = g_get_monotonic_time() + deadline_ms * G_TIME_SPAN_MILLISECOND;
        }
    }
    return TRUE;
}

typedef enum { ASK_ANSWERED, ASK_BROKEN, ASK_BROKEN_LATE, ASK_ERROR } AskResult;

/* ASK_BROKEN: the process failed on the file, and is gone; @answer has the reason.
 * ASK_BROKEN_LATE: the same, and it need not be the file's doing: the process had served others,
 * and what one of them broke in it may have come to light now. */
static AskResult ask_once(CbExtractor *extractor, CbFrameType type, const GByteArray *request,
                          int fd, CbExtractorAnswer *answer, GError **error)
{
    guint deadline_ms =
        type == CB_FRAME_OCR_PDF ? extractor->ocr_deadline_ms : extractor->deadline_ms;
    if (!send_request(extractor, type, request, fd, deadline_ms, error))
        return ASK_ERROR;
    gboolean had_served = extractor->has_served;
    extractor->has_served = TRUE;
    if (read_answer(extractor, answer, deadline_ms))
        return ASK_ANSWERED;
    int error_number = errno;
    g_free(answer->reason);
    answer->reason = give_up_on_file(extractor, error_number, deadline_ms);
    answer->state = CB_EXTRACT_DAMAGED;
    if (error_number == ECANCELED) {
        set_stopped(error);
        return ASK_ERROR;
    }
    gboolean by_itself = extractor->timed_out || error_number == EFBIG;
    return had_served && !by_itself ? ASK_BROKEN_LATE : ASK_BROKEN;
}

/* Fills in @answer, with state CB_EXTRACT_DAMAGED when the process failed on the file: one that
 * served others before gives way to a new one, so that what becomes of a file does not depend on
 * those before it. Recognition is asked for right after reading the same file, and its caller goes
 * on page by page. */
static gboolean ask(CbExtractor *extractor, CbFrameType type, const GByteArray *request, int fd,
                    CbExtractorAnswer *answer, GError **error)
{
    extractor->timed_out = FALSE;
    AskResult result = ask_once(extractor, type, request, fd, answer, error);
    if (result == ASK_BROKEN_LATE && type != CB_FRAME_OCR_PDF) {
        cb_extractor_answer_restart(answer);
        result = ask_once(extractor, type, request, fd, answer, error);
    }
    if (result == ASK_ERROR)
        return FALSE;
    if (answer->state != CB_EXTRACT_OK && answer->reason == NULL)
        answer->reason = g_strdup("filen kan ikke læses");
    return TRUE;
}

/* What a file that failed half-way has told is not to be trusted. */
static void take_attachment(CbExtractorAnswer *answer, gboolean timed_out, CbAttachment *into)
{
    static const CbAttachmentState states[CB_N_EXTRACT_STATES] = {
        CB_STATE_OK, CB_STATE_NO_TEXT, CB_STATE_ENCRYPTED, CB_STATE_DAMAGED};
    gboolean usable = answer->state == CB_EXTRACT_OK || answer->state == CB_EXTRACT_NO_TEXT;
    g_autoptr(CbAttachment) empty = cb_attachment_new(NULL);
    CbAttachment *from = usable ? answer->attachment : empty;
    from->state = timed_out ? CB_STATE_TIMEOUT : states[answer->state];
    g_free(from->reason);
    from->reason = answer->state != CB_EXTRACT_OK ? g_steal_pointer(&answer->reason) : NULL;
    cb_attachment_share_text(into, from);
}

gboolean cb_extractor_read_pdf(CbExtractor *extractor, int fd, CbAttachment *into, GError **error)
{
    g_return_val_if_fail(fd >= 0, FALSE);
    g_autoptr(GByteArray) request = g_byte_array_new();
    cb_pack_number(request, extractor->max_pages);
    cb_pack_number(request, CB_MAX_PAGE_TEXT_BYTES);
    g_auto(CbExtractorAnswer) answer = {.attachment = cb_attachment_new(NULL)};
    if (!ask(extractor, CB_FRAME_READ_PDF, request, fd, &answer, error))
        return FALSE;
    take_attachment(&answer, extractor->timed_out, into);
    return TRUE;
}

const char *cb_extractor_ocr_engine(const CbExtractor *extractor)
{
    return extractor->ocr_engine;
}

gboolean cb_extractor_recognize(CbExtractor *extractor, int fd, const GArray *pages,
                                CbOcrPageFunc take, gpointer data, char **reason, GError **error)
{
    g_return_val_if_fail(fd >= 0, FALSE);
    *reason = NULL;
    g_autoptr(GByteArray) request = g_byte_array_new();
    cb_pack_number(request, pages->len);
    for (guint i = 0; i < pages->len; i++)
        cb_pack_number(request, g_array_index(pages, guint, i));
    g_auto(CbExtractorAnswer) answer = {.ocr_pages = pages, .take_ocr_page = take, .data = data};
    if (!ask(extractor, CB_FRAME_OCR_PDF, request, fd, &answer, error))
        return FALSE;
    if (answer.state != CB_EXTRACT_OK)
        *reason = g_steal_pointer(&answer.reason);
    return TRUE;
}

static void set_file_error(const CbExtractorAnswer *answer, GError **error)
{
    g_set_error_literal(error, CB_ERROR, CB_ERROR_BAD_FILE,
                        answer->reason != NULL ? answer->reason : "filen kan ikke læses");
}

static CbPage *read_page(CbExtractor *extractor, CbFrameType type, const GByteArray *rules, int fd,
                         GError **error)
{
    g_return_val_if_fail(fd >= 0, NULL);
    g_autoptr(GByteArray) none = g_byte_array_new();
    g_auto(CbExtractorAnswer) answer = {0};
    if (!ask(extractor, type, rules != NULL ? rules : none, fd, &answer, error))
        return NULL;
    if (answer.state == CB_EXTRACT_OK && answer.page != NULL)
        return g_steal_pointer(&answer.page);
    set_file_error(&answer, error);
    return NULL;
}

CbPage *cb_extractor_read_html_by(CbExtractor *extractor, int fd, const GByteArray *rules,
                                  GError **error)
{
    return read_page(extractor, CB_FRAME_READ_HTML, rules, fd, error);
}

CbPage *cb_extractor_read_capture(CbExtractor *extractor, int fd, GError **error)
{
    return read_page(extractor, CB_FRAME_READ_CAPTURE, NULL, fd, error);
}

CbPage *cb_extractor_read_html(CbExtractor *extractor, int fd, GError **error)
{
    return cb_extractor_read_html_by(extractor, fd, NULL, error);
}

gboolean cb_extractor_check_rules(CbExtractor *extractor, const GByteArray *rules, GError **error)
{
    g_auto(CbExtractorAnswer) answer = {.is_bare = TRUE};
    /* A request comes with a descriptor; this one is not read. */
    int fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        g_set_error(error, CB_ERROR, CB_ERROR_WORKER, "/dev/null kan ikke åbnes: %s",
                    g_strerror(errno));
        return FALSE;
    }
    gboolean asked = ask(extractor, CB_FRAME_CHECK_RULES, rules, fd, &answer, error);
    close(fd);
    if (asked && answer.state != CB_EXTRACT_OK)
        set_file_error(&answer, error);
    return asked && answer.state == CB_EXTRACT_OK;
}
