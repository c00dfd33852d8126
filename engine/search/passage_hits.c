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

/* How often one way stands in a passage: of several stems the rarest one. */
static double way_frequency(const CbCaseSet *set, const CbWay *way, guint passage)
{
    double least = G_MAXDOUBLE;
    for (guint i = 0; i < way->stems->len && least > 0; i++) {
        const CbCounts *counts = cb_case_set_counts(set, way->stems->pdata[i], way->whole);
        least = MIN(least, (double)counts->passages[passage]);
    }
    return way->weight * least;
}

static double pattern_frequency(const CbPassageHits *hits, guint pattern, guint passage)
{
    const CbConcept *concept = &g_array_index(hits->concepts, CbConcept, pattern);
    double frequency = 0;
    for (guint i = 0; i < concept->ways->len; i++)
        frequency += way_frequency(&hits->set, &g_array_index(concept->ways, CbWay, i), passage);
    return frequency;
}

static CbPassageHit make_hit(const CbPassageHits *hits, guint passage)
{
    CbPassageHit hit = {0};
    double norm = K1 * (1 - B + B * cb_case_set_length(&hits->set, passage));
    for (guint i = 0; i < hits->concepts->len; i++) {
        double frequency = pattern_frequency(hits, i, passage);
        hit.n_patterns += frequency > 0;
        hit.score += hits->weights[i] * (K1 + 1) * frequency / (norm + frequency);
    }
    if (hits->set.origins[passage] == CB_FROM_PICTURE)
        hit.score *= hits->ocr;
    return hit;
}

static int best_first(gconstpointer a, gconstpointer b)
{
    const CbPassageHit *left = a, *right = b;
    if (left->n_patterns != right->n_patterns)
        return left->n_patterns > right->n_patterns ? -1 : 1;
    return (left->score < right->score) - (left->score > right->score);
}

GArray *cb_passage_hits_of(const CbPassageHits *hits, guint i)
{
    const CbCaseStatistics *item = &hits->set.statistics[i];
    GArray *found = g_array_new(FALSE, FALSE, sizeof(CbPassageHit));
    for (guint j = 0; j < item->n_passages; j++) {
        CbPassageHit hit = make_hit(hits, hits->set.first[i] + j);
        hit.docid = item->first_passage + j;
        if (hit.n_patterns > 0)
            g_array_append_val(found, hit);
    }
    g_array_sort(found, best_first); /* stable: a merge sort */
    return found;
}
