/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counting words in codes that are not read: each code has one byte that ends it. */
#include "positions_scan.h"

#define COUNTED_AT_ONCE 64u

typedef struct {
    guint32 ends, twice, forms, gaps;
} Count;

/* Codes that end; those that stand for two that are no words (of a joined form, and of a far one:
 * its second code is a word's by its looks); those of other forms; gaps. @bytes[-1] is there. */
static Count count_bytes(const guint8 *bytes, gsize n)
{
    Count count = {0};
    for (gsize i = 0; i < n; i++) {
        guint8 alone = bytes[(gssize)i - 1] < CB_CODE_STOP;
        count.ends += bytes[i] < CB_CODE_STOP;
        count.twice += alone & ((bytes[i] == CB_CODE_JOINED) | (bytes[i] == CB_CODE_FAR_FORM));
        count.forms += alone & (bytes[i] >= CB_CODE_FORM) & (bytes[i] < CB_CODE_FAR_FORM);
        count.gaps += alone & (bytes[i] == CB_CODE_GAP);
    }
    return count;
}

/* The same for a whole block, in bytes that do not overflow, so that it can be done in parallel. */
static Count count_block(const guint8 *bytes)
{
    guint8 ends = 0, twice = 0, forms = 0, gaps = 0;
    for (guint i = 0; i < COUNTED_AT_ONCE; i++) {
        guint8 alone = bytes[(int)i - 1] < CB_CODE_STOP;
        guint8 doubled = (bytes[i] == CB_CODE_JOINED) | (bytes[i] == CB_CODE_FAR_FORM);
        guint8 form = (bytes[i] >= CB_CODE_FORM) & (bytes[i] < CB_CODE_FAR_FORM);
        ends = (guint8)(ends + (bytes[i] < CB_CODE_STOP));
        twice = (guint8)(twice + (alone & doubled));
        forms = (guint8)(forms + (alone & form));
        gaps = (guint8)(gaps + (alone & (bytes[i] == CB_CODE_GAP)));
    }
    return (Count){ends, twice, forms, gaps};
}

static guint32 words_of(Count count, guint32 gap)
{
    return count.ends - count.forms - 2 * count.twice + (gap - 1) * count.gaps;
}

guint32 cb_count_words(const guint8 *start, const guint8 *from, const guint8 *to, guint32 gap)
{
    guint32 n = 0;
    if (from == start && from < to) { /* it has no byte before it */
        n = from[0] == CB_CODE_GAP ? gap : from[0] < CB_CODE_STOP;
        from++;
    }
    for (; from < to && (gsize)(to - from) >= COUNTED_AT_ONCE; from += COUNTED_AT_ONCE)
        n += words_of(count_block(from), gap);
    if (from < to)
        n += words_of(count_bytes(from, (gsize)(to - from)), gap);
    return n;
}
