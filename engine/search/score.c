/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Scoring cases.
 *
 * Xapian's BM25 sees a case as one bag of terms and adds up what it knows of them. This second
 * stage looks again at the few hundred best of them and asks more:
 *
 * - Where does a word stand? A word's frequency is put together of those in the title, in the first
 *   words, on the page and in the attachments, each with its own weight and divided by its own
 *   length (BM25F: Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted
 *   fields", CIKM 2004).
 * - A word of the query is one thing, however it stands: as itself, in a compound, as a compound
 *   whose parts stand apart, as a synonym. All of that is one frequency and has one document
 *   frequency, that of the union. The parts of a compound count by the geometric mean of their
 *   frequencies: one that is lacking makes it nothing.
 * - How good is the best passage? A page where the words stand together is a better answer than a
 *   long handbook with one here and one there.
 * - How much of the query, weighed by rarity, does the case have at all?
 *
 * Everything is read from posting lists, which are walked once, in the order of the cases: Z and K
 * of `passages` (a case's passages follow each other there, and the statistics say which they are),
 * S and L of `cases`.
 */
#include "score.h"
#include "xapian_auto.h"
#include <math.h>
#include <string.h>

#define PART_COUNT ((float)CB_PART_UNITS / CB_WHOLE_UNITS) /* of a part beside a whole word */

/* One way in which a word of the query may stand in a case. */
typedef struct {
    float weight;
    gboolean whole;   /* no parts of compounds */
    gboolean phrase;  /* of several stems: the rarest one counts, not their mean */
    GPtrArray *stems; /* const char*, borrowed from the query */
} Alternative;

/* A word of the query. */
typedef struct {
    GArray *alternatives;
    gboolean optional; /* one of several that are as good: lacking it is no lack */
    double idf;
} Concept;

struct CbScorer {
    CbIndex *index;
    const CbRankOptions *options;
    GArray *concepts;
};

/* --- From the query to concepts -------------------------------------------------------------- */

static void clear_alternative(gpointer data)
{
    g_ptr_array_unref(((Alternative *)data)->stems);
}

static void clear_concept(gpointer data)
{
    g_array_unref(((Concept *)data)->alternatives);
}

static Alternative *add_alternative(Concept *concept, double weight, gboolean whole)
{
    Alternative alternative = {.weight = (float)weight, .whole = whole, .stems = g_ptr_array_new()};
    g_array_append_val(concept->alternatives, alternative);
    return &g_array_index(concept->alternatives, Alternative, concept->alternatives->len - 1);
}

static void add_strings(GPtrArray *list, char *const *strings)
{
    for (gsize i = 0; strings[i] != NULL; i++)
        g_ptr_array_add(list, strings[i]);
}

static Concept *add_concept(CbScorer *scorer, gboolean optional)
{
    Concept concept = {.alternatives = g_array_new(FALSE, FALSE, sizeof(Alternative)),
                       .optional = optional};
    g_array_set_clear_func(concept.alternatives, clear_alternative);
    g_array_append_val(scorer->concepts, concept);
    return &g_array_index(scorer->concepts, Concept, scorer->concepts->len - 1);
}

static void add_synonym(Concept *concept, const CbQuerySynonym *synonym)
{
    Alternative *way = add_alternative(concept, synonym->weight, FALSE);
    add_strings(way->stems, synonym->stems);
    way->phrase = TRUE;
    way->whole = way->stems->len > 1;
}

static void add_word(CbScorer *scorer, const CbQueryWord *word, gboolean whole, gboolean optional)
{
    Concept *concept = add_concept(scorer, optional);
    g_ptr_array_add(add_alternative(concept, 1, whole)->stems, word->stem);
    for (gsize i = 0; word->joined != NULL && word->joined[i] != NULL; i++)
        g_ptr_array_add(add_alternative(concept, 1, TRUE)->stems, word->joined[i]);
    if (word->parts != NULL && scorer->options->parts > 0)
        add_strings(add_alternative(concept, scorer->options->parts, FALSE)->stems, word->parts);
    for (guint i = 0; i < word->synonyms->len; i++)
        add_synonym(concept, word->synonyms->pdata[i]);
}

static gboolean knows_stem(const CbScorer *scorer, const char *stem)
{
    for (guint i = 0; i < scorer->concepts->len; i++) {
        const Concept *concept = &g_array_index(scorer->concepts, Concept, i);
        const Alternative *first = &g_array_index(concept->alternatives, Alternative, 0);
        if (strcmp(first->stems->pdata[0], stem) == 0)
            return TRUE;
    }
    return FALSE;
}

static void add_prefix(CbScorer *scorer, const CbNode *leaf, gboolean optional)
{
    if (leaf->stems == NULL || leaf->stems->len == 0)
        return;
    Concept *concept = add_concept(scorer, optional);
    for (guint i = 0; i < leaf->stems->len; i++)
        g_ptr_array_add(add_alternative(concept, 1, TRUE)->stems, leaf->stems->pdata[i]);
}

static void add_leaf(CbScorer *scorer, const CbNode *leaf, gboolean optional)
{
    gboolean whole = leaf->exact || leaf->type == CB_NODE_PHRASE;
    guint n = leaf->words->len - (leaf->type == CB_NODE_PREFIX && leaf->words->len > 0);
    for (guint i = 0; i < n; i++) {
        const CbQueryWord *word = leaf->words->pdata[i];
        if (!knows_stem(scorer, word->stem))
            add_word(scorer, word, whole, optional);
    }
    if (leaf->type == CB_NODE_PREFIX)
        add_prefix(scorer, leaf, optional);
}

static void add_tree(CbScorer *scorer, const CbNode *node, gboolean optional)
{
    if (node->type == CB_NODE_NOT)
        return;
    if (node->children == NULL) {
        if (node->field == CB_FIELD_ANY || node->field == CB_FIELD_TITLE)
            add_leaf(scorer, node, optional);
        return;
    }
    for (guint i = 0; i < node->children->len; i++)
        add_tree(scorer, node->children->pdata[i], optional || node->type == CB_NODE_OR);
}

CbScorer *cb_scorer_new(CbIndex *index, const CbNode *root, const CbRankOptions *options)
{
    CbScorer *scorer = g_new0(CbScorer, 1);
    scorer->index = index;
    scorer->options = options;
    scorer->concepts = g_array_new(FALSE, FALSE, sizeof(Concept));
    g_array_set_clear_func(scorer->concepts, clear_concept);
    if (root != NULL)
        add_tree(scorer, root, FALSE);
    return scorer;
}

void cb_scorer_free(CbScorer *scorer)
{
    if (scorer == NULL)
        return;
    g_array_unref(scorer->concepts);
    g_free(scorer);
}

guint cb_scorer_n_concepts(const CbScorer *scorer)
{
    return scorer->concepts->len;
}

/* --- Reading frequencies --------------------------------------------------------------------- */

/* The frequencies of something in the cases that are scored. */
typedef struct {
    float *fields[CB_N_TEXTS]; /* by case */
    float *passages;           /* by passage of these cases */
} Counts;

/* What a run works on: the cases, their passages one after the other, and room for counts. */
typedef struct {
    CbScorer *scorer;
    GArray *cases; /* CbScored */
    guint n, n_passages;
    CbCaseStatistics *statistics; /* by case */
    guint *first;                 /* by case: its first passage among n_passages */
    float *lengths;               /* by passage: divided by the average */
    gboolean *in_attachment;      /* by passage */
    float *scores;                /* by passage: the sum over the concepts */
    double *idf;                  /* by case: of the concepts that it has */
    xapc_error *error;
} Run;

static void counts_init(Counts *counts, const Run *run)
{
    for (CbTextField field = 0; field < CB_N_TEXTS; field++)
        counts->fields[field] = g_new0(float, run->n);
    counts->passages = g_new0(float, run->n_passages);
}

static void counts_clear(Counts *counts)
{
    for (CbTextField field = 0; field < CB_N_TEXTS; field++)
        g_free(counts->fields[field]);
    g_free(counts->passages);
}

static xapc_postiter *open_postings(Run *run, xapc_database *database, const char *prefix,
                                    const char *stem)
{
    char term[XAPC_MAX_TERM_LENGTH + 1];
    g_strlcpy(term, prefix, sizeof term);
    g_strlcat(term, stem, sizeof term);
    return run->error == NULL ? xapc_database_postlist(database, term, strlen(term), &run->error)
                              : NULL;
}

static xapc_docid docid_of(const Run *run, guint i)
{
    return g_array_index(run->cases, CbScored, i).docid;
}

/* Adds the term's frequencies, in units, to a field of the cases. */
static void read_field(Run *run, const char *prefix, const char *stem, float *counts)
{
    g_autoptr(xapc_postiter) postings =
        open_postings(run, cb_index_cases(run->scorer->index), prefix, stem);
    for (guint i = 0; i < run->n && postings != NULL;) {
        if (!xapc_postiter_skip_to(postings, docid_of(run, i), &run->error))
            return;
        xapc_docid at = xapc_postiter_get_docid(postings);
        while (i < run->n && docid_of(run, i) < at)
            i++;
        xapc_termcount wdf = 0;
        if (i < run->n && docid_of(run, i) == at) {
            if (xapc_postiter_get_wdf(postings, &wdf, &run->error))
                counts[i] += (float)wdf / CB_WHOLE_UNITS;
            i++;
        }
    }
}

/* Adds the term's frequencies, each counting @count, to the passages of case @i, from where the
 * list stands. FALSE at its end. */
static gboolean read_case_passages(Run *run, xapc_postiter *postings, guint i, float count,
                                   Counts *counts)
{
    const CbCaseStatistics *item = &run->statistics[i];
    xapc_docid end = item->first_passage + item->n_passages;
    for (xapc_docid at; (at = xapc_postiter_get_docid(postings)) < end;) {
        xapc_termcount wdf = 0;
        if (!xapc_postiter_get_wdf(postings, &wdf, &run->error))
            return FALSE;
        guint passage = run->first[i] + (at - item->first_passage);
        CbTextField field = run->in_attachment[passage] ? CB_TEXT_ATTACHMENT : CB_TEXT_BODY;
        counts->passages[passage] += count * (float)wdf;
        counts->fields[field][i] += count * (float)wdf;
        if (!xapc_postiter_next(postings, &run->error))
            return FALSE;
    }
    return TRUE;
}

static void read_passages(Run *run, const char *prefix, const char *stem, float count,
                          Counts *counts)
{
    g_autoptr(xapc_postiter) postings =
        open_postings(run, cb_index_passages(run->scorer->index), prefix, stem);
    for (guint i = 0; i < run->n && postings != NULL; i++)
        if (run->statistics[i].n_passages > 0 &&
            (!xapc_postiter_skip_to(postings, run->statistics[i].first_passage, &run->error) ||
             !read_case_passages(run, postings, i, count, counts)))
            return;
}

/* Adds a stem's frequencies. */
static void read_stem(Run *run, const char *stem, gboolean whole, Counts *counts)
{
    read_field(run, CB_TERM_TITLE, stem, counts->fields[CB_TEXT_TITLE]);
    read_field(run, CB_TERM_LEAD, stem, counts->fields[CB_TEXT_LEAD]);
    read_passages(run, CB_TERM_STEM, stem, 1, counts);
    if (!whole)
        read_passages(run, CB_TERM_PART, stem, PART_COUNT, counts);
}

/* --- From frequencies to scores -------------------------------------------------------------- */

static double norm(double b, double length)
{
    return 1 - b + b * length;
}

/* The frequency of a stem in a case: BM25F's sum over the fields. */
static float weighted_count(const Run *run, const Counts *counts, guint i)
{
    const CbRankOptions *options = run->scorer->options;
    const CbStatistics *statistics = cb_index_statistics(run->scorer->index);
    const double weights[CB_N_TEXTS] = {options->title, options->lead, options->body,
                                        options->attachment};
    const double bs[CB_N_TEXTS] = {options->b_title, 0, options->b_body, options->b_attachment};
    double sum = 0;
    for (CbTextField field = 0; field < CB_N_TEXTS; field++) {
        double count = (double)counts->fields[field][i];
        if (count > 0)
            sum += weights[field] * count /
                   norm(bs[field],
                        run->statistics[i].words[field] / cb_statistics_average(statistics, field));
    }
    return (float)sum;
}

/* A concept's frequency in every case and passage. */
typedef struct {
    float *cases, *passages;
} Frequencies;

static void add_single(const Run *run, const Alternative *way, const Counts *counts,
                       Frequencies *out)
{
    for (guint i = 0; i < run->n; i++)
        out->cases[i] += way->weight * weighted_count(run, counts, i);
    for (guint i = 0; i < run->n_passages; i++)
        out->passages[i] += way->weight * counts->passages[i];
}

/* One more stem of several: the smallest so far, or the product. */
static void combine(float *so_far, float more, gboolean phrase, gboolean first)
{
    if (first)
        *so_far = more;
    else if (phrase)
        *so_far = MIN(*so_far, more);
    else
        *so_far *= more;
}

static float finish_combined(const Alternative *way, float combined)
{
    if (combined <= 0 || way->phrase)
        return way->weight * combined;
    return way->weight * powf(combined, 1.0f / (float)way->stems->len);
}

static void add_several(Run *run, const Alternative *way, Frequencies *out)
{
    g_autofree float *cases = g_new0(float, run->n);
    g_autofree float *passages = g_new0(float, run->n_passages);
    for (guint s = 0; s < way->stems->len; s++) {
        Counts counts;
        counts_init(&counts, run);
        read_stem(run, way->stems->pdata[s], way->whole, &counts);
        for (guint i = 0; i < run->n; i++)
            combine(&cases[i], weighted_count(run, &counts, i), way->phrase, s == 0);
        for (guint i = 0; i < run->n_passages; i++)
            combine(&passages[i], counts.passages[i], way->phrase, s == 0);
        counts_clear(&counts);
    }
    for (guint i = 0; i < run->n; i++)
        out->cases[i] += finish_combined(way, cases[i]);
    for (guint i = 0; i < run->n_passages; i++)
        out->passages[i] += finish_combined(way, passages[i]);
}

static void add_way(Run *run, const Alternative *way, Frequencies *out)
{
    if (way->stems->len > 1) {
        add_several(run, way, out);
        return;
    }
    Counts counts;
    counts_init(&counts, run);
    read_stem(run, way->stems->pdata[0], way->whole, &counts);
    add_single(run, way, &counts, out);
    counts_clear(&counts);
}

/* Adds what the concept gives every case and passage. */
static void score_concept(Run *run, const Concept *concept)
{
    const CbRankOptions *options = run->scorer->options;
    Frequencies sum = {g_new0(float, run->n), g_new0(float, run->n_passages)};
    for (guint i = 0; i < concept->alternatives->len; i++)
        add_way(run, &g_array_index(concept->alternatives, Alternative, i), &sum);
    for (guint i = 0; i < run->n; i++) {
        if (sum.cases[i] <= 0)
            continue;
        double count = (double)sum.cases[i];
        g_array_index(run->cases, CbScored, i).score +=
            concept->idf * (options->k1 + 1) * count / (options->k1 + count);
        run->idf[i] += concept->idf;
    }
    for (guint i = 0; i < run->n_passages; i++) {
        double count = (double)sum.passages[i];
        if (count > 0)
            run->scores[i] +=
                (float)(concept->idf * (options->k1_passage + 1) * count /
                        (options->k1_passage * norm(options->b_passage, (double)run->lengths[i]) +
                         count));
    }
    g_free(sum.cases);
    g_free(sum.passages);
}

/* --- Document frequencies -------------------------------------------------------------------- */

typedef struct {
    guint8 *seen; /* a byte a case */
    guint n;
} CaseSet;

static void mark_term(Run *run, const char *prefix, const char *stem, CaseSet *set, guint8 value)
{
    g_autoptr(xapc_postiter) postings =
        open_postings(run, cb_index_cases(run->scorer->index), prefix, stem);
    while (postings != NULL && xapc_postiter_next(postings, &run->error)) {
        xapc_docid at = xapc_postiter_get_docid(postings);
        if (at <= set->n && set->seen[at - 1] == value - 1)
            set->seen[at - 1] = value;
    }
}

static void mark_way(Run *run, const Alternative *way, CaseSet *all)
{
    CaseSet set = {g_new0(guint8, all->n), all->n};
    guint n = MIN(way->stems->len, 200);
    for (guint s = 0; s < n; s++) {
        mark_term(run, CB_TERM_STEM, way->stems->pdata[s], &set, (guint8)(s + 1));
        if (!way->whole)
            mark_term(run, CB_TERM_PART, way->stems->pdata[s], &set, (guint8)(s + 1));
    }
    for (guint i = 0; i < set.n; i++)
        if (set.seen[i] == n)
            all->seen[i] = 1;
    g_free(set.seen);
}

/* In how many cases the concept stands, one way or another. */
static guint document_frequency(Run *run, const Concept *concept)
{
    guint n = cb_statistics_n_cases(cb_index_statistics(run->scorer->index));
    CaseSet all = {g_new0(guint8, n), n};
    for (guint i = 0; i < concept->alternatives->len; i++)
        mark_way(run, &g_array_index(concept->alternatives, Alternative, i), &all);
    guint count = 0;
    for (guint i = 0; i < n; i++)
        count += all.seen[i];
    g_free(all.seen);
    return count;
}

static void weigh_concepts(Run *run)
{
    double n = cb_statistics_n_cases(cb_index_statistics(run->scorer->index));
    for (guint i = 0; i < run->scorer->concepts->len; i++) {
        Concept *concept = &g_array_index(run->scorer->concepts, Concept, i);
        double with = document_frequency(run, concept);
        concept->idf = log(1 + (n - with + 0.5) / (with + 0.5));
    }
}

/* --- A run ----------------------------------------------------------------------------------- */

static void prepare_case(Run *run, guint i)
{
    const CbStatistics *statistics = cb_index_statistics(run->scorer->index);
    double average = cb_statistics_average_passage(statistics);
    for (guint j = 0; j < run->statistics[i].n_passages; j++) {
        guint passage = run->first[i] + j;
        guint words = cb_statistics_passage(statistics, run->statistics[i].first_passage + j,
                                            &run->in_attachment[passage]);
        run->lengths[passage] = (float)(words / average);
    }
}

static void run_init(Run *run, CbScorer *scorer, GArray *cases)
{
    *run = (Run){.scorer = scorer, .cases = cases, .n = cases->len};
    run->statistics = g_new(CbCaseStatistics, run->n);
    run->first = g_new(guint, run->n);
    run->idf = g_new0(double, run->n);
    for (guint i = 0; i < run->n; i++) {
        run->statistics[i] =
            cb_statistics_case(cb_index_statistics(scorer->index), docid_of(run, i));
        run->first[i] = run->n_passages;
        run->n_passages += run->statistics[i].n_passages;
    }
    run->lengths = g_new(float, run->n_passages);
    run->in_attachment = g_new(gboolean, run->n_passages);
    run->scores = g_new0(float, run->n_passages);
    for (guint i = 0; i < run->n; i++)
        prepare_case(run, i);
}

static void run_clear(Run *run)
{
    g_free(run->statistics);
    g_free(run->first);
    g_free(run->idf);
    g_free(run->lengths);
    g_free(run->in_attachment);
    g_free(run->scores);
}

static double best_passage(const Run *run, guint i)
{
    float best = 0;
    for (guint j = 0; j < run->statistics[i].n_passages; j++)
        best = MAX(best, run->scores[run->first[i] + j]);
    return (double)best;
}

/* Adds what is of the case as a whole. */
static void finish_case(Run *run, guint i, double idf_of_all)
{
    const CbRankOptions *options = run->scorer->options;
    double *score = &g_array_index(run->cases, CbScored, i).score;
    if (run->scorer->concepts->len > 1)
        *score += options->passage * best_passage(run, i);
    else
        *score += options->passage_single * best_passage(run, i);
    if (options->coverage > 0 && idf_of_all > 0)
        *score *= pow(MIN(1.0, run->idf[i] / idf_of_all), options->coverage);
}

gboolean cb_scorer_run(CbScorer *scorer, GArray *cases, xapc_error **error)
{
    Run run;
    run_init(&run, scorer, cases);
    weigh_concepts(&run);
    double idf_of_all = 0;
    for (guint i = 0; i < cases->len; i++)
        g_array_index(cases, CbScored, i).score = 0;
    for (guint i = 0; i < scorer->concepts->len; i++) {
        const Concept *concept = &g_array_index(scorer->concepts, Concept, i);
        score_concept(&run, concept);
        if (!concept->optional)
        idf_of_all += concept->idf;
    }
    for (guint i = 0; i < cases->len; i++)
        finish_case(&run, i, idf_of_all);
    run_clear(&run);
    if (run.error == NULL)
        return TRUE;
    *error = run.error;
    return FALSE;
}
