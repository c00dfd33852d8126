/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Has the libraries open and load now what they would open with the first file that needs it. */
#define _GNU_SOURCE /* memfd_create() */
#include "preload.h"
#include "capture_read.h"
#include "html_read.h"
#include "pdf_read.h"
#include <poppler.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

/* What pages and PDFs in Denmark are written in besides UTF-8 and what we read by our own tables;
 * the C library has a module to load for each. */
static const char *const encodings[] = {
    "UTF-16",       "UTF-16BE",     "ISO-8859-2",  "ISO-8859-4",   "ISO-8859-6",   "ISO-8859-9",
    "ISO-8859-10",  "ISO-8859-13",  "ISO-8859-15", "WINDOWS-1250", "WINDOWS-1251", "WINDOWS-1254",
    "WINDOWS-1256", "WINDOWS-1257", "MACINTOSH",   "IBM850",       "IBM865",
};

/* A page with a word in a font that is not embedded, a title in UTF-16 and a date. */
static const char pdf[] =
    "%PDF-1.4\n"
    "1 0 obj<</Type/Catalog/Pages 2 0 R>> endobj\n"
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F 5 0 "
    "R>>>>>> endobj\n"
    "4 0 obj<</Length 34>>stream\n"
    "BT /F 9 Tf 9 9 Td(Velkommen)Tj ET\n"
    "endstream endobj\n"
    "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>> endobj\n"
    "6 0 obj<</Title<FEFF00D8>/ModDate(D:20240314)>> endobj\n"
    "xref\n"
    "0 7\n"
    "0000000000 65535 f \n"
    "0000000009 00000 n \n"
    "0000000053 00000 n \n"
    "0000000103 00000 n \n"
    "0000000211 00000 n \n"
    "0000000290 00000 n \n"
    "0000000377 00000 n \n"
    "trailer<</Size 7/Root 1 0 R/Info 6 0 R>>\n"
    "startxref\n"
    "432\n"
    "%%EOF\n";

/* Never closed: a module is unloaded with its last user. */
static GIConv converters[G_N_ELEMENTS(encodings)];
static PopplerDocument *document; /* poppler forgets its tables with the last document */

static void load_encodings(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(encodings); i++)
        converters[i] = g_iconv_open("UTF-8", encodings[i]);
    g_get_charset(NULL);
}

static void load_time_zone(void)
{
    tzset();
    g_autoptr(GTimeZone) zone G_GNUC_UNUSED = g_time_zone_new_local(); /* GLib keeps it */
}

static gboolean take(CbFrameType type, const GByteArray *payload, gpointer data)
{
    (void)type, (void)payload, (void)data;
    return TRUE;
}

/* The way of every file, from its descriptor to its text. */
static void read_pdf(void)
{
    g_autofree char *reason = NULL;
    int fd = memfd_create("preload", MFD_CLOEXEC);
    if (fd < 0)
        return;
    if (write(fd, pdf, sizeof pdf - 1) == (gssize)sizeof pdf - 1)
        cb_pdf_read(fd, 0, 0, take, NULL, &reason);
    close(fd);
}

static void read_html(void)
{
    static const guint8 html[] = "<title>Titel</title><h1>Velkommen</h1><p>Tekst";
    g_autofree char *reason = NULL;
    g_autoptr(CbPage) page G_GNUC_UNUSED = cb_html_parse(html, sizeof html - 1, &reason);
}

static void read_capture(void)
{
    static const guint8 text[] = "Forside > Viden\n\nVelkommen\n\nEn tekst, der er en tekst.\n";
    g_autofree char *reason = NULL;
    g_autoptr(CbPage) page G_GNUC_UNUSED = cb_capture_decode(text, sizeof text - 1, &reason);
}

void cb_preload(void)
{
    load_encodings();
    load_time_zone();
    g_autoptr(GBytes) bytes = g_bytes_new_static(pdf, sizeof pdf - 1);
    document = poppler_document_new_from_bytes(bytes, NULL, NULL);
    read_pdf();
    read_html();
    read_capture();
}
