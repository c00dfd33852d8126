/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading posting lists for scoring. Z and K of `passages` say what stands in the running text (a
 * case's passages follow each other there, and the statistics say which they are), S and L of
 * `cases` what stands in the title and in the first words. Each list is walked once, in the order
 * of the cases.
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

static void read_passage_lengths(CbCaseSet *set, guint i)
{
    const CbStatistics *statistics = cb_index_statistics(set->index);
    double average = cb_statistics_average_passage(statistics);
    for (guint j = 0; j < set->statistics[i].n_passages; j++) {
        guint passage = set->first[i] + j;
        CbPassageOrigin origin;
        guint words =
            cb_statistics_passage(statistics, set->statistics[i].first_passage + j, &origin);
        set->lengths[passage] = (float)(words / average);
        set->origins[passage] = (guint8)origin;
    }
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
    set->lengths = g_new(float, set->n_passages);
    set->origins = g_new(guint8, set->n_passages);
    for (guint i = 0; i < n; i++)
        read_passage_lengths(set, i);
}

void cb_case_set_clear(CbCaseSet *set)
{
    g_free(set->docids);
    g_free(set->statistics);
    g_free(set->first);
    g_free(set->lengths);
    g_free(set->origins);
}

/* --- Occurrences ----------------------------------------------------------------------------- */

static void make_term(char *term, gsize size, const char *prefix, const char *stem)
{
    g_strlcpy(term, prefix, size);
    g_strlcat(term, stem, size);
}

static xapc_postiter *open_postings(CbCaseSet *set, xapc_database *database, const char *prefix,
                                    const char *stem)
{
    char term[XAPC_MAX_TERM_LENGTH + 1];
    make_term(term, sizeof term, prefix, stem);
    return set->error == NULL ? xapc_database_postlist(database, term, strlen(term), &set->error)
                              : NULL;
}

/* Adds the occurrences in a field that has a term of its own. */
static void read_field(CbCaseSet *set, const char *prefix, const char *stem, float *counts)
{
    g_autoptr(xapc_postiter) postings =
        open_postings(set, cb_index_cases(set->index), prefix, stem);
    for (guint i = 0; i < set->n && postings != NULL;) {
        if (!xapc_postiter_skip_to(postings, set->docids[i], &set->error))
            return;
        xapc_docid at = xapc_postiter_get_docid(postings);
        while (i < set->n && set->docids[i] < at)
            i++;
        xapc_termcount wdf = 0;
        if (i < set->n && set->docids[i] == at) {
            if (xapc_postiter_get_wdf(postings, &wdf, &set->error))
                counts[i] += (float)wdf / CB_WHOLE_UNITS;
            i++;
        }
    }
}

/* Adds what stands in case @i, from where the list stands. FALSE at its end. */
static gboolean read_case(CbCaseSet *set, xapc_postiter *postings, guint i, float count,
                          CbCounts *counts)
{
    const CbCaseStatistics *item = &set->statistics[i];
    xapc_docid end = item->first_passage + item->n_passages;
    for (xapc_docid at; (at = xapc_postiter_get_docid(postings)) < end;) {
        xapc_termcount wdf = 0;
        if (!xapc_postiter_get_wdf(postings, &wdf, &set->error))
            return FALSE;
        guint passage = set->first[i] + (at - item->first_passage);
        guint8 origin = set->origins[passage];
        CbTextField field = origin == CB_FROM_PAGE ? CB_TEXT_BODY : CB_TEXT_ATTACHMENT;
        counts->passages[passage] += count * (float)wdf;
        counts->fields[field][i] += count * (float)wdf;
        if (origin == CB_FROM_PICTURE)
            counts->recognised[i] += count * (float)wdf;
        if (!xapc_postiter_next(postings, &set->error))
            return FALSE;
    }
    return TRUE;
}

/* Adds the occurrences in passages, each counting @count. */
static void read_passages(CbCaseSet *set, const char *prefix, const char *stem, float count,
                          CbCounts *counts)
{
    g_autoptr(xapc_postiter) postings =
        open_postings(set, cb_index_passages(set->index), prefix, stem);
    for (guint i = 0; i < set->n && postings != NULL; i++)
        if (set->statistics[i].n_passages > 0 &&
            (!xapc_postiter_skip_to(postings, set->statistics[i].first_passage, &set->error) ||
             !read_case(set, postings, i, count, counts)))
            return;
}

void cb_counts_init(CbCounts *counts, CbCaseSet *set, const char *stem, gboolean whole)
{
    for (CbTextField field = 0; field < CB_N_TEXTS; field++)
        counts->fields[field] = g_new0(float, set->n);
    counts->recognised = g_new0(float, set->n);
    counts->passages = g_new0(float, set->n_passages);
    read_field(set, CB_TERM_TITLE, stem, counts->fields[CB_TEXT_TITLE]);
    read_field(set, CB_TERM_LEAD, stem, counts->fields[CB_TEXT_LEAD]);
    read_passages(set, CB_TERM_STEM, stem, 1, counts);
    if (!whole)
        read_passages(set, CB_TERM_PART, stem, PART_COUNT, counts);
}

void cb_counts_clear(CbCounts *counts)
{
    for (CbTextField field = 0; field < CB_N_TEXTS; field++)
        g_free(counts->fields[field]);
    g_free(counts->recognised);
    g_free(counts->passages);
}

/* --- Document frequencies -------------------------------------------------------------------- */

static guint term_frequency(CbCaseSet *set, const char *prefix, const char *stem)
{
    char term[XAPC_MAX_TERM_LENGTH + 1];
    xapc_doccount n = 0;
    make_term(term, sizeof term, prefix, stem);
    if (set->error == NULL)
        xapc_database_get_termfreq(cb_index_cases(set->index), term, strlen(term), &n, &set->error);
    return n;
}

guint cb_stem_frequency(CbCaseSet *set, const char *stem, gboolean whole)
{
    guint as_word = term_frequency(set, CB_TERM_STEM, stem);
    guint as_part = whole ? 0 : term_frequency(set, CB_TERM_PART, stem);
    return MAX(as_word, as_part);
}

/* Cases with the term that have reached @stage - 1 reach @stage. */
static void mark_term(CbCaseSet *set, const char *prefix, const char *stem, GByteArray *stages,
                      guint8 stage)
{
    g_autoptr(xapc_postiter) postings =
        open_postings(set, cb_index_cases(set->index), prefix, stem);
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
            guint with = cb_stem_frequency(set, way->stems->pdata[j], way->whole);
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
