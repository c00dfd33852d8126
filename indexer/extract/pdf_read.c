/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens a PDF, tells what state it is in, and hands out its pages. */
#define _GNU_SOURCE /* memmem() */
#include "pdf_read.h"
#include "pdf_meta.h"
#include "pdf_page.h"
#include <casebank/pack.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Larger files are read by poppler from the descriptor, in small pieces. */
#define MAX_IN_MEMORY (256 * 1024 * 1024)
#define HEADER_ZONE 1024 /* bytes in which "%PDF-" must stand */

/* A page with fewer letters and figures than this holds no text worth the name when a picture
 * covers it: a page number, a stamp, the name of a scanning program. */
#define FEW_CHARACTERS 40

typedef struct {
    PopplerDocument *document;
    guint n_pages; /* to read */
    gsize max_page_bytes;
    CbFrameSink sink;
    gpointer data;
    CbPdfRuns *runs;
    CbPdfHyphens *hyphens;
    gboolean has_text; /* some page so far has text worth the name */
} Reader;

/* ---- opening ---- */

/* Reads up to @size bytes from the start of the file. A file that shrinks meanwhile gives fewer. */
static GBytes *read_file(int fd, gsize size)
{
    guint8 *data = g_try_malloc(MAX(size, 1));
    gsize have = 0;
    while (data != NULL && have < size) {
        ssize_t n = pread(fd, data + have, size - have, (off_t)have);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            g_clear_pointer(&data, g_free);
        if (n <= 0)
            break;
        have += (gsize)n;
    }
    return data != NULL ? g_bytes_new_take(data, have) : NULL;
}

static gboolean contains(GBytes *bytes, gsize from, gsize length, const char *what)
{
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    return from < size && memmem(data + from, MIN(length, size - from), what, strlen(what)) != NULL;
}

/* Why poppler cannot open @start, the beginning of a file (or all of it). */
static char *why_damaged(GBytes *start, gboolean is_whole)
{
    gsize size = g_bytes_get_size(start);
    if (size == 0)
        return g_strdup("filen er tom");
    if (!contains(start, 0, HEADER_ZONE, "%PDF-"))
        return g_strdup("filen er ikke en PDF (begynder ikke med %PDF)");
    gsize tail = size > HEADER_ZONE ? size - HEADER_ZONE : 0;
    if (is_whole && !contains(start, tail, HEADER_ZONE, "%%EOF"))
        return g_strdup("filen er afbrudt: slutningen mangler; hent den igen");
    return g_strdup("filen er beskadiget og kan ikke læses som PDF");
}

static PopplerDocument *open_bytes(GBytes *bytes, GError **error)
{
    return poppler_document_new_from_bytes(bytes, NULL, error);
}

static PopplerDocument *open_fd(int fd, GError **error)
{
    int own = fcntl(fd, F_DUPFD_CLOEXEC, 3); /* poppler closes it */
    if (own < 0) {
        g_set_error_literal(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, g_strerror(errno));
        return NULL;
    }
    return poppler_document_new_from_fd(own, NULL, error);
}

static CbExtractState open_document(int fd, PopplerDocument **document, char **reason)
{
    struct stat info;
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
        *reason = g_strdup("det er ikke en almindelig fil");
        return CB_EXTRACT_DAMAGED;
    }
    gboolean is_whole = info.st_size <= MAX_IN_MEMORY;
    g_autoptr(GBytes) bytes = read_file(fd, is_whole ? (gsize)info.st_size : HEADER_ZONE);
    if (bytes == NULL) {
        *reason = g_strdup("filen kan ikke læses fra disken");
        return CB_EXTRACT_DAMAGED;
    }
    g_autoptr(GError) error = NULL;
    if (g_bytes_get_size(bytes) > 0)
        *document = is_whole ? open_bytes(bytes, &error) : open_fd(fd, &error);
    if (*document != NULL)
        return CB_EXTRACT_OK;
    if (g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED)) {
        *reason = g_strdup("filen er beskyttet med adgangskode");
        return CB_EXTRACT_ENCRYPTED;
    }
    *reason = why_damaged(bytes, is_whole);
    return CB_EXTRACT_DAMAGED;
}

/* ---- frames ---- */

static gboolean send_info(const Reader *reader)
{
    g_autoptr(GByteArray) payload = g_byte_array_new();
    g_autofree char *title = cb_pdf_title(reader->document);
    g_autofree char *date = cb_pdf_date(reader->document);
    cb_pack_string(payload, title);
    cb_pack_string(payload, date);
    cb_pack_number(payload, (guint64)poppler_document_get_n_pages(reader->document));
    cb_pdf_pack_outline(reader->document, payload);
    return reader->sink(CB_FRAME_PDF_INFO, payload, reader->data);
}

static guint count_characters(const char *text, guint enough)
{
    guint n = 0;
    for (; *text != '\0' && n < enough; text = g_utf8_next_char(text))
        n += g_unichar_isalnum(g_utf8_get_char(text)) ? 1 : 0;
    return n;
}

/* Few characters are text where they are all there is to see, and a stray on a scanned page. */
static gboolean is_worth_the_name(const char *text, PopplerPage *page)
{
    guint n = count_characters(text, FEW_CHARACTERS);
    return n >= FEW_CHARACTERS || (n > 0 && !cb_pdf_page_is_picture(page));
}

/* The frame of a page; an empty one when poppler has none to give. */
static GByteArray *pack_page(Reader *reader, PopplerPage *page, guint number)
{
    GByteArray *payload = g_byte_array_new();
    cb_pack_number(payload, number);
    if (page == NULL) {
        cb_pack_string(payload, NULL);
        cb_pack_string(payload, "");
        return payload;
    }
    g_autofree char *label = cb_pdf_label(page, number);
    g_autofree char *text =
        cb_pdf_page_text(page, reader->runs, reader->hyphens, reader->max_page_bytes);
    reader->has_text = reader->has_text || is_worth_the_name(text, page);
    cb_pack_string(payload, label);
    cb_pack_string(payload, text);
    return payload;
}

static gboolean send_page(Reader *reader, guint number)
{
    PopplerPage *page = poppler_document_get_page(reader->document, (gint)number - 1);
    g_autoptr(GByteArray) payload = pack_page(reader, page, number);
    g_clear_object(&page);
    return reader->sink(CB_FRAME_PDF_PAGE, payload, reader->data);
}

static void send_all(Reader *reader)
{
    gboolean more = send_info(reader);
    for (guint number = 1; more && number <= reader->n_pages; number++)
        more = send_page(reader, number);
}

/* ---- the whole ---- */

/* Poppler tells what is wrong in a PDF through GLib's log; the state is all that is told here. */
static void discard(const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
    (void)domain, (void)level, (void)message, (void)data;
}

static gboolean has_a_page(PopplerDocument *document, guint n_pages)
{
    PopplerPage *page = NULL;
    for (guint i = 0; i < n_pages && page == NULL; i++)
        page = poppler_document_get_page(document, (gint)i);
    gboolean found = page != NULL;
    g_clear_object(&page);
    return found;
}

static CbExtractState read_document(Reader *reader, char **reason)
{
    if (!has_a_page(reader->document, reader->n_pages)) {
        *reason = g_strdup("filen har ingen sider, der kan læses");
        return CB_EXTRACT_DAMAGED;
    }
    reader->runs = cb_pdf_runs_new();
    reader->hyphens = cb_pdf_hyphens_new();
    send_all(reader);
    g_clear_pointer(&reader->runs, cb_pdf_runs_free);
    g_clear_pointer(&reader->hyphens, cb_pdf_hyphens_free);
    if (reader->has_text)
        return CB_EXTRACT_OK;
    *reason = g_strdup("siderne har ingen tekst; formentlig er de skannet");
    return CB_EXTRACT_NO_TEXT;
}

static CbExtractState open_and_read(int fd, Reader *reader, guint max_pages, char **reason)
{
    CbExtractState state = open_document(fd, &reader->document, reason);
    if (reader->document == NULL)
        return state;
    guint most = max_pages > 0 ? MIN(max_pages, CB_MAX_PDF_PAGES) : CB_MAX_PDF_PAGES;
    reader->n_pages = MIN((guint)MAX(poppler_document_get_n_pages(reader->document), 0), most);
    state = read_document(reader, reason);
    g_clear_object(&reader->document);
    return state;
}

CbExtractState cb_pdf_read(int fd, guint max_pages, gsize max_page_bytes, CbFrameSink sink,
                           gpointer data, char **reason)
{
    Reader reader = {.max_page_bytes = CB_MAX_PAGE_TEXT_BYTES, .sink = sink, .data = data};
    if (max_page_bytes > 0)
        reader.max_page_bytes = MIN(max_page_bytes, CB_MAX_PAGE_TEXT_BYTES);
    *reason = NULL;
    guint handler = g_log_set_handler("Poppler", G_LOG_LEVEL_MASK, discard, NULL);
    CbExtractState state = open_and_read(fd, &reader, max_pages, reason);
    g_log_remove_handler("Poppler", handler);
    return state;
}
