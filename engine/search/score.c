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
 * - A word of the query is one concept, however it stands: as itself, in a compound, as a compound
 *   whose parts stand apart, as a synonym. All of that is one frequency and has one document
 *   frequency, that of the union. The parts of a compound count by the geometric mean of their
 *   frequencies: one that is lacking makes it nothing. Rare parts weigh more in the mean: of
 *   "udgangsbekendtgørelsen" it is "udgang" that says which of all the bekendtgørelser is meant.
 * - How sure is it that the word stands there? On a recognised page about one word in ten is read
 *   wrong, or is what another word was read as: it counts so much less, and a case by no more.
 * - How good is the best passage? A page where the words stand together is a better answer than a
 *   long handbook with one here and one there.
 * - How much of the query, weighed by rarity, does the case have at all?
 *
 * docs/QUERY.md tells what each of these is worth.
 */
#include "score.h"
#include "counts.h"
#include <math.h>

/* Added to a part's rarity, so that a common part is not left out of the mean. */
#define LEAST_RARITY 0.7

struct CbScorer {
    CbIndex *index;
    const CbRankOptions *options;
    GArray *concepts; /* CbConcept */
};

CbScorer *cb_scorer_new(CbIndex *index, const CbNode *root, const CbRankOptions *options)
{
    CbScorer *scorer = g_new0(CbScorer, 1);
    scorer->index = index;
    scorer->options = options;
    scorer->concepts = cb_concepts_new(root, options->parts);
    return scorer;
}

void cb_scorer_free(CbScorer *scorer)
{
    if (scorer == NULL)
        return;
    g_array_unref(scorer->concepts);
    g_free(scorer);
}

const GArray *cb_scorer_concepts(const CbScorer *scorer)
{
    return scorer->concepts;
}

/* What a run works on. */
typedef struct {
    CbScorer *scorer;
    CbCaseSet set;
    double *scores;  /* by case */
    double *covered; /* by case: idf of the concepts that it has */
    float *passages; /* by passage: its score */
    CbScoreSum *sum; /* (nullable): how it comes about, for the only case */
} Run;

/* The frequency of something in every case, in its title alone, and in every passage. */
typedef struct {
    float *cases, *titles, *passages;
} Frequencies;

static void frequencies_init(Frequencies *frequencies, const CbCaseSet *set)
{
    frequencies->cases = g_new0(float, set->n);
    frequencies->titles = g_new0(float, set->n);
    frequencies->passages = g_new0(float, set->n_passages);
}

static void frequencies_clear(Frequencies *frequencies)
{
    g_free(frequencies->cases);
    g_free(frequencies->titles);
    g_free(frequencies->passages);
}

/* --- Of a stem ------------------------------------------------------------------------------- */

static double norm(double b, double length)
{
    return 1 - b + b * length;
}

/* The lead is the beginning of the first passage. */
static gboolean is_lead_recognised(const CbCaseSet *set, guint i)
{
    return set->statistics[i].n_passages > 0 && set->origins[set->first[i]] == CB_FROM_PICTURE;
}

/* The occurrences in a field; one on a recognised page is so much of one. */
static double count_trusted(const Run *run, const CbCounts *counts, CbTextField field, guint i)
{
    double count = (double)counts->fields[field][i], doubted = 0;
    if (field == CB_TEXT_ATTACHMENT)
        doubted = (double)counts->recognised[i];
    else if (field == CB_TEXT_LEAD && is_lead_recognised(&run->set, i))
        doubted = count;
    return count - (1 - run->scorer->options->ocr) * doubted;
}

/* BM25F's sum over the fields. */
static float weigh_fields(const Run *run, const CbCounts *counts, guint i)
{
    const CbRankOptions *options = run->scorer->options;
    const CbStatistics *statistics = cb_index_statistics(run->scorer->index);
    const double weights[CB_N_TEXTS] = {options->title, options->lead, options->body,
                                        options->attachment};
    const double bs[CB_N_TEXTS] = {options->b_title, 0, options->b_body, options->b_attachment};
    double sum = 0;
    for (CbTextField field = 0; field < CB_N_TEXTS; field++) {
        double count = count_trusted(run, counts, field, i);
        if (count > 0)
            sum += weights[field] * count /
                   norm(bs[field], run->set.statistics[i].words[field] /
                                       cb_statistics_average(statistics, field));
    }
    return (float)sum;
}

/* --- Of a way -------------------------------------------------------------------------------- */

/* Adds the only case's occurrences to what is told; of several stems the rarest one's. */
static void tell_counts(Run *run, const CbCounts *counts, gboolean first)
{
    CbScoredWay *way = &g_array_index(run->sum->ways, CbScoredWay, run->sum->ways->len - 1);
    for (CbTextField field = 0; field < CB_N_TEXTS; field++) {
        double count = (double)counts->fields[field][0];
        way->counts[field] = first ? count : MIN(way->counts[field], count);
    }
    double recognised = (double)counts->recognised[0];
    way->recognised = first ? recognised : MIN(way->recognised, recognised);
}

/* The exponents of the stems in their geometric mean; they add up to 1. */
static void share_by_rarity(Run *run, const CbWay *way, float *shares)
{
    double n = cb_statistics_n_cases(cb_index_statistics(run->scorer->index)), sum = 0;
    for (guint i = 0; i < way->stems->len; i++) {
        double with =
            cb_stem_frequency(run->set.index, way->stems->pdata[i], way->whole, &run->set.error);
        shares[i] = (float)(log(1 + (n - with + 0.5) / (with + 0.5)) + LEAST_RARITY);
        sum += (double)shares[i];
    }
    for (guint i = 0; i < way->stems->len; i++)
        shares[i] /= (float)sum;
}

/* Takes the frequency of one more stem of several into the mean (synonyms: the least of them). */
static void combine(float *mean, float frequency, gboolean least, float share)
{
    if (least)
        *mean = MIN(*mean, frequency);
    else
        *mean *= frequency > 0 ? powf(frequency, share) : 0;
}

static void read_stem(Run *run, const CbWay *way, guint which, float share, Frequencies *mean)
{
    const CbCounts *counts = cb_case_set_counts(&run->set, way->stems->pdata[which], way->whole);
    gboolean least = way->kind == CB_WAY_SYNONYM;
    for (guint i = 0; i < run->set.n; i++) {
        float frequency = weigh_fields(run, counts, i), title = counts->fields[CB_TEXT_TITLE][i];
        if (which == 0)
            mean->cases[i] = least ? G_MAXFLOAT : 1;
        combine(&mean->cases[i], frequency, least, share);
        mean->titles[i] = which == 0 ? title : MIN(mean->titles[i], title);
    }
    float ocr = (float)run->scorer->options->ocr;
    for (guint i = 0; i < run->set.n_passages; i++) {
        if (which == 0)
            mean->passages[i] = least ? G_MAXFLOAT : 1;
        float trust = run->set.origins[i] == CB_FROM_PICTURE ? ocr : 1;
        combine(&mean->passages[i], trust * counts->passages[i], least, share);
    }
    if (run->sum != NULL)
        tell_counts(run, counts, which == 0);
}

/* Cases without a title or a passage that has all stems have nothing. */
static void require_passage(const Run *run, Frequencies *mean)
{
    for (guint i = 0; i < run->set.n; i++) {
        const float *passages = mean->passages + run->set.first[i];
        gboolean found = mean->titles[i] > 0;
        for (guint j = 0; j < run->set.statistics[i].n_passages && !found; j++)
            found = passages[j] > 0;
        if (!found)
            mean->cases[i] = 0;
    }
}

/* Adds the frequency of one way to the concept's. */
static void add_way(Run *run, const CbWay *way, Frequencies *sum)
{
    Frequencies mean;
    g_autofree float *shares = g_new(float, way->stems->len);
    shares[0] = 1;
    if (way->stems->len > 1)
        share_by_rarity(run, way, shares);
    frequencies_init(&mean, &run->set);
    for (guint i = 0; i < way->stems->len; i++)
        read_stem(run, way, i, shares[i], &mean);
    if (way->close)
        require_passage(run, &mean);
    for (guint i = 0; i < run->set.n; i++)
        sum->cases[i] += (float)way->weight * mean.cases[i];
    for (guint i = 0; i < run->set.n_passages; i++)
        sum->passages[i] += (float)way->weight * mean.passages[i];
    if (run->sum != NULL)
        g_array_index(run->sum->ways, CbScoredWay, run->sum->ways->len - 1).frequency =
            way->weight * (double)mean.cases[0];
    frequencies_clear(&mean);
}

/* --- Of a concept ---------------------------------------------------------------------------- */

static void add_ways(Run *run, guint which, Frequencies *sum)
{
    const CbConcept *concept = &g_array_index(run->scorer->concepts, CbConcept, which);
    for (guint i = 0; i < concept->ways->len; i++) {
        if (run->sum != NULL) {
            CbScoredWay told = {.concept = which, .way = i};
            g_array_append_val(run->sum->ways, told);
        }
        add_way(run, &g_array_index(concept->ways, CbWay, i), sum);
        GArray *ways = run->sum != NULL ? run->sum->ways : NULL;
        if (ways != NULL && !(g_array_index(ways, CbScoredWay, ways->len - 1).frequency > 0))
            g_array_set_size(ways, ways->len - 1);
    }
}

static double saturate(double frequency, double k1, double length_norm)
{
    return (k1 + 1) * frequency / (k1 * length_norm + frequency);
}

static void score_cases(Run *run, const Frequencies *sum, double idf)
{
    const CbRankOptions *options = run->scorer->options;
    for (guint i = 0; i < run->set.n; i++) {
        if (sum->cases[i] <= 0)
            continue;
        run->scores[i] += idf * saturate((double)sum->cases[i], options->k1, 1);
        run->covered[i] += idf;
    }
    for (guint i = 0; i < run->set.n_passages; i++)
        if (sum->passages[i] > 0)
            run->passages[i] +=
                (float)(idf * saturate((double)sum->passages[i], options->k1_passage,
                                       norm(options->b_passage, cb_case_set_length(&run->set, i))));
}

/* Adds what the concept gives every case and passage; returns its rarity. */
static double add_concept(Run *run, guint which)
{
    const CbConcept *concept = &g_array_index(run->scorer->concepts, CbConcept, which);
    double n = cb_statistics_n_cases(cb_index_statistics(run->scorer->index));
    guint with = cb_concept_frequency(&run->set, concept);
    double idf = log(1 + (n - with + 0.5) / (with + 0.5));
    double before = run->scores[0];
    Frequencies sum;
    frequencies_init(&sum, &run->set);
    add_ways(run, which, &sum);
    score_cases(run, &sum, idf);
    if (run->sum != NULL) {
        CbScoredConcept told = {with, idf, (double)sum.cases[0], run->scores[0] - before};
        g_array_append_val(run->sum->concepts, told);
    }
    frequencies_clear(&sum);
    return concept->optional ? 0 : idf;
}

/* --- Of a case ------------------------------------------------------------------------------- */

/* @which: (out): the passage's document id, 0 when none has anything. */
static double best_passage(const Run *run, guint i, xapc_docid *which)
{
    float best = 0;
    *which = 0;
    for (guint j = 0; j < run->set.statistics[i].n_passages; j++) {
        float score = run->passages[run->set.first[i] + j];
        if (score > best) {
            best = score;
            *which = run->set.statistics[i].first_passage + j;
        }
    }
    return (double)best;
}

static void finish_case(Run *run, guint i, double idf_of_all)
{
    const CbRankOptions *options = run->scorer->options;
    gboolean several = run->scorer->concepts->len > 1;
    xapc_docid which;
    double passage =
        (several ? options->passage : options->passage_single) * best_passage(run, i, &which);
    double share = idf_of_all > 0 ? MIN(1.0, run->covered[i] / idf_of_all) : 1;
    double coverage = pow(share, options->coverage);
    run->scores[i] = (run->scores[i] + passage) * coverage;
    if (run->sum != NULL) {
        run->sum->passage = passage;
        run->sum->best_passage = which;
        run->sum->coverage = coverage;
        run->sum->score = run->scores[i];
    }
}

static void count_stems(Run *run)
{
    for (guint i = 0; i < run->scorer->concepts->len; i++)
        cb_case_set_want_concept(&run->set, &g_array_index(run->scorer->concepts, CbConcept, i));
    cb_case_set_count(&run->set);
}

/* FALSE with @error. */
static gboolean run_over(Run *run, xapc_error **error)
{
    double idf_of_all = 0;
    count_stems(run);
    run->scores = g_new0(double, run->set.n);
    run->covered = g_new0(double, run->set.n);
    run->passages = g_new0(float, run->set.n_passages);
    for (guint i = 0; i < run->scorer->concepts->len; i++)
        idf_of_all += add_concept(run, i);
    for (guint i = 0; i < run->set.n; i++)
        finish_case(run, i, idf_of_all);
    g_free(run->covered);
    g_free(run->passages);
    if (run->set.error != NULL)
        *error = run->set.error;
    return run->set.error == NULL;
}

gboolean cb_scorer_run(CbScorer *scorer, GArray *cases, xapc_error **error)
{
    if (cases->len == 0)
        return TRUE;
    Run run = {.scorer = scorer};
    g_autofree xapc_docid *docids = g_new(xapc_docid, cases->len);
    for (guint i = 0; i < cases->len; i++)
        docids[i] = g_array_index(cases, CbScored, i).docid;
    cb_case_set_init(&run.set, scorer->index, docids, cases->len);
    gboolean done = run_over(&run, error);
    for (guint i = 0; i < cases->len; i++)
        g_array_index(cases, CbScored, i).score = run.scores[i];
    g_free(run.scores);
    cb_case_set_clear(&run.set);
    return done;
}

gboolean cb_scorer_explain(CbScorer *scorer, xapc_docid docid, CbScoreSum *sum, xapc_error **error)
{
    *sum = (CbScoreSum){.concepts = g_array_new(FALSE, FALSE, sizeof(CbScoredConcept)),
                        .ways = g_array_new(FALSE, FALSE, sizeof(CbScoredWay))};
    Run run = {.scorer = scorer, .sum = sum};
    cb_case_set_init(&run.set, scorer->index, &docid, 1);
    gboolean done = run_over(&run, error);
    g_free(run.scores);
    cb_case_set_clear(&run.set);
    return done;
}

void cb_score_sum_clear(CbScoreSum *sum)
{
    g_clear_pointer(&sum->concepts, g_array_unref);
    g_clear_pointer(&sum->ways, g_array_unref);
}
