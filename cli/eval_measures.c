/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The measures. */
#include "eval_measures.h"

#include <math.h>
#include <string.h>

enum { RANK_CUT = 10, RECALL_CUT = 100 };

#define RANDOM_SEED 1 /* any: a figure must come out the same twice */
#define RANDOM_ROUNDS 20000
#define ROUNDING 1e-9 /* sums nearer than this are equal */

static const char *const names[CB_N_MEASURES] = {"ndcg@10", "mrr@10", "p@1", "recall@100"};

const char *cb_measure_name(CbMeasure measure)
{
    return names[measure];
}

gboolean cb_measure_of_name(const char *name, CbMeasure *measure)
{
    for (guint i = 0; i < CB_N_MEASURES; i++) {
        if (strcmp(names[i], name) == 0) {
            *measure = (CbMeasure)i;
            return TRUE;
        }
    }
    return FALSE;
}

static int grade_of(GHashTable *grades, const char *id)
{
    return GPOINTER_TO_INT(g_hash_table_lookup(grades, id));
}

guint cb_eval_n_relevant(GHashTable *grades)
{
    GHashTableIter iter;
    gpointer grade;
    guint n = 0;

    g_hash_table_iter_init(&iter, grades);
    while (g_hash_table_iter_next(&iter, NULL, &grade))
        n += GPOINTER_TO_INT(grade) > 0;
    return n;
}

/** What a case of @grade is worth at @rank. */
static double gain(int grade, guint rank)
{
    return grade > 0 ? grade / log2(rank + 1.0) : 0;
}

/** The gain of the best ranking that the judged cases allow. */
static double ideal_gain(GHashTable *grades)
{
    guint left[CB_MAX_GRADE + 1] = {0};
    GHashTableIter iter;
    gpointer value;
    double sum = 0;
    guint rank = 1;

    g_hash_table_iter_init(&iter, grades);
    while (g_hash_table_iter_next(&iter, NULL, &value))
        left[CLAMP(GPOINTER_TO_INT(value), 0, CB_MAX_GRADE)]++;
    for (int grade = CB_MAX_GRADE; grade > 0; grade--)
        for (; left[grade] > 0 && rank <= RANK_CUT; left[grade]--)
            sum += gain(grade, rank++);
    return sum;
}

void cb_eval_ranking(const GPtrArray *ids, GHashTable *grades, CbScores *scores)
{
    guint n_relevant = cb_eval_n_relevant(grades);
    double sum = 0, ideal = ideal_gain(grades);
    guint found = 0;

    *scores = (CbScores){0};
    for (guint i = 0; i < ids->len; i++) {
        int grade = grade_of(grades, g_ptr_array_index(ids, i));
        guint rank = i + 1;
        if (grade == CB_GRADE_FORBIDDEN)
            scores->forbidden++;
        if (grade > 0 && scores->rank == 0)
            scores->rank = rank;
        if (grade > 0 && rank <= RECALL_CUT)
            found++;
        if (rank <= RANK_CUT)
            sum += gain(grade, rank);
    }
    if (n_relevant == 0)
        return;
    scores->values[CB_MEASURE_NDCG] = sum / ideal;
    scores->values[CB_MEASURE_MRR] =
        scores->rank > 0 && scores->rank <= RANK_CUT ? 1.0 / scores->rank : 0;
    scores->values[CB_MEASURE_P1] = scores->rank == 1;
    scores->values[CB_MEASURE_RECALL] = (double)found / n_relevant;
}

/** The sum of @values with signs drawn at random, 32 at a time. */
static double drawn_sum(const double *values, guint n, GRand *random)
{
    double sum = 0;
    guint32 signs = 0;

    for (guint i = 0; i < n; i++, signs >>= 1) {
        if (i % 32 == 0)
            signs = g_rand_int(random);
        sum += signs & 1 ? values[i] : -values[i];
    }
    return sum;
}

double cb_eval_randomization_test(const double *differences, guint n)
{
    g_autofree double *changed = g_new(double, n + 1);
    GRand *random = g_rand_new_with_seed(RANDOM_SEED);
    guint n_changed = 0, as_far = 1; /* what was measured is one of the drawings */
    double measured = 0;

    for (guint i = 0; i < n; i++) {
        measured += differences[i];
        if (fabs(differences[i]) > 0)
            changed[n_changed++] = differences[i];
    }
    for (guint round = 0; round < RANDOM_ROUNDS; round++)
        as_far += fabs(drawn_sum(changed, n_changed, random)) >= fabs(measured) - ROUNDING;
    g_rand_free(random);
    return as_far / (RANDOM_ROUNDS + 1.0);
}
