/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "edit_distance.h"
#include <string.h>

/* A letter that is not heard, or that a keyboard without æ, ø, å leaves out: a doubled one, h
 * before j and v, d after l, n, r and t, and the second letter of what "æ", "ø" and "å" are folded
 * to (and the first of "ae", which e is written for). */
static gboolean is_slight(const char *word, gsize length, gsize i)
{
    char c = word[i], before = i > 0 ? word[i - 1] : '\0',
         after = i + 1 < length ? word[i + 1] : '\0';
    if (c == before)
        return TRUE;
    switch (c) {
    case 'h':
        return after == 'v' || after == 'j';
    case 'd':
        return before == 'n' || before == 'l' || before == 'r' || before == 't';
    case 'e':
        return before == 'a' || before == 'o';
    case 'a':
        return after == 'e';
    default:
        return FALSE;
    }
}

static gboolean sound_alike(char a, char b)
{
    static const char *const pairs[] = {"gk", "bp", "dt", "ck", "cs", "sz", "vw", "iy"};
    for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++)
        if ((a == pairs[i][0] && b == pairs[i][1]) || (a == pairs[i][1] && b == pairs[i][0]))
            return TRUE;
    return FALSE;
}

static guint one_letter_cost(const char *word, gsize length, gsize i)
{
    return (is_slight(word, length, i) ? CB_CHEAP_EDIT_COST : CB_EDIT_COST) + (i == 0 ? 1u : 0u);
}

static guint replace_cost(const char *a, gsize i, const char *b, gsize j)
{
    if (a[i] == b[j])
        return 0;
    return (sound_alike(a[i], b[j]) ? CB_CHEAP_EDIT_COST : CB_EDIT_COST) +
           (i == 0 || j == 0 ? 1u : 0u);
}

/* What leaving out each letter costs, or putting it in. */
static void find_letter_costs(const char *word, gsize length, guint8 *costs)
{
    for (gsize i = 0; i < length; i++)
        costs[i] = (guint8)one_letter_cost(word, length, i);
}

/* Cells further than this from the diagonal take too many letters left out to matter. */
static gsize band_of(guint max)
{
    return max / CB_EDIT_COST + 1;
}

guint cb_edit_distance(const char *a, gsize a_length, const char *b, gsize b_length, guint max)
{
    guint rows[3][CB_MAX_EDITED + 2];
    guint8 a_costs[CB_MAX_EDITED], b_costs[CB_MAX_EDITED];
    guint *two_before = rows[0], *before = rows[1], *row = rows[2], lowest_before = 0;
    const guint far = max + 1;
    gsize band = band_of(max);
    if (a_length > CB_MAX_EDITED || b_length > CB_MAX_EDITED || a_length > b_length + band ||
        b_length > a_length + band)
        return far;
    find_letter_costs(a, a_length, a_costs);
    find_letter_costs(b, b_length, b_costs);
    before[0] = 0;
    row[b_length] = two_before[b_length] = far;
    for (gsize j = 0; j < b_length; j++)
        before[j + 1] = before[j] + b_costs[j];
    for (gsize i = 0; i < a_length; i++) {
        gsize from = i > band ? i - band : 0, to = MIN(b_length, i + 1 + band);
        guint lowest = row[from] = from == 0 ? before[0] + a_costs[i] : far;
        for (gsize j = from; j < to; j++) {
            guint cost = before[j] + replace_cost(a, i, b, j);
            cost = MIN(cost, before[j + 1] + a_costs[i]);
            cost = MIN(cost, row[j] + b_costs[j]);
            if (i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j])
                cost = MIN(cost, two_before[j - 1] + CB_EDIT_COST);
            row[j + 1] = cost;
            lowest = MIN(lowest, cost);
        }
        row[to + 1] = far; /* the next row looks one cell further */
        if (lowest > max && lowest_before > max)
            return far; /* a swap looks two rows back */
        lowest_before = lowest;
        guint *oldest = two_before;
        two_before = before;
        before = row;
        row = oldest;
    }
    return MIN(before[b_length], far);
}
