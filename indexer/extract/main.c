/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * casebank-extract: reads one PDF, HTML page or text capture after the other for casebank-index, in
 * a process of its own, so that a file made to break a parser breaks nothing else. See protocol.h
 * for what is said.
 */
#include "cage.h"
#include "capture_read.h"
#include "html_read.h"
#include "pdf_ocr.h"
#include "pdf_read.h"
#include "preload.h"
#include "profile.h"
#include "protocol.h"
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

/* A PDF of 256 MiB in memory, and what becomes of it. */
#define MEMORY_BYTES (G_GUINT64_CONSTANT(1) << 30)

enum { EXIT_DONE = 0, EXIT_BROKEN_TALK = 1, EXIT_USAGE = 2, EXIT_NO_CAGE = 3 };

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
#ifndef CASEBANK_INSTRUMENTED
    dup2(STDOUT_FILENO, STDERR_FILENO);
#endif
}

/* Shuts the process off from the machine; all that parses files from others comes after it. The
 * limits hold in any case: they are for broken files too, and not for hostile ones alone.
 *
 * Sanitizers and coverage need what a cage takes away (memory without bounds, files to write, a
 * thread that looks at the others), so a build with them has none and says so.
 *
 * Returns: how much of a cage it is; NULL with an error. */
static char *enter_cage(gboolean wanted, GError **error)
{
#ifdef CASEBANK_INSTRUMENTED
    (void)wanted, (void)error;
    return g_strdup(CB_CAGE_OFF);
#else
    if (!cb_cage_limit(MEMORY_BYTES, error))
        return NULL;
    return wanted ? cb_cage_enter(error) : g_strdup(CB_CAGE_OFF);
#endif
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

/* The page numbers of a request; NULL when it is broken. (transfer full) */
static GArray *unpack_pages(const GByteArray *request)
{
    CbUnpack in = {request->data, request->len, FALSE};
    g_autoptr(GArray) pages = g_array_new(FALSE, FALSE, sizeof(guint));
    for (gsize n = cb_unpack_count(&in); n > 0 && !in.failed; n--) {
        guint64 number = cb_unpack_number(&in);
        guint page = (guint)MIN(number, G_MAXUINT);
        g_array_append_val(pages, page);
    }
    return in.failed || pages->len > CB_MAX_PDF_PAGES ? NULL : g_steal_pointer(&pages);
}

static CbExtractState answer_ocr(CbOcr *ocr, int fd, const GByteArray *request, char **reason)
{
    g_autoptr(GArray) pages = unpack_pages(request);
    if (ocr == NULL || pages == NULL) {
        *reason = g_strdup("siderne kan ikke læses med OCR her");
        return CB_EXTRACT_DAMAGED;
    }
    return cb_pdf_recognize(ocr, fd, (const guint *)(void *)pages->data, pages->len, send_record,
                            NULL, reason);
}

static CbPage *read_html(int fd, const GByteArray *request, char **reason)
{
    CbUnpack in = {request->data, request->len, FALSE};
    g_autoptr(CbPageRules) rules = cb_page_rules_unpack(&in);
    if (rules != NULL)
        return cb_html_read(fd, rules, reason);
    *reason = g_strdup("reglerne for siden kan ikke læses");
    return NULL;
}

static CbExtractState check_rules(const GByteArray *request, char **reason)
{
    CbUnpack in = {request->data, request->len, FALSE};
    g_autoptr(CbPageRules) rules = cb_page_rules_unpack(&in);
    if (rules == NULL)
        *reason = g_strdup("reglerne kan ikke læses");
    gboolean good = rules != NULL && cb_profile_check(rules, reason);
    return good ? CB_EXTRACT_OK : CB_EXTRACT_DAMAGED;
}

/* @read: taken over; NULL with a reason. */
static CbExtractState answer_page(CbPage *read, char **reason)
{
    g_autoptr(CbPage) page = read;
    if (page == NULL)
        return CB_EXTRACT_DAMAGED;
    g_autoptr(GByteArray) record = g_byte_array_new();
    cb_page_pack(page, record);
    if (record->len > CB_MAX_FRAME_BYTES) {
        *reason = g_strdup_printf("sidens tekst fylder over %u MB", CB_MAX_FRAME_BYTES >> 20);
        return CB_EXTRACT_DAMAGED;
    }
    send_record(CB_FRAME_PAGE, record, NULL);
    return CB_EXTRACT_OK;
}

/* FALSE when the indexer cannot be talked to any more. */
static gboolean answer(CbOcr *ocr, CbFrameType type, const GByteArray *request, int fd)
{
    CbExtractState state;
    g_autofree char *reason = NULL;
    if (type == CB_FRAME_READ_PDF)
        state = answer_pdf(fd, request, &reason);
    else if (type == CB_FRAME_READ_HTML)
        state = answer_page(read_html(fd, request, &reason), &reason);
    else if (type == CB_FRAME_CHECK_RULES)
        state = check_rules(request, &reason);
    else if (type == CB_FRAME_READ_CAPTURE)
        state = answer_page(cb_capture_read(fd, &reason), &reason);
    else if (type == CB_FRAME_OCR_PDF)
        state = answer_ocr(ocr, fd, request, &reason);
    else
        return FALSE;
    g_autoptr(GByteArray) record = g_byte_array_new();
    cb_pack_number(record, state);
    cb_pack_string(record, reason);
    return cb_frame_write(CB_EXTRACT_FD, CB_FRAME_END, record);
}

/* Tells the indexer that there is no cage, and that no file will be read. */
static int refuse(const GError *error)
{
    g_autoptr(GByteArray) record = g_byte_array_new();
    cb_pack_number(record, CB_EXTRACT_PROTOCOL);
    cb_pack_string(record, error->message);
    return cb_frame_write(CB_EXTRACT_FD, CB_FRAME_NO_CAGE, record) ? EXIT_NO_CAGE
                                                                   : EXIT_BROKEN_TALK;
}

static int serve(CbOcr *ocr, const char *cage)
{
    g_autoptr(GByteArray) ready = g_byte_array_new();
    cb_pack_number(ready, CB_EXTRACT_PROTOCOL);
    cb_pack_string(ready, cage);
    cb_pack_string(ready, ocr != NULL ? cb_ocr_engine(ocr) : NULL);
    if (!cb_frame_write(CB_EXTRACT_FD, CB_FRAME_READY, ready))
        return EXIT_BROKEN_TALK;
    for (;;) {
        CbFrameType type;
        int fd;
        g_autoptr(GByteArray) request = cb_frame_read(CB_EXTRACT_FD, 0, &type, &fd);
        if (request == NULL)
            return errno == EPIPE ? EXIT_DONE : EXIT_BROKEN_TALK;
        gboolean answered = fd >= 0 && answer(ocr, type, request, fd);
        if (fd >= 0)
            close(fd);
        if (!answered)
            return EXIT_BROKEN_TALK;
    }
}

int main(int argc, char **argv)
{
    gboolean caged = argc == 1;
    gboolean known = caged || (argc == 2 && strcmp(argv[1], CB_EXTRACT_NO_SANDBOX) == 0);
    if (!known || !is_socket(CB_EXTRACT_FD)) {
        fputs("casebank-extract læser PDF'er og sider for casebank-index, som selv starter "
              "den. Brug casebank-index i stedet.\n",
              stderr);
        return EXIT_USAGE;
    }
    silence();
    if (!die_with_parent())
        return EXIT_BROKEN_TALK;
    /* What cannot be opened from within the cage. */
    cb_preload();
    g_autoptr(CbOcr) ocr = cb_ocr_prepare(getenv("TESSDATA_PREFIX"));
    g_autoptr(GError) error = NULL;
    g_autofree char *cage = enter_cage(caged, &error);
    return cage != NULL ? serve(ocr, cage) : refuse(error);
}
