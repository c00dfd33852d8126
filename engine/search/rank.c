/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Ranking cases, in two stages. Xapian finds them and ranks them by Okapi BM25 (Robertson and
 * others, TREC-3, 1994) over the terms of whole cases; the best of them are then scored again by
 * what Xapian does not know (score.c). What lies below CbRankOptions.depth follows in Xapian's
 * order, so that all pages are cuts of one list.
 *
 * Every match considers all documents that match, so totals and facets are exact and nothing that
 * Xapian estimates is shown.
 */
#include "rank.h"
#include "index_private.h"
#include "score.h"
#include <string.h>

/* The writer counts a word of the running text twice (CB_WEIGHT_BODY), so k1 is twice of what it
 * would be for plain counts. b is between what suits titles (.75) and keywords (.4). A short case
 * is not made to look longer than it is: teasers and two-line sections are whole cases here. */
static const xapc_bm25_options bm25 = {
    .struct_size = sizeof(xapc_bm25_options),
    .k1 = 2.0,
    .k2 = 0,
    .k3 = 1,
    .b = 0.5,
    .min_normlen = 0,
};

typedef struct {
    CbIndex *index;
    const CbRequest *request;
    CbFacetCounts *facets;
    CbRanking *ranking;
    CbScorer *scorer;
    guint depth; /* hits that are scored again; 0 when another order is asked for */
    xapc_error *error;
} Rank;

static xapc_enquire *prepare(Rank *rank, const xapc_query *query, double min_weight)
{
    xapc_error **error = &rank->error;
    g_autoptr(xapc_enquire) enquire = xapc_enquire_new(cb_index_cases(rank->index), error);
    if (enquire == NULL || !xapc_enquire_set_query(enquire, query, 0, error) ||
        !xapc_enquire_set_weight_bm25(enquire, &bm25, error))
        return NULL;
    if (min_weight > 0 && !xapc_enquire_set_cutoff(enquire, 0, min_weight, error))
        return NULL;
    if (rank->request->sort == CB_SORT_DATE &&
        !xapc_enquire_set_sort_by_value(enquire, XAPC_SORT_VALUE_THEN_RELEVANCE, CB_VALUE_DATE,
                                        true, error))
        return NULL;
    g_autoptr(xapc_matchspy) spy = cb_facet_counts_spy(rank->facets, error);
    if (spy == NULL || !xapc_enquire_add_matchspy(enquire, spy, error))
        return NULL;
    return g_steal_pointer(&enquire);
}

static int compare_docids(gconstpointer a, gconstpointer b)
{
    xapc_docid left = ((const CbScored *)a)->docid, right = ((const CbScored *)b)->docid;
    return (left > right) - (left < right);
}

static int best_first(gconstpointer a, gconstpointer b)
{
    double left = ((const CbScored *)a)->score, right = ((const CbScored *)b)->score;
    return left != right ? (left < right) - (left > right) : compare_docids(a, b);
}

/* The second stage: the first of @hits (CbScored) get new scores and are sorted by them; the
 * scores of those behind are scaled to be no higher. */
static gboolean score_again(Rank *rank, GArray *hits)
{
    guint n = MIN(rank->depth, hits->len);
    if (n == 0 || cb_scorer_concepts(rank->scorer)->len == 0)
        return TRUE;
    g_autoptr(GArray) best = g_array_sized_new(FALSE, FALSE, sizeof(CbScored), n);
    g_array_append_vals(best, hits->data, n);
    double weight = g_array_index(hits, CbScored, n - 1).score;
    g_array_sort(best, compare_docids);
    if (!cb_scorer_run(rank->scorer, best, &rank->error))
        return FALSE;
    g_array_sort(best, best_first);
    memcpy(hits->data, best->data, n * sizeof(CbScored));
    double lowest = g_array_index(hits, CbScored, n - 1).score;
    for (guint i = n; i < hits->len && weight > 0; i++)
        g_array_index(hits, CbScored, i).score *= lowest / weight;
    return TRUE;
}

static GArray *read_hits(Rank *rank, const xapc_mset *mset)
{
    GArray *hits = g_array_new(FALSE, FALSE, sizeof(CbScored));
    for (xapc_doccount i = 0; i < xapc_mset_size(mset); i++) {
        xapc_hit hit;
        if (!xapc_mset_get_hit(mset, i, &hit, &rank->error))
            break;
        CbScored scored = {hit.docid, hit.weight};
        g_array_append_val(hits, scored);
    }
    return hits;
}

/* Adds hits @first to @first + @n of the match set. */
static gboolean add_hits(Rank *rank, const xapc_mset *mset, guint first, guint n, gboolean relaxed)
{
    g_autoptr(GArray) hits = read_hits(rank, mset);
    if (rank->error != NULL || !score_again(rank, hits))
        return FALSE;
    for (guint i = first; i < hits->len && i - first < n; i++) {
        const CbScored *hit = &g_array_index(hits, CbScored, i);
        CbRanked ranked = {.docid = hit->docid, .score = hit->score, .relaxed = relaxed};
        g_array_append_val(rank->ranking->hits, ranked);
    }
    return TRUE;
}

/* Adds hits @first to @first + @n of the query; returns how many there are in all, 0 on an error.
 */
static guint run(Rank *rank, const xapc_query *query, double min_weight, guint first, guint n,
                 gboolean relaxed)
{
    g_autoptr(xapc_enquire) enquire = prepare(rank, query, min_weight);
    if (enquire == NULL)
        return 0;
    xapc_match_options options = XAPC_MATCH_OPTIONS_INIT;
    options.check_at_least = XAPC_CHECK_ALL;
    guint start = rank->depth > 0 ? 0 : first; /* scoring again needs the list from its beginning */
    guint wanted = MAX(rank->depth, first + n) - start;
    g_autoptr(xapc_mset) mset =
        xapc_enquire_get_mset(enquire, start, wanted, &options, &rank->error);
    if (mset == NULL || !add_hits(rank, mset, first - start, n, relaxed))
        return 0;
    return xapc_mset_get_matches_estimated(mset);
}

/* Are there too few strict hits? The request's filters do not count here: choosing a value of a
 * facet must leave as many hits as the facet said, and not bring in others. */
static gboolean too_few(Rank *rank, const CbPlan *plan)
{
    if (rank->error != NULL || rank->ranking->strict >= CB_ENOUGH_STRICT_HITS)
        return FALSE;
    if (plan->unfiltered == NULL)
        return TRUE;
    g_autoptr(xapc_enquire) enquire = xapc_enquire_new(cb_index_cases(rank->index), &rank->error);
    if (enquire == NULL || !xapc_enquire_set_query(enquire, plan->unfiltered, 0, &rank->error) ||
        !xapc_enquire_set_weight_bool(enquire, &rank->error))
        return FALSE;
    g_autoptr(xapc_mset) mset =
        xapc_enquire_get_mset(enquire, 0, CB_ENOUGH_STRICT_HITS, NULL, &rank->error);
    return mset != NULL && xapc_mset_size(mset) < CB_ENOUGH_STRICT_HITS;
}

/* Strict hits first, then the relaxed ones. */
static void rank_in_two(Rank *rank, const CbPlan *plan, guint first)
{
    CbRanking *ranking = rank->ranking;
    guint n = rank->request->per_page;
    ranking->strict = ranking->total = run(rank, plan->strict, 0, first, n, FALSE);
    if (plan->relaxed == NULL || !too_few(rank, plan))
        return;
    guint before = MIN(first, ranking->strict);
    guint relaxed =
        run(rank, plan->relaxed, plan->min_weight, first - before, n - ranking->hits->len, TRUE);
    ranking->total += relaxed;
    ranking->divided = relaxed > 0;
}

/* A match spy over the strict hits: counts them, and clears the mark of those on the page. */
static int see_strict(const xapc_document *doc, double weight, void *data)
{
    (void)weight;
    CbRanking *ranking = data;
    ranking->strict++;
    for (guint i = 0; i < ranking->hits->len; i++) {
        CbRanked *ranked = &g_array_index(ranking->hits, CbRanked, i);
        if (ranked->docid == xapc_document_get_docid(doc))
            ranked->relaxed = FALSE;
    }
    return 0;
}

static void mark_strict(Rank *rank, const xapc_query *strict)
{
    xapc_error **error = &rank->error;
    g_autoptr(xapc_enquire) enquire = xapc_enquire_new(cb_index_cases(rank->index), error);
    g_autoptr(xapc_matchspy) spy =
        enquire != NULL ? xapc_matchspy_new(see_strict, rank->ranking, NULL, error) : NULL;
    if (spy == NULL || !xapc_enquire_set_query(enquire, strict, 0, error) ||
        !xapc_enquire_set_weight_bool(enquire, error) ||
        !xapc_enquire_add_matchspy(enquire, spy, error))
        return;
    xapc_match_options options = XAPC_MATCH_OPTIONS_INIT;
    options.check_at_least = XAPC_CHECK_ALL;
    xapc_mset_free(xapc_enquire_get_mset(enquire, 0, 1, &options, error));
}

static void rank_as_one(Rank *rank, const CbPlan *plan, guint first)
{
    CbRanking *ranking = rank->ranking;
    ranking->total =
        run(rank, plan->relaxed, plan->min_weight, first, rank->request->per_page, TRUE);
    if (rank->error == NULL)
        mark_strict(rank, plan->strict);
    ranking->divided = ranking->strict == 0 && ranking->total > 0;
}

gboolean cb_rank(CbIndex *index, const CbPlan *plan, const CbRequest *request,
                 CbFacetCounts *facets, CbRanking *ranking, GError **error)
{
    const CbRankOptions *options = request->rank != NULL ? request->rank : &cb_rank_defaults;
    g_autoptr(CbScorer) scorer = cb_scorer_new(index, plan->root, options);
    Rank rank = {.index = index,
                 .request = request,
                 .facets = facets,
                 .ranking = ranking,
                 .scorer = scorer,
                 .depth = request->sort == CB_SORT_RELEVANCE ? options->depth : 0};
    *ranking = (CbRanking){.hits = g_array_new(FALSE, FALSE, sizeof(CbRanked))};
    guint64 first = MIN((guint64)(request->page - 1) * request->per_page, G_MAXINT32);
    if (plan->is_long)
        rank_as_one(&rank, plan, (guint)first);
    else
        rank_in_two(&rank, plan, (guint)first);
    if (rank.error == NULL)
        return TRUE;
    cb_ranking_clear(ranking);
    cb_error_from_xapian(error, rank.error, "søgningen kan ikke udføres");
    return FALSE;
}

void cb_ranking_clear(CbRanking *ranking)
{
    g_clear_pointer(&ranking->hits, g_array_unref);
}
