/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which pages are cut, and what their cases become. */
#include "gather.h"
#include "cut/fold.h"
#include "cut/merge.h"
#include "ledger.h"
#include "similar.h"
#include <string.h>

#define MOST_SIMILAR 12 /* cases of the index that are compared with a new one */

typedef struct {
    const CbGathering *options;
    CbGathered *out;
    GHashTable *page_cases; /* ids of cases of pages -> themselves, of the ledger */
    GPtrArray *cut;         /* CbCutPage* */
    GHashTable *is_cut;     /* CbPlannedFile* that are or will be in @cut */
} Gather;

void cb_gathered_clear(CbGathered *gathered)
{
    g_clear_pointer(&gathered->cases, g_ptr_array_unref);
    g_clear_pointer(&gathered->former, g_hash_table_unref);
    g_clear_pointer(&gathered->common, g_array_unref);
}

/* --- Which cases are in question ------------------------------------------------------------- */

static gboolean is_page(const CbPlannedFile *planned)
{
    return planned->file != NULL && cb_file_type_is_page(planned->file->type);
}

static gboolean is_readable_page(const CbPlannedFile *planned)
{
    return is_page(planned) && planned->file->left_out == NULL;
}

static gboolean was_page(const CbPlannedFile *planned)
{
    const CbFileRecord *old = planned->old;
    return is_page(planned) || (planned->file == NULL && old != NULL && old->extraction != NULL &&
                                !cb_file_record_is_pdf(old));
}

static gboolean has_changed(const CbPlannedFile *planned)
{
    return planned->action != CB_ACTION_UNCHANGED;
}

static void index_page_cases(Gather *gather)
{
    const GPtrArray *files = gather->options->plan->files;
    for (guint i = 0; i < files->len; i++) {
        const CbPlannedFile *planned = files->pdata[i];
        for (guint j = 0;
             was_page(planned) && planned->old != NULL && j < planned->old->case_ids->len; j++)
            g_hash_table_add(gather->page_cases, planned->old->case_ids->pdata[j]);
    }
}

/* Cases of the index that must be thought over; those of lines and lone PDFs are not ours. */
static void question(Gather *gather, const GPtrArray *ids)
{
    for (guint i = 0; i < ids->len; i++)
        if (g_hash_table_contains(gather->page_cases, ids->pdata[i]))
            g_hash_table_add(gather->out->former, g_strdup(ids->pdata[i]));
}

static void question_changed(Gather *gather)
{
    CbPlan *plan = gather->options->plan;
    for (guint i = 0; i < plan->files->len; i++) {
        CbPlannedFile *planned = plan->files->pdata[i];
        if (plan->pdfs_moved && !has_changed(planned) && !planned->kept && planned->old != NULL &&
            is_readable_page(planned) && cb_links_changed(&gather->options->pages, planned))
            cb_plan_touch(plan, planned, "en PDF, den nævner, er kommet til eller er væk");
        if (planned->old != NULL && (has_changed(planned) || gather->options->everything))
            question(gather, planned->old->case_ids);
    }
}

/* Cases that say much the same as new ones, and those of the pages that new teasers lead to. */
static gboolean question_similar(Gather *gather, GError **error)
{
    const CbGathering *options = gather->options;
    for (guint i = 0; options->index != NULL && i < gather->cut->len; i++) {
        const CbCutPage *page = gather->cut->pdata[i];
        for (guint j = 0; j < page->cases->len; j++) {
            CbCase *item = page->cases->pdata[j];
            cb_case_spool_get(options->pages.spool, item);
            g_autoptr(GPtrArray) ids = cb_index_similar(options->index, item, MOST_SIMILAR, error);
            cb_case_spool_drop(options->pages.spool, item);
            if (ids == NULL)
                return FALSE;
            question(gather, ids);
        }
    }
    return TRUE;
}

static void question_targets(Gather *gather)
{
    g_autoptr(GHashTable) targets = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < gather->cut->len; i++) {
        const CbCutPage *page = gather->cut->pdata[i];
        for (guint j = 0; j < page->cases->len; j++) {
            const CbCase *item = page->cases->pdata[j];
            for (guint k = 0; item->kind == CB_CASE_TEASER && k < item->also_in->len; k++) {
                const CbAlsoIn *place = item->also_in->pdata[k];
                if (place->source != NULL)
                    g_hash_table_add(targets, cb_page_key(place->source));
            }
        }
    }
    const GPtrArray *files = gather->options->plan->files;
    for (guint i = 0; g_hash_table_size(targets) > 0 && i < files->len; i++) {
        const CbPlannedFile *planned = files->pdata[i];
        if (!is_readable_page(planned) || planned->old == NULL)
            continue;
        g_autofree char *key = cb_page_key(planned->file->path);
        if (g_hash_table_contains(targets, key))
            question(gather, planned->old->case_ids);
    }
}

/* --- Which pages are cut --------------------------------------------------------------------- */

static gboolean is_in_question(const Gather *gather, const CbPlannedFile *planned)
{
    for (guint i = 0; planned->old != NULL && i < planned->old->case_ids->len; i++)
        if (g_hash_table_contains(gather->out->former, planned->old->case_ids->pdata[i]))
            return TRUE;
    return FALSE;
}

/* Cuts those that are wanted and were not cut yet. */
static gboolean cut_pages(Gather *gather, gboolean only_changed, GError **error)
{
    const GPtrArray *files = gather->options->plan->files;
    g_autoptr(GPtrArray) wanted = g_ptr_array_new();
    for (guint i = 0; i < files->len; i++) {
        CbPlannedFile *planned = files->pdata[i];
        if (is_readable_page(planned) &&
            (gather->options->everything || has_changed(planned) ||
             (!only_changed && is_in_question(gather, planned))) &&
            g_hash_table_add(gather->is_cut, planned))
            g_ptr_array_add(wanted, planned);
    }
    if (wanted->len == 0)
        return TRUE;
    g_autoptr(GPtrArray) cut = cb_read_pages(&gather->options->pages, wanted, error);
    if (cut == NULL)
        return FALSE;
    gather->out->stopped |= cut->len < wanted->len;
    g_ptr_array_extend_and_steal(gather->cut, g_steal_pointer(&cut));
    return TRUE;
}

/* --- What becomes of them -------------------------------------------------------------------- */

/* An unchanged page's other cases are not in question: they stay what they are. */
static gboolean takes_part(const Gather *gather, const CbCutPage *page, guint index)
{
    const CbPlannedFile *planned = page->planned;
    if (gather->options->everything || has_changed(planned) || planned->old == NULL ||
        planned->old->case_ids->len != page->cases->len)
        return TRUE;
    return g_hash_table_contains(gather->out->former, planned->old->case_ids->pdata[index]);
}

static int compare_pages(gconstpointer a, gconstpointer b, gpointer places)
{
    const CbCutPage *left = *(const CbCutPage *const *)a, *right = *(const CbCutPage *const *)b;
    guint x = GPOINTER_TO_UINT(g_hash_table_lookup(places, left->planned));
    guint y = GPOINTER_TO_UINT(g_hash_table_lookup(places, right->planned));
    return (x > y) - (x < y);
}

/* Which text wins may depend on the order. */
static void sort_pages(Gather *gather)
{
    g_autoptr(GHashTable) places = g_hash_table_new(NULL, NULL);
    const GPtrArray *files = gather->options->plan->files;
    for (guint i = 0; i < files->len; i++)
        g_hash_table_insert(places, files->pdata[i], GUINT_TO_POINTER(i));
    g_ptr_array_sort_with_data(gather->cut, compare_pages, places);
}

/* Ids of cases that take no part. */
static GHashTable *taken_ids(const Gather *gather)
{
    GHashTable *taken = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GPtrArray) ids = cb_records_cases(gather->options->records);
    for (guint i = 0; i < ids->len; i++)
        if (!g_hash_table_contains(gather->out->former, ids->pdata[i]))
            g_hash_table_add(taken, ids->pdata[i]);
    return taken;
}

/* Hands the cases that take part to @cases; an unchanged page's others are freed. */
static void collect(Gather *gather, GPtrArray *cases, GArray *numbers)
{
    for (guint i = 0; i < gather->cut->len; i++) {
        CbCutPage *page = gather->cut->pdata[i];
        for (guint j = 0; j < page->cases->len; j++) {
            gboolean part = takes_part(gather, page, j);
            guint number = part ? cases->len : G_MAXUINT;
            g_array_append_val(numbers, number);
            if (!part)
                continue;
            g_ptr_array_add(cases, page->cases->pdata[j]);
            page->cases->pdata[j] = NULL;
        }
    }
}

/* Tells each page's record which case each of its own became, and hands it over. */
static void record_pages(Gather *gather, const GArray *numbers, const GArray *became)
{
    guint at = 0;
    for (guint i = 0; i < gather->cut->len; i++) {
        CbCutPage *page = gather->cut->pdata[i];
        for (guint j = 0; j < page->cases->len; j++) {
            guint number = g_array_index(numbers, guint, at++);
            const char *id;
            if (number == G_MAXUINT) {
                id = page->planned->old->case_ids->pdata[j];
            } else {
                guint place = g_array_index(became, guint, number);
                id = ((const CbCase *)gather->out->cases->pdata[place])->id;
            }
            g_ptr_array_add(page->record->case_ids, g_strdup(id));
        }
        cb_records_put_file(gather->options->records, g_steal_pointer(&page->record));
    }
}

/* The cases of pages that are out of sight tonight stay, whatever the others say. */
static void spare_kept(Gather *gather)
{
    const GPtrArray *files = gather->options->plan->files;
    for (guint i = 0; i < files->len; i++) {
        const CbPlannedFile *planned = files->pdata[i];
        for (guint j = 0; planned->kept && j < planned->old->case_ids->len; j++)
            g_hash_table_remove(gather->out->former, planned->old->case_ids->pdata[j]);
    }
}

static void lend_text(CbCase *item, gpointer spool)
{
    cb_case_spool_get(spool, item);
}

static void take_text_back(CbCase *item, gpointer spool)
{
    cb_case_spool_drop(spool, item);
}

static gboolean merge(Gather *gather, GError **error)
{
    CbGathered *out = gather->out;
    GPtrArray *cases = g_ptr_array_new_with_free_func((GDestroyNotify)cb_case_free);
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(guint));
    sort_pages(gather);
    collect(gather, cases, numbers);
    spare_kept(gather);
    g_autoptr(GHashTable) taken = taken_ids(gather);
    CbCaseSpool *spool = gather->options->pages.spool;
    const CbTextLender texts = {lend_text, take_text_back, cb_case_spool_bytes(spool), spool};
    g_auto(CbMergeFrame) frame = {.taken = taken, .texts = &texts};
    const CbLedger *ledger = gather->options->ledger;
    if (!gather->options->everything && ledger != NULL) {
        frame.common = g_array_new(FALSE, FALSE, sizeof(guint64));
        g_array_append_vals(frame.common, ledger->common->data, ledger->common->len);
    }
    out->cases = cb_merge_cases(cases, &frame);
    record_pages(gather, numbers, frame.became);
    out->common = g_steal_pointer(&frame.common);
    return cb_case_spool_check(spool, error);
}

/* Pages that changed first: what they say decides which others are in question. */
static gboolean cut_all(Gather *gather, GError **error)
{
    question_changed(gather);
    if (!cut_pages(gather, TRUE, error))
        return FALSE;
    if (gather->options->everything || gather->out->stopped)
        return TRUE;
    if (!question_similar(gather, error))
        return FALSE;
    question_targets(gather);
    return cut_pages(gather, FALSE, error);
}

gboolean cb_gather_cases(const CbGathering *gathering, CbGathered *gathered, GError **error)
{
    g_autoptr(GHashTable) page_cases = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) is_cut = g_hash_table_new(NULL, NULL);
    g_autoptr(GPtrArray) cut = g_ptr_array_new_with_free_func((GDestroyNotify)cb_cut_page_free);
    Gather gather = {gathering, gathered, page_cases, cut, is_cut};
    gathered->former = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    index_page_cases(&gather);
    return cut_all(&gather, error) && (gathered->stopped || merge(&gather, error));
}
