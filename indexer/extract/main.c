/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * casebank-extract: reads one PDF or HTML page after the other for casebank-index, in a process of
 * its own, so that a file made to break a parser breaks nothing else. See protocol.h for what is
 * said.
 */
#include "html_read.h"
#include "pdf_read.h"
#include "protocol.h"
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED
#endif
#endif

enum { EXIT_DONE = 0, EXIT_BROKEN_TALK = 1, EXIT_USAGE = 2 };

static gboolean is_socket(int fd)
{
    int type;
    socklen_t size = sizeof type;
    return getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) == 0;
}

/* Ends us together with the indexer's thread, also in the middle of a file. */
static gboolean die_with_parent(void)
{
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0)
        return FALSE;
    /* It may have died before the kernel was told. */
    struct pollfd item = {.fd = CB_EXTRACT_FD};
    return poll(&item, 1, 0) >= 0 && (item.revents & POLLHUP) == 0;
}

/* Poppler tells every flaw of a PDF on standard error; the indexer tells what matters. A
 * sanitizer's report must come through. */
static void silence(void)
{
#ifndef SANITIZED
    dup2(STDOUT_FILENO, STDERR_FILENO);
#endif
}

/* The room for what shuts the process off from the machine; all that parses comes after it. */
static gboolean enter_cage(void)
{
    silence();
    return die_with_parent();
}

static gboolean send_record(CbFrameType type, const GByteArray *payload,
                            G_GNUC_UNUSED gpointer data)
{
    return cb_frame_write(CB_EXTRACT_FD, type, payload);
}

static CbExtractState answer_pdf(int fd, const GByteArray *request, char **reason)
{
    CbUnpack in = {request->data, request->len, FALSE};
    guint64 max_pages = cb_unpack_number(&in);
    guint64 max_bytes = cb_unpack_number(&in);
    return cb_pdf_read(fd, (guint)MIN(max_pages, CB_MAX_PDF_PAGES),
                       (gsize)MIN(max_bytes, CB_MAX_PAGE_TEXT_BYTES), send_record, NULL, reason);
}

static CbExtractState answer_html(int fd, char **reason)
{
    g_autoptr(CbPage) page = cb_html_read(fd, reason);
    if (page == NULL)
        return CB_EXTRACT_DAMAGED;
    g_autoptr(GByteArray) record = g_byte_array_new();
    cb_page_pack(page, record);
    if (record->len > CB_MAX_FRAME_BYTES) {
        *reason = g_strdup_printf("sidens tekst fylder over %u MB", CB_MAX_FRAME_BYTES >> 20);
        return CB_EXTRACT_DAMAGED;
    }
    send_record(CB_FRAME_HTML_PAGE, record, NULL);
    return CB_EXTRACT_OK;
}

/* FALSE when the indexer cannot be talked to any more. */
static gboolean answer(CbFrameType type, const GByteArray *request, int fd)
{
    CbExtractState state;
    g_autofree char *reason = NULL;
    if (type == CB_FRAME_READ_PDF)
        state = answer_pdf(fd, request, &reason);
    else if (type == CB_FRAME_READ_HTML)
        state = answer_html(fd, &reason);
    else
        return FALSE;
    g_autoptr(GByteArray) record = g_byte_array_new();
    cb_pack_number(record, state);
    cb_pack_string(record, reason);
    return cb_frame_write(CB_EXTRACT_FD, CB_FRAME_END, record);
}

static int serve(void)
{
    g_autoptr(GByteArray) ready = g_byte_array_new();
    cb_pack_number(ready, CB_EXTRACT_PROTOCOL);
    if (!cb_frame_write(CB_EXTRACT_FD, CB_FRAME_READY, ready))
        return EXIT_BROKEN_TALK;
    for (;;) {
        CbFrameType type;
        int fd;
        g_autoptr(GByteArray) request = cb_frame_read(CB_EXTRACT_FD, 0, &type, &fd);
        if (request == NULL)
            return errno == EPIPE ? EXIT_DONE : EXIT_BROKEN_TALK;
        gboolean answered = fd >= 0 && answer(type, request, fd);
        if (fd >= 0)
            close(fd);
        if (!answered)
            return EXIT_BROKEN_TALK;
    }
}

int main(int argc, G_GNUC_UNUSED char **argv)
{
    if (argc > 1 || !is_socket(CB_EXTRACT_FD)) {
        fputs("casebank-extract læser PDF'er og HTML-sider for casebank-index, som selv starter "
              "den. Brug casebank-index i stedet.\n",
              stderr);
        return EXIT_USAGE;
    }
    return enter_cage() ? serve() : EXIT_BROKEN_TALK;
}
