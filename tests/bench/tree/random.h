/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random numbers that are the same everywhere: SplitMix64 (Steele, Lea and Flood 2014). */
#ifndef TREE_RANDOM_H
#define TREE_RANDOM_H

#include <glib.h>

typedef struct {
    guint64 state;
} TreeRandom;

/* What a stream of numbers is for: two purposes never share a stream. */
typedef enum {
    TREE_FOR_WORDS = 1,
    TREE_FOR_PAGE,
    TREE_FOR_CASE,
    TREE_FOR_PDF,
    TREE_FOR_PDF_SIZES,
    TREE_FOR_CHANGE,
} TreePurpose;

static inline guint64 tree_random_next(TreeRandom *random)
{
    guint64 z = (random->state += G_GUINT64_CONSTANT(0x9e3779b97f4a7c15));
    z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* The stream of one thing: number @index of @purpose in the tree of @seed. */
static inline TreeRandom tree_random_new(guint64 seed, TreePurpose purpose, guint64 index)
{
    TreeRandom random = {seed};
    random.state = tree_random_next(&random) ^ (guint64)purpose << 56;
    random.state = tree_random_next(&random) ^ index;
    tree_random_next(&random);
    return random;
}

/* From @low up to and with @high. */
static inline guint tree_random_range(TreeRandom *random, guint low, guint high)
{
    return low + (guint)(tree_random_next(random) % ((guint64)high - low + 1));
}

/* At least 0 and less than 1. */
static inline double tree_random_unit(TreeRandom *random)
{
    return (double)(tree_random_next(random) >> 11) * 0x1p-53;
}

static inline gboolean tree_random_chance(TreeRandom *random, double probability)
{
    return tree_random_unit(random) < probability;
}

#endif
