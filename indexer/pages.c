/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading pages, cutting them, and finding the files of the attachments they name. */
#include "pages.h"
#include "cut/capture.h"
#include "cut/cut.h"
#include <casebank/error.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    CbSources *sources;
    CbSource *source;
    CbExtractor *extractor;
    const CbMunicipalities *municipalities;
    const char *base_url;
    CbReport *report;
    GPtrArray *cases;
} PageReader;

char *cb_web_address(const char *base_url, const CbSource *source, const char *path)
{
    if (base_url == NULL)
        return NULL;
    g_autofree char *escaped = g_uri_escape_string(path + strlen(source->prefix),
                                                   G_URI_RESERVED_CHARS_ALLOWED_IN_PATH, FALSE);
    return g_strdup_printf("%s%s%s", base_url, g_str_has_suffix(base_url, "/") ? "" : "/", escaped);
}

/* --- Reading --------------------------------------------------------------------------------- */

/* The bytes of a capture; refuses what is too large before reading it. */
static char *read_bytes(int fd, gsize *length, GError **error)
{
    struct stat st;
    if (fstat(fd, &st) == 0 && st.st_size > (off_t)CB_MAX_PAGE_FILE_BYTES) {
        g_set_error(error, CB_ERROR, CB_ERROR_BAD_FILE,
                    "siden er for stor (%" G_GINT64_FORMAT " MB, højst %u MB)",
                    (gint64)st.st_size / (1024 * 1024), CB_MAX_PAGE_FILE_BYTES / (1024 * 1024));
        return NULL;
    }
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    guint8 buffer[65536];
    ssize_t got;
    while ((got = read(fd, buffer, sizeof buffer)) > 0 && bytes->len <= CB_MAX_PAGE_FILE_BYTES)
        g_byte_array_append(bytes, buffer, (guint)got);
    if (got < 0) {
        int code = errno;
        g_set_error_literal(error, CB_ERROR, CB_ERROR_BAD_FILE, g_strerror(code));
        return NULL;
    }
    *length = bytes->len;
    g_byte_array_append(bytes, (const guint8 *)"", 1);
    return (char *)g_byte_array_free(g_steal_pointer(&bytes), FALSE);
}

/* UTF-8, else Windows' Latin-1; with five bytes that have no meaning there, ISO Latin-1, which
 * every byte string is. */
static char *to_utf8(const char *bytes, gsize length, gsize *converted_length)
{
    static const char *const charsets[] = {"WINDOWS-1252", "ISO-8859-1"};
    if (g_utf8_validate(bytes, (gssize)length, NULL)) {
        *converted_length = length;
        return g_strndup(bytes, length);
    }
    char *text = NULL;
    for (gsize i = 0; text == NULL && i < G_N_ELEMENTS(charsets); i++)
        text = g_convert(bytes, (gssize)length, "UTF-8", charsets[i], NULL, converted_length, NULL);
    return text;
}

static char *decode_text(const char *bytes, gsize length, gsize *decoded_length, GError **error)
{
    if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        bytes += 3;
        length -= 3;
    }
    char *text =
        memchr(bytes, '\0', length) == NULL ? to_utf8(bytes, length, decoded_length) : NULL;
    if (text == NULL)
        g_set_error_literal(error, CB_ERROR, CB_ERROR_BAD_FILE,
                            "filen er ikke tekst (den har nul-tegn i sig)");
    return text;
}

static CbPage *read_capture(int fd, GError **error)
{
    gsize length, decoded_length;
    g_autofree char *bytes = read_bytes(fd, &length, error);
    if (bytes == NULL)
        return NULL;
    g_autofree char *text = decode_text(bytes, length, &decoded_length, error);
    return text != NULL ? cb_capture_parse(text, decoded_length) : NULL;
}

static CbPage *read_page(PageReader *reader, const CbFoundFile *file, GError **error)
{
    int fd = cb_found_file_open(file, error);
    if (fd < 0)
        return NULL;
    CbPage *page = file->type == CB_FILE_HTML ? cb_extractor_read_html(reader->extractor, fd, error)
                                              : read_capture(fd, error);
    close(fd);
    return page;
}

/* --- Attachments ----------------------------------------------------------------------------- */

/* What the cutter left: @url is the link as written in the page, or NULL. */
static void find_attachment(PageReader *reader, const CbCase *item, CbAttachment *attachment)
{
    g_autofree char *href = g_steal_pointer(&attachment->url);
    const char *path =
        cb_file_set_match(reader->source->pdfs, item->source, href, attachment->name);
    attachment->state = path != NULL ? CB_STATE_OK : CB_STATE_MISSING;
    attachment->source = g_strdup(path);
    if (href != NULL)
        attachment->url = cb_url_resolve(item->url, href);
    if (attachment->url == NULL && path != NULL)
        attachment->url = cb_web_address(reader->base_url, reader->source, path);
    if (path == NULL)
        attachment->reason = g_strdup("siden nævner filen, men den er ikke i kilden");
}

static void take_cases(PageReader *reader, const CbFoundFile *file, const CbPage *page)
{
    g_autofree char *url = page->canonical != NULL
                               ? g_strdup(page->canonical)
                               : cb_web_address(reader->base_url, reader->source, file->path);
    g_autoptr(GPtrArray) cases = cb_cut_page(page, file->path, url, reader->municipalities, NULL);
    for (guint i = 0; i < cases->len; i++) {
        const CbCase *item = cases->pdata[i];
        for (guint j = 0; j < item->attachments->len; j++)
            find_attachment(reader, item, item->attachments->pdata[j]);
    }
    g_ptr_array_extend_and_steal(reader->cases, g_steal_pointer(&cases));
}

/* --- All pages ------------------------------------------------------------------------------- */

/* FALSE only when the extractor is broken: then every page would fail. */
static gboolean take_page(PageReader *reader, const CbFoundFile *file, GError **error)
{
    g_autoptr(GError) page_error = NULL;
    g_autoptr(CbPage) page = read_page(reader, file, &page_error);
    if (page != NULL) {
        cb_sources_record(reader->sources, file->path);
        take_cases(reader, file, page);
        return TRUE;
    }
    if (cb_extractor_error_is_final(page_error)) {
        g_propagate_error(error, g_steal_pointer(&page_error));
        return FALSE;
    }
    cb_sources_fail(reader->sources, reader->report, file->path, "failed", page_error->message);
    return TRUE;
}

static gboolean take_source(PageReader *reader, CbSource *source, GError **error)
{
    reader->source = source;
    for (guint i = 0; i < source->files->len; i++) {
        const CbFoundFile *file = source->files->pdata[i];
        cb_report_progress(reader->report, "Læser sider: fil", i + 1, source->files->len,
                           file->path);
        if (cb_file_type_is_page(file->type) && !take_page(reader, file, error))
            return FALSE;
    }
    return TRUE;
}

GPtrArray *cb_read_pages(CbSources *sources, CbExtractor *extractor,
                         const CbMunicipalities *municipalities, const char *base_url,
                         CbReport *report, GError **error)
{
    g_autoptr(GPtrArray) cases = g_ptr_array_new_with_free_func((GDestroyNotify)cb_case_free);
    PageReader reader = {.sources = sources,
                         .extractor = extractor,
                         .municipalities = municipalities,
                         .base_url = base_url,
                         .report = report,
                         .cases = cases};
    for (guint i = 0; i < sources->sources->len; i++)
        if (!take_source(&reader, sources->sources->pdata[i], error))
            return NULL;
    return g_steal_pointer(&cases);
}
