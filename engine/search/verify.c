/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Looking for a phrase in the texts themselves.
 *
 * The candidates' own data (title, lead, names of attachments, contact) is read first; only for an
 * exact phrase anywhere are passages read too, and of these only the ones where its words stand one
 * after the other in some form.
 */
#include "verify.h"
#include "build.h"
#include "index_private.h"
#include "match.h"
#include "phrase_places.h"
#include <string.h>

#define MAX_PASSAGES_READ 2000

typedef struct {
    CbIndex *index;
    CbQuery *query;
    const CbNode *leaf;
    CbMatcher *matcher;
    GArray *matches;  /* scratch: CbMatch */
    GPtrArray *found; /* id terms' text: of the cases where it stands */
    guint n_read;     /* passages */
    xapc_error **error;
} Verify;

/* Do all words of the leaf (its phrase, if it is one) stand in the text? */
static gboolean stands_in(Verify *verify, const char *text)
{
    guint64 found = 0;
    guint n_patterns = cb_matcher_n_patterns(verify->matcher);
    if (text == NULL || n_patterns == 0)
        return FALSE;
    g_array_set_size(verify->matches, 0);
    cb_matcher_run(verify->matcher, cb_index_analyzer(verify->index), text, strlen(text),
                   verify->matches);
    for (guint i = 0; i < verify->matches->len; i++)
        found |= G_GUINT64_CONSTANT(1) << g_array_index(verify->matches, CbMatch, i).pattern;
    return found ==
           (n_patterns == 64 ? ~G_GUINT64_CONSTANT(0) : (G_GUINT64_CONSTANT(1) << n_patterns) - 1);
}

static gboolean stands_in_attachments(Verify *verify, const CbCase *item)
{
    for (guint i = 0; i < item->attachments->len; i++) {
        const CbAttachment *attachment = item->attachments->pdata[i];
        if (stands_in(verify, attachment->name) || stands_in(verify, attachment->title))
            return TRUE;
    }
    return FALSE;
}

static gboolean stands_in_case(Verify *verify, const CbCase *item)
{
    switch (verify->leaf->field) {
    case CB_FIELD_TITLE:
        return stands_in(verify, item->title);
    case CB_FIELD_FILE:
        return stands_in_attachments(verify, item);
    case CB_FIELD_CONTACT:
        return stands_in(verify, item->contact);
    default:
        return stands_in(verify, item->title) || stands_in(verify, item->lead) ||
               stands_in_attachments(verify, item);
    }
}

static gboolean stands_in_passage(Verify *verify, const CbPhrasePlace *place)
{
    g_autoptr(CbPassageRecord) record = cb_phrase_place_read(verify->index, place, verify->error);
    return record != NULL &&
           (stands_in(verify, record->text) || stands_in(verify, record->heading));
}

static gboolean stands_in_passages(Verify *verify, xapc_docid docid)
{
    g_autoptr(CbPhrasePlaces) places =
        cb_phrase_places_new(verify->index, docid, verify->leaf->words);
    gboolean found = FALSE;
    CbPhrasePlace place;
    while (!found && *verify->error == NULL && verify->n_read < MAX_PASSAGES_READ &&
           cb_phrase_places_next(places, &place)) {
        verify->n_read++;
        found = stands_in_passage(verify, &place);
    }
    return found;
}

static void verify_candidate(Verify *verify, const xapc_document *doc)
{
    gsize length;
    char *data = xapc_document_get_data(doc, &length, verify->error);
    if (data == NULL)
        return;
    g_autoptr(CbCase) item = cb_case_unpack(data, length);
    xapc_free(data);
    if (item == NULL)
        return; /* damaged: found out when it is shown */
    if (stands_in_case(verify, item) || (verify->leaf->field == CB_FIELD_ANY &&
                                         stands_in_passages(verify, xapc_document_get_docid(doc))))
        g_ptr_array_add(verify->found, g_strdup(item->id));
}

static void verify_candidates(Verify *verify, const xapc_query *candidates)
{
    xapc_error **error = verify->error;
    g_autoptr(xapc_enquire) enquire = xapc_enquire_new(cb_index_cases(verify->index), error);
    if (enquire == NULL || !xapc_enquire_set_query(enquire, candidates, 0, error) ||
        !xapc_enquire_set_weight_bool(enquire, error))
        return;
    g_autoptr(xapc_mset) mset = xapc_enquire_get_mset(enquire, 0, CB_MAX_VERIFIED + 1, NULL, error);
    guint n = mset != NULL ? xapc_mset_size(mset) : 0;
    for (guint i = 0; i < MIN(n, CB_MAX_VERIFIED) && *error == NULL; i++) {
        g_autoptr(xapc_document) doc = xapc_mset_get_document(mset, i, error);
        if (doc != NULL)
            verify_candidate(verify, doc);
    }
    if (n > CB_MAX_VERIFIED || verify->n_read == MAX_PASSAGES_READ)
        cb_query_take_note(verify->query,
                           g_strdup_printf("»%s« kan stå i mange sager; kun en del er set efter",
                                           verify->leaf->text));
}

xapc_query *cb_verified_query_new(CbIndex *index, CbQuery *query, const CbNode *leaf,
                                  const xapc_query *candidates, xapc_error **error)
{
    g_autoptr(CbMatcher) matcher = cb_matcher_new_leaf(leaf);
    g_autoptr(GArray) matches = g_array_new(FALSE, FALSE, sizeof(CbMatch));
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);
    Verify verify = {index, query, leaf, matcher, matches, found, 0, error};
    verify_candidates(&verify, candidates);
    GPtrArray *ids = cb_query_list_new();
    for (guint i = 0; i < found->len; i++)
        g_ptr_array_add(ids, cb_term_query_new(CB_TERM_ID, found->pdata[i], error));
    return cb_combine(XAPC_OP_OR, ids, 0, error);
}
