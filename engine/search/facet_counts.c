/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counting facets: one value a hit, a few small numbers in it, and an array to add up in. */
#include "facet_counts.h"
#include "answer.h"
#include "index_private.h"
#include <casebank/pack.h>
#include <string.h>

#define YEARS 10000 /* years are counted by themselves: 0 to 9999 */
#define COMMON_VALUE_SIZE 256

struct CbFacetCounts {
    CbIndex *index;
    guint n[CB_N_FACETS]; /* lengths of: */
    guint *counts[CB_N_FACETS];
    guint last[CB_N_FACETS]; /* the highest number counted, plus 1 */
};

CbFacetCounts *cb_facet_counts_new(CbIndex *index)
{
    CbFacetCounts *counts = g_new0(CbFacetCounts, 1);
    counts->index = index;
    for (CbFacetId facet = 0; facet < CB_N_FACETS; facet++) {
        counts->n[facet] =
            facet == CB_FACET_YEAR ? YEARS : cb_index_facet_values(index, facet)->len;
        counts->counts[facet] = g_new0(guint, counts->n[facet]);
    }
    return counts;
}

void cb_facet_counts_free(CbFacetCounts *counts)
{
    if (counts == NULL)
        return;
    for (guint i = 0; i < CB_N_FACETS; i++)
        g_free(counts->counts[i]);
    g_free(counts);
}

static void count_value(CbFacetCounts *counts, const char *value, gsize length)
{
    CbUnpack in = {.data = (const guint8 *)value, .left = length};
    for (guint facet = 0; facet < CB_N_FACETS && !in.failed; facet++) {
        for (gsize n = cb_unpack_count(&in); n > 0 && !in.failed; n--) {
            guint64 number = cb_unpack_number(&in);
            if (!in.failed && number < counts->n[facet]) {
                counts->counts[facet][number]++;
                counts->last[facet] = MAX(counts->last[facet], (guint)number + 1);
            }
        }
    }
}

static int count_hit(const xapc_document *doc, double weight, void *data)
{
    (void)weight;
    char buffer[COMMON_VALUE_SIZE];
    gsize length;
    if (!xapc_document_copy_value(doc, CB_VALUE_FACETS, buffer, sizeof buffer, &length, NULL))
        return -1;
    if (length <= sizeof buffer) {
        count_value(data, buffer, length);
        return 0;
    }
    char *value = xapc_document_get_value(doc, CB_VALUE_FACETS, &length, NULL);
    if (value == NULL)
        return -1;
    count_value(data, value, length);
    xapc_free(value);
    return 0;
}

xapc_matchspy *cb_facet_counts_spy(CbFacetCounts *counts, xapc_error **error)
{
    return xapc_matchspy_new(count_hit, counts, NULL, error);
}

static CbFacetValue *new_value(const CbFacetCounts *counts, CbFacetId facet, guint number)
{
    CbFacetValue *value = g_new0(CbFacetValue, 1);
    value->value = facet == CB_FACET_YEAR
                       ? g_strdup_printf("%u", number)
                       : g_strdup(cb_index_facet_values(counts->index, facet)->pdata[number]);
    value->count = counts->counts[facet][number];
    return value;
}

static int most_first(gconstpointer a, gconstpointer b)
{
    const CbFacetValue *left = *(const CbFacetValue *const *)a;
    const CbFacetValue *right = *(const CbFacetValue *const *)b;
    if (left->count != right->count)
        return left->count > right->count ? -1 : 1;
    return strcmp(left->value, right->value);
}

static int newest_first(gconstpointer a, gconstpointer b)
{
    const CbFacetValue *left = *(const CbFacetValue *const *)a;
    const CbFacetValue *right = *(const CbFacetValue *const *)b;
    return strcmp(right->value, left->value);
}

GPtrArray *cb_facet_counts_finish(const CbFacetCounts *counts)
{
    GPtrArray *facets = cb_facets_new();
    for (CbFacetId facet = 0; facet < CB_N_FACETS; facet++) {
        CbFacet *out = cb_facet_new(cb_facet_name(facet));
        for (guint i = 0; i < counts->last[facet]; i++)
            if (counts->counts[facet][i] > 0)
                g_ptr_array_add(out->values, new_value(counts, facet, i));
        g_ptr_array_sort(out->values, facet == CB_FACET_YEAR ? newest_first : most_first);
        g_ptr_array_add(facets, out);
    }
    return facets;
}
