/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fuzzes the extractor's end of the extraction protocol: any request is answered by the rules of
 * protocol.h as the indexer holds them against it, the next one too, and no descriptor stays open.
 *
 * The first byte is the type of the request, then come the length of its record (two bytes, little
 * endian), the record, and the file that goes with it; PDFs are our own, for fuzz_pdf.c has the
 * others. Another first byte than a request's: the rest is sent as it is.
 */
#include "extract/protocol.h"
#include "extract/serve.h"
#include "extractor_answer.h"
#include "given.h"
#include "tiny_pdf.h"
#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define PATIENCE_US (20 * G_USEC_PER_SEC)
#define MAX_BYTES (32u * 1024) /* what one side sends before it reads */

typedef struct {
    int socket;
    const guint8 *data;
    gsize size;
    gboolean in_order; /* what was sent was a request */
} Client;

static gint64 deadline(void)
{
    return g_get_monotonic_time() + PATIENCE_US;
}

static void expect_ready(int socket)
{
    CbFrameType type;
    g_autoptr(GByteArray) ready = cb_frame_read(socket, deadline(), &type, NULL);
    g_assert_nonnull(ready);
    g_assert_cmpint(type, ==, CB_FRAME_READY);
}

/* Reads an answer that must come and keep the rules. */
static void expect_answer(int socket, CbExtractorAnswer *answer)
{
    for (gboolean end = FALSE; !end;) {
        CbFrameType type;
        g_autoptr(GByteArray) record = cb_frame_read(socket, deadline(), &type, NULL);
        g_assert_nonnull(record);
        g_assert_true(cb_extractor_answer_take(answer, type, record, &end));
    }
    gboolean good = answer->state == CB_EXTRACT_OK;
    g_assert_true(good == (answer->reason == NULL));
}

static void ask(int socket, CbFrameType type, const guint8 *record, gsize length,
                const void *content, gsize size)
{
    g_autoptr(GByteArray) request = g_byte_array_new();
    g_byte_array_append(request, record, (guint)length);
    int file = cb_given_file(content, size);
    g_assert_true(cb_frame_send_file(socket, type, request, file));
    close(file);
    g_autoptr(GArray) none = g_array_new(FALSE, FALSE, sizeof(guint));
    g_auto(CbExtractorAnswer) answer = {
        .attachment = type == CB_FRAME_READ_PDF ? cb_attachment_new(NULL) : NULL,
        .ocr_pages = type == CB_FRAME_OCR_PDF ? none : NULL,
        .is_bare = type == CB_FRAME_CHECK_RULES,
    };
    expect_answer(socket, &answer);
    if (type == CB_FRAME_OCR_PDF) /* there is no language data here */
        g_assert_cmpint(answer.state, ==, CB_EXTRACT_DAMAGED);
}

/* A page that is well comes out as it is, whatever was asked for before. */
static void ask_for_good_page(int socket)
{
    static const char html[] = "<main><h1>En sag</h1><p>Teksten er den samme.</main>";
    g_autoptr(GByteArray) none = g_byte_array_new();
    int file = cb_given_file(html, sizeof html - 1);
    g_assert_true(cb_frame_send_file(socket, CB_FRAME_READ_HTML, none, file));
    close(file);
    g_auto(CbExtractorAnswer) answer = {0};
    expect_answer(socket, &answer);
    g_assert_cmpint(answer.state, ==, CB_EXTRACT_OK);
    g_assert_cmpuint(answer.page->blocks->len, ==, 2);
    const CbBlock *block = answer.page->blocks->pdata[1];
    g_assert_cmpstr(block->text, ==, "Teksten er den samme.");
}

static gboolean is_request(guint8 type)
{
    return type >= CB_FRAME_READ_PDF && type <= CB_FRAME_CHECK_RULES;
}

static void send_request(Client *client)
{
    CbFrameType type = (CbFrameType)client->data[0];
    gsize length = (gsize)client->data[1] | (gsize)client->data[2] << 8;
    length = MIN(length, client->size - 3);
    const guint8 *record = client->data + 3;
    gboolean is_pdf = type == CB_FRAME_READ_PDF || type == CB_FRAME_OCR_PDF;
    ask(client->socket, type, record, length, is_pdf ? tiny_pdf : (const void *)(record + length),
        is_pdf ? sizeof tiny_pdf - 1 : client->size - 3 - length);
    client->in_order = TRUE;
    ask_for_good_page(client->socket);
}

/* Whatever comes back are frames, to the end. */
static void send_as_it_is(const Client *client)
{
    gsize length = client->size - 1;
    /* It may have hung up at the first bytes. */
    gssize sent = send(client->socket, client->data + 1, length, MSG_NOSIGNAL);
    g_assert_true(sent == (gssize)length || errno == EPIPE || errno == ECONNRESET);
    shutdown(client->socket, SHUT_WR);
    CbFrameType type;
    for (GByteArray *record; (record = cb_frame_read(client->socket, deadline(), &type, NULL));)
        g_byte_array_unref(record);
    g_assert_true(errno == EPIPE || errno == ECONNRESET);
}

static gpointer run_client(gpointer data)
{
    Client *client = data;
    expect_ready(client->socket);
    if (client->size >= 3 && is_request(client->data[0]))
        send_request(client);
    else if (client->size > 1)
        send_as_it_is(client);
    close(client->socket);
    return NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int ends[2];
    if (size > MAX_BYTES)
        return 0;
    int lowest = cb_given_lowest_fd();
    g_assert_cmpint(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), ==, 0);
    Client client = {.socket = ends[1], .data = data, .size = size};
    GThread *thread = g_thread_new("client", run_client, &client);
    gboolean kept = cb_serve(ends[0], NULL, "off");
    close(ends[0]);
    g_thread_join(thread);
    g_assert_true(kept || !client.in_order);
    g_assert_cmpint(cb_given_lowest_fd(), ==, lowest);
    return 0;
}
