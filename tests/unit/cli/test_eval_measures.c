/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The measures against numbers worked out by hand. */
#include "eval_measures.h"

#include <math.h>
#include <string.h>

#define NEAR 1e-12

/** @judged: "id=grade id=grade". */
static GHashTable *grades_of(const char *judged)
{
    GHashTable *grades = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_auto(GStrv) pairs = g_strsplit(judged, " ", -1);

    for (gsize i = 0; pairs[i]; i++) {
        char *equals = strchr(pairs[i], '=');
        *equals = '\0';
        g_hash_table_insert(grades, g_strdup(pairs[i]),
                            GINT_TO_POINTER((int)g_ascii_strtoll(equals + 1, NULL, 10)));
    }
    return grades;
}

/** @found: ids, best first, with blanks between. */
static CbScores measure(const char *found, const char *judged)
{
    g_autoptr(GHashTable) grades = grades_of(judged);
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    g_auto(GStrv) words = g_strsplit(found, " ", -1);
    CbScores scores;

    for (gsize i = 0; words[i]; i++)
        if (words[i][0])
            g_ptr_array_add(ids, g_strdup(words[i]));
    cb_eval_ranking(ids, grades, &scores);
    return scores;
}

static void test_best_ranking_has_one_everywhere(void)
{
    CbScores scores = measure("a b x", "a=3 b=1 c=0");
    for (guint i = 0; i < CB_N_MEASURES; i++)
        g_assert_cmpfloat_with_epsilon(scores.values[i], 1, NEAR);
    g_assert_cmpuint(scores.rank, ==, 1);
}

static void test_gain_is_the_grade_over_log2_of_the_rank_plus_one(void)
{
    /* b (1) at 1, x, a (3) at 3: 1/1 + 3/2. The best: 3/1 + 1/log2(3). */
    CbScores scores = measure("b x a", "a=3 b=1 x=0");
    g_assert_cmpfloat_with_epsilon(scores.values[CB_MEASURE_NDCG], 2.5 / (3 + 1 / log2(3)), NEAR);
    g_assert_cmpfloat_with_epsilon(scores.values[CB_MEASURE_NDCG], 0.688529, 1e-6);
}

static void test_relevant_cases_not_found_lower_the_gain(void)
{
    /* a (2) at 2: 2/log2(3). The best: 2 + 2/log2(3) + 1/2. */
    CbScores scores = measure("x a", "a=2 b=2 c=1");
    g_assert_cmpfloat_with_epsilon(scores.values[CB_MEASURE_NDCG],
                                   (2 / log2(3)) / (2 + 2 / log2(3) + 0.5), NEAR);
    g_assert_cmpfloat_with_epsilon(scores.values[CB_MEASURE_RECALL], 1.0 / 3, NEAR);
    g_assert_cmpfloat_with_epsilon(scores.values[CB_MEASURE_MRR], 0.5, NEAR);
    g_assert_cmpfloat_with_epsilon(scores.values[CB_MEASURE_P1], 0, NEAR);
}

static void test_only_the_first_ten_count_for_rank_measures(void)
{
    CbScores tenth = measure("1 2 3 4 5 6 7 8 9 a", "a=1");
    g_assert_cmpfloat_with_epsilon(tenth.values[CB_MEASURE_MRR], 0.1, NEAR);
    g_assert_cmpfloat_with_epsilon(tenth.values[CB_MEASURE_NDCG], 1 / log2(11), NEAR);

    CbScores eleventh = measure("1 2 3 4 5 6 7 8 9 10 a", "a=1");
    g_assert_cmpuint(eleventh.rank, ==, 11);
    g_assert_cmpfloat_with_epsilon(eleventh.values[CB_MEASURE_MRR], 0, NEAR);
    g_assert_cmpfloat_with_epsilon(eleventh.values[CB_MEASURE_NDCG], 0, NEAR);
    g_assert_cmpfloat_with_epsilon(eleventh.values[CB_MEASURE_RECALL], 1, NEAR);
}

static void test_more_than_ten_relevant_cases_can_be_ranked_best(void)
{
    CbScores scores =
        measure("a b c d e f g h i j", "a=1 b=1 c=1 d=1 e=1 f=1 g=1 h=1 i=1 j=1 k=1 l=1");
    g_assert_cmpfloat_with_epsilon(scores.values[CB_MEASURE_NDCG], 1, NEAR);
    g_assert_cmpfloat_with_epsilon(scores.values[CB_MEASURE_RECALL], 10.0 / 12, NEAR);
}

static void test_recall_ends_at_a_hundred(void)
{
    g_autoptr(GString) found = g_string_new("a");
    for (guint i = 2; i <= 100; i++)
        g_string_append_printf(found, " %u", i);
    g_string_append(found, " b");
    CbScores scores = measure(found->str, "a=1 b=1");
    g_assert_cmpfloat_with_epsilon(scores.values[CB_MEASURE_RECALL], 0.5, NEAR);
}

static void test_nothing_found_is_zero(void)
{
    CbScores scores = measure("", "a=1 b=-1");
    for (guint i = 0; i < CB_N_MEASURES; i++)
        g_assert_cmpfloat_with_epsilon(scores.values[i], 0, NEAR);
    g_assert_cmpuint(scores.rank, ==, 0);
    g_assert_cmpuint(scores.forbidden, ==, 0);
}

static void test_forbidden_cases_are_counted_in_the_whole_list(void)
{
    CbScores scores = measure("b x a y c", "a=1 b=-1 c=-1 d=-1");
    g_assert_cmpuint(scores.forbidden, ==, 2);
    /* A forbidden case has no gain and no place among the relevant ones. */
    g_assert_cmpuint(scores.rank, ==, 3);
    g_assert_cmpfloat_with_epsilon(scores.values[CB_MEASURE_NDCG], 0.5, NEAR);
    g_assert_cmpfloat_with_epsilon(scores.values[CB_MEASURE_RECALL], 1, NEAR);

    CbScores alone = measure("b", "b=-1");
    g_assert_cmpuint(alone.forbidden, ==, 1);
    g_assert_cmpfloat_with_epsilon(alone.values[CB_MEASURE_NDCG], 0, NEAR);
}

static void test_names_lead_to_measures(void)
{
    CbMeasure measure;
    for (guint i = 0; i < CB_N_MEASURES; i++) {
        g_assert_true(cb_measure_of_name(cb_measure_name((CbMeasure)i), &measure));
        g_assert_cmpuint(measure, ==, i);
    }
    g_assert_false(cb_measure_of_name("mrr", &measure));
}

/** All of @n differences are 1: signs that all agree have the probability 2 / 2^n. */
static void assert_agreeing(guint n, double p)
{
    g_autofree double *ones = g_new(double, n);
    for (guint i = 0; i < n; i++)
        ones[i] = 1;
    g_assert_cmpfloat_with_epsilon(cb_eval_randomization_test(ones, n), p, 0.01);
}

static void test_randomization_test_agrees_with_exact_shares(void)
{
    const double none[] = {0, 0, 0};
    /* Of the eight sums of +-1 +-2 +-4, four are at least 5 away from 0: 7, 5, -5, -7. */
    const double some[] = {-1, 2, 4, 0};
    const double back[] = {1, -2, -4, 0};

    assert_agreeing(1, 1);
    assert_agreeing(5, 2.0 / 32);
    assert_agreeing(40, 0);
    g_assert_cmpfloat_with_epsilon(cb_eval_randomization_test(none, 3), 1, NEAR);
    g_assert_cmpfloat_with_epsilon(cb_eval_randomization_test(some, 4), 0.5, 0.02);
    g_assert_cmpfloat_with_epsilon(cb_eval_randomization_test(some, 4),
                                   cb_eval_randomization_test(back, 4), NEAR);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/eval/best", test_best_ranking_has_one_everywhere);
    g_test_add_func("/eval/gain", test_gain_is_the_grade_over_log2_of_the_rank_plus_one);
    g_test_add_func("/eval/not-found", test_relevant_cases_not_found_lower_the_gain);
    g_test_add_func("/eval/ten", test_only_the_first_ten_count_for_rank_measures);
    g_test_add_func("/eval/many-relevant", test_more_than_ten_relevant_cases_can_be_ranked_best);
    g_test_add_func("/eval/recall", test_recall_ends_at_a_hundred);
    g_test_add_func("/eval/nothing", test_nothing_found_is_zero);
    g_test_add_func("/eval/forbidden", test_forbidden_cases_are_counted_in_the_whole_list);
    g_test_add_func("/eval/names", test_names_lead_to_measures);
    g_test_add_func("/eval/randomization", test_randomization_test_agrees_with_exact_shares);
    return g_test_run();
}
