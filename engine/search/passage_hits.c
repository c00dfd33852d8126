/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Counting the patterns of a query in passages.
 *
 * A pattern is what the matcher marks: a word in all its ways, or a phrase. What it has of a
 * passage is BM25's share of its weight, from the words that are counted there; of a phrase it is
 * only known that its words are there. Which places show it best is found out when the text is
 * read.
 */
#include "passage_hits.h"
#include "concept.h"
#include "counts.h"

#define K1 1.2
#define B 0.5
#define PARTS_WEIGHT 0.4 /* of a compound whose parts stand apart, beside the compound itself */

struct CbPassageHits {
    CbCaseSet set;
    GArray *concepts; /* CbConcept, by pattern */
    const double *weights;
    double ocr;
};

static void add_pattern(GArray *concepts, const CbMatcher *matcher, guint pattern)
{
    int word;
    const CbNode *leaf = cb_matcher_leaf(matcher, pattern, &word);
    if (word < 0)
        cb_concepts_add_phrase(concepts, leaf);
    else if (leaf->type == CB_NODE_PREFIX && (guint)word + 1 == leaf->words->len)
        cb_concepts_add_prefix(concepts, leaf);
    else
        cb_concepts_add_word(concepts, leaf, leaf->words->pdata[word], leaf->exact, PARTS_WEIGHT);
}

CbPassageHits *cb_passage_hits_new(CbIndex *index, const CbMatcher *matcher,
                                   const xapc_docid *cases, guint n, const double *weights,
                                   double ocr)
{
    CbPassageHits *hits = g_new0(CbPassageHits, 1);
    hits->concepts = cb_concepts_new_empty();
    hits->weights = weights;
    hits->ocr = ocr;
    cb_case_set_init(&hits->set, index, cases, n);
    for (guint i = 0; i < cb_matcher_n_patterns(matcher); i++) {
        add_pattern(hits->concepts, matcher, i);
        cb_case_set_want_concept(&hits->set, &g_array_index(hits->concepts, CbConcept, i));
    }
    cb_case_set_count(&hits->set);
    return hits;
}

void cb_passage_hits_free(CbPassageHits *hits)
{
    if (hits == NULL)
        return;
    cb_case_set_clear(&hits->set);
    g_array_unref(hits->concepts);
    g_free(hits);
}

/* Adds how often one way stands in each of the @n passages from @first on: of several stems the
 * rarest one. */
static void add_way(const CbCaseSet *set, const CbWay *way, guint first, guint n, double *sum)
{
    g_autofree double *least = g_new(double, n);
    for (guint j = 0; j < n; j++)
        least[j] = G_MAXDOUBLE;
    for (guint i = 0; i < way->stems->len; i++) {
        const CbCounts *counts = cb_case_set_counts(set, way->stems->pdata[i], way->whole);
        for (guint j = 0; j < n; j++)
            least[j] = MIN(least[j], (double)counts->passages[first + j]);
    }
    for (guint j = 0; j < n; j++)
        sum[j] += way->weight * least[j];
}

/* Adds what one pattern has of the passages from @first on; @found: CbPassageHit of each. */
static void add_pattern_hits(const CbPassageHits *hits, guint pattern, guint first, GArray *found)
{
    const CbConcept *concept = &g_array_index(hits->concepts, CbConcept, pattern);
    g_autofree double *frequencies = g_new0(double, found->len);
    for (guint i = 0; i < concept->ways->len; i++)
        add_way(&hits->set, &g_array_index(concept->ways, CbWay, i), first, found->len,
                frequencies);
    for (guint j = 0; j < found->len; j++) {
        CbPassageHit *hit = &g_array_index(found, CbPassageHit, j);
        double norm = K1 * (1 - B + B * cb_case_set_length(&hits->set, first + j));
        hit->n_patterns += frequencies[j] > 0;
        hit->score += hits->weights[pattern] * (K1 + 1) * frequencies[j] / (norm + frequencies[j]);
    }
}

static int best_first(gconstpointer a, gconstpointer b)
{
    const CbPassageHit *left = a, *right = b;
    if (left->n_patterns != right->n_patterns)
        return left->n_patterns > right->n_patterns ? -1 : 1;
    return (left->score < right->score) - (left->score > right->score);
}

/* One for each passage of the case, nothing found yet. */
static GArray *new_hits(const CbCaseStatistics *item)
{
    GArray *found = g_array_new(FALSE, TRUE, sizeof(CbPassageHit));
    g_array_set_size(found, item->n_passages);
    for (guint j = 0; j < found->len; j++)
        g_array_index(found, CbPassageHit, j).docid = item->first_passage + j;
    return found;
}

GArray *cb_passage_hits_of(const CbPassageHits *hits, guint i)
{
    guint first = hits->set.first[i];
    GArray *found = new_hits(&hits->set.statistics[i]);
    for (guint pattern = 0; pattern < hits->concepts->len; pattern++)
        add_pattern_hits(hits, pattern, first, found);
    for (guint j = 0; j < found->len; j++)
        if (hits->set.origins[first + j] == CB_FROM_PICTURE)
            g_array_index(found, CbPassageHit, j).score *= hits->ocr;
    g_array_sort(found, best_first); /* stable: a merge sort */
    guint n = found->len;
    while (n > 0 && g_array_index(found, CbPassageHit, n - 1).n_patterns == 0)
        n--;
    g_array_set_size(found, n);
    return found;
}
