/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often stems stand where in some cases. */
#ifndef CB_SEARCH_COUNTS_H
#define CB_SEARCH_COUNTS_H

#include "concept.h"
#include "index_private.h"

G_BEGIN_DECLS

/** Occurrences, in words; a part of a compound is half of one. */
typedef struct {
    float *fields[CB_N_TEXTS]; /* by case */
    float *recognised;         /* by case: those of CB_TEXT_ATTACHMENT on recognised pages */
    float *passages;           /* by passage */
} CbCounts;

/** Cases to look at, and their passages, one case's after the other's. */
typedef struct {
    CbIndex *index; /* borrowed */
    guint n, n_passages;
    xapc_docid *docids;           /* by case */
    CbCaseStatistics *statistics; /* by case */
    guint *first;                 /* by case: its first passage */
    guint32 *words;               /* by passage */
    guint8 *origins;              /* by passage: CbPassageOrigin */
    CbWordCounter *counter;
    GArray *slots;     /* what is counted */
    xapc_error *error; /* the first one; nothing more is read after it */
} CbCaseSet;

/** @docids are copied. Free what it holds with cb_case_set_clear(), but for the error. */
void cb_case_set_init(CbCaseSet *set, CbIndex *index, const xapc_docid *docids, guint n);
void cb_case_set_clear(CbCaseSet *set);

/** The length of a passage, divided by the average one. */
double cb_case_set_length(const CbCaseSet *set, guint passage);

/** Says that the occurrences of a stem are wanted. @stem is borrowed; @whole: not in compounds. */
void cb_case_set_want(CbCaseSet *set, const char *stem, gboolean whole);
/** The same for all stems of a concept, in all its ways. */
void cb_case_set_want_concept(CbCaseSet *set, const CbConcept *concept);
/** Counts all that is wanted; once, after it was said. */
void cb_case_set_count(CbCaseSet *set);
/** What was counted of a stem that was wanted. */
const CbCounts *cb_case_set_counts(const CbCaseSet *set, const char *stem, gboolean whole);

/** In how many cases of the index the stem stands; @whole: not in compounds. 0 on an error. */
guint cb_stem_frequency(CbIndex *index, const char *stem, gboolean whole, xapc_error **error);

/** In how many cases of the index the concept stands, one way or another. Counted when that is
 * soon done; reckoned from above for common words of large indexes. */
guint cb_concept_frequency(CbCaseSet *set, const CbConcept *concept);

G_END_DECLS

#endif
