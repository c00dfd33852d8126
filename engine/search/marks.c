/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "marks.h"
#include <stdlib.h>

const char *cb_mark_kind_name(CbMarkKind kind)
{
    static const char *const names[] = {"word", "part", "synonym"};
    return names[kind];
}

/* The patterns that stand there as a word or as a part of one. */
static guint64 whole_patterns(const GArray *matches, gsize start, gsize end)
{
    guint64 whole = 0;
    for (guint i = 0; i < matches->len; i++) {
        const CbMatch *match = &g_array_index(matches, CbMatch, i);
        if (match->own_part < 0 && match->kind != CB_MARK_SYNONYM && match->start >= start &&
            match->start < end)
            whole |= G_GUINT64_CONSTANT(1) << match->pattern;
    }
    return whole;
}

/* All that may be marked. */
static GArray *collect(const GArray *matches, gsize start, gsize end)
{
    guint64 whole = whole_patterns(matches, start, end);
    GArray *marks = g_array_new(FALSE, FALSE, sizeof(CbMark));
    for (guint i = 0; i < matches->len; i++) {
        const CbMatch *match = &g_array_index(matches, CbMatch, i);
        gboolean aside =
            match->own_part >= 0 && (whole & (G_GUINT64_CONSTANT(1) << match->pattern)) != 0;
        if (aside || match->start < start || match->start >= end)
            continue;
        CbMark mark = {(guint)match->start, (guint)MIN(match->end, end), match->kind};
        g_array_append_val(marks, mark);
    }
    return marks;
}

static int strongest_first(gconstpointer a, gconstpointer b)
{
    const CbMark *left = a, *right = b;
    if (left->kind != right->kind)
        return left->kind < right->kind ? -1 : 1;
    return (left->start > right->start) - (left->start < right->start);
}

static int in_order(gconstpointer a, gconstpointer b)
{
    const CbMark *left = a, *right = b;
    return (left->start > right->start) - (left->start < right->start);
}

/* Adds @mark unless it overlaps one of the @n strongest, which are of other kinds. */
static void add_if_free(GArray *marks, guint n, const CbMark *mark)
{
    for (guint i = 0; i < n; i++) {
        const CbMark *other = &g_array_index(marks, CbMark, i);
        if (mark->start < other->end && other->start < mark->end)
            return;
    }
    g_array_append_vals(marks, mark, 1);
}

/* Those of @kind from @i on, overlapping ones as one. Returns the index after them. */
static guint add_kind(GArray *marks, const GArray *all, guint i)
{
    guint stronger = marks->len;
    CbMark mark = g_array_index(all, CbMark, i);
    for (i++; i < all->len && g_array_index(all, CbMark, i).kind == mark.kind; i++) {
        CbMark next = g_array_index(all, CbMark, i);
        if (next.start < mark.end) {
            mark.end = MAX(mark.end, next.end);
            continue;
        }
        add_if_free(marks, stronger, &mark);
        mark = next;
    }
    add_if_free(marks, stronger, &mark);
    return i;
}

GArray *cb_marks_choose(const GArray *matches, gsize start, gsize end)
{
    GArray *marks = g_array_new(FALSE, FALSE, sizeof(CbMark));
    g_autoptr(GArray) all = collect(matches, start, end);
    g_array_sort(all, strongest_first);
    for (guint i = 0; i < all->len;)
        i = add_kind(marks, all, i);
    g_array_sort(marks, in_order);
    return marks;
}
