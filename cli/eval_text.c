/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a run of judged queries gave, as a table for people and as columns for programs. */
#include "danish.h"
#include "eval_report.h"

#include <math.h>
#include <string.h>

enum {
    LABEL_WIDTH = 14,
    VALUE_WIDTH = 10,
    MOST_CHANGED = 10, /* queries shown that changed most */
};

#define LEAST_SHOWN 0.0005 /* 0,000 would say that chance is ruled out */

static const char *const labels[CB_N_MEASURES] = {"nDCG@10", "MRR@10", "P@1", "Recall@100"};

static const CbQueryScores *scores_at(const CbEvaluation *evaluation, guint i)
{
    return &g_array_index(evaluation->scores, CbQueryScores, i);
}

/* --- For people ------------------------------------------------------------------------------ */

/** "0,512", "+0,004": a comma, as Danes write. */
static char *decimal(double value, const char *format)
{
    char digits[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(digits, sizeof digits, format, value);
    return g_strdelimit(g_strdup(digits), ".", ',');
}

static void cell(CbLayout *layout, guint column, const char *text)
{
    cb_layout_pad(layout, LABEL_WIDTH + VALUE_WIDTH * column);
    cb_layout_add(layout, CB_STYLE_PLAIN, text);
}

static void number_cell(CbLayout *layout, guint column, double value, const char *format)
{
    g_autofree char *text = decimal(value, format);
    cell(layout, column, text);
}

static void count_cell(CbLayout *layout, guint column, guint count)
{
    g_autofree char *text = cb_danish_number(count);
    cell(layout, column, text);
}

static void head(CbLayout *layout, const CbEvalReport *report)
{
    g_autofree char *queries =
        cb_danish_count(report->evaluation->n_queries, "forespørgsel", "forespørgsler");

    cb_layout_addf(layout, CB_STYLE_TITLE, "%s mod %s", queries, report->name);
    if (report->other)
        cb_layout_addf(layout, CB_STYLE_TITLE, " (A) og %s (B)", report->other_name);
    cb_layout_end(layout, 0, 0);
    cb_layout_gap(layout);
}

static void change_cells(CbLayout *layout, const CbMeasureChange *change)
{
    number_cell(layout, 2, change->difference, "%+.3f");
    count_cell(layout, 3, change->wins);
    count_cell(layout, 4, change->losses);
    count_cell(layout, 5, change->ties);
    if (change->p < LEAST_SHOWN)
        cell(layout, 6, "<0,001");
    else
        number_cell(layout, 6, change->p, "%.3f");
}

static void table(CbLayout *layout, const CbEvalReport *report)
{
    static const char *const heads[] = {"A", "B", "B - A", "B bedre", "værre", "ens", "p"};
    CbMeasureChange changes[CB_N_MEASURES];

    if (report->other) {
        cb_evaluation_compare(report->evaluation, report->other, changes);
        for (guint i = 0; i < G_N_ELEMENTS(heads); i++)
            cell(layout, i, heads[i]);
        cb_layout_end(layout, 0, 0);
    }
    for (guint i = 0; i < CB_N_MEASURES; i++) {
        cb_layout_add(layout, CB_STYLE_TITLE, labels[i]);
        number_cell(layout, 0, report->evaluation->means[i], "%.3f");
        if (report->other) {
            number_cell(layout, 1, report->other->means[i], "%.3f");
            change_cells(layout, &changes[i]);
        }
        cb_layout_end(layout, 0, 0);
    }
}

static void forbidden_row(CbLayout *layout, const CbEvalReport *report)
{
    cb_layout_add(layout, CB_STYLE_TITLE, "Forbudte fund");
    count_cell(layout, 0, report->evaluation->n_forbidden);
    if (report->other)
        count_cell(layout, 1, report->other->n_forbidden);
    cb_layout_end(layout, 0, 0);
}

/** "3 <many>" on a line of its own, unless there are none. */
static void note(CbLayout *layout, guint count, const char *one, const char *many)
{
    if (count == 0)
        return;
    g_autofree char *words = cb_danish_count(count, one, many);
    cb_layout_add(layout, CB_STYLE_QUIET, words);
    cb_layout_end(layout, 0, 0);
}

static void notes(CbLayout *layout, const CbEvaluation *evaluation)
{
    g_autofree char *time = decimal(evaluation->cpu_ms / 1000, "%.2f");

    cb_layout_gap(layout);
    note(layout, evaluation->n_must_not, "forespørgsel siger kun, hvad der ikke må findes.",
         "forespørgsler siger kun, hvad der ikke må findes.");
    note(layout, evaluation->n_skipped,
         "forespørgsel er sprunget over: intet er bedømt som relevant eller forbudt.",
         "forespørgsler er sprunget over: intet er bedømt som relevant eller forbudt.");
    note(layout, evaluation->n_unknown, "bedømt sag er ikke i indekset.",
         "bedømte sager er ikke i indekset.");
    cb_layout_addf(layout, CB_STYLE_QUIET, "Søgningerne tog %s sekunders CPU-tid.", time);
    cb_layout_end(layout, 0, 0);
}

/** "nr. 3", "ikke fundet"; nothing for a query that only says what must not be found. */
static char *rank_words(const CbQueryScores *scores)
{
    if (scores->scores.rank > 0)
        return g_strdup_printf("nr. %u", scores->scores.rank);
    return g_strdup(scores->n_relevant > 0 ? "ikke fundet" : "");
}

static void query_line(CbLayout *layout, const CbQueryScores *scores, const CbQueryScores *other)
{
    g_autofree char *rank = rank_words(scores);

    number_cell(layout, 0, scores->scores.values[CB_MEASURE_NDCG], "%.3f");
    if (other) {
        g_autofree char *other_rank = rank_words(other);
        g_autofree char *both = g_strdup_printf("%s / %s", rank, other_rank);
        number_cell(layout, 1, other->scores.values[CB_MEASURE_NDCG], "%.3f");
        cell(layout, 2, both);
    } else {
        cell(layout, 1, rank);
    }
    cb_layout_pad(layout, LABEL_WIDTH + (other ? 5 : 3) * VALUE_WIDTH - 4);
    cb_layout_addf(layout, CB_STYLE_PLAIN, "%s (%s)", scores->query->text, scores->query->qid);
    if (scores->scores.forbidden > 0)
        cb_layout_addf(layout, CB_STYLE_MARK, " %u forbudte", scores->scores.forbidden);
    cb_layout_end(layout, 0, LABEL_WIDTH);
}

static void query_lines(CbLayout *layout, const CbEvalReport *report)
{
    cb_layout_gap(layout);
    for (guint i = 0; i < report->evaluation->scores->len; i++)
        query_line(layout, scores_at(report->evaluation, i),
                   report->other ? scores_at(report->other, i) : NULL);
}

typedef struct {
    guint index;
    double change;
} Changed;

static int by_change(gconstpointer a, gconstpointer b)
{
    const Changed *left = a, *right = b;
    double difference = fabs(right->change) - fabs(left->change);
    if (difference > 0 || difference < 0)
        return difference > 0 ? 1 : -1;
    return left->index < right->index ? -1 : left->index > right->index;
}

/** The queries whose nDCG changed most. */
static void most_changed(CbLayout *layout, const CbEvalReport *report)
{
    g_autoptr(GArray) changed = g_array_new(FALSE, FALSE, sizeof(Changed));

    for (guint i = 0; i < report->evaluation->scores->len; i++) {
        double from = scores_at(report->evaluation, i)->scores.values[CB_MEASURE_NDCG];
        double to = scores_at(report->other, i)->scores.values[CB_MEASURE_NDCG];
        Changed entry = {i, to - from};
        if (fabs(entry.change) > 0)
            g_array_append_val(changed, entry);
    }
    if (changed->len == 0)
        return;
    g_array_sort(changed, by_change);
    cb_layout_gap(layout);
    cb_layout_add(layout, CB_STYLE_TITLE, "De forespørgsler, hvor nDCG@10 skifter mest:");
    cb_layout_end(layout, 0, 0);
    for (guint i = 0; i < MIN(changed->len, MOST_CHANGED); i++) {
        guint index = g_array_index(changed, Changed, i).index;
        query_line(layout, scores_at(report->evaluation, index), scores_at(report->other, index));
    }
}

void cb_eval_text(CbLayout *layout, const CbEvalReport *report)
{
    head(layout, report);
    table(layout, report);
    forbidden_row(layout, report);
    notes(layout, report->evaluation);
    if (report->other)
        most_changed(layout, report);
    if (report->per_query)
        query_lines(layout, report);
}

/* --- For programs ---------------------------------------------------------------------------- */

static void append_number(GString *out, double value)
{
    char digits[G_ASCII_DTOSTR_BUF_SIZE];
    g_string_append_printf(out, "\t%s", g_ascii_formatd(digits, sizeof digits, "%.6f", value));
}

static void append_scores(GString *out, const CbQueryScores *scores)
{
    g_string_append_c(out, '\t');
    if (scores->scores.rank > 0)
        g_string_append_printf(out, "%u", scores->scores.rank);
    for (guint m = 0; m < CB_N_MEASURES; m++)
        append_number(out, scores->scores.values[m]);
    g_string_append_printf(out, "\t%u", scores->scores.forbidden);
}

static void append_queries(GString *out, const CbEvalReport *report)
{
    for (guint i = 0; i < report->evaluation->scores->len; i++) {
        const CbQueryScores *scores = scores_at(report->evaluation, i);
        g_string_append_printf(out, "%s\t%s", scores->query->qid, scores->query->text);
        append_scores(out, scores);
        if (report->other)
            append_scores(out, scores_at(report->other, i));
        g_string_append_c(out, '\n');
    }
}

static void append_measures(GString *out, const CbEvalReport *report)
{
    CbMeasureChange changes[CB_N_MEASURES];

    if (report->other)
        cb_evaluation_compare(report->evaluation, report->other, changes);
    for (guint m = 0; m < CB_N_MEASURES; m++) {
        g_string_append(out, cb_measure_name((CbMeasure)m));
        append_number(out, report->evaluation->means[m]);
        if (report->other) {
            append_number(out, report->other->means[m]);
            append_number(out, changes[m].difference);
            g_string_append_printf(out, "\t%u\t%u\t%u", changes[m].wins, changes[m].losses,
                                   changes[m].ties);
            append_number(out, changes[m].p);
        }
        g_string_append_c(out, '\n');
    }
}

static void append_count(GString *out, const char *name, guint count, const guint *other)
{
    g_string_append_printf(out, "%s\t%u", name, count);
    if (other)
        g_string_append_printf(out, "\t%u", *other);
    g_string_append_c(out, '\n');
}

GString *cb_eval_tsv(const CbEvalReport *report)
{
    const CbEvaluation *here = report->evaluation, *there = report->other;
    GString *out = g_string_new(NULL);

    if (report->per_query) {
        append_queries(out, report);
        return out;
    }
    append_count(out, "queries", here->n_queries, there ? &there->n_queries : NULL);
    append_measures(out, report);
    append_count(out, "forbidden", here->n_forbidden, there ? &there->n_forbidden : NULL);
    append_count(out, "must_not_only", here->n_must_not, there ? &there->n_must_not : NULL);
    append_count(out, "skipped", here->n_skipped, there ? &there->n_skipped : NULL);
    append_count(out, "unknown_cases", here->n_unknown, there ? &there->n_unknown : NULL);
    return out;
}
