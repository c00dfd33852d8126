/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running judged queries. */
#include "eval_run.h"

#include <casebank/error.h>
#include <math.h>
#include <time.h>

#define SAME 1e-9 /* values nearer than this are equal */

void cb_evaluation_free(CbEvaluation *evaluation)
{
    if (!evaluation)
        return;
    g_array_unref(evaluation->scores);
    g_free(evaluation);
}

static guint n_forbidden(GHashTable *grades)
{
    GHashTableIter iter;
    gpointer grade;
    guint n = 0;

    g_hash_table_iter_init(&iter, grades);
    while (g_hash_table_iter_next(&iter, NULL, &grade))
        n += GPOINTER_TO_INT(grade) == CB_GRADE_FORBIDDEN;
    return n;
}

/** Appends the ids of one page of hits. @more: (out): whether there is another. */
static gboolean add_page(CbIndex *index, const CbRequest *request, GPtrArray *ids, gboolean *more,
                         GError **error)
{
    g_autoptr(CbAnswer) answer = cb_search(index, request, error);

    if (!answer)
        return FALSE;
    for (guint i = 0; i < answer->hits->len; i++) {
        const CbHit *hit = g_ptr_array_index(answer->hits, i);
        g_ptr_array_add(ids, g_strdup(hit->case_id));
    }
    *more = answer->total > request->page * request->per_page;
    return TRUE;
}

/** The first hits: as many as the measures need, more to look for forbidden ones. */
static GPtrArray *find(CbIndex *index, const CbJudgedQuery *query, const CbRequest *settings,
                       GError **error)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    guint depth = n_forbidden(query->grades) > 0 ? CB_EVAL_DEPTH : CB_MAX_PER_PAGE;
    CbRequest request = *settings;
    gboolean more = TRUE;

    request.text = query->text;
    request.per_page = CB_MAX_PER_PAGE;
    request.max_passages = 0;
    for (request.page = 1; more && ids->len < depth; request.page++)
        if (!add_page(index, &request, ids, &more, error))
            return NULL;
    return g_steal_pointer(&ids);
}

static double cpu_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/** Counts judged cases that were not found because they are not there. @known: ids that were looked
 * at. */
static gboolean count_unknown(CbEvaluation *evaluation, CbIndex *index, GHashTable *known,
                              const CbJudgedQuery *query, GError **error)
{
    GHashTableIter iter;
    gpointer id, grade;

    g_hash_table_iter_init(&iter, query->grades);
    while (g_hash_table_iter_next(&iter, &id, &grade)) {
        if (GPOINTER_TO_INT(grade) == 0 || g_hash_table_contains(known, id))
            continue;
        g_autoptr(GError) failure = NULL;
        g_autoptr(CbCase) item = cb_index_case(index, id, &failure);
        if (!item && !g_error_matches(failure, CB_ERROR, CB_ERROR_NOT_FOUND)) {
            g_propagate_error(error, g_steal_pointer(&failure));
            return FALSE;
        }
        evaluation->n_unknown += item == NULL;
        g_hash_table_add(known, g_strdup(id));
    }
    return TRUE;
}

static void add_known(GHashTable *known, const GPtrArray *ids)
{
    for (guint i = 0; i < ids->len; i++)
        g_hash_table_add(known, g_strdup(g_ptr_array_index(ids, i)));
}

static gboolean evaluate_query(CbEvaluation *evaluation, CbIndex *index, GHashTable *known,
                               const CbJudgedQuery *query, const CbRequest *settings,
                               GError **error)
{
    CbQueryScores scores = {.query = query, .n_relevant = cb_eval_n_relevant(query->grades)};

    if (scores.n_relevant == 0 && n_forbidden(query->grades) == 0) {
        evaluation->n_skipped++;
        return TRUE;
    }
    double start = cpu_ms();
    g_autoptr(GPtrArray) ids = find(index, query, settings, error);
    evaluation->cpu_ms += cpu_ms() - start;
    if (!ids)
        return FALSE;
    add_known(known, ids);
    if (!count_unknown(evaluation, index, known, query, error))
        return FALSE;
    cb_eval_ranking(ids, query->grades, &scores.scores);
    g_array_append_val(evaluation->scores, scores);
    evaluation->n_forbidden += scores.scores.forbidden;
    if (scores.n_relevant == 0) {
        evaluation->n_must_not++;
        return TRUE;
    }
    evaluation->n_queries++;
    for (guint i = 0; i < CB_N_MEASURES; i++)
        evaluation->means[i] += scores.scores.values[i];
    return TRUE;
}

CbEvaluation *cb_evaluate(CbIndex *index, const GPtrArray *queries, const CbRequest *settings,
                          GError **error)
{
    g_autoptr(CbEvaluation) evaluation = g_new0(CbEvaluation, 1);
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    evaluation->scores = g_array_new(FALSE, FALSE, sizeof(CbQueryScores));
    for (guint i = 0; i < queries->len; i++)
        if (!evaluate_query(evaluation, index, known, g_ptr_array_index(queries, i), settings,
                            error))
            return NULL;
    for (guint i = 0; i < CB_N_MEASURES && evaluation->n_queries > 0; i++)
        evaluation->means[i] /= evaluation->n_queries;
    return g_steal_pointer(&evaluation);
}

/** Appends how much one query changed. */
static void add_change(CbMeasureChange *change, GArray *differences, double difference)
{
    if (fabs(difference) < SAME)
        change->ties++;
    else if (difference > 0)
        change->wins++;
    else
        change->losses++;
    g_array_append_val(differences, difference);
}

static void compare_measure(const CbEvaluation *from, const CbEvaluation *to, CbMeasure measure,
                            CbMeasureChange *change)
{
    g_autoptr(GArray) differences = g_array_new(FALSE, FALSE, sizeof(double));

    *change = (CbMeasureChange){.difference = to->means[measure] - from->means[measure]};
    for (guint i = 0; i < from->scores->len; i++) {
        const CbQueryScores *a = &g_array_index(from->scores, CbQueryScores, i);
        const CbQueryScores *b = &g_array_index(to->scores, CbQueryScores, i);
        if (a->n_relevant > 0)
            add_change(change, differences, b->scores.values[measure] - a->scores.values[measure]);
    }
    change->p = cb_eval_randomization_test((const double *)(const void *)differences->data,
                                           differences->len);
}

void cb_evaluation_compare(const CbEvaluation *from, const CbEvaluation *to,
                           CbMeasureChange changes[CB_N_MEASURES])
{
    for (guint m = 0; m < CB_N_MEASURES; m++)
        compare_measure(from, to, (CbMeasure)m, &changes[m]);
}
