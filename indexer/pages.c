/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading pages, cutting them, and finding the files of the attachments they name. */
#include "pages.h"
#include "cut/cut.h"
#include <casebank/error.h>
#include <string.h>
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

static CbPage *read_page(PageReader *reader, const CbFoundFile *file, GError **error)
{
    int fd = cb_found_file_open(file, error);
    if (fd < 0)
        return NULL;
    CbPage *page = file->type == CB_FILE_HTML
                       ? cb_extractor_read_html(reader->extractor, fd, error)
                       : cb_extractor_read_capture(reader->extractor, fd, error);
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
