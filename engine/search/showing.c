/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "showing.h"

#define ALL_PARTS_STRENGTH 0.6f /* a compound of the query whose parts stand apart */
#define ONE_PART_STRENGTH 0.3f  /* only some of them: this times the share that is there */
#define GOOD_STRENGTH 0.85f     /* a word, or a part of a compound of the text */

static void raise_strength(CbShowing *showing, guint64 seen, guint pattern, float strength)
{
    if ((seen & (G_GUINT64_CONSTANT(1) << pattern)) == 0 || showing->strength[pattern] < strength)
        showing->strength[pattern] = strength;
}

/* Of which compounds all parts are there, or only some; @own: which ones. */
static void show_own_parts(const CbMatcher *matcher, guint64 compounds, const guint32 *own,
                           CbShowing *showing)
{
    guint64 complete = 0;
    for (; compounds != 0; compounds &= compounds - 1) {
        guint i = (guint)__builtin_ctzll(compounds);
        guint n = cb_matcher_n_own_parts(matcher, i), there = (guint)__builtin_popcount(own[i]);
        float some = ONE_PART_STRENGTH * (float)there / (float)n;
        raise_strength(showing, showing->patterns, i, there == n ? ALL_PARTS_STRENGTH : some);
        if (there == n)
            complete |= G_GUINT64_CONSTANT(1) << i;
        else
            showing->partly |= G_GUINT64_CONSTANT(1) << i;
    }
    showing->patterns |= complete;
    showing->partly &= ~showing->patterns;
}

void cb_showing_of(const CbMatcher *matcher, const CbMatch *matches, guint n, CbShowing *showing)
{
    guint32 own[CB_MAX_QUERY_WORDS]; /* set where @compounds has the bit */
    guint64 compounds = 0;
    showing->patterns = showing->partly = 0;
    showing->n_repeats = 0;
    for (guint i = 0; i < n; i++) {
        const CbMatch *match = &matches[i];
        guint64 bit = G_GUINT64_CONSTANT(1) << match->pattern;
        if (match->own_part >= 0) {
            own[match->pattern] =
                ((compounds & bit) != 0 ? own[match->pattern] : 0) | 1u << match->own_part;
            compounds |= bit;
            continue;
        }
        showing->n_repeats += (showing->patterns & bit) != 0;
        raise_strength(showing, showing->patterns, match->pattern, match->strength);
        showing->patterns |= bit;
    }
    if (compounds != 0)
        show_own_parts(matcher, compounds, own, showing);
}

double cb_showing_value(const CbShowing *showing, const double *weights)
{
    double sum = 0;
    for (guint64 bits = showing->patterns | showing->partly; bits != 0; bits &= bits - 1) {
        guint i = (guint)__builtin_ctzll(bits);
        sum += weights[i] * (double)showing->strength[i];
    }
    return sum;
}

guint cb_showing_count_good(const CbShowing *showing)
{
    guint n = 0;
    for (guint64 bits = showing->patterns; bits != 0; bits &= bits - 1)
        n += showing->strength[__builtin_ctzll(bits)] >= GOOD_STRENGTH;
    return n;
}
