/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What each piece of the ranking is worth: judged queries under many settings of CbRankOptions.
 *
 *     rank-grid [--set NAME=VALUE]... [--vary NAME=VALUE,VALUE,...]... INDEX QUERIES JUDGMENTS ...
 *
 * Prints one line for the base setting and one for every value that is varied (one setting at a
 * time, the others as in the base), with MRR@10 and nDCG@10 of every set. QUERIES and JUDGMENTS are
 * as for `casebank eval`, which says more about one setting.
 */
#include <casebank/error.h>
#include <casebank/search.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CUT 10

/* An index with its queries. */
typedef struct {
    CbIndex *index;
    CbThesaurus *thesaurus;
    GPtrArray *ids, *texts;
    GHashTable *grades; /* "query\tcase" -> grade, above 0 */
    GHashTable *ideals; /* query -> GArray of guint: its grades */
} Set;

typedef struct {
    double mrr, ndcg;
} Measures;

static void stop_on(GError *error)
{
    if (error == NULL)
        return;
    fprintf(stderr, "rank-grid: %s\n", error->message);
    exit(2);
}

static char **read_lines(const char *path)
{
    GError *error = NULL;
    g_autofree char *text = NULL;
    g_file_get_contents(path, &text, NULL, &error);
    stop_on(error);
    return g_strsplit(text, "\n", -1);
}

static void read_queries(Set *set, const char *path)
{
    g_auto(GStrv) lines = read_lines(path);
    for (gsize i = 0; lines[i] != NULL; i++) {
        g_auto(GStrv) fields = g_strsplit(lines[i], "\t", 3);
        if (lines[i][0] == '#' || g_strv_length(fields) < 2)
            continue;
        g_ptr_array_add(set->ids, g_strdup(fields[0]));
        g_ptr_array_add(set->texts, g_strdup(fields[1]));
    }
}

static void read_judgments(Set *set, const char *path)
{
    g_auto(GStrv) lines = read_lines(path);
    for (gsize i = 0; lines[i] != NULL; i++) {
        g_auto(GStrv) fields = g_strsplit(lines[i], "\t", 3);
        if (lines[i][0] == '#' || g_strv_length(fields) < 3 || atoi(fields[2]) <= 0)
            continue;
        guint grade = (guint)atoi(fields[2]);
        g_hash_table_insert(set->grades, g_strconcat(fields[0], "\t", fields[1], NULL),
                            GUINT_TO_POINTER(grade));
        GArray *ideal = g_hash_table_lookup(set->ideals, fields[0]);
        if (ideal == NULL) {
            ideal = g_array_new(FALSE, FALSE, sizeof(guint));
            g_hash_table_insert(set->ideals, g_strdup(fields[0]), ideal);
        }
        g_array_append_val(ideal, grade);
    }
}

static void read_set(Set *set, char *const *names, const char *thesaurus)
{
    GError *error = NULL;
    set->index = cb_index_open(names[0], &error);
    stop_on(error);
    if (thesaurus != NULL)
        set->thesaurus = cb_thesaurus_load(thesaurus, cb_index_analyzer(set->index), &error);
    stop_on(error);
    set->ids = g_ptr_array_new_with_free_func(g_free);
    set->texts = g_ptr_array_new_with_free_func(g_free);
    set->grades = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    set->ideals =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
    read_queries(set, names[1]);
    read_judgments(set, names[2]);
}

static void clear_set(Set *set)
{
    cb_index_free(set->index);
    g_clear_pointer(&set->thesaurus, cb_thesaurus_unref);
    g_ptr_array_unref(set->ids);
    g_ptr_array_unref(set->texts);
    g_hash_table_unref(set->grades);
    g_hash_table_unref(set->ideals);
}

static int best_grade_first(gconstpointer a, gconstpointer b)
{
    guint left = *(const guint *)a, right = *(const guint *)b;
    return (left < right) - (left > right);
}

static double gain(guint grade, guint rank)
{
    return (exp2(grade) - 1) / log2(rank + 2);
}

static double ideal_gain(GArray *grades)
{
    double sum = 0;
    g_array_sort(grades, best_grade_first);
    for (guint i = 0; i < grades->len && i < CUT; i++)
        sum += gain(g_array_index(grades, guint, i), i);
    return sum;
}

static Measures measure_query(const Set *set, guint query, const CbRankOptions *options)
{
    GError *error = NULL;
    CbRequest request = CB_REQUEST_INIT;
    request.text = set->texts->pdata[query];
    request.max_passages = 0;
    request.per_page = CUT;
    request.rank = options;
    request.thesaurus = set->thesaurus;
    g_autoptr(CbAnswer) answer = cb_search(set->index, &request, &error);
    stop_on(error);
    Measures measures = {0};
    for (guint i = 0; i < answer->hits->len; i++) {
        const CbHit *hit = answer->hits->pdata[i];
        g_autofree char *pair = g_strconcat(set->ids->pdata[query], "\t", hit->case_id, NULL);
        guint grade = GPOINTER_TO_UINT(g_hash_table_lookup(set->grades, pair));
        measures.ndcg += gain(grade, i);
        if (grade > 0 && measures.mrr == 0)
            measures.mrr = 1.0 / (i + 1);
    }
    measures.ndcg /= ideal_gain(g_hash_table_lookup(set->ideals, set->ids->pdata[query]));
    return measures;
}

static Measures measure(const Set *set, const CbRankOptions *options)
{
    Measures mean = {0};
    guint n = 0;
    for (guint i = 0; i < set->ids->len; i++) {
        if (!g_hash_table_contains(set->ideals, set->ids->pdata[i]))
            continue;
        Measures one = measure_query(set, i, options);
        mean.mrr += one.mrr;
        mean.ndcg += one.ndcg;
        n++;
    }
    mean.mrr /= MAX(n, 1);
    mean.ndcg /= MAX(n, 1);
    return mean;
}

static void print_row(const char *label, const Set *sets, guint n, const CbRankOptions *options)
{
    printf("%-24s", label);
    for (guint i = 0; i < n; i++) {
        Measures mean = measure(&sets[i], options);
        printf("   %.4f %.4f", mean.mrr, mean.ndcg);
    }
    putchar('\n');
    fflush(stdout);
}

static void print_values(const char *vary, const Set *sets, guint n, const CbRankOptions *base)
{
    const char *values = strchr(vary, '=');
    if (values == NULL) {
        stop_on(g_error_new(CB_ERROR, CB_ERROR_USAGE, "--vary NAME=VALUE,VALUE: %s", vary));
        return;
    }
    g_autofree char *name = g_strndup(vary, (gsize)(values - vary));
    g_auto(GStrv) list = g_strsplit(values + 1, ",", -1);
    for (gsize i = 0; list[i] != NULL; i++) {
        GError *error = NULL;
        CbRankOptions options = *base;
        g_autofree char *setting = g_strconcat(name, "=", list[i], NULL);
        cb_rank_options_set(&options, setting, &error);
        stop_on(error);
        print_row(setting, sets, n, &options);
    }
}

int main(int argc, char **argv)
{
    GError *error = NULL;
    g_auto(GStrv) set_to = NULL, vary = NULL, names = NULL;
    const char *thesaurus_path = NULL;
    const GOptionEntry entries[] = {
        {"set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &set_to, "Change the base", "NAME=VALUE"},
        {"vary", 0, 0, G_OPTION_ARG_STRING_ARRAY, &vary, "Try values", "NAME=VALUE,..."},
        {"thesaurus", 0, 0, G_OPTION_ARG_FILENAME, &thesaurus_path, "Widen queries by it", "FILE"},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &names, NULL, NULL},
        G_OPTION_ENTRY_NULL};
    g_autoptr(GOptionContext) context = g_option_context_new("INDEX QUERIES JUDGMENTS ...");
    g_option_context_add_main_entries(context, entries, NULL);
    g_option_context_parse(context, &argc, &argv, &error);
    stop_on(error);
    guint n = names != NULL ? g_strv_length(names) / 3 : 0;
    CbRankOptions base = cb_rank_defaults;
    for (gsize i = 0; set_to != NULL && set_to[i] != NULL; i++) {
        cb_rank_options_set(&base, set_to[i], &error);
        stop_on(error);
    }
    g_autofree Set *sets = g_new0(Set, n);
    for (guint i = 0; i < n; i++)
        read_set(&sets[i], names + (gsize)i * 3, thesaurus_path);
    print_row("(base)", sets, n, &base);
    for (gsize i = 0; vary != NULL && vary[i] != NULL; i++)
        print_values(vary[i], sets, n, &base);
    for (guint i = 0; i < n; i++)
        clear_set(&sets[i]);
    return n > 0 ? 0 : 2;
}
