/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a query looks for, flattened for scoring: one concept a word, with all the ways in which it
 * may stand in a case. What is excluded gives none.
 */
#ifndef CB_SEARCH_CONCEPT_H
#define CB_SEARCH_CONCEPT_H

#include "query.h"
#include <casebank/search.h>

G_BEGIN_DECLS

/**
 * CbWay: one way in which a concept may stand in a case.
 * @kind: what it is called when it is explained.
 * @text: the word or stem, for people; borrowed from the query.
 * @weight: what an occurrence counts beside one of the word itself.
 * @whole: as a word of its own only, not as a part of a compound.
 * @close: its stems must stand in one passage.
 * @stems: const char*, borrowed from the query; several must all be there.
 */
typedef struct {
    CbWayKind kind;
    const char *text;
    double weight;
    gboolean whole, close;
    GPtrArray *stems;
} CbWay;

/**
 * CbConcept:
 * @text: as it is written in the query; borrowed from it.
 * @leaf: of the query, that it comes from; borrowed.
 * @ways: CbWay, the word itself first.
 * @optional: one of several that are as good (ELLER): lacking it is no lack.
 */
typedef struct {
    const char *text;
    const CbNode *leaf;
    GArray *ways;
    gboolean optional;
} CbConcept;

/** @root: of an analyzed query; its prefixes have their stems. NULL is allowed. It must outlive
 * what is returned. @parts_weight: of a compound whose parts stand apart; 0: they do not count.
 * Returns: (transfer full): array of CbConcept, none twice. */
GArray *cb_concepts_new(const CbNode *root, double parts_weight);

/** What the patterns of a matcher look for, one after the other; to be filled by what follows.
 * Returns: (transfer full): an empty array of CbConcept. */
GArray *cb_concepts_new_empty(void);
/** Add one concept: a word in all its ways, or with @whole as a word of its own; the words that a
 * prefix stands for; a phrase, as near as counts tell: all its words. */
void cb_concepts_add_word(GArray *concepts, const CbNode *leaf, const CbQueryWord *word,
                          gboolean whole, double parts_weight);
void cb_concepts_add_prefix(GArray *concepts, const CbNode *leaf);
void cb_concepts_add_phrase(GArray *concepts, const CbNode *leaf);

G_END_DECLS

#endif
