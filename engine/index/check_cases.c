/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is stored of cases and passages, and whether it fits together.
 *
 * Each case is read in both ways in which it is read otherwise: by itself, as an answer does, and
 * with its passages, as `casebank show` does. All passages are read a second time by their own
 * numbers, and both must give the same amount of text: so every stored passage is reached, by the
 * one case that it belongs to.
 */
#include "check_private.h"
#include <casebank/error.h>
#include <casebank/pack.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    CbCheck *check;
    CbIndex *index;
    const char *cases, *passages; /* "gen-000007/cases" */
    GHashTable *ids;
    GArray *owners;     /* guint32 by document id of a passage: its case; 0: none */
    GArray *text_bytes; /* guint64 by document id of a case: of its passages but the lead */
    CbStatus found;     /* what is there, to be held against what the index says of itself */
} Contents;

typedef gboolean (*DocumentFunc)(Contents *contents, xapc_docid docid, const xapc_document *doc,
                                 xapc_error **error);

/* A stored value; "" on an error, too. (transfer full) */
static char *get_value(const xapc_document *doc, xapc_valueno slot, gsize *length)
{
    char *value = xapc_document_get_value(doc, slot, length, NULL);
    char *copy = g_memdup2(value != NULL ? value : "", value != NULL ? *length + 1 : 1);
    if (value == NULL)
        *length = 0;
    xapc_free(value);
    return copy;
}

static GBytes *get_data(const xapc_document *doc)
{
    gsize length = 0;
    char *data = xapc_document_get_data(doc, &length, NULL);
    GBytes *bytes = g_bytes_new(data, length);
    xapc_free(data);
    return bytes;
}

/* Reads every document of a database; what cannot be read is a fault and ends it. */
static void foreach_document(Contents *contents, xapc_database *database, const char *path,
                             const char *step, DocumentFunc func)
{
    xapc_error *error = NULL;
    xapc_doccount total = 0;
    guint64 done = 0;
    xapc_database_get_doccount(database, &total, &error);
    xapc_postiter *all = error == NULL ? xapc_database_postlist(database, "", 0, &error) : NULL;
    while (error == NULL && xapc_postiter_next(all, &error)) {
        xapc_docid docid = xapc_postiter_get_docid(all);
        xapc_document *doc = xapc_database_get_document(database, docid, TRUE, &error);
        gboolean goes_on = doc != NULL && func(contents, docid, doc, &error);
        xapc_document_free(doc);
        if (!goes_on)
            break;
        if (done++ % 256 == 0)
            cb_check_progress(contents->check, step, done, total);
    }
    xapc_postiter_free(all);
    if (error != NULL)
        cb_check_fault(contents->check, CB_FAULT_STRUCTURE, path, "kan ikke læses: %s",
                       xapc_error_description(error));
    xapc_error_free(error);
}

/* --- Cases ----------------------------------------------------------------------------------- */

/* The year is stored as itself; the others count into the dictionary of display values. */
static gboolean facets_fit(CbIndex *index, const char *packed, gsize length)
{
    CbUnpack in = {.data = (const guint8 *)packed, .left = length};
    for (CbFacetId facet = 0; facet < CB_N_FACETS; facet++) {
        const GPtrArray *values = cb_index_facet_values(index, facet);
        for (gsize n = cb_unpack_count(&in); n > 0 && !in.failed; n--) {
            guint64 number = cb_unpack_number(&in);
            if (facet != CB_FACET_YEAR && number >= values->len)
                return FALSE;
        }
    }
    return !in.failed;
}

static void count_case(CbStatus *found, const CbCase *item)
{
    found->cases++;
    found->kinds[item->kind]++;
    for (guint i = 0; i < item->attachments->len; i++)
        found->attachments[((const CbAttachment *)item->attachments->pdata[i])->state]++;
}

/* Notes whose the passages are that `statistics` gives a case. */
static void claim_passages(Contents *contents, xapc_docid docid, const char *id)
{
    CbCaseStatistics item = cb_statistics_case(cb_index_statistics(contents->index), docid);
    for (guint32 i = 0; i < item.n_passages; i++) {
        guint32 passage = item.first_passage + i;
        if (passage >= contents->owners->len)
            g_array_set_size(contents->owners, passage + 1);
        guint32 *owner = &g_array_index(contents->owners, guint32, passage);
        if (*owner != 0)
            cb_check_fault(contents->check, CB_FAULT_PASSAGES, contents->passages,
                           "passage %u hører til to sager, den ene er »%s«", passage, id);
        *owner = docid;
    }
}

static gboolean check_case(Contents *contents, xapc_docid docid, const xapc_document *doc,
                           xapc_error **error)
{
    (void)error;
    CbCheck *check = contents->check;
    gsize length;
    g_autoptr(GBytes) data = get_data(doc);
    g_autoptr(CbCase) item = cb_case_unpack(g_bytes_get_data(data, NULL), g_bytes_get_size(data));
    if (item == NULL) {
        cb_check_fault(check, CB_FAULT_CASES, contents->cases, "sag nummer %u kan ikke læses",
                       docid);
        return TRUE;
    }
    count_case(&contents->found, item);
    if (!g_hash_table_add(contents->ids, g_strdup(item->id)))
        cb_check_fault(check, CB_FAULT_CASES, contents->cases, "sagen »%s« er der to gange",
                       item->id);
    g_autofree char *facets = get_value(doc, CB_VALUE_FACETS, &length);
    if (!facets_fit(contents->index, facets, length))
        cb_check_fault(check, CB_FAULT_FACETS, contents->cases,
                       "sagen »%s« har en kommune, type eller et emne uden navn", item->id);
    claim_passages(contents, docid, item->id);
    return TRUE;
}

/* --- Passages -------------------------------------------------------------------------------- */

static void add_text(Contents *contents, guint32 owner, guint64 bytes)
{
    if (owner >= contents->text_bytes->len)
        g_array_set_size(contents->text_bytes, owner + 1);
    g_array_index(contents->text_bytes, guint64, owner) += bytes;
}

static gboolean check_passage(Contents *contents, xapc_docid docid, const xapc_document *doc,
                              xapc_error **error)
{
    (void)error;
    CbCheck *check = contents->check;
    guint32 *owner =
        docid < contents->owners->len ? &g_array_index(contents->owners, guint32, docid) : NULL;
    g_autoptr(GBytes) data = get_data(doc);
    g_autoptr(CbPassageRecord) record =
        cb_passage_unpack(g_bytes_get_data(data, NULL), g_bytes_get_size(data));
    if (record == NULL) {
        cb_check_fault(check, CB_FAULT_PASSAGES, contents->passages, "passage %u kan ikke læses",
                       docid);
    } else if (owner == NULL || *owner == 0) {
        cb_check_fault(check, CB_FAULT_PASSAGES, contents->passages,
                       "passage %u hører ikke til nogen sag", docid);
    } else {
        if (!record->is_lead)
            add_text(contents, *owner, strlen(record->text));
        contents->found.passages++;
        contents->found.documents_bytes += strlen(record->text);
    }
    if (owner != NULL)
        *owner = 0; /* it is there */
    return TRUE;
}

static void check_missing_passages(Contents *contents)
{
    for (guint32 i = 1; i < contents->owners->len; i++)
        if (g_array_index(contents->owners, guint32, i) != 0)
            cb_check_fault(contents->check, CB_FAULT_PASSAGES, contents->passages,
                           "passage %u mangler", i);
}

/* --- Cases as they are shown ----------------------------------------------------------------- */

static guint64 shown_bytes(const CbCase *item)
{
    guint64 bytes = 0;
    for (guint i = 0; i < item->sections->len; i++)
        bytes += strlen(((const CbSection *)item->sections->pdata[i])->text);
    for (guint i = 0; i < item->attachments->len; i++) {
        const CbAttachment *attachment = item->attachments->pdata[i];
        for (guint j = 0; j < attachment->pages->len; j++)
            bytes += strlen(((const CbPdfPage *)attachment->pages->pdata[j])->text);
    }
    return bytes;
}

static gboolean check_shown_case(Contents *contents, xapc_docid docid, const xapc_document *doc,
                                 xapc_error **error)
{
    (void)error;
    g_autoptr(GBytes) data = get_data(doc);
    g_autoptr(CbCase) record = cb_case_unpack(g_bytes_get_data(data, NULL), g_bytes_get_size(data));
    if (record == NULL)
        return TRUE; /* was told */
    g_autoptr(GError) failure = NULL;
    g_autoptr(CbCase) item = cb_index_case(contents->index, record->id, &failure);
    guint64 stored =
        docid < contents->text_bytes->len ? g_array_index(contents->text_bytes, guint64, docid) : 0;
    if (item == NULL)
        cb_check_fault(contents->check, CB_FAULT_CASES, contents->cases,
                       "sagen »%s« kan ikke vises: %s", record->id, failure->message);
    else if (shown_bytes(item) != stored)
        cb_check_fault(contents->check, CB_FAULT_PASSAGES, contents->passages,
                       "sagen »%s« finder ikke al sin tekst", record->id);
    return TRUE;
}

/* --- Counts ---------------------------------------------------------------------------------- */

static void compare(Contents *contents, const char *what, guint64 said, guint64 found)
{
    if (said != found)
        cb_check_fault(contents->check, CB_FAULT_COUNTS, contents->cases,
                       "indekset siger, at det har %" G_GUINT64_FORMAT
                       " %s, men har %" G_GUINT64_FORMAT,
                       said, what, found);
}

static void check_counts(Contents *contents)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CbStatus) status = cb_index_status(contents->index, &error);
    const CbStatus *found = &contents->found;
    if (status == NULL) {
        cb_check_fault(contents->check, CB_FAULT_COUNTS, contents->cases, "%s", error->message);
        return;
    }
    compare(contents, "sager", status->cases, found->cases);
    compare(contents, "sager i statistikken",
            cb_statistics_n_cases(cb_index_statistics(contents->index)), found->cases);
    for (guint i = 0; i < CB_N_CASE_KINDS; i++)
        compare(contents, cb_case_kind_name((CbCaseKind)i), status->kinds[i], found->kinds[i]);
    for (guint i = 0; i < CB_N_ATTACHMENT_STATES; i++)
        compare(contents, cb_attachment_state_name((CbAttachmentState)i), status->attachments[i],
                found->attachments[i]);
    compare(contents, "passager", status->passages, found->passages);
    compare(contents, "byte tekst", status->documents_bytes, found->documents_bytes);
}

void cb_check_cases(CbCheck *check, CbIndex *index, GHashTable *ids)
{
    g_autofree char *name = g_path_get_basename(check->folder);
    g_autofree char *cases = g_build_filename(name, "cases", NULL);
    g_autofree char *passages = g_build_filename(name, "passages", NULL);
    g_autoptr(GArray) owners = g_array_new(FALSE, TRUE, sizeof(guint32));
    g_autoptr(GArray) text_bytes = g_array_new(FALSE, TRUE, sizeof(guint64));
    Contents contents = {.check = check,
                         .index = index,
                         .cases = cases,
                         .passages = passages,
                         .ids = ids,
                         .owners = owners,
                         .text_bytes = text_bytes};
    foreach_document(&contents, cb_index_cases(index), cases, "sager læses", check_case);
    foreach_document(&contents, cb_index_passages(index), passages, "passager læses",
                     check_passage);
    check_missing_passages(&contents);
    foreach_document(&contents, cb_index_cases(index), cases, "sager samles", check_shown_case);
    check_counts(&contents);
    check->report->cases = contents.found.cases;
    check->report->passages = contents.found.passages;
}
