/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Counting for scoring. The file of positions has the words of every case in their order: one walk
 * through a case counts all stems of the query, and how many words come before each of them tells
 * whether it stands in the title, in the first words or in which passage.
 *
 * In how many cases a stem stands is read from the posting lists of `cases`.
 */
#include "counts.h"
#include "xapian_auto.h"
#include <string.h>

#define PART_COUNT ((float)CB_PART_UNITS / CB_WHOLE_UNITS)

/* Longer lists are not walked to count documents: an estimate is nearly as good there. Counting
 * them all is worth .005 of MRR@10 on LibreOffice's Danish help, and nothing on 4,030 statutes.
 * Looking through a table of all cases costs about an eighth of a posting a case. */
#define MAX_COUNTED_POSTINGS 1000
#define POSTINGS_PER_CASE 0.125

/* --- The cases ------------------------------------------------------------------------------- */

typedef struct {
    const char *stem;
    gboolean whole;
    CbCounts counts;
} Slot;

static void read_passage_lengths(CbCaseSet *set, guint i)
{
    const CbStatistics *statistics = cb_index_statistics(set->index);
    for (guint j = 0; j < set->statistics[i].n_passages; j++) {
        guint passage = set->first[i] + j;
        CbPassageOrigin origin;
        set->words[passage] =
            cb_statistics_passage(statistics, set->statistics[i].first_passage + j, &origin);
        set->origins[passage] = (guint8)origin;
    }
}

static void clear_slot(gpointer data)
{
    CbCounts *counts = &((Slot *)data)->counts;
    for (CbTextField field = 0; field < CB_N_TEXTS; field++)
        g_free(counts->fields[field]);
    g_free(counts->recognised);
    g_free(counts->passages);
}

void cb_case_set_init(CbCaseSet *set, CbIndex *index, const xapc_docid *docids, guint n)
{
    *set = (CbCaseSet){.index = index, .n = n};
    set->docids = g_memdup2(docids, n * sizeof *docids);
    set->statistics = g_new(CbCaseStatistics, n);
    set->first = g_new(guint, n);
    for (guint i = 0; i < n; i++) {
        set->statistics[i] = cb_statistics_case(cb_index_statistics(index), docids[i]);
        set->first[i] = set->n_passages;
        set->n_passages += set->statistics[i].n_passages;
    }
    set->words = g_new(guint32, set->n_passages);
    set->origins = g_new(guint8, set->n_passages);
    for (guint i = 0; i < n; i++)
        read_passage_lengths(set, i);
    set->counter = cb_word_counter_new(cb_index_positions(index));
    set->slots = g_array_new(FALSE, FALSE, sizeof(Slot));
    g_array_set_clear_func(set->slots, clear_slot);
}

void cb_case_set_clear(CbCaseSet *set)
{
    g_free(set->docids);
    g_free(set->statistics);
    g_free(set->first);
    g_free(set->words);
    g_free(set->origins);
    cb_word_counter_free(set->counter);
    g_array_unref(set->slots);
}

double cb_case_set_length(const CbCaseSet *set, guint passage)
{
    return set->words[passage] / cb_statistics_average_passage(cb_index_statistics(set->index));
}

/* --- Occurrences ----------------------------------------------------------------------------- */

static Slot *find_slot(const CbCaseSet *set, const char *stem, gboolean whole)
{
    for (guint i = 0; i < set->slots->len; i++) {
        Slot *slot = &g_array_index(set->slots, Slot, i);
        if (slot->whole == whole && strcmp(slot->stem, stem) == 0)
            return slot;
    }
    return NULL;
}

void cb_case_set_want(CbCaseSet *set, const char *stem, gboolean whole)
{
    if (find_slot(set, stem, whole) != NULL)
        return;
    Slot slot = {.stem = stem, .whole = whole};
    for (CbTextField field = 0; field < CB_N_TEXTS; field++)
        slot.counts.fields[field] = g_new0(float, set->n);
    slot.counts.recognised = g_new0(float, set->n);
    slot.counts.passages = g_new0(float, set->n_passages);
    cb_word_counter_add_stem(set->counter, stem, set->slots->len);
    g_array_append_val(set->slots, slot);
}

void cb_case_set_want_concept(CbCaseSet *set, const CbConcept *concept)
{
    for (guint i = 0; i < concept->ways->len; i++) {
        const CbWay *way = &g_array_index(concept->ways, CbWay, i);
        for (guint j = 0; j < way->stems->len; j++)
            cb_case_set_want(set, way->stems->pdata[j], way->whole);
    }
}

/* A walk through a case. */
typedef struct {
    CbCaseSet *set;
    guint i;             /* the case */
    guint passage;       /* of the set: the one that was come to */
    guint end;           /* of its passages in the set */
    guint32 passage_end; /* words of the case before the end of that passage */
} Walk;

static void count_in_passage(const Walk *walk, CbCounts *counts, float count)
{
    guint8 origin = walk->set->origins[walk->passage];
    CbTextField field = origin == CB_FROM_PAGE ? CB_TEXT_BODY : CB_TEXT_ATTACHMENT;
    counts->passages[walk->passage] += count;
    counts->fields[field][walk->i] += count;
    if (origin == CB_FROM_PICTURE)
        counts->recognised[walk->i] += count;
}

/* In the title and in the first words a part counts whether it is asked for or not. */
static void count_word(guint which, gboolean part, guint32 before, gpointer data)
{
    Walk *walk = data;
    Slot *slot = &g_array_index(walk->set->slots, Slot, which);
    const guint32 *words = walk->set->statistics[walk->i].words;
    float count = part ? PART_COUNT : 1;
    if (before < words[CB_TEXT_TITLE]) {
        slot->counts.fields[CB_TEXT_TITLE][walk->i] += count;
        return;
    }
    while (walk->passage < walk->end && before >= walk->passage_end)
        if (++walk->passage < walk->end)
            walk->passage_end += walk->set->words[walk->passage];
    if (walk->passage == walk->end)
        return; /* a name */
    if (before - words[CB_TEXT_TITLE] < words[CB_TEXT_LEAD])
        slot->counts.fields[CB_TEXT_LEAD][walk->i] += count;
    if (!part || !slot->whole)
        count_in_passage(walk, &slot->counts, count);
}

void cb_case_set_count(CbCaseSet *set)
{
    for (guint i = 0; i < set->n; i++) {
        guint first = set->first[i], end = first + set->statistics[i].n_passages;
        Walk walk = {set, i, first, end, set->statistics[i].words[CB_TEXT_TITLE]};
        if (first < end)
            walk.passage_end += set->words[first];
        cb_word_counter_run(set->counter, set->docids[i], count_word, &walk);
    }
}

const CbCounts *cb_case_set_counts(const CbCaseSet *set, const char *stem, gboolean whole)
{
    return &find_slot(set, stem, whole)->counts;
}

/* --- Document frequencies -------------------------------------------------------------------- */

static void make_term(char *term, gsize size, const char *prefix, const char *stem)
{
    g_strlcpy(term, prefix, size);
    g_strlcat(term, stem, size);
}

static guint term_frequency(CbIndex *index, const char *prefix, const char *stem,
                            xapc_error **error)
{
    char term[XAPC_MAX_TERM_LENGTH + 1];
    xapc_doccount n = 0;
    make_term(term, sizeof term, prefix, stem);
    if (*error == NULL)
        xapc_database_get_termfreq(cb_index_cases(index), term, strlen(term), &n, error);
    return n;
}

guint cb_stem_frequency(CbIndex *index, const char *stem, gboolean whole, xapc_error **error)
{
    guint n = term_frequency(index, CB_TERM_STEM, stem, error);
    return whole ? n : n + term_frequency(index, CB_TERM_PART, stem, error);
}

/* Cases with the term that have reached @stage - 1 reach @stage. */
static void mark_term(CbCaseSet *set, const char *prefix, const char *stem, GByteArray *stages,
                      guint8 stage)
{
    char term[XAPC_MAX_TERM_LENGTH + 1];
    make_term(term, sizeof term, prefix, stem);
    g_autoptr(xapc_postiter) postings =
        set->error == NULL
            ? xapc_database_postlist(cb_index_cases(set->index), term, strlen(term), &set->error)
            : NULL;
    while (postings != NULL && xapc_postiter_next(postings, &set->error)) {
        xapc_docid at = xapc_postiter_get_docid(postings);
        if (at <= stages->len && stages->data[at - 1] == stage - 1)
            stages->data[at - 1] = stage;
    }
}

static GByteArray *new_stages(guint n)
{
    GByteArray *stages = g_byte_array_sized_new(n);
    g_byte_array_set_size(stages, n);
    memset(stages->data, 0, n);
    return stages;
}

/* Marks the cases with all stems of the way in @found. */
static void mark_way(CbCaseSet *set, const CbWay *way, GByteArray *found)
{
    g_autoptr(GByteArray) stages = new_stages(found->len);
    for (guint i = 0; i < way->stems->len; i++) {
        mark_term(set, CB_TERM_STEM, way->stems->pdata[i], stages, (guint8)(i + 1));
        if (!way->whole)
            mark_term(set, CB_TERM_PART, way->stems->pdata[i], stages, (guint8)(i + 1));
    }
    for (guint i = 0; i < found->len; i++)
        found->data[i] |= stages->data[i] == way->stems->len;
}

static guint count_cases(CbCaseSet *set, const CbConcept *concept)
{
    guint last = cb_statistics_last_case(cb_index_statistics(set->index));
    g_autoptr(GByteArray) found = new_stages(last);
    for (guint i = 0; i < concept->ways->len; i++)
        mark_way(set, &g_array_index(concept->ways, CbWay, i), found);
    guint n = 0;
    for (guint i = 0; i < found->len; i++)
        n += found->data[i];
    return n;
}

/* From above: as if no case had the concept in two ways. @postings: (out): how many there are to
 * walk. */
static guint reckon_cases(CbCaseSet *set, const CbConcept *concept, guint n_cases, guint *postings)
{
    guint n = 0;
    for (guint i = 0; i < concept->ways->len; i++) {
        const CbWay *way = &g_array_index(concept->ways, CbWay, i);
        guint rarest = n_cases;
        for (guint j = 0; j < way->stems->len; j++) {
            guint with =
                cb_stem_frequency(set->index, way->stems->pdata[j], way->whole, &set->error);
            *postings += with;
            rarest = MIN(rarest, with);
        }
        n += rarest;
    }
    return MIN(n, n_cases);
}

guint cb_concept_frequency(CbCaseSet *set, const CbConcept *concept)
{
    guint n_cases = cb_statistics_n_cases(cb_index_statistics(set->index));
    guint postings = 0;
    guint reckoned = reckon_cases(set, concept, n_cases, &postings);
    double cost = postings + POSTINGS_PER_CASE * n_cases * concept->ways->len;
    return cost <= MAX_COUNTED_POSTINGS ? count_cases(set, concept) : reckoned;
}
