/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * casebank-searchd: answers searches over HTTP until it is told to stop.
 *
 * The main thread only waits for signals; all threads have them blocked, so that no handler ever
 * runs in the middle of something. SIGTERM and SIGINT stop: no new connections, running requests
 * get some seconds, then it ends with 0; a second one cuts that short. SIGHUP has the next search
 * look whether the thesaurus has changed; a new index is followed without being told.
 */
#include "listen.h"
#include "log.h"
#include "options.h"
#include "server.h"

#include <casebank/error.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

enum { EXIT_OK = 0, EXIT_ERROR = 1, EXIT_USAGE = 2 };
enum { STOP_POLL_MS = 2 }; /* how often a stop looks whether the last request is done */

/** A socket must never get the number of a standard stream that was closed: what is meant for the
 * log would go to whoever asks. */
static void fill_standard_streams(void)
{
    int fd;

    do
        fd = open("/dev/null", O_RDWR);
    while (fd >= STDIN_FILENO && fd <= STDERR_FILENO);
    if (fd >= 0)
        close(fd);
}

static void block_signals(sigset_t *signals)
{
    sigemptyset(signals);
    sigaddset(signals, SIGTERM);
    sigaddset(signals, SIGINT);
    sigaddset(signals, SIGHUP);
    sigprocmask(SIG_BLOCK, signals, NULL);
    signal(SIGPIPE, SIG_IGN); /* a client that went away is no reason to die */
}

static gboolean is_stop(int number)
{
    return number == SIGTERM || number == SIGINT;
}

/** @thesaurus: (nullable) */
static void wait_for_stop(const sigset_t *signals, CbThesaurusFile *thesaurus)
{
    for (;;) {
        int number = sigwaitinfo(signals, NULL);
        if (is_stop(number))
            return;
        if (number == SIGHUP && thesaurus)
            cb_thesaurus_file_recheck(thesaurus);
    }
}

/** Lets running requests finish, for a while. */
static void drain(CbServer *server, const CbLimits *limits, const sigset_t *signals)
{
    const struct timespec poll = {.tv_nsec = STOP_POLL_MS * 1000000L};
    gint64 deadline = g_get_monotonic_time() + (gint64)limits->stop_seconds * G_USEC_PER_SEC;

    cb_server_begin_stop(server);
    while (cb_server_running(server) > 0 && g_get_monotonic_time() < deadline)
        if (is_stop(sigtimedwait(signals, NULL, &poll)))
            return;
}

/** Tells at once what is wrong with the index, not only when somebody searches. */
static void look_at_index(CbReaderPool *pool)
{
    g_autoptr(GError) error = NULL;

    if (!cb_reader_get(pool, &error))
        cb_log("svarer 503, til der er et brugbart indeks");
    cb_reader_close();
}

/** A thesaurus that cannot be read is told of now: a search without it would be worse, and nobody
 * would know. */
static CbThesaurusFile *open_thesaurus(const char *path, GError **error)
{
    g_autoptr(GError) failure = NULL;
    CbThesaurusFile *file = cb_thesaurus_file_new(path, &failure);

    if (file)
        return file;
    if (path)
        g_set_error(error, CB_ERROR, CB_ERROR_USAGE, "--thesaurus: %s", failure->message);
    else
        g_set_error(error, CB_ERROR, failure->code,
                    "%s; installér Casebank igen, eller start med --no-thesaurus",
                    failure->message);
    return NULL;
}

static gboolean serve(CbSearchdOptions *options, const sigset_t *signals, GError **error)
{
    CbReaderPool pool;
    g_autofree char *url = NULL;
    g_autoptr(CbThesaurusFile) thesaurus = NULL;

    if (!options->no_thesaurus && !(thesaurus = open_thesaurus(options->thesaurus, error)))
        return FALSE;
    int fd = cb_listen(options->listen, &url, error);

    if (fd < 0)
        return FALSE;
    if (!cb_limits_fit_descriptors(&options->limits, options->threads))
        cb_log("systemet tillader kun %u forbindelser på én gang", options->limits.connections);
    cb_reader_pool_init(&pool, options->index);
    pool.thesaurus = thesaurus;
    look_at_index(&pool);

    const CbServerOptions server_options = {.listen_fd = fd,
                                            .threads = options->threads,
                                            .limits = options->limits,
                                            .pool = &pool,
                                            .log_requests = options->log_requests};
    CbServer *server = cb_server_start(&server_options, error);
    if (server) {
        cb_log("lytter på %s", url);
        wait_for_stop(signals, thesaurus);
        drain(server, &options->limits, signals);
        cb_server_free(server);
        cb_log("stoppet");
    } else {
        close(fd);
    }
    cb_reader_pool_clear(&pool);
    return server != NULL;
}

/** For --help and --version, which somebody reads on standard output. */
static int print(const char *text)
{
    return fputs(text, stdout) >= 0 && fflush(stdout) == 0 ? EXIT_OK : EXIT_ERROR;
}

int main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    CbSearchdOptions options;
    sigset_t signals;

    fill_standard_streams();
    setlocale(LC_CTYPE, "");
    setlocale(LC_MESSAGES, "");
    if (argc < 1 || !cb_searchd_options_parse(argv + 1, &options, &error)) {
        cb_log("%s", error ? error->message : "ingen argumenter");
        fputs("Hjælp: casebank-searchd --help\n", stderr);
        return EXIT_USAGE;
    }
    if (options.help) {
        g_autofree char *help = cb_searchd_help();
        return print(help);
    }
    if (options.version)
        return print("casebank-searchd " CASEBANK_VERSION "\n");

    block_signals(&signals);
    if (serve(&options, &signals, &error))
        return EXIT_OK;
    cb_log("%s", error->message);
    return g_error_matches(error, CB_ERROR, CB_ERROR_USAGE) ? EXIT_USAGE : EXIT_ERROR;
}
