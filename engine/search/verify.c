/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Looking for a phrase in the texts themselves.
 *
 * The candidates' own data (title, lead, names of attachments, contact) is read first; only for an
 * exact phrase anywhere are the passages of those that are left read too, and of these only the
 * ones with all of its words.
 */
#include "verify.h"
#include "build.h"
#include "index_private.h"
#include "match.h"
#include <string.h>

#define MAX_PASSAGES_READ 2000

typedef struct {
    CbIndex *index;
    CbQuery *query;
    const CbNode *leaf;
    CbMatcher *matcher;
    GArray *matches;  /* scratch: CbMatch */
    GHashTable *open; /* uid -> id: candidates not decided yet */
    GPtrArray *found; /* id terms' text: of the cases where it stands */
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

static void read_candidate(Verify *verify, const xapc_document *doc)
{
    gsize length;
    char *data = xapc_document_get_data(doc, &length, verify->error);
    if (data == NULL)
        return;
    g_autoptr(CbCase) item = cb_case_unpack(data, length);
    xapc_free(data);
    if (item == NULL)
        return; /* damaged: found out when it is shown */
    if (stands_in_case(verify, item)) {
        g_ptr_array_add(verify->found, g_strdup(item->id));
        return;
    }
    char *uid = xapc_document_get_value(doc, CB_VALUE_UID, NULL, verify->error);
    if (uid != NULL && verify->leaf->field == CB_FIELD_ANY)
        g_hash_table_insert(verify->open, g_strdup(uid), g_strdup(item->id));
    xapc_free(uid);
}

static void read_passage(Verify *verify, const xapc_document *doc)
{
    gsize length;
    char *uid = xapc_document_get_value(doc, CB_VALUE_CASE, NULL, verify->error);
    const char *id = uid != NULL ? g_hash_table_lookup(verify->open, uid) : NULL;
    char *data = id != NULL ? xapc_document_get_data(doc, &length, verify->error) : NULL;
    if (data != NULL) {
        g_autoptr(CbPassageRecord) record = cb_passage_unpack(data, length);
        if (record != NULL &&
            (stands_in(verify, record->text) || stands_in(verify, record->heading))) {
            g_ptr_array_add(verify->found, g_strdup(id));
            g_hash_table_remove(verify->open, uid);
        }
    }
    xapc_free(data);
    xapc_free(uid);
}

/* Calls @read with the first @max documents that @query matches. */
static void for_each_hit(Verify *verify, xapc_database *db, const xapc_query *query, guint max,
                         void (*read)(Verify *, const xapc_document *))
{
    xapc_error **error = verify->error;
    g_autoptr(xapc_enquire) enquire = xapc_enquire_new(db, error);
    if (enquire == NULL || !xapc_enquire_set_query(enquire, query, 0, error) ||
        !xapc_enquire_set_weight_bool(enquire, error))
        return;
    g_autoptr(xapc_mset) mset = xapc_enquire_get_mset(enquire, 0, max + 1, NULL, error);
    guint n = mset != NULL ? xapc_mset_size(mset) : 0;
    if (n > max)
        cb_query_take_note(verify->query,
                           g_strdup_printf("»%s« kan stå i mange sager; kun en del er set efter",
                                           verify->leaf->text));
    for (guint i = 0; i < MIN(n, max) && *error == NULL; i++) {
        g_autoptr(xapc_document) doc = xapc_mset_get_document(mset, i, error);
        if (doc != NULL)
            read(verify, doc);
    }
}

static xapc_query *passages_query(Verify *verify)
{
    GPtrArray *uids = cb_query_list_new();
    GHashTableIter iter;
    gpointer uid;
    g_hash_table_iter_init(&iter, verify->open);
    while (g_hash_table_iter_next(&iter, &uid, NULL))
        g_ptr_array_add(uids, cb_term_query_new(CB_TERM_ID, uid, verify->error));
    GPtrArray *both = cb_query_list_new();
    g_ptr_array_add(both, cb_combine(XAPC_OP_OR, uids, 0, verify->error));
    for (guint i = 0; i < verify->leaf->words->len; i++)
        g_ptr_array_add(both,
                        cb_whole_word_query_new(verify->leaf->words->pdata[i], verify->error));
    return cb_combine(XAPC_OP_AND, both, 0, verify->error);
}

static void verify_candidates(Verify *verify, const xapc_query *candidates)
{
    for_each_hit(verify, cb_index_cases(verify->index), candidates, CB_MAX_VERIFIED,
                 read_candidate);
    if (g_hash_table_size(verify->open) == 0 || *verify->error != NULL)
        return;
    g_autoptr(xapc_query) passages = passages_query(verify);
    if (passages != NULL)
        for_each_hit(verify, cb_index_passages(verify->index), passages, MAX_PASSAGES_READ,
                     read_passage);
}

xapc_query *cb_verified_query_new(CbIndex *index, CbQuery *query, const CbNode *leaf,
                                  const xapc_query *candidates, xapc_error **error)
{
    g_autoptr(CbMatcher) matcher = cb_matcher_new_leaf(leaf);
    g_autoptr(GArray) matches = g_array_new(FALSE, FALSE, sizeof(CbMatch));
    g_autoptr(GHashTable) open = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);
    Verify verify = {index, query, leaf, matcher, matches, open, found, error};
    verify_candidates(&verify, candidates);
    GPtrArray *ids = cb_query_list_new();
    for (guint i = 0; i < found->len; i++)
        g_ptr_array_add(ids, cb_term_query_new(CB_TERM_ID, found->pdata[i], error));
    return cb_combine(XAPC_OP_OR, ids, 0, error);
}
