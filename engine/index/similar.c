/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Finding the cases that share rare words with a text.
 *
 * The stems of the text are looked up in the index, the rarest first, until MOST_POSTINGS places
 * have been read; each case counts how many of them it has. Two versions of one case, or a teaser
 * and its page, share nearly all of the shorter one's words, and any other two cases share few rare
 * ones: so who counts highest is worth a closer look.
 */
#include "similar.h"
#include "index_private.h"
#include <casebank/error.h>
#include <string.h>

#define MOST_STEMS 300
#define MOST_POSTINGS 20000
#define LEAST_SHARED 3 /* stems; fewer say nothing */

typedef struct {
    char *term;
    guint frequency;
} RareTerm;

typedef struct {
    xapc_docid docid;
    guint shared;
} Candidate;

static gboolean take_stem(const CbToken *token, gpointer data)
{
    GHashTable *terms = data;
    if (token->kind == CB_TOKEN_WORD && !token->stop)
        g_hash_table_add(terms, g_strconcat(CB_TERM_STEM, token->stem, NULL));
    return TRUE;
}

static GHashTable *terms_of(CbAnalyzer *analyzer, const CbCase *item)
{
    GHashTable *terms = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    cb_analyzer_run(analyzer, item->title, -1, take_stem, terms);
    cb_analyzer_run(analyzer, item->lead, -1, take_stem, terms);
    for (guint i = 0; i < item->sections->len; i++)
        cb_analyzer_run(analyzer, ((const CbSection *)item->sections->pdata[i])->text, -1,
                        take_stem, terms);
    return terms;
}

static int compare_terms(gconstpointer a, gconstpointer b)
{
    const RareTerm *left = a, *right = b;
    if (left->frequency != right->frequency)
        return left->frequency < right->frequency ? -1 : 1;
    return strcmp(left->term, right->term);
}

/* RareTerm of those that the index has, the rarest first; their strings are the table's. */
static GArray *rank_terms(CbIndex *index, GHashTable *terms, xapc_error **error)
{
    GArray *ranked = g_array_new(FALSE, FALSE, sizeof(RareTerm));
    GHashTableIter iter;
    gpointer term;
    g_hash_table_iter_init(&iter, terms);
    while (*error == NULL && g_hash_table_iter_next(&iter, &term, NULL)) {
        xapc_doccount n = 0;
        if (strlen(term) > XAPC_MAX_TERM_LENGTH)
            continue;
        xapc_database_get_termfreq(cb_index_cases(index), term, strlen(term), &n, error);
        RareTerm rare = {term, n};
        if (n > 0)
            g_array_append_val(ranked, rare);
    }
    g_array_sort(ranked, compare_terms);
    return ranked;
}

/* docid -> how many of the terms it has. */
static GHashTable *count_shared(CbIndex *index, const GArray *terms, xapc_error **error)
{
    GHashTable *shared = g_hash_table_new(NULL, NULL);
    guint postings = 0;
    for (guint i = 0; i < MIN(terms->len, MOST_STEMS) && *error == NULL; i++) {
        const RareTerm *rare = &g_array_index(terms, RareTerm, i);
        postings += rare->frequency;
        if (postings > MOST_POSTINGS)
            break;
        xapc_postiter *list =
            xapc_database_postlist(cb_index_cases(index), rare->term, strlen(rare->term), error);
        while (xapc_postiter_next(list, error)) {
            gpointer docid = GUINT_TO_POINTER(xapc_postiter_get_docid(list));
            guint n = GPOINTER_TO_UINT(g_hash_table_lookup(shared, docid));
            g_hash_table_insert(shared, docid, GUINT_TO_POINTER(n + 1));
        }
        xapc_postiter_free(list);
    }
    return shared;
}

static int compare_candidates(gconstpointer a, gconstpointer b)
{
    const Candidate *left = a, *right = b;
    if (left->shared != right->shared)
        return left->shared > right->shared ? -1 : 1;
    return (left->docid > right->docid) - (left->docid < right->docid);
}

static GArray *rank_candidates(GHashTable *shared)
{
    GArray *ranked = g_array_new(FALSE, FALSE, sizeof(Candidate));
    GHashTableIter iter;
    gpointer docid, n;
    g_hash_table_iter_init(&iter, shared);
    while (g_hash_table_iter_next(&iter, &docid, &n)) {
        Candidate candidate = {GPOINTER_TO_UINT(docid), GPOINTER_TO_UINT(n)};
        if (candidate.shared >= LEAST_SHARED)
            g_array_append_val(ranked, candidate);
    }
    g_array_sort(ranked, compare_candidates);
    return ranked;
}

/* NULL with @error, or with none set: damaged. */
static char *id_of(CbIndex *index, xapc_docid docid, xapc_error **error)
{
    g_autoptr(CbCase) item = cb_case_record_read(cb_index_cases(index), docid, error);
    return item != NULL ? g_strdup(item->id) : NULL;
}

GPtrArray *cb_index_similar(CbIndex *index, const CbCase *item, guint most, GError **error)
{
    xapc_error *xapian_error = NULL;
    g_autoptr(GHashTable) terms = terms_of(cb_index_analyzer(index), item);
    g_autoptr(GArray) rare = rank_terms(index, terms, &xapian_error);
    g_autoptr(GHashTable) shared = count_shared(index, rare, &xapian_error);
    g_autoptr(GArray) candidates = rank_candidates(shared);
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < MIN(candidates->len, most) && xapian_error == NULL; i++) {
        char *id = id_of(index, g_array_index(candidates, Candidate, i).docid, &xapian_error);
        if (id == NULL && xapian_error == NULL) {
            g_set_error_literal(error, CB_ERROR, CB_ERROR_INDEX_DAMAGED,
                                "en sag i indekset er beskadiget; byg det igen med "
                                "casebank-index --full");
            return NULL;
        }
        if (id != NULL)
            g_ptr_array_add(ids, id);
    }
    if (xapian_error != NULL) {
        cb_error_from_xapian(error, xapian_error, "indekset kan ikke læses");
        return NULL;
    }
    return g_steal_pointer(&ids);
}
