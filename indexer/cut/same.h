/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether two cases are the same case. */
#ifndef CB_INDEXER_SAME_H
#define CB_INDEXER_SAME_H

#include "shingle.h"

G_BEGIN_DECLS

/** Shingles that stand everywhere are known without these bits of them. */
#define CB_COMMON_MASK (((guint64)1 << 24) - 1)

/** A case and what it is compared by. */
typedef struct {
    CbCase *item;     /* borrowed */
    CbShingles text;  /* those that other cases may have, too: all that can be shared */
    guint n_shingles; /* that it has in all */
    gsize size;       /* bytes of lead and sections */
    char *title;      /* folded, without the municipality before it */
    guint page;       /* a number for its source: cases of one page have the same */
} CbEntry;

/**
 * CbTextLender: how cases come by their text (lead and sections) for a moment, when it is not kept
 * in memory.
 * @bytes: of all texts together, about.
 */
typedef struct {
    void (*lend)(CbCase *item, gpointer data);
    void (*take_back)(CbCase *item, gpointer data);
    guint64 bytes;
    gpointer data;
} CbTextLender;

typedef enum { CB_PLACES_DIFFER, CB_PLACES_UNKNOWN, CB_PLACES_MEET } CbPlaces;

/**
 * cb_entries_new:
 * @common: (inout) (nullable): the shingles that stand everywhere, sorted (guint64); where it is
 *   NULL it is set to those that @cases show.
 * @texts: (nullable): NULL when @cases have theirs.
 *
 * Returns: one entry a case of @cases, in its order.
 */
CbEntry *cb_entries_new(const GPtrArray *cases, GArray **common, const CbTextLender *texts);
void cb_entries_free(CbEntry *entries, guint n);

/** DIFFER when both name municipalities (char*) and none is common, UNKNOWN when one has none. */
CbPlaces cb_compare_places(const GPtrArray *a, const GPtrArray *b);

/** The share of the shorter text's shingles that the longer has; 0 when there is no text. */
double cb_containment(const CbEntry *a, const CbEntry *b);

/** The share of the shorter title's words, four letters or more, that the longer has; 0 when they
 * have less than two in common. */
double cb_title_agreement(const CbEntry *a, const CbEntry *b);

/** Whether title and text are the same: the only way in which two cases of one page are one. */
gboolean cb_is_copy(const CbEntry *a, const CbEntry *b);

/** How surely two are the same case, above 0; 0 for "they are not". */
double cb_sameness(const CbEntry *a, const CbEntry *b);

G_END_DECLS

#endif
