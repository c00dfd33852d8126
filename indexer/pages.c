/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading pages and cutting them into cases. */
#include "pages.h"
#include "cut/cut.h"
#include "records.h"
#include "source_links.h"
#include <string.h>

void cb_cut_page_free(CbCutPage *page)
{
    if (page == NULL)
        return;
    cb_file_record_free(page->record);
    g_ptr_array_unref(page->cases);
    g_free(page);
}

/* --- Rules ----------------------------------------------------------------------------------- */

/* (nullable): without a profile. */
static CbPageRules *rules_for(const CbSiteProfile *profile, const CbSource *source,
                              const char *address)
{
    return profile != NULL ? cb_site_profile_rules(profile, source->name, address) : NULL;
}

/* What a file is read by; "" for no rules. Each line of a file of cases has an address of its own.
 * (transfer full) */
static char *rules_print(const CbSiteProfile *profile, const CbSource *source,
                         const CbFoundFile *file, const char *address)
{
    if (profile != NULL && file->type == CB_FILE_JSONL)
        return cb_site_profile_fingerprint(profile);
    g_autoptr(CbPageRules) rules =
        cb_file_type_is_page(file->type) ? rules_for(profile, source, address) : NULL;
    return rules != NULL ? cb_page_rules_fingerprint(rules) : g_strdup("");
}

char *cb_page_context(const CbSource *source, const CbFoundFile *file, gpointer data)
{
    g_autofree char *address = cb_site_address(source->site, file);
    const char *updated = cb_site_updated(source->site, address);
    g_autofree char *print = rules_print(data, source, file, address);
    return g_strdup_printf("%s %s %s", address != NULL ? address : "",
                           updated != NULL ? updated : "", print);
}

static void submit_page(const CbPageReading *reading, CbPlannedFile *planned)
{
    const CbFoundFile *file = planned->file;
    g_autofree char *address = cb_site_address(planned->source->site, file);
    g_autoptr(CbPageRules) rules = rules_for(reading->profile, planned->source, address);
    g_autoptr(GByteArray) packed = g_byte_array_new();
    if (rules != NULL)
        cb_page_rules_pack(rules, packed);
    cb_extractor_pool_submit(reading->reading.pool,
                             &(CbExtractorJob){.type = file->type,
                                               .path = file->path,
                                               .file = file->file,
                                               .fd = -1,
                                               .rules = rules != NULL ? packed : NULL,
                                               .data = planned});
}

/* --- Attachments ----------------------------------------------------------------------------- */

static void tie_attachment(const CbPageReading *reading, const CbCutPage *page, const CbCase *item,
                           CbAttachment *attachment)
{
    const CbPlannedFile *planned = page->planned;
    CbLinkRecord *link = cb_link_record_new(attachment->url, attachment->name, NULL);
    cb_source_tie_attachment(reading->sources, planned->source, planned->file, item, attachment);
    link->path = g_strdup(attachment->source);
    g_ptr_array_add(page->record->links, link);
}

gboolean cb_links_changed(const CbPageReading *reading, const CbPlannedFile *page)
{
    g_autoptr(CbCase) item = cb_case_new();
    item->source = g_strdup(page->file->path);
    item->url = cb_site_address(page->source->site, page->file);
    for (guint i = 0; i < page->old->links->len; i++) {
        const CbLinkRecord *link = page->old->links->pdata[i];
        g_autoptr(CbAttachment) attachment = cb_attachment_new(link->name);
        attachment->url = g_strdup(link->href);
        cb_source_tie_attachment(reading->sources, page->source, page->file, item, attachment);
        if (g_strcmp0(attachment->source, link->path) != 0)
            return TRUE;
    }
    return FALSE;
}

/* --- Pages ----------------------------------------------------------------------------------- */

static void complete_case(const CbPageReading *reading, const CbCutPage *cut, CbCase *item,
                          const char *updated)
{
    const CbPlannedFile *planned = cut->planned;
    cb_source_tie_target(reading->sources, planned->source, planned->file, item);
    for (guint i = 0; i < item->attachments->len; i++)
        tie_attachment(reading, cut, item, item->attachments->pdata[i]);
    if (item->updated == NULL)
        item->updated = g_strdup(updated);
}

static void take_cases(const CbPageReading *reading, CbCutPage *cut, const CbPage *page)
{
    const CbFoundFile *file = cut->planned->file;
    CbSite *site = cut->planned->source->site;
    g_autofree char *url = cb_site_page_address(site, file, page->canonical);
    g_ptr_array_unref(cut->cases);
    cut->cases = cb_cut_page(page, file->path, url, reading->municipalities, NULL);
    for (guint i = 0; i < cut->cases->len; i++)
        complete_case(reading, cut, cut->cases->pdata[i], cb_site_updated(site, url));
}

static void set_state(CbFileRecord *record, const char *state, const char *reason)
{
    g_free(record->state);
    g_free(record->reason);
    record->state = g_strdup(state);
    record->reason = g_strdup(reason);
}

static CbCutPage *take_page(const CbPageReading *reading, const CbExtractorResult *result)
{
    CbCutPage *cut = g_new0(CbCutPage, 1);
    cut->planned = result->data;
    cut->record = cb_record_of_result(result, cut->planned);
    cut->cases = g_ptr_array_new_with_free_func((GDestroyNotify)cb_case_free);
    if (result->page == NULL)
        return cut;
    if (result->page->noindex && !reading->ignore_robots)
        set_state(cut->record, CB_LEFT_OUT_NOINDEX, "siden beder selv om ikke at blive indekseret");
    else
        take_cases(reading, cut, result->page);
    return cut;
}

static gboolean put_away(const CbPageReading *reading, const CbCutPage *cut, GError **error)
{
    for (guint i = 0; reading->spool != NULL && i < cut->cases->len; i++)
        if (!cb_case_spool_put(reading->spool, cut->cases->pdata[i], error))
            return FALSE;
    return TRUE;
}

GPtrArray *cb_read_pages(const CbPageReading *reading, const GPtrArray *pages, GError **error)
{
    g_autoptr(GPtrArray) cut = g_ptr_array_new_full(pages->len, (GDestroyNotify)cb_cut_page_free);
    g_autoptr(GError) read_error = NULL;
    cb_report_phase(reading->reading.report, CB_PHASE_PAGES, pages->len);
    for (guint i = 0; i < pages->len; i++)
        submit_page(reading, pages->pdata[i]);
    for (;;) {
        g_autoptr(CbExtractorResult) result = cb_reading_take(&reading->reading, &read_error);
        if (result == NULL)
            break;
        const CbPlannedFile *planned = result->data;
        if (result->state == CB_READ_NOT_DONE)
            continue;
        cb_reading_tell(&reading->reading, result, planned->action);
        CbCutPage *page = take_page(reading, result);
        g_ptr_array_add(cut, page);
        if (!put_away(reading, page, &read_error))
            break;
    }
    if (read_error != NULL) {
        g_propagate_error(error, g_steal_pointer(&read_error));
        return NULL;
    }
    return g_steal_pointer(&cut);
}
