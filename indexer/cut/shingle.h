/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text as the set of its runs of three words, to measure how much of it stands in another. */
#ifndef CB_INDEXER_SHINGLE_H
#define CB_INDEXER_SHINGLE_H

#include <casebank/case.h>

G_BEGIN_DECLS

/** Sorted, none twice. */
typedef struct {
    guint64 *hashes;
    guint n;
} CbShingles;

/**
 * cb_shingles_of_case:
 *
 * Of the lead and the sections' text; headings, title and attachments left out. Case, punctuation
 * and where a paragraph ends do not count. A text of one or two words is one shingle. What is
 * beyond the first 20,000 words is left out.
 *
 * Shingles: A. Broder, "On the resemblance and containment of documents" (1997).
 */
CbShingles cb_shingles_of_case(const CbCase *item);
void cb_shingles_clear(CbShingles *shingles);

/**
 * CbRepeats: which numbers were seen more than once, in two bits for each of eight times as many
 * cells as there are numbers. It never errs for one that was, and seldom for one that was not:
 * most of what pages say stands there once, and need not be sorted to be told so.
 */
typedef struct CbRepeats CbRepeats;

/** Drops those that @repeats does not have. */
void cb_shingles_keep_repeats(CbShingles *shingles, const CbRepeats *repeats);

/** How many shingles @a and @b have in common. */
guint cb_shingles_common(const CbShingles *a, const CbShingles *b);

/** @n: how many numbers will be added, roughly. */
CbRepeats *cb_repeats_new(gsize n);
void cb_repeats_free(CbRepeats *repeats);
void cb_repeats_add(CbRepeats *repeats, guint64 number);
/** Adds all shingles of a case; those that stand in it more than once are repeats, too. */
void cb_repeats_add_case(CbRepeats *repeats, const CbCase *item);
gboolean cb_repeats_has(const CbRepeats *repeats, guint64 number);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CbRepeats, cb_repeats_free)

/** Mixes @seed into @hash. */
guint64 cb_hash_mix(guint64 hash, guint64 seed);

/** Sorts numbers in time that grows with their count alone (least significant byte first). */
void cb_sort_numbers(guint64 *numbers, gsize n);

G_END_DECLS

#endif
