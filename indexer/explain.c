/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads and cuts one page as a run would, with notes. */
#include "explain.h"
#include "explain_parts.h"
#include "extractor.h"
#include "source_links.h"
#include <casebank/error.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void explanation_clear(CbExplanation *explained)
{
    cb_cut_trace_clear(&explained->trace);
    g_clear_pointer(&explained->cases, g_ptr_array_unref);
    g_clear_pointer(&explained->rules, cb_page_rules_free);
    g_clear_pointer(&explained->settings, cb_settings_free);
    g_clear_pointer(&explained->page, cb_page_free);
    g_clear_pointer(&explained->sources, cb_sources_free);
    g_free(explained->url);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CbExplanation, explanation_clear)

/* ---- Which source the page is of ---- */

/* Finds @page among the files of the sources. FALSE when it is none of them. */
static gboolean find_file(CbExplanation *explained, const char *page)
{
    g_autofree char *wanted = realpath(page, NULL);
    for (guint i = 0; i < explained->sources->sources->len; i++) {
        CbSource *source = g_ptr_array_index(explained->sources->sources, i);
        for (guint j = 0; j < source->files->len; j++) {
            const CbFoundFile *file = g_ptr_array_index(source->files, j);
            g_autofree char *real = realpath(file->file, NULL);
            if (wanted == NULL || real == NULL || strcmp(real, wanted) != 0)
                continue;
            explained->source = source;
            explained->file = file;
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean list_sources(const char *const *roots, const CbIngestOptions *ingest,
                             CbReport *report, CbExplanation *explained, GError **error)
{
    const CbSourcesOptions options = {
        .roots = roots, .base_urls = ingest->base_urls, .ignore_robots = ingest->ignore_robots};
    g_clear_pointer(&explained->sources, cb_sources_free);
    explained->sources = cb_sources_list(&options, report, error);
    return explained->sources != NULL;
}

/* Looks in the sources as given, then in the page's own folder. */
static gboolean find_page(const char *page, const CbIngestOptions *ingest, CbReport *report,
                          CbExplanation *explained, GError **error)
{
    if (!g_file_test(page, G_FILE_TEST_IS_REGULAR)) {
        g_set_error(error, CB_ERROR, CB_ERROR_USAGE, "%s: filen findes ikke", page);
        return FALSE;
    }
    if (ingest->sources != NULL && ingest->sources[0] != NULL &&
        !list_sources(ingest->sources, ingest, report, explained, error))
        return FALSE;
    g_autofree char *folder = g_path_get_dirname(page);
    const char *const roots[] = {folder, NULL};
    if ((explained->sources == NULL || !find_file(explained, page)) &&
        !list_sources(roots, ingest, report, explained, error))
        return FALSE;
    if ((explained->file != NULL || find_file(explained, page)) &&
        cb_file_type_is_page(explained->file->type)) {
        cb_sources_sift(explained->sources, report);
        return TRUE;
    }
    g_set_error(error, CB_ERROR, CB_ERROR_USAGE,
                "%s er ikke en side: kun .html, .htm og .txt kan forklares", page);
    return FALSE;
}

/* ---- What stands beside the page ---- */

static gboolean read_settings(const CbIngestOptions *ingest, CbExtractor *extractor,
                              CbExplanation *explained, GError **error)
{
    explained->settings = cb_settings_read(ingest, explained->sources, error);
    if (explained->settings == NULL)
        return FALSE;
    const CbSiteProfile *profile = explained->settings->profile;
    if (profile != NULL && !cb_site_profile_check(profile, extractor, error))
        return FALSE;
    g_autofree char *address = cb_site_address(explained->source->site, explained->file);
    explained->rules = profile != NULL
                           ? cb_site_profile_rules(profile, explained->source->name, address)
                           : cb_page_rules_new();
    explained->rules->explains = TRUE;
    return TRUE;
}

/* ---- The page ---- */

static CbPage *read_page(const CbExplanation *explained, CbExtractor *extractor, GError **error)
{
    int fd = cb_found_file_open(explained->file, error);
    if (fd < 0)
        return NULL;
    g_autoptr(GByteArray) record = g_byte_array_new();
    cb_page_rules_pack(explained->rules, record);
    CbPage *page = explained->file->type == CB_FILE_HTML
                       ? cb_extractor_read_html_by(extractor, fd, record, error)
                       : cb_extractor_read_capture(extractor, fd, error);
    close(fd);
    return page;
}

/* As a run does; but @url stays the link as written, and @reason tells of a file that is there. */
static void tie_attachment(const CbExplanation *explained, const CbCase *item,
                           CbAttachment *attachment)
{
    CbSource *source = explained->source;
    char *href = g_strdup(attachment->url);
    cb_source_tie_attachment(explained->sources, source, explained->file, item, attachment);
    g_free(attachment->url);
    attachment->url = href;
    const CbFoundFile *file =
        href != NULL ? cb_site_follow(source->site, explained->file, item->url, href) : NULL;
    if (attachment->state == CB_STATE_MISSING && (file == NULL || file->reason == NULL))
        g_clear_pointer(&attachment->reason, g_free);
}

static void cut(CbExplanation *explained)
{
    explained->url =
        cb_site_page_address(explained->source->site, explained->file, explained->page->canonical);
    explained->cases = cb_cut_page_traced(explained->page, explained->file->path, explained->url,
                                          explained->settings->municipalities, &explained->kind,
                                          &explained->trace);
    for (guint i = 0; i < explained->cases->len; i++) {
        const CbCase *item = g_ptr_array_index(explained->cases, i);
        for (guint j = 0; j < item->attachments->len; j++)
            tie_attachment(explained, item, g_ptr_array_index(item->attachments, j));
    }
}

static gboolean explain(const CbIngestOptions *ingest, CbExplanation *explained, GError **error)
{
    const CbExtractorOptions options = {.program = ingest->extractor,
                                        .deadline_ms = ingest->file_deadline_ms,
                                        .no_sandbox = ingest->no_sandbox};
    g_autoptr(CbExtractor) extractor = cb_extractor_new(&options);
    if (!read_settings(ingest, extractor, explained, error))
        return FALSE;
    g_autoptr(GError) failed = NULL;
    explained->page = read_page(explained, extractor, &failed);
    if (explained->page == NULL) {
        if (!cb_extractor_error_is_final(failed))
            g_prefix_error(&failed, "%s: ", explained->file->path);
        g_propagate_error(error, g_steal_pointer(&failed));
        return FALSE;
    }
    cut(explained);
    return TRUE;
}

char *cb_explain_page(const char *page, const CbIngestOptions *ingest, gboolean as_json,
                      GError **error)
{
    g_return_val_if_fail(ingest->extractor != NULL, NULL);
    g_autoptr(CbReport) report = cb_report_new(TRUE);
    g_auto(CbExplanation) explained = {0};
    if (!find_page(page, ingest, report, &explained, error) || !explain(ingest, &explained, error))
        return NULL;
    return as_json ? cb_explanation_json(&explained) : cb_explanation_text(&explained);
}
