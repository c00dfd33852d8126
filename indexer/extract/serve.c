/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One request after the other; see serve.h. */
#include "serve.h"
#include "capture_read.h"
#include "html_read.h"
#include "pdf_ocr.h"
#include "pdf_read.h"
#include "profile.h"
#include "protocol.h"
#include <errno.h>
#include <unistd.h>

typedef struct {
    int socket;
    CbOcr *ocr; /* or NULL */
} Server;

static gboolean send_record(CbFrameType type, const GByteArray *payload, gpointer data)
{
    const Server *server = data;
    return cb_frame_write(server->socket, type, payload);
}

static CbExtractState answer_pdf(Server *server, int fd, const GByteArray *request, char **reason)
{
    CbUnpack in = {request->data, request->len, FALSE};
    guint64 max_pages = cb_unpack_number(&in);
    guint64 max_bytes = cb_unpack_number(&in);
    return cb_pdf_read(fd, (guint)MIN(max_pages, CB_MAX_PDF_PAGES),
                       (gsize)MIN(max_bytes, CB_MAX_PAGE_TEXT_BYTES), send_record, server, reason);
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

static CbExtractState answer_ocr(Server *server, int fd, const GByteArray *request, char **reason)
{
    g_autoptr(GArray) pages = unpack_pages(request);
    if (server->ocr == NULL || pages == NULL) {
        *reason = g_strdup("siderne kan ikke læses med OCR her");
        return CB_EXTRACT_DAMAGED;
    }
    return cb_pdf_recognize(server->ocr, fd, (const guint *)(void *)pages->data, pages->len,
                            send_record, server, reason);
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
static CbExtractState answer_page(Server *server, CbPage *read, char **reason)
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
    send_record(CB_FRAME_PAGE, record, server);
    return CB_EXTRACT_OK;
}

/* FALSE when the indexer cannot be talked to any more. */
static gboolean answer(Server *server, CbFrameType type, const GByteArray *request, int fd)
{
    CbExtractState state;
    g_autofree char *reason = NULL;
    if (type == CB_FRAME_READ_PDF)
        state = answer_pdf(server, fd, request, &reason);
    else if (type == CB_FRAME_READ_HTML)
        state = answer_page(server, read_html(fd, request, &reason), &reason);
    else if (type == CB_FRAME_CHECK_RULES)
        state = check_rules(request, &reason);
    else if (type == CB_FRAME_READ_CAPTURE)
        state = answer_page(server, cb_capture_read(fd, &reason), &reason);
    else if (type == CB_FRAME_OCR_PDF)
        state = answer_ocr(server, fd, request, &reason);
    else
        return FALSE;
    g_autoptr(GByteArray) record = g_byte_array_new();
    cb_pack_number(record, state);
    cb_pack_string(record, reason);
    return send_record(CB_FRAME_END, record, server);
}

gboolean cb_serve(int socket, CbOcr *ocr, const char *cage)
{
    Server server = {socket, ocr};
    g_autoptr(GByteArray) ready = g_byte_array_new();
    cb_pack_number(ready, CB_EXTRACT_PROTOCOL);
    cb_pack_string(ready, cage);
    cb_pack_string(ready, ocr != NULL ? cb_ocr_engine(ocr) : NULL);
    if (!send_record(CB_FRAME_READY, ready, &server))
        return FALSE;
    for (;;) {
        CbFrameType type;
        int fd;
        g_autoptr(GByteArray) request = cb_frame_read(socket, 0, &type, &fd);
        if (request == NULL)
            return errno == EPIPE;
        gboolean answered = fd >= 0 && answer(&server, type, request, fd);
        if (fd >= 0)
            close(fd);
        if (!answered)
            return FALSE;
    }
}
