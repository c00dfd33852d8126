/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "marks.h"
#include <stdlib.h>

const char *cb_mark_kind_name(CbMarkKind kind)
{
    static const char *const names[] = {"word", "part", "synonym"};
    return names[kind];
}

/* How strong a match is as a mark; of two that overlap the lower one stays. */
typedef enum { WORD, PART, SYNONYM, OWN_PART } Rank;

typedef struct {
    CbMark mark;
    Rank rank;
} Candidate;

static Rank rank_of(const CbMatch *match)
{
    if (match->own_part >= 0)
        return OWN_PART;
    return match->kind == CB_MARK_WORD ? WORD : match->kind == CB_MARK_PART ? PART : SYNONYM;
}

/* The patterns that stand there as a word or as a part of one. */
static guint64 whole_patterns(const GArray *matches, gsize start, gsize end)
{
    guint64 whole = 0;
    for (guint i = 0; i < matches->len; i++) {
        const CbMatch *match = &g_array_index(matches, CbMatch, i);
        if (rank_of(match) <= PART && !match->fragment && match->start >= start &&
            match->start < end)
            whole |= G_GUINT64_CONSTANT(1) << match->pattern;
    }
    return whole;
}

/* All that may be marked: Candidate. */
static GArray *collect(const GArray *matches, gsize start, gsize end)
{
    guint64 whole = whole_patterns(matches, start, end);
    GArray *candidates = g_array_new(FALSE, FALSE, sizeof(Candidate));
    for (guint i = 0; i < matches->len; i++) {
        const CbMatch *match = &g_array_index(matches, CbMatch, i);
        gboolean aside =
            match->own_part >= 0 && (whole & (G_GUINT64_CONSTANT(1) << match->pattern)) != 0;
        if (aside || match->start < start || match->start >= end)
            continue;
        Candidate candidate = {{(guint)match->start, (guint)MIN(match->end, end), match->kind},
                               rank_of(match)};
        g_array_append_val(candidates, candidate);
    }
    return candidates;
}

static int strongest_first(gconstpointer a, gconstpointer b)
{
    const Candidate *left = a, *right = b;
    if (left->rank != right->rank)
        return left->rank < right->rank ? -1 : 1;
    return (left->mark.start > right->mark.start) - (left->mark.start < right->mark.start);
}

static int in_order(gconstpointer a, gconstpointer b)
{
    const CbMark *left = a, *right = b;
    return (left->start > right->start) - (left->start < right->start);
}

/* Adds @mark unless it overlaps one of the first @n, which are stronger. */
static void add_if_free(GArray *marks, guint n, const CbMark *mark)
{
    for (guint i = 0; i < n; i++) {
        const CbMark *other = &g_array_index(marks, CbMark, i);
        if (mark->start < other->end && other->start < mark->end)
            return;
    }
    g_array_append_vals(marks, mark, 1);
}

/* Those of the rank at @i, overlapping ones as one. Returns the index after them. */
static guint add_rank(GArray *marks, const GArray *candidates, guint i)
{
    guint stronger = marks->len;
    const Candidate *first = &g_array_index(candidates, Candidate, i);
    CbMark mark = first->mark;
    for (i++; i < candidates->len; i++) {
        const Candidate *next = &g_array_index(candidates, Candidate, i);
        if (next->rank != first->rank)
            break;
        if (next->mark.start < mark.end) {
            mark.end = MAX(mark.end, next->mark.end);
            continue;
        }
        add_if_free(marks, stronger, &mark);
        mark = next->mark;
    }
    add_if_free(marks, stronger, &mark);
    return i;
}

GArray *cb_marks_choose(const GArray *matches, gsize start, gsize end)
{
    GArray *marks = g_array_new(FALSE, FALSE, sizeof(CbMark));
    g_autoptr(GArray) candidates = collect(matches, start, end);
    g_array_sort(candidates, strongest_first);
    for (guint i = 0; i < candidates->len;)
        i = add_rank(marks, candidates, i);
    g_array_sort(marks, in_order);
    return marks;
}
