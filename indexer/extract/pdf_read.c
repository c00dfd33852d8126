/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells what state a PDF is in, and hands out its pages. */
#include "pdf_read.h"
#include "pdf_meta.h"
#include "pdf_open.h"
#include "pdf_page.h"
#include <casebank/pack.h>

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
        cb_pack_number(payload, 0);
        return payload;
    }
    g_autofree char *label = cb_pdf_label(page, number);
    g_autofree char *text =
        cb_pdf_page_text(page, reader->runs, reader->hyphens, reader->max_page_bytes);
    gboolean has_text = is_worth_the_name(text, page);
    reader->has_text = reader->has_text || has_text;
    cb_pack_string(payload, label);
    cb_pack_string(payload, text);
    cb_pack_number(payload, has_text ? 0 : 1);
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
    CbExtractState state = cb_pdf_open(fd, &reader->document, reason);
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
