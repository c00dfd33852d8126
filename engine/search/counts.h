/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often stems stand where in some cases: what scoring reads from the posting lists. */
#ifndef CB_SEARCH_COUNTS_H
#define CB_SEARCH_COUNTS_H

#include "concept.h"
#include "index_private.h"

G_BEGIN_DECLS

/** Cases to look at, by ascending document id, and their passages, one case's after the other's. */
typedef struct {
    CbIndex *index; /* borrowed */
    guint n, n_passages;
    xapc_docid *docids;           /* by case */
    CbCaseStatistics *statistics; /* by case */
    guint *first;                 /* by case: its first passage */
    float *lengths;               /* by passage: divided by the average one */
    guint8 *origins;              /* by passage: CbPassageOrigin */
    xapc_error *error;            /* the first one; nothing more is read after it */
} CbCaseSet;

/** @docids are copied. Free what it holds with cb_case_set_clear(), but for the error. */
void cb_case_set_init(CbCaseSet *set, CbIndex *index, const xapc_docid *docids, guint n);
void cb_case_set_clear(CbCaseSet *set);

/** Occurrences, in words; a part of a compound is half of one. */
typedef struct {
    float *fields[CB_N_TEXTS]; /* by case */
    float *recognised;         /* by case: those of CB_TEXT_ATTACHMENT on recognised pages */
    float *passages;           /* by passage */
} CbCounts;

/** Reads the occurrences of a stem. @whole: not in compounds. Free with cb_counts_clear(). */
void cb_counts_init(CbCounts *counts, CbCaseSet *set, const char *stem, gboolean whole);
void cb_counts_clear(CbCounts *counts);

/** In how many cases of the index the stem stands; about, when it stands as a word in some and in
 * compounds in others. */
guint cb_stem_frequency(CbCaseSet *set, const char *stem, gboolean whole);

/** In how many cases of the index the concept stands, one way or another. Counted when that is
 * soon done; reckoned from above for common words of large indexes. */
guint cb_concept_frequency(CbCaseSet *set, const CbConcept *concept);

G_END_DECLS

#endif
